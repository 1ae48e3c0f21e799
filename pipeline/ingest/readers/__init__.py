"""The readers, one file a format. A reader is a module with `SUFFIXES` and `read(source, options) -> Iterator[Record]`.

To add a format, add a file here. `read` raises `IngestError` when nothing of the file can be read; what is wrong with
one row goes into that row's record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from pipeline.ingest.source import Options, Record, Source

Reader = Callable[[Source, Options], Iterator[Record]]


@cache
def readers() -> dict[str, Reader]:
    """Suffix (lower case, with its dot) → reader."""
    found: dict[str, Reader] = {}
    for info in iter_modules(__path__):
        module = import_module(f"{__name__}.{info.name}")
        for suffix in module.SUFFIXES:
            found[suffix] = module.read
    return found
