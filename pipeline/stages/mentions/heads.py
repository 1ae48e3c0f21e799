"""The words that stand beside names and say what they are: nouns (фонд, министерство, форум) and legal forms (АО, ЖШС)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.resources import lexicon
from pipeline.stages.mentions.words import Words

_HYPHENS = "-‐‑–"
# So many letters of a word tell it in any case.
_STEM = 5
# The longest legal form in full has so many words.
_LONGEST_FORM = 5


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


@cache
def _spelled(lang: str) -> frozenset[tuple[str, ...]]:
    rows = lexicon(lang, "legal_forms_in_full.tsv", ("form", "example"), ("form",))
    return frozenset(_stems(row["form"].split()) for row in rows)


def _stems(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.lower().replace("ё", "е")[:_STEM] for word in words)


def spelled_form(words: Words, start: int, end: int) -> bool:
    """The words are a legal form in full, in any case: акционерное общество, жауапкершілігі шектеулі серіктестігінің."""
    return (
        end - start > 1
        and words.same_block(start, end - 1)
        and _stems(words.norms[start:end]) in _spelled(words.lang(start))
    )


def forms_before(words: Words, start: int) -> int:
    """The first of the legal forms, short or in full, that stand right before word `start`; `start` when there is none."""
    while words.same_block(start - 1, start):
        if is_legal_form(words, start - 1):
            start -= 1
            continue
        size = next(
            (n for n in range(_LONGEST_FORM, 1, -1) if n <= start and spelled_form(words, start - n, start)),
            0,
        )
        if not size:
            break
        start -= size
    return start


def forms_after(words: Words, end: int) -> int:
    """One after the legal forms, short or in full, that follow the word before `end`, marks included: «…» ҰК» АҚ."""
    last = end
    while words.same_block(last - 1, last):
        if is_legal_form(words, last) or (words.norms[last] == "»" and last > end):
            last += 1
            continue
        size = next((n for n in range(_LONGEST_FORM, 1, -1) if spelled_form(words, last, last + n)), 0)
        if not size or words.lang(last) != "kk":  # in Russian the form stands before the name
            break
        last += size
    return last


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
