"""One sentence through all rules: blocked spans, numbers, quantities, ranges, bounds, rates, change; then what is left over."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.schema import Token
from pipeline.stages.figures import blockers, bounds, change, metric, modality, quantity, ranges, rates
from pipeline.stages.figures.atoms import Atom, fold, split
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.ledger import MASKED
from pipeline.stages.figures.lexicon import Lexicon
from pipeline.stages.figures.numeral import Numeral
from pipeline.stages.figures.numerals import Reader
from pipeline.stages.figures.phrases_negative import Blocked
from pipeline.stages.figures.reject import reason_against

# A sentence with more numbers is a table or noise, and is not read: its numbers go to the ledger.
MAX_NUMBERS = 300
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
        return any(
            fold(token.norm) in lex.numbers or _opens_with_number(fold(token.norm), lex) for token in tokens
        )
    return True


def _opens_with_number(norm: str, lex: Lexicon) -> bool:
    if len(norm) < 5:
        return False
    if "-" in norm:
        return True
    return norm[:3] == "пол" or any(compound.stem in norm for compound in lex.compounds)


def read(
    text: str,
    offset: int,
    tokens: Sequence[Token],
    lex: Lexicon,
    dates: Sequence[tuple[int, int]] = (),
    names: Sequence[tuple[int, int, str]] = (),
    context: metric.Context | None = None,
) -> Reading:
    """All numbers of a sentence. `dates` are the ranges of its date rows, `names` mentions that hold numbers, with reasons."""
    atoms = split(text, offset, tokens)
    blocked = blockers.find(text, offset, atoms, lex, dates, names)
    blocks = _blocks_of(atoms, blocked)
    closed = [block is not None for block in blocks]
    numerals = Reader(atoms, lex, closed).read()
    rest: list[tuple[int, int, str, str, Numeral | None]] = []
    drafts: list[Draft] = []
    if len(numerals) > MAX_NUMBERS:
        rest += [(numeral.start, numeral.end, "number_row", "reject.table", numeral) for numeral in numerals]
        numerals = []
    for numeral in numerals:
        if numeral.kind in ("ordinal", "unreadable"):
            reason = "ordinal" if numeral.kind == "ordinal" else (numeral.warnings or ("not_a_number",))[0]
            rest.append((numeral.start, numeral.end, reason, numeral.rule, numeral))
            continue
        if drafts and numeral.first < drafts[-1].after:
            continue  # a unit that opens with a number word: два десятилетия
        drafts.append(
            quantity.make(
                atoms,
                numeral,
                lex,
                bounds.between(atoms, lex.lang, numeral.after),
                drafts[-1].after if drafts else 0,
            )
        )
    drafts = ranges.join(atoms, drafts, lex)
    kept: list[Draft] = []
    for n, draft in enumerate(drafts):
        bounds.apply(atoms, draft, lex, drafts[n - 1].after if n else 0)
        rates.apply(atoms, draft, lex, drafts[n - 1] if n else None)
        change.apply(atoms, draft, lex)
        against = reason_against(atoms, draft, lex)
        if against is None:
            kept.append(draft)
        else:
            rest.append((draft.numeral.start, draft.numeral.end, against[0], against[1], draft.numeral))
    metric.apply(atoms, kept, lex, context if context is not None else metric.Context())
    for draft in kept:
        modality.apply(atoms, draft, lex)
    rest += _blocked_numbers(atoms, blocks, lex)
    rest.sort(key=lambda entry: entry[:2])
    return Reading(atoms, kept, rest)


def _blocks_of(atoms: Sequence[Atom], blocked: Sequence[Blocked]) -> list[Blocked | None]:
    """For each atom the block that covers it: a masked reason first, then the longest."""
    found: list[Blocked | None] = [None] * len(atoms)
    starts = [atom.start for atom in atoms]
    for block in sorted(blocked, key=lambda block: (block.reason in MASKED, block.end - block.start)):
        i = max(0, bisect_right(starts, block.start) - 1)
        while i < len(atoms) and atoms[i].start < block.end:
            if atoms[i].end > block.start:
                found[i] = block
            i += 1
    return found


def _blocked_numbers(
    atoms: Sequence[Atom], blocks: Sequence[Blocked | None], lex: Lexicon
) -> Iterator[tuple[int, int, str, str, Numeral | None]]:
    """The digit groups and number words inside blocked spans, each with the reason of its block."""
    for atom, block in zip(atoms, blocks, strict=True):
        if block is None:
            continue
        word = atom.kind == "w" and any(form.kind not in _PARTS for form in lex.numbers.get(atom.norm, ()))
        if atom.kind == "d" or word:
            yield atom.start, atom.end, block.reason, block.rule, None


# Words that are part of a number and none by themselves.
_PARTS = frozenset({"every", "whole", "half", "denominator"})
