"""Names of organizations and states that speak."""

from __future__ import annotations

import re
from functools import cache

from pipeline.resources import lexicon
from pipeline.schema import Mention
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.phrases import clean_name
from pipeline.stages.claims.titles import language
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words

_STEM = 6  # letters by which the words of a legal form are known
_SITE = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,6}")
_STATES = {"РФ", "РК", "ҚР"}


def entity_name(view: View, mention: Mention) -> str:
    """The canonical name of a mentioned organization or place, as this document has it."""
    if _SITE.fullmatch(mention.text):
        return mention.text  # Kurs.kz is written in Latin in every text
    noun = _noun_in_quotes(view, mention)
    if noun is not None:
        return f"{noun} {clean_name(mention.text)}"
    entity = view.entities.get(mention.entity_id or "")
    if entity is None:
        return _without_form(clean_name(mention.normal), mention)
    said = [m.normal for m in view.mentions if m.entity_id == mention.entity_id]
    # The registry may know a name that the text does not use.
    known = any(fold(clean_name(name)) == fold(clean_name(entity.name)) for name in said)
    return _without_form(
        clean_name(entity.name if known else max(said, key=len, default=entity.name)), mention
    )


def _noun_in_quotes(view: View, mention: Mention) -> str | None:
    """«Газета» of «пишет "Газета Daily"»: a noun between the opening mark and the name belongs to it."""
    i = view.index_from(mention.start_char)
    if (
        i < 2
        or mention.lang != "ru"
        or view.text[mention.end_char : mention.end_char + 1] not in ("»", '"', "”")
    ):
        return None
    noun = view.tokens[i - 1]
    listed = speaking_noun(view, i - 1, "ru") if noun.text[:1].isupper() else None
    opened = view.tokens[i - 2].text in ("«", '"', "“") and view.tokens[i - 2].end_char == noun.start_char
    return noun.text if opened and listed is not None and listed.kind == "media" else None


def _without_form(name: str, mention: Mention) -> str:
    """«Таза ауа» қоғамдық қоры: a legal form in full behind a quoted name is no part of it."""
    if not mention.lang.startswith("kk") or "»" not in mention.text[:-1]:
        return name
    words = name.split()
    for form in _spelled_forms():
        tail = words[-len(form) :]
        if len(words) > len(form) and all(
            fold(w).startswith(f[:_STEM]) for w, f in zip(tail, form, strict=True)
        ):
            return " ".join(words[: -len(form)])
    return name


@cache
def _spelled_forms() -> list[tuple[str, ...]]:
    rows = lexicon("kk", "legal_forms_in_full.tsv", ("form", "example"), ("form",))
    return sorted((tuple(row["form"].split()) for row in rows), key=len, reverse=True)


def state_after(view: View, mention: Mention) -> str:
    """« РФ» of «Минтранс РФ», where the name goes on with the short name of its state."""
    i = view.index_from(mention.end_char)
    if mention.label != "organization" or i >= len(view.tokens):
        return ""
    token = view.tokens[i]
    return f" {token.text}" if token.text in _STATES and token.start_char - mention.end_char == 1 else ""


def is_common(view: View, mention: Mention) -> bool:
    """One capitalised common noun at the head of a sentence (Фонд, Министерство) is no name."""
    tokens = view.inside(mention.start_char, mention.end_char)
    if len(tokens) != 1 or not tokens[0].text[1:].islower():
        return False
    i = view.index_from(mention.start_char)
    noun = speaking_noun(view, i, language(tokens[0].lang))
    return (
        noun is not None
        and len(noun.words) == 1
        and fold(tokens[0].lemma) in source_words("bare")
        and view.opens_sentence(i)
    )


def kind_of(word: str) -> str:
    """`authority` or `business`, where the noun tells."""
    if word in source_words("authority"):
        return "authority"
    return "business" if word in source_words("business") else ""


def is_authority(names: frozenset[str]) -> bool:
    """The words of a name that only an authority has: министерство, Минфин, департамент, Росреестр."""
    beginnings = tuple(source_words("of_authority"))
    return any(
        own == start or (len(start) > 4 and own.startswith(start[:-1]))
        for own in names
        for start in beginnings
    ) or any(own.startswith("мин") and len(own) > 5 for own in names)
