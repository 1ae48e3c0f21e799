"""`Петров сказал:` ¶ what he said, without a mark: a paragraph that ends with a colon gives the next one its cue."""

from __future__ import annotations

from pipeline.document import Block
from pipeline.stages.claims.draft import Cue
from pipeline.stages.claims.quotes import dash_led, find_quotes
from pipeline.stages.claims.speech import one_claim, sentence_start
from pipeline.stages.claims.told import Marks, Told
from pipeline.stages.claims.view import View

_NEXT_LINES = 2  # line ends up to the paragraph that a colon announces; behind more a quotation was lost


def announced(view: View, told: Told, before: Block, block: Block, marks: Marks) -> None:
    """«Петров сказал:» ¶ what he said: a paragraph that ends with a colon gives the next one its cue.

    Only where the next paragraph holds no speech of its own and is a sentence, no list item.
    """
    text = view.text
    lead = text[before.start_char : before.end_char].rstrip()
    body = text[block.start_char : block.end_char].strip()
    lost = view.text.count("\n", before.end_char, block.start_char) > _NEXT_LINES
    if (
        not lead.endswith(":")
        or lost
        or any(block.start_char <= d.start < block.end_char for d in told.drafts)
    ):
        return
    if body.endswith((";", ",")) or len(body.split()) < 4 or body[:2].rstrip(".)").isdigit():
        return
    opened = sentence_start(view, before.start_char, before.end_char)
    hit = marks.reporting(view, view.range_of(opened, before.end_char), after=False)
    if hit is None:
        led = dash_led(text, block.start_char, block.end_char) is not None or body[:1] in '«“"'
        led = led or any(t.feat("Person") == "1" for t in view.inside(block.start_char, block.end_char))
        source = None
        if marks.bare_words or led:
            source = marks.before(view, view.range_of(opened, before.end_char))
        if source is None or source.span is None or not view.labelled(*source.span, "person"):
            return
        hit = Cue((before.end_char, before.end_char), "", "neutral", frozenset(), -1), source
    if hit[1].span is None or hit[0].head in told.cues - {-1}:
        return
    start = dash_led(text, block.start_char, block.end_char) or block.start_char
    quotes = find_quotes(text, block.start_char, block.end_char)
    inner = (start, block.end_char)
    if quotes and quotes[0].start - block.start_char <= 1:
        inner = (quotes[0].inner_start, quotes[0].inner_end)
    draft = one_claim(view, told, inner, hit, marks.lang, "paragraph_after_colon")
    if draft is not None:
        told.pending = [(at, span) for at, span in told.pending if at < block.start_char]
