"""Change: by how much (delta), how many times (factor), to what level (target); and `до`, `дейін` that are levels, not bounds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.resources import lexicon
from pipeline.stages.figures import clause
from pipeline.stages.figures.atoms import Atom
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicon import Lexicon

_COLUMNS = ("stem", "direction", "role", "example")
# How far the word of change may stand from the figure, in atoms.
_REACH = 14


@cache
def _stems(lang: str) -> dict[str, list[tuple[str, str, str]]]:
    """First three letters → (stem, direction, role), the longest stems first."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in lexicon(lang, "change_verbs.tsv", _COLUMNS, ("stem", "role")):
        for stem in [row["stem"]]:
            found.setdefault(stem[:2], []).append((stem, row["direction"], row["role"]))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


def word_of_change(atom: Atom, lang: str) -> tuple[str, str] | None:
    """Direction and role of a word of change; None for every other word."""
    if atom.kind != "w":
        return None
    pos = atom.token.pos if atom.token is not None else ""
    for stem, direction, role in _stems(lang).get(atom.norm[:2], ()):
        if pos in ("PROPN", "NUM") and role != "compare":
            continue
        if atom.norm == stem if role == "compare" else atom.norm.startswith(stem):
            return direction, role
    return None


def apply(atoms: Sequence[Atom], draft: Draft, lex: Lexicon) -> None:
    """Set direction and mode of change, and undo the bound of a level that is reached."""
    if draft.change_mode == "from_to":
        return
    if draft.closed or draft.kind in ("age", "anniversary") or draft.value is None and draft.low is None:
        return
    own = word_of_change(atoms[draft.num_first], lex.lang) if draft.numeral.kind == "multiple" else None
    if own is not None:  # удвоился, утроит
        _set(draft, atoms, (draft.num_first, *own), "factor")
        return
    (_russian if lex.lang == "ru" else _kazakh)(atoms, draft, lex.lang)


def _nearest(
    atoms: Sequence[Atom], draft: Draft, lang: str, *, ahead: bool = True, behind: bool = True
) -> tuple[int, str, str] | None:
    """The nearest word of change in the clause: atom, direction, role; a word before the figure wins over one after it in Russian."""
    start = clause.start_of(atoms, draft.left or draft.first, _REACH)
    end = clause.end_of(atoms, max(draft.after, draft.right), _REACH)
    if draft.kind == "multiple":  # екі есеге, яғни жылына 20 млн тоннаға дейін арттырмақ
        end = min(len(atoms), draft.after + _REACH)
    left = range(min(draft.left or draft.first, draft.first) - 1, start - 1, -1) if ahead else range(0)
    right = range(max(draft.after, draft.right), end) if behind else range(0)
    for side in (left, right) if lang == "ru" else (right, left):
        for i in side:
            found = word_of_change(atoms[i], lang)
            if found is not None:
                return i, found[0], found[1]
    return None


def _set(draft: Draft, atoms: Sequence[Atom], found: tuple[int, str, str], mode: str) -> None:
    i, direction, _ = found
    draft.change, draft.change_mode = direction, mode
    draft.note(f"change.{mode}", atoms[i].start, atoms[i].end, f"{direction}, {mode}")


def _russian(atoms: Sequence[Atom], draft: Draft, lang: str) -> None:
    words = [atom.norm for atom in atoms[draft.left : draft.first]]
    if draft.left > 0 and not words:
        words = [atoms[draft.left - 1].norm]
    found = _nearest(atoms, draft, lang) or _told_before(atoms, draft, lang, words)
    if found is None:
        return
    near = found[2] == "compare"
    if draft.kind == "multiple" and not near or draft.kind == "multiple":
        _set(draft, atoms, found, "factor")
    elif "до" in words and not near:
        token = atoms[found[0]].token
        verb = token is None or token.pos == "VERB"
        if found[0] - draft.after <= 3 and draft.first - found[0] <= 10 and (found[0] < draft.first or verb):
            _set(draft, atoms, found, "target")
            if draft.bound == "<=":
                draft.bound = "="
    elif "на" in words or (near and draft.after == found[0]):
        _set(draft, atoms, found, "delta")
        if near and draft.bound in (">", "<") and "более" not in words and "менее" not in words:
            draft.bound = "="
    elif found[2] == "gain" and 0 < draft.first - found[0] <= 3:
        _set(draft, atoms, found, "delta")
    elif found[2] == "reach" and found[0] < draft.first:
        _set(draft, atoms, found, "target")
    elif found[0] < draft.first and draft.kind == "percent" and found[0] >= draft.first - 4 and not words:
        _set(draft, atoms, found, "delta")


def _told_before(
    atoms: Sequence[Atom], draft: Draft, lang: str, words: list[str]
) -> tuple[int, str, str] | None:
    """`вырастет в 2 раза, до 30 млрд`: the verb stands in the clause before, whose last word is a figure too."""
    comma = (draft.left or draft.first) - 1
    if words[:1] != ["до"] or comma < 2 or atoms[comma].text not in ",(–—":
        return None
    for i in range(comma - 1, clause.start_of(atoms, comma - 1, 10) - 1, -1):
        found = word_of_change(atoms[i], lang)
        if found is not None and found[1] == "verb":
            return i, found[0], found[1]
    return None


def _kazakh(atoms: Sequence[Atom], draft: Draft, lang: str) -> None:
    found = _nearest(atoms, draft, lang, ahead=False)
    if found is None:
        return
    i, _, role = found
    until = draft.right > draft.after and atoms[draft.right - 1].norm == "дейін"
    case = draft.case or draft.numeral.case
    if draft.kind == "multiple":
        _set(draft, atoms, found, "factor")
    elif until and role != "compare":
        if i - draft.right <= 6:
            _set(draft, atoms, found, "target")
            if draft.bound == "<=":
                draft.bound = "="
    elif case == "Dat" and role == "reach":
        if i - draft.after <= 3:
            _set(draft, atoms, found, "target")
    elif case == "Dat" and i - max(draft.after, draft.right) <= 4:
        _set(draft, atoms, found, "delta")
