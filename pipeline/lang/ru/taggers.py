"""slovnet's three models for Russian news: words in; tags, trees or names out. The same answers as slovnet's own runtime.

Every sequence is answered on its own: no answer depends on what else is in the call.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.lang.ru.encoder import Encoder, Words, product
from pipeline.lang.ru.viterbi import best_paths, marginals
from pipeline.lang.ru.weights import Array, Pack, embedding

# The parser compares every word of a sentence with every other; a longer sentence is parsed in parts.
LONGEST_SENTENCE = 500


class Span(NamedTuple):
    """A name: half-open range of words, PER, LOC or ORG, and how sure the model is (0 to 1)."""

    start: int
    end: int
    type: str
    confidence: float


@cache
def _words() -> Words:
    return Words(embedding(), Pack("model/slovnet_ner_news_v1.tar").vocabulary("shape"))


class MorphTagger:
    """`tags` are all tags that it may give: `NOUN|Case=Gen|…`."""

    def __init__(self) -> None:
        pack = Pack("model/slovnet_morph_news_v1.tar")
        self._encoder = Encoder(pack, embedding(), _words())
        # The first tag is padding, which is never an answer.
        self._weight = np.ascontiguousarray(pack.array("head", "proj", "weight")[:, 1:])
        self._bias = pack.array("head", "proj", "bias")[1:]
        self.tags = pack.vocabulary("tag")[1:]

    def tag(self, sentences: Sequence[Sequence[str]]) -> Iterator[list[str]]:
        """The tag of each word, sentence by sentence."""
        for hidden in _joined(self._encoder.encode(sentences)):
            scores = product(hidden.rows, self._weight)
            scores += self._bias
            best = scores.argmax(axis=1).tolist()
            for start, end in hidden.places:
                yield [self.tags[i] for i in best[start:end]]


class NameTagger:
    """Persons, places and organizations."""

    def __init__(self) -> None:
        pack = Pack("model/slovnet_ner_news_v1.tar")
        self._encoder = Encoder(pack, embedding(), _words())
        self._weight = pack.array("head", "proj", "weight")
        self._bias = pack.array("head", "proj", "bias")
        self._transitions = pack.array("head", "crf", "transitions")
        self._tags = pack.vocabulary("tag")

    def names(self, sequences: Sequence[Sequence[str]]) -> Iterator[list[Span]]:
        """The names of each sequence, in order."""
        for hidden in _joined(self._encoder.encode(sequences)):
            scores = product(hidden.rows, self._weight)
            scores += self._bias
            emissions = [scores[start:end] for start, end in hidden.places]
            paths = best_paths(emissions, self._transitions)
            outside = self._tags.index("O")
            named = [i for i, path in enumerate(paths) if any(tag != outside for tag in path)]
            shares = dict(
                zip(named, marginals([emissions[i] for i in named], self._transitions), strict=True)
            )
            for i, path in enumerate(paths):
                yield list(self._spans(path, shares[i])) if i in shares else []

    def _spans(self, path: Sequence[int], shares: NDArray[np.float64]) -> Iterator[Span]:
        start, kind = 0, ""
        for i in range(len(path) + 1):
            part, _, next_kind = (self._tags[path[i]] if i < len(path) else "O").partition("-")
            # As slovnet reads its tags: an I-tag goes on whatever name it follows, and opens none.
            if kind and part != "I":
                label = [self._tags.index(f"{p}-{kind}") for p in "BI"]
                sure = float(shares[start:i][:, label].sum(axis=1).min())
                yield Span(start, i, kind, round(sure, 3))
                kind = ""
            if part == "B":
                start, kind = i, next_kind


class SyntaxParser:
    """`relations` are all names of relations that it may give."""

    def __init__(self) -> None:
        pack = Pack("model/slovnet_syntax_news_v1.tar")
        self._encoder = Encoder(pack, embedding(), _words())
        self._pack = pack
        self._layers = {
            (part, end): (pack.array(part, end, "proj", "weight"), pack.array(part, end, "proj", "bias"))
            for part in ("head", "rel")
            for end in ("head", "tail")
        }
        self._roots = {part: pack.array(part, "root").reshape(1, -1) for part in ("head", "rel")}
        self._kernel = pack.array("head", "kernel")
        self.relations = pack.vocabulary("rel")[1:]
        # (hidden, relations x hidden), without the padding relation that comes first.
        self._rel_kernel = np.ascontiguousarray(pack.array("rel", "kernel")[:, self._kernel.shape[0] :])

    def parse(self, sentences: Sequence[Sequence[str]]) -> Iterator[tuple[list[int], list[str]]]:
        """For each sentence the heads (1-based, 0 the root; not yet a tree) and the names of the relations."""
        for hidden in _joined(self._encoder.encode(sentences)):
            rows = hidden.rows
            heads = self._heads(rows, hidden.places)
            relations = self._relations(rows, heads)
            for start, end in hidden.places:
                own = np.where(heads[start:end] < 0, 0, heads[start:end] - start + 1)
                yield own.tolist(), [self.relations[i] for i in relations[start:end]]

    def _layer(self, part: str, end: str, rows: Array) -> Array:
        weight, bias = self._layers[part, end]
        out = product(rows, weight)
        out += bias
        return np.maximum(out, 0, out=out)

    def _heads(self, rows: Array, places: Sequence[tuple[int, int]]) -> NDArray[np.intp]:
        """Row of the head of each word; -1 for the root."""
        dependents = product(self._layer("head", "head", rows), self._kernel)
        candidates = self._layer("head", "tail", rows)
        root = self._layer("head", "tail", self._roots["head"])
        heads = np.empty(len(rows), dtype=np.intp)
        for first, last in places:
            for start in range(first, last, LONGEST_SENTENCE):
                end = min(start + LONGEST_SENTENCE, last)
                scores = dependents[start:end] @ np.concatenate([root, candidates[start:end]]).T
                best = scores.argmax(axis=1)
                heads[start:end] = np.where(best == 0, -1, best - 1 + start)
        return heads

    def _relations(self, rows: Array, heads: NDArray[np.intp]) -> list[int]:
        of_head = self._layer("rel", "head", np.concatenate([rows, self._roots["rel"]]))[
            heads
        ]  # -1 is the root, last
        of_word = self._layer("rel", "tail", rows)
        width = of_word.shape[1]
        crossed = product(of_head, self._rel_kernel).reshape(len(rows), -1, width)
        best: list[int] = np.einsum("trh,th->tr", crossed, of_word).argmax(axis=1).tolist()
        return best


class _Joined(NamedTuple):
    rows: Array
    places: list[tuple[int, int]]


def _joined(parts: Iterator[Array], size: int = 4096) -> Iterator[_Joined]:
    """Sequences put together to some `size` rows, so that the heads too work on large blocks."""
    held: list[Array] = []
    count = 0
    for part in parts:
        held.append(part)
        count += len(part)
        if count >= size:
            yield _join(held)
            held, count = [], 0
    if held:
        yield _join(held)


def _join(parts: Sequence[Array]) -> _Joined:
    ends = np.cumsum([len(part) for part in parts]).tolist()
    return _Joined(np.concatenate(parts), list(zip([0, *ends[:-1]], ends, strict=True)))


@cache
def morph_tagger() -> MorphTagger:
    return MorphTagger()


@cache
def name_tagger() -> NameTagger:
    return NameTagger()


@cache
def syntax_parser() -> SyntaxParser:
    return SyntaxParser()
