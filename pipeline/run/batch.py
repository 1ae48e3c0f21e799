"""The unit of work: a batch of documents goes in, its rows come out. The same in one process or in many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from pipeline.document import Document
from pipeline.extract import Extractor
from pipeline.schema import Entity, ErrorRow
from pipeline.tables.collect import collect

BATCH = 16  # documents; large enough to fill the taggers' matrices, small enough to keep memory flat
BATCH_CHARS = 400_000  # and no more text than this, unless one document is longer


@dataclass(frozen=True, slots=True)
class BatchResult:
    """Rows of a batch: Arrow tables by name, and the entities of each document, which the last pass joins."""

    tables: dict[str, pa.Table]
    entities: list[tuple[str, list[Entity]]]
    n_documents: int
    n_failed: int


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in batches of at most `BATCH` and about `BATCH_CHARS` characters."""
    batch: list[Document] = []
    chars = 0
    for document in documents:
        if batch and (len(batch) == BATCH or chars + len(document.text) > BATCH_CHARS):
            yield batch
            batch, chars = [], 0
        batch.append(document)
        chars += len(document.text)
    if batch:
        yield batch


def process(extractor: Extractor, documents: Sequence[Document]) -> BatchResult:
    """Run the stages over the batch and collect the rows."""
    extractor.process(documents)
    return result(documents)


def result(documents: Sequence[Document]) -> BatchResult:
    """The rows of documents that have gone through the stages, or that never will."""
    return BatchResult(
        tables=collect(documents),
        entities=[(document.doc_id, document.entities) for document in documents],
        n_documents=len(documents),
        n_failed=sum(bool(document.errors) for document in documents),
    )


def abandon(document: Document, kind: str, message: str) -> Document:
    """The document with status `failed`, for one that took its worker down."""
    document.status = "failed"
    document.errors.append(
        ErrorRow(
            doc_id=document.doc_id,
            path=document.path,
            stage="run",
            type=kind,
            message=message,
            remedy="run it alone to see where it breaks; raise --doc-timeout if it is only long",
        )
    )
    return document
