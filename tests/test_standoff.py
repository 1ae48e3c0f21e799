"""Answers without their texts: what `derek evaluate standoff` puts together."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from pipeline.errors import IngestError
from pipeline.eval.standoff import join

TEXT = "Иван Петров заявил:\r\n«Мост закрыт»."
SENTENCE = "«Көпір жабық», – деді ол.\n"


def _corpus(folder: Path) -> Path:
    """A data folder with one whole text and one sentence in the layout of KazNERD."""
    data = folder / "data"
    data.mkdir()
    (data / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    words = ("AID7 O", "« O", "Көпір O", "жабық O", "» O", ", O", "– O", "деді O", "ол O", ". O")
    (data / "words.txt").write_text("\n".join(words) + "\n\n", encoding="utf-8")
    return data


def _answers(folder: Path, sha: str) -> Path:
    answers = folder / "answers"
    answers.mkdir()
    kazakh = hashlib.sha256(SENTENCE.encode()).hexdigest()
    rows = (
        {"file": "ru.txt", "score_lang": "ru", "source": "a.txt", "sha256": sha},
        {"file": "kk.txt", "score_lang": "kk", "source": "words.txt#AID7", "sha256": kazakh},
    )
    at = TEXT.index("Мост")
    claims = (
        {"doc": "ru.txt", "claim_start": at, "claim_end": at + 11, "cue_start": 12, "cue_end": 18},
        {"doc": "kk.txt", "claim_start": 1, "claim_end": 12},
    )
    for name, records in (("manifest", rows), ("claims", claims)):
        (answers / f"{name}.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return answers


def test_texts_and_answers_come_together(tmp_path: Path) -> None:
    answers = _answers(tmp_path, hashlib.sha256(TEXT.encode()).hexdigest())
    assert join(answers, _corpus(tmp_path), tmp_path / "out") == 2
    with (tmp_path / "out" / "ru.txt").open(encoding="utf-8", newline="") as file:
        assert file.read() == TEXT
    assert (tmp_path / "out" / "kk.txt").read_text(encoding="utf-8") == SENTENCE
    claims = (tmp_path / "out" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    surfaces = [(r["claim_surface"], r["cue_surface"], r["speaker_surface"]) for r in map(json.loads, claims)]
    assert surfaces == [("Мост закрыт", "заявил", None), ("Көпір жабық", None, None)]


def test_another_text_is_refused(tmp_path: Path) -> None:
    answers = _answers(tmp_path, "0" * 64)
    with pytest.raises(IngestError, match="not the text"):
        join(answers, _corpus(tmp_path), tmp_path / "out")


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    answers = _answers(tmp_path, "")
    with pytest.raises(IngestError, match=r"a\.txt: no such text"):
        join(answers, tmp_path / "nowhere", tmp_path / "out")
