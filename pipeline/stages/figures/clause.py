"""Bounds of the clause around an atom, as far as punctuation tells them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.stages.figures.atoms import Atom

_HARD = frozenset(';:!?…()«»"“”')
_DASHES = frozenset("–—")


def _is_break(atoms: Sequence[Atom], i: int) -> bool:
    atom = atoms[i]
    if atom.kind != "p":
        return False
    if atom.text in _HARD or atom.text == ",":
        return True
    return atom.text in _DASHES and atom.gap and i + 1 < len(atoms) and atoms[i + 1].gap


def start_of(atoms: Sequence[Atom], i: int, reach: int = 40) -> int:
    """First atom of the clause that holds atom `i`, at most `reach` atoms back."""
    least = max(0, i - reach)
    while i > least and not _is_break(atoms, i - 1):
        i -= 1
    return i


def end_of(atoms: Sequence[Atom], i: int, reach: int = 40) -> int:
    """Atom after the clause that goes on at `i`, at most `reach` atoms on."""
    most = min(len(atoms), i + reach)
    while i < most and not _is_break(atoms, i):
        i += 1
    return i
