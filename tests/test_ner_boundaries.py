"""Boundaries of KazNERD to those of derek, a line of data each."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ner.boundaries import kazakh_span
from pipeline.ner.labels import COARSE_TYPES, coarse_type, fine_types, mention_label, place_kind, tags
from pipeline.resources import read_table

CASES = read_table(
    Path(__file__).parent / "corpus" / "kk" / "ner_boundaries.tsv",
    ("label", "marked", "expected", "note"),
    key=("label", "marked"),
)


def unmarked(marked: str) -> tuple[list[str], int, int]:
    """Words and the range of the words between [ and ]."""
    before, rest = marked.split("[")
    inside, after = rest.split("]")
    start = len(before.split())
    return [*before.split(), *inside.split(), *after.split()], start, start + len(inside.split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"])
def test_boundaries(case: dict[str, str]) -> None:
    words, start, end = unmarked(case["marked"])
    assert unmarked(case["expected"]) == (words, *kazakh_span(words, start, end, case["label"]))


def test_labels_of_types() -> None:
    assert len(fine_types()) == 25
    assert len(tags(fine_types())) == 51
    assert (mention_label("GPE"), place_kind("GPE"), coarse_type("GPE")) == ("place", "settlement", "LOC")
    assert (mention_label("MONEY"), coarse_type("PERSON")) == (None, "PER")
    assert tags(COARSE_TYPES) == ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
