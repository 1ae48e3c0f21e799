"""The content stands before деп: «Салық көтерілмейді деп мәлімдеді Қаржы министрлігі», «… деген пікір айтты»."""

from __future__ import annotations

from pipeline.stages.claims.draft import DROPPED, Cue, Draft, Source, Span, trimmed, unquoted
from pipeline.stages.claims.kk_clause import (
    Before,
    addressed,
    clause_start,
    skip_leads,
    source_after,
    source_first,
)
from pipeline.stages.claims.kk_phrase import is_finite
from pipeline.stages.claims.kk_source import in_document, nominative
from pipeline.stages.claims.kk_words import word_set
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

_SAID = ("дейді", "деді", "деген", "дейтін")  # forms of де- that need no other verb
_HEAD = 8  # words at the head in which «басқармада» may stand
_NAMED_BY = 4  # tokens from the opening mark to деп: at least two words
_REACH = 9  # words from деп to its verb: the subject and an adverb


def said(view: View, cue: Cue, at: range, before: Before) -> Draft | None:
    """The claim of a cue with деп or деген before it."""
    if not cue.frames & {"clause", "quote"}:
        return None
    dep = _dep(view, cue, at)
    if dep is None:
        return None
    at = range(clause_start(view, at, dep), at.stop)
    passive = "passive" in cue.frames
    source = source_after(view, view.index_from(cue.span[1]), at) or nominative(
        view, range(dep + 1, view.index_from(cue.span[0]))
    )
    if source is None and passive:
        source = in_document(view, range(at.start, min(dep, at.start + _HEAD)))
        if source is not None and source.span is not None:
            start_of = skip_leads(view, range(view.range_of(*source.span).stop, at.stop))
            at = range(min(start_of, dep), at.stop)
    direct = cue.lemma == "деу" and view.tokens[dep - 1].text == "," and source is not None  # «…, дейді X»
    start = at.start if direct else skip_leads(view, range(at.start, dep))
    if start >= dep:
        return _told_after(view, cue, source, at)
    if source is None:
        source, start = source_first(view, range(start, dep), start, before)
    if start >= dep:
        return None
    start = addressed(view, start, dep)
    if source is None and not passive:
        source, start = _institution_first(view, range(start, dep), start)
    source = source or before.source
    if source is None and (cue.form == "open" or not passive and cue.cls not in ("neutral", "factive")):
        return None
    part = unquoted(
        view.text, trimmed(view.text, view.tokens[start].start_char, view.tokens[dep - 1].end_char)
    )
    if part[1] <= part[0] or not _clause_like(view, part):
        return None
    if source is None and passive:
        source = in_document(view, range(view.index_from(cue.span[1]), at.stop)) or in_document(
            view, range(at.start, view.index_from(cue.span[0]))
        )
        if source is not None and source.span is not None and source.span[0] < cue.span[0]:
            part = trimmed(view.text, max(part[0], source.span[1]), part[1])
    named = fold(view.tokens[dep].norm) in ("деген", "дейтін")  # «Сәуле деген қыз», «жаңа деген сөз»
    if (named and cue.form != "noun" or source is None and not passive) and not _predicate(view, dep - 1):
        return None
    found = source or Source(None, reason="agentless" if passive else DROPPED)
    if direct:
        return Draft("direct", [part, *_resumed(view, cue, found, at)], cue, found, "kk", "comma", "quote")
    return Draft("indirect", [part], cue, found, "kk", "dep", "clause")


def _told_after(view: View, cue: Cue, source: Source | None, at: range) -> Draft | None:
    """«Өйткені, деп жазады олар, айла көп»: only a connective stands before деп, what is said follows the source."""
    parts = _resumed(view, cue, source, at) if source is not None and source.span is not None else []
    return Draft("indirect", parts, cue, source, "kk", "dep", "clause") if parts and source else None


def naming(view: View, cue: Cue, at: range, before: Before) -> Draft | None:
    """«X несиені «жаңа дәуірдің індеті» деп атады»: what somebody calls a thing in words of his own, no name of it."""
    first = view.index_from(cue.span[0])
    if "naming" not in cue.frames or first - 1 <= at.start:
        return None
    dep = next(
        (
            i
            for i in range(first - 1, max(at.start, first - _REACH), -1)
            if fold(view.tokens[i].norm) == "деп"
        ),
        None,
    )
    if dep is None:
        return None
    opening = _words_of_own(view, dep, at)
    if opening is None or view.tokens[opening - 1].feat("Case") != "Acc":
        return None
    start = skip_leads(view, range(at.start, opening))
    source = source_after(view, view.index_from(cue.span[1]), at) or nominative(view, range(dep + 1, first))
    if source is None:
        source, start = source_first(view, range(start, opening), start, before)
    source = source or before.source
    if source is None or start >= opening:
        return None
    part = view.tokens[start].start_char, view.tokens[dep - 1].end_char
    return Draft("indirect", [part], cue, source, "kk", "naming", "naming")


def _words_of_own(view: View, dep: int, at: range) -> int | None:
    """Where the naming begins that ends before деп: a quotation in lower case of two words, or one adjective (негізсіз)."""
    last = view.tokens[dep - 1]
    quality = last.pos == "ADJ" or fold(last.norm).endswith(("сыз", "сіз"))
    if quality and last.text[:1].islower() and dep - 2 > at.start:
        return dep - 1
    if last.text not in ("»", '"', "”"):
        return None
    opening = next((i for i in range(dep - 2, at.start, -1) if view.tokens[i].text in ("«", '"', "“")), None)
    if opening is None or not view.tokens[opening + 1].text[:1].islower() or dep - opening < _NAMED_BY:
        return None
    return opening


def _resumed(view: View, cue: Cue, source: Source, at: range) -> list[Span]:
    """What the speaker goes on to say: «…, дейді ол, өйткені …»."""
    assert source.span is not None
    i = view.index_from(max(cue.span[1], source.span[1]))
    if i >= at.stop or view.tokens[i].text != ",":
        return []
    if not any(is_finite(view.tokens[k]) or view.tokens[k].pos == "ADJ" for k in range(i, at.stop)):
        return []
    part = trimmed(view.text, view.tokens[i].end_char, view.tokens[at.stop - 1].end_char)
    return [part] if part[1] > part[0] else []


def _institution_first(view: View, at: range, start: int) -> tuple[Source | None, int]:
    """«Басқармада шешім өзгереді деп сендірді»: those of an institution, in the locative at the head."""
    source = in_document(view, range(at.start, min(at.stop, at.start + _HEAD)))
    if source is None or source.span is None or view.index_from(source.span[0]) != at.start:
        return None, start
    return source, skip_leads(view, range(view.range_of(*source.span).stop, at.stop))


def _dep(view: View, cue: Cue, at: range) -> int | None:
    """Index of the деп or деген that the cue completes; for a lone «дейді» the cue itself."""
    head = view.tokens[cue.head]
    first = view.index_from(cue.span[0])
    if fold(head.norm) == "дегенмен":
        return cue.head
    if head.lemma in ("де", "дес", "делін"):
        alone = head.lemma == "дес" or fold(head.norm) in _SAID or "passive" in cue.frames
        follows = (
            fold(head.norm) == "деп"
            and first + 1 < at.stop
            and fold(view.tokens[first + 1].lemma) in word_set("carrying")  # деп отыр
        )
        return cue.head if cue.lemma == "деу" and (alone or follows) else None
    if fold(view.tokens[first].norm) == "деген":
        return first
    wanted = ("деген", "дейтін", "деп") if cue.form == "noun" else ("деп",)
    for i in range(first - 1, max(at.start, first - _REACH) - 1, -1):
        token = view.tokens[i]
        if fold(token.norm) in wanted:
            return i
        if (
            is_finite(token)
            or token.text in (";", ":", "–", "—", ",")
            or token.feat("VerbForm") == "Conv"
            or (token.feat("Case") == "Acc" and cue.cls != "belief")
        ):
            return None
    return None


def _clause_like(view: View, part: Span) -> bool:
    """Before деп stands a predicate, not the name of a thing («форум деп аталды»)."""
    tokens = view.inside(*part)
    return len(tokens) >= 2 or any(is_finite(t) for t in tokens)


def _predicate(view: View, i: int) -> bool:
    """The word before деп ends a sentence: without a subject «сарай» деп айтады names a thing."""
    token = view.tokens[i]
    return token.feat("VerbForm") in ("Fin", "Part") or token.pos in ("ADJ", "AUX") or token.text in "»”"
