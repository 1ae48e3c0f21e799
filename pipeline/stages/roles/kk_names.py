"""Kazakh: positions beside a name, right before it («министр Мұрат Нұртілеу») or in apposition after it.

A position before a name is bare: endings stand on the name alone («министр Нұртілеумен кездесті»).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.schema import Mention
from pipeline.stages.roles.phrase import Clause, Phrase, Tie, near

_DASHES = frozenset("–—-")
_CLOSE = frozenset(',–—-).;:!?…»"')
_AND = frozenset({",", "және", "мен", "пен", "бен"})
_BARE = frozenset({None, "Nom"})


def ties(clause: Clause, phrases: Sequence[Phrase]) -> Iterator[Tie]:
    """All ties of the sentence's positions to the names beside them."""
    persons = clause.persons
    for n, person in enumerate(persons):
        first, last = clause.span_of(person)
        local = near(phrases, first, last)
        for phrase in local:
            if phrase.stop == first and _is_title(clause, phrase, last):
                yield from _shared(clause, phrase, persons[n:])
                yield from _joined(clause, local, phrase, person)
        yield from _after(clause, local, person, last)


def _is_title(clause: Clause, phrase: Phrase, last: int) -> bool:
    """Does the position stand for the name after it? A lone bare noun that opens a sentence before a name in another case
    is rather the subject: «Президент Ерлан Омаровты қабылдады»."""
    if phrase.acting:
        return True
    if clause.case(phrase.head) not in _BARE:
        return False
    lone = phrase.start == 0 and phrase.head == 0 and not clause.is_owned(0)
    return not (lone and clause.case(last - 1) in ("Acc", "Dat", "Ins", "Abl"))


def _shared(clause: Clause, phrase: Phrase, persons: Sequence[Mention]) -> Iterator[Tie]:
    """One tie, or one for each name of a list after a plural: «Ресей мен Қазақстан президенттері Путин мен Тоқаев»."""
    listed = [persons[0]]
    if clause.tokens[phrase.head].feat("Number") == "Plur":
        for person in persons[1:]:
            gap = range(clause.span_of(listed[-1])[1], clause.span_of(person)[0])
            if len(gap) != 1 or clause.tokens[gap[0]].text.lower() not in _AND:
                break
            listed.append(person)
    if clause.tokens[phrase.head].feat("Number") == "Plur" and len(listed) == 1:
        return
    each = phrase.employers if len(phrase.employers) == len(listed) > 1 else ()
    for n, person in enumerate(listed):
        own = replace(phrase, employers=(each[n],)) if each else phrase
        yield Tie(person, own, "before", one_of=len(listed) > 1)


def _joined(clause: Clause, phrases: Sequence[Phrase], phrase: Phrase, person: Mention) -> Iterator[Tie]:
    """«компанияның құрылтайшысы және директоры Ерлан Омаров», «бастықтың орынбасары, полиция полковнигі Асхат Мұсабеков» hold both
    positions; a comma joins what is no list of several people."""
    before = clause.text(phrase.start - 1)
    for other in phrases:
        if (
            before == ","
            and other.stop == phrase.start - 1
            and clause.case(other.head) in _BARE
            and (other.employers or other.named or clause.is_owned(other.head))
            and not _is_listed(clause, other, person)
        ):
            yield Tie(person, other, "before")
        if other.head < phrase.head and clause.text(other.stop).lower() == "және" and phrase.start in (
            other.start, other.stop + 1,
        ) and clause.case(other.head) in _BARE:  # fmt: skip
            yield Tie(person, replace(other, employers=other.employers or phrase.employers), "before")


def _is_listed(clause: Clause, first: Phrase, person: Mention) -> bool:
    """Do commas or «және» join the positions or the name to other people?"""
    end = clause.span_of(person)[1]
    follows = clause.text(end).lower() in _AND and end + 1 < len(clause)
    return clause.text(first.start - 1).lower() in _AND or (
        follows and (clause.owner[end + 1] is not None or clause.is_position(end + 1))
    )


def _after(clause: Clause, phrases: Sequence[Phrase], person: Mention, end: int) -> Iterator[Tie]:
    """«Ерлан Қарин, Мемлекеттік кеңесші, …», «Айбек Смадияров – министрлік өкілі.», «Ерлан Қарин (саясаттанушы)»."""
    opening = clause.text(end)
    if opening not in _DASHES and opening not in (",", "("):
        return
    at = end + 1
    while True:
        phrase = next((p for p in phrases if p.start == at and _is_closed(clause, p)), None)
        plural = phrase is not None and clause.tokens[phrase.head].feat("Number") == "Plur"
        if (
            phrase is None
            or plural
            or clause.case(phrase.head) not in _BARE
            or clause.cases(person) - {"Nom"}
        ):
            return
        yield Tie(person, phrase, "apposition")
        if clause.text(phrase.end).lower() not in (",", "және"):
            return
        at = phrase.end + 1


def _is_closed(clause: Clause, phrase: Phrase) -> bool:
    after = clause.text(phrase.stop)
    return after == "" or after in _CLOSE or (after.lower() == "және" and phrase.stop + 1 < len(clause))
