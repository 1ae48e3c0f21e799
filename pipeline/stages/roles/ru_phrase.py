"""Russian: the noun phrase round a position noun: «и. о. заместителя директора департамента Минфина по развитию».

Its modifiers agree with the noun and stand before it; its complements follow: genitives, names, and prepositional phrases
that tell a field («по правам человека») or, with a name, a place («в Казахстане»).
"""

from __future__ import annotations

from pipeline.schema import Mention
from pipeline.stages.roles.phrase import ADJECTIVAL, CLOSING, OPENING, QUOTES, REACH, Clause, Phrase

_FIELD = frozenset({"по"})
_LOCAL = frozenset({"в", "во", "на", "при", "от", "из", "из-под", "за", "у", "с", "к"})
_NOMINAL = ("NOUN", "PROPN", "ADJ", "DET", "NUM", "X", "VERB")
_GENITIVE = frozenset({"Gen", None})
_OBLIQUE = frozenset({"Gen", "Dat", "Loc", "Acc", "Ins", None})
_AGREE = {"Gen": frozenset({"Gen", "Acc"}), "Acc": frozenset({"Gen", "Acc"})}


def agree(case: str | None, cases: set[str]) -> bool:
    """Is a noun's case one of a name's? Genitive and accusative of persons look the same."""
    return case is not None and bool(_AGREE.get(case, frozenset({case})) & cases)


def phrases(clause: Clause) -> list[Phrase]:
    """The phrase of each position noun of the sentence, also of those inside another («помощник президента»)."""
    return [read(clause, i) for i in range(len(clause)) if clause.is_position(i)]


def read(clause: Clause, head: int) -> Phrase:
    """The phrase of one position noun."""
    start, former, state = _modifiers(clause, head)
    inner = start
    start = clause.acting_start(start)
    acting = start < inner
    one = _one_of(clause, start, head)
    start = start if one is None else one
    stop, employers = _complements(clause, head)
    end = stop
    while (
        end > head + 1
        and not (end == head + 2 and _modifies(clause, head + 1, head))
        and clause.owner[end - 1] is None
        and (clause.tokens[end - 1].pos in ("ADP", "CCONJ", "ADJ", "DET") or clause.text(end - 1) in ",(")
    ):
        end -= 1
    return Phrase(
        start, end, stop, head, inner, tuple(employers), acting=acting,
        former=former or clause.lemma(head).startswith("экс-"), state=state, one=one,
    )  # fmt: skip


def _modifiers(clause: Clause, head: int) -> tuple[int, bool, str | None]:
    """First token of the words before the noun that agree with it; is it over; the state that one of them names."""
    start, former, state = head, False, None
    while start > 0 and clause.owner[start - 1] is None:
        i = start - 1
        word = clause.lemma(i)
        if clause.has("former", i):
            former = True
        elif not clause.has("now", i):
            token = clause.tokens[i]
            own, noun = clause.case(i), clause.case(head)
            if token.text.lower() == "и" and i > 0 and start < head and _modifies(clause, i - 1, head):
                start = i  # «чрезвычайный и полномочный посол»
                continue
            if clause.is_position(i):
                break  # «мой учитель профессор»: taggers take nouns for adjectives
            if (
                token.pos not in ("ADJ", "DET", "NUM")
                and not _is_participle(clause, i)
                or not (own is None or noun is None or own == noun or {own, noun} <= {"Gen", "Acc"})
            ):
                break
            state = state or clause.lexicon.cues["demonym"].get(word)
        start = i
    return start, former, state


def _is_participle(clause: Clause, i: int) -> bool:
    """«ведущий», «управляющий» before another position."""
    noun = clause.lexicon.noun_of(clause.tokens[i])
    return noun is not None and noun.endswith(ADJECTIVAL)


def _one_of(clause: Clause, start: int, head: int) -> int | None:
    """The token «один» of «один из старейших министров»."""
    if start >= 2 and clause.text(start - 1).lower() == "из" and clause.lemma(start - 2) == "один":
        return start - 2 if clause.case(head) == "Gen" else None
    return None


def _modifies(clause: Clause, i: int, head: int) -> bool:
    return clause.owner[i] is None and clause.tokens[i].pos == "ADJ" and clause.case(i) == clause.case(head)


def _complements(clause: Clause, head: int) -> tuple[int, list[Mention]]:
    """Where the complements of a noun end, and the organizations and places among them."""
    employers: list[Mention] = []
    distant: list[Mention] = []  # those after a preposition: «посол России в Казахстане» is sent by the first
    i, oblique = head + 1, clause.text(head).lower().endswith(("ющий", "ющего", "ющему", "ющим", "ющем"))
    limit = min(len(clause), head + REACH)
    while i < limit:
        owner = clause.owner[i]
        text = clause.tokens[i].text
        if owner is not None:
            if owner.label == "person" or not _fits(clause, owner, i, oblique):
                break
            if owner.label in ("organization", "place"):
                (distant if oblique else employers).append(owner)
            i = clause.span_of(owner)[1]
            continue
        if text in OPENING and (close := _closing(clause, i)) is not None:
            inside = list(
                dict.fromkeys(m.mention_id for j in range(i, close) if (m := clause.employer_at(j)))
            )
            # «аналитик ИК «Восток»», «голкипер ВХЛ «Урал»»: the first only says what the second is
            if (
                inside
                and employers
                and employers[-1].label == "organization"
                and clause.employer_at(i - 1) is employers[-1]
            ):
                employers.pop()
            told = [m.mention_id for m in employers]
            employers += [m for m in clause.mentions if m.mention_id in inside and m.mention_id not in told]
            i = close + 1
        elif i in clause.dates or text[0].isdigit():
            break
        elif text in CLOSING and (employers or distant):
            i += 1
        elif (
            text == "("
            and (glossed := clause.employer_at(i + 1))
            and clause.text(clause.span_of(glossed)[1]) == ")"
        ):
            i = clause.span_of(glossed)[1] + 1
        elif clause.tokens[i].pos == "ADP":
            if not _preposition_fits(clause, i):
                break
            oblique = True
            i += 1
        elif text == "," or clause.tokens[i].pos == "CCONJ":
            if not _joins(clause, head, i, oblique):
                break
            i += 1
        elif i == head + 1 and _modifies(clause, i, head) and clause.owner[i] is None:
            i += 1  # «папа римский», «министр юстиции» has none
        elif clause.tokens[i].pos in _NOMINAL and text not in QUOTES:
            if not _is_complement(clause, head, i, oblique):
                break
            i += 1
        else:
            break
    return i, employers or distant


def _is_complement(clause: Clause, head: int, i: int, oblique: bool) -> bool:
    token = clause.tokens[i]
    if token.pos == "VERB" and token.feat("VerbForm") != "Part":
        return False
    if token.pos == "VERB" and token.feat("Variant") == "Short":
        return False
    if clause.is_position(i) and clause.case(i) not in _GENITIVE and not oblique:
        return False
    return clause.case(i) in (_OBLIQUE if oblique else _GENITIVE) or (
        # the tagger reads genitives like «обороны» or «связи» as other cases where the tree is right
        clause.head(i) == head and token.dep == "nmod" and clause.case(i) != "Nom"
    )


def _fits(clause: Clause, mention: Mention, i: int, oblique: bool) -> bool:
    """May the name be a complement? A place must be in the genitive, an abbreviation, or after a preposition."""
    if mention.label != "place" or oblique:
        return True
    return (
        clause.case(i) in _GENITIVE
        or clause.tokens[i].text.isupper()
        or clause.head(i) == i - 1
        or clause.tokens[i].dep == "nmod"  # foreign names, whose cases taggers miss
    )


def _closing(clause: Clause, i: int) -> int | None:
    """The quote that closes the one at `i`, close by and with no person inside."""
    for j in range(i + 1, min(len(clause), i + 12)):
        if clause.tokens[j].text in CLOSING and clause.tokens[j].text not in "«„":
            return j
        owner = clause.owner[j]
        if owner is not None and owner.label == "person":
            return None
    return None


def _preposition_fits(clause: Clause, i: int) -> bool:
    word = clause.tokens[i].text.lower()
    if i + 1 >= len(clause):
        return False
    if clause.has("opinion", i + 1):
        return False  # «чемпион мира по версии ФИДЕ»
    if word in _FIELD:
        return clause.case(i + 1) in ("Dat", None, "Loc") or clause.employer_at(i + 1) is not None
    if word not in _LOCAL:
        return False
    if word == "от" and clause.case(i + 1) == "Gen" and clause.tokens[i + 1].pos == "NOUN":
        return True  # «депутат от оппозиции»
    for j in range(i + 1, min(len(clause), i + 5)):
        owner = clause.owner[j]
        if owner is not None and owner.label == "person" and j > i + 1:
            # «глава делегации на переговорах Олег Ким»
            return word in ("в", "во", "на") and clause.case(j - 1) == "Loc"
        if clause.employer_at(j) or (clause.has("generic", j) and clause.case(j) == "Loc"):
            return True
        if clause.tokens[j].pos not in ("ADJ", "NOUN", "DET") and clause.tokens[j].text not in OPENING:
            return False
    return False


def _joins(clause: Clause, head: int, i: int, oblique: bool) -> bool:
    """Does «и» or a comma join two complements («министр культуры и спорта») and not two positions?"""
    j = i + 1
    if j >= len(clause) or clause.tokens[i].text.lower() not in ("и", ",") or i - 1 == head:
        return False
    if clause.text(i) == "," and not _list_goes_on(clause, j):
        return False
    while j < len(clause) - 1 and clause.owner[j] is None and clause.tokens[j].pos == "ADJ":
        j += 1
    if clause.owner[j] is not None:
        return (
            clause.text(i) != ","
            and clause.employer_at(j) is not None
            and clause.employer_at(i - 1) is not None
        )
    if clause.is_position(j):
        return False
    return clause.tokens[j].pos == "NOUN" and clause.case(j) in (_OBLIQUE if oblique else {"Gen"})


def _list_goes_on(clause: Clause, i: int) -> bool:
    """A comma joins only inside a list that «и» closes: «министр торговли, промышленности и туризма»."""
    for j in range(i, min(len(clause), i + 8)):
        if clause.tokens[j].text.lower() == "и":
            return True
        if clause.owner[j] is not None or clause.case(j) != "Gen" and clause.text(j) != ",":
            return False
    return False
