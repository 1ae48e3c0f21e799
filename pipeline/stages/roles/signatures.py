"""Signatures and lists: a name on a line of its own and the position on the line below or above it.

Such lines are sentences of their own; for roles each pair is read as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.document import Document, within
from pipeline.schema import Sentence

_LONG = 160  # characters of a line that may tell a position
_ENDS = (".", "!", "?", "…", ":", ";")


def signatures(document: Document) -> Iterator[Sentence]:
    """Pairs of neighbouring lines of which one is a name, as one sentence each."""
    for first, second in pairwise(document.sentences):
        gap = document.text[first.end_char : second.start_char]
        if gap.count("\n") != 1 or gap.strip() or second.end_char - first.start_char > 2 * _LONG:
            continue
        texts = [document.text[s.start_char : s.end_char].strip() for s in (first, second)]
        below = _is_name(document, first) and _is_line(texts[1])
        above = _is_name(document, second) and _is_line(texts[0]) and not texts[0].endswith(",")
        if below or above:
            yield replace(first, end_char=second.end_char)


def _is_name(document: Document, sentence: Sentence) -> bool:
    """Is the line a person's name, perhaps with a comma?"""
    people = [
        m for m in within(document.mentions, sentence.start_char, sentence.end_char) if m.label == "person"
    ]
    if len(people) != 1:
        return False
    text = document.text[sentence.start_char : sentence.end_char]
    left = text.replace(document.text[people[0].start_char : people[0].end_char], "", 1)
    return left.strip() in ("", ",", "–", "—", "-")


def _is_line(text: str) -> bool:
    return len(text) <= _LONG and not text.endswith(_ENDS)
