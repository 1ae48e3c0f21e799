"""Persons over all documents: units of one block (family names that sound alike) into persons."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

from pipeline.link.groups import Groups, Pair
from pipeline.link.units import Unit, person_of
from pipeline.names import folded, skeleton, twins
from pipeline.persons import FOREIGN, PersonName, person_name, separation

# Largest distance of names in one language that is taken for a spelling habit (Кызылбаев, Кизилбаев): beyond it the
# same language would not write one person's name in two ways.
ONE_LANGUAGE = 0.1
DOUBTFUL = 0.3  # a pair that lies so far beyond its limit is shown to a person
_FEW = 3  # more bearers of a family name than a person would choose among
_TIE = 0.05  # pairs of nearly one distance


def link_persons(units: Sequence[Unit], apart: Collection[frozenset[str]]) -> tuple[Groups, list[Pair]]:
    """Persons of one block, and the pairs that a person should look at. `apart` are names that a person has parted.

    Full names first, nearest pairs first, a name joins a person only if it agrees with every name of theirs; then
    initials and lone family names, which join the only person that they fit.
    """
    groups = Groups(units)
    block = _Block(units, groups, apart)
    doubts: list[Pair] = []
    for cost, a, b in block.pairs():
        if groups.together(a, b):
            continue
        if cost <= block.limit(a, b) and block.may_join(a, b):
            groups.join(a, b, _score(cost), "name_key" if cost == 0 else "sound")
        elif not groups.forbidden(a, b, apart):
            doubts.append(Pair(a, b, _score(cost), "sound"))
    for short in block.short():
        doubts.extend(block.join_short(short))
    return groups, [pair for pair in doubts if not groups.together(pair.a, pair.b)]


class _Block:
    """The different names of a block; a name is the index of the first unit that bears it."""

    def __init__(self, units: Sequence[Unit], groups: Groups, apart: Collection[frozenset[str]]) -> None:
        self.groups, self.apart = groups, apart
        self.names: dict[int, PersonName] = {}
        self.languages: dict[int, frozenset[str]] = {}
        first: dict[PersonName, int] = {}
        for i, unit in enumerate(units):
            name = person_of(unit)
            one = first.setdefault(name, i)
            self.languages[one] = self.languages.get(one, frozenset()) | unit.languages
            if one == i:
                self.names[one] = name
            else:
                groups.join(one, i, 100.0, "name_key")
        self.by_sound: dict[str, list[int]] = {}
        for i, name in self.names.items():
            for sound in _first_sounds(name.given):
                self.by_sound.setdefault(sound, []).append(i)

    def pairs(self) -> list[tuple[float, int, int]]:
        """Pairs of full names that may be one person's, nearest first. Given names of other first sounds never are."""
        found = set()
        for members in self.by_sound.values():
            full = [i for i in members if len(self.names[i].given) > 1]
            for a, b in combinations(full, 2):
                cost = separation(self.names[a], self.names[b])
                if cost is not None and cost <= self.limit(a, b) + DOUBTFUL:
                    found.add((cost, a, b))
        return sorted(found)

    def short(self) -> list[int]:
        """Names with an initial, then lone family names."""
        return sorted(
            (i for i, name in self.names.items() if len(name.given) <= 1),
            key=lambda i: (-len(self.names[i].given), i),
        )

    def limit(self, a: int, b: int) -> float:
        return FOREIGN if not self.languages[a] & self.languages[b] else ONE_LANGUAGE

    def may_join(self, a: int, b: int) -> bool:
        """Every name of the one group agrees with every name of the other."""
        if self.groups.forbidden(a, b, self.apart):
            return False
        return all(self._agree(x, y) for x in self._named(a) for y in self._named(b))

    def join_short(self, short: int) -> list[Pair]:
        """Join «К. Токаев» or «Токаев» to its only bearer; where there are a few, tell them."""
        given = self.names[short].given
        candidates = self.by_sound[_first_sound(given)] if given else list(self.names)
        bearers: dict[int, tuple[float, int]] = {}
        for other in candidates:
            if self.groups.together(short, other) or (
                len(self.names[other].given) <= len(given) and other > short
            ):
                continue
            cost = separation(self.names[short], self.names[other])
            if (
                cost is None
                or cost > self.limit(short, other)
                or self.groups.forbidden(short, other, self.apart)
            ):
                continue
            root = self.groups.root(other)
            bearers[root] = min((cost, other), bearers.get(root, (cost, other)))
        weaker = 10 if given else 20
        if len(bearers) == 1:
            ((cost, other),) = bearers.values()
            if all(separation(self.names[short], self.names[x]) is not None for x in self._named(other)):
                self.groups.join(other, short, _score(cost) - weaker, "initials" if given else "family")
                return []
        if len(bearers) > _FEW:
            return []
        return [
            Pair(short, other, _score(cost) - weaker, "family") for cost, other in sorted(bearers.values())
        ]

    def _named(self, i: int) -> list[int]:
        return [member for member in self.groups.members(i) if member in self.names]

    def _agree(self, a: int, b: int) -> bool:
        cost = separation(self.names[a], self.names[b])
        return cost is not None and cost <= self.limit(a, b)


def _first_sound(given: str) -> str:
    return skeleton(folded(given)[:1])


def _first_sounds(given: str) -> frozenset[str]:
    """Of the name, and of its twin in the other language: Юсуф, Жүсіп."""
    return frozenset(_first_sound(name) for name in (given, *twins(given)))


def _score(cost: float) -> float:
    return round(max(0.0, 100 - 40 * cost), 1)


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
        (kk, ru, _score(cost))
        for (kk, ru), cost in costs.items()
        if cost <= min(nearest[0, kk], nearest[1, ru]) + _TIE
    ]
    order = {name: i for i, name in enumerate(kazakh)}
    return sorted(kept, key=lambda pair: (order[pair[0]], -pair[2], pair[1]))
