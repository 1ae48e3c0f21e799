"""Kazakh reporting verbs: a listed stem in a finite form, alone or with its fixed partner (атап өтті, тілге тиек етті)."""

from __future__ import annotations

from pipeline.schema import Token
from pipeline.stages.claims.draft import Cue
from pipeline.stages.claims.kk_phrase import ends_content, is_finite, name_at
from pipeline.stages.claims.kk_source import in_document, opening
from pipeline.stages.claims.kk_words import endings, saying_nouns, word_set
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import Entry, fold, lookup, words

_PAST = ("ды", "ді", "ты", "ті")
_REACH = 4  # words from деген to its noun, and from the noun to its verb


def find_cues(view: View, at: range) -> list[Cue]:
    """The cues among the tokens `at`, in order; the longest entry at a place wins."""
    tokens = view.tokens[at.start : at.stop]
    found: list[Cue] = []
    i = 0
    while i < len(tokens):
        cue = (
            _noun_cue(view, at.start + i, at)
            or _open_cue(view, at.start + i, at)
            or _though(view, at.start + i, at)
        )
        if cue is None:
            hit = lookup(words("kk").cues, tokens, i, gap=0)
            cue = _cue(view, hit[0], at.start + hit[1][0], at.start + hit[1][-1], at) if hit else None
        if cue is None:
            i += 1
            continue
        found.append(cue)
        i = max(i + 1, view.index_from(cue.span[1]) - at.start)
    return found


def _cue(view: View, entry: Entry, first: int, last: int, at: range) -> Cue | None:
    if entry.words[-1] == "жоқ" and last > first:
        last -= 1  # жасырған жоқ: the verb of the group
    head = view.tokens[last]
    if "state" in entry.frames and head.pos != "VERB":
        state = Cue(view.span(first, last), entry.lemma, entry.cls, entry.frames, last)
        return state if _closes(view, last, at) else None
    found = finite_end(view, last, at)
    if found is None and _read_as_noun(view, head, entry, first):
        found = last, False, False
    if found is None:
        return None
    end, negated, passive = found
    if "denied" in entry.frames:
        if not negated:
            return None
        negated = False  # келіспеу, жасырмау: the denial is part of the verb
    passive = passive and fold(head.norm) != entry.words[-1]  # тоқталды: no passive of тоқта-
    frames = entry.frames | ({"passive"} if passive else frozenset())
    closing = view.tokens[end]
    form = "gerund" if closing.feat("VerbForm") == "Conv" or closing.feat("Case") == "Ins" else "finite"
    return Cue(view.span(first, end), entry.lemma, entry.cls, frames, last, form=form, negated=negated)


def _read_as_noun(view: View, head: Token, entry: Entry, first: int) -> bool:
    """«жауап қатты», «деп шағынды»: a verb in the past whose form may be that of another word too."""
    form, listed = fold(head.norm), entry.words[-1]
    if head.pos not in ("ADJ", "NOUN"):
        return False
    if len(entry.words) > 1:
        return form == listed
    return (
        first > 0 and fold(view.tokens[first - 1].norm) == "деп" and form in [listed + end for end in _PAST]
    )


def _noun_cue(view: View, i: int, at: range) -> Cue | None:
    """«… деген болжам айтты», «… деп ескерту жасады»: a noun of speech with a verb that does no more than utter it."""
    if fold(view.tokens[i].norm) not in ("деген", "дейтін", "деп"):
        return None
    for k in range(i + 1, min(i + _REACH, at.stop)):
        token = view.tokens[k]
        saying = saying_nouns().get(fold(token.lemma)) or saying_nouns().get(fold(token.norm))
        if (
            saying is None
            or token.pos != "NOUN"
            and token.feat("VerbForm") != "Ger"  # ескерту, ұсыну
            or token.feat("Case") not in ("Nom", "Acc", "Dat", "Loc", None)
        ):
            if token.pos in ("PUNCT", "VERB", "AUX"):
                return None
            continue
        for j in range(k + 1, min(k + _REACH, at.stop)):
            verb = view.tokens[j]
            if fold(verb.lemma) in word_set("saying_verbs") and verb.pos in ("VERB", "AUX"):
                found = finite_end(view, j, at)
                if found is None:
                    return None
                lemma = f"{saying.lemma} {dictionary(fold(verb.lemma))}"
                frames = frozenset({"clause", "quote", "passive"} if found[2] else {"clause", "quote"})
                return Cue(
                    view.span(k, found[0]), lemma, saying.cls, frames, j,
                    form="noun", negated=found[1],
                )  # fmt: skip
        return None
    return None


def _open_cue(view: View, i: int, at: range) -> Cue | None:
    """«…, деп қалжыңдады трейдер»: after a sentence and деп any verb may report; whoever reads it asks for a source."""
    if fold(view.tokens[i].norm) != "деп" or i - 1 < at.start or i + 1 >= at.stop:
        return None
    before, verb = view.tokens[i - 1], view.tokens[i + 1]
    comma = before.text == "," and i - 2 >= at.start
    if comma:
        before = view.tokens[i - 2]
    # «Көпір салынсын деп ақша жинады» tells a purpose, and has no comma.
    told = before.feat("VerbForm") == "Fin" and (
        comma or before.feat("Mood") not in ("Imp", "Opt", "Des", "Cnd")
    )
    stem = fold(verb.lemma)
    if not told or verb.pos != "VERB" or not is_finite(verb) or stem in word_set("not_said"):
        return None
    if verb.feat("Voice") == "Pass" or verb.feat("Person") in ("1", "2") or stem in words("kk").cues:
        return None
    span = verb.start_char, verb.end_char
    return Cue(span, dictionary(stem), "neutral", frozenset({"clause", "quote"}), i + 1, form="open")


def _though(view: View, i: int, at: range) -> Cue | None:
    """«норманың ниеті дұрыс дегенмен, …»: after a predicate the conjunction is still a form of де-: though he said."""
    if fold(view.tokens[i].norm) != "дегенмен" or i - 2 < at.start or i + 1 >= at.stop:
        return None
    before = view.tokens[i - 1]
    if view.tokens[i + 1].text != "," or not (is_finite(before) or before.pos == "ADJ"):
        return None
    return Cue(view.span(i, i), "деу", "neutral", frozenset({"clause"}), i, form="gerund")


def dictionary(stem: str) -> str:
    """The verb as a dictionary has it: айт, айту; сана, санау; оқы, оқу."""
    return (stem[:-1] if stem[-1] in "ыі" else stem) + "у"


def _closes(view: View, i: int, at: range) -> bool:
    return (
        i + 1 >= at.stop
        or view.tokens[i + 1].pos == "PUNCT"
        or view.tokens[i + 1].lemma in ("е", "бол", "екен")
        and view.tokens[i + 1].feat("Person[psor]") is None  # not «ниетті екенін растады»
    )


def finite_end(view: View, i: int, at: range) -> tuple[int, bool, bool] | None:
    """(last token of the verb group, negated, passive) when the verb at `i` is a finite predicate of a third person."""
    token = view.tokens[i]
    if token.pos not in ("VERB", "AUX"):
        return None
    passive = token.feat("Voice") == "Pass" or token.lemma == "делін"
    negated = token.feat("Polarity") == "Neg"
    form = token.feat("VerbForm")
    if form == "Ger":
        # ескертуде, мәлімдеуде: what is going on; any other gerund is no predicate (айтуға болады).
        going_on = token.feat("Case") == "Loc" and token.feat("Person[psor]") is None
        return (i, negated, passive) if going_on and _ends_sentence(view, i, at) else None
    if form == "Part" and token.feat("Case") == "Ins" and token.feat("Person[psor]") == "3":
        return i, negated, passive  # мойындағанымен, айтқанымен: though he said
    last = i
    if form != "Fin":
        last, more = _auxiliaries(view, i, at)
        negated = negated or more
        if form == "Conv" and _ability(view, i, last):
            return None
        if (
            last == i
            and form == "Conv"
            and i + 1 < len(view.tokens)
            and view.tokens[i + 1].text in (",", ":")
        ):
            return i, negated, passive  # …екенін айтып, … тапсырды; сөз қосып: …
        if last == i and form == "Conv" and i + 1 < at.stop:
            if token.lemma != "де":
                last = _second_verb(view, i, at)  # …екенін айтып шағымданды, айтып жауап берді
            if last == i and ends_content(view.tokens[i - 1]):
                return i, negated, passive  # …екенін айтып министрге жүгінді
        if last == i and not _told(view, i, at):
            return None
        if (
            last > i
            and view.tokens[last].feat("VerbForm") not in ("Fin", "Conv", None)
            and not _ends_sentence(view, last, at)
        ):
            return None
    if fold(token.norm).endswith(endings("wish_endings")) and form != "Fin":
        return None
    final = view.tokens[last]
    if final.feat("Mood") in ("Imp", "Cnd", "Opt", "Des") or final.feat("Person") in ("1", "2"):
        return None
    return last, negated, passive


def _second_verb(view: View, i: int, at: range) -> int:
    """The verb that a converb of saying leans on: the next word, or the last of a cue of several words; else the converb."""
    after = view.tokens[i + 1]
    told = after.feat("VerbForm") == "Part" and after.feat("Case") is None and _ends_sentence(view, i + 1, at)
    if is_finite(after) or told and fold(after.lemma) in words("kk").cues:
        return i + 1
    hit = lookup(words("kk").cues, view.tokens[i + 1 : at.stop], 0)
    end = i + 1 + hit[1][-1] if hit is not None else i
    return end if hit is not None and len(hit[1]) > 1 and is_finite(view.tokens[end]) else i


def _auxiliaries(view: View, i: int, at: range) -> tuple[int, bool]:
    """Last word of the verb group that a converb or participle opens, and whether one of its words denies."""
    last, negated, j = i, False, i + 1
    while (
        j < at.stop
        and view.tokens[j].pos in ("VERB", "AUX")
        and fold(view.tokens[j].lemma) in word_set("auxiliaries")
    ):
        last = j
        negated = negated or view.tokens[j].feat("Polarity") == "Neg" or fold(view.tokens[j].norm) == "емес"
        j += 1
    if j < at.stop and fold(view.tokens[j].norm) in ("жоқ", "емес"):
        return j, True
    return last, negated


def _ability(view: View, i: int, last: int) -> bool:
    """айта алмайды, айта алады: nobody has said it."""
    return (
        last > i
        and fold(view.tokens[i + 1].lemma) == "ал"
        and not fold(view.tokens[i].norm).endswith(("ып", "іп", "п"))
    )


def _told(view: View, i: int, at: range) -> bool:
    """A lone participle that reports: at the end of the sentence (айтқан.) or before its subject (айтқан Президент)."""
    token = view.tokens[i]
    return (
        token.feat("VerbForm") == "Part"
        and token.feat("Case") is None
        and (
            _ends_sentence(view, i, at)
            or _names_speaker(view, i, at)
            and not _asks(view.tokens[i - 1])
            or _stands_in(view, i, at)
        )
    )


def _asks(token: Token) -> bool:
    """«атын жарияламауды өтінген адам»: the participle tells of whom one speaks, and reports nothing."""
    return token.feat("VerbForm") == "Ger" and token.lemma != "е"


def _stands_in(view: View, i: int, at: range) -> bool:
    """«… деп жазылған хабарламада»: a passive participle right before the document in which it stands."""
    passive = view.tokens[i].feat("Voice") == "Pass" or view.tokens[i].lemma == "делін"
    return passive and in_document(view, range(i + 1, min(i + 5, at.stop))) is not None


def _names_speaker(view: View, i: int, at: range) -> bool:
    """«…екенін айтқан Президент»: a participle right before a person, by name or post."""
    found = opening(view, range(i + 1, min(i + 9, at.stop)))
    if found is None:
        return False
    if view.tokens[i].lemma != "де" or found.head is None:
        return True
    noun = speaking_noun(view, found.head, "kk")
    one = view.tokens[found.head].feat("Number") != "Plur"
    return name_at(view, found.head, "person") is not None or (
        noun is not None and noun.kind == "person" and one
    )


def _ends_sentence(view: View, i: int, at: range) -> bool:
    return (
        i + 1 >= at.stop
        or view.tokens[i + 1].text in (".", "!", "?", "…", ";", ":")
        or view.tokens[i + 1].lemma == "е"
        or view.tokens[i].feat("Case") is None
        and view.tokens[i + 1].text == ","
        and i + 2 < at.stop
        and fold(view.tokens[i + 2].norm) in word_set("but")
    )
