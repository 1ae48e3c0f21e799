"""From overlapping candidates to mentions that do not overlap: the longest well-supported name wins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pipeline.stages.mentions.words import Candidate

# What another word in a name is worth beside the weight of its source: a longer name beats a shorter one inside it
# unless the shorter is far better supported.
WORD = 1.0
AGREEMENT = 0.25
# A candidate that reaches WELL goes before what lies inside of it and leads by no more than LEAD.
WELL, LEAD = 2.5, 2.0
LEAST = 1.4


def merge(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Chosen candidates in text order; those without a label have done their work (they blocked others) and are left out."""
    by_span: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_span[candidate.start, candidate.end].append(candidate)
    joined = [_joined(group) for group in by_span.values()]
    joined = [candidate for candidate in joined if candidate.weight >= LEAST]
    covering: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in joined:
        if candidate.label and candidate.weight >= WELL:
            for i in range(candidate.start, candidate.end):
                covering[i].append(candidate)
    ranked = sorted(
        joined,
        key=lambda c: (
            _is_part(c, covering[c.start]),
            -(c.weight + WORD * (c.length - 1)),
            c.start,
            c.end,
            c.label,
        ),
    )
    chosen: list[Candidate] = []
    taken: set[int] = set()
    for candidate in ranked:
        if taken.isdisjoint(range(candidate.start, candidate.end)):
            chosen.append(candidate)
            taken.update(range(candidate.start, candidate.end))
    return sorted((c for c in chosen if c.label), key=lambda c: c.start)


def _is_part(candidate: Candidate, others: list[Candidate]) -> bool:
    """One of the `others` covers it that is about as well supported: the state in the name of an office."""
    return any(
        other.length > candidate.length
        and other.covers(candidate)
        and candidate.weight <= other.weight + LEAD
        for other in others
    )


def _joined(group: list[Candidate]) -> Candidate:
    """One candidate for one span: the label with most weight, told by its best witness."""
    totals: dict[str, float] = defaultdict(float)
    for candidate in group:
        totals[candidate.label] += candidate.weight
    label = max(sorted(totals), key=lambda name: totals[name])
    own = [candidate for candidate in group if candidate.label == label]
    best = max(own, key=lambda c: (c.weight, c.rule))
    doubt = 1.0
    for candidate in own:
        doubt *= 1.0 - candidate.confidence
    kinds = [c.place_kind for c in sorted(own, key=lambda c: -c.weight) if c.place_kind]
    # More witnesses make a span a little stronger, not as strong as their sum: a place inside the name of an office is
    # seen by all of them, and still the longer name is meant.
    weight = best.weight + AGREEMENT * (totals[label] - best.weight)
    return replace(
        best,
        weight=weight,
        confidence=round(1.0 - doubt, 3),
        place_kind=kinds[0] if kinds else best.place_kind,
    )
