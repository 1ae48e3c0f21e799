"""The content stands before деп: «Салық көтерілмейді деп мәлімдеді Қаржы министрлігі», «… деген пікір айтты»."""

from __future__ import annotations

from pipeline.stages.claims.draft import DROPPED, Cue, Draft, Source, Span, trimmed
from pipeline.stages.claims.kk_clause import skip_leads, source_after, source_first
from pipeline.stages.claims.kk_phrase import is_finite
from pipeline.stages.claims.kk_source import in_document, nominative
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

_SAID = ("дейді", "деді", "деген", "десті", "дейтін")  # forms of де- that need no other verb
_AFTER_DEP = ("отыр", "жатыр", "жүр", "тұр", "кел")  # деп отыр
_REACH = 9  # words from деп to its verb: the subject and an adverb


def said(view: View, cue: Cue, at: range, carry: Source | None) -> Draft | None:
    """The claim of a cue with деп or деген before it; `carry` is the source of the report before it in the sentence."""
    if not cue.frames & {"clause", "quote"}:
        return None
    dep = _dep(view, cue, at)
    if dep is None:
        return None
    source = source_after(view, view.index_from(cue.span[1]), at) or nominative(
        view, range(dep + 1, view.index_from(cue.span[0]))
    )
    start = skip_leads(view, range(at.start, dep))
    if source is None:
        source, start = source_first(view, range(start, dep), start)
    if start >= dep:
        return None
    source = source or carry
    passive = "passive" in cue.frames
    if source is None and not passive and cue.cls not in ("neutral", "factive"):
        return None
    part = _unquoted(
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
    if source is None and not passive and not _predicate(view, dep - 1):
        return None
    found = source or Source(None, reason="agentless" if passive else DROPPED)
    return Draft("indirect", [part], cue, found, "kk", "dep", "clause", 0.9 if source else 0.6)


def _dep(view: View, cue: Cue, at: range) -> int | None:
    """Index of the деп or деген that the cue completes; for a lone «дейді» the cue itself."""
    head = view.tokens[cue.head]
    first = view.index_from(cue.span[0])
    if head.lemma == "де":
        alone = fold(head.norm) in _SAID or head.feat("Voice") == "Pass"
        follows = (
            fold(head.norm) == "деп"
            and first + 1 < at.stop
            and fold(view.tokens[first + 1].lemma) in _AFTER_DEP
        )
        return cue.head if cue.lemma == "деу" and (alone or follows) else None
    if fold(view.tokens[first].norm) == "деген":
        return first
    wanted = ("деген", "дейтін") if cue.form == "noun" else ("деп",)
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


def _unquoted(text: str, part: Span) -> Span:
    start, end = part
    if text[start] in '«“"' and text[end - 1] in '»”"':
        return trimmed(text, start + 1, end - 1)
    return part


def _clause_like(view: View, part: Span) -> bool:
    """Before деп stands a predicate, not the name of a thing («форум деп аталды»)."""
    tokens = view.inside(*part)
    return len(tokens) >= 2 or any(is_finite(t) for t in tokens)


def _predicate(view: View, i: int) -> bool:
    """The word before деп ends a sentence: without a subject «сарай» деп айтады names a thing."""
    token = view.tokens[i]
    return token.feat("VerbForm") in ("Fin", "Part") or token.pos in ("ADJ", "AUX") or token.text in "»”"
