"""Every number of the body that is neither a figure nor a date, with the reason; personal ones masked."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Document, fact_id
from pipeline.schema import Number, Sentence

# Reasons whose characters are not kept.
MASKED = frozenset({"personal_id", "phone"})


def row(
    document: Document,
    sentence: Sentence,
    start: int,
    end: int,
    reason: str,
    rule: str,
    value_text: str | None = None,
) -> Number:
    """One row of the ledger."""
    masked = reason in MASKED
    return Number(
        number_id=fact_id("num", document.doc_id, start, end),
        doc_id=document.doc_id,
        sentence_id=sentence.sentence_id,
        start_char=start,
        end_char=end,
        text=None if masked else document.text[start:end],
        lang=sentence.lang,
        value_text=None if masked else value_text,
        reason=reason,
        rule=rule,
    )


def is_date(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a date row covers the number: then it is not lost, and needs no row here."""
    return any(a <= start and end <= b for a, b in spans)
