"""The network as an onnxruntime session: pieces of sentences in, log probabilities of tags out.

Sentences are packed row by row without padding; attention alone pads, and only to the next multiple of 16. Sentences run
together when their padded sizes are the same, so that each is computed in arrays whose sizes depend on itself alone:
with the fixed scales of the graph its result is the same bit by bit in any company. One thread: derek's workers are
processes, and a thread pool in each would fight for the cores.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from pipeline.ner.segment import BOS, EOS
from pipeline.ner.weights import ENCODER, FOLDER, Embeddings

Floats = npt.NDArray[np.float32]
Pieces = Sequence[tuple[int, ...]]
"""A sentence: the pieces of each of its words."""

GROUP_POSITIONS = 512
"""So many positions (padding counted) run at once: what they need stays in the cache (2048 are a fifth slower)."""

STEP = 16
"""Sizes are padded to multiples of this, the width of a vector register."""

_MASKED = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one sentence's words for the two heads: (words, tags)."""

    fine: Floats
    coarse: Floats


class Network:
    """A loaded model."""

    def __init__(self, folder: Path = FOLDER) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # the arena never gives memory back and saves no time here
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / ENCODER),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=[
                "SkipLayerNormFusion"
            ],  # the fused kernel takes seven times as long as the two
        )
        self._embeddings = Embeddings.load(folder)

    def scores(self, sentences: Sequence[Pieces]) -> list[Scores]:
        """Scores of each sentence, in order. A sentence must have at least one word and fit (see `windows`)."""
        results: list[Scores | None] = [None] * len(sentences)
        for group in _groups(sentences):
            fine, coarse = self._run([sentences[i] for i in group])
            at = 0
            for i in group:
                start, end = at + 1, at + 1 + len(sentences[i])  # the row of `<s>` is skipped
                results[i] = Scores(fine[start:end], coarse[start:end])
                at = end
        return [result for result in results if result is not None]

    def _run(self, sentences: Sequence[Pieces]) -> tuple[Floats, Floats]:
        pieces: list[int] = []
        positions: list[int] = []
        firsts: list[int] = []
        lengths: list[int] = []
        for words in sentences:
            begun = len(pieces)
            pieces.append(BOS)
            firsts.append(begun)
            for word in words:
                firsts.append(len(pieces))
                pieces.extend(word)
            pieces.append(EOS)
            lengths.append(len(pieces) - begun)
            positions.extend(range(lengths[-1]))
        embedded = self._embeddings.rows(np.array(pieces), np.array(positions))
        pad, unpad, mask = _padding(lengths)
        word_pad, word_unpad, word_mask = _padding([len(words) + 1 for words in sentences])
        fine, coarse = self._session.run(
            ["fine", "coarse"],
            {
                "embedded": embedded,
                "pad": pad,
                "unpad": unpad,
                "mask": mask,
                "firsts": np.array(firsts),
                "word_pad": word_pad,
                "word_unpad": word_unpad,
                "word_mask": word_mask,
            },
        )
        return fine, coarse


def _padding(lengths: Sequence[int]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Floats]:
    """Row of each padded position (0 at padding), padded index of each row, additive mask."""
    counts = np.array(lengths)
    longest = _padded(int(counts.max()))
    inside = np.arange(longest)[None, :] < counts[:, None]
    pad = np.zeros(inside.shape, dtype=np.int64)
    pad[inside] = np.arange(int(counts.sum()))
    mask = np.where(inside, np.float32(0), _MASKED)[:, None, None, :]
    return pad, np.flatnonzero(inside), mask


def _padded(length: int) -> int:
    return length + -length % STEP


def _groups(sentences: Sequence[Pieces]) -> Iterator[list[int]]:
    """Indices of sentences of the same padded sizes, at most `GROUP_POSITIONS` positions a group (or one sentence)."""
    by_size: dict[tuple[int, int], list[int]] = {}
    for i, words in enumerate(sentences):
        size = _padded(2 + sum(len(word) for word in words)), _padded(1 + len(words))
        by_size.setdefault(size, []).append(i)
    for (positions, _), members in by_size.items():
        most = max(1, GROUP_POSITIONS // positions)
        for start in range(0, len(members), most):
            yield members[start : start + most]
