"""Rows of `schema` as Arrow tables."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from pipeline.schema import TABLES, Row

_ARROW = {
    str: pa.string(),
    int: pa.int64(),
    bool: pa.bool_(),
    float: pa.float64(),
    Decimal: pa.float64(),
    date: pa.date32(),
}
SIGNIFICANT_DIGITS = 15  # what float64 keeps of any decimal; more digits stand in value_text alone


@cache
def python_types(table: str) -> dict[str, tuple[Any, bool]]:
    """Column name -> (Python type, may be null), in the order of declaration; `tuple` stands for a list of strings."""
    found: dict[str, tuple[Any, bool]] = {}
    row_type = TABLES[table]
    hints = get_type_hints(row_type)
    for item in fields(row_type):
        hint = hints[item.name]
        if get_origin(hint) is ClassVar:
            continue
        nullable = False
        if get_origin(hint) in (types.UnionType, Union):
            nullable = True
            hint = next(arg for arg in get_args(hint) if arg is not type(None))
        found[item.name] = (tuple if get_origin(hint) is tuple else hint, nullable)
    return found


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table; each field carries its description as metadata."""
    docs = {item.name: item.metadata["doc"] for item in fields(TABLES[table])}
    return pa.schema(
        [
            pa.field(
                name, pa.list_(pa.string()) if kind is tuple else _ARROW[kind], nullable, {"doc": docs[name]}
            )
            for name, (kind, nullable) in python_types(table).items()
        ]
    )


def to_arrow(table: str, rows: Iterable[Row]) -> pa.Table:
    """An Arrow table of the rows; a `Decimal` becomes the float64 nearest to its first fifteen significant digits."""
    schema = arrow_schema(table)
    kinds = python_types(table)
    rows = list(rows)
    columns = [
        pa.array([_stored(getattr(row, field.name), kinds[field.name][0]) for row in rows], type=field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _stored(value: Any, kind: Any) -> Any:
    if value is None:
        return None
    if kind is Decimal:
        return float(f"{value:.{SIGNIFICANT_DIGITS}g}")
    return list(value) if kind is tuple else value


def sorted_by_key(table: str, data: pa.Table) -> pa.Table:
    """The rows in the order of the table's key, so that no order of work shows in the result."""
    if data.num_rows < 2:
        return data.combine_chunks()
    return data.sort_by([(name, "ascending") for name in TABLES[table].KEY]).combine_chunks()


def with_entities(table: str, data: pa.Table, mapping: Mapping[str, str]) -> pa.Table:
    """The table with each reference to an entity of a document replaced by the entity of the collection."""
    for item in fields(TABLES[table]):
        if item.metadata.get("refers") != "entities":
            continue
        i = data.schema.get_field_index(item.name)
        values = data.column(i).to_pylist()
        mapped = [
            [mapping.get(one, one) for one in value] if isinstance(value, list) else mapping.get(value, value)
            for value in values
        ]
        data = data.set_column(i, data.schema.field(i), pa.array(mapped, type=data.schema.field(i).type))
    return data
