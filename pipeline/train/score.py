"""Exact-span F1 of a network on development samples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from pipeline.ner.decode import log_softmax, viterbi
from pipeline.ner.labels import COARSE_TYPES, fine_types, tags
from pipeline.train.batches import UNKNOWN_TAG, Encoder, grouped
from pipeline.train.corpora import Sample
from pipeline.train.model import Network


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of gold, predicted and right spans by type."""

    gold: Counter[str]
    predicted: Counter[str]
    right: Counter[str]

    def f1(self, kind: str | None = None) -> float:
        """F1 in percent of one type, or of all."""
        kinds = [kind] if kind else list(self.gold | self.predicted)
        total = sum(self.gold[k] + self.predicted[k] for k in kinds)
        return 200 * sum(self.right[k] for k in kinds) / total if total else 0.0

    def line(self) -> str:
        """All types on one line."""
        return " ".join(f"{k}:{self.f1(k):.1f}" for k, _ in self.gold.most_common())


def evaluate(network: Network, encoder: Encoder, samples: Sequence[Sample], head: str) -> Score:
    """Score one head, `fine` or `coarse`; words without a label are not counted."""
    names = tags(fine_types() if head == "fine" else COARSE_TYPES)
    score = Score(Counter(), Counter(), Counter())
    network.eval()
    for group in grouped(encoder, samples, 4000, None):
        batch = encoder.batch(group)
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            fine, coarse = network(batch.pieces, batch.piece_mask, batch.firsts, batch.word_mask)
        probabilities = log_softmax((fine if head == "fine" else coarse).float().numpy())
        words = batch.word_mask[:, 1:].numpy() == 0
        probabilities[words] = -1e9
        probabilities[words, 0] = 0
        paths = viterbi(probabilities)
        gold = (batch.fine if head == "fine" else batch.coarse).numpy()
        for i in range(len(group)):
            known = gold[i] != UNKNOWN_TAG
            expected = _spans([names[t] if k else "O" for t, k in zip(gold[i], known, strict=True)])
            got = _spans([names[t] if k else "O" for t, k in zip(paths[i], known, strict=True)])
            for kind, found in (("gold", expected), ("predicted", got), ("right", expected & got)):
                getattr(score, kind).update(s[2] for s in found)
    return score


def _spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    found: set[tuple[int, int, str]] = set()
    i = 0
    while i < len(labels):
        if labels[i][:1] == "B":
            end = i + 1
            while end < len(labels) and labels[end] == "I-" + labels[i][2:]:
                end += 1
            found.add((i, end, labels[i][2:]))
            i = end
        else:
            i += 1
    return found
