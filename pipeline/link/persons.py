"""Persons over all documents: units of one block (family names that sound alike) into persons."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

from pipeline.link.groups import Groups, Pair
from pipeline.link.units import Unit, person_of
from pipeline.names import folded, skeleton
from pipeline.persons import FOREIGN, PersonName, person_name, separation

# Largest distance of names in one language that is taken for a spelling habit (Кызылбаев, Кизилбаев): beyond it the
# same language would not write one person's name in two ways.
ONE_LANGUAGE = 0.1
DOUBTFUL = 0.3  # a pair that lies so far beyond its limit is shown to a person
_TIE = 0.05  # pairs of nearly one distance


def link_persons(units: Sequence[Unit], apart: Collection[frozenset[str]]) -> tuple[Groups, list[Pair]]:
    """Persons of one block, and the pairs that a person should look at. `apart` are names that a person has parted.

    Full names first, nearest pairs first, a name joins a person only if it agrees with every name of theirs; then
    initials and lone family names, which join the only person that they fit.
    """
    groups = Groups(units)
    names = [person_of(unit) for unit in units]
    full = [i for i, name in enumerate(names) if len(name.given) > 1]
    doubts: list[Pair] = []
    for cost, i, j in _pairs(units, names, full):
        limit = _limit(units[i], units[j])
        if cost > limit or groups.forbidden(i, j, apart):
            if not groups.together(i, j):
                doubts.append(Pair(i, j, _score(cost), "sound"))
            continue
        if all(_agree(units, names, a, b) for a in groups.members(i) for b in groups.members(j)):
            groups.join(i, j, _score(cost), "name_key" if cost == 0 else "sound")
        elif not groups.together(i, j):
            doubts.append(Pair(i, j, _score(cost), "sound"))
    for short in sorted(set(range(len(units))) - set(full), key=lambda i: (-len(names[i].given), units[i].identity)):
        doubts.extend(_join_short(units, names, groups, short, apart))
    return groups, [pair for pair in doubts if not groups.together(pair.a, pair.b)]


def _pairs(units: Sequence[Unit], names: Sequence[PersonName], full: Sequence[int]) -> list[tuple[float, int, int]]:
    """Pairs of full names that may be one person's, nearest first. Given names that begin with other sounds never are."""
    parts: dict[str, list[int]] = {}
    for i in full:
        parts.setdefault(_first_sound(names[i].given), []).append(i)
    found = []
    for members in parts.values():
        for i, j in combinations(members, 2):
            cost = separation(names[i], names[j])
            if cost is not None and cost <= _limit(units[i], units[j]) + DOUBTFUL:
                found.append((cost, i, j))
    return sorted(found, key=lambda pair: (pair[0], *sorted((units[pair[1]].identity, units[pair[2]].identity))))


def _first_sound(given: str) -> str:
    return skeleton(folded(given)[:1])


def _limit(a: Unit, b: Unit) -> float:
    return FOREIGN if not a.languages & b.languages else ONE_LANGUAGE


def _agree(units: Sequence[Unit], names: Sequence[PersonName], a: int, b: int) -> bool:
    cost = separation(names[a], names[b])
    return cost is not None and cost <= _limit(units[a], units[b])


def _score(cost: float) -> float:
    return round(max(0.0, 100 - 40 * cost), 1)


def _join_short(
    units: Sequence[Unit], names: Sequence[PersonName], groups: Groups, short: int, apart: Collection[frozenset[str]]
) -> list[Pair]:
    """Join «К. Токаев» or «Токаев» to its only bearer; where there are several, tell them."""
    told_given = bool(names[short].given)
    bearers: dict[int, float] = {}
    for other in range(len(units)):
        if other == short or (not told_given and not names[other].given and units[other].identity > units[short].identity):
            continue
        cost = separation(names[short], names[other])
        if cost is None or cost > _limit(units[short], units[other]) or groups.forbidden(short, other, apart):
            continue
        root = groups.root(other)
        bearers[root] = min(cost, bearers.get(root, cost))
    bearers.pop(groups.root(short), None)
    if len(bearers) == 1:
        ((root, cost),) = bearers.items()
        if all(_compatible(names, short, member) for member in groups.members(root)):
            groups.join(root, short, _score(cost) - (10 if told_given else 20), "initials" if told_given else "family")
            return []
    return [Pair(short, root, _score(cost) - 20, "family") for root, cost in sorted(bearers.items())]


def _compatible(names: Sequence[PersonName], a: int, b: int) -> bool:
    return separation(names[a], names[b]) is not None


def match_names(kazakh: Sequence[str], russian: Sequence[str]) -> list[tuple[str, str, float]]:
    """Pairs (Kazakh name, Russian name, score) that are one person's, of two lists of different names.

    A name takes every partner as near as its nearest one, give or take `_TIE`: the lists may hold a person twice («К. Токаев»).
    """
    ru_names = {name: person_name(name) for name in russian}
    blocks: dict[str, list[str]] = {}
    for name, parsed in ru_names.items():
        for key in parsed.keys:
            blocks.setdefault(key, []).append(name)
    costs: dict[tuple[str, str], float] = {}
    for kk in kazakh:
        parsed = person_name(kk)
        for ru in {name for key in parsed.keys for name in blocks.get(key, ())}:
            cost = separation(parsed, ru_names[ru])
            if cost is not None and cost <= FOREIGN:
                costs[kk, ru] = cost
    nearest: dict[tuple[int, str], float] = {}
    for pair, cost in costs.items():
        for side, name in enumerate(pair):
            nearest[side, name] = min(cost, nearest.get((side, name), cost))
    kept = [
        (kk, ru, _score(cost)) for (kk, ru), cost in costs.items() if cost <= min(nearest[0, kk], nearest[1, ru]) + _TIE
    ]
    order = {name: i for i, name in enumerate(kazakh)}
    return sorted(kept, key=lambda pair: (order[pair[0]], -pair[2], pair[1]))
