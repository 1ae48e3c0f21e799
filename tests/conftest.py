"""Fixtures that several tests share."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from tests.golden import extract_seeds


@pytest.fixture(scope="session")
def seeds_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, pa.Table]]:
    """One run over `seeds/`: the folder of its tables, and the tables. Tests that use it belong to xdist group «seeds»."""
    out = tmp_path_factory.mktemp("seeds")
    return out, extract_seeds(out)
