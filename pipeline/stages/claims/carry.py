"""Sentences that carry on what a source said, without a cue of their own: «Как отмечает эксперт, спрос растет. Это видно …».

They are claims of low confidence with the flag `continued`. The carry ends with the paragraph, at another cue or
quotation, at the writer's own turn (Между тем, Напомним), or when somebody else is named.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.stages.claims.draft import Draft, trimmed
from pipeline.stages.claims.titles import language
from pipeline.stages.claims.told import Told
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, words

_LIMIT = 3
# «Как отмечает X», «по словам X»: free speech goes on; after «сказал, что» the writer does.
_RULES = {"inserted", "marker"}


def carried(view: View, drafts: Sequence[Draft], told: Told) -> list[Draft]:
    """Continuations of the indirect claims of a document, in text order."""
    by_sentence: dict[str, Draft] = {}
    busy: set[str] = set()
    for draft in sorted(drafts, key=lambda d: d.cue.span[0] if d.cue else d.start):
        for span in [*draft.parts, *([draft.cue.span] if draft.cue else [])]:
            sentence = view.document.sentence_at(span[0])
            if sentence is not None:
                busy.add(sentence.sentence_id)
        if (
            draft.rule in _RULES
            and draft.cue is not None
            and draft.source.span is not None
            and draft.frame == "clause"
        ):
            own = view.document.sentence_at(draft.cue.span[0])
            if own is not None:
                by_sentence[own.sentence_id] = draft
    found: list[Draft] = []
    last: Draft | None = None
    left, block = 0, -1
    for sentence in view.document.sentences:
        if sentence.block_i != block:
            last, block = None, sentence.block_i
        if sentence.sentence_id in by_sentence:
            last, left = by_sentence[sentence.sentence_id], _LIMIT
            continue
        if sentence.sentence_id in busy or told.covers(sentence.start_char, sentence.start_char + 1):
            last = None
        if (
            last is None
            or left == 0
            or _turns(view, sentence.start_char, sentence.end_char, language(sentence.lang))
        ):
            last = None
            continue
        left -= 1
        span = trimmed(view.text, sentence.start_char, sentence.end_char)
        if len(view.inside(*span)) < 3:
            continue
        found.append(
            Draft(
                "indirect",
                [span],
                last.cue,
                last.source,
                last.lang,
                "continued",
                "clause",
                continued=True,
            )
        )
    return found


def _turns(view: View, start: int, end: int, lang: str) -> bool:
    """The writer speaks again: a stop word at the head, or a person named as subject."""
    low = " ".join(fold(t.norm) for t in view.inside(start, min(end, start + 60)))
    if any(low.startswith(" ".join(stop)) for stop in words(lang).carry_stops):
        return True
    for mention in view.labelled(start, end, "person"):
        tokens = view.inside(mention.start_char, mention.end_char)
        if any(t.feat("Case") == "Nom" for t in tokens):
            return True
    return "«" in view.text[start:end][:2]
