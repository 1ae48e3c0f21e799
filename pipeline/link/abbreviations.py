"""Abbreviations over all documents: КИСИ alone in one document is the institute that another one spells out beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from pipeline.link.others import thing_key
from pipeline.stages.resolve.names import is_abbreviation

if TYPE_CHECKING:
    from pipeline.link import Cluster

SCORE = 90.0


def join_abbreviations(clusters: list[Cluster], apart: Collection[frozenset[str]]) -> list[Cluster]:
    """Join a thing that has no name but an abbreviation to the only thing that has it among its other names."""
    bearers: dict[tuple[str, str], list[int]] = defaultdict(list)
    lone: list[tuple[int, tuple[str, str]]] = []
    for i, cluster in enumerate(clusters):
        if cluster.units[0].label != "organization":
            continue
        names = {name for unit in cluster.units for name in unit.names}
        shorts = {name for name in names if is_abbreviation(name)}
        keys = sorted({("organization", thing_key(name)) for name in shorts})
        if shorts == names and len(keys) == 1:
            lone.append((i, keys[0]))
        else:
            for key in keys:
                bearers[key].append(i)
    gone: set[int] = set()
    for i, key in lone:
        if len(bearers[key]) != 1:
            continue
        into = clusters[bearers[key][0]]
        if any(
            frozenset((a.first.name, b.first.name)) in apart for a in clusters[i].units for b in into.units
        ):
            continue
        into.units += clusters[i].units
        into.scores += [SCORE] * len(clusters[i].units)
        into.reasons += ["alias"] * len(clusters[i].units)
        gone.add(i)
    return [cluster for i, cluster in enumerate(clusters) if i not in gone]
