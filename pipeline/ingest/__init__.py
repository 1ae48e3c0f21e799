"""Ingest: from files, folders and standard input to documents. One file a format under `readers/`.

A document that cannot be read, or a row of a table, does not stop the others: it becomes a document with a status and
an error row, so that nothing disappears.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import blake2b
from pathlib import Path

from pipeline.document import Document, stable_hash
from pipeline.errors import IngestError
from pipeline.ingest.files import Missed, find
from pipeline.ingest.readers import readers
from pipeline.ingest.source import Options, Record, Source
from pipeline.schema import ErrorRow

__all__ = ["read_sources"]


def read_sources(
    paths: Sequence[Path | str],
    *,
    text_column: str | None = None,
    id_column: str | None = None,
    date_column: str | None = None,
    published: date | None = None,
) -> Iterator[Document]:
    """The documents of files and folders (recursive, sorted by path), `-` for standard input; lazily.

    text_column, id_column, date_column   columns of jsonl, csv and parquet; None takes the names of data/columns.tsv
    published                             date of the documents that tell none

    What is skipped in a folder (hidden files, README.md, unknown suffixes, links, devices) is logged with its reason
    to the logger `pipeline.ingest`. A file that is named itself is read whatever its suffix, as text if unknown.
    """
    options = Options(text_column, id_column, date_column)
    taken: set[str] = set()
    for item in find(paths):
        for record in _records(item, options):
            document = _document(item.name, record, published, taken)
            taken.add(document.doc_id)
            yield document


def _records(item: Source | Missed, options: Options) -> Iterator[Record]:
    """The records of one source; an error that ends the reading is the last of them."""
    if isinstance(item, Missed):
        yield Record(raw=b"", error=item.error)
        return
    suffix = item.path.suffix.lower() if item.path else ".txt"
    read = readers().get(suffix, readers()[".txt"])
    rows = 0
    try:
        for record in read(item, options):
            rows += 1
            yield record
    except IngestError as error:
        yield Record(raw=str(rows).encode(), error=error, format=suffix.lstrip(".") or "txt")


def _document(name: str, record: Record, published: date | None, taken: set[str]) -> Document:
    base = doc_id = stable_hash(name, record.row, blake2b(record.raw, digest_size=16).hexdigest())
    twin = 0
    while doc_id in taken:  # the same bytes under the same relative path in two sources are two documents
        twin += 1
        doc_id = stable_hash(base, twin)
    document = Document(
        doc_id=doc_id,
        text=record.text,
        path=name,
        row=record.row,
        source_id=record.source_id,
        format=record.format,
        encoding=record.encoding,
        replaced_chars=record.replaced,
        published=record.published or published,
        published_source=record.published_source if record.published else "option" if published else None,
        title=record.title,
        author=record.author,
        url=record.url,
    )
    error = record.error
    if error is None and not record.text.strip():
        error = IngestError("nothing but white space", status="empty")
    if error is not None:
        document.status = error.status
    for problem in (error, record.warning):
        if problem is not None:
            document.errors.append(_error_row(document, problem))
    return document


def _error_row(document: Document, error: IngestError) -> ErrorRow:
    return ErrorRow(
        doc_id=document.doc_id,
        path=document.path,
        stage="ingest",
        type=type(error).__name__,
        message=error.message,
        remedy=error.remedy,
    )
