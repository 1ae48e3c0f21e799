"""Analyses of a word form, ranked: lemma, part of speech, features, suffix chain, confidence.

Closed classes are looked up; everything else is split in all ways that grammar allows (`segment`), and the splits are ranked by
the families of their stems and a few weights (`data/weights.tsv`). Every word gets a best guess; `known` says whether its
stem has been seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from math import exp
from typing import NamedTuple

from pipeline.lang.kk.alphabet import is_kazakh_word
from pipeline.lang.kk.families import families
from pipeline.lang.kk.normalize import mend
from pipeline.lang.kk.rank import Candidate, candidates, lexemes, score
from pipeline.lang.kk.suffixes import Chain, endings
from pipeline.resources import lexicon

CLOSED_COLUMNS = ("form", "lemma", "pos", "feats", "example")
_NUMBER = re.compile(r"([+]?\d+(?:[.,:]\d+)*)\s?((?:%|‰|°\s?[CСFФcс]?)?)(?:-?([^\W\d_]+))?$")
_ORDINAL = re.compile(r"((?:[ыі]?н)?ш[ыі])(.*)$")


class Analysis(NamedTuple):
    """One reading of a form. `feats` is the UD string; `chain` the tags of the suffixes in order; `confidence` 0 to 1 among the
    readings of the form; `known` whether the stem has a family or an entry;
    `score` the ranker's sum of weights, comparable among the readings of one form."""

    lemma: str
    pos: str
    feats: str
    chain: tuple[str, ...]
    confidence: float
    known: bool
    score: float

    def feat(self, name: str) -> str | None:
        """Value of one feature, None without it."""
        return dict(pair.split("=", 1) for pair in self.feats.split("|") if pair).get(name)


@cache
def closed() -> dict[str, tuple[Analysis, ...]]:
    """Form → its closed-class readings."""
    table: dict[str, list[Analysis]] = {}
    for row in lexicon("kk", "closed.tsv", CLOSED_COLUMNS, ("form", "pos", "feats")):
        table.setdefault(row["form"], []).append(
            Analysis(row["lemma"], row["pos"], row["feats"], (), 1.0, True, 0.0)
        )
    return {form: tuple(found) for form, found in table.items()}


def analyze(form: str) -> tuple[Analysis, ...]:
    """The readings of a word form (as written, any case), the best first; never empty.

    A capital says that the form may be a name; the caller knows whether it opens a sentence (see `components`).
    """
    return _analyze(mend(form))


@lru_cache(maxsize=1 << 16)
def _analyze(word: str) -> tuple[Analysis, ...]:
    lower = word.lower()
    found = closed().get(lower)
    if found is not None:
        return found
    if not word.isalpha():
        return _mixed(word, lower)
    if not is_kazakh_word(lower):
        return (Analysis(word, "PROPN" if word[0].isupper() else "X", "", (), 0.5, False, 0.0),)
    if 1 < len(word) <= _LONGEST_ACRONYM and word.isupper():
        return (Analysis(word, "PROPN", "Case=Nom|Number=Sing", (), 0.9, True, 0.0),)
    return _ranked(word, lower)


def _mixed(word: str, lower: str) -> tuple[Analysis, ...]:
    """What is not letters alone: marks, numbers, abbreviations, words with hyphens."""
    if not any(map(str.isalnum, word)):
        return (Analysis(word, "SYM" if word in _SYMBOLS else "PUNCT", "", (), 1.0, True, 0.0),)
    number = _NUMBER.match(word)
    if number:
        return (_number(number),)
    if word[-1] == "." and len(word) > 1:
        if word[0].isupper() and len(word) <= _LONGEST_INITIAL:
            return (Analysis(word, "PROPN", "", (), 1.0, True, 0.0),)
        return (Analysis(lower, "NOUN", "", (), 1.0, True, 0.0),)
    if "-" in word:
        return _hyphened(word, lower)
    if is_kazakh_word(lower):
        return _ranked(word, lower)
    return (Analysis(word, "PROPN" if word[0].isupper() else "X", "", (), 0.5, False, 0.0),)


_UNINFLECTED = frozenset(("ADJ", "ADV", "ADP", "CCONJ", "PART", "INTJ"))
# A capitalised noun with so many small forms and none capitalised is no name: Президенті.
_UNSEEN_NAME = 6
# Words in capitals up to this length are abbreviations and stand bare (АҚШ, ЮНЕСКО has a form of its own with a hyphen).
_LONGEST_ACRONYM = 6
# An initial with its stop: Қ., Дж.
_LONGEST_INITIAL = 3
# Readings kept for one form: so many, and none that no context could save.
_KEPT = 6
_HOPELESS = 7.0
_SYMBOLS = frozenset("%№$€₸£¥+=<>§©®°/|~^*&@#")


def _number(match: re.Match[str]) -> Analysis:
    """A number in digits with an optional unit sign and suffix: `170-тен`, `2024-ші`, `50%-ға`."""
    digits, sign, suffix = match.groups()
    lemma = digits + ("" if sign.strip() == "%" else sign)
    if not suffix:
        return Analysis(lemma, "NUM", "", (), 1.0, True, 0.0)
    ordinal = _ORDINAL.match(suffix)
    if ordinal:
        inflected = suffix_reading(ordinal.group(2)) if ordinal.group(2) else ("", ())
        if inflected is not None:
            feats, tags = inflected
            return Analysis(
                lemma, "NUM", "|".join(filter(None, (feats, "NumType=Ord"))), ("ORD", *tags), 1.0, True, 0.0
            )
    found = suffix_reading(suffix)
    if found is None:
        return Analysis(lemma, "NUM", "", (), 0.5, False, 0.0)
    feats, tags = found
    return Analysis(lemma, "NUM", feats, tags, 1.0, True, 0.0)


@cache
def suffix_reading(suffix: str) -> tuple[str, tuple[str, ...]] | None:
    """Features and tags of a nominal ending by itself (`ның`, `на`, `-тен`), whatever it stands on; None if it is none."""
    best = None
    for ending in endings().get(suffix.lstrip("-‐‑"), ()):
        chain = ending.chain
        if chain.verbal or ending.restore or not chain.tags:
            continue
        cost = len(chain.tags) + sum(tag in _PERSONAL for tag in chain.tags)
        if best is None or cost < best[0]:
            best = (cost, _joined(chain.feats), chain.tags)
    return None if best is None else best[1:]


# Particles that are written with a hyphen and change nothing: келді-ау, бірінші-ақ.
_PARTICLES = frozenset(("ау", "ақ", "ай", "мыс", "міс"))
_PERSONAL = frozenset(("C1S", "C2S", "C2F", "C1P", "C2FP", "P1S", "P2S"))


def _hyphened(word: str, lower: str) -> tuple[Analysis, ...]:
    """`БҰҰ-ның`, `COVID-тан`: what follows the hyphen is an ending; `көші-қон`: the last part is inflected."""
    head, _, tail = word.rpartition("-")
    if (
        head.isupper()
        or not is_kazakh_word(head.lower())
        or head[-1:].isdigit()
        or (head[:1].isupper() and len(tail) < 4 and tail.islower())
    ):
        found = suffix_reading(tail.lower())
        if found is not None:
            return (Analysis(head, "PROPN", found[0], found[1], 0.9, True, 0.0),)
    if tail in _PARTICLES and is_kazakh_word(head.lower()):
        return _analyze(head)
    if not tail or not is_kazakh_word(tail.lower()):
        return (Analysis(word, "PROPN" if word[0].isupper() else "X", "", (), 0.5, False, 0.0),)
    readings = _analyze(tail)
    return tuple(
        Analysis(
            f"{head}-{r.lemma}" if word[0].isupper() and head[:1].isupper() else f"{head.lower()}-{r.lemma}",
            "NOUN" if r.pos in ("PART", "ADP", "DET") else r.pos,
            r.feats,
            r.chain,
            r.confidence,
            r.known,
            r.score,
        )
        for r in readings
    )


def reading_of(candidate: Candidate, word: str) -> Analysis:
    """A candidate of a word as a reading, with its score; confidence is left at 0."""
    return _reading(candidate, word, score(candidate, word.lower(), capital=word[0].isupper()), 0.0)


def _reading(candidate: Candidate, word: str, points: float, confidence: float) -> Analysis:
    stem, chain, _, passive = candidate
    entry = lexemes().get(stem)
    family = families()[stem]
    if chain.verbal:
        pos, known = "VERB", family.verbal > 0
    else:
        listed = entry is not None and entry != {"VERB"}
        name = word[0].isupper() and not listed and family.nominal <= 3 * family.name + _UNSEEN_NAME
        pos = (
            _nominal_pos(entry, chain.tags)
            if entry and listed
            else "ADJ"
            if chain.tags == ("CMP",)
            else "PROPN"
            if name
            else guess_pos(stem)
        )
        known = family.nominal + family.name > 0
    feats = "" if not chain.tags and pos in _UNINFLECTED else ud_feats(chain, passive)
    lemma = _whole(stem) if chain.tags and not chain.verbal else stem
    if pos == "PROPN":
        lemma = word[: len(stem)] if word.lower().startswith(stem) else stem.capitalize()
    tags = ("PASS", *chain.tags) if passive else chain.tags
    return Analysis(lemma, pos, feats, tags, confidence, known or entry is not None, round(points, 3))


def _whole(stem: str) -> str:
    """журналистер: журналис- is short for журналист."""
    if not stem.endswith("ис"):
        return stem
    whole = f"{stem}т"
    return whole if whole in lexemes() or families()[whole].bare else stem


def _ranked(word: str, lower: str) -> tuple[Analysis, ...]:
    """The best candidates of an open-class word as readings; of several with the same stem, chain and kind the best one."""
    capital = word[0].isupper()
    scored = [
        (score(candidate, lower, capital=capital), candidate)
        for candidate in candidates(lower, capital=capital)
    ]
    top = max(points for points, _ in scored)
    hopeful = [found for found in scored if found[0] > top - _HOPELESS]
    if len(hopeful) > 1:
        hopeful.sort(key=_by_score)
        seen: set[tuple[str, tuple[str, ...], bool, bool]] = set()
        kept = []
        for found in hopeful:
            stem, chain, _, passive = found[1]
            key = (stem, chain.tags, chain.verbal, passive)
            if key not in seen:
                seen.add(key)
                kept.append(found)
        hopeful = kept[:_KEPT]
    odds = [exp(points - top) for points, _ in hopeful]
    total = sum(odds)
    return tuple(
        _reading(candidate, word, points, round(odd / total, 3))
        for (points, candidate), odd in zip(hopeful, odds, strict=True)
    )


def _by_score(found: tuple[float, Candidate]) -> tuple[float, str, tuple[str, ...]]:
    return -found[0], found[1].stem, found[1].chain.tags


@cache
def ud_feats(chain: Chain, passive: bool = False) -> str:
    """UD features of a chain: nominals without a case ending are nominative, without a plural singular."""
    feats = dict(chain.feats)
    if not chain.verbal and "Degree" not in feats:
        feats.setdefault("Case", "Nom")
        feats.setdefault("Number", "Sing")
    elif (
        chain.verbal
        and feats.get("VerbForm") in ("Ger", "Vnoun")
        or "Person[psor]" in feats
        or "PL" in chain.tags
    ):
        feats.setdefault("Case", "Nom")
    if passive:
        feats["Voice"] = "Pass"
    return _joined(feats.items())


def _joined(pairs: Iterable[tuple[str, str]]) -> str:
    return "|".join(f"{name}={value}" for name, value in sorted(pairs, key=lambda item: item[0].lower()))


# Derivations that make adjectives: relational, privative, inclined to, able to; and attributes of time.
_ADJECTIVAL = ("калық", "иялық", "сыз", "сіз", "арлық", "ерлік", "тивті", "альды", "шыл", "шіл")
_TEMPORAL = ("жылғы", "айғы", "күнгі", "жолғы", "түнгі", "ғасырлық", "жылдық")


def guess_pos(stem: str) -> str:
    """NOUN or ADJ for a nominal that no table knows, by its derivation."""
    if stem.endswith(_TEMPORAL) or (len(stem) > 5 and stem.endswith(_ADJECTIVAL)):
        return "ADJ"
    return "NOUN"


def _nominal_pos(entry: frozenset[str], tags: tuple[str, ...]) -> str:
    """Part of speech of a nominal in this form: with an ending the noun, bare the other."""
    others = [
        pos for pos in ("ADV", "ADJ", "ADP", "NUM", "PRON", "DET", "CCONJ", "PART", "INTJ") if pos in entry
    ]
    if "NUM" in entry:
        return "NUM"
    if tags == ("CMP",):
        return others[0] if others else "ADJ"
    if tags or ("NOUN" in entry and not others):
        return "NOUN"
    if "PROPN" in entry:
        return "PROPN"
    return others[0] if others else "NOUN"
