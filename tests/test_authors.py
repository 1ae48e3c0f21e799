"""Whose article a text is: layouts of author articles and of what only looks like them (`corpus/*/authors.txt`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from pipeline.extract import Extractor, load
from pipeline.schema import Sentence

CORPUS = Path(__file__).parent / "corpus"
AUTHOR, OUTLET, OTHER = "author", "| ", "~ "


@dataclass(frozen=True)
class Case:
    """A text, its author (None for nobody's article) and the lines as (kind, start, end)."""

    name: str
    author: str | None
    text: str
    lines: tuple[tuple[str, int, int], ...]


def cases() -> list[Case]:
    found = []
    for path in sorted(CORPUS.glob("*/authors.txt")):
        for block in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
            head, *rows = block.rstrip().split("\n")
            author, _, note = head.partition(" : ")
            text, lines = "", []
            for row in rows:
                kind = f"{row} "[:2] if f"{row} "[:2] in (OUTLET, OTHER) else AUTHOR
                row = row if kind == AUTHOR else row[2:]
                if row.strip():
                    lines.append((kind, len(text), len(text) + len(row)))
                text += row + "\n"
            found.append(
                Case(f"{path.parent.name} {note}", None if author == "-" else author, text, tuple(lines))
            )
    return found


@cache
def extractor() -> Extractor:
    return load()


def _asserts(text: str, sentence: Sentence) -> bool:
    """No question and no greeting."""
    own = text[sentence.start_char : sentence.end_char].strip()
    return not (own.endswith("?") or (own.endswith("!") and len(own.split()) <= 3))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_whose_article(case: Case) -> None:
    result = extractor().extract(case.text)
    own = [claim for claim in result.claims if claim.type == "author"]
    assert {claim.speaker_name for claim in own} == ({case.author} if case.author else set())
    if case.author is None:
        return
    silent = []
    for kind, start, end in case.lines:
        told = [claim.content for claim in own if start <= claim.start_char < end]
        if kind == OUTLET:
            assert not told
        elif kind == AUTHOR:
            sentences = [
                s for s in result.sentences if start <= s.start_char < end and _asserts(case.text, s)
            ]
            claims = [c for c in result.claims if start <= c.start_char < end]
            silent += [case.text[start:end]] if len(claims) < len(sentences) else []
    assert not silent
