"""Bounds and approximation: `более 30`, `не менее чем в 2 раза`, `30-дан астам`, `жүзге жуық`, `человек двести`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.resources import lexicon
from pipeline.stages.figures.atoms import Atom
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicon import Lexicon, Phrases

_COLUMNS = ("phrase", "position", "bound", "approx", "case", "over", "example")
# Words before which `до`, `от` tell of place and time, not of a bound, are read elsewhere (dates are closed atoms).
_MAX_OVER = 2


class Bound(NamedTuple):
    """What a bound word says: side, nearness, the case it asks for, whether a preposition may stand between."""

    bound: str
    approx: bool
    case: str
    over: bool


@cache
def _tables(lang: str) -> tuple[Phrases[Bound], Phrases[Bound]]:
    rows = lexicon(lang, "bounds.tsv", _COLUMNS, ("phrase", "position"))
    made = {
        position: Phrases(
            (row["phrase"], Bound(row["bound"], row["approx"] == "yes", row["case"], row["over"] == "yes"))
            for row in rows
            if row["position"] == position
        )
        for position in ("before", "after")
    }
    return made["before"], made["after"]


def between(atoms: Sequence[Atom], lang: str, after: int) -> dict[int, int]:
    """A bound word between number and unit (`104 млрд. астам теңгені`, `5 млн с лишним тонн`): index → index after it."""
    if after >= len(atoms):
        return {}
    found = _tables(lang)[1].at(atoms, after)
    return {after: found[0]} if found else {}


def apply(atoms: Sequence[Atom], draft: Draft, lex: Lexicon, least: int = 0) -> None:
    """Set bound and approximation from the words before and after the quantity; no word before atom `least` is taken."""
    if draft.opened:
        draft.left = draft.first
    else:
        _before(atoms, draft, lex)
    if draft.closed:
        return
    _after(atoms, draft, lex, draft.num_after)
    if draft.right <= draft.after:
        _after(atoms, draft, lex, draft.after)
    if draft.counted is not None and draft.right <= draft.after:
        j = draft.after
        while j < len(atoms) and atoms[j].start < draft.counted.end_char:
            j += 1
        if j > draft.after:
            _after(atoms, draft, lex, j, case=draft.counted.feat("Case") or "")
    _inverted(atoms, draft, lex, least)


def _before(atoms: Sequence[Atom], draft: Draft, lex: Lexicon) -> None:
    table = _tables(lex.lang)[0]
    p = draft.left = draft.first
    # A bound word may stand before another (не менее около), before a preposition, before the words of a rate.
    for _ in range(_MAX_OVER + 1):
        found = table.before(atoms, p)
        if found is not None:
            start, bound = found
            if (p == draft.first or bound.over) and not _is_comparison(atoms, draft, start, p):
                _set(draft, bound, "bound.before", atoms[start].start, atoms[p - 1].end)
                draft.left = p = start
                continue
        if p > 2 and atoms[p - 1].text == ",":  # по меньшей мере, 35 детей
            told = table.before(atoms, p - 1)
            if told is not None and told[0] < p - 2 and told[1].over:
                _set(draft, told[1], "bound.before", atoms[told[0]].start, atoms[p - 2].end)
                draft.left = p = told[0]
                continue
        if p > 0 and atoms[p - 1].norm in lex.role("preposition") and atoms[p - 1].kind == "w":
            p -= 1
            draft.left = min(draft.left, p)
            continue
        break


def _is_comparison(atoms: Sequence[Atom], draft: Draft, start: int, after: int) -> bool:
    """`на 12% больше 5`: the comparative belongs to the number before it."""
    return (
        start > 0
        and atoms[start - 1].kind == "d"
        and atoms[start].norm in ("больше", "меньше", "более", "менее", "выше", "ниже")
    )


def _after(atoms: Sequence[Atom], draft: Draft, lex: Lexicon, k: int, case: str | None = None) -> None:
    if k >= len(atoms):
        return
    if atoms[k].text in "()," and k + 1 < len(atoms) and atoms[k].text != ",":
        return
    found = _tables(lex.lang)[1].at(atoms, k)
    if found is None:
        return
    after, bound = found
    stands_in = (
        case
        if case is not None
        else draft.numeral.case
        if k == draft.num_after and draft.after != k
        else draft.case
    )
    if bound.case and stands_in and stands_in != bound.case:
        return
    if bound.case == "Abl" and not stands_in:
        return
    _set(draft, bound, "bound.after", atoms[k].start, atoms[after - 1].end)
    draft.right = max(draft.right, after)


def _set(draft: Draft, bound: Bound, rule: str, start: int, end: int) -> None:
    if bound.bound != "=":
        draft.bound = bound.bound
    draft.approx = draft.approx or bound.approx
    gave = f"bound {bound.bound}" if bound.bound != "=" else ""
    draft.note(
        rule, start, end, " and ".join(part for part in (gave, "approx" if bound.approx else "") if part)
    )


def _inverted(atoms: Sequence[Atom], draft: Draft, lex: Lexicon, least: int) -> None:
    """Russian `человек двести`, `лет пять`, `километров сто`: a counted noun before the number makes it approximate."""
    i = draft.first - 1
    if lex.lang != "ru" or i < 0 or draft.has_unit or draft.numeral.digits or draft.numeral.kind != "number":
        return
    for word, case, _ in lex.words.get(atoms[i].norm, ()):
        if case != "Gen":
            continue
        for phrase, unit in lex.units.get(word, ()):
            if (
                i >= least
                and phrase == (word,)
                and draft.value is not None
                and unit.kind in ("duration", "quantity", "count", "money")
            ):
                draft.kind, draft.unit, draft.currency = unit.kind, unit.unit, unit.currency
                draft.currency_source = unit.source
                draft.value *= unit.times
                draft.approx, draft.first, draft.start, draft.left = True, i, atoms[i].start, i
                draft.bare = False
                draft.rule = "quantity.inverted"
                draft.note(
                    "quantity.inverted", atoms[i].start, atoms[i].end, f"{unit.unit or unit.currency}, approx"
                )
                return
