"""What a rate is per: `в год`, `за баррель`, `жылына`, `баррелі`, `ц/га`, `каждые 10 секунд`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.resources import lexicon
from pipeline.stages.figures import clause
from pipeline.stages.figures.atoms import Atom
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicon import Lexicon, Phrases
from pipeline.stages.figures.quantity import unit_at

_COLUMNS = ("phrase", "position", "per", "kinds", "example")
# How many atoms may stand between figure and rate: 20 млн тонн грузов в год; жылына орта есеппен 20 млн тонна.
_REACH_AFTER = 3
_REACH_BEFORE = 7


class Per(NamedTuple):
    """UCUM unit or {noun} that a rate is per, and the kinds of figure that it fits (empty for all)."""

    per: str
    kinds: frozenset[str]


@cache
def _tables(lang: str) -> tuple[Phrases[Per], Phrases[Per]]:
    rows = lexicon(lang, "per.tsv", _COLUMNS, ("phrase", "position"))
    made = {
        position: Phrases(
            (row["phrase"], Per(row["per"], frozenset(row["kinds"].split())))
            for row in rows
            if row["position"] == position
        )
        for position in ("before", "after")
    }
    return made["before"], made["after"]


def apply(atoms: Sequence[Atom], draft: Draft, lex: Lexicon, before: Draft | None) -> None:
    """Set `per` from the words after the figure, then from those before it in its clause."""
    if draft.kind in ("age", "anniversary", "ordinal") or draft.per is not None:
        return
    if draft.kind == "duration" and lex.lang == "kk":
        return
    if _slash(atoms, draft, lex) or _behind(atoms, draft, lex) or draft.kind == "duration":
        return
    _ahead(atoms, draft, lex, before)


def _fits(per: Per, draft: Draft) -> bool:
    return not per.kinds or draft.kind in per.kinds


def _slash(atoms: Sequence[Atom], draft: Draft, lex: Lexicon) -> bool:
    """`5 руб./кг`, `12 ц/га`."""
    k = draft.after
    if k + 1 >= len(atoms) or atoms[k].text != "/":
        return False
    found = unit_at(atoms, k + 1, lex)
    if found is None or found[0].unit is None:
        return False
    draft.per, draft.after, draft.end = found[0].unit, found[1], atoms[found[1] - 1].end
    draft.note("per.slash", atoms[k].start, draft.end, f"per {draft.per}")
    return True


def _behind(atoms: Sequence[Atom], draft: Draft, lex: Lexicon) -> bool:
    table = _tables(lex.lang)[1]
    for k in range(
        max(draft.after, draft.right), min(max(draft.after, draft.right) + _REACH_AFTER + 1, len(atoms))
    ):
        found = table.at(atoms, k)
        if found is not None and _fits(found[1], draft) and not _goes_on(atoms, found[0], found[1]):
            draft.per = found[1].per
            draft.note("per.after", atoms[k].start, atoms[found[0] - 1].end, f"per {draft.per}")
            return True
        token = atoms[k].token
        if atoms[k].kind != "w" or (
            token is not None and token.pos in ("VERB", "ADP", "CCONJ", "SCONJ", "AUX")
        ):
            return False
    return False


def _goes_on(atoms: Sequence[Atom], k: int, per: Per) -> bool:
    """`в день выборов`, `в год тигра`: the noun has a genitive of its own and is no rate."""
    if k >= len(atoms) or per.per.startswith("{") or per.per not in ("a", "d", "mo", "wk", "h"):
        return False
    token = atoms[k].token
    return token is not None and token.pos == "NOUN" and token.feat("Case") == "Gen" and token.lang == "ru"


def _ahead(atoms: Sequence[Atom], draft: Draft, lex: Lexicon, before: Draft | None) -> None:
    table = _tables(lex.lang)[0]
    least = clause.start_of(atoms, draft.first, _REACH_BEFORE)
    if before is not None:
        least = max(least, before.after)
    for k in range(draft.first - 1, least - 1, -1):
        found = table.at(atoms, k)
        if (
            found is not None
            and _fits(found[1], draft)
            and not _goes_on(atoms, found[0], found[1])
            and not _names_a_date(atoms, k, lex)
        ):
            draft.per = found[1].per
            draft.note("per.before", atoms[k].start, atoms[found[0] - 1].end, f"per {draft.per}")
            return


def _names_a_date(atoms: Sequence[Atom], k: int, lex: Lexicon) -> bool:
    """`қаңтар айына`, `2025 жылына`: the word belongs to the month or year before it."""
    before = atoms[k - 1] if k else None
    return before is not None and (
        before.kind == "d"
        or before.norm in lex.role("month")
        or before.norm.endswith(("ыншы", "інші", "ғы", "гі"))
    )
