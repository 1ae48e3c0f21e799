"""The data dictionary: what `derek schema` prints and docs/schema.md holds, made from `schema` alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal

from pipeline.schema import TABLES
from pipeline.tables.arrow import python_types

_NAMES = {
    str: "string",
    int: "int64",
    bool: "bool",
    float: "float64",
    Decimal: "float64",
    date: "date32",
    tuple: "list<string>",
}


def data_dictionary() -> str:
    """Every table and column in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# The tables of derek"
    yield ""
    yield "Made by `derek schema` from `pipeline/schema.py`; do not edit. Rows are sorted by the key."
    for table, row_type in TABLES.items():
        yield ""
        yield f"## {table}"
        yield ""
        yield " ".join((row_type.__doc__ or "").split())
        yield ""
        yield f"Key: {', '.join(f'`{name}`' for name in row_type.KEY)}."
        yield ""
        yield "| column | type | null | meaning |"
        yield "| --- | --- | --- | --- |"
        types = python_types(table)
        for item in fields(row_type):
            kind, nullable = types[item.name]
            notes = [item.metadata["doc"]]
            if item.metadata["unit"]:
                notes.append(f"unit: {item.metadata['unit']}")
            if item.metadata["refers"]:
                notes.append(f"refers to `{item.metadata['refers']}`")
            if item.default not in (MISSING, None, "", ()):
                notes.append(f"default `{item.default}`")
            yield f"| `{item.name}` | {_NAMES[kind]} | {'yes' if nullable else ''} | {'; '.join(notes).replace('|', chr(92) + '|')} |"
