"""Quoted stretches of a paragraph: guillemets, German and straight marks; nested, unclosed, closed twice by one mark.

Sentence splitters cut inside quotes, so quotes are matched on the paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENING = "«“„‹"
CLOSING = "»”›"
DASHES = "–—−‑‒―-"
_ITALIC = "''"  # of a wiki, around the marks
# Author's words may follow a closing mark: `», – сказал`, `!» — сказал`.
_AUTHOR_FOLLOWS = re.compile(rf"\s*,?\s*[{DASHES}]{{1,2}}\s|\s*,\s")
# A paragraph that opens with a dash; NBSP counts as a space; a minus before a digit is a number.
_DASH_LED = re.compile(rf"\s*[{DASHES}]{{1,2}}(?:\s+(?=\S)|(?=[^\W\d_]))")


@dataclass(frozen=True, slots=True)
class Quote:
    """An outermost quoted stretch. `start`, `end` include the marks; `inner` is what stands between them."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool


def find_quotes(text: str, start: int, end: int) -> list[Quote]:
    """The outermost quotes of `text[start:end]`, in order; one that is never closed runs to `end`."""
    quotes: list[Quote] = []
    stack: list[int] = []
    for at in range(start, end):
        char = text[at]
        if char not in OPENING and char not in CLOSING and char != '"':
            continue
        if _opens(text, at, start, end, bool(stack)):
            stack.append(at)
        elif stack:
            outer = stack[0]
            stack.pop()
            # One mark may close two levels: «Мы с «Казатомпромом», – сказал он.
            if (
                stack
                and _leads(text, outer, start)
                and _AUTHOR_FOLLOWS.match(text, at + 1, end)
                and not _closes_later(text, at + 1, end)
            ):
                stack.clear()
            if not stack:
                first = outer - 2 if text[max(start, outer - 2) : outer] == _ITALIC else outer
                last = at + 3 if text[at + 1 : min(end, at + 3)] == _ITALIC else at + 1
                if text[last : last + 2] in ('"', '" ', '",', '".') and last < end:
                    last += 1  # «дней"", – сказал X»: the mark stands twice
                quotes.append(Quote(first, last, outer + 1, at, True))
    if stack:
        outer = stack[0]
        quotes += _unclosed(text, outer, start, end)
    return quotes


def dash_led(text: str, start: int, end: int) -> int | None:
    """Where the words of a dash-led paragraph begin; None when it is not one."""
    found = _DASH_LED.match(text, start, end)
    return found.end() if found else None


def _opens(text: str, at: int, start: int, end: int, inside: bool) -> bool:
    char = text[at]
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if char == "“":
        # Closes „…“, opens “…”.
        return not (inside and (before.isalnum() or before in ".,!?…)%"))
    if char != '"':
        return char in OPENING
    if before.isspace() or before in "([{«„" or (before in DASHES and not after.isspace()):
        return not after.isspace() or (not inside and at == start)
    # Glued to the stop of the sentence before: год."Запуск …
    return not inside and before in ".:!?" and after.isalpha()


def _leads(text: str, at: int, start: int) -> bool:
    """A quote that opens the paragraph, a sentence or what a colon announces."""
    before = text[start:at].rstrip()
    return not before or before[-1] in ":.!?…"


def _closes_later(text: str, start: int, end: int) -> bool:
    """More closing than opening marks follow, so that the outer quote still finds its own."""
    depth = 0
    for at in range(start, end):
        if text[at] in OPENING:
            depth += 1
        elif text[at] in CLOSING:
            depth -= 1
            if depth < 0:
                return True
    return False


def _unclosed(text: str, outer: int, start: int, end: int) -> list[Quote]:
    """What to make of an opening mark without a closing one.

    `АО «НАК «Казатомпром»` shares one closing mark: the last mark closes the name. A quote that opens the paragraph
    runs to the author's words (`, – сказал`) if there are any, else to the end of the paragraph.
    """
    if not _leads(text, outer, start):
        last = max((text.rfind(mark, outer, end) for mark in CLOSING + '"'), default=-1)
        stop = last + 1 if last > outer else end
        if last <= outer:
            return []
        return [Quote(outer, stop, outer + 1, stop - 1, True), *find_quotes(text, stop, end)]
    return [Quote(outer, end, outer + 1, end, False)]
