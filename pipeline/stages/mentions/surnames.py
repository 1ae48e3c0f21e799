"""Surnames that stand alone: «Токаев посетил завод» names a person, though no finder that learned from news has seen him."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lang.ru.persons import surname_genders
from pipeline.schema import Token
from pipeline.stages.mentions.words import Candidate, Words

WEIGHT = 2.0


def lone_surnames(words: Words) -> Iterator[Candidate]:
    """Russian words that end as surnames do, and do something as a person of that gender does."""
    for i, token in enumerate(words.tokens):
        if words.lang(i) != "ru" or not (
            words.is_capital(i) and token.norm[1:].islower() and _is_subject(token)
        ):
            continue
        if _agrees(words, i, surname_genders(token.norm.lower())):
            yield Candidate(i, i + 1, "person", 0.9, "surname.subject", WEIGHT)


def _is_subject(token: Token) -> bool:
    """In the nominative singular: «Запасов не хватает» names nobody."""
    return token.dep == "nsubj" and token.feat("Case") == "Nom" and token.feat("Number") == "Sing"


def _agrees(words: Words, i: int, genders: set[str]) -> bool:
    """The verb above is finite and singular, in the past of one of the genders."""
    head = words.tokens[i].head
    verb = words.tokens[head] if head is not None else None
    if not genders or verb is None or verb.feat("VerbForm") != "Fin" or verb.feat("Number") != "Sing":
        return False
    return verb.feat("Gender") in {"", None, *genders}
