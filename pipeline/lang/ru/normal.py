"""The nominative of a mention, as an analyst would write it.

Only the head and what agrees with it is declined back: «Министерства иностранных дел РФ» is Министерство иностранных
дел РФ. Abbreviations, Latin letters and what stands in quotes stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.lang.ru.inflection import (
    QUOTES_OPEN,
    adjective_nominative,
    is_abbreviation,
    is_adjective,
    is_noun,
    noun_nominative,
    surface,
    without_quotes,
)
from pipeline.lang.ru.lemmas import readings
from pipeline.lang.ru.persons import person_nominative
from pipeline.schema import Token

_KAZAKH = frozenset("әғқңөұүһі")  # letters of names that Russian does not decline
_AGREEING = ("ADJ", "DET", "NUM", "VERB")


def nominative(tokens: Sequence[Token], label: str, variants: Collection[str] = ()) -> str:
    """See `lang.base.Normalizer`; the empty string for no tokens."""
    if not tokens:
        return ""
    tokens = without_quotes(tokens)
    if label == "person":
        return surface(tokens, person_nominative(tokens, variants))
    return surface(tokens, phrase_nominative(tokens))


def phrase_nominative(tokens: Sequence[Token]) -> list[str]:
    """The words of a noun phrase with its head and the adjectives before the head in the nominative."""
    words = [token.norm for token in tokens]
    head = _head(tokens)
    if head is None or _is_site(words) or _is_kazakh(words):
        return words
    words[head], gender, number = noun_nominative(tokens[head])
    for i in range(head):
        if tokens[i].pos in _AGREEING or is_adjective(tokens[i]):
            words[i] = adjective_nominative(tokens[i], gender, number)
    return words


def _is_site(words: Sequence[str]) -> bool:
    """«Вести.ру», «Дни.ру»: an address whose first word can be a nominative, of several things, too."""
    return (
        len(words) == 3
        and words[1] == "."
        and any("nomn" in parse.tag for parse in readings(words[0].lower()))
    )


def _is_kazakh(words: Sequence[str]) -> bool:
    """«Алтын Дән Агро»; not «Фонда «Самрук-Қазына»», where another name stands in the quotes."""
    return not set(words) & set(QUOTES_OPEN) and any(set(word.lower()) & _KAZAKH for word in words)


def _head(tokens: Sequence[Token]) -> int | None:
    """The first noun with nothing but agreeing words before it; None when the phrase opens with a quote or has no noun."""
    for i, token in enumerate(tokens):
        if token.text in QUOTES_OPEN:
            return None
        if is_noun(token):
            return i  # also Омского «колледжа» транспорта, which the tagger took for one more adjective
        if token.pos in ("NOUN", "PROPN", "X"):
            if i + 1 < len(tokens) and tokens[i + 1].norm[0].isalpha() and is_adjective(token):
                continue  # «Соединённых» Штатов: to the tagger every word of a name may be a proper noun
            return i
        if token.pos not in (*_AGREEING, "PUNCT", "CCONJ"):
            return None
    # All adjectives: «Тверская», «Российские железные»: the last one stands for the noun.
    return None if is_abbreviation(tokens[-1].norm) else len(tokens) - 1
