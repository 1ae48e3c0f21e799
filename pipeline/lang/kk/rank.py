"""What the ranker sees of a split, and how it scores it: a sum of weights (`data/weights.tsv`) of named features."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from math import log1p
from typing import NamedTuple

from pipeline.lang.kk.alphabet import VOWELS
from pipeline.lang.kk.families import NONE, families
from pipeline.lang.kk.segment import splits
from pipeline.lang.kk.suffixes import Chain
from pipeline.resources import lexicon

WEIGHT_COLUMNS = ("feature", "weight")
ELISION_COLUMNS = ("stem", "short", "example")
LEXEME_COLUMNS = ("lemma", "pos")
_BARE = Chain((), (), False)
_GUESSED = frozenset(("ь", "double", "зд", "і"))
# A passive is read as its active verb only when that verb is well attested.
_ATTESTED = 8


class Candidate(NamedTuple):
    """A stem, the chain on it, what was undone in the stem, whether a passive was taken off."""

    stem: str
    chain: Chain
    repair: str
    passive: bool


@cache
def weights() -> dict[str, float]:
    """Feature → weight."""
    return {row["feature"]: float(row["weight"]) for row in lexicon("kk", "weights.tsv", WEIGHT_COLUMNS, ("feature",))}


@cache
def lexemes() -> dict[str, frozenset[str]]:
    """Lemma → its parts of speech, for words that the families do not settle."""
    table: dict[str, set[str]] = {}
    for row in lexicon("kk", "lexemes.tsv", LEXEME_COLUMNS, ("lemma", "pos")):
        table.setdefault(row["lemma"], set()).add(row["pos"])
    return {lemma: frozenset(pos) for lemma, pos in table.items()}


@cache
def short_stems() -> frozenset[str]:
    """Shapes that stems have only before suffixes (ауз-, съез-): never stems themselves."""
    return frozenset(row["short"] for row in lexicon("kk", "elision.tsv", ELISION_COLUMNS, ("stem",)))


@cache
def long_stems() -> frozenset[str]:
    """The stems that those shapes belong to."""
    return frozenset(row["stem"] for row in lexicon("kk", "elision.tsv", ELISION_COLUMNS, ("stem",)))


def candidates(lower: str, *, capital: bool) -> Iterator[Candidate]:
    """Everything that a lower-case word may be, the bare word first."""
    yield Candidate(lower, _BARE, "", False)
    for stem, ending, repair in splits(lower, lenient=capital):
        if stem in short_stems() and not ending.chain.verbal:
            continue
        # A letter is put back at the end of a stem only where that stem is known.
        if repair in _GUESSED and stem not in families() and stem not in long_stems():
            continue
        yield Candidate(stem, ending.chain, repair, False)
        if ending.chain.verbal:
            active = active_stem(stem)
            if active:
                yield Candidate(active, ending.chain, repair, True)


@lru_cache(maxsize=1 << 14)
def active_stem(stem: str) -> str:
    """The active stem of a passive one (құрыл → құр, сайлан → сайла, салын → сал), or nothing."""
    active = ""
    if len(stem) < 4:
        return active
    if stem.endswith(("ыл", "іл")) and stem[-3] not in VOWELS | {"л"}:
        active = stem[:-2]
    elif stem.endswith(("лын", "лін")):
        active = stem[:-2]
    elif stem[-1] in "лн" and stem[-2] in "аеыі" and (stem[-1] == "л" or "л" in stem[:-1]):
        active = stem[:-1]
    return active if active and families()[active].verbal >= _ATTESTED else ""


def features(candidate: Candidate, word: str, *, capital: bool, blind: bool = False) -> list[tuple[str, float]]:
    """Names and values of a candidate's features; `word` is the whole form in lower case. `blind` hides the families, as of an
    unknown word."""
    stem, chain, repair, passive = candidate
    family = NONE if blind else families()[stem]
    tags = chain.tags
    found: list[tuple[str, float]] = []
    if chain.verbal:
        size, kinds = family.verbal, family.verbal_kinds
        found += [("verbal", 1.0), ("verb_size", log1p(size)), ("verb_kinds", log1p(kinds))]
        if len(stem) < 4:
            found.append((f"verb_len:{len(stem)}", 1.0))
    else:
        size, kinds, bare = family.nominal, family.nominal_kinds, family.bare
        if capital:
            size, kinds, bare = size + family.name, max(kinds, family.name_kinds), bare | family.name_bare
        found += [("size", log1p(size)), ("kinds", log1p(kinds))]
        if not bare:
            found.append(("never_bare", 1.0))
        if len(stem) < 4:
            found.append((f"len:{len(stem)}", 1.0))
    if stem in long_stems() and repair:
        found.append(("long_stem", 1.0))
    if not size:
        found += [("alone_verb" if chain.verbal else "alone", 1.0), ("alone_tail", log1p(len(word) - len(stem))), ("alone_suffixes", float(len(tags)))]
    if repair:
        found.append((f"repair:{repair}", 1.0))
        if size < 4 and stem not in long_stems():
            found.append(("unseen_repair", 1.0))
    if passive:
        found.append(("passive", 1.0))
    if not tags:
        found += [("bare_capital" if capital else "bare", 1.0), (f"bare:{word[-2:]}", 1.0)]
    else:
        found.append(("suffixes", float(len(tags))))
        found += [(f"tag:{tag}", 1.0) for tag in tags]
    entry = lexemes().get(stem)
    if entry is not None:
        fits = "VERB" in entry if chain.verbal else bool(entry - {"VERB"})
        whole = not tags and not chain.verbal and not entry <= {"NOUN", "VERB", "PROPN"}
        found.append(("lexeme_whole" if whole else "lexeme" if fits else "lexeme_other", 1.0))
    return found


def score(candidate: Candidate, word: str, *, capital: bool) -> float:
    """Sum of the weights of the candidate's features."""
    table = weights()
    return sum(table.get(name, 0.0) * value for name, value in features(candidate, word, capital=capital))
