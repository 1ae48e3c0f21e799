"""What the author of an article says with a cue of his own: «Менің ойымша, …», «… деп есептеймін»."""

from __future__ import annotations

from pipeline.schema import Sentence
from pipeline.stages.claims.draft import Cue, Span, trimmed
from pipeline.stages.claims.kk_clause import skip_leads
from pipeline.stages.claims.kk_cues import dictionary
from pipeline.stages.claims.kk_words import phrase_length
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, words

_CLAUSE = frozenset({"clause"})
_THINKING = ("belief", "evaluative", "neutral", "factive", "forecast")


def own_words(view: View, sentence: Sentence) -> tuple[list[Span], Cue] | None:
    """Content and cue of a sentence in which the author names himself as the source; None where he does not."""
    at = view.range_of(sentence.start_char, sentence.end_char)
    return _marked(view, at) or _thought(view, at)


def _marked(view: View, at: range) -> tuple[list[Span], Cue] | None:
    """«Меніңше, …», «…, менің ойымша, …»."""
    for i in at:
        length = phrase_length("own_markers", view.tokens, i, at.stop)
        if not length:
            continue
        start = skip_leads(view, range(at.start, i))
        before = trimmed(view.text, view.tokens[start].start_char, view.tokens[i].start_char)
        behind = trimmed(view.text, view.tokens[i + length - 1].end_char, view.tokens[at.stop - 1].end_char)
        parts = [part for part in (before, behind) if part[1] > part[0]]
        lemma = " ".join(fold(view.tokens[k].norm) for k in range(i, i + length))
        cue = Cue(view.span(i, i + length - 1), lemma, "belief", _CLAUSE, i, form="marker")
        return (parts, cue) if parts else None
    return None


def _thought(view: View, at: range) -> tuple[list[Span], Cue] | None:
    """«… деп есептеймін»: a verb of thinking or saying in the first person after деп."""
    for i in at:
        if fold(view.tokens[i].norm) != "деп" or i + 1 >= at.stop:
            continue
        verb = view.tokens[i + 1]
        entries = words("kk").cues.get(fold(verb.lemma), ())
        cls = next((entry.cls for entry in entries if len(entry.words) == 1), None)
        if verb.feat("Person") != "1" or cls not in _THINKING:
            continue
        start = skip_leads(view, range(at.start, i))
        part = trimmed(view.text, view.tokens[start].start_char, view.tokens[i].start_char)
        cue = Cue(view.span(i + 1, i + 1), f"деп {dictionary(fold(verb.lemma))}", cls, _CLAUSE, i + 1)
        return ([part], cue) if part[1] > part[0] else None
    return None
