"""A text that is one number and nothing else: `двумястами сорока`, `жиырма бес`, `екі бүтін оннан жеті`."""

from __future__ import annotations

from fractions import Fraction

from pipeline.stages.figures.atoms import split
from pipeline.stages.figures.lexicon import lexicon_of
from pipeline.stages.figures.numerals import Reader


def read_number(text: str, lang: str) -> Fraction | None:
    """The value of a text that is one number in words or digits, of either kind; None when it is not one number."""
    atoms = split(text)
    if not atoms:
        return None
    sign = -1 if atoms[0].norm == "минус" or atoms[0].text in "-−" else 1
    found = Reader(atoms, lexicon_of(lang), [False] * len(atoms)).read()
    words = atoms[1:] if sign < 0 else atoms
    if len(found) != 1 or found[0].value is None or found[0].first != len(atoms) - len(words):
        return None
    if any(atom.kind != "p" for atom in atoms[found[0].after :]):
        return None
    return sign * found[0].value
