"""What a reader reads (`Source`), how it is told to (`Options`), and what it gives (`Record`)."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import IngestError

# One document longer than this is no news text, and its tables would not fit in memory.
MAX_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """Columns that the user named; None means the defaults of data/columns.tsv."""

    text_column: str | None = None
    id_column: str | None = None
    date_column: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file or standard input. `name` is its path relative to the source folder; `path` None is standard input."""

    name: str
    path: Path | None

    def open(self) -> BinaryIO:
        """The bytes, to be read once. Raises `OSError`."""
        if self.path is None:
            return io.BytesIO(sys.stdin.buffer.read())
        return self.path.open("rb")

    def read(self, limit: int = MAX_BYTES) -> bytes:
        """All bytes. Raises `IngestError` when there are more than `limit` or they cannot be read."""
        try:
            with self.open() as stream:
                data = stream.read(limit + 1)
        except OSError as error:
            raise IngestError(
                f"cannot read the file: {error.strerror or error}", "check its permissions"
            ) from error
        if len(data) > limit:
            raise IngestError(
                f"longer than {limit // 1_000_000} MB",
                "split it into documents, one a file or one a line of jsonl",
            )
        return data


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One document as a reader found it. `raw` are the bytes that its identifier hashes.

    `error` says why there is no text (then `text` is what could be saved, mostly nothing); `warning` what else went
    wrong with a document that can be read.
    """

    raw: bytes
    text: str = ""
    row: int | None = None
    format: str = "txt"
    encoding: str | None = None
    replaced: int = 0
    source_id: str | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None
    published: date | None = None
    published_source: str | None = None
    error: IngestError | None = None
    warning: IngestError | None = None
