"""From a row of a table (a mapping of column to value) to a record: which column is what, and how dates are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from pipeline.errors import IngestError
from pipeline.ingest.encoding import REPLACEMENT, safe
from pipeline.ingest.source import Options, Record
from pipeline.resources import shared

_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DOTTED = re.compile(r"\s*(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")


def column(row: Mapping[str, Any], role: str, chosen: str | None) -> str | None:
    """The key of `row` that holds `role` (text, id, date, title, author, url).

    `chosen` is what the user named; it must be there. Otherwise the first default that the row has, in any case.
    """
    if chosen is not None:
        return chosen if chosen in row else None
    by_name = {str(key).strip().casefold(): str(key) for key in reversed(list(row))}
    for known in shared("columns.tsv", ("role", "name", "example"), ("role", "name")):
        if known["role"] == role and known["name"] in by_name:
            return by_name[known["name"]]
    return None


def record(
    row: Mapping[str, Any], number: int, where: str, raw: bytes, options: Options, base: Record
) -> Record:
    """The record of one row. `where` names the place in the file for messages; `base` carries format and encoding.

    A row without its text column gives a record with an error.
    """
    text_key = column(row, "text", options.text_column)
    if text_key is None:
        there = ", ".join(str(key)[:40] for key in list(row)[:20]) or "no columns"
        wanted = (
            f"no column {options.text_column!r}" if options.text_column else "no column that holds a text"
        )
        error = IngestError(f"{where}: {wanted}; there is {there}", "name it with --text-column")
        return replace(base, raw=raw, row=number, error=error)
    decoded = safe(_string(row[text_key]), base.encoding or "utf-8")
    published, warning = _published(row, where, options)
    return replace(
        base,
        raw=raw,
        row=number,
        text=decoded.text,
        # Where the file's decoding left marks, they are counted here, a row at a time.
        replaced=decoded.text.count(REPLACEMENT) if base.replaced else decoded.replaced,
        source_id=_value(row, "id", options.id_column),
        title=_value(row, "title", None),
        author=_value(row, "author", None),
        url=_value(row, "url", None),
        published=published,
        published_source="column" if published else None,
        warning=warning,
    )


def parse_date(value: object) -> date | None:
    """The day of a date, a datetime, `2025-11-12…` or `12.11.2025…`; None for anything else and for 31.02."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    if match := _ISO.match(value):
        year, month, day = map(int, match.groups())
    elif match := _DOTTED.match(value):
        day, month, year = map(int, match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _published(
    row: Mapping[str, Any], where: str, options: Options
) -> tuple[date | None, IngestError | None]:
    key = column(row, "date", options.date_column)
    if key is None:
        if options.date_column is None:
            return None, None
        return None, IngestError(f"{where}: no column {options.date_column!r}", "see --date-column")
    published = parse_date(row[key])
    # Of a column that only looks like a date nobody promised that it is one.
    if published is None and options.date_column is not None and _string(row[key]).strip():
        shown = _string(row[key])[:40]
        return None, IngestError(f"{where}: {key} is no date: {shown!r}", "write dates as 2025-11-12")
    return published, None


def _value(row: Mapping[str, Any], role: str, chosen: str | None) -> str | None:
    key = column(row, role, chosen)
    if key is None:
        return None
    return safe(_string(row[key]), "").text.strip() or None


def _string(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else str(value)
