"""Documents, identifiers, and looking up rows by characters."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Document, fact_id, within
from tests.strategies import texts


@dataclass(frozen=True)
class Span:
    start_char: int
    end_char: int


@given(st.lists(st.integers(0, 60), unique=True), st.integers(0, 60), st.integers(0, 60))
def test_within_is_the_plain_definition(edges: list[int], a: int, b: int) -> None:
    start, end = sorted((a, b))
    edges.sort()
    spans = [Span(x, y) for x, y in zip(edges[::2], edges[1::2], strict=False)]
    shared = [span for span in spans if span.start_char < end and start < span.end_char]
    assert within(spans, start, end) == shared


@given(texts)
def test_text_keeps_its_length_and_can_be_stored(text: str) -> None:
    document = Document.from_text(text + "\0\ud800")
    assert len(document.text) == len(text) + 2
    assert document.text.encode("utf-8")
    assert document.replaced_chars == 2 + text.count("\0")


def test_ids_depend_on_the_parts_alone() -> None:
    # Literals: an identifier must be the same on every machine and in every version.
    assert fact_id("fig", "d1", 3, 9) == fact_id("fig", "d1", 3, 9)
    assert fact_id("fig", "d1", 3, 9).startswith("fig_")
    assert len({fact_id("fig", "d1", 3, 9), fact_id("fig", "d1", 39, 9), fact_id("date", "d1", 3, 9)}) == 3
    assert Document.from_text("а").doc_id != Document.from_text("б").doc_id
