"""What a run found, in a dozen lines for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

_TOP = 5


def summary(tables: Mapping[str, pa.Table], out: Path) -> Iterator[str]:
    """Documents by language and status, the counts of facts with the most frequent of each, and where the tables are."""
    documents = tables["documents"].to_pylist()
    languages = Counter(row["language"] or "none" for row in documents)
    statuses = Counter(row["status"] for row in documents)
    yield f"documents      {len(documents):>6}  {_counts(languages)}  |  {_counts(statuses)}"
    for name in ("persons", "organizations"):
        rows = sorted(tables[name].to_pylist(), key=lambda row: (-row["n_mentions"], row["name"]))
        yield _line(name, len(rows), [(row["name"], row["n_mentions"]) for row in rows[:_TOP]])
    for name, by in (("figures", _figure), ("dates", _date), ("claims", _claim)):
        rows = tables[name].to_pylist()
        yield _line(name, len(rows), Counter(filter(None, map(by, rows))).most_common(_TOP))
    errors = tables["errors"].num_rows
    if errors:
        yield f"errors         {errors:>6}  see {out / 'errors.csv'}"
    yield f"tables in {out}/ (README.md there says what each column means)"


def _figure(row: Mapping[str, Any]) -> str | None:
    return row["metric"] or row["kind"]


def _date(row: Mapping[str, Any]) -> str | None:
    return row["value_text"]


def _claim(row: Mapping[str, Any]) -> str | None:
    return row["speaker_name"]


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counter.most_common())


def _line(name: str, total: int, top: list[tuple[str, int]]) -> str:
    return f"{name:<14} {total:>6}  " + "; ".join(f"{what} ({count})" for what, count in top)
