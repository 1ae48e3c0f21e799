"""Fact or opinion: the signs of one sentence, weighed by `opinion_points.tsv`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pipeline.resources import lexicon
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

POINT_COLUMNS = ("sign", "points", "example")


@cache
def _points() -> dict[str, float]:
    return {
        row["sign"]: float(row["points"])
        for row in lexicon("ru", "opinion_points.tsv", POINT_COLUMNS, ("sign",))
    }


def is_opinion(view: View, at: list[int], main: set[int], cls: str, own: bool, evaluations: int) -> bool:
    """The signs of a sentence add up to an opinion.

    `main` are its main predicates, `cls` the class of the cue, `own` is true for the words of the speaker as they were
    said, `evaluations` counts the evaluative words.
    """
    points = _points()
    return sum(points[sign] for sign in _signs(view, at, main, cls, own, evaluations)) > 0


def _signs(view: View, at: list[int], main: set[int], cls: str, own: bool, evaluations: int) -> Iterator[str]:
    tokens = view.tokens
    forms = {fold(tokens[i].norm) for i in at}
    yield "base"
    if evaluations:
        yield "evaluation"
    if evaluations > 1:
        yield "evaluations"
    if own:
        yield "own words"
    if cls == "belief" or cls == "evaluative":
        yield "belief"
    elif cls in ("neutral", "factive") and not own:
        yield f"{cls} cue"
    if forms & {"а", "но"}:
        yield "contrast"
    if forms & {"если", "пока", "чтобы", "бы"}:
        yield "condition"
    if not main:
        yield "no verb"
    if any(tokens[i].feat("Degree") == "Cmp" for i in at):
        yield "comparison"
    if any(tokens[i].feat("Tense") == "Past" for i in main):
        yield "past"
    if any(tokens[i].text[0].isdigit() or tokens[i].pos == "NUM" for i in at):
        yield "number"
