"""The author's words beside a Russian quotation: the cue and who stands by it."""

from __future__ import annotations

from pipeline.stages.claims.draft import Cue, Source
from pipeline.stages.claims.ru_cues import find_cues, is_finite
from pipeline.stages.claims.ru_markers import source_of_phrase
from pipeline.stages.claims.ru_phrase import phrase
from pipeline.stages.claims.ru_source import source_of
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, lookup, words

_OPENERS = {"как", "же", "также", "тоже", "так", "и", "а", "не", "с", "тут", "затем", "потом"}


def reporting(view: View, at: range, *, after: bool) -> tuple[Cue, Source] | None:
    """Cue and source in the author's words; `after` a quotation any verb with a living subject may report.

    Before a quotation (up to its colon) only a listed cue counts, and the last one wins.
    """
    if not at:
        return None
    cues = [c for c in find_cues(view, at) if c.frames & {"quote", "clause", "passive", "from"}]
    if after:
        for cue in cues:
            if _early(view, cue.head, at):
                return cue, source_of(view, cue, at)
        marker = _marker(view, at)
        if marker is not None:
            return marker
        return _infinitive(view, at) or _open_class(view, at)
    for cue in reversed(cues):
        source = source_of(view, cue, at)
        if source.reason != "inanimate":
            return cue, source
    return _marker(view, at)


def _early(view: View, head: int, at: range) -> bool:
    """The cue opens the author's words: only particles, adjuncts and its own subject come before, and no other predicate."""
    for i in range(at.start, head):
        token = view.tokens[i]
        if (
            is_finite(token)
            or token.text in (";", ":")
            or fold(token.lemma) == "который"
            or token.pos == "SCONJ"
            and fold(token.norm) != "как"
        ):
            return False
    return head - at.start <= 14


def _marker(view: View, at: range) -> tuple[Cue, Source] | None:
    """«…», по словам X."""
    return source_of_phrase(view, at)


def _infinitive(view: View, at: range) -> tuple[Cue, Source] | None:
    """«…», – поспешил заверить министр."""
    tokens = view.tokens[at.start : min(at.stop, at.start + 6)]
    if not tokens or not is_finite(tokens[0]):
        return None
    for i, token in enumerate(tokens[1:], 1):
        if token.feat("VerbForm") == "Inf":
            hit = lookup(words("ru").cues, tokens, i)
            if hit is None or "quote" not in hit[0].frames:
                return None
            entry = hit[0]
            verb = Cue((tokens[0].start_char, token.end_char), entry.lemma, entry.cls, entry.frames, at.start)
            return verb, source_of(view, verb, at)
    return None


def _open_class(view: View, at: range) -> tuple[Cue, Source] | None:
    """«…», – радуется житель села: a verb in the third person at the head, its subject alive."""
    i = at.start
    while i < at.stop and (fold(view.tokens[i].norm) in _OPENERS or view.tokens[i].pos == "ADV"):
        i += 1
    if i >= at.stop or i - at.start > 3:
        return None
    verb = view.tokens[i]
    subject_first: Source | None = None
    if (
        verb.pos in ("NOUN", "PROPN", "PRON")
        and verb.feat("Case") == "Nom"
        and fold(verb.lemma) in ("он", "она", "они")
    ):
        subject_first = phrase(view, i, at)
        i += 1
        if i >= at.stop:
            return None
        verb = view.tokens[i]
    if (
        verb.pos != "VERB"
        or verb.feat("VerbForm") != "Fin"
        or verb.feat("Mood") == "Imp"
        or verb.feat("Person") in ("1", "2")
        or verb.feat("Tense") == "Fut"
    ):
        return None
    cue = Cue(
        (verb.start_char, verb.end_char), fold(verb.lemma), "neutral", frozenset({"quote"}), i, form="finite"
    )
    source = subject_first if subject_first is not None else source_of(view, cue, at)
    if source.span is None:
        return None
    return cue, source


def speaker_before(view: View, at: range) -> Source | None:
    """«Токаев: «…»»: a phrase in the nominative that can speak, and nothing else before the colon."""
    words_only = [i for i in at if view.tokens[i].pos != "PUNCT"]
    if words_only and any(is_finite(view.tokens[i]) for i in words_only):
        return _subject_before(view, at)
    if not words_only or len(words_only) > 14:
        return None
    for i in words_only:
        token = view.tokens[i]
        if token.pos in ("NOUN", "PROPN") and token.feat("Case") == "Nom":
            found = phrase(view, i, at)
            return found if found.span is not None else None
    return None


def _subject_before(view: View, at: range) -> Source | None:
    """«Представитель банка этого не скрывает: «…»»: the person whose reaction the quotation is."""
    last = max(i for i in at if is_finite(view.tokens[i]))
    verb = view.tokens[last]
    cue = Cue((verb.start_char, verb.end_char), fold(verb.lemma), "neutral", frozenset({"quote"}), last)
    found = source_of(view, cue, at)
    if found.span is None or found.head is None or found.pronoun:
        return None
    person = view.labelled(*found.span, "person") or view.mention_at(
        view.tokens[found.head].start_char, "person"
    )
    return found if person else None
