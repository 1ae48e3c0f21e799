"""The words that stand beside names and say what they are: nouns (фонд, министерство, форум) and legal forms (АО, ЖШС)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.resources import lexicon
from pipeline.stages.mentions.words import Words

_HYPHENS = "-‐‑–"


@dataclass(frozen=True, slots=True)
class Head:
    """`label` is empty where what the noun names is no entity; `inside` = the noun belongs to a quoted name; `phrase` as in the table."""

    label: str
    inside: bool
    phrase: str


@cache
def _heads(lang: str) -> dict[str, Head]:
    rows = lexicon(lang, "name_heads.tsv", ("lemma", "label", "quoted", "phrase", "example"), ("lemma",))
    return {
        row["lemma"]: Head(
            "" if row["label"] == "none" else row["label"], row["quoted"] == "in", row["phrase"]
        )
        for row in rows
    }


@cache
def _legal(lang: str) -> dict[str, bool]:
    rows = lexicon(lang, "legal_forms.tsv", ("form", "bare", "full", "example"), ("form",))
    return {row["form"]: row["bare"] == "yes" for row in rows}


def head_at(words: Words, i: int) -> Head | None:
    """The head noun at word i, by its lemma in its own language; two words («железная дорога») go before one."""
    lang = words.lang(i)
    if lang not in ("ru", "kk"):
        return None
    lemma = _lemma(words, i)
    two = f"{_lemma(words, i - 1)} {lemma}" if i else lemma
    return _heads(lang).get(two) or _heads(lang).get(lemma)


def _lemma(words: Words, i: int) -> str:
    """Lower case, ё as е, without a number behind (ГРЭС-2)."""
    return words.tokens[i].lemma.lower().replace("ё", "е").rstrip("0123456789").rstrip("-")


def is_legal_form(words: Words, i: int, *, bare: bool = False) -> bool:
    """A legal form stands at word i, perhaps with an ending after a hyphen (ЖШС-нің); with `bare`, one that names need no quotes beside."""
    form = words.norms[i]
    for hyphen in _HYPHENS:
        form = form.split(hyphen)[0]
    for lang in ("ru", "kk"):
        known = _legal(lang).get(form)
        if known is not None and (known or not bare):
            return True
    return False
