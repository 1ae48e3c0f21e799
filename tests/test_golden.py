"""Regression on facts: what `seeds/` gave when somebody last looked, and what it gives now."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.schema import TABLES
from pipeline.tables.diff import describe, diff_tables
from tests.golden import GOLDEN, golden_form, read_golden

pytestmark = pytest.mark.xdist_group("seeds")
Run = tuple[Path, dict[str, pa.Table]]


def test_facts_are_the_accepted_ones(seeds_run: Run, tmp_path: Path) -> None:
    golden_form(seeds_run[1], tmp_path)
    diffs = diff_tables(read_golden(GOLDEN), read_golden(tmp_path))
    assert not diffs, "facts changed; read them, then `make accept`:\n" + "\n".join(describe(diffs))


@pytest.mark.parametrize("table", [name for name in TABLES if name != "documents"])
def test_every_row_slices_to_its_text(seeds_run: Run, table: str) -> None:
    tables = seeds_run[1]
    texts = {row["doc_id"]: row["text"] for row in tables["documents"].to_pylist()}
    for row in tables[table].to_pylist():
        if "start_char" not in row:
            return
        surface = row.get("text", row.get("content"))
        if surface is not None:  # null: masked, personal
            assert texts[row["doc_id"]][row["start_char"] : row["end_char"]] == surface
        for part in row.get("parts") or ():
            start, end = map(int, part.split(":"))
            assert row["start_char"] <= start < end <= row["end_char"]
        for name in ("cue", "speaker"):
            said = row.get(name if name == "cue" else "speaker_text")
            if said:
                assert texts[row["doc_id"]][row[f"{name}_start"] : row[f"{name}_end"]] == said


@pytest.mark.parametrize("table", list(TABLES))
def test_keys_are_unique_and_sorted(seeds_run: Run, table: str) -> None:
    keys = [tuple(row[column] for column in TABLES[table].KEY) for row in seeds_run[1][table].to_pylist()]
    assert len(keys) == len(set(keys))
    assert keys == sorted(keys)


def test_references_lead_somewhere(seeds_run: Run) -> None:
    tables = seeds_run[1]
    entities = set(tables["entities"].column("entity_id").to_pylist())
    claims = set(tables["claims"].column("claim_id").to_pylist())
    for name, known in (
        ("mentions", entities),
        ("roles", entities),
        ("claims", entities),
        ("figures", entities),
    ):
        for column in tables[name].column_names:
            if column.endswith("entity_id"):
                assert set(tables[name].column(column).to_pylist()) - {None} <= known, (name, column)
    for name in ("figures", "dates"):
        assert set(tables[name].column("claim_id").to_pylist()) - {None} <= claims


def test_every_table_a_newcomer_asks_for_has_rows(seeds_run: Run) -> None:
    empty = [name for name, table in seeds_run[1].items() if not table.num_rows]
    assert set(empty) <= {"errors", "facts_across"}
