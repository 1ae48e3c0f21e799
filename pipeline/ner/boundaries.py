"""KazNERD's mention boundaries to derek's: quotes, legal forms and official head words.

KazNERD ends a quoted name inside its quotes and leaves «партиясы», «қоры» out. derek's convention (GUIDELINES): quotes
and legal form belong to the mention when a legal form or an official head word stands there («Даму» қоры, «Қазақтелеком»
АҚ), else a quoted name is taken bare; область, өңір, теңіз stay with the place, other generic words (қаласы, өзені) don't.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pipeline.resources import read_table

OPENING, CLOSING = "«“„\"'‘", "»”“\"'’"
HYPHENS = "-‐‑–"


@cache
def _starts(kind: str) -> tuple[str, ...]:
    rows = read_table(
        Path(__file__).with_name("kazakh_heads.tsv"), ("kind", "start", "example"), key=("kind", "start")
    )
    return tuple(row["start"] for row in rows if row["kind"] == kind)


def _is_legal(word: str) -> bool:
    base = word
    for hyphen in HYPHENS:
        base = base.split(hyphen)[0]
    return base in _starts("legal")


def _is_head(kind: str, word: str) -> bool:
    return word.casefold().startswith(_starts(kind))


def kazakh_span(words: Sequence[str], start: int, end: int, label: str) -> tuple[int, int]:
    """derek's boundaries of a mention that the fine head found at `start:end` in a sentence's words.

    `label` is the fine type. Other types than organizations, facilities and places only have their quotes balanced.
    """
    if label == "ORGANISATION":
        start, end = _with_form(words, start, end)
    elif label in ("GPE", "LOCATION") and end < len(words) and _is_head("place", words[end]):
        end += 1
    return balanced(words, start, end)


def _with_form(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Take in the quotes around the name and the legal forms or head word that follow them."""
    quoted = start > 0 and words[start - 1] in OPENING
    inside = words[start] in OPENING
    if not (quoted or inside):
        return start, end
    last = end
    while last < len(words) and words[last] in CLOSING:
        last += 1
    if last == end and words[end - 1] not in CLOSING:
        return start, end
    after = last
    while after < len(words) and (_is_legal(words[after]) or words[after] in CLOSING and after > last):
        after += 1
    if after == last and after < len(words) and _is_head("organization", words[after]):
        after += 1
    if after == last:
        return start, end
    return start - int(quoted and not inside), after


def balanced(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Boundaries without a quote that lacks its partner, and without quotes around the whole."""
    while end - start > 1:
        opened = sum(word in "«“„" for word in words[start:end])
        closed = sum(word in "»”" for word in words[start:end])
        first, last = words[start] in OPENING, words[end - 1] in CLOSING
        if first and last and not any(word in OPENING + CLOSING for word in words[start + 1 : end - 1]):
            start, end = start + 1, end - 1
        elif first and opened > closed and end < len(words) and words[end] in CLOSING:
            end += 1
        elif first and opened > closed:
            start += 1
        elif last and closed > opened and start > 0 and words[start - 1] in OPENING:
            start -= 1
        elif last and closed > opened and not first:
            end -= 1
        else:
            break
    return start, end
