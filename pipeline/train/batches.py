"""Samples to padded arrays: pieces, the first piece of each word, tags of both heads; batches of like lengths."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from pipeline.ner.labels import COARSE_TYPES, fine_types, tags
from pipeline.ner.segment import BOS, EOS, PAD, UNK, Segmenter
from pipeline.train.corpora import Sample

UNKNOWN_TAG = -100
"""Tag number of words without a label: no loss."""

MAX_WORDS, MAX_POSITIONS = 120, 250


@dataclass(frozen=True, slots=True)
class Batch:
    """Arrays of one step; see `Network.forward`. `fine` and `coarse` are tag numbers (batch, words)."""

    pieces: Tensor
    piece_mask: Tensor
    firsts: Tensor
    word_mask: Tensor
    fine: Tensor
    coarse: Tensor
    weight: Tensor
    samples: tuple[Sample, ...]


class Encoder:
    """Encodes samples with one segmenter; `word_dropout` is the chance that a word becomes unknown."""

    def __init__(self, segmenter: Segmenter) -> None:
        self.segmenter = segmenter
        self._fine = {tag: i for i, tag in enumerate(tags(fine_types()))}
        self._coarse = {tag: i for i, tag in enumerate(tags(COARSE_TYPES))}

    def batch(
        self, samples: Sequence[Sample], word_dropout: float = 0.0, rng: random.Random | None = None
    ) -> Batch:
        """One padded batch."""
        rows = []
        for sample in samples:
            pieces, firsts = [BOS], [0]
            for word in sample.words[:MAX_WORDS]:
                ids = self.segmenter.word(word)
                if rng is not None and rng.random() < word_dropout:
                    ids = (UNK,)
                if len(pieces) + len(ids) >= MAX_POSITIONS:
                    break
                firsts.append(len(pieces))
                pieces.extend(ids)
            rows.append(([*pieces, EOS], firsts, sample))
        longest = max(len(pieces) for pieces, _, _ in rows)
        most = max(len(firsts) for _, firsts, _ in rows)
        longest += -longest % 8
        most += -most % 4
        size = len(rows)
        out = Batch(
            pieces=torch.full((size, longest), PAD, dtype=torch.long),
            piece_mask=torch.zeros(size, longest),
            firsts=torch.zeros(size, most, dtype=torch.long),
            word_mask=torch.zeros(size, most),
            fine=torch.full((size, most - 1), UNKNOWN_TAG, dtype=torch.long),
            coarse=torch.full((size, most - 1), UNKNOWN_TAG, dtype=torch.long),
            weight=torch.tensor([sample.weight for _, _, sample in rows]),
            samples=tuple(samples),
        )
        for i, (pieces, firsts, sample) in enumerate(rows):
            out.pieces[i, : len(pieces)] = torch.tensor(pieces)
            out.piece_mask[i, : len(pieces)] = 1
            out.firsts[i, : len(firsts)] = torch.tensor(firsts)
            out.word_mask[i, : len(firsts)] = 1
            words = len(firsts) - 1
            for target, labels, number in (
                (out.fine, sample.fine, self._fine),
                (out.coarse, sample.coarse, self._coarse),
            ):
                if labels is not None:
                    target[i, :words] = torch.tensor(
                        [number[t] if t else UNKNOWN_TAG for t in labels[:words]]
                    )
        return out

    def length(self, sample: Sample) -> int:
        """Positions of a sample."""
        return 2 + sum(len(ids) for ids in self.segmenter.words(sample.words[:MAX_WORDS]))


def grouped(
    encoder: Encoder, samples: Sequence[Sample], positions: int, rng: random.Random | None
) -> Iterator[list[Sample]]:
    """Groups of samples of like lengths with at most `positions` padded positions each; shuffled when `rng` is given."""
    order = list(samples)
    if rng is not None:
        rng.shuffle(order)
    pool = 2000 if rng is not None else len(order)
    groups: list[list[Sample]] = []
    for start in range(0, len(order), max(pool, 1)):
        part = sorted(order[start : start + pool], key=encoder.length)
        group: list[Sample] = []
        for sample in part:
            size = min(encoder.length(sample), MAX_POSITIONS)
            if group and (len(group) + 1) * (size + -size % 8) > positions:
                groups.append(group)
                group = []
            group.append(sample)
        if group:
            groups.append(group)
    if rng is not None:
        rng.shuffle(groups)
    yield from groups
