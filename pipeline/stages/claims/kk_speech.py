"""The author's words beside a Kazakh quotation: «деді министр», «деп атап өтті облыс әкімі», «Президент:»."""

from __future__ import annotations

from pipeline.stages.claims.draft import DROPPED, Cue, Source
from pipeline.stages.claims.kk_cues import find_cues, finite_end, is_finite
from pipeline.stages.claims.kk_indirect import _after, _in_document, _marker_source
from pipeline.stages.claims.kk_source import nominative, phrase
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, lookup, words


def reporting(view: View, at: range, *, after: bool) -> tuple[Cue, Source] | None:
    """Cue and source in the author's words. After a quotation they open with a form of де- (деді, дейді, деп V)."""
    if not at:
        return None
    if not after:
        return _before(view, at)
    first = at.start
    token = view.tokens[first]
    if token.lemma != "де" or fold(token.norm) in ("дегенмен", "дегенде", "десе", "демек"):
        return _without_dep(view, at)
    if fold(token.norm) in ("деген", "дейтін") and not _closes(view, first, at):
        return None
    if fold(token.norm) == "деп":
        return _with_dep(view, at)
    cue = Cue((token.start_char, token.end_char), "деу", "neutral", frozenset({"clause", "quote"}), first)
    if token.feat("Voice") == "Pass":
        return cue, _in_document(view, range(first + 1, at.stop)) or Source(None, reason="agentless")
    return cue, _source(view, cue, first + 1, at)


def _closes(view: View, i: int, at: range) -> bool:
    return (
        i + 1 >= at.stop
        or view.tokens[i + 1].text in (".", ",", "!")
        or view.tokens[i + 1].lemma in ("бол", "е")
        or nominative(view, range(i + 1, at.stop)) is not None
    )


def _with_dep(view: View, at: range) -> tuple[Cue, Source] | None:
    """деп + verb: a listed cue first, else any finite verb of a third person (open class)."""
    rest = range(at.start + 1, at.stop)
    cues = [c for c in find_cues(view, rest) if c.head - at.start <= 12]
    if cues:
        cue = cues[0]
        between = nominative(view, range(at.start + 1, view.index_from(cue.span[0])))
        return cue, between or _source(view, cue, view.index_from(cue.span[1]), at)
    if len(rest) and view.tokens[rest.start].lemma in ("отыр", "жатыр", "тұр", "жүр", "е", "бол", "кел"):
        cue = Cue(view.span(at.start, rest.start), "деу", "neutral", frozenset({"clause", "quote"}), at.start)
        return cue, _source(view, cue, rest.start + 1, at)
    if (
        len(rest)
        and view.tokens[rest.start].pos not in ("VERB", "AUX", "PUNCT")
        and fold(view.tokens[rest.start].norm).endswith(_PAST)
    ):
        token = view.tokens[rest.start]
        cue = Cue(
            (token.start_char, token.end_char),
            fold(token.norm),
            "neutral",
            frozenset({"quote", "clause"}),
            rest.start,
        )
        source = _source(view, cue, rest.start + 1, at)
        return (cue, source) if source.span is not None else None
    for i in rest:
        if i - at.start > 8:
            return None
        found = finite_end(view, i, at)
        if found is not None and is_finite(view.tokens[found[0]]):
            token = view.tokens[i]
            lemma = fold(token.lemma)
            cue = Cue(
                (token.start_char, view.tokens[found[0]].end_char),
                (lemma[:-1] if lemma[-1] in "ыі" else lemma) + "у",
                "neutral",
                frozenset({"quote", "clause"}),
                i,
            )
            source = nominative(view, range(at.start + 1, i)) or _source(view, cue, found[0] + 1, at)
            return (cue, source) if source.span is not None else None
    return None


def _without_dep(view: View, at: range) -> tuple[Cue, Source] | None:
    """«…», хабарлайды агенттік; «…» – бұл туралы …: a listed verb at the head; or a marker (министрдің айтуынша)."""
    cues = [c for c in find_cues(view, at) if c.head - at.start <= 3 and "quote" in c.frames]
    if cues:
        source = _source(view, cues[0], view.index_from(cues[0].span[1]), at)
        return (cues[0], source) if source.span is not None else None
    # «…», – министр осылай деді / X деп мәлімдеді
    cues = [c for c in find_cues(view, at) if "quote" in c.frames]
    if cues and cues[0].head - at.start <= 10:
        before = nominative(view, range(at.start, cues[0].head))
        bridge = any(
            fold(view.tokens[i].norm) in ("деп", "осылай") or view.tokens[i].lemma == "де"
            for i in range(at.start, cues[0].head + 1)
        )
        if (
            before is not None
            and bridge
            and not any(is_finite(view.tokens[i]) for i in range(at.start, cues[0].head))
        ):
            return cues[0], before
    return None


# A verb that the analyser took for another word: деп қуанды.
_PAST = ("ды", "ді", "ты", "ті", "йды", "йді", "ады", "еді")


def _source(view: View, cue: Cue, start: int, at: range) -> Source:
    return _after(view, start, at, any_noun=True) or Source(None, reason=DROPPED)


def _before(view: View, at: range) -> tuple[Cue, Source] | None:
    """Before a quotation: «Министр былай деді:», «Президент:», or a phrase that opens the sentence."""
    cues = [c for c in find_cues(view, at) if "quote" in c.frames]
    for cue in reversed(cues):
        subject = nominative(view, range(at.start, view.index_from(cue.span[0])))
        source = subject or _source(view, cue, view.index_from(cue.span[1]), at)
        if source.span is not None:
            return cue, source
    tokens = view.tokens[at.start : at.stop]
    for i in range(len(tokens)):
        hit = lookup(words("kk").markers, tokens, i)
        if hit is not None and "via" not in hit[0].frames:
            first, last = at.start + hit[1][0], at.start + hit[1][-1]
            source_found = _marker_source(view, hit[0].frames, first, at)
            if source_found is not None:
                return Cue(
                    view.span(first, last),
                    hit[0].lemma,
                    hit[0].cls,
                    frozenset({"clause"}),
                    first,
                    form="marker",
                ), source_found
    return None


def speaker_before(view: View, at: range) -> Source | None:
    """The phrase before a quotation whose verb follows it: «Президент: «…», – деді.», «Министр «…» деді»."""
    found = nominative(view, at)
    if found is not None:
        return found
    for i in reversed(at):
        token = view.tokens[i]
        if token.pos == "PUNCT":
            continue
        plain = token.pos in ("NOUN", "PROPN", "PRON") and token.feat("Case") in ("Nom", None)
        return (
            phrase(view, i, at, "Nom")
            if plain and view.text[token.end_char : token.end_char + 2].strip().startswith(":")
            else None
        )
    return None
