"""`derek evaluate gold`: what is handed to the scorers, and the lines made of their totals."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.eval.gold import report

SCORER = """
import json, sys
gold, predicted = ([json.loads(line) for line in open(path, encoding="utf-8")] for path in sys.argv[1:3])
n = len(gold) and len(predicted) / len(gold)
fields = ("f1", "precision", "recall", "speaker_accuracy", "polarity_accuracy", "modality_accuracy",
          "f1_span_speaker_type", "canonical_accuracy")
total = {"gold": len(gold), "exact": [n, n, n], "b3": [n, n, n], **dict.fromkeys(fields, n)}
print(json.dumps({"all": total, "by_type": {"X": {"exact": [n, n, n], "recall": n}}}))
"""


def test_each_language_is_scored_against_its_own_answers(tmp_path: Path) -> None:
    documents, scorers = tmp_path / "documents", tmp_path / "scorers"
    documents.mkdir()
    scorers.mkdir()
    for name in ("score_entities.py", "score_claims.py"):
        (scorers / name).write_text(SCORER, encoding="utf-8")
    (documents / "a.txt").write_text("Иван Петров заявил, что мост в Самаре закрыт.", encoding="utf-8")
    (documents / "b.txt").write_text("Мәдина Оспанова Астанада тұрады.", encoding="utf-8")
    languages = [{"file": "a.txt", "score_lang": "ru"}, {"file": "b.txt", "score_lang": "kk"}]
    mentions = [{"doc": doc} for doc in ("a.txt", "a.txt", "b.txt", "b.txt")]
    said = [{"doc": "a.txt", "type": "indirect"}, {"doc": "a.txt", "type": "author"}]
    for name, rows in (("manifest", languages), ("entities.ru", mentions), ("claims.ru", said)):
        lines = (json.dumps(row) + "\n" for row in rows)
        (documents / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")

    lines = list(report(documents, scorers))

    assert [line.split(":")[0] for line in lines if not line.startswith(" ")] == ["ru", "kk"]
    assert [line for line in lines if "mentions" in line] == [
        "  mentions           exact F1 1.000 of 2: X 1.000",
        "  mentions           exact F1 1.000 of 2: X 1.000",
    ]
    assert [line for line in lines if "author" in line] == [
        "  author articles    F1 0.000 of 1 claims",
        "  author articles    F1 0.000 of 0 claims",
    ]
