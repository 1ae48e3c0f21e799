"""Of whom or what a figure is told, and when: the name beside the metric word, the subject of the clause, the date beside it.

Null rather than wrong: a name counts only when grammar ties it to the metric word (a genitive or `между … и …` in
Russian, a genitive before it in Kazakh) or when it is the subject of the figure's own clause.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.schema import DateRow, Mention
from pipeline.stages.figures import clause
from pipeline.stages.figures.atoms import Atom
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicon import Lexicon

_AND = frozenset({"и", "с", "со", "мен", "бен", "пен", "және", ","})
# Words that may stand between metric word and name: товарооборот между Казахстаном, экспорт товаров из Казахстана.
_BETWEEN = frozenset({"между", "из", "в", "товаров", "страны"})
_MAX_BETWEEN = 2


def apply(
    atoms: Sequence[Atom], draft: Draft, lex: Lexicon, mentions: Sequence[Mention], dates: Sequence[DateRow]
) -> None:
    """Set subject and period of a draft from the mentions and date rows of its sentence."""
    names = _beside_metric(atoms, draft, lex, mentions) or _clause_subject(atoms, draft, lex, mentions)
    if names:
        draft.subject = "; ".join(dict.fromkeys(name.normal for name in names))
        draft.subject_entity_id = names[0].entity_id
        draft.note("subject", names[0].start_char, names[-1].end_char, draft.subject)
    _period(atoms, draft, dates)


def _atom_at(atoms: Sequence[Atom], start: int, stop: int, char: int) -> int | None:
    for i in range(max(start, 0), min(stop, len(atoms))):
        if atoms[i].start <= char < atoms[i].end:
            return i
    return None


def _beside_metric(
    atoms: Sequence[Atom], draft: Draft, lex: Lexicon, mentions: Sequence[Mention]
) -> list[Mention]:
    if draft.metric_first is None or draft.metric_after is None:
        return []
    places = [
        (m, _atom_at(atoms, draft.metric_first - 12, draft.metric_after + 12, m.start_char)) for m in mentions
    ]
    if lex.lang == "ru":
        found: list[Mention] = []
        at = draft.metric_after
        for mention, i in places:
            if i is None or i < at or i >= max(draft.first, draft.metric_after + 6):
                continue
            gap = [atom.norm for atom in atoms[at:i]]
            allowed = _AND if found else _BETWEEN
            if (
                len(gap) > _MAX_BETWEEN
                or not all(word in allowed for word in gap)
                or (not found and not gap and _case(atoms, i) not in ("Gen", None))
            ):
                break
            found.append(mention)
            at = _after(atoms, i, mention)
        return found
    before: list[Mention] = []
    at = draft.metric_first
    for mention, i in reversed(places):
        if i is None or i >= at:
            continue
        end = _after(atoms, i, mention)
        gap = [atom.norm for atom in atoms[end:at]]
        if before:
            if not all(word in _AND for word in gap) or len(gap) > 1:
                break
        elif len(gap) > _MAX_BETWEEN or _case(atoms, end - 1) not in ("Gen",):
            break
        before.insert(0, mention)
        at = i
    return before


def _after(atoms: Sequence[Atom], i: int, mention: Mention) -> int:
    while i < len(atoms) and atoms[i].start < mention.end_char:
        i += 1
    return i


def _case(atoms: Sequence[Atom], i: int) -> str | None:
    token = atoms[i].token if 0 <= i < len(atoms) else None
    return token.feat("Case") if token is not None else None


def _clause_subject(
    atoms: Sequence[Atom], draft: Draft, lex: Lexicon, mentions: Sequence[Mention]
) -> list[Mention]:
    """The name that is the grammatical subject of the clause, where no metric word stands between it and the figure."""
    if draft.kind in ("duration", "anniversary", "age") or draft.metric_first is not None:
        return []
    start = clause.start_of(atoms, draft.first)
    for mention in mentions:
        i = _atom_at(atoms, start, draft.first, mention.start_char)
        if i is None or mention.label == "event":
            continue
        token = atoms[i].token
        last = atoms[_after(atoms, i, mention) - 1].token
        if token is None or last is None:
            continue
        if lex.lang == "ru" and token.dep.startswith("nsubj"):
            return [mention]
        if lex.lang == "kk" and last.feat("Case") == "Nom" and mention.label in ("organization", "person"):
            return [mention]
    return []


def _period(atoms: Sequence[Atom], draft: Draft, dates: Sequence[DateRow]) -> None:
    """The date row nearest to the figure in its clause; else the only one of the sentence."""
    rows = [row for row in dates if row.kind != "time"]
    if not rows or draft.kind in ("duration", "age", "anniversary"):
        return
    start = atoms[clause.start_of(atoms, draft.first)].start
    end = atoms[clause.end_of(atoms, max(draft.after, draft.right)) - 1].end
    near = [row for row in rows if start <= row.start_char and row.end_char <= end]
    chosen = min(
        near,
        key=lambda row: min(abs(row.end_char - draft.start), abs(row.start_char - draft.end)),
        default=None,
    )
    if chosen is None and len(rows) == 1:
        chosen = rows[0]
    if chosen is not None:
        draft.period = chosen
        draft.note("period", chosen.start_char, chosen.end_char, chosen.value_text)
