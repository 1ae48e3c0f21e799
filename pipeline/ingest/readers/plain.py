"""Plain text: one file is one document."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.ingest.encoding import decode
from pipeline.ingest.source import Options, Record, Source

SUFFIXES = (".txt",)


def read(source: Source, options: Options) -> Iterator[Record]:
    """One record; the text as it stands, line ends included."""
    data = source.read()
    decoded = decode(data)
    yield Record(
        raw=data, text=decoded.text, format="txt", encoding=decoded.encoding, replaced=decoded.replaced
    )
