"""The label set: the types of both heads, and what derek and the benchmarks call them (`labels.tsv`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.resources import read_table

_COLUMNS = ("fine", "mention", "place_kind", "coarse", "example")

COARSE_TYPES = ("PER", "ORG", "LOC")
"""Types of the coarse head, in the order of its tags."""


@cache
def _rows() -> dict[str, dict[str, str]]:
    table = read_table(Path(__file__).with_name("labels.tsv"), _COLUMNS, key=("fine",))
    return {row["fine"]: row for row in table}


def fine_types() -> tuple[str, ...]:
    """Types of the fine head (those of KazNERD), in the order of its tags."""
    return tuple(_rows())


def mention_label(fine: str) -> str | None:
    """derek's label of a fine type (person, organization, place, event, position), None when it is no name."""
    return _rows()[fine]["mention"] or None


def place_kind(fine: str) -> str | None:
    """What kind of place a fine type usually is (settlement, region, building), None for other types."""
    return _rows()[fine]["place_kind"] or None


def coarse_type(fine: str) -> str | None:
    """The benchmark class of a fine type: PER, ORG, LOC or None."""
    return _rows()[fine]["coarse"] or None


def tags(types: tuple[str, ...]) -> tuple[str, ...]:
    """BIO tags of types in the order of a head's scores: O, B-first, I-first, B-second…"""
    return ("O", *(f"{position}-{kind}" for kind in types for position in "BI"))
