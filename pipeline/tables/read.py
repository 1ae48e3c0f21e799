"""Reading a set of tables back, checked against the manifest that was written with it."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import OutputError
from pipeline.tables.write import COMMIT, MANIFEST, NEXT

_PANDAS = {pa.int64(): pd.Int64Dtype(), pa.string(): pd.StringDtype(), pa.bool_(): pd.BooleanDtype()}
_TRIES, _PAUSE_S = 5, 0.2


def read_arrow(folder: Path | str, names: Sequence[str] | None = None) -> dict[str, pa.Table]:
    """The tables of a run (all, or those of `names`) as Arrow tables.

    Raises `OutputError` when there is no run, a table is missing or damaged, or the files do not belong to one run
    (after a few tries: another run may be replacing them at this moment).
    """
    root = Path(folder)
    for last in (False,) * (_TRIES - 1) + (True,):
        try:
            return _read_set(root, names)
        except (OutputError, FileNotFoundError):
            if last or not (root / MANIFEST).exists():
                raise
            time.sleep(_PAUSE_S)
    raise AssertionError("unreachable")


def _read_set(root: Path, names: Sequence[str] | None) -> dict[str, pa.Table]:
    manifest_path = _current(root, MANIFEST)
    if not manifest_path.exists():
        raise OutputError(
            f"{root}: no manifest.json, so no tables of derek",
            "run `derek extract` with --out of this folder",
        )
    manifest = json.loads(manifest_path.read_text("utf-8"))
    tables: dict[str, pa.Table] = {}
    for name in names if names is not None else manifest["tables"]:
        entry = manifest["tables"].get(name, {})
        if "parquet" not in entry:
            raise OutputError(
                f"{root}: this run wrote no {name}.parquet", "choose from " + ", ".join(manifest["tables"])
            )
        data = _current(root, f"{name}.parquet").read_bytes()
        if sha256(data).hexdigest() != entry["parquet"]:
            raise OutputError(
                f"{root / name}.parquet is not the file that manifest.json describes: damaged, or of another run",
                "run `derek extract` again",
            )
        # On one thread: pyarrow's pool of readers now and then aborts a short process at its exit.
        tables[name] = pq.ParquetFile(pa.BufferReader(data)).read(use_threads=False)
    return tables


def _current(root: Path, name: str) -> Path:
    """Where a file of the newest complete set lies while the set is being moved into place."""
    staged = root / NEXT / name
    return staged if (root / NEXT / COMMIT).exists() and staged.exists() else root / name


def read_tables(folder: Path | str, names: Sequence[str] | None = None) -> dict[str, pd.DataFrame]:
    """The tables of a run as typed DataFrames: strings, nullable integers and booleans, float64, datetime64.

    Raises `OutputError`, see `read_arrow`.
    """
    return {name: frame(table) for name, table in read_arrow(folder, names).items()}


def frame(table: pa.Table) -> pd.DataFrame:
    """One Arrow table as a typed DataFrame."""
    return table.to_pandas(types_mapper=_PANDAS.get, date_as_object=False)
