"""«X-тың айтуынша, …», «X айтқандай, …», «құжатқа сәйкес, …»: words that name a source beside its content."""

from __future__ import annotations

from pipeline.stages.claims.draft import DROPPED, Cue, Draft, Source, Span, trimmed
from pipeline.stages.claims.kk_clause import skip_leads
from pipeline.stages.claims.kk_phrase import can_speak, phrase
from pipeline.stages.claims.kk_source import genitive, nominative
from pipeline.stages.claims.kk_words import word_set
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, lookup, words

_NEAR = 12  # words from a nominative source to айтқандай


def marked(view: View, at: range) -> list[Draft]:
    """The claims of the markers of one sentence."""
    drafts: list[Draft] = []
    for cue, source, frames in _found(view, at):
        first = view.index_from(cue.span[0])
        if source is None and "sure" in frames and skip_leads(view, range(at.start, first)) == first:
            source = Source(None, reason=DROPPED)  # «Айтуынша, жол жабық»
        if source is None:
            continue
        begin = view.index_from(source.span[0]) if source.span is not None else first
        parts = _around(view, begin, view.index_from(cue.span[1]), at)
        if parts:
            drafts.append(Draft("indirect", parts, cue, source, "kk", "marker", "clause", 0.9))
    return drafts


def marker_before(view: View, at: range) -> tuple[Cue, Source] | None:
    """Cue and source of a marker that announces a quotation: «Министрдің айтуынша: «…»»."""
    return next(((cue, source) for cue, source, _ in _found(view, at) if source is not None), None)


def _found(view: View, at: range) -> list[tuple[Cue, Source | None, frozenset[str]]]:
    tokens = view.tokens[at.start : at.stop]
    found: list[tuple[Cue, Source | None, frozenset[str]]] = []
    for i in range(len(tokens)):
        hit = lookup(words("kk").markers, tokens, i)
        if hit is None or "via" in hit[0].frames:
            continue
        entry, positions = hit
        first, last = at.start + positions[0], at.start + positions[-1]
        cue = Cue(view.span(first, last), entry.lemma, entry.cls, frozenset({"clause"}), first, form="marker")
        found.append((cue, _source(view, entry.frames, first, at), entry.frames))
    return found


def _source(view: View, side: frozenset[str], first: int, at: range) -> Source | None:
    if "gen" in side:
        return genitive(view, first, at, sure="sure" in side)
    if "given" in side and view.tokens[first].feat("Person[psor]") is None:
        return _giver(view, first, at)
    if "given" in side:
        return genitive(view, first, at)  # агенттіктің мәліметі бойынша
    if "dat" not in side:
        return nominative(view, range(max(at.start, first - _NEAR), first), last=True)
    token = view.tokens[first - 1] if first > at.start else None
    if token is None or token.feat("Case") != "Dat":
        return None
    source = genitive(view, first, at)
    if source is not None:
        return source
    if not can_speak(view, first - 1) or fold(token.lemma) in word_set("norms"):
        return None  # «Заңға сәйкес»: by law
    return phrase(view, first - 1, at, "Dat")


def _giver(view: View, first: int, at: range) -> Source | None:
    """«Департамент ұсынған дерекке сүйенсек»: who gave the data; «Мәліметтер бойынша» alone names nobody."""
    verb = view.tokens[first - 1] if first > at.start else None
    if verb is None or verb.feat("VerbForm") != "Part" or verb.feat("Case") is not None:
        return None
    found = nominative(view, range(max(at.start, first - 1 - _NEAR), first - 1), last=True)
    if found is None or found.span is None or view.range_of(*found.span).stop != first - 1:
        return None
    return found


def _around(view: View, first: int, stop: int, at: range) -> list[Span]:
    """The content beside a marker with its source: after its comma, and before it when it is inserted."""
    parts: list[Span] = []
    before = skip_leads(view, range(at.start, first))
    if before < first and any(view.tokens[i].pos != "PUNCT" for i in range(before, first)):
        parts.append(trimmed(view.text, view.tokens[before].start_char, view.tokens[first - 1].end_char))
    tail = [i for i in range(stop, at.stop) if view.tokens[i].pos != "PUNCT" or view.tokens[i].text in "«“"]
    if tail:
        parts.append(trimmed(view.text, view.tokens[tail[0]].start_char, view.tokens[at.stop - 1].end_char))
    return [p for p in parts if p[1] > p[0]]
