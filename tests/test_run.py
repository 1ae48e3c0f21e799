"""Running over many documents: same bytes whatever the workers, and nobody is lost when a worker dies."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.errors import DerekError, OutputError
from pipeline.extract import Extractor, _run_stage
from pipeline.run import pool
from pipeline.run.batch import BATCH, batches
from pipeline.run.job import Options, run
from pipeline.run.lock import locked
from pipeline.run.pool import run_pool
from pipeline.stages.base import Stage
from pipeline.tables.join import join

LINES = [
    "Товарооборот Казахстана и России вырос до 30 млрд долларов, сообщил президент Касым-Жомарт Токаев.",
    "Қазақстан мен Ресей арасындағы тауар айналымы 30 млрд долларға жетті, деді Қасым-Жомарт Тоқаев.",
    "Инфляция замедлилась до 8%, отметили в Нацбанке.",
]


def some_documents(count: int) -> list[Document]:
    return [Document.from_text(f"{LINES[i % 3]}\n\n{i}", path=f"{i}.txt") for i in range(count)]


class Fake:
    """Stands for the extractor in a worker: what a document does is its text."""

    def __init__(self, config: Path | None) -> None:
        del config

    def process(self, documents: Sequence[Document]) -> None:
        for document in documents:
            if document.text == "die":
                os._exit(9)
            if document.text == "hang":
                time.sleep(600)


def _serve_fake(connection: object, config: Path | None) -> None:
    pool.Extractor = Fake  # type: ignore[misc,assignment]
    real_serve(connection, config)  # type: ignore[arg-type]


real_serve = pool._serve


@pytest.mark.parametrize("bad", ["die", "hang"])
def test_exactly_the_bad_document_is_set_aside(monkeypatch: pytest.MonkeyPatch, bad: str) -> None:
    monkeypatch.setattr(pool, "_serve", _serve_fake)
    documents = [Document.from_text(bad if i == 7 else f"fine {i}", path=f"{i}") for i in range(3 * BATCH)]
    results = list(run_pool(batches(documents), workers=2, config=None, doc_timeout=0.25))
    rows = {row["path"]: row["status"] for one in results for row in one.tables["documents"].to_pylist()}
    assert len(rows) == sum(one.n_documents for one in results) == 3 * BATCH
    assert [path for path, status in rows.items() if status != "ok"] == ["7"]
    (error,) = [row for one in results for row in one.tables["errors"].to_pylist()]
    assert error["type"] == {"die": "WorkerCrash", "hang": "Timeout"}[bad]


def _serve_nothing(connection: object, config: Path | None) -> None:
    del connection, config
    os._exit(1)


def test_workers_that_never_start_are_told_and_blame_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_serve", _serve_nothing)
    with pytest.raises(DerekError, match="end before they are ready"):
        list(run_pool(batches(some_documents(3)), workers=1, config=None, doc_timeout=5))


def test_a_stage_that_breaks_on_one_document_costs_only_that_one() -> None:
    def run_stage(documents: Sequence[Document]) -> None:
        for document in documents:
            document.mentions = ["seen"]
            if document.path == "3.txt":
                raise ValueError("три")

    documents = some_documents(5)
    alive = _run_stage(Stage("mentions", (), ("mentions",), run_stage), documents)
    assert [document.path for document in alive] == ["0.txt", "1.txt", "2.txt", "4.txt"]
    assert documents[3].status == "failed"
    assert documents[3].mentions == []
    assert documents[3].errors[0].stage == "mentions"
    assert "три" in documents[3].errors[0].message


@pytest.mark.xdist_group("seeds")
def test_same_bytes_whatever_workers_order_and_batch(tmp_path: Path) -> None:
    documents = some_documents(2 * BATCH + 3)
    run(documents, tmp_path / "one", Options(quiet=True))
    run(some_documents(2 * BATCH + 3)[::-1], tmp_path / "two", Options(quiet=True, workers=2))
    files = sorted(
        path.name for path in (tmp_path / "one").iterdir() if path.suffix in (".parquet", ".csv", ".json")
    )
    assert files
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


@pytest.mark.xdist_group("seeds")
def test_a_document_alone_gives_the_facts_it_gives_in_a_batch() -> None:
    extractor = Extractor()
    together = some_documents(6)
    extractor.process(together)
    for document, alone in zip(together, some_documents(6), strict=True):
        extractor.process([alone])
        for name in (
            "tokens",
            "mentions",
            "entities",
            "figures",
            "dates",
            "numbers",
            "claims",
            "roles",
            "relations",
        ):
            assert getattr(document, name) == getattr(alone, name), name


def test_an_empty_run_has_every_table() -> None:
    tables, doubts = join([], [])
    assert doubts == []
    assert all(table.num_rows == 0 for table in tables.values())


def test_a_folder_is_written_by_one_run_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(OutputError, match=str(os.getpid())), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass
