"""Kazakh: the phrase that a position noun closes: «Қазақстан Республикасы Сыртқы істер министрінің орынбасары».

Everything stands before the noun. A noun with the possessive ending (министрі) has an owner before it, which may be a
chain of genitives and bare nouns; one without (министр, депутат) takes adjectives alone.
"""

from __future__ import annotations

from pipeline.schema import Mention
from pipeline.stages.roles.phrase import CLOSING, OPENING, QUOTES, REACH, Clause, Phrase

_INSIDE = frozenset({None, "Nom", "Gen"})
_OWNED = ("NOUN", "PROPN", "ADJ", "NUM", "X", "DET")


def phrases(clause: Clause) -> list[Phrase]:
    """The phrase of each position noun, also of those inside another («министрінің орынбасары»)."""
    return [read(clause, i) for i in range(len(clause)) if clause.is_position(i)]


def read(clause: Clause, head: int) -> Phrase:
    """The phrase of one position noun; `stop` is the token after the noun (and after «міндетін атқарушы»)."""
    stop, acting = _acting_end(clause, head)
    start, former, state = _adjectives(clause, head)
    employers: list[Mention] = []
    if clause.is_owned(head) or _is_governed(clause, start, head):
        start, employers, more = _owners(clause, start)
        former = former or more
    former = former or clause.lemma(head).startswith("экс-")
    named = _unmarked(clause, start, head) if not any(m.label == "organization" for m in employers) else None
    return Phrase(
        start,
        stop,
        stop,
        head,
        start,
        tuple(employers),
        acting=acting,
        former=former,
        state=state,
        named=named,
    )


def _unmarked(clause: Clause, start: int, head: int) -> tuple[int, int] | None:
    """The words of an organization that no mention covers: «Балық шаруашылығы комитетінің төрағасы», ««Дала» талдаушысы».

    A kind of organization closes it, and a capital opens it; at the start of a sentence two words must stand before the kind.
    """
    latin = start
    while latin < head and clause.text(latin)[:1].isupper() and clause.text(latin).isascii():
        latin += 1
    if latin > start and latin < head + 1 and clause.owner[start] is None:
        return start, latin  # «Halyk Finance талдаушысы»
    for i in range(head - 1, start - 1, -1):
        if clause.text(i) in CLOSING and (opening := _opening(clause, i)) is not None and opening >= start:
            return (opening + 1, i) if i > opening + 1 else None
        kind = clause.lexicon.cues["generic"].get(clause.lemma(i))
        if (
            kind is None
            or kind == "territory"
            or clause.case(i) not in _INSIDE
            or clause.owner[i] is not None
        ):
            continue
        first = i
        while (
            first > start
            and clause.text(first - 1) not in (",", ";")
            and clause.tokens[first].text not in OPENING
        ):
            first -= 1
        while first < i and not (clause.text(first)[:1].isupper() and clause.owner[first] is None):
            first = _past(clause, first)
        wide = i - first
        capital = clause.text(first)[:1].isupper()
        if capital and (wide >= 2 or (wide == 1 and (first > 0 or not clause.text(first).isalpha()))):
            return first, i + 1
        return None
    return None


def _past(clause: Clause, i: int) -> int:
    """The token after the mention at `i`, or after the token."""
    owner = clause.owner[i]
    return clause.span_of(owner)[1] if owner is not None else i + 1


def _is_governed(clause: Clause, start: int, head: int) -> bool:
    """A noun without the ending may still have an owner: «адам құқықтары жөніндегі уәкіл», «қордың негізін қалаушы»."""
    return start > 0 and (
        clause.has("link", start - 1) or any(clause.case(i) == "Acc" for i in range(start, head))
    )


def _acting_end(clause: Clause, head: int) -> tuple[int, bool]:
    """«директордың міндетін атқарушы», «директордың м.а.»: acting stands after the noun."""
    for width in (5, 4, 3, 2, 1):
        if head + 1 + width <= len(clause):
            words = "".join(token.norm for token in clause.tokens[head + 1 : head + 1 + width]).lower()
            if clause.lexicon.has("acting", words):
                return head + 1 + width, True
    return head + 1, False


def _adjectives(clause: Clause, head: int) -> tuple[int, bool, str | None]:
    """First token of the adjectives before the noun; is it over; the state that one of them names."""
    start, former, state = head, False, None
    while start > 0 and clause.owner[start - 1] is None:
        i = start - 1
        if clause.has("former", i):
            former = True
        elif not clause.has("now", i):
            token = clause.tokens[i]
            bare = token.pos == "ADJ" and clause.case(i) in (None, "Nom")
            if not bare and not clause.has("drop", i) and not clause.has("title", i):
                break
            state = state or clause.lexicon.cues["demonym"].get(clause.lemma(i))
        start = i
    return start, former, state


def _owners(clause: Clause, start: int) -> tuple[int, list[Mention], bool]:
    """First token of the owner of a possessed noun, the organizations and places in it, and whether it is over."""
    employers: list[Mention] = []
    distant: list[Mention] = []  # where an envoy sits: «Қазақстандағы Ресей елшісі»
    former = False
    floor = max(0, start - REACH)
    while start > floor:
        i = start - 1
        owner = clause.owner[i]
        if owner is not None:
            first = clause.span_of(owner)[0]
            if owner.label == "person" or not _fits(clause, owner, i):
                break
            if owner.label in ("organization", "place"):
                (distant if clause.case(i) == "Loc" else employers).insert(0, owner)
            start = first
            continue
        text, token = clause.tokens[i].text, clause.tokens[i]
        if text in CLOSING and (opening := _opening(clause, i)) is not None:
            employers[:0] = [
                m for j in range(opening, i) if (m := clause.employer_at(j)) and m not in employers
            ]
            start = opening
        elif text in OPENING and employers:
            start = i
        elif text == ")" and i >= 2 and clause.text(_bracket(clause, i)) == "(":
            start = _bracket(clause, i)
        elif clause.has("former", i):
            former, start = True, i
        elif token.pos == "PART" and token.feat("Clitic") == "Yes":
            start = i  # «Самұрық-Қазына»ның: an ending after a quote
        elif clause.has("link", i):
            if i == 0 or not _is_owner(clause, i - 1):
                break
            start = i
        elif text == "," and _list_goes_on(clause, i) or _is_owner(clause, i) and text not in QUOTES:
            start = i
        else:
            break
    while (
        start < len(clause)
        and (clause.text(start) in '»",' or clause.has("link", start))
        and clause.owner[start] is None
    ):
        start += 1
    return start, employers or distant, former


def _is_owner(clause: Clause, i: int) -> bool:
    owner = clause.owner[i]
    if owner is not None:
        return owner.label != "person"
    token = clause.tokens[i]
    if clause.has("now", i):
        return False
    if clause.is_position(i) and clause.case(i) != "Gen" and clause.is_owned(i):
        return False  # «мемлекет басшысы | көлік министрі»: a whole position of its own
    if token.pos == "ADV" and i + 1 < len(clause) and clause.tokens[i + 1].pos == "NOUN":
        return token.lemma in ("жоғары",)
    if token.pos == "ADP":
        return clause.has("link", i)
    if token.pos == "PROPN" and clause.case(i) == "Acc" and i and token.text[:1].isupper():
        return True  # «Жасанды интеллект министрі»: taggers take the capital for a name in the accusative
    if token.pos == "VERB" and token.norm.lower().endswith(("у", "ю")):
        return True  # «цифрлық даму министрі»
    return (
        token.pos in _OWNED
        and clause.case(i) in _INSIDE
        or (token.feat("VerbForm") == "Ger" and clause.case(i) in _INSIDE)
    )


def _fits(clause: Clause, mention: Mention, last: int) -> bool:
    """A name is an owner bare or in the genitive; «Қазақстандағы» tells where an envoy sits."""
    case = clause.case(last)
    return case in _INSIDE or (
        case == "Loc" and clause.tokens[last].norm.endswith(("дағы", "дегі", "тағы", "тегі"))
    )


def _opening(clause: Clause, i: int) -> int | None:
    for j in range(i - 1, max(-1, i - 12), -1):
        if clause.tokens[j].text in OPENING:
            return j
    return None


def _bracket(clause: Clause, i: int) -> int:
    return i - 2 if clause.text(i - 2) == "(" else i


def _list_goes_on(clause: Clause, i: int) -> bool:
    """A comma joins only inside a list that «және» or «мен» closes: «сауда, өнеркәсіп және туризм министрі»."""
    if i == 0 or clause.tokens[i - 1].pos not in ("NOUN", "ADJ") or clause.case(i - 1) not in (None, "Nom"):
        return False
    for j in range(i + 1, min(len(clause), i + 6)):
        if clause.lemma(j) in ("және", "мен", "пен", "бен"):
            return True
        if clause.owner[j] is not None or clause.case(j) not in (None, "Nom"):
            return False
    return False
