"""Writing a set of tables so that a reader sees the old set or the new one, never a mixture and never half.

The new files are written into `.next/`; the empty file `.next/COMMIT` says that they are complete. Only then are they
moved over the old ones. Whoever finds a `COMMIT` (the next run, or a reader) goes on from there: a process killed
before it leaves the old set, one killed after it the new set.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from pipeline.errors import OutputError

NEXT = ".next"
COMMIT = "COMMIT"
MANIFEST = "manifest.json"
FORMATS = ("parquet", "csv")
# What spreadsheet programs take for a formula, in plain and full-width form.
_FORMULA = "^([=+\\-@\t\r\n＝＋－＠])"


def write_tables(
    out: Path,
    tables: Mapping[str, pa.Table],
    manifest: Mapping[str, Any],
    formats: Sequence[str],
    *,
    csv_bom: bool = False,
) -> None:
    """Replace the tables in `out` as one set. Raises `OutputError` when the folder cannot be written; the old set stays."""
    staged = out / NEXT
    try:
        finish(out)
        staged.mkdir(parents=True)
        hashes: dict[str, dict[str, Any]] = {}
        for name, data in tables.items():
            entry: dict[str, Any] = {"rows": data.num_rows}
            for suffix in formats:
                path = staged / f"{name}.{suffix}"
                if suffix == "parquet":
                    pq.write_table(data, path, compression="zstd", write_page_checksum=True)
                else:
                    write_csv(data, path, bom=csv_bom)
                entry[suffix] = file_hash(path)
            hashes[name] = entry
        full = {"derek": version("derek"), **manifest, "tables": hashes}
        (staged / MANIFEST).write_text(
            json.dumps(full, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8"
        )
        (staged / COMMIT).touch()
        finish(out)
    except OSError as error:
        raise OutputError(
            f"{error.filename or out}: cannot write the tables ({error.strerror})",
            "free space or choose another --out; the previous tables are untouched",
        ) from error


def finish(out: Path) -> None:
    """Move a committed set into place; drop one that was never completed. Safe to repeat."""
    staged = out / NEXT
    if (staged / COMMIT).exists():
        moving = sorted(path for path in staged.iterdir() if path.name != COMMIT)
        manifest = next((path for path in moving if path.name == MANIFEST), None)
        wanted = set(_files(manifest or out / MANIFEST))
        for path in moving:
            path.replace(out / path.name)
        for old in (
            path for suffix in FORMATS for path in out.glob(f"*.{suffix}") if path.name not in wanted
        ):
            old.unlink()
    if staged.exists():
        shutil.rmtree(staged)


def _files(manifest: Path) -> list[str]:
    tables = json.loads(manifest.read_text("utf-8"))["tables"]
    return [f"{name}.{suffix}" for name, entry in tables.items() for suffix in FORMATS if suffix in entry]


def write_csv(data: pa.Table, path: Path, *, bom: bool = False) -> None:
    """UTF-8 CSV for people: lists joined by `; `, and a text that a spreadsheet would run gets an apostrophe before it."""
    columns = []
    for column in data.columns:
        if pa.types.is_list(column.type):
            column = pa.chunked_array([pa.array(["; ".join(v) for v in column.to_pylist()], pa.string())])
        if pa.types.is_string(column.type):
            column = pc.replace_substring_regex(column, _FORMULA, "'\\1")
        columns.append(column)
    with path.open("wb") as file:
        if bom:
            file.write(b"\xef\xbb\xbf")
        pyarrow.csv.write_csv(pa.table(columns, names=data.column_names), file)


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
