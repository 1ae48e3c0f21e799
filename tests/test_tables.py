"""Tables on disk: types, precision, formulas, atomic replacement, damage."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import OutputError
from pipeline.schema import TABLES, Entity, ErrorRow, Figure
from pipeline.tables import write
from pipeline.tables.arrow import arrow_schema, sorted_by_key, to_arrow, with_entities
from pipeline.tables.dictionary import data_dictionary
from pipeline.tables.diff import describe, diff_tables
from pipeline.tables.read import read_arrow, read_tables


def figure(**values: object) -> Figure:
    base: dict[str, object] = {
        "figure_id": "fig_1", "doc_id": "d", "sentence_id": "s", "start_char": 0, "end_char": 7, "text": "30 млрд",
        "num_start": 0, "num_end": 7, "lang": "ru", "kind": "money", "value": Decimal("3E10"), "value_text": "30000000000",
        "rule": "test",
    }  # fmt: skip
    return Figure(**{**base, **values})  # type: ignore[arg-type]


def entity(name: str, entity_id: str = "e1") -> Entity:
    return Entity(entity_id=entity_id, label="person", name=name, aliases=("б", "=а"), rule="test")


def save(out: Path, **tables: pa.Table) -> None:
    write.write_tables(out, tables, {"config": "c", "inputs": []}, write.FORMATS)


@pytest.mark.parametrize("table", TABLES)
def test_key_columns_exist_and_every_column_is_described(table: str) -> None:
    schema = arrow_schema(table)
    assert set(TABLES[table].KEY) <= set(schema.names)
    assert TABLES[table].KEY
    assert all(field.metadata[b"doc"] for field in schema)


def test_types_come_back(tmp_path: Path) -> None:
    save(tmp_path, figures=to_arrow("figures", [figure(period_start=date(2025, 1, 1))]))
    figures = read_tables(tmp_path)["figures"]
    assert figures.value[0] == 3e10
    assert figures.dtypes["approx"] == pd.BooleanDtype()
    assert figures.dtypes["start_char"] == pd.Int64Dtype()
    assert figures.period_start[0] == pd.Timestamp(2025, 1, 1)
    assert figures.unit.isna()[0]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_float_on_disk_has_the_first_fifteen_digits(value: Decimal) -> None:
    stored = to_arrow("figures", [figure(value=value)]).column("value")[0].as_py()
    assert Decimal(f"{stored:.15g}") == Decimal(f"{value:.15g}")


FORMULAS = ["=1+1", "+7 701", "-5 %", "@cmd", "\tx", "\r=1", "＝1", "－1", "＠x"]


def test_csv_formulas_are_neutralised_and_parquet_is_exact(tmp_path: Path) -> None:
    rows = [entity(name, f"e{i}") for i, name in enumerate([*FORMULAS, "Тоқаев", "а=б"])]
    save(tmp_path, entities=to_arrow("entities", rows))
    with (tmp_path / "entities.csv").open(encoding="utf-8", newline="") as file:
        stored = list(csv.DictReader(file))
    assert [row["name"] for row in stored] == [f"'{name}" for name in FORMULAS] + ["Тоқаев", "а=б"]
    assert stored[0]["aliases"] == "б; =а"
    assert read_tables(tmp_path)["entities"].name.tolist() == [row.name for row in rows]


def test_bom_on_request(tmp_path: Path) -> None:
    write.write_csv(to_arrow("entities", [entity("а")]), tmp_path / "a.csv", bom=True)
    assert (
        (tmp_path / "a.csv")
        .read_bytes()
        .startswith(b"\xef\xbb\xbfentity_id,".replace(b"entity_id", b'"entity_id"'))
    )


def test_same_rows_in_any_order_are_the_same_bytes(tmp_path: Path) -> None:
    rows = [figure(doc_id=doc, start_char=start) for doc in "ба" for start in (5, 1, 3)]
    for name, some in (("one", rows), ("two", rows[::-1])):
        save(tmp_path / name, figures=sorted_by_key("figures", to_arrow("figures", some)))
    for file in ("figures.parquet", "figures.csv", "manifest.json"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


@pytest.mark.parametrize("step", range(1, 8))
def test_a_run_killed_while_writing_leaves_one_whole_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Break the nth move or hash; whatever happened, a reader finds the old set or the new one."""
    save(tmp_path, entities=to_arrow("entities", [entity("старый")]), errors=to_arrow("errors", []))
    calls = 0

    def die_at_step(*_: object) -> None:
        nonlocal calls
        calls += 1
        if calls == step:
            raise KeyboardInterrupt

    real_replace, real_hash = Path.replace, write.file_hash
    monkeypatch.setattr(Path, "replace", lambda self, to: (die_at_step(), real_replace(self, to))[1])
    monkeypatch.setattr(write, "file_hash", lambda path: (die_at_step(), real_hash(path))[1])
    new = {"entities": to_arrow("entities", [entity("новый")]), "errors": to_arrow("errors", [])}
    with pytest.raises(KeyboardInterrupt):
        save(tmp_path, **new)
    monkeypatch.undo()
    assert read_tables(tmp_path)["entities"].name[0] == ("старый" if step <= 4 else "новый")
    save(tmp_path, **new)
    assert read_tables(tmp_path)["entities"].name[0] == "новый"
    assert not (tmp_path / write.NEXT).exists()


def test_files_of_two_runs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.tables.read._PAUSE_S", 0)
    for name in ("one", "two"):
        save(tmp_path / name, entities=to_arrow("entities", [entity(name)]))
    (tmp_path / "one" / "entities.parquet").replace(tmp_path / "two" / "entities.parquet")
    with pytest.raises(OutputError, match="not the file that manifest"):
        read_tables(tmp_path / "two")


@pytest.mark.parametrize("at", [4, 100, -10])
def test_a_flipped_bit_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    monkeypatch.setattr("pipeline.tables.read._PAUSE_S", 0)
    save(tmp_path, entities=to_arrow("entities", [entity("а")]))
    path = tmp_path / "entities.parquet"
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    with pytest.raises(OutputError):
        read_tables(tmp_path)


def test_no_run_and_no_such_table_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="derek extract"):
        read_tables(tmp_path)
    save(tmp_path, entities=to_arrow("entities", []))
    with pytest.raises(OutputError, match="choose from entities"):
        read_arrow(tmp_path, ["figures"])


def test_local_entities_become_global_everywhere() -> None:
    table = with_entities(
        "figures", to_arrow("figures", [figure(subject_entity_id="local")]), {"local": "global"}
    )
    assert table.column("subject_entity_id").to_pylist() == ["global"]
    relation = arrow_schema("relations").empty_table()
    assert with_entities("relations", relation, {}).schema == relation.schema


def test_diff_tells_added_removed_changed_by_rule() -> None:
    old = {"figures": to_arrow("figures", [figure(), figure(start_char=9, figure_id="f2")])}
    new = {"figures": to_arrow("figures", [figure(bound=">="), figure(start_char=20, figure_id="f3")])}
    (one,) = diff_tables(old, new, ["figures"])
    assert (len(one.added), len(one.removed), len(one.changed)) == (1, 1, 1)
    lines = "\n".join(describe([one]))
    assert "bound: '=' -> '>='" in lines
    assert "by rule: test 3" in lines
    assert diff_tables(new, new, ["figures"]) == []


def test_data_dictionary_on_disk_is_current() -> None:
    path = Path(__file__).parent.parent / "docs" / "schema.md"
    assert path.read_text("utf-8") == data_dictionary(), "run: derek schema > docs/schema.md"


def test_outputs_readme_names_every_table() -> None:
    text = (Path(__file__).parent.parent / "outputs" / "README.md").read_text("utf-8")
    assert [name for name in TABLES if f"`{name}`" not in text] == []


def test_error_rows_can_be_written(tmp_path: Path) -> None:
    row = ErrorRow(doc_id="d", path="a.txt", stage="ingest", type="IngestError", message="пусто")
    save(tmp_path, errors=to_arrow("errors", [row]))
    assert read_tables(tmp_path)["errors"].remedy[0] == ""
