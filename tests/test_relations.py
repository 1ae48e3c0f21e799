"""Relations, a sentence of data each: who did what to whom, where and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.resources import read_table
from pipeline.schema import Relation
from pipeline.stages.relations import make_relations
from pipeline.stages.roles import make_roles
from tests.markup import document

CORPUS = Path(__file__).parent / "corpus"
CASES = [
    pytest.param(lang, row["text"], row["relations"], id=f"{lang}-{n}")
    for lang in ("ru", "kk")
    for n, row in enumerate(
        read_table(CORPUS / lang / "relations.tsv", ("text", "relations"), key=("text",)), start=1
    )
]


def read(text: str, lang: str) -> Document:
    made = document(text, lang)
    for stage in (make_roles(["ru", "kk"]), make_relations(["ru", "kk"])):
        stage.run([made])
    return made


def told(row: Relation) -> str:
    """`kind ; subjects ; objects ; place ; date ; modality`, as the corpus writes it."""
    days = "..".join(str(day) for day in dict.fromkeys((row.start_date, row.end_date)) if day)
    cells = (row.kind, ", ".join(row.subjects), ", ".join(row.objects), row.place or "", days, row.modality)
    return " ; ".join(cell or "-" for cell in cells)


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_relations(lang: str, text: str, expected: str) -> None:
    made = read(text, lang)
    assert sorted(map(told, made.relations)) == sorted(expected.split(" | ") if expected != "-" else [])
    for row in made.relations:
        assert made.text[row.start_char : row.end_char] == row.text
