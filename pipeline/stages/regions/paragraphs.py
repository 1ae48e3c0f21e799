"""From lines to paragraphs: hard-wrapped text is joined, and what shares a line with an article is split off.

The text is not changed; a paragraph is a range of characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.stages.regions.markers import covered, ends_open, mark

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_DATE_LINE = re.compile(r"[\s\ufeff]*(date[ \t:]+(\d{4}-\d{2}-\d{2}))(?!\d)", re.I)
_TERMINAL = '.!?…:;»"”)'
_BULLET = re.compile(r"[–—\-•*·▪]\s")
_LOWER = re.compile(r"[a-zа-яёәғқңөұүһі]")
_WIDEST = 120  # characters; a longer line was not wrapped by hand or by mail
_CASES = (("ом", "ым"), ("ом", "им"), ("ем", "ым"), ("ем", "им"), ("ом", "ом"), ("а", "а"), ("я", "а"), ("а", "ого"), ("у", "у"), ("ю", "у"), ("у", "ому"))  # fmt: skip
_CUT = re.compile(r"[.!?…»]\s+")
_FULL_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}|\d+[^\w]*$")


@dataclass(slots=True)
class Paragraph:
    """A range of the text without white space at its ends. `gap` is the number of line ends before it."""

    start: int
    end: int
    gap: int = 1


def date_line(text: str) -> re.Match[str] | None:
    """A leading `date 2025-11-12`: group 1 is the whole, group 2 the date."""
    return _DATE_LINE.match(text)


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text in order; together they cover all that is not white space."""
    found: list[Paragraph] = []
    head = date_line(text)
    position = 0
    if head:
        found.append(Paragraph(head.start(1), head.end(1)))
        position = head.end(1)
    found += _joined(text, list(_lines(text, position)))
    return [part for whole in found for part in _tail_split(text, whole)]


def _lines(text: str, position: int) -> Iterator[Paragraph]:
    last = position
    for match in _LINE.finditer(text, position):
        line = match.group()
        bare = line.strip()
        if not bare:
            continue
        start = match.start() + line.index(bare[0])
        between = text[last:start]
        gap = between.count("\n") or between.count("\r") or 1
        yield Paragraph(start, start + len(bare), gap)
        last = start + len(bare)


def _joined(text: str, lines: Sequence[Paragraph]) -> list[Paragraph]:
    """Lines that continue each other as one paragraph."""
    marked = [mark(text[line.start : line.end]) is not None for line in lines]
    wrapped = _wrapped(text, lines, marked)
    found: list[Paragraph] = []
    for i, line in enumerate(lines):
        if i and not marked[i] and not marked[i - 1]:
            before, own = text[lines[i - 1].start : lines[i - 1].end], text[line.start : line.end]
            if (wrapped[i] and line.gap == 1 and not _starts_item(before, own)) or (
                line.gap <= 2 and _continues(before, own)
            ):
                found[-1].end = line.end
                continue
        found.append(Paragraph(line.start, line.end, line.gap))
    return found


def _starts_item(before: str, own: str) -> bool:
    return bool(_BULLET.match(own)) and before.endswith(tuple(_TERMINAL))


def _wrapped(text: str, lines: Sequence[Paragraph], marked: Sequence[bool]) -> list[bool]:
    """Whether each line goes on from the one before it because its paragraph was wrapped at a column."""
    flags = [False] * len(lines)
    i = 0
    while i < len(lines):
        j = i + 1
        while j < len(lines) and lines[j].gap == 1 and not marked[j] and not marked[j - 1]:
            j += 1
        sizes = [line.end - line.start for line in lines[i:j]]
        if j - i >= 2 and 40 <= max(sizes) <= _WIDEST:
            full = all(size >= 0.6 * max(sizes) for size in sizes[:-1])
            broken = any(
                text[a.end - 1] not in _TERMINAL and _LOWER.match(text[b.start])
                for a, b in zip(lines[i:j], lines[i + 1 : j], strict=False)
            )
            if full and broken:
                flags[i + 1 : j] = [True] * (j - i - 1)
        i = j
    return flags


def _continues(before: str, own: str) -> bool:
    """Whether a line breaks off inside a sentence that the next one carries on."""
    if before[-1] in _TERMINAL or len(before) < 30 or _BULLET.match(own):
        return False
    if before[-1] in ",(«–—" or ends_open(before):
        return True
    if _LOWER.match(own):
        return True
    # A name cut between given name and surname: both stand in one case (`Касым-Жомартом` / `Токаевым`).
    last, first = before.split()[-1], own.split()[0].rstrip(".,;:")
    follows = own.split()[1:2]
    return (
        len(before) >= 60
        and last[:1].isupper()
        and first[:1].isupper()
        and bool(follows and _LOWER.match(follows[0]))
        and any(last.endswith(a) and first.endswith(b) for a, b in _CASES)
    )


def _tail_split(text: str, whole: Paragraph) -> Iterator[Paragraph]:
    """Date, counter and the like after the last sentence of a paragraph, split off: `… құрады. 24.12.2014`."""
    body = text[whole.start : whole.end]
    for cut in list(_CUT.finditer(body))[-4:]:
        rest = body[cut.end() :]
        if (
            rest[-1] not in ".)"
            and _FULL_DATE.search(rest)
            and len(rest) >= 8
            and covered(" ".join(rest.split()))
        ):
            yield Paragraph(whole.start, whole.start + cut.start() + 1, whole.gap)
            yield Paragraph(whole.start + cut.end(), whole.end)
            return
    yield whole
