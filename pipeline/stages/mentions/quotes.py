"""Pairs of quotation marks, also where the marks nest and the last ones are left out: АО «НАК «Казатомпром»."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.stages.mentions.words import CLOSING, OPENING, STRAIGHT, Words

# A longer quotation is speech, not a name.
LONGEST_NAME = 14


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words `start` (the opening mark) to `end` (one after the closing mark)."""

    start: int
    end: int


def quoted_names(words: Words) -> list[Quoted]:
    """All pairs that may hold a name, in order of their opening marks; an outer pair comes before the inner."""
    found: list[Quoted] = []
    open_marks: list[int] = []
    straight: int | None = None
    last: int | None = None  # opening mark of the pair that was closed last
    pairs: dict[int, int] = {}
    for i, norm in enumerate(words.norms):
        if i and words.blocks[i] != words.blocks[i - 1]:
            _close_rest(open_marks, pairs)
            open_marks, straight, last = [], None, None
        if norm in OPENING:
            open_marks.append(i)
        elif norm in CLOSING:
            if open_marks:
                last = open_marks.pop()
                pairs[last] = i + 1
            elif last is not None and i + 1 <= pairs[last] + 2:
                # «Қазақстан темір жолы» ҰК» АҚ: one mark too many belongs to the name that was closed two words before.
                pairs[last] = i + 1
        elif norm in STRAIGHT:
            if straight is not None and _closes(words, i):
                pairs[straight] = i + 1
                straight = None
            else:
                straight = i
    _close_rest(open_marks, pairs)
    for start in sorted(pairs):
        if 2 < pairs[start] - start <= LONGEST_NAME + 2:
            found.append(Quoted(start, pairs[start]))
    return found


def _closes(words: Words, i: int) -> bool:
    """A straight mark that touches the word before it closes; one that touches only the word after it opens."""
    return i > 0 and words.touching(i - 1)


def _close_rest(open_marks: list[int], pairs: dict[int, int]) -> None:
    """«НАК «Казатомпром»: the mark that closes the inner name closes the outer one, when nothing but a few words stand between."""
    for start in reversed(open_marks):
        inner = [s for s in range(start + 1, start + 5) if s in pairs]
        if inner:
            pairs[start] = pairs[min(inner)]
