"""One sentence through all rules: blocked spans, numbers, quantities, ranges, bounds, rates, change; then what is left over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.schema import Token
from pipeline.stages.figures import blockers, bounds, change, metric, modality, quantity, ranges, rates
from pipeline.stages.figures.atoms import Atom, fold, split
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicon import Lexicon
from pipeline.stages.figures.numerals import Numeral, Reader
from pipeline.stages.figures.phrases_negative import Blocked
from pipeline.stages.figures.reject import reason_against

_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class Reading:
    """What a sentence gave: figures in the making, numbers that are none with their reasons, and what blocked them."""

    atoms: list[Atom]
    drafts: list[Draft]
    rest: list[tuple[int, int, str, str, Numeral | None]]


def may_hold_number(text: str, tokens: Sequence[Token], lex: Lexicon) -> bool:
    """A cheap look before any work: a digit, or a word that is a number word."""
    if _DIGIT.search(text):
        return True
    if tokens:
        return any(fold(token.norm) in lex.numbers or _opens_with_number(fold(token.norm), lex) for token in tokens)
    return True


def _opens_with_number(norm: str, lex: Lexicon) -> bool:
    if len(norm) < 5:
        return False
    if "-" in norm:
        return True
    return norm[:3] == "пол" or any(compound.stem in norm for compound in lex.compounds)


def read(text: str, offset: int, tokens: Sequence[Token], lex: Lexicon, dates: Sequence[tuple[int, int]] = (), names: Sequence[tuple[int, int, str]] = (), context: metric.Context | None = None) -> Reading:
    """All numbers of a sentence. `dates` are the ranges of its date rows, `names` mentions that hold numbers, with reasons."""
    atoms = split(text, offset, tokens)
    blocked = blockers.find(text, offset, atoms, lex, dates, names)
    closed = _closed(atoms, blocked)
    numerals = Reader(atoms, lex, closed).read()
    rest: list[tuple[int, int, str, str, Numeral | None]] = []
    drafts: list[Draft] = []
    for numeral in numerals:
        if numeral.kind in ("ordinal", "unreadable"):
            reason = "ordinal" if numeral.kind == "ordinal" else (numeral.warnings or ("not_a_number",))[0]
            rest.append((numeral.start, numeral.end, reason, numeral.rule, numeral))
            continue
        if drafts and numeral.first < drafts[-1].after:
            continue  # a unit that opens with a number word: два десятилетия
        drafts.append(quantity.make(atoms, numeral, lex, bounds.between(atoms, lex.lang, numeral.after)))
    drafts = ranges.join(atoms, drafts, lex)
    kept: list[Draft] = []
    for draft in drafts:
        bounds.apply(atoms, draft, lex)
        rates.apply(atoms, draft, lex, drafts)
        change.apply(atoms, draft, lex)
        against = reason_against(atoms, draft, lex)
        if against is None:
            kept.append(draft)
        else:
            rest.append((draft.numeral.start, draft.numeral.end, against[0], against[1], draft.numeral))
    metric.apply(atoms, kept, lex, context if context is not None else metric.Context())
    for draft in kept:
        modality.apply(atoms, draft, lex)
    rest += _blocked_numbers(atoms, closed, blocked, lex)
    rest.sort(key=lambda entry: entry[:2])
    return Reading(atoms, kept, rest)


def _closed(atoms: Sequence[Atom], blocked: Sequence[Blocked]) -> list[bool]:
    closed = [False] * len(atoms)
    if not blocked:
        return closed
    for block in blocked:
        for i, atom in enumerate(atoms):
            if atom.start >= block.end:
                break
            if atom.end > block.start:
                closed[i] = True
    return closed


def _blocked_numbers(atoms: Sequence[Atom], closed: Sequence[bool], blocked: Sequence[Blocked], lex: Lexicon) -> list[tuple[int, int, str, str, Numeral | None]]:
    """The digit groups and number words inside blocked spans, each with the reason of its block."""
    from pipeline.stages.figures.ledger import strongest

    found: list[tuple[int, int, str, str, Numeral | None]] = []
    for i, atom in enumerate(atoms):
        if not closed[i]:
            continue
        if atom.kind == "d" or (atom.kind == "w" and any(form.kind not in ("every", "whole", "half", "denominator") for form in lex.numbers.get(atom.norm, ()))):
            block = strongest(blocked, atom.start, atom.end)
            if block is not None:
                found.append((atom.start, atom.end, block.reason, block.rule, None))
    return found
