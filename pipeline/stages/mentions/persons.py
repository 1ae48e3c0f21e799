"""Persons whom words alone give away in Russian: a given name and a surname in one case; and where such a name begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from pipeline.lang.ru.full import given_forms, is_full_name
from pipeline.lang.ru.persons import name_readings
from pipeline.persons import is_patronymic
from pipeline.resources import lexicon
from pipeline.schema import Token
from pipeline.stages.mentions.words import CLOSING, OPENING, STRAIGHT, Candidate, Words


@cache
def _of_whom() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("ru", "of_whom.tsv", ("word", "example"), ("word",)))


# Enough to stand, too little against what a finder or the registry calls otherwise.
WEIGHT = 2.3
_QUOTED = 8  # words of a name in quotation marks


def full_names(words: Words) -> Iterator[Candidate]:
    """Айжан Торебаева, Мурату АБИЛЬДИНУ: two words with capitals, the first a given name, the second a surname."""
    for i in range(len(words) - 1):
        if words.lang(i) == "ru" and _is_full(words, i):
            yield Candidate(i, i + 2, "person", 0.75, "name.full", WEIGHT)


def _is_full(words: Words, i: int) -> bool:
    both = words.norms[i : i + 2]
    return (
        words.same_block(i, i + 1)
        and not words.sentence_starts[i + 1]
        and all(word.isalpha() and word[0].isupper() and len(word) > 2 for word in both)
        and is_full_name(*both)
    )


def without_owner(
    words: Words, persons: Iterable[Candidate], others: Iterable[Candidate]
) -> Iterator[Candidate]:
    """«Соцфонда Шайлообек Турдумамбетов»: the persons, without the organization or place that stands before the name."""
    ends: dict[int, int] = {}
    for other in others:
        if other.label in ("organization", "place"):
            ends.update({i: max(other.end, ends.get(i, 0)) for i in range(other.start, other.end)})
    for person in persons:
        if _opens_with_place(words, person):
            yield replace(person, end=person.start + 1, label="place", rule=f"{person.rule}+split")
            yield replace(person, start=person.start + 1, rule=f"{person.rule}+split")
            continue
        end = ends.get(person.start, person.start)
        if (
            person.label != "person"
            or not person.start < end < person.end
            or not _may_begin(words, person, end)
        ):
            yield person
            continue
        yield replace(person, start=end, rule=f"{person.rule}+owner")


def _opens_with_place(words: Words, person: Candidate) -> bool:
    """«фермер из-под Осакаровки Кульзия Абенова»: a preposition, its noun, and a full name in the nominative."""
    first, before = person.start, person.start - 1
    return (
        person.label == "person"
        and person.length == 3
        and words.lang(first) == "ru"
        and words.same_block(before, first)
        and words.tokens[before].pos == "ADP"
        and words.tokens[first].feat("Case") not in ("Nom", None)
        and not given_forms(words.norms[first])
        and any(case == "Nom" for _, case in name_readings(words.norms[first + 1 : person.end]))
    )


def _may_begin(words: Words, person: Candidate, i: int) -> bool:
    """A name of two words at least begins at word i, and none before it: the first word is no given name."""
    return (
        words.lang(i) == "ru"
        and person.end - i > 1
        and not given_forms(words.norms[person.start])
        and not is_patronymic(words.norms[person.end - 1])
    )


def in_case_of_title(words: Words, start: int, end: int) -> list[Token]:
    """The words of a name in the case of the noun before it: «экономист Камола Юсупова» is no man's genitive.

    A noun that takes a genitive (мать, адвокат) tells nothing.
    """
    own = list(words.tokens[start:end])
    post = _before_quoted(words, start)
    before = words.tokens[post] if words.same_block(post, start) else None
    if (
        before is None
        or words.lang(start) != "ru"
        or before.pos != "NOUN"
        or before.feat("Animacy") != "Anim"
        or before.feat("Number") != "Sing"
        or (words.is_capital(post) and not words.sentence_starts[post])
        or before.lemma in _of_whom()
    ):
        return own
    # A man's noun is for women too, and the tagger gives its gender to the name.
    case = f"Case={before.feat('Case')}"
    return [
        replace(token, feats=re.sub(r"Case=\w+", case, token.feats).replace("Gender=Masc", ""))
        for token in own
    ]


def _before_quoted(words: Words, start: int) -> int:
    """The word before a name; «директор ташкентского центра «Сув» Малика Рахматова»: the post, before a thing in the
    genitive and what it is called."""
    i = start - 1
    if not words.same_block(i, start) or words.norms[i] not in CLOSING | STRAIGHT:
        return i
    opening = next(
        (j for j in range(i - 1, max(-1, i - _QUOTED), -1) if words.norms[j] in OPENING | STRAIGHT), 0
    )
    i = opening - 1 if opening else i
    while words.same_block(i, start) and words.tokens[i].pos in ("NOUN", "ADJ"):
        token = words.tokens[i]
        if token.feat("Case") != "Gen" or token.feat("Animacy") == "Anim" and token.pos == "NOUN":
            return i
        i -= 1
    return i
