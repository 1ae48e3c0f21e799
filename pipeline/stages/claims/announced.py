"""`Петров сказал:` ¶ what he said, without a mark: a paragraph that ends with a colon gives the next one its cue."""

from __future__ import annotations

import re

from pipeline.document import Block
from pipeline.stages.claims.draft import Cue, Source
from pipeline.stages.claims.quotes import dash_led, find_quotes
from pipeline.stages.claims.ru_cues import is_finite
from pipeline.stages.claims.speech import one_claim, sentence_start
from pipeline.stages.claims.told import Marks, Told
from pipeline.stages.claims.view import View

_NEXT_LINES = 2  # line ends up to the paragraph that a colon announces; behind more a quotation was lost
_ITEM = re.compile(r"\d{1,3}[.)]\s|[*•·]")
_STRIPPED = 12  # words without any mark: a block quotation whose marks the page dropped


def announced(view: View, told: Told, before: Block, block: Block, marks: Marks) -> None:
    """«Петров сказал:» ¶ what he said: a paragraph that ends with a colon gives the next one its cue.

    Only where the next paragraph holds no speech of its own and is a sentence, no list item. A cue without a source must be
    the last verb before the colon («В телеграмме говорится:»), or the paragraph must show that somebody else speaks; then
    the person whom the sentence tells of speaks without a cue.
    """
    text = view.text
    lead = text[before.start_char : before.end_char].rstrip()
    body = text[block.start_char : block.end_char].strip()
    lost = view.text.count("\n", before.end_char, block.start_char) > _NEXT_LINES
    led = dash_led(text, block.start_char, block.end_char) is not None
    own = [d for d in told.drafts if block.start_char <= d.start < block.end_char]
    if led:
        own = [d for d in own if not d.rule.startswith("quote")]  # «– Отец говорил: «Береги себя»»
    if not lead.endswith(":") or lost or own:
        return
    if body.endswith((";", ",")) or len(body.split()) < 4 or _ITEM.match(body):
        return
    at = view.range_of(sentence_start(view, before.start_char, before.end_char), before.end_char)
    others = _of_somebody(view, block, body)
    hit = marks.reporting(view, at, after=False)
    if hit is not None and hit[1].span is None and not others and not _ends_with(view, hit[0], at):
        return
    hit = hit or _without_cue(view, before, at, marks, others=others)
    if hit is None or hit[0].head in told.cues - {-1}:
        return
    signed = _signature(view, block)
    if signed is not None:
        hit = hit[0], signed
    start = dash_led(text, block.start_char, block.end_char) or block.start_char
    quotes = find_quotes(text, block.start_char, block.end_char)
    inner = (start, block.end_char)
    if quotes and quotes[0].start - block.start_char <= 1:
        inner = (quotes[0].inner_start, quotes[0].inner_end)
    draft = one_claim(view, told, inner, hit, marks.lang, "paragraph_after_colon")
    if not _ends_with(view, hit[0], at):
        told.cues.discard(hit[0].head)  # «Как сказал X, концерты продолжатся:» has a content of its own
    if draft is not None:
        told.pending = [(at, span) for at, span in told.pending if at < block.start_char]


def _signature(view: View, quoted: Block) -> Source | None:
    """`— Анна Ким, директор центра` below a quotation: a name behind a dash, and no verb, tells whose words it was."""
    below = next((block for _, block in view.read_blocks if block.start_char >= quoted.end_char), None)
    start = dash_led(view.text, below.start_char, below.end_char) if below is not None else None
    if below is None or start is None:
        return None
    name = view.mention_at(start, "person")
    if name is None or any(is_finite(token) for token in view.inside(start, below.end_char)):
        return None
    return Source((name.start_char, name.end_char), view.index_from(name.start_char), "Nom")


def _of_somebody(view: View, block: Block, body: str) -> bool:
    """The paragraph has a mark of speech, says «я», or has lost all its marks."""
    if dash_led(view.text, block.start_char, block.end_char) is not None or body[:1] in '«“"':
        return True
    if any(t.feat("Person") == "1" for t in view.inside(block.start_char, block.end_char)):
        return True
    return len(body.split()) >= _STRIPPED and re.search(r"[.,;:!?]", body) is None


def _ends_with(view: View, cue: Cue, at: range) -> bool:
    """No verb stands between the cue, a verb itself, and the colon."""
    behind = [view.tokens[i] for i in range(cue.head + 1, at.stop)]
    return cue.form != "noun" and not any(
        t.feat("VerbForm") == "Fin" or t.feat("Variant") == "Short" for t in behind
    )


def _without_cue(
    view: View, before: Block, at: range, marks: Marks, *, others: bool
) -> tuple[Cue, Source] | None:
    """«Глава фонда обратился к жителям:» ¶ «Мы …»: who speaks where no verb reports."""
    source = marks.before(view, at) if marks.bare_words or others else None
    if source is None or source.span is None or not view.labelled(*source.span, "person"):
        source = marks.person(view, at) if marks.person is not None and others else None
    if source is None:
        return None
    return Cue((before.end_char, before.end_char), "", "neutral", frozenset(), -1), source
