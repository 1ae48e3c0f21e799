"""CSV (comma, semicolon, tab or bar between the cells): one row is one document."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from pipeline.errors import IngestError
from pipeline.ingest.columns import record
from pipeline.ingest.encoding import detect
from pipeline.ingest.source import MAX_BYTES, Options, Record, Source

SUFFIXES = (".csv", ".tsv")
_HEAD = 256_000  # bytes that encoding and delimiter are told from


def read(source: Source, options: Options) -> Iterator[Record]:
    """A record for each row under the header; `row` counts from 0. Raises `IngestError` when there is no header."""
    csv.field_size_limit(MAX_BYTES)
    try:
        with source.open() as stream:
            head = stream.read(_HEAD)
            encoding = detect(head[: head.rfind(b"\n") + 1] or head) if head.strip() else "utf-8"
            binary = io.BytesIO(head + stream.read()) if source.path is None else stream
            binary.seek(0)
            text = io.TextIOWrapper(binary, encoding=encoding, errors="replace", newline="")
            yield from _rows(text, encoding, options)
    except OSError as error:
        raise IngestError(
            f"cannot read the file: {error.strerror or error}", "check its permissions"
        ) from error


def _rows(text: io.TextIOWrapper, encoding: str, options: Options) -> Iterator[Record]:
    first = text.readline().removeprefix("\ufeff")
    if not first.strip():
        raise IngestError("no header line", "name the columns in the first line", status="empty")
    delimiter = max(",;\t|", key=first.count)
    header = next(csv.reader([first], delimiter=delimiter))
    rows = csv.reader(text, delimiter=delimiter)
    base = Record(raw=b"", format="csv", encoding=encoding, replaced=1)
    number = 0
    while True:
        line = rows.line_num + 2  # the header is line 1
        try:
            cells = next(rows, None)
        except csv.Error as error:
            failed = IngestError(f"line {line}: {error}", "quote cells that hold quotes or line ends")
            yield Record(raw=str(line).encode(), row=number, format="csv", encoding=encoding, error=failed)
            number += 1
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield _record(cells, header, number, line, options, base)
        number += 1


def _record(
    cells: list[str], header: list[str], number: int, line: int, options: Options, base: Record
) -> Record:
    raw = "\x1f".join(cells).encode("utf-8", "surrogatepass")
    where = f"line {line}"
    if len(cells) != len(header):
        failed = IngestError(
            f"{where}: {len(cells)} cells where the header has {len(header)}",
            "quote cells that hold the delimiter",
        )
        return Record(raw=raw, row=number, format="csv", encoding=base.encoding, error=failed)
    return record(dict(zip(header, cells, strict=True)), number, where, raw, options, base)
