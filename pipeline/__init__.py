"""derek: facts with character offsets from Russian and Kazakh documents.

    ingest > regions > language > annotate > mentions > resolve > dates > figures > roles > claims > relations > tables

`load().extract(text)` gives the facts of one text; `read_tables(folder)` the tables of a run as typed DataFrames.
"""

from __future__ import annotations

import os

# One BLAS thread a worker: the matrices are small, and more threads only wait for each other. It must be said before
# numpy loads, so it stands here and not in a stage.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from typing import TYPE_CHECKING, Any  # noqa: E402

if TYPE_CHECKING:
    from pipeline.extract import load
    from pipeline.tables.read import read_tables

__all__ = ["load", "read_tables"]


def __getattr__(name: str) -> Any:
    # Lazy, so that importing one language pack does not import the whole pipeline.
    if name == "load":
        from pipeline.extract import load

        return load
    if name == "read_tables":
        from pipeline.tables.read import read_tables

        return read_tables
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
