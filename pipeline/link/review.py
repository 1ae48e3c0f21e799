"""Doubtful links: a table that a person edits and that later runs obey.

`links_review.csv` has a row for each pair of names that may be one thing. The column `decision` is the person's:
`same`, `different` or empty. A decision holds for the names, whatever the documents.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

from pipeline.errors import ConfigError

DECISIONS = ("", "same", "different")


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Two names of one label that may name one thing; `score` 0 to 100, `decision` of a person."""

    label: str
    name_a: str
    name_b: str
    decision: str = ""
    score: float = 0.0
    reason: str = ""

    @property
    def pair(self) -> tuple[str, str, str]:
        return (self.label, *sorted((self.name_a, self.name_b)))  # type: ignore[return-value]


_COLUMNS = [item.name for item in fields(Doubt)]


def read_review(path: Path) -> list[Doubt]:
    """The decided rows of the table; none when there is no file.

    Raises `ConfigError` with file and line for unknown columns or decisions, or a pair decided both ways.
    """
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    if not rows:
        return []
    if rows[0] != _COLUMNS:
        raise ConfigError(f"{path}:1: columns are {rows[0]}", f"the columns of this file are {_COLUMNS}")
    decided: dict[tuple[str, str, str], tuple[int, Doubt]] = {}
    for line, cells in enumerate(rows[1:], start=2):
        if len(cells) != len(_COLUMNS):
            raise ConfigError(f"{path}:{line}: {len(cells)} cells", f"a row has {len(_COLUMNS)} cells")
        row = Doubt(cells[0], _plain(cells[1]), _plain(cells[2]), cells[3].strip().lower(), 0.0, cells[5])
        if row.decision not in DECISIONS:
            raise ConfigError(f"{path}:{line}: decision {cells[3]!r}", "write same, different or nothing")
        if not row.decision:
            continue
        before = decided.get(row.pair)
        if before is not None and before[1].decision != row.decision:
            raise ConfigError(
                f"{path}:{line}: the pair is decided otherwise in line {before[0]}", "keep one of the rows"
            )
        decided[row.pair] = (line, row)
    return [row for _, row in decided.values()]


def write_review(path: Path, doubts: Iterable[Doubt]) -> None:
    """Write the doubts, decided ones first kept as they are, then the open ones, surest first."""
    decided = {row.pair: row for row in read_review(path)}
    rows = {row.pair: row for row in doubts}
    merged = [replace(rows.get(pair, row), decision=row.decision) for pair, row in decided.items()]
    open_rows = [row for pair, row in rows.items() if pair not in decided]
    merged = sorted(merged, key=lambda row: row.pair) + sorted(
        open_rows, key=lambda row: (-row.score, row.pair)
    )
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows([_guarded(cell) for cell in astuple(row)] for row in merged)
    temporary.replace(path)


def _guarded(cell: object) -> object:
    """A text cell that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r") else cell
