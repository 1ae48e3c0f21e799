"""The convolutions that slovnet's three models begin with, over many sequences at once.

Same weights as slovnet's own runtime, other arithmetic (its copy of every window and its padding to the longest
sentence cost more than the products):

* sequences lie one after another with one zero row between them, which is all the padding a kernel of three needs;
* a convolution is one product with the three kernel columns side by side and two shifted sums;
* the first layer sees single words, so it is computed once for each distinct word of a batch.

One answer differs on purpose: verbs in -аёт are read as they are without ё.

Products run over blocks of exactly `BLOCK` rows. A row of a product is then computed in the same way wherever it
stands and whatever its neighbours are, so that a result cannot depend on the batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from slovnet.shape import word_shape

from pipeline.lang.ru.weights import Array, Embedding, Pack

BLOCK = 512
# Rows of one pack: large enough for the products, small enough for the cache.
PACK = 4 * BLOCK
# A longer sequence is computed in pieces; three layers of kernel 3 see three words to each side.
LONGEST = 3 * BLOCK
HALO = 3


def product(rows: Array, weight: Array) -> Array:
    """`rows @ weight`, block by block."""
    count = len(rows)
    out = np.empty((count, weight.shape[1]), dtype=np.float32)
    whole = count - count % BLOCK
    for start in range(0, whole, BLOCK):
        np.matmul(rows[start : start + BLOCK], weight, out=out[start : start + BLOCK])
    if whole < count:
        block = np.zeros((BLOCK, rows.shape[1]), dtype=np.float32)
        block[: count - whole] = rows[whole:]
        out[whole:] = np.matmul(block, weight)[: count - whole]
    return out


class Words:
    """Numbers of word and shape for a form, remembered: `ids(["Астана"])`. Shared by the models."""

    def __init__(self, embedding: Embedding, shapes: Sequence[str], limit: int = 200_000) -> None:
        self._embedding = embedding
        self._shapes = {shape: i for i, shape in enumerate(shapes)}
        self._known: dict[str, int] = {}
        self._limit = limit
        self._n_shapes = len(shapes)

    def ids(self, sequence: Sequence[str]) -> list[int]:
        """For each word its number times the count of shapes plus its shape."""
        known = self._known
        found: list[int] = []
        for word in sequence:
            number = known.get(word)
            if number is None:
                number = self._number(word)
                if len(known) >= self._limit:
                    known.clear()
                known[word] = number
            found.append(number)
        return found

    def _number(self, word: str) -> int:
        ids, form = self._embedding.word_ids, word.lower()
        # The news that the models learned from write «передает»; they take «передаёт» for a noun.
        plain = form.replace("ё", "е") if form.endswith("аёт") else form
        word_id = ids.get(plain, self._embedding.unknown)
        return word_id * self._n_shapes + self._shapes[word_shape(word)]

    def split(self, numbers: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        return numbers // self._n_shapes, numbers % self._n_shapes


class Encoder:
    """64 numbers for each word in context."""

    def __init__(self, pack: Pack, embedding: Embedding, words: Words) -> None:
        self._embedding = embedding
        self._words = words
        self._shapes = pack.array("emb", "shape", "weight")
        self._weights: list[Array] = []
        self._biases: list[Array] = []
        self._scales: list[Array] = []
        self._shifts: list[Array] = []
        for i in range(len(pack.tree["encoder"]["layers"])):
            kernel = pack.array("encoder", "layers", i, "conv", "weight")  # out x in x 3
            self._weights.append(
                np.ascontiguousarray(np.concatenate([kernel[:, :, k].T for k in range(3)], axis=1))
            )
            self._biases.append(pack.array("encoder", "layers", i, "conv", "bias"))
            weight, bias, mean, std = (
                pack.array("encoder", "layers", i, "norm", k) for k in ("weight", "bias", "mean", "std")
            )
            self._scales.append(weight / std)
            self._shifts.append(bias - mean * weight / std)

    def encode(self, sequences: Sequence[Sequence[str]]) -> Iterator[Array]:
        """An array (words, 64) for each sequence, in order; an empty sequence gives an empty one."""
        pieces: list[tuple[list[int], int, int]] = []  # numbers with halo, trim on the left, length kept
        counts: list[int] = []
        for sequence in sequences:
            numbers = self._words.ids(sequence)
            before = len(pieces)
            for start in range(0, len(numbers), LONGEST) or (0,):
                left = max(0, start - HALO)
                kept = min(LONGEST, len(numbers) - start)
                pieces.append((numbers[left : start + kept + HALO], start - left, kept))
            counts.append(len(pieces) - before)
        encoded = self._encode_pieces(pieces)
        for count in counts:
            parts = [next(encoded) for _ in range(count)]
            yield parts[0] if count == 1 else np.concatenate(parts)

    def _encode_pieces(self, pieces: Sequence[tuple[list[int], int, int]]) -> Iterator[Array]:
        start = 0
        while start < len(pieces):
            end, size = start, 1
            while end < len(pieces) and (end == start or size + len(pieces[end][0]) + 1 <= PACK):
                size += len(pieces[end][0]) + 1
                end += 1
            yield from self._encode_pack(pieces[start:end], size)
            start = end

    def _encode_pack(self, pieces: Sequence[tuple[list[int], int, int]], size: int) -> Iterator[Array]:
        numbers = np.full(size, -1, dtype=np.intp)
        at, places = 1, []
        for piece, trim, kept in pieces:
            numbers[at : at + len(piece)] = piece
            places.append((at + trim, at + trim + kept))
            at += len(piece) + 1
        blank = numbers < 0
        hidden = self._first_layer(numbers)
        for i in range(len(self._weights)):
            if i:
                hidden = _shifted_sum(product(hidden, self._weights[i]))
            hidden += self._biases[i]
            np.maximum(hidden, 0, out=hidden)
            hidden *= self._scales[i]
            hidden += self._shifts[i]
            hidden[blank] = 0
        for first, last in places:
            yield hidden[first:last]

    def _first_layer(self, numbers: NDArray[np.intp]) -> Array:
        distinct, inverse = np.unique(numbers, return_inverse=True)
        word_ids, shape_ids = self._words.split(np.maximum(distinct, 0))
        inputs = np.concatenate([self._embedding.vectors(word_ids), self._shapes[shape_ids]], axis=1)
        inputs[distinct < 0] = 0
        table = product(inputs, self._weights[0])
        width = table.shape[1] // 3
        out = table[inverse, width : 2 * width]
        out[1:] += table[inverse[:-1], :width]
        out[:-1] += table[inverse[1:], 2 * width :]
        return out


def _shifted_sum(parts: Array) -> Array:
    """What the three columns of a kernel say of the row before, the row itself and the row after, added up."""
    width = parts.shape[1] // 3
    out = parts[:, width : 2 * width].copy()
    out[1:] += parts[:-1, :width]
    out[:-1] += parts[1:, 2 * width :]
    return out
