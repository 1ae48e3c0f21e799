"""Since when and until when a position is held, from the dates that stand in its clause."""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import within
from pipeline.schema import DateRow
from pipeline.stages.roles.phrase import Clause, Tie

_EDGE = frozenset(";:()")
_FINITE = "Fin"


def dated(clause: Clause, tie: Tie) -> Tie:
    """The tie with `since` and `until` where a date of the clause tells them.

    An open date («с 2019 года», «2019 жылдан бері») begins or ends the holding; a range covers it; a plain date begins it
    with a verb of giving and ends it with a verb of leaving. A plain date beside a bare position tells nothing of either.
    """
    for date in _near(clause, tie):
        if date.bound in (">=", ">"):
            tie = replace(tie, since=tie.since or date.start_date)
        elif date.bound in ("<=", "<"):
            tie = replace(tie, until=tie.until or date.end_date)
        elif date.grain == "range":
            tie = replace(tie, since=tie.since or date.start_date, until=tie.until or date.end_date)
        elif tie.rule == "appointed":
            tie = replace(tie, since=tie.since or date.start_date)
        elif tie.rule == "left":
            tie = replace(tie, until=tie.until or date.end_date)
    return tie


def _near(clause: Clause, tie: Tie) -> list[DateRow]:
    """Dates of the same clause: for a verb's tie between its clause's edges, beside a name inside the apposition."""
    first, last = clause.span_of(tie.person)
    start, end = min(first, tie.phrase.start), max(last, tie.phrase.end)
    if tie.rule in ("before", "apposition"):
        if tie.rule == "before":
            end = max(last, tie.phrase.end)
        else:
            while end < len(clause) and clause.text(end) not in ",);–—.":
                if clause.tokens[end].feat("VerbForm") == _FINITE:
                    return []
                end += 1
            start = tie.phrase.start
    else:
        while start > 0 and clause.text(start - 1) not in _EDGE and clause.tokens[start - 1].pos != "SCONJ":
            start -= 1
        while end < len(clause) and clause.text(end) not in _EDGE and clause.tokens[end].pos != "SCONJ":
            end += 1
    found = within(clause.document.dates, clause.tokens[start].start_char, clause.tokens[end - 1].end_char)
    return [date for date in found if date.kind != "time" and (date.start_date or date.end_date)]
