"""How real a figure is, from the words that govern it in its clause: plan, target, forecast, estimate, conditional, denied."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.resources import lexicon
from pipeline.stages.figures import clause
from pipeline.stages.figures.atoms import Atom
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicon import Lexicon, Phrases

_COLUMNS = ("phrase", "modality", "where", "example")


@cache
def _table(lang: str) -> Phrases[tuple[str, str]]:
    rows = lexicon(lang, "modality.tsv", _COLUMNS, ("phrase",))
    return Phrases((row["phrase"], (row["modality"], row["where"])) for row in rows)


def apply(atoms: Sequence[Atom], draft: Draft, lex: Lexicon) -> None:
    """Set the modality by the nearest governing word of the clause; the verb stands before the figure or behind it."""
    table = _table(lex.lang)
    start, end = clause.start_of(atoms, draft.first), clause.end_of(atoms, max(draft.after, draft.right))
    best: tuple[int, str, int, int] | None = None
    for i in range(start, end):
        if draft.first <= i < draft.after or atoms[i].kind != "w":
            continue
        found = table.at(atoms, i)
        if found is None:
            continue
        away = draft.first - i if i < draft.first else i - draft.after
        if found[1][1] == "near" and away > 3:
            continue
        if best is None or away < best[0]:
            best = (away, found[1][0], i, found[0])
    if best is not None:
        draft.modality = best[1]
        draft.note("modality", atoms[best[2]].start, atoms[best[3] - 1].end, best[1])
