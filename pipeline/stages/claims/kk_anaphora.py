"""«Бұл туралы X мәлімдеді», «X осылай деді»: the content is the sentence before."""

from __future__ import annotations

from pipeline.stages.claims.draft import Cue, Draft, trimmed
from pipeline.stages.claims.kk_clause import source_after
from pipeline.stages.claims.kk_markers import marked
from pipeline.stages.claims.kk_phrase import ends_content, is_finite
from pipeline.stages.claims.kk_source import nominative
from pipeline.stages.claims.quotes import dash_led, find_quotes
from pipeline.stages.claims.ru_anaphora import sentence_before
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, lookup, words

_FEW = 3  # words between the anaphor and a деп that closes a clause (Мұны емхана жасырды деп айтты)
_HEAD = 16  # words from the head of the sentence to the anaphor


def anaphor(view: View, cue: Cue, at: range) -> range | None:
    """The tokens of a word that points back, before a cue of the sentence `at`; None when there is none."""
    tokens = view.tokens[at.start : at.stop]
    for i in range(min(len(tokens), _HEAD)):
        hit = lookup(words("kk").anaphors, tokens, i)
        if hit is not None and tuple(fold(tokens[k].norm) for k in hit[1]) == hit[0].words:
            found = range(at.start + i, at.start + hit[1][-1] + 1)
            return found if found.start <= cue.head and not _has_content(view, found.stop, cue) else None
    return None


def points_back(view: View, cue: Cue, at: range, back: range) -> Draft | None:
    """The claim of a cue with the anaphor `back` before it."""
    if cue.negated:
        return None  # «бұл ақпаратты растаған жоқ»: neither said nor denied
    first = view.index_from(cue.span[0])
    source = (
        source_after(view, view.index_from(cue.span[1]), at)
        or nominative(view, range(back.stop, first), last=True)
        or nominative(view, range(at.start, back.start))
    )
    before = sentence_before(view, view.tokens[at.start].start_char)
    if source is None or before is None:
        return None
    if cue.cls == "negative" and view.tokens[back.stop - 1].pos == "NOUN":
        # «бұл ақпаратты жоққа шығарды» denies what it names.
        return Draft("indirect", [view.span(back.start, back.stop - 1)], cue, source, "kk", "nominal", "noun")
    quoted = _quotation(view, before)
    if quoted is not None:
        return Draft("direct", [quoted], cue, source, "kk", "sentence_before", "quote")
    if _speech_ends(view.text[before[0] : before[1]]):
        return (
            None  # «A. B», – деді X. Одақ бұл пікірді қолдайды: of what X said the sentence has but the end
        )
    told = marked(
        view, view.range_of(*before)
    )  # «Депутаттың дерегінше, … . Министрлік бұл деректі растамайды»
    parts = told[0].parts if len(told) == 1 else [before]
    return Draft("indirect", parts, cue, source, "kk", "sentence_before", "clause")


def _quotation(view: View, before: tuple[int, int]) -> tuple[int, int] | None:
    """The whole quotation that ends with the sentence before: «A. B». Сөзін осылай түйген X …"""
    block = next((b for _, b in view.read_blocks if b.start_char <= before[0] < b.end_char), None)
    if block is None:
        return None
    led = dash_led(view.text, block.start_char, block.end_char)
    if led is not None and led <= before[1]:
        return trimmed(view.text, led, before[1])
    for quote in find_quotes(view.text, block.start_char, block.end_char):
        if quote.inner_start <= before[0] + 1 and before[1] <= quote.end and quote.closed:
            inner = trimmed(view.text, quote.inner_start, quote.inner_end)
            return inner if len(view.inside(*inner)) > 2 and inner[1] > inner[0] else None
    return None


def _speech_ends(sentence: str) -> bool:
    """A mark closes in it that was opened before."""
    closing = sentence.find("»")
    return closing >= 0 and "«" not in sentence[:closing]


def _has_content(view: View, start: int, cue: Cue) -> bool:
    """«Бұл туралы министр жол салынғанын айтты», «осылай тұрып жатырмыз деп айтты»: what is said follows after all."""
    stop = view.index_from(cue.span[0])
    if any(fold(view.tokens[i].norm) == "деп" for i in range(start + _FEW, stop)):
        return True
    return any(is_finite(t) or ends_content(t) for t in view.tokens[start:stop])
