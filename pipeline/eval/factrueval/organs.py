"""Organs that the competition names and derek does not: «правительство Грузии», «украинское правительство», «отдел России в МИДе»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.document import Document
from pipeline.lang.base import pack
from pipeline.resources import read_table
from pipeline.schema import Mention, Token
from pipeline.stages.roles.lexicon import load_lexicon, plain


@dataclass(frozen=True, slots=True)
class Organ:
    """Half-open range of characters, and the name in the nominative."""

    start: int
    end: int
    name: str


@cache
def _rows() -> list[dict[str, str]]:
    columns = ("lemma", "adjective", "unit", "example")
    return read_table(Path(__file__).parent / "organs.tsv", columns, key=("lemma",))


@cache
def _nouns() -> dict[str, bool]:
    """Lemma -> is an adjective of a state enough."""
    return {row["lemma"]: row["adjective"] == "yes" for row in _rows() if row["unit"] != "only"}


@cache
def units() -> frozenset[str]:
    """Lemmas of the parts of organizations."""
    return frozenset(row["lemma"] for row in _rows() if row["unit"] != "no")


def organ_nouns() -> frozenset[str]:
    """All lemmas of the table."""
    return frozenset(row["lemma"] for row in _rows())


def organs(document: Document) -> Iterator[Organ]:
    """Every organ of a document, in text order."""
    tokens = document.tokens
    owner = _owners(document)
    demonyms = load_lexicon("ru").cues["demonym"]
    for i, token in enumerate(tokens):
        if (
            owner.get(i) is not None
            or token.lang != "ru"
            or plain(token.lemma) not in _nouns()
            or token.pos not in ("NOUN", "PROPN")
        ):
            continue
        first = i
        while first > 0 and _agrees(tokens[first - 1], token) and owner.get(first - 1) is None:
            first -= 1
        end = _end(tokens, owner, i)
        by_adjective = _nouns()[plain(token.lemma)] and any(
            plain(t.lemma) in demonyms for t in tokens[first:i]
        )
        if end is None and not by_adjective:
            continue
        own = tokens[first : end or i + 1]
        yield Organ(own[0].start_char, own[-1].end_char, pack("ru").normal(own, "organization"))


def _owners(document: Document) -> dict[int, Mention]:
    found: dict[int, Mention] = {}
    i, tokens = 0, document.tokens
    for mention in document.mentions:
        while i < len(tokens) and tokens[i].end_char <= mention.start_char:
            i += 1
        while i < len(tokens) and tokens[i].start_char < mention.end_char:
            found[i] = mention
            i += 1
    return found


def _agrees(token: Token, noun: Token) -> bool:
    same = token.feat("Case") == noun.feat("Case") or {token.feat("Case"), noun.feat("Case")} <= {
        "Gen",
        "Acc",
    }
    return (
        token.pos == "ADJ"
        and same
        and token.feat("Number") == noun.feat("Number")
        and token.sentence_id == noun.sentence_id
    )


def _end(tokens: list[Token], owner: dict[int, Mention], i: int) -> int | None:
    """The token after the first name among the noun's genitives; None where there is none."""
    for j in range(i + 1, min(len(tokens), i + 6)):
        mention = owner.get(j)
        if mention is not None:
            if mention.label not in ("place", "organization") or mention.start_char != tokens[j].start_char:
                return None
            if (
                mention.label == "place"
                and tokens[j].feat("Case") not in ("Gen", None)
                and not tokens[j].text.isupper()
            ):
                return None
            while owner.get(j) is mention:
                j += 1
            return j
        token = tokens[j]
        if token.text in '«"„“' and owner.get(j + 1) is not None:
            continue
        if (
            token.pos not in ("NOUN", "ADJ", "PROPN")
            or token.feat("Case") != "Gen"
            or token.sentence_id != tokens[i].sentence_id
        ):
            return None
    return None
