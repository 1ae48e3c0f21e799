"""JSON lines: one line is one document, an object with a text column (or a bare string). A broken line costs itself."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from itertools import chain

from pipeline.errors import IngestError
from pipeline.ingest.columns import record
from pipeline.ingest.encoding import Decoded, decode_as, detect
from pipeline.ingest.source import MAX_BYTES, Options, Record, Source

SUFFIXES = (".jsonl", ".ndjson")
_HEAD = 64_000  # bytes that the encoding of the file is told from


def read(source: Source, options: Options) -> Iterator[Record]:
    """A record for each line that is not blank; `row` is the number of the line, from 0."""
    try:
        with source.open() as stream:
            head = stream.read(_HEAD)
            # A record cut at the end of the head may break its last letter.
            encoding = detect(head[: head.rfind(b"\n") + 1] or head) if head.strip() else "utf-8"
            if encoding.startswith(("utf-16", "utf-32")):
                lines: Iterable[bytes] = io.BytesIO(_to_utf8(head + stream.read(MAX_BYTES), encoding))
                encoding = "utf-8"
            else:
                lines = _lines(head, stream)
            for number, line in enumerate(lines):
                if line.strip():
                    yield _record(line, number, encoding, options)
    except OSError as error:
        raise IngestError(
            f"cannot read the file: {error.strerror or error}", "check its permissions"
        ) from error


def _lines(head: bytes, stream: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a stream of which `head` has been read already."""
    *whole, cut = head.split(b"\n")
    yield from whole
    rest = iter(stream)
    for line in chain([cut + next(rest, b"")], rest):
        yield line.rstrip(b"\n")


def _to_utf8(data: bytes, encoding: str) -> bytes:
    return decode_as(data, encoding).text.removeprefix("\ufeff").encode("utf-8")


def _record(line: bytes, number: int, encoding: str, options: Options) -> Record:
    where = f"line {number + 1}"
    decoded = _decoded(line.removeprefix(b"\xef\xbb\xbf"), encoding)
    base = Record(raw=line, format="jsonl", encoding=decoded.encoding, replaced=decoded.replaced)
    try:
        row = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        problem = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        failed = IngestError(f"{where}: not JSON: {problem}", "write one JSON object a line")
        return Record(raw=line, row=number, format="jsonl", encoding=decoded.encoding, error=failed)
    if isinstance(row, str):
        row = {options.text_column or "text": row}
    if not isinstance(row, dict):
        failed = IngestError(f"{where}: not a JSON object", "write one JSON object a line")
        return Record(raw=line, row=number, format="jsonl", encoding=decoded.encoding, error=failed)
    return record(row, number, where, line, options, base)


def _decoded(line: bytes, encoding: str) -> Decoded:
    """A line in the file's encoding; JSON should be UTF-8, so that is tried first whatever the head says."""
    try:
        line.decode("utf-8")
        return decode_as(line, "utf-8")
    except UnicodeDecodeError:
        return decode_as(line, encoding)
