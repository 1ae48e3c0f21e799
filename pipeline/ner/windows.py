"""Long sentences in parts that fit the encoder: cut between words, with an overlap, nothing left out.

A table without full stops can make one "sentence" of thousands of words. Each part shares `OVERLAP` words with the next;
a word's scores are taken from the part where it stands farther from the cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MAX_POSITIONS = 250
"""Pieces of one part with the two special ones; sentences in training were at most so long."""

OVERLAP = 16


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `end` of a sentence go through the encoder together; `keep_start` to `keep_end` are kept."""

    start: int
    end: int
    keep_start: int
    keep_end: int


def windows(sizes: Sequence[int], most: int = MAX_POSITIONS, overlap: int = OVERLAP) -> list[Window]:
    """Cut a sentence into windows; `sizes` are the numbers of pieces of its words, none above `most - 2`.

    The kept parts follow each other without a gap and cover the sentence once. An empty sentence has no window.
    """
    bounds: list[tuple[int, int]] = []
    start = 0
    while start < len(sizes):
        end, room = start, most - 2
        while end < len(sizes) and sizes[end] <= room:
            room -= sizes[end]
            end += 1
        if end == start:
            raise ValueError(f"word {start} has {sizes[start]} pieces: more than a window of {most}")
        bounds.append((start, end))
        if end == len(sizes):
            break
        start = max(start + 1, end - overlap)
        while start < end and sum(sizes[start : end + 1]) > most - 2:
            start += 1  # the shared words must leave room for a new one
    found: list[Window] = []
    kept = 0
    for i, (start, end) in enumerate(bounds):
        keep_end = end if i + 1 == len(bounds) else (bounds[i + 1][0] + end + 1) // 2
        found.append(Window(start, end, kept, keep_end))
        kept = keep_end
    return found
