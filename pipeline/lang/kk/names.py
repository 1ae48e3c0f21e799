"""Names in the nominative: the case comes off the last word, possessive and plural stay (министрлігіне → министрлігі).

A name decides by all its variants in a document: what occurs bare, or with a second case, is its stem (Ерден stays Ерден).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from math import log1p
from typing import NamedTuple

from pipeline.lang.kk.alphabet import VOWELS
from pipeline.lang.kk.analyze import suffix_reading
from pipeline.lang.kk.families import families
from pipeline.lang.kk.normalize import mend
from pipeline.lang.kk.segment import splits
from pipeline.resources import lexicon

_QUOTES = "«»\"“”„'’‘"
NAME_COLUMNS = ("name", "example")


@cache
def bare_names() -> frozenset[str]:
    """Names in the nominative that end like a case (`names.tsv`), lower case."""
    return frozenset(row["name"].lower() for row in lexicon("kk", "names.tsv", NAME_COLUMNS, ("name",)))


class Base(NamedTuple):
    """What a name may be without its case: as written, the case (None: the name stands bare), the stem without possessive, and
    whether a possessive stays on it."""

    text: str
    case: str | None
    stem: str
    possessive: bool


@lru_cache(maxsize=1 << 15)
def bases(word: str) -> tuple[Base, ...]:
    """All that a name may be without its case; the name as it stands comes first."""
    lower = word.lower()
    found = {word: Base(word, None, lower, False)}
    if "-" in word:
        head, _, tail = word.rpartition("-")
        reading = suffix_reading(tail) if tail.islower() else None
        if reading is not None and head and "Case=" in reading[0]:
            return (Base(head, reading[0].split("Case=")[1].split("|")[0], head.lower(), False),)
        if len(tail) > 3 and tail[0].isupper():
            return tuple(
                Base(f"{head}-{base.text}", base.case, base.stem, base.possessive) for base in bases(tail)
            )
    if word.isupper() and len(word) < 6:
        return tuple(found.values())
    for stem, ending, repair in splits(lower, lenient=True):
        chain = ending.chain
        kept = [tag for tag in chain.tags if tag in _KEPT]
        if (
            chain.verbal
            or chain.case is None
            or repair not in _REPAIRS
            or chain.tags[len(kept) :] not in _CASES
        ):
            continue
        size = _case_size(lower, chain.tags[len(kept)], after_possessive="P3" in kept)
        if not size:
            continue
        text = word[:-size]
        if len(text) > 1 and any(letter in VOWELS for letter in text.lower()):
            base = Base(text, chain.case, stem, "P3" in kept)
            # Of two ways to the same base the one with a known noun in it explains more.
            if text not in found or (
                base.possessive and families()[stem].nominal > families()[found[text].stem].nominal
            ):
                found[text] = base
    return tuple(found.values())


_KEPT = frozenset(("PL", "P3"))
_REPAIRS = frozenset(("", "і", "voiced", "lost", "ь", "double"))
_CASES = frozenset({("GEN",), ("DAT",), ("ACC",), ("LOC",), ("ABL",), ("INS",), ("ATTR",), ("GEN", "KI")})
_ENDINGS = {
    "GEN": ["ның", "нің", "дың", "дің", "тың", "тің"], "DAT": ["ға", "ге", "қа", "ке"], "ACC": ["ны", "ні", "ды", "ді", "ты", "ті"],
    "LOC": ["да", "де", "та", "те"], "ABL": ["дан", "ден", "тан", "тен", "нан", "нен"], "INS": ["мен", "бен", "пен"],
    "ATTR": ["дағы", "дегі", "тағы", "тегі"], "KI": ["нікі", "дікі", "тікі"],
}  # fmt: skip
_AFTER_POSSESSIVE = {
    "GEN": ["ның", "нің"], "DAT": ["на", "не"], "ACC": ["н"], "LOC": ["нда", "нде"], "ABL": ["нан", "нен"], "INS": ["мен"],
    "ATTR": ["ндағы", "ндегі"], "KI": ["нікі"],
}  # fmt: skip


def _case_size(lower: str, tag: str, *, after_possessive: bool) -> int:
    """Number of letters of the case ending at the end of a word; 0 when it does not end so."""
    tag = "KI" if tag == "GEN" and lower.endswith(("нікі", "дікі", "тікі")) else tag
    table = _AFTER_POSSESSIVE if after_possessive else _ENDINGS
    return next((len(ending) for ending in table[tag] if lower.endswith(ending)), 0)


# Endings of surnames, patronymics and given names: what is left after a case looks like a name.
_NAME_ENDINGS = (
    "ов",
    "ев",
    "ёв",
    "ова",
    "ева",
    "ин",
    "ина",
    "ұлы",
    "қызы",
    "ич",
    "ский",
    "енко",
    "бек",
    "бай",
    "хан",
    "жан",
    "гүл",
)
# Patronymics, and nouns of quality with a possessive: what carries the case is certain.
_HEADS = ("ұлы", "қызы", "лығы", "лігі", "дығы", "дігі", "тығы", "тігі")
# A country in -стан, unless what stands before -тан is a common name (Айдостан).
_COMMON = 3
# Verbs that make names: Қайыргелді, Құдайберді; their past is no accusative.
_NAME_VERBS = ("гел", "кел", "бер", "ал", "тұр", "бол")


def strip_case(form: str) -> tuple[str, str | None]:
    """A name without its case ending, and the case (UD value, None when there is none): Тоқаевтың → (Тоқаев, Gen)."""
    return _strip(form, frozenset())


def _strip(word: str, seen: frozenset[str]) -> tuple[str, str | None]:
    best = max(bases(word), key=lambda base: (_score(word, base, seen), len(base.text)))
    # Towns in -ск take a vowel before their endings: Минскіде.
    text = best.text[:-1] if best.case is not None and best.text.endswith("скі") else best.text
    return text, best.case


def _score(word: str, base: Base, seen: frozenset[str]) -> float:
    """How well a base explains the name: seen bare or with other endings in the document, a known name, a large family."""
    whole = base.text.lower()
    lower = whole.rpartition("-")[2] or whole
    score = 0.0
    if (
        lower in bare_names()
        or whole in bare_names()
        or (lower.endswith("стан") and families()[lower[:-3]].name < _COMMON)
    ):
        score += 10
    for other in seen:
        if other == word.lower():
            continue
        if other == whole:
            score += 8
        elif any(b.case is not None and b.text.lower() == whole for b in bases(other)):
            # What takes a case of its own is no case form: Гүлденнің says that Гүлден is bare.
            score += 9 if base.case is None else 5
    family = families()[lower]
    # The form itself is one of the forms of its base, its ending one of the kinds: what is left is evidence.
    own = 0 if base.case is None else 1
    score += (
        1.2 * log1p(max(family.name - own, 0))
        + 0.6 * min(max(family.name_kinds - own, 0), 5)
        + 0.5 * log1p(family.nominal)
    )
    if base.case is None:
        return score + 0.8 + (0.7 * log1p(family.nominal) if family.nominal > 3 else 0)
    if base.possessive:
        known = families()[base.stem]
        size = known.nominal + known.name
        if lower.endswith(_HEADS):
            return score + 5
        if size > 3:
            # The forms of ұйымын itself are few beside those of ұйымы: its н is a case.
            few = known.nominal >= 3 * families()[word.lower()].nominal
            return score + (3.5 if few else 1.5) + 0.7 * log1p(size)
        return score + (
            -2
            if word.endswith("н") and len(word) - len(base.text) == 1 and not word.endswith(("сын", "сін"))
            else 0.3
        )
    if lower.endswith(_NAME_ENDINGS) and len(lower) > 4:
        score += 3
    ending = len(word) - len(base.text)
    if word.endswith(("ды", "ді")) and lower.endswith(_NAME_VERBS):
        score -= 5
    return score + (1.6 if ending > 2 else 0.9) - (3 if len(lower) < 3 else 0.8 if len(lower) < 4 else 0)


def base_name(tokens: Sequence[str], variants: Collection[str] = ()) -> str:
    """The nominative of a name: only its last word loses its case; quotes round the whole go, inner ones stay.

    `tokens` are the words as written (normal forms are better), `variants` the other namings of the document as written:
    their last words decide between bases that endings alone leave open.
    """
    words = [mend(token) for token in tokens]
    closing = (
        len(words) > 1 and words[-2][-1:] in _QUOTES and (words[-1][:1].islower() or words[-1][:1] == "-")
    )
    if closing and suffix_reading(words[-1]) is not None:
        words.pop()
    text = _joined(words)
    at = max((i for i, word in enumerate(words) if any(map(str.isalpha, word))), default=None)
    if at is None or (words[-1] in _QUOTES and words[-1] not in "'’"):
        return _unquoted(text)
    seen = frozenset(
        mend(variant).split()[-1].strip(_QUOTES + ".,").lower() for variant in variants if variant.split()
    )
    words[at] = _strip(words[at], seen)[0]
    return _unquoted(_joined(words))


def _joined(words: Sequence[str]) -> str:
    """Words with blanks between, none inside quotes, none after initials' stops are lost."""
    out = ""
    opened = False
    glue = True
    for word in words:
        closes = word in ("»", "”") or (word == '"' and opened)
        if word in ",.;:)!?" or closes or glue:
            out += word
        else:
            out += " " + word
        glue = word in ("«", "“", "(", "„") or (word == '"' and not opened)
        if word == '"':
            opened = not opened
    return out.strip()


def _unquoted(text: str) -> str:
    """Without a pair of quotes that surrounds the whole."""
    for left, right in (("«", "»"), ("“", "”"), ('"', '"'), ("„", "“")):
        if (
            len(text) > 2
            and text[0] == left
            and text[-1] == right
            and right not in text[1:-1]
            and left not in text[1:-1]
        ):
            return text[1:-1].strip()
    return text


def variants_of(names: Collection[str]) -> Iterator[tuple[str, str]]:
    """(name, base) of each name of a document, decided together."""
    for name in sorted(set(names)):
        yield name, base_name(name.split(), names)
