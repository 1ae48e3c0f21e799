"""Organizations, places and events over all documents: units of one block into things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import combinations

from pipeline.known.lookup import alias_key
from pipeline.link.groups import Groups, Pair
from pipeline.link.units import Unit
from pipeline.names import distance, name_key

LIMIT = 0.4  # largest distance, over all words, of one name written in the two languages
DOUBTFUL = 0.4


def link_others(units: Sequence[Unit], apart: Collection[frozenset[str]]) -> tuple[Groups, list[Pair]]:
    """Things of one block and label: equal keys of the names, then names that the other language would write so.

    A unit of a different place kind (a city, a region) stays apart.
    """
    groups = Groups(units)
    by_key: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        by_key[thing_key(unit.first.name), _kind(unit)].append(i)
    for members in by_key.values():
        for other in members[1:]:
            if not groups.forbidden(members[0], other, apart):
                groups.join(members[0], other, 100.0, "name_key")
    doubts: list[Pair] = []
    by_words: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for (key, _), members in sorted(by_key.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        by_words[len(key.split())].append((key, members[0]))
    for same_length in by_words.values():
        for (key_a, a), (key_b, b) in combinations(same_length, 2):
            if units[a].languages & units[b].languages or _kind(units[a]) != _kind(units[b]):
                continue
            cost = sum(distance(x, y) for x, y in zip(key_a.split(), key_b.split(), strict=True))
            score = round(100 - 40 * cost, 1)
            if cost <= LIMIT and not groups.forbidden(a, b, apart):
                groups.join(a, b, score, "sound")
            elif cost <= LIMIT + DOUBTFUL:
                doubts.append(Pair(a, b, score, "sound"))
    return groups, [pair for pair in doubts if not groups.together(pair.a, pair.b)]


def thing_key(name: str) -> str:
    """The letters of a name without legal form, quotes and the spelling habits of either language."""
    return name_key(alias_key(name)) or name


def _kind(unit: Unit) -> str | None:
    """City and region are told apart; other kinds of place are not certain enough to part two mentions of one name."""
    return unit.first.place_kind if unit.first.place_kind in ("city", "region") else None
