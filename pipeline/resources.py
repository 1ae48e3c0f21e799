"""Strict reading of the knowledge tables: TSV, one row one fact, `#` opens a comment line.

The first line that is not a comment is the header. A column that was not asked for, a missing column, a repeated
key, a row of another length and a file without rows are errors that name file and line: a typo in data must not
turn into silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pipeline.errors import ResourceError

ROOT = Path(__file__).parent
LANGUAGES = ROOT / "lang"
SHARED = ROOT / "data"


def read_table(path: Path, columns: Sequence[str], *, key: Sequence[str] = ()) -> list[dict[str, str]]:
    """The rows of a table as dictionaries of stripped strings (an empty cell is `""`).

    `columns` are exactly the columns that the file must have, in any order; `key` the columns that together must not
    repeat. Raises `ResourceError` with file and line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ResourceError(
            path, None, f"cannot read the data file ({error.strerror})", "restore it from the repository"
        ) from error
    header: list[str] | None = None
    rows: list[dict[str, str]] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = _checked_header(path, number, cells, columns)
            continue
        if len(cells) != len(header):
            raise ResourceError(
                path,
                number,
                f"{len(cells)} cells where the header has {len(header)}",
                "separate cells by one tab",
            )
        row = dict(zip(header, cells, strict=True))
        identity = tuple(row[name] for name in key)
        if key and identity in seen:
            raise ResourceError(
                path,
                number,
                f"{dict(zip(key, identity, strict=True))} stands already in line {seen[identity]}",
                "keep one of the two rows",
            )
        seen[identity] = number
        rows.append(row)
    if not rows:
        raise ResourceError(path, None, "the file has no rows", "restore it from the repository")
    return rows


def _checked_header(path: Path, line: int, cells: list[str], columns: Sequence[str]) -> list[str]:
    unknown = [cell for cell in cells if cell not in columns]
    missing = [name for name in columns if name not in cells]
    if unknown or missing or len(set(cells)) != len(cells):
        raise ResourceError(
            path,
            line,
            f"columns are {cells}; unknown {unknown}, missing {missing}",
            f"the columns of this file are {list(columns)}",
        )
    return cells


@cache
def lexicon(
    lang: str, name: str, columns: tuple[str, ...], key: tuple[str, ...] = ()
) -> tuple[dict[str, str], ...]:
    """A table of one language pack: `lexicon("kk", "units.tsv", ("form", "unit", "example"))`. Do not change the rows."""
    return tuple(read_table(LANGUAGES / lang / "data" / name, columns, key=key))


@cache
def word_sets(lang: str, name: str) -> dict[str, frozenset[str]]:
    """The sets of a table of words with the columns `word`, `set` and `example`. Do not change the dictionary."""
    found: dict[str, set[str]] = {}
    for row in lexicon(lang, name, ("word", "set", "example"), ("word", "set")):
        found.setdefault(row["set"], set()).add(row["word"].lower().replace("ё", "е"))
    return {key: frozenset(own) for key, own in found.items()}


def word_set(name: str, wanted: str, *langs: str) -> frozenset[str]:
    """One set of a table of words in one or several languages; a set that none of them has is an error."""
    found = [word_sets(lang, name).get(wanted) for lang in langs]
    if not any(found):
        path = LANGUAGES / langs[0] / "data" / name
        raise ResourceError(
            path, None, f"no word of the set {wanted!r}", "restore its rows from the repository"
        )
    return frozenset[str]().union(*(own for own in found if own))


@cache
def shared(name: str, columns: tuple[str, ...], key: tuple[str, ...] = ()) -> tuple[dict[str, str], ...]:
    """A language-neutral table of `pipeline/data`. Do not change the rows."""
    return tuple(read_table(SHARED / name, columns, key=key))
