"""`derek evaluate ner`: which predictor a file gets, and what comes out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.eval.ner import main
from pipeline.eval.ner_benchmark import Record, read_records, write_records

NATURAL = Record("1", "Вчера Иван Смирнов приехал в Самару.", ((6, 18, "PER"), (29, 35, "LOC")))
TOKENIZED = Record(
    "2",
    "Қасым-Жомарт Тоқаев бейсенбіде Қытайға барады .",
    ((0, 19, "PERSON"), (20, 30, "DATE"), (31, 38, "GPE")),
)


@pytest.mark.parametrize(
    ("record", "options"),
    [
        (NATURAL, []),  # PER, ORG, LOC: derek's mentions
        (NATURAL, ["--by", "coarse", "--lang", "ru"]),
        (TOKENIZED, []),  # other types: the model, with the words of the text
    ],
)
def test_a_file_is_scored(
    record: Record, options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    write_records([record], data)
    assert main(["score", str(data), "--out", str(out), *options]) == 0
    assert set(read_records(out)[0].entities) == set(record.entities)
    assert json.loads(out.read_text(encoding="utf-8"))["text"] == record.text
    last = capsys.readouterr().out.splitlines()[-1].split()
    assert last == ["micro", str(len(record.entities)), "1.000", "1.000", "1.000"]
