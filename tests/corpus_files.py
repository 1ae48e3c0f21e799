"""Reading of the case files under tests/corpus."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"


def read_cases(name: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Rows of a case file as dictionaries; `#` opens a comment, the first other line is the header."""
    lines = [
        line for line in (CORPUS / name).read_text("utf-8").splitlines() if line and not line.startswith("#")
    ]
    assert lines[0].split("\t") == list(columns), f"{name}: the columns are {lines[0]!r}"
    rows = [line.split("\t") for line in lines[1:]]
    wrong = [row for row in rows if len(row) != len(columns)]
    assert not wrong, f"{name}: rows of another length: {wrong}"
    return [dict(zip(columns, row, strict=True)) for row in rows]
