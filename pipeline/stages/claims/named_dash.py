"""`Петров: – Дорога готова, – сказал он.`: a name, a colon and a dash open what somebody says."""

from __future__ import annotations

import re

from pipeline.document import Block
from pipeline.stages.claims.draft import Cue, Source
from pipeline.stages.claims.quotes import CLOSING, DASHES, OPENING
from pipeline.stages.claims.speech import split, tell
from pipeline.stages.claims.told import Marks, Told
from pipeline.stages.claims.view import View

_LONG = DASHES.replace("-", "")  # a hyphen may stand inside a name
_LEAD = re.compile(rf"[^:\n{_LONG}{OPENING}{CLOSING}\"]{{2,140}}:[^\S\n]*[{DASHES}]{{1,2}}\s+")
_FEWEST = 3  # words of what is said


def named_dash(view: View, told: Told, block: Block, marks: Marks) -> bool:
    """Add the speech of such a paragraph; False when it is none (`Маршрут: – Астана – Омск`)."""
    led = _LEAD.match(view.text, block.start_char, block.end_char)
    if led is None or len(view.text[led.end() : block.end_char].split()) < _FEWEST:
        return False
    opened = max((s.start_char for s in view.sentences_in(block.start_char, led.end() - 2)), default=0)
    lead = view.range_of(max(block.start_char, opened), view.text.index(":", led.start()) + 1)
    hit = marks.reporting(view, lead, after=False)
    if hit is None or hit[1].span is None:
        source = marks.before(view, lead)
        if source is None or source.head is None:
            return False
        if view.mention_at(view.tokens[source.head].start_char, "person") is None:
            return False
        hit = Cue((led.end(), led.end()), "", "neutral", frozenset(), -1), source
    pieces = split(view, led.end(), block.end_char, marks)
    if not pieces:
        told.quote(view, (led.end(), block.end_char), hit, marks.lang, "named_dash")
        return True
    named = [(span, _with(own, hit[1]) if own is not None else None) for span, own in pieces]
    return tell(view, told, named, marks.lang, "named_dash") is not None


def _with(hit: tuple[Cue, Source], source: Source) -> tuple[Cue, Source]:
    return hit if hit[1].span is not None and not hit[1].pronoun else (hit[0], source)
