"""Where the phrase of a Russian source ends: particles, dates, brackets, quotation marks, joined attributes."""

from __future__ import annotations

from pipeline.lang.ru.lemmas import readings
from pipeline.schema import Token
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words


def himself(view: View, i: int) -> bool:
    """«Президент и сам говорил»: a particle, and no second source."""
    return (
        fold(view.tokens[i].norm) == "и"
        and i + 1 < len(view.tokens)
        and fold(view.tokens[i + 1].lemma) == "сам"
    )


def attributes(view: View, i: int, at: range) -> bool:
    """«послы южных и северных стран»: two adjectives of one noun in the genitive, which the conjunction joins."""
    if i + 2 >= at.stop:
        return False
    one, two, noun = view.tokens[i - 1], view.tokens[i + 1], view.tokens[i + 2]
    return (
        one.pos == two.pos == "ADJ"
        and noun.pos == "NOUN"
        and {t.feat("Case") for t in (one, two, noun)} == {"Gen"}
    )


def turns_to(view: View, i: int) -> bool:
    """«депутат к министру», «глава региона на нехватку»: what the verb governs, not the noun."""
    form, after = fold(view.tokens[i].norm), view.tokens[min(i + 1, len(view.tokens) - 1)]
    return form in ("с", "со", "к", "ко") or (form == "на" and after.feat("Case") == "Acc")


def dated(view: View, i: int) -> bool:
    after = view.tokens[i + 1] if i + 1 < len(view.tokens) else view.tokens[i]
    return fold(after.norm) in source_words("month", "ru")


def is_short(token: Token) -> bool:
    """«Малика Рахматова скептична»: a short adjective is a predicate, whatever the tagger calls it."""
    known = [parse.tag for parse in readings(token.norm.lower()) if parse.is_known]
    return bool(known) and all(tag.POS in ("ADJS", "PRTS") for tag in known)


def behind_bracket(view: View, i: int, at: range) -> int | None:
    """Token after «(КИСИ)», a short name in brackets."""
    for j in range(i + 1, min(i + 6, at.stop)):
        if view.tokens[j].text == ")":
            return j + 1
    return None


def open_quote(text: str, start: int) -> int:
    return start - 1 if start and text[start - 1] in "«“" else start


def close_quote(text: str, start: int, end: int) -> int:
    part = text[start:end]
    if part.count("«") + part.count("“") > part.count("»") + part.count("”") and text[end : end + 1] in (
        "»",
        "”",
    ):
        return end + 1
    if part.count('"') % 2 and text[end : end + 1] == '"':
        return end + 1
    return end
