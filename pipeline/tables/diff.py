"""What changed between two sets of tables: facts added, removed, changed. CI fails on it, people read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from pipeline.schema import TABLES

# Tables that people mean by «facts»; tokens and sentences change with every change of a tokenizer.
FACTS = (
    "documents",
    "mentions",
    "entities",
    "figures",
    "dates",
    "numbers",
    "claims",
    "roles",
    "relations",
    "errors",
)
# The first of these that a row has is what a person knows it by.
_SHOWN = ("text", "content", "name", "path", "person", "message")


@dataclass(slots=True)
class TableDiff:
    """Differences of one table; each row is a dictionary, `changed` holds the row before, after, and the columns."""

    table: str
    added: list[dict[str, Any]] = field(default_factory=list)
    removed: list[dict[str, Any]] = field(default_factory=list)
    changed: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def diff_tables(
    old: Mapping[str, pa.Table], new: Mapping[str, pa.Table], names: Sequence[str] = FACTS
) -> list[TableDiff]:
    """The tables of `names` that differ, compared by their keys."""
    found = (_diff(name, old.get(name), new.get(name)) for name in names)
    return [one for one in found if one]


def _diff(name: str, old: pa.Table | None, new: pa.Table | None) -> TableDiff:
    before, after = _by_key(name, old), _by_key(name, new)
    result = TableDiff(name)
    result.removed = [row for key, row in before.items() if key not in after]
    result.added = [row for key, row in after.items() if key not in before]
    for key in before.keys() & after.keys():
        columns = [c for c in after[key] if before[key].get(c) != after[key][c]]
        if columns:
            result.changed.append((before[key], after[key], columns))
    result.changed.sort(key=lambda change: str([change[1][c] for c in TABLES[name].KEY]))
    return result


def _by_key(name: str, table: pa.Table | None) -> dict[tuple[Any, ...], dict[str, Any]]:
    rows = table.to_pylist() if table is not None else []
    return {tuple(row[column] for column in TABLES[name].KEY): row for row in rows}


def describe(diffs: Sequence[TableDiff]) -> Iterator[str]:
    """Lines for a person: per table the counts by rule, then each fact with its text."""
    for diff in diffs:
        yield f"{diff.table}: {len(diff.added)} added, {len(diff.removed)} removed, {len(diff.changed)} changed"
        rows = [*diff.added, *diff.removed, *(after for _, after, _ in diff.changed)]
        rules = Counter(row["rule"] for row in rows if row.get("rule"))
        if rules:
            yield "  by rule: " + ", ".join(f"{rule} {count}" for rule, count in rules.most_common())
        for sign, some in (("+", diff.added), ("-", diff.removed)):
            for row in some:
                yield f"  {sign} {_one_line(diff.table, row)}"
        for before, after, columns in diff.changed:
            yield f"  ~ {_one_line(diff.table, after)}"
            for column in columns:
                yield f"      {column}: {before.get(column)!r} -> {after[column]!r}"


def _one_line(table: str, row: Mapping[str, Any]) -> str:
    shown = next((str(row[name]) for name in _SHOWN if row.get(name)), "")
    keys = " ".join(str(row[name]) for name in TABLES[table].KEY)
    details = " ".join(
        f"{name}={row[name]}"
        for name in ("label", "kind", "value_text", "normal", "speaker_name")
        if row.get(name)
    )
    return f"[{keys}] {' '.join(shown.split())[:100]!r} {details}".rstrip()
