"""Institutions and documents that speak without being a subject: «в Минздраве», «из доклада», «от жителей», «там»."""

from __future__ import annotations

from pipeline.stages.claims.draft import Cue, Source
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.ru_cues import is_finite
from pipeline.stages.claims.ru_phrase import STOP_MARKS, can_speak, phrase
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words

_NAMES = ("NOUN", "PROPN", "X")


def oblique(view: View, cue: Cue, at: range) -> Source | None:
    """«в пресс-службе уточнили», «говорится в сообщении», «следует из доклада»: an institution or document after в, на, из."""
    prepositions = {"в", "во", "на", "из"}
    if "from" in cue.frames:
        prepositions = {"из"}
    elif "came" in cue.frames:
        prepositions = {"из", "от", "на"}
    for i in range(cue.head + 1, min(cue.head + 9, at.stop)):
        token = view.tokens[i]
        if token.text in STOP_MARKS or is_finite(token) or token.pos == "SCONJ":
            break
        found = _place_of_speech(view, i, at, prepositions)
        if found is not None and not (
            "in" in cue.frames and cue.cls == "evaluative" and fold(token.norm) == "в"
        ):  # «винят в ней соседей»
            return found
    before: list[tuple[int, Source]] = []
    bracket = False
    for i in range(cue.head - 1, at.start - 1, -1):
        if view.tokens[i].text in ("(", ")"):
            bracket = view.tokens[i].text == ")"
        if bracket:
            continue
        if view.tokens[i].text in ";:" or (is_finite(view.tokens[i]) and not _in_relative(view, i, at)):
            break
        found = _place_of_speech(
            view, i, at, prepositions, told="passive" in cue.frames, outlet=cue.form == "finite"
        )
        if found is not None:
            before.append((i, found))
    # «В документе, размещенном на сайте, указано»: the tree knows which of two places speaks, else the first one does.
    own = [
        found for _, found in before if found.head is not None and view.tokens[found.head].head == cue.head
    ]
    if own:
        return own[-1]
    return before[-1][1] if before else _capital(view, cue, at)


def _capital(view: View, cue: Cue, at: range) -> Source | None:
    """«В Ташкенте считают, что …», «считают в Ташкенте»: a place beside a plural verb without subject speaks for its state."""
    if view.tokens[cue.head].feat("Number") != "Plur" or cue.form != "finite":
        return None
    for i in (cue.head - 1, cue.head + 2):
        if i - 1 not in at or i not in at or fold(view.tokens[i - 1].norm) not in ("в", "во"):
            continue
        if view.mention_at(view.tokens[i].start_char, "place") and view.tokens[i].feat("Case") == "Loc":
            return phrase(view, i, at, "Loc", sure=True)
    return None


def _in_relative(view: View, i: int, at: range) -> bool:
    """The verb stands in «…, представитель которой подключился, …»."""
    for j in range(i - 1, max(at.start, i - 8) - 1, -1):
        if fold(view.tokens[j].lemma) in ("который", "куда", "где", "откуда"):
            return view.tokens[j - 1].text == "," or fold(view.tokens[j].lemma) == "который"
        if is_finite(view.tokens[j]):
            return False
    return False


def _place_of_speech(
    view: View, i: int, at: range, prepositions: set[str], *, told: bool = False, outlet: bool = False
) -> Source | None:
    """The institution or document that the preposition at `i` governs; «в нем», «там». `told`: «заявление, в котором говорится»."""
    token = view.tokens[i]
    if fold(token.norm) == "там" and token.pos in ("ADV", "PRON"):
        return Source((token.start_char, token.end_char), i, "There", pronoun=True)
    if token.pos != "ADP" or fold(token.norm) not in prepositions:
        return None
    if i + 1 < at.stop and fold(view.tokens[i + 1].lemma) == "свой":
        return None  # «сообщили в своих блогах»: where somebody told of speaks
    if i + 1 < at.stop and fold(view.tokens[i + 1].norm) in ("нем", "ней", "нём"):
        pronoun = view.tokens[i + 1]
        return Source((pronoun.start_char, pronoun.end_char), i + 1, "Loc", pronoun=True)
    head = _governed(view, i, at)
    if head is None:
        return None
    noun = speaking_noun(view, head, "ru")
    mention = view.mention_at(view.tokens[head].start_char, "organization")
    case = view.tokens[head].feat("Case")
    if (
        fold(token.norm) != "из"
        and case == "Acc"
        and not (head < i and told)
        and not (outlet and _outlet(view, i, head))
    ):
        return None  # «вынести на рабочую группу»
    whence = fold(token.norm) in ("из", "от")
    venue = noun is not None and noun.words[-1] in source_words("venue", "ru")
    if "от" in prepositions and not whence and not venue:
        return None  # «на сайте газеты появилась информация», not «на бирже появилась»
    if (
        mention is not None
        or (noun is not None and noun.kind in ("institution", "document", "media", "group"))
        or (fold(token.norm) == "от" and can_speak(view, head))
        or (not whence and _unknown_institution(view, head))
    ):
        own = case or "Loc" if head < i else "Gen" if whence else "Loc"  # «заявление, в котором …»
        return phrase(view, head, at, own, sure=True)
    return None


def _outlet(view: View, preposition: int, head: int) -> bool:
    """«В «Форбс» утверждали»: a quoted name in a form that does not change, beside a verb without
    subject, of several."""
    own = view.mention_at(view.tokens[head].start_char, "organization")
    verb = view.tokens[head].head
    if (
        own is None
        or verb is None
        or own.text != own.normal
        or view.tokens[preposition + 1].text not in '«"“'
    ):
        return False
    return is_finite(view.tokens[verb]) and view.tokens[verb].feat("Number") == "Plur"


def _governed(view: View, preposition: int, at: range) -> int | None:
    """The noun that a preposition governs: by the tree, else the first noun after it."""
    head = view.tokens[preposition].head
    if head is not None and head in at and fold(view.tokens[head].lemma) == "который":
        return _relative_noun(view, head)
    if head is not None and head in at and head > preposition and _is_noun(view, head):
        return head
    for i in range(preposition + 1, min(preposition + 6, at.stop)):
        if _is_noun(view, i):
            return i
        if view.tokens[i].text in STOP_MARKS:
            return None
    return None


def _is_noun(view: View, i: int) -> bool:
    """A noun, whatever the tagger calls it where the table knows an institution: «в акимате области»."""
    if view.tokens[i].pos in _NAMES:
        return True
    listed = speaking_noun(view, i, "ru") if view.tokens[i].pos == "ADJ" else None
    return listed is not None and listed.kind == "institution"


def _relative_noun(view: View, i: int) -> int | None:
    """«заявление для печати, в котором сообщается»: the document that the tree names, else the noun before the comma."""
    verb = view.tokens[i].head
    above = view.tokens[verb].head if verb is not None and view.tokens[verb].dep == "acl:relcl" else None
    paper = speaking_noun(view, above, "ru") if above is not None and above < i else None
    if paper is not None and paper.kind == "document":
        return above
    noun = next((j for j in range(i - 1, max(0, i - 6), -1) if view.tokens[j].pos in ("NOUN", "PROPN")), None)
    if noun is not None and noun >= 2 and view.tokens[noun - 1].pos == "ADP":
        paper = speaking_noun(view, noun - 2, "ru")
        return noun - 2 if paper is not None and paper.kind == "document" else noun
    return noun


def _unknown_institution(view: View, i: int) -> bool:
    """«В Кремле считают»: a capital that no finder knows."""
    token = view.tokens[i]
    return (
        token.pos in ("PROPN", "X") and token.text[:1].isupper() and view.mention_at(token.start_char) is None
    )
