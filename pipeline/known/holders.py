"""Who held an office of the registry on a day (`pipeline/data/holders.tsv`): only what a public act tells.

Not in the folder of the registry, since a row is no entity: it ties a name to an office for a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pipeline.errors import ResourceError
from pipeline.known import known_entities, table_lines
from pipeline.resources import SHARED, read_table

HOLDERS = SHARED / "holders.tsv"
COLUMNS = ("office", "name_ru", "name_kk", "name_en", "since", "until", "as_of", "source", "example")


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in an office from `since` to `last`, both included; `place` is file and line of the row."""

    office: str
    name_ru: str
    name_kk: str
    name_en: str
    since: date
    last: date
    place: tuple[Path, int]

    def holds(self, day: date) -> bool:
        """The table tells that the person held the office on this day."""
        return self.since <= day <= self.last


def holder_on(office: str, day: date) -> Holder | None:
    """Who held the office (an id of the registry) on the day; None when the table does not tell."""
    return next((row for row in holders().get(office, ()) if row.holds(day)), None)


@cache
def holders() -> Mapping[str, tuple[Holder, ...]]:
    """The whole table by office. Raises `ResourceError`, see `read_holders`."""
    return read_holders(HOLDERS)


def read_holders(path: Path) -> dict[str, tuple[Holder, ...]]:
    """The rows of a file by office, the earliest first.

    Raises `ResourceError` that names file and line for an office that the registry does not have, an empty or
    malformed cell, days in the wrong order, and two holders of one office at once.
    """
    found: dict[str, list[Holder]] = {}
    for line, cells in zip(table_lines(path), read_table(path, COLUMNS), strict=True):
        row = _row(path, line, cells)
        found.setdefault(row.office, []).append(row)
    ordered = {office: tuple(sorted(rows, key=lambda row: row.since)) for office, rows in found.items()}
    for rows in ordered.values():
        for before, after in zip(rows, rows[1:], strict=False):
            if after.since <= before.last:
                raise ResourceError(
                    *after.place,
                    f"{after.office} has two holders on {after.since}, see line {before.place[1]}",
                    "let the earlier one end before",
                )
    return ordered


def _row(path: Path, line: int, cells: Mapping[str, str]) -> Holder:
    def fail(message: str, remedy: str) -> ResourceError:
        return ResourceError(path, line, message, remedy)

    def day(name: str) -> date:
        try:
            return date.fromisoformat(cells[name])
        except ValueError:
            raise fail(f"{name} {cells[name]!r} is no day", "write YYYY-MM-DD") from None

    office = known_entities().get(cells["office"])
    if office is None or office.label != "office":
        raise fail(f"{cells['office']!r} is no office of the registry", "write an id of offices.tsv")
    empty = [name for name in COLUMNS if name != "until" and not cells[name]]
    if empty:
        raise fail(f"{', '.join(empty)} is empty", "fill it, or take the row out")
    since, as_of = day("since"), day("as_of")
    last = day("until") if cells["until"] else as_of
    if not since <= as_of <= last:
        raise fail(
            f"since {since}, as_of {as_of}, last day {last} do not follow each other", "order the days"
        )
    return Holder(office.id, cells["name_ru"], cells["name_kk"], cells["name_en"], since, last, (path, line))
