"""A common noun and the name of the thing right behind it: «портал «Степной вестник»», «застройщик «Север»»."""

from __future__ import annotations

from pipeline.schema import Mention
from pipeline.stages.claims.draft import Source
from pipeline.stages.claims.nouns import Speaking
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import source_words


def is_name_of(view: View, source: Source, own: Mention, noun: Speaking) -> bool:
    """«портал «Степной вестник»», «компания «КТЖ»», «агентство Reuters»: a kind of thing and, right after it, its name."""
    assert source.span is not None
    word = noun.words[-1]
    kinds = source_words("business") | source_words("general") | source_words("named_so")
    quoted = noun.kind == "institution" and quoted_behind(view, own, noun)  # «стартап «Север»»
    if word == "пресс-служба" or noun.kind != "media" and word not in kinds and not quoted:
        return False
    tail = view.text[own.end_char : source.span[1] - 1]
    if noun.positions[-1] + 1 >= len(view.tokens) or tail and not is_latin(own.text + tail):
        return False
    between = view.text[view.tokens[noun.positions[-1]].end_char : own.start_char]
    tokens = view.inside(own.start_char, own.end_char)
    named = bool(between.strip()) or own.text[:1] in '«"“' or not any(t.feat("Case") == "Gen" for t in tokens)
    return between.strip() in ("", "«", '"', "“", "„") and named


def quoted_behind(view: View, own: Mention, noun: Speaking) -> bool:
    """«застройщик «Север»»: the name stands in quotes right behind the noun, and in no dative."""
    opened = view.text[view.tokens[noun.positions[-1]].end_char : own.start_char].strip()
    last = view.tokens[view.index_from(own.end_char) - 1]
    return opened in ("«", '"', "“", "„") and last.feat("Case") != "Dat"


def is_latin(text: str) -> bool:
    return text.replace("’", "'").isascii() and any(c.isalpha() for c in text)
