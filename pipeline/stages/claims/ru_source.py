"""Who stands by a Russian cue: the subject in the tree, else the nearest nominative; «в Минздраве», «из доклада»."""

from __future__ import annotations

from dataclasses import replace

from pipeline.schema import Token
from pipeline.stages.claims.draft import NO_SOURCE, Cue, Source
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.ru_cues import is_finite
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

PRONOUNS = {"он", "она", "они"}
# Words that stand for a group: многие считают.
_GROUPS = {
    "многие",
    "некоторые",
    "все",
    "один",
    "одна",
    "часть",
    "большинство",
    "другие",
    "остальные",
    "те",
    "сами",
}
_STOP_MARKS = {",", ";", ":", ".", "!", "?", "…", "–", "—", "-", ")", "("}


def source_of(view: View, cue: Cue, at: range) -> Source:
    """The source of a cue inside the tokens `at`; `NO_SOURCE` when the cue has none, reason `inanimate` when it is no speaker."""
    if "passive" in cue.frames or "from" in cue.frames:
        return _agent(view, cue, at) or _oblique(view, cue, at) or NO_SOURCE
    subject = _subject(view, cue, at)
    if subject is None:
        return _oblique(view, cue, at) or _shared_oblique(view, cue, at) or NO_SOURCE
    found = phrase(view, subject, at)
    if (
        found.reason == "inanimate"
        and subject > cue.head
        and view.tokens[subject].pos not in ("NOUN", "PROPN")
    ):
        return _named_after(view, cue, at) or found
    return found


def _shared_oblique(view: View, cue: Cue, at: range) -> Source | None:
    """«В компании подтвердили арест и подчеркнули, что …»: the second verb shares the institution of the first."""
    verb = view.tokens[cue.head]
    if verb.dep != "conj" or verb.head is None or verb.head not in at or verb.feat("Number") != "Plur":
        return None
    return _oblique(view, replace(cue, head=verb.head), at)


def _agent(view: View, cue: Cue, at: range) -> Source | None:
    """«отмечалось лидерами»: the doer of a passive stands in the instrumental."""
    for i in view.children_of(cue.head, "obl", "obl:agent", "iobj"):
        token = view.tokens[i]
        if (
            i in at
            and token.feat("Case") == "Ins"
            and token.pos in ("NOUN", "PROPN")
            and not view.children_of(i, "case")
            and can_speak(view, i)
        ):
            return phrase(view, i, at, "Ins")
    return None


def _named_after(view: View, cue: Cue, at: range) -> Source | None:
    """«отмечает и. о. руководителя отдела … Марат Рамазанов»: a title that the tree did not understand, then the name."""
    for i in range(cue.head + 1, min(at.stop, cue.head + 30)):
        token = view.tokens[i]
        if is_finite(token) or token.text in (";", ":", "–", "—"):
            return None
        mention = view.mention_at(token.start_char, "person")
        if mention is not None and in_case(view, mention.end_char, "Nom"):
            return Source(
                (view.tokens[cue.head + 1].start_char, mention.end_char),
                view.index_from(mention.start_char),
                "Nom",
            )
    return None


def phrase(view: View, head: int, at: range, case: str = "Nom", *, sure: bool = False) -> Source:
    """The noun phrase of a source from its head word; reason `inanimate` when the head cannot speak (unless `sure`)."""
    token = view.tokens[head]
    lemma = fold(token.lemma)
    if token.pos in ("PRON", "DET") and lemma in PRONOUNS:
        if _thing(view, head, at):
            return Source(None, head, case, reason="inanimate")
        return Source((token.start_char, token.end_char), head, case, pronoun=True)
    if lemma == "который" or (not sure and not can_speak(view, head)):
        return Source(None, head, case, reason="inanimate")
    first, last = _bounds(view, head, at, case)
    for other in view.children_of(head, "conj"):
        # «и Токаев, и Путин»: the tree joins what a comma separates.
        if last < other <= last + 4 and other in at and view.tokens[other].pos == "PROPN":
            last = _bounds(view, other, at, case)[1]
    start, end = view.span(first, last)
    joint = tuple(i for i in view.children_of(head, "conj") if i in at)
    return Source(
        (_open_quote(view.text, start), _close_quote(view.text, start, end)), head, case, heads=joint
    )


def _thing(view: View, i: int, at: range) -> bool:
    """«Документ имеет значение – он подтверждает …»: the pronoun takes up a thing named as subject in its sentence."""
    pronoun = view.tokens[i]
    if pronoun.feat("Number") == "Plur":
        return False
    for j in range(i - 1, at.start - 1, -1):
        token = view.tokens[j]
        if (
            token.dep.startswith("nsubj")
            and token.pos in ("NOUN", "PROPN")
            and token.feat("Gender") == pronoun.feat("Gender")
        ):
            return token.feat("Number") == "Sing" and not can_speak(view, j)
    return False


def can_speak(view: View, head: int) -> bool:
    """A person, organization or state by name, or a noun that can speak."""
    token = view.tokens[head]
    mention = view.mention_at(token.start_char, "person", "organization", "place", "event")
    if mention is not None and not (
        mention.label in ("place", "event") and speaking_noun(view, head, "ru") is not None
    ):
        return mention.label != "event" and (
            mention.label != "place" or mention.place_kind in (None, "country", "city", "region")
        )
    if token.pos in ("PRON", "DET", "NUM", "ADJ"):
        return fold(token.norm) in _GROUPS or fold(token.lemma) in ("который", "кто")
    if token.pos in ("PROPN", "X"):
        return True
    if speaking_noun(view, head, "ru") is not None:
        return True
    return token.pos == "NOUN" and token.feat("Animacy") == "Anim"


def _subject(view: View, cue: Cue, at: range) -> int | None:
    head = cue.head
    verb = view.tokens[head]
    for _ in range(4):
        for i in view.children_of(head, "nsubj", "nsubj:pass"):
            if (
                i in at
                and view.tokens[i].feat("Case") in ("Nom", None)
                and (view.tokens[i].pos != "ADJ" or fold(view.tokens[i].norm) in _GROUPS)
            ):
                return _antecedent(view, i)
        above = view.tokens[head].head
        if above is None or above not in at:
            break
        dep = view.tokens[head].dep
        climbs = (
            dep == "conj"
            or (cue.form == "gerund" and dep in ("advcl", "conj", "acl"))
            or dep in ("xcomp", "cop", "aux")
            or (dep == "advcl" and _agree(view.tokens[above], verb))
        )
        if not climbs or (dep == "conj" and cue.form == "finite" and not _agree(view.tokens[above], verb)):
            break
        head = above
    return _nearest(view, cue, at)


def _antecedent(view: View, i: int) -> int:
    """«…, который сообщил»: the noun that the clause describes."""
    token = view.tokens[i]
    if fold(token.lemma) != "который" or token.head is None:
        return i
    above = view.tokens[token.head]
    return above.head if above.dep.startswith("acl") and above.head is not None else i


def _agree(one: Token, two: Token) -> bool:
    """Two predicates may share a subject."""
    return all(
        one.feat(f) is None or two.feat(f) is None or one.feat(f) == two.feat(f) for f in ("Number", "Gender")
    )


def _nearest(view: View, cue: Cue, at: range) -> int | None:
    """The nearest nominative that agrees with the verb: after it (сообщил министр), else before it in its clause."""
    verb = view.tokens[cue.head]
    if cue.form == "gerund":
        return None
    for i in range(cue.head + 1, min(cue.head + 8, at.stop)):
        token = view.tokens[i]
        if token.text in _STOP_MARKS or is_finite(token) or token.pos == "SCONJ":
            break
        if _fits(view, token, verb):
            return i
    for i in range(cue.head - 1, max(at.start, cue.head - 10) - 1, -1):
        token = view.tokens[i]
        if token.text in _STOP_MARKS or is_finite(token) or token.pos == "SCONJ":
            break
        if _fits(view, token, verb):
            return i
        if token.pos == "PROPN" and token.feat("Case") == "Nom" and verb.feat("Number") == "Plur":
            one = _coordinated(view, i, at)
            if one is not None:
                return one
    return None


def _coordinated(view: View, i: int, at: range) -> int | None:
    """«Олег Белозеров и Владимир Морозов отметили»: the first of two names joined before a plural verb."""
    for j in range(i - 1, max(at.start, i - 14) - 1, -1):
        token = view.tokens[j]
        if token.text in _STOP_MARKS or is_finite(token):
            return None
        if fold(token.norm) == "и" and j > at.start and view.tokens[j - 1].feat("Case") == "Nom":
            k = j - 1
            while (
                k - 1 >= at.start
                and view.tokens[k - 1].feat("Case") == "Nom"
                and view.tokens[k - 1].pos in ("PROPN", "NOUN")
            ):
                k -= 1
            return k
    return None


def _fits(view: View, token: Token, verb: Token) -> bool:
    if token.pos not in ("NOUN", "PROPN", "PRON") or token.feat("Case") != "Nom":
        return False
    if token.pos == "PRON" and fold(token.lemma) not in PRONOUNS:
        return False
    number = verb.feat("Number")
    return number is None or token.feat("Number") in (None, number)


def _oblique(view: View, cue: Cue, at: range) -> Source | None:
    """«в пресс-службе уточнили», «говорится в сообщении», «следует из доклада»: an institution or document after в, на, из."""
    prepositions = {"из"} if "from" in cue.frames else {"в", "во", "на", "из"}
    near = list(range(cue.head + 1, min(cue.head + 9, at.stop))) + list(range(cue.head - 1, at.start - 1, -1))
    for i in near:
        token = view.tokens[i]
        if i > cue.head and (token.text in _STOP_MARKS or is_finite(token)):
            continue
        if token.pos != "ADP" or fold(token.norm) not in prepositions:
            continue
        if i < cue.head and any(
            is_finite(view.tokens[j]) or view.tokens[j].text in ";:" for j in range(i, cue.head)
        ):
            continue
        head = _governed(view, i, at)
        if head is None:
            continue
        noun = speaking_noun(view, head, "ru")
        mention = view.mention_at(view.tokens[head].start_char, "organization")
        if mention is not None or (
            noun is not None and noun.kind in ("institution", "document", "media", "group")
        ):
            return phrase(view, head, at, "Loc" if fold(token.norm) != "из" else "Gen")
    return None


def _governed(view: View, preposition: int, at: range) -> int | None:
    """The noun that a preposition governs: by the tree, else the first noun after it."""
    head = view.tokens[preposition].head
    if head is not None and head in at and fold(view.tokens[head].lemma) == "который":
        return _relative_noun(view, head)
    if head is not None and head in at and head > preposition and view.tokens[head].pos in ("NOUN", "PROPN"):
        return head
    for i in range(preposition + 1, min(preposition + 6, at.stop)):
        if view.tokens[i].pos in ("NOUN", "PROPN"):
            return i
        if view.tokens[i].text in _STOP_MARKS:
            return None
    return None


def _relative_noun(view: View, i: int) -> int | None:
    """«заявление, в котором сообщается»: the noun before the comma."""
    for j in range(i - 1, max(-1, i - 6), -1):
        if view.tokens[j].pos in ("NOUN", "PROPN"):
            return j
    return None


def _bounds(view: View, head: int, at: range, case: str) -> tuple[int, int]:
    """First and last token of the phrase: attributes before the head, then titles, complements and the name after it."""
    first = head
    for i in reversed(
        [
            j
            for j in view.subtree(
                head, stop=("acl", "acl:relcl", "parataxis", "conj", "advmod", "cc", "case")
            )
            if j < head
        ]
    ):
        if i != first - 1 or i not in at or is_finite(view.tokens[i]) or view.tokens[i].text in _STOP_MARKS:
            break
        first = i
    last = head
    own = view.mention_at(view.tokens[head].start_char, "person", "organization")
    named = own is not None and own.label == "person"
    if own is not None:
        last = max(head, min(view.range_of(own.start_char, own.end_char).stop, at.stop) - 1)
    i = last + 1
    governed = False
    while i < at.stop:
        token = view.tokens[i]
        mention = view.mention_at(token.start_char)
        if mention is not None and mention.start_char <= token.start_char:
            stop = view.range_of(mention.start_char, mention.end_char).stop
            if mention.label == "person":
                if named and view.tokens[i - 1].text not in ("и",):
                    break
                if not in_case(view, mention.end_char, case) and named:
                    break
                named = named or in_case(view, mention.end_char, case)
            last, i = stop - 1, stop
            continue
        if token.text == "," and not named and _title_goes_on(view, i + 1, at, case):
            i += 1
            continue
        if (
            token.text in ("«", "»", '"', "“", "”", "№")
            or (token.text == "." and _initial(view, i))
            or (token.text == "-")
        ):
            i += 1
            continue
        if token.pos in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "X") and not is_finite(token):
            if named and token.feat("Case") not in (case, None):
                break
            if token.feat("Case") not in (case, "Gen", None) and not governed:
                break
            last, i = i, i + 1
            continue
        if (
            token.text in ("и", "по", "при", "в", "на", "с", "со", "для", "о", "об", "из", "от", "г", "г.")
            and not named
            and _name_ahead(view, i, at, case)
        ):
            governed = True
            i += 1
            continue
        if token.text == "и" and (
            any(j > i for j in view.children_of(head, "conj")) or _joins(view, i, at, case)
        ):
            i += 1
            continue
        if len(token.text) == 1 and token.text.isupper():
            last, i = i, i + 1
            continue
        break
    last = max(last, head)
    if not named:
        # Complements that the tree hangs on the head: источник в отрасли, специалист по праву.
        own_words = set(view.subtree(head, stop=("acl", "acl:relcl", "parataxis", "conj", "punct")))
        while (
            last + 1 < at.stop
            and last + 1 in own_words
            and (not is_finite(view.tokens[last + 1]) or view.tokens[last + 1].dep == "nmod")
        ):
            last += 1
        while last > head and view.tokens[last].pos in ("ADP", "CCONJ"):
            last -= 1
    return first, last


def _joins(view: View, i: int, at: range, case: str) -> bool:
    """«X и Y»: after the conjunction another name in the case, before the next verb."""
    if i + 1 >= at.stop or case != "Nom":
        return False
    after = view.tokens[i + 1]
    if fold(after.lemma) == "сам" or after.pos not in ("NOUN", "PROPN", "ADJ"):
        return False
    return (after.pos == "PROPN" and after.feat("Case") == case) or _name_ahead(
        view, i + 1, range(at.start, min(at.stop, i + 9)), case
    )


def in_case(view: View, end_char: int, case: str) -> bool:
    """The last word of a name ends at `end_char` and stands in the case (or does not decline)."""
    i = view.index_from(end_char) - 1
    if i < 0:
        return False
    mention = view.mention_at(view.tokens[i].start_char, "person")
    if mention is not None and any(
        t.feat("Case") not in (None, case) and fold(t.norm) != fold(t.lemma)
        for t in view.inside(mention.start_char, mention.end_char)
        if t.pos in ("PROPN", "NOUN")
    ):
        return False  # Соной Ованнисян: the first name shows the case
    found = view.tokens[i].feat("Case")
    return found in (None, case) or (
        case == "Nom"
        and view.tokens[i - 1].feat("Case") == "Nom"
        and view.tokens[i].pos == "PROPN"
        and i > 0
        and found is None
    )


def _initial(view: View, i: int) -> bool:
    return i > 0 and (
        len(view.tokens[i - 1].text) <= 2 or view.tokens[i - 1].text.lower() in ("им", "проф", "акад")
    )


def _title_goes_on(view: View, i: int, at: range, case: str) -> bool:
    """After the comma another title follows (политолог, руководитель отдела …) and a name closes the list."""
    if i >= at.stop:
        return False
    nominal = False
    for j in range(i, min(i + 4, at.stop)):
        token = view.tokens[j]
        if is_finite(token) or token.pos in ("SCONJ", "PUNCT") or fold(token.lemma) == "который":
            break
        if token.pos in ("NOUN", "PROPN") and token.feat("Case") == case:
            nominal = True
            break
    return nominal and _name_ahead(view, i, at, case)


def _name_ahead(view: View, i: int, at: range, case: str) -> bool:
    """A person's name in the case comes before the next verb."""
    for j in range(i, min(i + 25, at.stop)):
        token = view.tokens[j]
        if is_finite(token) or token.text in (";", ":", "–", "—") or token.pos == "SCONJ":
            return False
        mention = view.mention_at(token.start_char, "person")
        if mention is not None and in_case(view, mention.end_char, case):
            return True
    return False


def _open_quote(text: str, start: int) -> int:
    return start - 1 if start and text[start - 1] in "«“" else start


def _close_quote(text: str, start: int, end: int) -> int:
    part = text[start:end]
    if part.count("«") + part.count("“") > part.count("»") + part.count("”") and text[end : end + 1] in (
        "»",
        "”",
    ):
        return end + 1
    if part.count('"') % 2 and text[end : end + 1] == '"':
        return end + 1
    return end
