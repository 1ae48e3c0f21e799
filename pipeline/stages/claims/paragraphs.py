"""A quotation that one paragraph opens and a later one closes: its paragraphs are one claim.

`X сказал: «A.` ¶ `B.` ¶ `C».` and `«A.` ¶ `B», – сказал X.`; where each paragraph opens the mark again, `speech` joins them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block
from pipeline.stages.claims.draft import Draft, Span, trimmed
from pipeline.stages.claims.quotes import CLOSING, OPENING, find_quotes
from pipeline.stages.claims.speech import author_start
from pipeline.stages.claims.told import Marks, Told
from pipeline.stages.claims.view import View

_LONGEST = 8  # paragraphs of one quotation


def spread(view: View, told: Told, block: Block, following: Sequence[Block], marks: Marks) -> None:
    """Join to the open quotation of `block` the paragraphs up to the one that closes it; these are told then."""
    quotes = find_quotes(view.text, block.start_char, block.end_char)
    if not quotes or quotes[-1].closed:
        return
    straight = view.text[quotes[-1].start] == '"'
    found = _closing(view.text, following[:_LONGEST], straight=straight)
    if found is None:
        return
    last, close = found
    opened = quotes[-1]
    spans = [
        trimmed(view.text, b.start_char, close if b is following[last] else b.end_char)
        for b in following[: last + 1]
    ]
    spans = [span for span in spans if span[1] > span[0]]
    if not spans:
        return
    own = _draft_of(told, opened.inner_start, block.end_char)
    if own is None:
        own = _by_the_words_after(
            view, told, block, (opened.inner_start, opened.inner_end), following[last], close, marks
        )
    if own is None:
        told.more[trimmed(view.text, opened.inner_start, opened.inner_end)[0]] = spans
        return
    own.parts = [*(part for part in own.parts if part[1] > part[0]), *spans]
    told.covered += spans
    told.done |= {b.start_char for b in following[:last]}
    told.tails[following[last].start_char] = close + 1


def rest(told: Told, block: Block) -> Block | None:
    """What is left to read of a paragraph: all of it, what follows the closed quotation, or nothing."""
    if block.start_char in told.done:
        return None
    tail = told.tails.get(block.start_char)
    return block if tail is None else replace(block, start_char=min(tail, block.end_char))


def _draft_of(told: Told, start: int, end: int) -> Draft | None:
    """The claim whose last part stands in the open quotation."""
    return next((d for d in reversed(told.drafts) if start <= d.parts[-1][0] and d.parts[-1][1] <= end), None)


def _by_the_words_after(
    view: View, told: Told, block: Block, inner: Span, last: Block, close: int, marks: Marks
) -> Draft | None:
    """`«A.` ¶ `B», – сказал X.`: the author's words follow the closing mark."""
    follows = author_start(view, close + 1, last.end_char, marks)
    if follows is None:
        return None
    sentence = view.document.sentence_at(follows)
    stop = min(last.end_char, sentence.end_char if sentence is not None else last.end_char)
    hit = marks.reporting(view, view.range_of(follows, stop), after=True)
    if hit is None:
        return None
    told.pending = [(at, span) for at, span in told.pending if at != block.start_char]
    told.cues.add(hit[0].head)
    return told.quote(view, inner, hit, marks.lang, "quote_over_paragraphs")


def _closing(text: str, blocks: Sequence[Block], *, straight: bool) -> tuple[int, int] | None:
    """The first paragraph that closes a mark which it did not open, and the place of the mark.

    A straight mark tells by the words beside it what it does: it closes glued to a word.
    """
    for k, block in enumerate(blocks):
        if straight:
            at = text.find('"', block.start_char, block.end_char)
            if at >= 0:
                return None if at == block.start_char or text[at - 1].isspace() else (k, at)
            continue
        depth = 0
        for at in range(block.start_char, block.end_char):
            char = text[at]
            if char in OPENING and char != "“":
                if at == block.start_char:
                    return None  # the mark is opened anew: paragraphs of their own
                depth += 1
            elif char in CLOSING:
                if depth == 0:
                    return k, at
                depth -= 1
    return None
