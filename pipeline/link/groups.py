"""Groups of units that grow by joining, with the score and the reason of each join."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.link.units import Unit


@dataclass(frozen=True, slots=True)
class Pair:
    """Two units of a block (their indices) that may be one thing."""

    a: int
    b: int
    score: float
    reason: str


class Groups:
    """A partition of the units of one block. `scores[i]` is the weakest join that unit i needed, `reasons[i]` its reason."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self._root = list(range(len(units)))
        self._members = [[i] for i in range(len(units))]
        self.scores = [100.0] * len(units)
        self.reasons = ["alone"] * len(units)

    def root(self, i: int) -> int:
        return self._root[i]

    def members(self, i: int) -> list[int]:
        return self._members[self._root[i]]

    def together(self, i: int, j: int) -> bool:
        return self._root[i] == self._root[j]

    def forbidden(self, i: int, j: int, apart: Collection[frozenset[str]]) -> bool:
        """A person has parted a name of one group from a name of the other."""
        if not apart:
            return False
        return any(
            frozenset((self.units[a].first.name, self.units[b].first.name)) in apart
            for a in self.members(i)
            for b in self.members(j)
        )

    def join(self, i: int, j: int, score: float, reason: str) -> None:
        """Make one group of two; the units that were alone carry the score and the reason."""
        into, from_ = self._root[i], self._root[j]
        if into == from_:
            return
        for one in (i, j):
            if self.reasons[one] == "alone" or score < self.scores[one]:
                self.scores[one], self.reasons[one] = score, reason
        for member in self._members[from_]:
            self._root[member] = into
        self._members[into] += self._members[from_]
        self._members[from_] = []

    def groups(self) -> list[list[int]]:
        """The groups, each in the order of the units."""
        return [sorted(members) for members in self._members if members]
