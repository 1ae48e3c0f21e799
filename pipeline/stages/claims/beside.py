"""A quotation that is a sentence or a paragraph of its own: the sentence before it tells who speaks.

`X напомнил, что A. «B».`, `X разводит руками. «B».`, and a paragraph `«B».` below one in which X speaks, or above one that
goes on «заявил X».
"""

from __future__ import annotations

import re

from pipeline.document import Block
from pipeline.stages.claims.draft import Cue, Draft, Source, Span
from pipeline.stages.claims.quotes import OPENING, Quote, dash_led
from pipeline.stages.claims.told import Marks, Told
from pipeline.stages.claims.view import View

_FEWEST = 3  # words of a quotation that is no name and no motto


def after_sentence(view: View, told: Told, quote: Quote, start: int, marks: Marks) -> Draft | None:
    """The claim of a quotation by the sentence before it in its paragraph, which begins at `start`."""
    before = [s for s in view.sentences_in(start, quote.start) if s.end_char <= quote.start]
    if not before or before[-1].start_char < start:
        return None
    if not _says(view, quote.inner_start, quote.inner_end, marks):
        return None
    hit = _teller(view, view.range_of(before[-1].start_char, before[-1].end_char), marks)
    if hit is None:
        return None
    return told.quote(view, (quote.inner_start, quote.inner_end), hit, marks.lang, "quote_after_report")


def orphans(view: View, told: Told, marks: Marks) -> None:
    """Give the paragraphs that are a quotation and found no cue to who speaks in the paragraph above."""
    blocks = [block for _, block in view.read_blocks if block.kind == "body"]
    for at, span in sorted(told.orphans):
        if told.covers(*span):
            continue
        below = min((b for b in blocks if b.start_char >= span[1]), key=lambda b: b.start_char, default=None)
        after = _told_below(view, below, marks) if below is not None else None
        if after is not None:
            told.quote(view, span, after, marks.lang, "quote_after")
            continue
        above = max((b for b in blocks if b.end_char <= at), key=lambda b: b.start_char, default=None)
        if above is None:
            continue
        opened = next((d for d in told.drafts if _left_open(view.text, d, span[0])), None)
        if opened is not None:
            opened.parts = [*opened.parts, span]
            told.covered.append(span)
            continue
        hit = _speaker_of(view, told, above, marks) if _says(view, *span, marks) else None
        if hit is not None:
            group = next((d.group for d in told.drafts if d.cue is hit[0]), None)
            draft = told.quote(view, span, hit, marks.lang, "quote_below")
            draft.group = draft.group if group is None else group
            draft.parts = [*draft.parts, *told.more.get(span[0], ())]
            told.covered += draft.parts[1:]
    told.orphans = []


def _told_below(view: View, below: Block, marks: Marks) -> tuple[Cue, Source] | None:
    """«…» ¶ «заявил после матча тренер»: the author's words go on in the paragraph below, with a small letter."""
    if not view.text[below.start_char].islower():
        return None
    first = view.sentences_in(below.start_char, below.end_char)[:1]
    hit = (
        marks.reporting(view, view.range_of(first[0].start_char, first[0].end_char), after=True)
        if first
        else None
    )
    return hit if hit is not None and hit[0].span[0] == below.start_char else None


def _left_open(text: str, draft: Draft, start: int) -> bool:
    """Nothing closed the mark of the speech before a paragraph, which opens it again: «A. ¶ «B. ¶ «C»."""
    end = draft.parts[-1][1]
    if draft.type != "direct" or not 0 < start - end < 12:
        return False
    between = text[end:start].replace(".", "").strip()
    return bool(between) and all(char in OPENING + '"' for char in between)


def _says(view: View, start: int, end: int, marks: Marks) -> bool:
    """The words say something, and the sentence after does not take them up («Осылай деген X …», «Бұл – X-тың сөзі»)."""
    if marks.clause is not None:
        text = view.text[start:end]
        if len(text.split()) < _FEWEST or not marks.clause(view, view.range_of(start, end)):
            return False
    block = next((b for _, b in view.read_blocks if b.start_char <= end <= b.end_char), None)
    at = view.range_of(end, block.end_char) if block is not None else range(0)
    first = next((i for i in at if view.tokens[i].pos != "PUNCT"), None)
    return first is None or view.tokens[first].norm.lower() not in marks.pointing


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
    if not sentences or dash_led(view.text, above.start_char, above.end_char) is not None:
        return None  # somebody else's words in a talk
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


def is_label(view: View, inner: tuple[int, int]) -> bool:
    """«с подписью: «Анна Ким, 1980»»: names and a number say nothing."""
    said = [token for token in view.inside(*inner) if token.pos != "PUNCT"]
    numbered = any(token.text.isdigit() for token in said)
    return numbered and all(token.text.isdigit() or token.pos == "PROPN" for token in said)


def is_fragment(text: str, inner: Span) -> bool:
    """«ответил уклончиво: «река подскажет»»: a small letter opens no sentence; such words are part of what the sentence reports."""
    said = text[inner[0] : inner[1]].strip()
    return said[:1].islower() and re.search(r"[.!?…]\s", said) is None
