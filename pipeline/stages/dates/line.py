"""The string that date patterns match: a sentence's tokens as rules read them, in small letters, with the way back.

`Token.norm` has look-alikes mended, soft hyphens dropped and Latin Kazakh written in Cyrillic, so it may be longer or
shorter than what stands in the text; `Line.span` maps a stretch of the line to characters of the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.schema import Sentence, Token

_OBLIQUE = frozenset({"Gen", "Dat", "Loc", "Ins"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A token or the signs between two tokens: where it begins in the line, and its range in the document."""

    at: int
    length: int
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Line:
    """`text` is in small letters; `cased` is the same string as written; both have one length.

    `counted` are the places where a noun or adjective in an oblique case begins: what a number before it may count.
    `verbs` are places and tenses (Past, Pres, Fut) of verbs and participles.
    """

    text: str
    cased: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    counted: frozenset[int]
    verbs: tuple[tuple[int, str], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Characters of the document that a stretch of the line stands for."""
        return self._place(start, opening=True), self._place(end - 1, opening=False)

    def tense(self, start: int) -> str:
        """Tense of the verb that stands nearest to a place; empty without verbs."""
        nearest = min(self.verbs, key=lambda verb: abs(verb[0] - start), default=None)
        return nearest[1] if nearest else ""

    def _place(self, position: int, *, opening: bool) -> int:
        piece = self.pieces[bisect_right(self.starts, position) - 1]
        offset = position - piece.at
        if piece.length == piece.end_char - piece.start_char:  # letter for letter
            return piece.start_char + offset + (0 if opening else 1)
        return piece.start_char if opening else piece.end_char


def line(document_text: str, sentence: Sentence, tokens: Sequence[Token]) -> Line:
    """The line of a sentence; `tokens` are its tokens."""
    pieces: list[Piece] = []
    parts: list[str] = []
    counted: set[int] = set()
    verbs: list[tuple[int, str]] = []
    at = 0

    def add(text: str, start: int, end: int) -> None:
        nonlocal at
        if text:
            pieces.append(Piece(at, len(text), start, end))
            parts.append(text)
            at += len(text)

    position = sentence.start_char
    for token in tokens:
        add(document_text[position : token.start_char], position, token.start_char)
        if token.pos in ("NOUN", "ADJ") and token.feat("Case") in _OBLIQUE:
            counted.add(at)
        if token.pos in ("VERB", "AUX") and (tense := token.feat("Tense")):
            verbs.append((at, tense))
        add(token.norm, token.start_char, token.end_char)
        position = token.end_char
    add(document_text[position : sentence.end_char], position, sentence.end_char)
    cased = "".join(parts)
    return Line(
        text="".join(low if len(low := char.lower()) == 1 else char for char in cased),
        cased=cased,
        pieces=tuple(pieces),
        starts=tuple(piece.at for piece in pieces),
        counted=frozenset(counted),
        verbs=tuple(verbs),
    )
