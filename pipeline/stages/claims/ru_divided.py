"""A name that stands by the verb, divided from the post that is the subject: by a clause, a dash, brackets, a quoted name."""

from __future__ import annotations

from pipeline.schema import Mention
from pipeline.stages.claims.draft import Cue, Source
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.ru_cues import is_finite
from pipeline.stages.claims.ru_phrase import in_case
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

_DASHES = ("–", "—", "-")
_DIVIDERS = (",", ")", "»", '"', "”", *_DASHES)
_LIGHT = ("ADV", "PART", "PUNCT")


def divided_name(view: View, cue: Cue, at: range, source: Source) -> Source:
    """«Руководитель службы, где работала Анна, Надежда Орлова отметила», «Адвокат Петра — Валентин Орлов рассказал»: the
    source that has the name, else the source as it is."""
    if source.span is None or source.head is None or source.case != "Nom":
        return source
    one = _one_of_them(view, source.head, source.span[1], at)
    if one is not None or source.head > cue.head:
        return one or source
    noun = speaking_noun(view, source.head, "ru")
    plural = view.tokens[source.head].feat("Number") == "Plur"
    if noun is None or noun.kind != "person" or plural or _named(view, source.span):
        return source
    last = view.index_from(source.span[1])
    name = _by_verb(view, cue, last)
    if name is None:
        return source
    first = view.index_from(name.start_char)
    start = first
    while start > last and view.tokens[start - 1].text not in _DIVIDERS:
        start -= 1
        if view.tokens[start].pos not in ("NOUN", "PROPN", "ADJ") or is_finite(view.tokens[start]):
            return source
    divider = view.tokens[start - 1].text
    if divider == "," and not (view.tokens[last].text == "," and last < start - 1):
        return source  # «Депутат выступил, Орлов …»: no clause has opened behind the post
    if divider in ("»", '"', "”") and any(is_finite(view.tokens[i]) for i in range(last, start)):
        return source
    return Source((view.tokens[start].start_char, name.end_char), first, "Nom")


def _one_of_them(view: View, head: int, end: int, at: range) -> Source | None:
    """«признался один из них, Миша», «один из адвокатов — Анна Ким заявила»: the name behind the comma or dash."""
    i = view.index_from(end)
    if fold(view.tokens[head].norm) not in ("один", "одна") or i + 1 >= at.stop:
        return None
    name = view.mention_at(view.tokens[i + 1].start_char, "person")
    if view.tokens[i].text not in (",", *_DASHES) or name is None or not in_case(view, name.end_char, "Nom"):
        return None
    return Source((name.start_char, name.end_char), i + 1, "Nom")


def _named(view: View, span: tuple[int, int]) -> bool:
    """A person in the nominative is named in the phrase already."""
    return any(in_case(view, m.end_char, "Nom") for m in view.labelled(*span, "person"))


def _by_verb(view: View, cue: Cue, last: int) -> Mention | None:
    """The name in the nominative between the post and the verb, from which nothing but adverbs and «который» part it."""
    i = cue.head - 1
    while i > last:
        token = view.tokens[i]
        mention = view.mention_at(token.start_char, "person")
        if mention is not None:
            return mention if in_case(view, mention.end_char, "Nom") else None
        if token.pos not in _LIGHT and fold(token.lemma) != "который":
            return None
        i -= 1
    return None
