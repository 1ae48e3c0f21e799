"""The nominative of Russian mentions; the cases are in corpus/ru/normal.tsv."""

from __future__ import annotations

import pytest

from pipeline.eval.entities import plain_document
from pipeline.lang.base import pack
from pipeline.lang.ru.inflection import like
from pipeline.stages.annotate import make_annotate
from tests.corpus_files import read_cases

CASES = read_cases("ru/normal.tsv", ("text", "label", "normal", "variants", "note"))
DECLINED = read_cases("ru/declined.tsv", ("set", "label", "case", "text", "normal"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_normal(case: dict[str, str]) -> None:
    start = case["text"].index("[")
    end = case["text"].index("]") - 1
    document = plain_document(case["text"].replace("[", "").replace("]", ""), "ru")
    make_annotate(["ru"]).run([document])
    variants = [variant for variant in case["variants"].split(";") if variant]
    assert pack("ru").normal(document.tokens_in(start, end), case["label"], variants) == case["normal"]


def test_no_tokens() -> None:
    assert pack("ru").normal([], "person") == ""


@pytest.mark.parametrize(
    ("word", "model", "expected"),
    [
        ("министерство", "Министерства", "Министерство"),
        ("нью-йорк", "Нью-Йорка", "Нью-Йорк"),
        ("мид", "МИДа", "МИД"),
        ("мегафон", "МегаФона", "МегаФон"),
        ("токаев", "ТОКАЕВА", "ТОКАЕВ"),
        ("королёв", "Королева", "Королев"),
    ],
)
def test_letter_case(word: str, model: str, expected: str) -> None:
    assert like(word, model) == expected


@pytest.mark.parametrize(("label", "least"), [("person", 0.95), ("organization", 0.98), ("place", 0.98)])
def test_declined_names(label: str, least: float) -> None:
    """Names in every case: corpus/ru/declined.tsv; how many come back to the nominative without another mention's help."""
    cases = [case for case in DECLINED if case["label"] == label]
    documents = [plain_document(case["text"].replace("[", "").replace("]", ""), "ru") for case in cases]
    make_annotate(["ru"]).run(documents)
    wrong = []
    for case, document in zip(cases, documents, strict=True):
        start, end = case["text"].index("["), case["text"].index("]") - 1
        found = pack("ru").normal(document.tokens_in(start, end), label)
        if found.replace("ё", "е") != case["normal"].replace("ё", "е"):
            wrong.append(f"{case['text']}: {found}")
    assert 1 - len(wrong) / len(cases) >= least, wrong
