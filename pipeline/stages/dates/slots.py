"""The slots of one match, read as numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.stages.dates.grammar import Grammar

_ROMAN = {"i": 1, "v": 5, "x": 10, "і": 1, "х": 10}


@dataclass(frozen=True, slots=True)
class Slots:
    """Texts of the slots (`day`, `month2`, …) and the grammar that knows what they stand for."""

    grammar: Grammar
    texts: dict[str, str] = field(default_factory=dict)
    year_stands_first: bool = False

    @classmethod
    def of(cls, grammar: Grammar, match: re.Match[str]) -> Slots:
        """Slots of a match; groups that one name had to be given twice come together again."""
        texts: dict[str, str] = {}
        places: dict[str, int] = {}
        for group, text in match.groupdict().items():
            if text:
                name = group.split("__")[0]
                texts[name] = text
                places[name] = match.start(group)
        year = min((places[name] for name in ("year", "yearw", "rel") if name in places), default=None)
        return cls(grammar, texts, year is not None and year < places.get("month", -1))

    def __contains__(self, name: str) -> bool:
        return name in self.texts

    def number(self, name: str) -> int | None:
        """The value of a slot whose table gives a number."""
        text = self.texts.get(name)
        if text is None:
            return None
        found = self.grammar.value(name.rstrip("2"), text)
        return int(found) if found else None

    def word(self, name: str) -> str | None:
        text = self.texts.get(name)
        return None if text is None else self.grammar.value(name, text)

    def day(self, which: str = "") -> int | None:
        if digits := self.texts.get(f"day{which}") or self.texts.get(f"dd{which}"):
            return int(digits)
        words = self.texts.get(f"dayw{which}") or (
            self.texts.get("ordinal") if "month" in self.texts and not which else None
        )
        return self.grammar.summed(words) if words else None

    def month(self, which: str = "") -> int | None:
        if digits := self.texts.get(f"mm{which}"):
            return int(digits)
        text = self.texts.get(f"month{which}")
        return self.grammar.month(text) if text else None

    def year(self, which: str = "") -> int | None:
        if digits := self.texts.get(f"year{which}"):
            return int(digits)
        if words := self.texts.get(f"yearw{which}"):
            return self.grammar.summed(words)
        short = self.texts.get(f"yy{which}")
        if short is None:
            return None
        first = self.year() if which else None
        if first is not None:  # the short end of a range: 2024–25
            return first - first % 100 + int(short)
        return int(short) + (2000 if int(short) < 50 else 1900)

    def count(self, which: str = "") -> int | None:
        """Number of a quarter, half or century, or of months: in digits, Roman digits or words."""
        if digits := self.texts.get(f"num{which}"):
            return int(digits)
        if letters := self.texts.get(f"roman{which}"):
            return roman(letters)
        for name in ("ordinal", "count_words", "century_ordinal"):
            if words := self.texts.get(f"{name}{which}"):
                return self.grammar.summed(words)
        return None


def roman(letters: str) -> int | None:
    """Value of a Roman number in Latin or look-alike Cyrillic letters; None when it is not well formed."""
    values = [_ROMAN[letter] for letter in letters]
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return total if _to_roman(total) == letters.replace("і", "i").replace("х", "x") else None


def _to_roman(number: int) -> str:
    written = ""
    for value, letters in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            written += letters
            number -= value
    return written
