"""Sentences of Kazakh: razdel's boundaries, joined again after Kazakh abbreviations and initials; line breaks are weighed first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from razdel import sentenize
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.lang.kk.tokenizer import abbreviations

# Values of spaCy's attribute SENT_START.
_BEGINS, _GOES_ON_INSIDE = 1, -1
_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_LAST_WORD = re.compile(r"(?:^|[\s(«\"“,;–—-])((?:\w+\.)+)$")
_INITIALS = re.compile(r"(?:^|[\s(«\"“])(?:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][а-яё]?\.\s?)+$")
_TERMINAL = re.compile(r"[.!?…][»”\"')\]]*\s*$")
# «Туған жылы – 1990 ж.»: a sentence without a verb may end in a number.
_NOMINAL = re.compile(r"[^\d\s]\s*(?:\s[–—-]|:)\s+(?:\S+\s+){0,4}\S+$")
# razdel takes the С of 32°С. for an initial.
_DEGREES = re.compile(r"(?<=°)[CСFФ](?=\.)")
# A remark in brackets is not cut when it closes within so many characters.
_ASIDE = 200
_GOES_ON = re.compile(r"[a-zа-яёәғқңөұүһі\d,;]")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, white space at the edges left out, in order."""
    for start, end in _stretches(text):
        left: tuple[int, int] | None = None
        for part in sentenize(_DEGREES.sub("x", text[start:end])):
            begin, stop = start + part.start, start + part.stop
            if left is not None and _joins(text[left[0] : left[1]], text[begin:stop]):
                left = (left[0], stop)
                continue
            if left is not None:
                yield left
            left = (begin, stop)
        if left is not None and left[1] > left[0]:
            yield left


def _joins(left: str, right: str) -> bool:
    """Whether a boundary of razdel is none: the left part ends in an abbreviation that goes on, or in initials."""
    last = _LAST_WORD.search(left[-24:])
    if last:
        ends = abbreviations().get(last.group(1).lower())
        if ends == "never" or (ends in ("maybe", "number") and _GOES_ON.match(right)):
            return True
        if ends == "number" and not _NOMINAL.search(left):
            return True
    if left.endswith(";") or (left.count("(") > left.count(")") and ")" in right[:_ASIDE]):
        return True
    return bool(_INITIALS.search(left[-12:])) and right[:1].isupper()


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Parts of the text that no sentence crosses: lines, or runs of lines that were wrapped by width."""
    lines = [match.span() for match in _LINE.finditer(text) if match.group().strip()]
    wrapped = _is_wrapped(text, lines)
    i = 0
    while i < len(lines):
        start, end = lines[i]
        while i + 1 < len(lines) and _continues(text, lines[i], lines[i + 1], wrapped):
            i += 1
            end = lines[i][1]
        yield start, end
        i += 1


def _continues(text: str, line: tuple[int, int], following: tuple[int, int], wrapped: bool) -> bool:
    """Whether a sentence may run over the line break: the next line starts small, or the text is wrapped by width."""
    if len(re.findall(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]", text[line[1] : following[0]])) > 1:
        return False
    first = text[following[0] : following[1]].lstrip()[:1]
    if first in "-–—•*":
        return False
    return wrapped or (first.islower() and not _TERMINAL.search(text[line[0] : line[1]]))


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines break where the width is used up: the next line's first word would not have fitted."""
    if len(lines) < 2:
        return False
    width = max(end - start for start, end in lines)
    if not 40 <= width <= 160:
        return False
    full = 0
    for (start, end), (following, stop) in zip(lines, lines[1:], strict=False):
        word = text[following:stop].split(maxsplit=1)[0]
        full += end - start + 1 + len(word) > width
    return full >= 0.8 * (len(lines) - 1) and (
        len(lines) > 2 or not _TERMINAL.search(text[lines[0][0] : lines[0][1]])
    )


@Language.component("kk_sentences", assigns=["token.is_sent_start", "doc.sents"])
def kk_sentences(doc: Doc) -> Doc:
    """Sets sentence starts; white space after a sentence belongs to it."""
    if not len(doc):
        return doc
    starts = {start for start, _ in spans(doc.text)}
    values: list[int] = []
    text_seen = False
    for token in doc:
        # White space before the first sentence belongs to it.
        begins = not values or (text_seen and token.idx in starts)
        values.append(_BEGINS if begins else _GOES_ON_INSIDE)
        text_seen = text_seen or not token.is_space
    column: Any = np.array(values, dtype="int64").astype("uint64")
    return doc.from_array([SENT_START], column)
