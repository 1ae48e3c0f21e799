"""The command line: exit statuses and messages. The functions behind it have their own tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pytest
from typer.testing import CliRunner

from pipeline.cli import NO_OUTPUT, SOME_FAILED, WRONG_INPUT, app
from pipeline.tables.read import read_tables

runner = CliRunner()
Run = tuple[Path, dict[str, pa.Table]]

USAGE = [
    (["extract", "nowhere"], "no such file or folder: nowhere"),
    (["extract", ".", "--format", "xlsx"], "choose from parquet, csv"),
    (["extract", ".", "--config", "nowhere.cfg"], "nowhere.cfg"),
    (["show", "nowhere"], "no such file"),
]


@pytest.mark.parametrize(("arguments", "message"), USAGE)
def test_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = runner.invoke(app, arguments)
    assert result.exit_code == WRONG_INPUT
    assert message in result.output


@pytest.mark.xdist_group("seeds")
def test_bad_documents_cost_only_themselves(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "good.txt").write_text("Инфляция замедлилась до 8%, сообщил министр Мади Такиев.", "utf-8")
    (source / "empty.txt").write_text(" \n", "utf-8")
    (source / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
    (source / "broken.jsonl").write_text('{"text": "Астана."}\n{"text": \n', "utf-8")
    result = runner.invoke(app, ["extract", str(source), "--out", str(out)])
    assert result.exit_code == SOME_FAILED, result.output
    tables = read_tables(out)
    statuses = tables["documents"].groupby("path").status.agg(list).to_dict()
    assert statuses["good.txt"] == ["ok"]
    assert statuses["empty.txt"] == ["empty"]
    assert statuses["picture.txt"] == ["not_text"]
    assert sorted(statuses["broken.jsonl"]) == ["ok", "unreadable"]
    assert set(tables["errors"].path) == {"empty.txt", "picture.txt", "broken.jsonl"}
    assert (tables["figures"].value == 8).any()


@pytest.mark.xdist_group("seeds")
def test_the_summary_counts_what_the_tables_hold(seeds_run: Run, tmp_path: Path) -> None:
    from pipeline.run.summary import summary

    lines = list(summary(seeds_run[1], tmp_path))
    for name in ("documents", "persons", "organizations", "figures", "dates", "claims"):
        assert any(line.split()[:2] == [name, str(seeds_run[1][name].num_rows)] for line in lines), name


@pytest.mark.xdist_group("seeds")
def test_diff_of_a_run_with_itself_and_with_less(seeds_run: Run, tmp_path: Path) -> None:
    same = runner.invoke(app, ["diff", str(seeds_run[0]), str(seeds_run[0])])
    assert (same.exit_code, same.output) == (0, "")
    (tmp_path / "a.txt").write_text("Астана.", "utf-8")
    runner.invoke(app, ["extract", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), "--quiet"])
    other = runner.invoke(app, ["diff", str(seeds_run[0]), str(tmp_path / "out")])
    assert other.exit_code == 1
    assert "figures: 0 added" in other.output


def test_reading_a_folder_without_tables(tmp_path: Path) -> None:
    result = runner.invoke(app, ["diff", str(tmp_path), str(tmp_path)])
    assert result.exit_code == NO_OUTPUT
    assert "derek extract" in result.output


def test_check_says_that_all_is_ready() -> None:
    result = runner.invoke(app, ["check"])
    assert result.exit_code == 0, result.output
    assert "language kk" in result.output
    assert "BAD" not in result.output


def test_check_names_the_broken_data_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline import resources

    shutil.copytree(resources.LANGUAGES, tmp_path / "lang")
    path = tmp_path / "lang" / "ru" / "data" / "positions.tsv"
    path.write_text(path.read_text("utf-8") + "министр\tminister\tеще раз\n", "utf-8")
    monkeypatch.setattr(resources, "LANGUAGES", tmp_path / "lang")
    resources.lexicon.cache_clear()
    try:
        result = runner.invoke(app, ["check"])
    finally:
        resources.lexicon.cache_clear()
    assert result.exit_code == WRONG_INPUT
    assert str(path) in result.output
    assert "stands already in line" in result.output


def test_schema_prints_the_dictionary() -> None:
    assert runner.invoke(app, ["schema"]).output.startswith("# The tables of derek")
