"""The accepted facts of `seeds/`, as CSV that a person reads in a diff.

`python -m tests.golden accept` (or `make accept`) makes today's facts the golden ones, after somebody has read what the
test printed.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pyarrow as pa

from pipeline.ingest import read_sources
from pipeline.run.job import Options, run
from pipeline.tables.diff import FACTS
from pipeline.tables.write import write_csv

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
GOLDEN = ROOT / "tests" / "golden"
# The text stands in seeds/ already.
_LEFT_OUT = {"documents": ["text"]}


def extract_seeds(out: Path) -> dict[str, pa.Table]:
    """Run the whole pipeline over `seeds/` into `out`."""
    return run(read_sources([SEEDS]), out, Options(quiet=True))


def golden_form(tables: dict[str, pa.Table], folder: Path) -> None:
    """The fact tables as CSV."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FACTS:
        write_csv(tables[name].drop_columns(_LEFT_OUT.get(name, [])), folder / f"{name}.csv")


def read_golden(folder: Path) -> dict[str, pa.Table]:
    """The fact tables of a folder, every cell as text."""
    tables = {}
    for name in FACTS:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            tables[name] = pa.Table.from_pylist(list(csv.DictReader(file)))
    return tables


if __name__ == "__main__" and sys.argv[1:] == ["accept"]:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as work:
        golden_form(extract_seeds(Path(work)), GOLDEN)
    sys.stdout.write(f"accepted: {GOLDEN}\n")
