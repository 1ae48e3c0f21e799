"""Parquet: one row is one document."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import IngestError
from pipeline.ingest.columns import record
from pipeline.ingest.source import Options, Record, Source

SUFFIXES = (".parquet",)
_ROWS = 256  # rows in memory at a time


def read(source: Source, options: Options) -> Iterator[Record]:
    """A record for each row; `row` counts from 0. Raises `IngestError` when the file is damaged."""
    number = 0
    try:
        with source.open() as stream, pq.ParquetFile(stream) as file:
            for batch in file.iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    raw = repr(sorted((str(key), value) for key, value in row.items() if value is not None))
                    base = Record(raw=b"", format="parquet", encoding="utf-8")
                    data = raw.encode("utf-8", "surrogatepass")
                    yield record(row, number, f"row {number}", data, options, base)
                    number += 1
    except (pa.ArrowException, OSError, UnicodeDecodeError, TypeError) as error:
        message = " ".join(str(error).split())[:300]
        raise IngestError(f"row {number}: damaged Parquet: {message}", "write the file again") from error
