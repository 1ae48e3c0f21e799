"""From processed documents to the rows of each table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

import pyarrow as pa

from pipeline.document import Document
from pipeline.schema import BlockRow, DocumentRow, Row
from pipeline.tables.arrow import to_arrow

# Tables whose rows stand on the document as they are.
PER_DOCUMENT = (
    "sentences",
    "tokens",
    "mentions",
    "figures",
    "dates",
    "numbers",
    "claims",
    "roles",
    "relations",
    "errors",
)


def collect(documents: Sequence[Document]) -> dict[str, pa.Table]:
    """One Arrow table for each table that is filled a document at a time. Entities are made by the linking pass."""
    tables: dict[str, pa.Table] = {
        "documents": to_arrow("documents", map(_document_row, documents)),
        "blocks": to_arrow("blocks", (row for document in documents for row in _block_rows(document))),
    }
    for name in PER_DOCUMENT:
        rows: Iterable[Row] = (row for document in documents for row in getattr(document, name))
        tables[name] = to_arrow(name, rows)
    return tables


def _document_row(document: Document) -> DocumentRow:
    values: dict[str, Any] = {
        item.name: getattr(document, item.name)
        for item in fields(DocumentRow)
        if hasattr(document, item.name)
    }
    return DocumentRow(**values, n_chars=len(document.text))


def _block_rows(document: Document) -> Iterable[BlockRow]:
    for block in document.blocks:
        yield BlockRow(
            doc_id=document.doc_id,
            start_char=block.start_char,
            end_char=block.end_char,
            text=document.text[block.start_char : block.end_char],
            kind=block.kind,
            rule=block.rule,
        )
