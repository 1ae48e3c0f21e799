"""The registry: entities that derek knows, with names in Russian, Kazakh and English and identifiers checked offline.

It is data (`pipeline/data/registry/*.tsv`, one row an entity). Translations, renamed places and abbreviations are
joined only through it: no comparison of letters finds that БҰҰ is ООН or Орал Уральск.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.errors import ResourceError
from pipeline.resources import SHARED, read_table
from pipeline.schema import LABELS

FOLDER = SHARED / "registry"
COLUMNS = (
    "id", "label", "place_kind", "part_of", "name_ru", "name_kk", "name_en",
    "aliases_ru", "aliases_kk", "external_id", "source",
)  # fmt: skip
# The kinds of row that are entities of texts, and two that other stages look names up in.
KNOWN_LABELS = frozenset((*LABELS, "office", "currency"))


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the registry. `part_of` is the id of the state, union or body that it belongs to.

    `aliases_ru` and `aliases_kk` are what texts call it besides the name, in the nominative: abbreviations, short,
    official and former names. `external_id` is `iso3166-1:KZ`, `iso3166-2:KZ-33`, `geonames:1526384`, `iso4217:KZT`
    (several joined by `; `) or None. `place` is file and line of the row.
    """

    id: str
    label: str
    place_kind: str | None
    part_of: str | None
    name_ru: str
    name_kk: str
    name_en: str
    aliases_ru: tuple[str, ...]
    aliases_kk: tuple[str, ...]
    external_id: str | None
    source: str
    place: tuple[Path, int]

    def name(self, lang: str) -> str:
        """The name in a language: `ru`, `kk` (also `kk-Latn`) or another (English)."""
        return {"ru": self.name_ru, "kk": self.name_kk}.get(lang.split("-")[0], self.name_en)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, without repetition, in the order of the columns."""
        every = (self.name_ru, *self.aliases_ru, self.name_kk, *self.aliases_kk, self.name_en)
        return tuple(dict.fromkeys(name for name in every if name))


@cache
def known_entities() -> Mapping[str, Known]:
    """The whole registry by id. Raises `ResourceError`, see `read_registry`."""
    return read_registry(sorted(FOLDER.glob("*.tsv")))


def read_registry(paths: Iterable[Path]) -> dict[str, Known]:
    """The rows of the files by id.

    Raises `ResourceError` that names both lines when an id or an external identifier stands twice, two entities of
    one label and one `part_of` share a name, or `part_of` goes in a circle; and one that names the line when a name
    or label is missing, unknown, or repeated inside its row.
    """
    rows: dict[str, Known] = {}
    for path in paths:
        for line, cells in zip(table_lines(path), read_table(path, COLUMNS), strict=True):
            row = _row(path, line, cells)
            if row.id in rows:
                raise _clash(row, rows[row.id], f"the id {row.id!r}")
            rows[row.id] = row
    _check_external(rows.values())
    _check_names(rows.values())
    for row in rows.values():
        _check_part_of(row, rows)
    return rows


def table_lines(path: Path) -> list[int]:
    """Numbers of the lines that `read_table` takes as rows."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []  # read_table raises for it
    return [i for i, line in enumerate(lines, start=1) if line.strip() and not line.startswith("#")][1:]


def _row(path: Path, line: int, cells: Mapping[str, str]) -> Known:
    def fail(message: str, remedy: str) -> ResourceError:
        return ResourceError(path, line, message, remedy)

    if cells["label"] not in KNOWN_LABELS:
        raise fail(f"unknown label {cells['label']!r}", f"choose from {', '.join(sorted(KNOWN_LABELS))}")
    for name in ("id", "name_ru", "name_kk", "source"):
        if not cells[name]:
            raise fail(f"{name} is empty", "fill it, or take the row out")
    if (cells["label"] == "place") != bool(cells["place_kind"]):
        raise fail(
            "a place needs a place_kind, nothing else has one", "country, region, city, water, area, …"
        )
    aliases = {name: _split(cells[name]) for name in ("aliases_ru", "aliases_kk")}
    for lang in ("ru", "kk"):
        every = [cells[f"name_{lang}"], *aliases[f"aliases_{lang}"]]
        twice = sorted({name for name in every if every.count(name) > 1})
        if twice:
            raise fail(f"{twice} stands twice in the row", "keep it once")
    return Known(
        id=cells["id"],
        label=cells["label"],
        place_kind=cells["place_kind"] or None,
        part_of=cells["part_of"] or None,
        name_ru=cells["name_ru"],
        name_kk=cells["name_kk"],
        name_en=cells["name_en"],
        aliases_ru=aliases["aliases_ru"],
        aliases_kk=aliases["aliases_kk"],
        external_id=cells["external_id"] or None,
        source=cells["source"],
        place=(path, line),
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _clash(row: Known, other: Known, what: str) -> ResourceError:
    path, line = other.place
    return ResourceError(
        *row.place,
        f"{what} ({row.id}) stands already in {path.name}:{line} ({other.id})",
        "keep one of the two",
    )


def _check_external(rows: Iterable[Known]) -> None:
    seen: dict[str, Known] = {}
    for row in rows:
        for identifier in _split(row.external_id or ""):
            if identifier in seen:
                raise _clash(row, seen[identifier], f"the external id {identifier!r}")
            seen[identifier] = row


def _check_names(rows: Iterable[Known]) -> None:
    """One name for two entities is allowed where the text can tell them apart: in different states or bodies."""
    seen: dict[tuple[str, str | None, str | None, str], Known] = {}
    for row in rows:
        for name in row.names:
            key = (row.label, row.place_kind, row.part_of, name.casefold())
            if key in seen and seen[key] is not row:
                raise _clash(row, seen[key], f"the name {name!r}")
            seen[key] = row


def _check_part_of(row: Known, rows: Mapping[str, Known]) -> None:
    path: Sequence[Known] = [row]
    while path[-1].part_of is not None:
        whole = rows.get(path[-1].part_of)
        if whole is None:
            raise ResourceError(
                *path[-1].place,
                f"part_of {path[-1].part_of!r} is no id of the registry",
                "write the id of a row",
            )
        if whole in path:
            raise ResourceError(
                *path[-1].place,
                f"part_of goes in a circle: {' → '.join(one.id for one in path)} → {whole.id}, see {whole.place[0].name}:{whole.place[1]}",
                "cut it",
            )
        path = [*path, whole]
