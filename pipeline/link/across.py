"""The same figure or event told by several documents, and where they disagree.

Figures are the same when they measure the same (metric, or the words that stand for it) of the same subjects in the same
period and unit, and both tell a level or a change in the same direction. Relations are the same when kind, participants and day agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.document import stable_hash
from pipeline.known.lookup import find
from pipeline.names import name_key
from pipeline.schema import FactAcross, Figure, Relation

R = TypeVar("R", Figure, Relation)
# Entity ids of the places that a sentence (document, sentence) names.
Places = Mapping[tuple[str, str], Collection[str]]

# Rounding in news: 1.25 and 1.3 billion tell the same value.
_NEAR = Decimal("0.005")


def facts_across(
    figures: Iterable[Figure], relations: Iterable[Relation], places: Places | None = None
) -> list[FactAcross]:
    """A row for each figure or event that at least two documents tell, sorted by id. Rows carry global entity ids.

    `places` are the places that a sentence names: they stand for the subject of a figure that has none.
    """
    groups: dict[tuple[str, str], list[Figure | Relation]] = defaultdict(list)
    for figure in figures:
        key = figure_key(figure, places or {})
        if key is not None:
            groups["figure", key].append(figure)
    for relation in relations:
        key = relation_key(relation)
        if key is not None:
            groups["relation", key].append(relation)
    rows = [
        _row(kind, key, facts) for (kind, key), facts in groups.items() if len({f.doc_id for f in facts}) > 1
    ]
    return sorted(rows, key=lambda row: row.across_id)


def figure_key(figure: Figure, places: Places) -> str | None:
    """What makes two figures tell the same thing; None for a figure that lacks what is measured, of whom or when."""
    measured = figure.metric or (name_key(figure.metric_text) if figure.metric_text else None)
    subject = " + ".join(sorted(_subjects(figure, places)))
    if not measured or not subject or figure.period_start is None:
        return None
    when = f"{figure.period_start}..{figure.period_end or figure.period_start}"
    # «выросла до 12,9%» and «составила 12,9%» tell one level; «выросла на 12,9%» tells another thing.
    level = figure.change_mode in (None, "target")
    how = "level" if level else f"{figure.change or ''} {figure.change_mode}"
    return " | ".join(
        (measured, subject, when, figure.currency or figure.unit or figure.kind, figure.per or "", how)
    )


def _subjects(figure: Figure, places: Places) -> Collection[str]:
    """Whose figure it is: «Казахстан; Россия» are two states, in either language."""
    names = [name.strip() for name in (figure.subject or "").split(";") if name.strip()]
    if len(names) > 1:
        return {_identity(name) for name in names}
    if figure.subject_entity_id or names:
        return {figure.subject_entity_id or _identity(names[0])}
    return places.get((figure.doc_id, figure.sentence_id), ())


def _identity(name: str) -> str:
    known = find(name, "place") or find(name, "organization")
    return known.id if known is not None else name_key(name)


def relation_key(relation: Relation) -> str | None:
    """What makes two relations the same event; None without two participants."""
    who = sorted(
        {*relation.subject_ids, *relation.object_ids}
        or {name_key(n) for n in (*relation.subjects, *relation.objects)}
    )
    if len(who) < 2:
        return None
    return " | ".join((relation.kind, *who, str(relation.start_date or "")))


def _row(kind: str, key: str, facts: Sequence[Figure | Relation]) -> FactAcross:
    ids = sorted(fact.figure_id if isinstance(fact, Figure) else fact.relation_id for fact in facts)
    values = sorted({_told(fact) for fact in facts})
    agree = (
        _figures_agree([f for f in facts if isinstance(f, Figure)]) if kind == "figure" else len(values) == 1
    )
    return FactAcross(
        across_id=f"acr_{stable_hash(kind, key)}",
        kind=kind,
        key=key,
        fact_ids=tuple(ids),
        doc_ids=tuple(sorted({fact.doc_id for fact in facts})),
        values=tuple(values),
        agree=agree,
    )


def _told(fact: Figure | Relation) -> str:
    """The value as a reader compares it: `> 1250000`, `1.5..2`; of a relation its modality."""
    if isinstance(fact, Relation):
        return fact.modality
    approx = "~" if fact.approx else ""
    return f"{'' if fact.bound == '=' else fact.bound + ' '}{approx}{fact.value_text}"


def _figures_agree(figures: Sequence[Figure]) -> bool:
    """One number lies in what each of them tells: equal but for rounding, or inside the bounds."""
    ranges = [_range(figure) for figure in figures]
    low = max((low for low, _ in ranges if low is not None), default=None)
    high = min((high for _, high in ranges if high is not None), default=None)
    return low is None or high is None or low <= high


def _range(figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    """What values the figure allows; an approximate one ten times as much rounding as an exact one."""
    if figure.value is None:
        return figure.low, figure.high
    slack = abs(figure.value) * _NEAR * (10 if figure.approx else 1)
    low = None if figure.bound in ("<", "<=") else figure.value - slack
    high = None if figure.bound in (">", ">=") else figure.value + slack
    return low, high


def across_tables(tables: Mapping[str, pa.Table]) -> list[FactAcross]:
    """`facts_across` of the Arrow tables `figures` and `relations` of a run, whose entity ids are global."""
    figures, relations = tables["figures"], tables["relations"]
    told = pc.and_(
        pc.is_valid(figures["period_start"]),
        pc.or_(pc.is_valid(figures["metric"]), pc.is_valid(figures["metric_text"])),
    )
    return facts_across(
        _rows_of(figures.filter(told), Figure), _rows_of(relations, Relation), _places(tables["mentions"])
    )


def _places(mentions: pa.Table) -> Places:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    named = mentions.filter(pc.and_(pc.equal(mentions["label"], "place"), pc.is_valid(mentions["entity_id"])))
    for row in named.select(["doc_id", "sentence_id", "entity_id"]).to_pylist():
        found[row["doc_id"], row["sentence_id"]].add(row["entity_id"])
    return found


def _rows_of(table: pa.Table, kind: type[R]) -> Iterator[R]:
    for batch in table.to_batches():
        for row in batch.to_pylist():
            values = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
            for name in ("value", "low", "high"):
                if isinstance(values.get(name), float):
                    values[name] = Decimal(repr(values[name]))
            yield kind(**values)  # type: ignore[arg-type]
