"""Words that make the number beside them a reference, an address or a code; rows of `not_figures.tsv`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from pipeline.resources import lexicon
from pipeline.stages.figures.atoms import DASHES, Atom
from pipeline.stages.figures.lexicon import Lexicon, Phrases


class Blocked(NamedTuple):
    """Characters that hold no figure, and why."""

    start: int
    end: int
    reason: str
    rule: str


_COLUMNS = ("phrase", "position", "reason", "example")


@cache
def _tables(lang: str) -> dict[str, Phrases[str]]:
    rows = lexicon(lang, "not_figures.tsv", _COLUMNS, ("phrase", "position"))
    return {
        position: Phrases((row["phrase"], row["reason"]) for row in rows if row["position"] == position)
        for position in ("before", "behind", "glued", "around")
    }


def negatives(atoms: Sequence[Atom], lex: Lexicon) -> Iterator[Blocked]:
    """Numbers after `ст.`, `тел.`, `ИНН`; before `-бап`, `-үй`; phrases that hold a number word (`в один голос`)."""
    tables = _tables(lex.lang)
    if lex.lang == "kk":  # 1 жағынан: the digit for бір, as transcripts write it
        atoms = [
            replace(atom, norm="бір", kind="w") if atom.text == "1" and _is_bare(atoms, i) else atom
            for i, atom in enumerate(atoms)
        ]
    for i, atom in enumerate(atoms):
        if atom.kind == "d":
            end = i + 1
            found = tables["behind"].at(atoms, end) if end < len(atoms) and atoms[end].gap else None
            if found is None and end + 1 < len(atoms) and atoms[end].text in DASHES and not atoms[end].gap:
                found = tables["glued"].at(atoms, end + 1)
            if found is not None:
                yield Blocked(_first_of_list(atoms, i), atoms[found[0] - 1].end, found[1], "block.word_after")
            continue
        if atom.kind != "w":
            continue
        phrase = tables["around"].at(atoms, i)
        if phrase is not None:
            yield Blocked(atom.start, atoms[phrase[0] - 1].end, phrase[1], "block.phrase")
        opened = tables["before"].at(atoms, i)
        if opened is not None and not (
            atom.norm == "сағат" and i and (atoms[i - 1].kind == "d" or atoms[i - 1].norm in lex.numbers)
        ):
            yield from _after_word(atoms, i, opened[0], opened[1], lex)


def _is_bare(atoms: Sequence[Atom], i: int) -> bool:
    return i + 1 < len(atoms) and atoms[i + 1].kind == "w" and atoms[i + 1].gap


def _first_of_list(atoms: Sequence[Atom], i: int) -> int:
    """`2, 3 және 5-баптар`: numbers joined to the one before the word."""
    while (
        i >= 2
        and atoms[i - 1].norm in (",", "және", "-", "–")
        and atoms[i - 2].kind == "d"
        and "," not in atoms[i - 2].text
    ):
        i -= 2
    return atoms[i].start


def _after_word(atoms: Sequence[Atom], i: int, k: int, reason: str, lex: Lexicon) -> Iterator[Blocked]:
    while k < len(atoms) and atoms[k].text in ".:№#-–" and k - i < 6:
        k += 1
    while reason == "time" and k < len(atoms) and atoms[k].kind == "w" and atoms[k].norm in lex.numbers:
        yield Blocked(atoms[k].start, atoms[k].end, reason, "block.word_before")  # сағат он алтыда
        k += 1
    masked = reason in ("personal_id", "phone", "code")
    while k < len(atoms) and atoms[k].kind == "d":
        yield Blocked(atoms[k].start, atoms[k].end, reason, "block.word_before")
        k += 1
        if (
            k + 1 < len(atoms)
            and (atoms[k].norm in (",", "и", "және", "или") or atoms[k].text in "-–/")
            and atoms[k + 1].kind == "d"
        ):
            k += 1
        elif not (masked and k < len(atoms) and atoms[k].kind == "d"):
            return
