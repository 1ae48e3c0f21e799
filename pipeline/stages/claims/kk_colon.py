"""«Сарапшы ескертеді: су азайып барады»: what is said stands behind a colon, without quotation marks."""

from __future__ import annotations

from pipeline.stages.claims.draft import Cue, Draft, Source, trimmed
from pipeline.stages.claims.kk_phrase import is_finite, name_at
from pipeline.stages.claims.kk_source import nominative
from pipeline.stages.claims.kk_speech import announces
from pipeline.stages.claims.kk_words import word_set
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

_FEWEST = 3  # words of what is said
_QUOTED = ("«", "“", "„", '"', "–", "—", "-")


def after_colon(view: View, at: range) -> Draft | None:
    """The claim of a sentence whose colon follows a cue or a noun of speech; a list behind a colon is none."""
    colon = next((i for i in at if view.tokens[i].text == ":"), None)
    if colon is None or colon + _FEWEST >= at.stop or view.tokens[colon + 1].text in _QUOTED:
        return None
    said = range(colon + 1, at.stop)
    words = [i for i in said if view.tokens[i].pos != "PUNCT"]
    if len(words) < _FEWEST or not _predicate(view, words[-1]):
        return None
    hit = announces(view, range(at.start, colon)) or _name_alone(view, range(at.start, colon))
    if hit is None or hit[1].span is None:
        return None
    part = trimmed(view.text, view.tokens[colon].end_char, view.tokens[at.stop - 1].end_char)
    own = any(view.tokens[i].feat("Person") == "1" and is_finite(view.tokens[i]) for i in words)
    if own or hit[0].head < 0:
        return Draft("direct", [part], *hit, "kk", "colon", "quote")
    return Draft("indirect", [part], *hit, "kk", "colon", "clause")


def _name_alone(view: View, lead: range) -> tuple[Cue, Source] | None:
    """«Нархов: Бізде екі апта қалды.»: nothing but a person before the colon."""
    source = nominative(view, lead)
    if source is None or source.span is None or source.head is None:
        return None
    whole = view.range_of(*source.span) == lead and name_at(view, source.head, "person") is not None
    end = source.span[1]
    return (Cue((end, end), "", "neutral", frozenset(), -1), source) if whole else None


def _predicate(view: View, i: int) -> bool:
    token = view.tokens[i]
    return (
        is_finite(token)
        or token.feat("VerbForm") == "Part"
        or token.pos == "ADJ"
        or fold(token.norm) in word_set("bare_predicates")
    )
