"""One number of the text, and the reading of digits with their separators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from pipeline.stages.figures.atoms import SPACES
from pipeline.stages.figures.lexicon import Compound

MAX_DIGITS = 15
_GROUPS_OF_THREE = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+")
_EUROPEAN = re.compile(r"([1-9]\d{0,2}(?:\.\d{3})+),(\d+)")
_ENGLISH = re.compile(r"([1-9]\d{0,2}(?:,\d{3})+)\.(\d+)")
_DROP_SPACES = {ord(space): None for space in SPACES}
# Signs that are a fraction by themselves: 36 ¾.
VULGAR = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
}


@dataclass(slots=True)
class Numeral:
    """A number of the text. `first` and `after` are atom indices, `start` and `end` characters (endings left out).

    kind: number, fraction, vague, multiple, collective, ordinal, one (a lone `один`), unreadable. `value` is null for
    vague numbers (then `floor` is the least power of ten) and unreadable ones. `case`, `tag`: of the last word or the
    glued ending. `compound`: second part of the word that the number is the first part of.
    """

    first: int
    after: int
    start: int
    end: int
    kind: str
    value: Fraction | None
    rule: str
    scaled: bool = False
    scale: Fraction = Fraction(1)
    digits: bool = False
    case: str = ""
    tag: str = ""
    floor: Fraction | None = None
    compound: Compound | None = None
    warnings: tuple[str, ...] = ()


def read_digits(text: str, scaled: bool) -> tuple[Fraction | None, tuple[str, ...]]:
    """The value of a run of digits with separators, and warnings; None where it is no number (1.2.3, too long).

    A comma is a decimal comma, a point with exactly three digits after it groups thousands unless a scale word follows
    (18.000 but 1.500 млн), `,000` and repeated commas too.
    """
    plain = text.translate(_DROP_SPACES)
    if sum(char.isdigit() for char in plain) > MAX_DIGITS:
        return None, ("too_long",)
    if plain.isdigit():
        return Fraction(int(plain)), ()
    english = _ENGLISH.fullmatch(plain)
    if english:
        return Fraction(english[1].replace(",", "") + "." + english[2]), ("comma_ambiguous",)
    european = _EUROPEAN.fullmatch(plain)
    if european:
        return Fraction(european[1].replace(".", "") + "." + european[2]), ()
    if _GROUPS_OF_THREE.fullmatch(plain) and not scaled and len(plain) == len(text):
        separator = "." if "." in plain else ","
        several = plain.count(separator) > 1
        if several or separator == "." or plain.endswith("000"):
            return Fraction(int(plain.replace(separator, ""))), () if several else ("comma_ambiguous",)
    parts = re.split("[.,]", plain)
    if len(parts) != 2:
        return None, ("not_a_number",)
    warnings = ("comma_ambiguous",) if len(parts[1]) == 3 and parts[0] != "0" and not scaled else ()
    return Fraction(f"{parts[0]}.{parts[1]}"), warnings
