"""Words to subword pieces: the unigram model of the encoder, applied to each word alone.

A word is segmented without its neighbours, so the pieces of a word never depend on the text around it, a dictionary
of the words seen so far answers most questions, and offsets are trivial (a piece belongs to one word).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

META = "\u2581"
"""The mark of the beginning of a word in SentencePiece vocabularies."""

BOS, PAD, EOS, UNK = 0, 1, 2, 3
"""Ids of the special pieces, the same as in XLM-R vocabularies."""

SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")

MAX_PIECES = 24
"""A word gives at most so many pieces: the rest of a longer one (an address of a page, a row of dashes) says nothing
about its type."""

_UNKNOWN_PENALTY = 10.0
_CACHE_SIZE = 200_000


class Segmenter:
    """Unigram segmentation of single words.

    `pieces` are (piece, log probability) in the order of their ids; the first four are `SPECIALS`.
    """

    def __init__(self, pieces: Iterable[tuple[str, float]]) -> None:
        table = list(pieces)
        if tuple(piece for piece, _ in table[: len(SPECIALS)]) != SPECIALS:
            raise ValueError(f"a vocabulary must begin with {SPECIALS}")
        ordinary = table[len(SPECIALS) :]
        self.size = len(table)
        self._score: dict[str, tuple[int, float]] = {
            piece: (i, score) for i, (piece, score) in enumerate(ordinary, start=len(SPECIALS))
        }
        self._longest = max(len(piece) for piece, _ in ordinary)
        self._unknown = min(score for _, score in ordinary) - _UNKNOWN_PENALTY
        self._cache: dict[str, tuple[int, ...]] = {}

    def word(self, word: str) -> tuple[int, ...]:
        """Piece ids of one word, at least one and at most `MAX_PIECES`; unknown characters give `UNK`."""
        known = self._cache.get(word)
        if known is None:
            if len(self._cache) >= _CACHE_SIZE:
                self._cache.clear()
            known = self._cache[word] = self._segment(word)
        return known

    def words(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Piece ids of each word."""
        return [self.word(word) for word in words]

    def _segment(self, word: str) -> tuple[int, ...]:
        clean = "".join(unicodedata.normalize("NFKC", word).split())[:200]
        if not clean:
            return (UNK,)
        if len(clean) == 1 and not clean.isalnum() and clean in self._score:
            return (
                self._score[clean][0],
            )  # punctuation: the piece without a space before it, as in running text
        return self._viterbi(META + clean)[:MAX_PIECES]

    def _viterbi(self, text: str) -> tuple[int, ...]:
        size = len(text)
        best = [0.0] + [-1e30] * size
        back: list[tuple[int, int]] = [(0, UNK)] * (size + 1)
        score = self._score
        for start in range(size):
            base = best[start]
            for end in range(start + 1, min(size, start + self._longest) + 1):
                entry = score.get(text[start:end])
                if entry is None:
                    continue
                if base + entry[1] > best[end]:
                    best[end] = base + entry[1]
                    back[end] = (start, entry[0])
            if base + self._unknown > best[start + 1]:
                best[start + 1] = base + self._unknown
                back[start + 1] = (start, UNK)
        ids: list[int] = []
        end = size
        while end > 0:
            start, piece = back[end]
            if not (piece == UNK and ids and ids[-1] == UNK):  # a run of unknown characters is one piece
                ids.append(piece)
            end = start
        return tuple(reversed(ids))
