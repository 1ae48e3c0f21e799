"""Word sets that Kazakh reported speech alone has need of: connectives, auxiliaries, endings, nouns of saying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.resources import lexicon
from pipeline.schema import Token
from pipeline.stages.claims.words import PLURALS, claim_words, fold

SAYING_COLUMNS = ("match", "lemma", "class", "example")


@dataclass(frozen=True, slots=True)
class Saying:
    """A noun of speech or thought: its dictionary form and the class of the cue that it makes."""

    lemma: str
    cls: str


def word_set(name: str) -> frozenset[str]:
    """The words of a set of the Kazakh claim_words.tsv: `word_set("auxiliaries")`."""
    return claim_words(name, "kk")


def honorific(token: Token) -> bool:
    """A word of respect behind a name in any case: апа, апаның; «ханымның» by its letters, which may be read as a khan's.

    With an owner it is a kinsman's: «Айгүл Сейітова атасының арманын айтты».
    """
    form = fold(token.norm)
    if token.feat("Person[psor]") == "3":
        return False
    if form in word_set("honorifics") or fold(token.lemma) in word_set("honorifics"):
        return True
    return form[:-3] in word_set("honorifics") and form[-3:] in ("ның", "нің", "дың", "дің", "тың", "тің")


@cache
def endings(name: str) -> tuple[str, ...]:
    """The endings of a table, as `str.endswith` takes them."""
    return tuple(sorted(word_set(name)))


@cache
def _phrases(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of a table by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for match in word_set(name):
        forms = tuple(match.split())
        found.setdefault(forms[0], []).append(forms)
    return {
        first: tuple(sorted(rows, key=lambda forms: (-len(forms), forms))) for first, rows in found.items()
    }


def phrase_length(name: str, tokens: Sequence[Token], at: int, stop: int) -> int:
    """How many tokens the longest phrase of a table takes that begins at a token; 0 when none does."""
    for forms in _phrases(name).get(fold(tokens[at].norm), ()):
        if at + len(forms) <= stop and all(fold(tokens[at + k].norm) == form for k, form in enumerate(forms)):
            return len(forms)
    return 0


@cache
def saying_nouns() -> dict[str, Saying]:
    """Nouns that report with a verb after деген, by lemma."""
    rows = lexicon("kk", "saying_nouns.tsv", SAYING_COLUMNS, ("match",))
    return {row["match"]: Saying(row["lemma"], row["class"]) for row in rows}


@dataclass(frozen=True, slots=True)
class MarkerNoun:
    """A noun that names a source with its possessor: the class of the cue, and what its table says of it (sure, given)."""

    cls: str
    stands: str


@cache
def marker_nouns() -> dict[str, MarkerNoun]:
    """Nouns of speech, thought and data, by lemma."""
    rows = lexicon("kk", "marker_nouns.tsv", ("match", "class", "stands", "example"), ("match",))
    return {row["match"]: MarkerNoun(row["class"], row["stands"]) for row in rows}


@cache
def marker_tails() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """What may follow such a noun, by its first word: the case before it, and its words."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in lexicon("kk", "marker_tails.tsv", ("match", "case", "example"), ("match",)):
        forms = tuple(row["match"].split())
        found.setdefault(forms[0], []).append((row["case"], forms))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[1]))) for first, rows in found.items()}


def agentive(token: Token) -> bool:
    """A noun of somebody who does something, by its ending: құтқарушы, эпидемиолог, аниматор."""
    return token.pos == "NOUN" and token.feat("NumType") is None and _agent(fold(token.lemma))


@cache
def _agent(lemma: str) -> bool:
    bare = lemma[:-3] if lemma.endswith(PLURALS) else lemma
    return len(bare) > 4 and bare.endswith(endings("agent_endings"))
