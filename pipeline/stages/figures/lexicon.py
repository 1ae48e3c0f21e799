"""The number words, units and phrases of one language, read once from its tables into look-ups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from pipeline.resources import lexicon, shared
from pipeline.stages.figures.atoms import Atom, fold

T = TypeVar("T")


class NumberForm(NamedTuple):
    """One reading of a form as a number word: its kind and value, case, grammatical number, tag of the ending."""

    word: str
    kind: str
    value: Fraction | None
    case: str
    number: str
    tag: str


class Unit(NamedTuple):
    """What a phrase after a number names: UCUM unit and kind of the figure, or a currency; factor on the value."""

    phrase: str
    kind: str
    unit: str | None
    currency: str | None
    source: str | None
    times: Fraction


class Suffix(NamedTuple):
    """What an ending glued to digits says."""

    suffix: str
    reading: str
    case: str


class Compound(NamedTuple):
    """Second part of a word whose first part is a number: `процентн` is percent, `тысячн` the scale 1000."""

    stem: str
    kind: str
    unit: str


class Phrases(Generic[T]):
    """Phrases of plain words, `*` at the end of a word for any ending; looked up at an atom, the longest wins
    (most words, then most letters)."""

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        self._by_start: dict[str, list[tuple[list[tuple[str, bool]], T]]] = {}
        for phrase, value in rows:
            words = [(fold(word.rstrip("*")), word.endswith("*")) for word in phrase.split()]
            self._by_start.setdefault(words[0][0][:2], []).append((words, value))
        for entries in self._by_start.values():
            entries.sort(key=lambda entry: (-len(entry[0]), -sum(len(word) for word, _ in entry[0])))

    def at(self, atoms: Sequence[Atom], i: int) -> tuple[int, T] | None:
        """The phrase that starts at atom `i`: the index after it and its value."""
        for words, value in self._by_start.get(atoms[i].norm[:2], ()):
            if i + len(words) <= len(atoms) and all(
                _matches(word, any_ending, atoms[i + k]) for k, (word, any_ending) in enumerate(words)
            ):
                return i + len(words), value
        return None

    def before(self, atoms: Sequence[Atom], i: int) -> tuple[int, T] | None:
        """The phrase that ends just before atom `i`: its first index and its value."""
        for length in (5, 4, 3, 2, 1):
            if i - length >= 0:
                found = self.at(atoms, i - length)
                if found is not None and found[0] == i:
                    return i - length, found[1]
        return None


def _matches(word: str, any_ending: bool, atom: Atom) -> bool:
    if any_ending:
        return atom.norm.startswith(word)
    return atom.norm == word


class Words(NamedTuple):
    """The words of one role: exact forms and openings of words."""

    exact: frozenset[str]
    stems: tuple[str, ...]

    def __contains__(self, norm: object) -> bool:
        return isinstance(norm, str) and (norm in self.exact or norm.startswith(self.stems))


_NO_WORDS = Words(frozenset(), ())


@dataclass(slots=True)
class Lexicon:
    """All tables of one language that the figures stage reads."""

    lang: str
    numbers: dict[str, tuple[NumberForm, ...]]
    words: dict[str, tuple[tuple[str, str, str], ...]]  # form → (dictionary word, case, tag)
    units: dict[str, list[tuple[tuple[str, ...], Unit]]]  # first dictionary word → phrases
    suffixes: dict[str, Suffix]
    compounds: tuple[Compound, ...]
    prefixes: dict[str, Fraction] = field(default_factory=dict)  # first parts: двух-, сорока-
    roles: dict[str, Words] = field(default_factory=dict)

    def is_unit(self, norm: str) -> bool:
        """Whether a unit or currency phrase may begin with this form."""
        return any(word in self.units for word, _, _ in self.words.get(norm, ()))

    def role(self, name: str) -> Words:
        """The words of a role of `figure_words.tsv`; none where the language has none."""
        return self.roles.get(name, _NO_WORDS)


def _fraction(text: str) -> Fraction | None:
    return Fraction(text) if text else None


@cache
def lexicon_of(lang: str) -> Lexicon:
    """The tables of `lang` (ru, kk); read once a process."""
    forms: dict[str, list[tuple[str, str, str, str]]] = {}
    for row in lexicon(lang, "number_forms.tsv", ("form", "word", "case", "number", "tag")):
        forms.setdefault(row["form"], []).append((row["word"], row["case"], row["number"], row["tag"]))
    kinds: dict[str, list[tuple[str, Fraction | None]]] = {}
    for row in lexicon(lang, "numerals.tsv", ("word", "kind", "value", "example"), ("word", "kind")):
        kinds.setdefault(fold(row["word"]), []).append((row["kind"], _fraction(row["value"])))
    numbers = {
        form: tuple(
            NumberForm(word, kind, value, case, number, tag)
            for word, case, number, tag in readings
            for kind, value in kinds.get(word, ())
        )
        for form, readings in forms.items()
    }
    return Lexicon(
        lang=lang,
        numbers={form: readings for form, readings in numbers.items() if readings},
        words={
            form: tuple((word, case, tag) for word, case, _, tag in readings)
            for form, readings in forms.items()
        },
        units=_units(lang),
        suffixes={
            row["suffix"]: Suffix(row["suffix"], row["reading"], row["case"])
            for row in lexicon(
                lang, "digit_suffixes.tsv", ("suffix", "reading", "case", "example"), ("suffix",)
            )
        },
        compounds=tuple(
            Compound(fold(row["stem"]), row["kind"], row["unit"])
            for row in lexicon(lang, "compounds.tsv", ("stem", "kind", "unit", "example"), ("stem",))
        ),
        prefixes=_prefixes(forms, kinds),
        roles=_roles(lang),
    )


def _roles(lang: str) -> dict[str, Words]:
    found: dict[str, list[str]] = {}
    for row in lexicon(lang, "figure_words.tsv", ("word", "role", "example"), ("word", "role")):
        found.setdefault(row["role"], []).append(fold(row["word"]))
    return {
        role: Words(
            frozenset(word for word in words if not word.endswith("*")),
            tuple(word[:-1] for word in words if word.endswith("*")),
        )
        for role, words in found.items()
    }


def _units(lang: str) -> dict[str, list[tuple[tuple[str, ...], Unit]]]:
    found: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
    known = {
        row["unit"]
        for row in shared("units.tsv", ("unit", "dimension", "si", "factor", "offset", "name"), ("unit",))
    }
    for row in lexicon(lang, "units.tsv", ("phrase", "unit", "kind", "times", "example"), ("phrase",)):
        if row["unit"] not in known:
            raise KeyError(f"units.tsv of {lang}: unit {row['unit']!r} is not in pipeline/data/units.tsv")
        words = tuple(fold(row["phrase"]).split())
        unit = Unit(row["phrase"], row["kind"], row["unit"], None, None, Fraction(row["times"]))
        found.setdefault(words[0], []).append((words, unit))
    for row in lexicon(
        lang, "currencies.tsv", ("phrase", "currency", "source", "times", "example"), ("phrase",)
    ):
        words = tuple(fold(row["phrase"]).split())
        unit = Unit(
            row["phrase"], "money", None, row["currency"] or None, row["source"], Fraction(row["times"])
        )
        found.setdefault(words[0], []).append((words, unit))
    for phrases in found.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return found


def _prefixes(
    forms: dict[str, list[tuple[str, str, str, str]]], kinds: dict[str, list[tuple[str, Fraction | None]]]
) -> dict[str, Fraction]:
    """First parts of compound words: a numeral in the genitive (двух|летний), сто and девяносто as they are."""
    found: dict[str, Fraction] = {}
    for form, readings in forms.items():
        for word, case, _, _ in readings:
            for kind, value in kinds.get(word, ()):
                if (
                    kind in ("unit", "teen", "ten", "hundred", "fixed")
                    and value is not None
                    and (case == "Gen" or word in ("сто", "девяносто"))
                ):
                    found[form] = value
    return found


@cache
def signs() -> dict[str, tuple[str, str]]:
    """Currency signs: `$` → (USD, inferred)."""
    rows = shared("currencies.tsv", ("code", "sign", "source", "name"), ("code",))
    return {row["sign"]: (row["code"], row["source"]) for row in rows if row["sign"]}


@cache
def currency_codes() -> frozenset[str]:
    """The ISO 4217 codes that figures may have."""
    return frozenset(
        row["code"] for row in shared("currencies.tsv", ("code", "sign", "source", "name"), ("code",))
    )


class Si(NamedTuple):
    """SI unit, factor and offset of a UCUM unit: value_si = value * factor + offset."""

    dimension: str
    unit: str
    factor: Decimal
    offset: Decimal


@cache
def si_units() -> dict[str, Si]:
    """UCUM unit → its SI conversion."""
    rows = shared("units.tsv", ("unit", "dimension", "si", "factor", "offset", "name"), ("unit",))
    return {
        row["unit"]: Si(row["dimension"], row["si"], Decimal(row["factor"]), Decimal(row["offset"]))
        for row in rows
    }
