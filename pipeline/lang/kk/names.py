"""Names in the nominative: the case comes off the last word, possessive and plural stay (министрлігіне → министрлігі).

A name decides by all its variants in a document: what occurs bare, or with a second case, is its stem (Ерден stays Ерден).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from math import log1p

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


@lru_cache(maxsize=1 << 15)
def bases(word: str) -> tuple[tuple[str, str | None], ...]:
    """What a name may be without its case: (base, case) with the word itself as (word, None) first. Original letters are kept."""
    lower = word.lower()
    found: dict[str, str | None] = {word: None}
    if "-" in word:
        head, _, tail = word.rpartition("-")
        reading = suffix_reading(tail) if tail.islower() else None
        if reading is not None and head and "Case=" in reading[0]:
            return ((head, reading[0].split("Case=")[1].split("|")[0]),)
    if word.isupper() and len(word) < 6:
        return tuple(found.items())
    for split in splits(lower, lenient=True):
        chain = split.ending.chain
        case = chain.case
        if chain.verbal or case is None or split.repair not in ("", "і"):
            continue
        own = [tag for tag in chain.tags if tag in _KEPT]
        if [tag for tag in chain.tags if tag not in _KEPT] not in _CASES or any(tag in ("P1S", "P2S", "P2F", "P1P") for tag in own):
            continue
        base = _cut(word, chain.tags[-1], split.stem, own)
        if base and len(base) > 1 and any(letter in VOWELS for letter in base.lower()):
            found.setdefault(base, case)
    return tuple(found.items())


_KEPT = frozenset(("PL", "P3"))
_CASES = [["GEN"], ["DAT"], ["ACC"], ["LOC"], ["ABL"], ["INS"], ["ATTR"]]


def _cut(word: str, tag: str, stem: str, own: list[str]) -> str:
    """The word without the ending of its case, as it is written."""
    lower = word.lower()
    best = ""
    for size in range(1, 6):
        base, tail = lower[:-size], lower[-size:]
        if not base or len(base) < len(stem):
            break
        reading = _case_only(tail, after_possessive="P3" in own)
        if reading == tag:
            best = word[:-size]
            if len(base) == len(stem) or own:
                break
    return best


@cache
def _case_only(tail: str, *, after_possessive: bool) -> str | None:
    from pipeline.lang.kk.suffixes import endings

    if after_possessive:
        return _AFTER_POSSESSIVE.get(tail)
    for ending in endings().get(tail, ()):
        if not ending.chain.verbal and len(ending.chain.tags) == 1 and not ending.restore and [ending.chain.tags[0]] in _CASES:
            return ending.chain.tags[0]
    return None


_AFTER_POSSESSIVE = {
    "ның": "GEN", "нің": "GEN", "на": "DAT", "не": "DAT", "н": "ACC", "нда": "LOC", "нде": "LOC", "нан": "ABL", "нен": "ABL",
    "мен": "INS", "ндағы": "ATTR", "ндегі": "ATTR",
}  # fmt: skip


def strip_case(form: str) -> tuple[str, str | None]:
    """A name without its case ending, and the case (UD value, None when there is none): Тоқаевтың → (Тоқаев, Gen)."""
    return _strip(form, frozenset())


def _strip(word: str, seen: frozenset[str]) -> tuple[str, str | None]:
    best = max(bases(word), key=lambda option: (_score(word, option, seen), len(option[0])))
    return best


def _score(word: str, option: tuple[str, str | None], seen: frozenset[str]) -> float:
    """How well a base explains the name: seen bare or with other endings in the document, a known name, a large family."""
    base, case = option
    lower = base.lower()
    score = 0.0
    if lower in bare_names():
        score += 6
    for other in seen:
        if other != word.lower() and (other == lower or any(b.lower() == lower for b, c in bases(other) if c is not None)):
            score += 8 if other == lower else 5
    family = families()[lower]
    if family.name or family.nominal:
        score += 1.2 * log1p(family.name) + 0.5 * log1p(family.nominal)
    if case is None:
        return score + 0.8
    ending = len(word) - len(base)
    return score + (1.6 if ending >= 3 else 0.6 if ending == 2 else -1.5) - (3 if len(base) < 3 else 1 if len(base) < 4 else 0)


def base_name(tokens: Sequence[str], variants: Collection[str] = ()) -> str:
    """The nominative of a name: only its last word loses its case; quotes round the whole go, inner ones stay.

    `tokens` are the words as written (normal forms are better), `variants` the other namings of the document as written:
    their last words decide between bases that endings alone leave open.
    """
    words = [mend(token) for token in tokens]
    closing = len(words) > 1 and words[-2][-1:] in _QUOTES and (words[-1][:1].islower() or words[-1][:1] == "-")
    if closing and suffix_reading(words[-1]) is not None:
        words.pop()
    text = _joined(words)
    at = max((i for i, word in enumerate(words) if any(map(str.isalpha, word))), default=None)
    if at is None or (words[-1] in _QUOTES and words[-1] not in "'’"):
        return _unquoted(text)
    seen = frozenset(mend(variant).split()[-1].strip(_QUOTES + ".,").lower() for variant in variants if variant.split())
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
        if len(text) > 2 and text[0] == left and text[-1] == right and right not in text[1:-1] and left not in text[1:-1]:
            return text[1:-1].strip()
    return text


def variants_of(names: Collection[str]) -> Iterator[tuple[str, str]]:
    """(name, base) of each name of a document, decided together."""
    for name in sorted(set(names)):
        yield name, base_name(name.split(), names)
