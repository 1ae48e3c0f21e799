"""`derek evaluate ner`: which predictor a file gets, and what comes out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.eval.ner import main
from pipeline.eval.ner_benchmark import Record, read_records, write_records
from pipeline.eval.ner_russian import main as ner_russian
from pipeline.eval.ner_russian import nerel

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


def test_brat_files_become_the_benchmark_form(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Банк России в Омске", encoding="utf-8", newline="")
    (tmp_path / "a.ann").write_text(
        "T1\tORGANIZATION 0 11\tБанк России\nT2\tCOUNTRY 5 11\tРоссии\nT3\tCITY 14 19\tОмске\nT4\tDATE 0 4\tБанк\n",
        encoding="utf-8",
    )
    (record,) = nerel(tmp_path)
    assert [(record["text"][e["start"] : e["end"]], e["type"]) for e in record["entities"]] == [
        ("Банк России", "ORG"),
        ("Омске", "LOC"),
    ]


def test_a_folder_without_texts_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        ner_russian(["nerel", str(tmp_path), str(tmp_path / "out.jsonl")])
