"""Names, positions, numbers of Kazakh and Russian sentences that are already cut into words.

`load_ner()` gives the tagger (once a process); `Tagger.tag` takes sentences of any number of documents at a time. What a
sentence gets does not depend on what else is in the call.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from pipeline.ner.decode import Floats, log_softmax, spans, viterbi
from pipeline.ner.labels import COARSE_TYPES, fine_types
from pipeline.ner.network import Network
from pipeline.ner.segment import Segmenter
from pipeline.ner.weights import FOLDER, check, vocabulary
from pipeline.ner.windows import windows


@dataclass(frozen=True, slots=True)
class Span:
    """A mention: words `start` to `end` (exclusive) of its sentence, its type, confidence 0..1 (three digits)."""

    start: int
    end: int
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """What both heads see in a sentence: `fine` in the 25 types of KazNERD, `coarse` in PER, ORG, LOC."""

    fine: list[Span]
    coarse: list[Span]


class Tagger:
    """The model of `folder`, loaded; the files are checked against their sha256."""

    def __init__(self, folder: Path = FOLDER) -> None:
        check(folder)
        self._segmenter = Segmenter(vocabulary(folder))
        self._network = Network(folder)

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[Tagged]:
        """Spans of each sentence, in order; a sentence is a list of words (an empty one has no spans)."""
        parts = []
        cuts = []
        for i, words in enumerate(sentences):
            pieces = self._segmenter.words(words)
            for window in windows([len(ids) for ids in pieces]):
                cuts.append((i, window))
                parts.append(pieces[window.start : window.end])
        fine: dict[int, list[Floats]] = defaultdict(list)
        coarse: dict[int, list[Floats]] = defaultdict(list)
        for (i, window), scores in zip(cuts, self._network.scores(parts), strict=True):
            kept = slice(window.keep_start - window.start, window.keep_end - window.start)
            fine[i].append(scores.fine[kept])
            coarse[i].append(scores.coarse[kept])
        fine_spans = _decoded(fine, fine_types())
        coarse_spans = _decoded(coarse, COARSE_TYPES)
        return [Tagged(fine_spans.get(i, []), coarse_spans.get(i, [])) for i in range(len(sentences))]


def _decoded(scores: dict[int, list[Floats]], types: tuple[str, ...]) -> dict[int, list[Span]]:
    """Spans by sentence number; sentences of one length are decoded together."""
    by_length: dict[int, list[int]] = defaultdict(list)
    for i, parts in scores.items():
        by_length[sum(len(part) for part in parts)].append(i)
    found: dict[int, list[Span]] = {}
    for members in by_length.values():
        probabilities = log_softmax(np.stack([np.concatenate(scores[i]) for i in members]))
        paths = viterbi(probabilities)
        chosen = np.take_along_axis(probabilities, paths[:, :, None], axis=2)[:, :, 0]
        for i, path, sure in zip(members, paths, chosen, strict=True):
            found[i] = [Span(start, end, types[kind], p) for start, end, kind, p in spans(path, sure)]
    return found


@cache
def load_ner() -> Tagger:
    """The tagger that ships with derek, loaded at the first call of a process."""
    return Tagger()
