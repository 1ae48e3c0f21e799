"""A document made again from the tables of a run, to look at one of its facts."""

from __future__ import annotations

from pathlib import Path

from pipeline.document import Document
from pipeline.errors import OutputError
from pipeline.schema import TABLES
from pipeline.tables.read import read_arrow


def document_of(folder: Path, table: str, fact_id: str) -> Document:
    """The unprocessed document that a fact of a run stands in.

    Raises `OutputError` when the tables cannot be read or hold no such fact.
    """
    tables = read_arrow(folder, ("documents", table))
    id_column = next(name for name in TABLES[table].__dataclass_fields__ if name.endswith("_id"))
    doc_id = next((row["doc_id"] for row in tables[table].to_pylist() if row[id_column] == fact_id), None)
    if doc_id is None:
        raise OutputError(
            f"{folder}: no {fact_id} in {table}", f"take an identifier from column {id_column} of {table}"
        )
    row = next(row for row in tables["documents"].to_pylist() if row["doc_id"] == doc_id)
    return Document(
        doc_id=doc_id,
        text=row["text"],
        path=row["path"],
        row=row["row"],
        published=row["published"],
        published_source=row["published_source"],
        author=row["author"],
    )
