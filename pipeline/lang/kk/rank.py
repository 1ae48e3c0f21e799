"""What the ranker sees of a split, and how it scores it: a sum of weights (`data/weights.tsv`) of named features."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from math import log1p
from typing import NamedTuple

from pipeline.lang.kk.alphabet import VOWELS
from pipeline.lang.kk.families import MOST, NONE, Family, families
from pipeline.lang.kk.segment import splits
from pipeline.lang.kk.suffixes import Chain
from pipeline.resources import lexicon

WEIGHT_COLUMNS = ("feature", "weight")
ELISION_COLUMNS = ("stem", "short", "example")
LEXEME_COLUMNS = ("lemma", "pos")
_BARE = Chain((), (), False)
_GUESSED = frozenset(("ь", "double", "зд", "і"))
# Logarithms of one more than a number, for all sizes of families.
_LOGS = [log1p(number) for number in range(2 * MOST + 1)]
# Stems shorter than this are suspicious; a mended stem with fewer forms than that is.
_SHORT = 4
_RARE = 4
_DEVOICED = {"б": "п", "г": "к", "ғ": "қ"}
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
    return {
        row["feature"]: float(row["weight"])
        for row in lexicon("kk", "weights.tsv", WEIGHT_COLUMNS, ("feature",))
    }


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
    shorts, known, longs = short_stems(), families(), long_stems()
    for stem, ending, repair in splits(lower, lenient=capital):
        if stem in shorts and not ending.chain.verbal:
            continue
        # A letter is put back at the end of a stem only where that stem is known.
        if repair in _GUESSED and stem not in known and stem not in longs:
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
    if stem.endswith(("ыл", "іл")) and stem[-3] not in VOWELS | {"л"} or stem.endswith(("лын", "лін")):
        active = stem[:-2]
    elif stem[-1] in "лн" and stem[-2] in "аеыі" and (stem[-1] == "л" or "л" in stem[:-1]):
        active = stem[:-1]
    if active and active[-1] in _DEVOICED:
        # тігіл is from тік, but себіл from сеп or from себе: the better attested one.
        hard = active[:-1] + _DEVOICED[active[-1]]
        active = max(active, hard, key=lambda candidate: families()[candidate].verbal)
    return active if active and families()[active].verbal >= _ATTESTED else ""


Features = list[tuple[str, float]]


def features(candidate: Candidate, word: str, *, capital: bool, blind: bool = False) -> Features:
    """Names and values of a candidate's features; `word` is the whole form in lower case. `blind` hides the families, as of an
    unknown word."""
    stem, chain, repair, passive = candidate
    size, found = _stem_features(
        stem, NONE if blind else families()[stem], verbal=chain.verbal, capital=capital
    )
    found += _chain_features(chain)
    if not size:
        found += [
            ("alone_tail", log1p(len(word) - len(stem))),
            ("alone_suffixes", float(len(chain.tags))),
            (f"alone:{stem[-2:]}", 1.0),
        ]
    if repair:
        known = stem in long_stems()
        found += [
            (f"repair:{repair}", 1.0),
            ("long_stem" if known else "unseen_repair", float(known or size < _RARE)),
        ]
    if passive:
        found.append(("passive", 1.0))
    if not chain.tags:
        found += [("bare_capital" if capital else "bare", 1.0), (f"bare:{word[-2:]}", 1.0)]
    return found + _lexeme_features(stem, chain)


def _stem_features(stem: str, family: Family, *, verbal: bool, capital: bool) -> tuple[int, Features]:
    """The number of forms that a stem has as a verb or a nominal, and what that says for it."""
    if verbal:
        size, kinds = family.verbal, family.verbal_kinds
        found = [("verbal", 1.0), ("verb_size", log1p(size)), ("verb_kinds", log1p(kinds))]
    else:
        size, kinds, bare = family.nominal, family.nominal_kinds, family.bare
        if capital:
            size, kinds, bare = size + family.name, max(kinds, family.name_kinds), bare | family.name_bare
        found = [("size", log1p(size)), ("kinds", log1p(kinds)), ("never_bare", float(not bare))]
    if len(stem) < _SHORT:
        found.append((f"verb_len:{len(stem)}" if verbal else f"len:{len(stem)}", 1.0))
    if not size:
        found.append(("alone_verb" if verbal else "alone", 1.0))
    return size, found


def _chain_features(chain: Chain) -> Features:
    return [("suffixes", float(len(chain.tags))), *((f"tag:{tag}", 1.0) for tag in chain.tags)]


def _lexeme_features(stem: str, chain: Chain) -> Features:
    entry = lexemes().get(stem)
    if entry is None:
        return []
    if not chain.tags and not entry <= {"NOUN", "VERB", "PROPN"}:
        return [("lexeme_whole", 1.0)]
    fits = "VERB" in entry if chain.verbal else bool(entry - {"VERB"})
    return [("lexeme" if fits else "lexeme_other", 1.0)]


def score(candidate: Candidate, word: str, *, capital: bool) -> float:
    """Sum of the weights of the candidate's features; what depends on stem or chain alone is added up once."""
    stem, chain, repair, passive = candidate
    table = weights()
    total, size = _stem_score(stem, chain.verbal, capital)
    total += _chain_score(chain)
    if not size:
        total += table.get("alone_tail", 0.0) * log1p(len(word) - len(stem)) + table.get(
            "alone_suffixes", 0.0
        ) * len(chain.tags)
        total += table.get(f"alone:{stem[-2:]}", 0.0)
    if repair:
        total += table.get(f"repair:{repair}", 0.0)
        if stem in long_stems():
            total += table["long_stem"]
        elif size < _RARE:
            total += table["unseen_repair"]
    if passive:
        total += table["passive"]
    if not chain.tags:
        total += table["bare_capital" if capital else "bare"] + table.get(f"bare:{word[-2:]}", 0.0)
    return (
        total + sum(table[name] for name, _ in _lexeme_features(stem, chain)) if stem in lexemes() else total
    )


@lru_cache(maxsize=1 << 15)
def _stem_score(stem: str, verbal: bool, capital: bool) -> tuple[float, int]:
    """The sum over `_stem_features`, written out because it runs for every split of every word (a test compares the two)."""
    table, family, length = weights(), families()[stem], len(stem)
    if verbal:
        size = family[2]
        total = table["verbal"] + table["verb_size"] * _LOGS[size] + table["verb_kinds"] * _LOGS[family[3]]
    else:
        size, kinds, bare = family[0], family[1], family[6]
        if capital:
            size, kinds, bare = size + family[4], max(kinds, family[5]), bare | family[7]
        total = table["size"] * _LOGS[size] + table["kinds"] * _LOGS[kinds]
        if not bare:
            total += table["never_bare"]
    if length < _SHORT:
        total += table.get(f"verb_len:{length}" if verbal else f"len:{length}", 0.0)
    if not size:
        total += table["alone_verb" if verbal else "alone"]
    return total, size


@cache
def _chain_score(chain: Chain) -> float:
    return _sum(_chain_features(chain))


def _sum(found: Features) -> float:
    table = weights()
    return sum(table.get(name, 0.0) * value for name, value in found)
