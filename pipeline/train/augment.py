"""Make a tokenized TV transcript look like the texts that derek reads, a little differently in each epoch.

KazNERD writes `5 , 3 %`, never `5,3%`; it has no headlines in capitals, no straight quotes, no missing full stops.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.train.corpora import Sample

SWAPPED = frozenset(
    (
        *("PERSON", "GPE", "ORGANISATION", "LOCATION", "FACILITY", "NORP"),
        *("ART", "PROJECT", "EVENT", "PRODUCT", "LAW", "DISEASE"),
    )
)
"""Types whose mentions may stand for each other."""

_DIGITS = re.compile(r"\d+$")
_DIGIT_START = re.compile(r"\d")
_QUOTES = (('"', '"'), ("“", "”"), ("„", "“"), ("", ""))
_DASHES = "—–-"


class Augmenter:
    """Random changes that keep the labels true; `swaps` knows the mentions of the training sentences."""

    def __init__(self, samples: Sequence[Sample], seed: int) -> None:
        self.random = random.Random(seed)
        self.swaps: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
        for sample in samples:
            for start, end, kind in _mentions(sample.fine or ()):
                words = sample.words[start:end]
                self.swaps[kind, _ending(words)].append(words)

    def __call__(self, sample: Sample) -> Sample:
        """A changed copy of a sample."""
        chance = self.random.random
        if sample.fine is not None:
            if chance() < 0.25:
                sample = self._swap(sample)
            if chance() < 0.5:
                sample = self._join_numbers(sample)
        if chance() < 0.12:
            sample = self._requote(sample)
        if chance() < 0.1:
            dash = self.random.choice(_DASHES)
            sample = replace(sample, words=tuple(dash if w in ("—", "–") else w for w in sample.words))
        if len(sample.words) > 2 and sample.words[-1] == "." and chance() < 0.15:
            sample = _select(sample, range(len(sample.words) - 1))
        draw = chance()
        if draw < 0.02:
            sample = replace(sample, words=tuple(w.upper() for w in sample.words))
        elif draw < 0.03:
            sample = replace(sample, words=tuple(w.lower() for w in sample.words))
        return sample

    def _swap(self, sample: Sample) -> Sample:
        """Another mention of the same type and ending in the place of one mention."""
        assert sample.fine is not None
        mentions = [m for m in _mentions(sample.fine) if m[2] in SWAPPED]
        if not mentions:
            return sample
        start, end, kind = self.random.choice(mentions)
        other = self.random.choice(self.swaps[kind, _ending(sample.words[start:end])])
        rest = len(other) - 1
        words = sample.words[:start] + other + sample.words[end:]
        fine = sample.fine[:start] + (f"B-{kind}",) + (f"I-{kind}",) * rest + sample.fine[end:]
        coarse = sample.coarse
        if coarse is not None:
            first = coarse[start]
            inside = "I-" + first[2:] if first[:2] == "B-" else first
            coarse = coarse[:start] + (first,) + (inside,) * rest + coarse[end:]
        return replace(sample, words=words, fine=fine, coarse=coarse)

    def _join_numbers(self, sample: Sample) -> Sample:
        """`5 , 3` -> `5,3` and, half the time, `5 %` -> `5%` inside one mention."""
        assert sample.fine is not None
        words, fine = list(sample.words), list(sample.fine)
        coarse = list(sample.coarse) if sample.coarse is not None else list(fine)
        percent = self.random.random() < 0.5
        i = 0
        while i + 1 < len(words):
            inside = fine[i + 1][:1] == "I"
            decimal = (
                i + 2 < len(words)
                and words[i + 1] == ","
                and _DIGITS.search(words[i])
                and _DIGIT_START.match(words[i + 2])
                and inside
                and fine[i + 2][:1] == "I"
            )
            if decimal:
                words[i : i + 3] = ["".join(words[i : i + 3])]
                del fine[i + 1 : i + 3], coarse[i + 1 : i + 3]
            elif percent and inside and words[i + 1].startswith("%") and _DIGITS.search(words[i]):
                words[i : i + 2] = [words[i] + words[i + 1]]
                del fine[i + 1], coarse[i + 1]
            else:
                i += 1
        return replace(
            sample,
            words=tuple(words),
            fine=tuple(fine),
            coarse=tuple(coarse) if sample.coarse is not None else None,
        )

    def _requote(self, sample: Sample) -> Sample:
        """Other quotation marks, or none where no mention would lose its middle."""
        left, right = self.random.choice(_QUOTES)
        if left:
            swap = {"«": left, "»": right}
            return replace(sample, words=tuple(swap.get(w, w) for w in sample.words))
        outside = sample.fine or sample.coarse or ()
        kept = [i for i, w in enumerate(sample.words) if w not in "«»" or outside[i] != "O"]
        return _select(sample, kept) if kept else sample


def _select(sample: Sample, keep: Sequence[int]) -> Sample:
    return replace(
        sample,
        words=tuple(sample.words[i] for i in keep),
        fine=None if sample.fine is None else tuple(sample.fine[i] for i in keep),
        coarse=None if sample.coarse is None else tuple(sample.coarse[i] for i in keep),
    )


def _mentions(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag[:2] == "B-":
            end = i + 1
            while end < len(tags) and tags[end] == "I-" + tag[2:]:
                end += 1
            found.append((i, end, tag[2:]))
    return found


def _ending(words: Sequence[str]) -> str:
    """What a swap must keep so that the sentence stays grammatical: the last two letters."""
    return words[-1][-2:].casefold()
