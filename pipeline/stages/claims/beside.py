"""A quotation that is a sentence or a paragraph of its own: the sentence before it tells who speaks.

`X напомнил, что A. «B».`, `X разводит руками. «B».`, and a paragraph `«B».` below one in which X speaks.
"""

from __future__ import annotations

from pipeline.document import Block
from pipeline.stages.claims.draft import Cue, Draft, Source, Span
from pipeline.stages.claims.quotes import Quote
from pipeline.stages.claims.told import Marks, Told
from pipeline.stages.claims.view import View


def after_sentence(view: View, told: Told, quote: Quote, start: int, marks: Marks) -> Draft | None:
    """The claim of a quotation by the sentence before it in its paragraph, which begins at `start`."""
    before = [s for s in view.sentences_in(start, quote.start) if s.end_char <= quote.start]
    if not before or before[-1].start_char < start:
        return None
    hit = _teller(view, view.range_of(before[-1].start_char, before[-1].end_char), marks)
    if hit is None:
        return None
    return told.quote(view, (quote.inner_start, quote.inner_end), hit, marks.lang, "quote_after_report", 0.7)


def orphans(view: View, told: Told, marks: Marks) -> None:
    """Give the paragraphs that are a quotation and found no cue to who speaks in the paragraph above."""
    blocks = [block for _, block in view.read_blocks if block.kind == "body"]
    for at, span in told.orphans:
        above = max((b for b in blocks if b.end_char <= at), key=lambda b: b.start_char, default=None)
        if above is None or told.covers(*span):
            continue
        hit = _speaker_of(view, told, above, marks)
        if hit is not None:
            told.quote(view, span, hit, marks.lang, "quote_below", 0.6)
    told.orphans = []


def _speaker_of(view: View, told: Told, above: Block, marks: Marks) -> tuple[Cue, Source] | None:
    """Who speaks in a paragraph: the last direct speech in it, else its last sentence."""
    spoken: list[tuple[int, Draft]] = [
        (d.start, d)
        for d in told.drafts
        if above.start_char <= d.start < above.end_char and d.cue is not None
    ]
    if spoken:
        last = max(spoken, key=lambda item: item[0])[1]
        assert last.cue is not None
        return last.cue, last.source
    sentences = view.sentences_in(above.start_char, above.end_char)
    if not sentences:
        return None
    start: Span = (max(sentences[-1].start_char, above.start_char), sentences[-1].end_char)
    return _teller(view, view.range_of(*start), marks)


def _teller(view: View, at: range, marks: Marks) -> tuple[Cue, Source] | None:
    """Cue and source of a sentence that reports, or the person whom it tells of."""
    hit = marks.reporting(view, at, after=False)
    if hit is not None and hit[1].span is not None and "clause" in hit[0].frames:
        return hit
    source = marks.person(view, at) if marks.person is not None else None
    if source is None:
        return None
    end = view.tokens[at.stop - 1].end_char
    return Cue((end, end), "", "neutral", frozenset(), -1), source
