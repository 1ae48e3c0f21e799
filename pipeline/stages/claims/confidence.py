"""How sure a claim is: the measured share of right contents of its rule times that of right names of its kind of speaker."""

from __future__ import annotations

from functools import cache

from pipeline.resources import shared

RULE, SPEAKER = "rule", "speaker"
CONTINUED = 0.4  # not measured: answers leave open whether a sentence goes on with what was said
_NOBODY = "nobody"


def way_of(name: str | None, reason: str | None) -> str:
    """How a speaker was resolved, without the names that a reason may tell; `nobody` when it stays open."""
    return (reason or _NOBODY) if name else _NOBODY


def confidence(rule: str, way: str) -> float:
    """0 to 1. A rule or way that the measurement did not see counts as the mean of all."""
    shares = _shares()
    if rule == "continued":
        return CONTINUED
    told = shares.get((RULE, rule), shares[RULE, "*"])
    named = shares.get((SPEAKER, way), shares[SPEAKER, "*"])
    return round(told * named, 3)


@cache
def _shares() -> dict[tuple[str, str], float]:
    """`pipeline/data/claim_confidence.tsv`, written by `python -m pipeline.eval.confidence`."""
    rows = shared("claim_confidence.tsv", ("of", "name", "claims", "right"), ("of", "name"))
    return {(row["of"], row["name"]): float(row["right"]) for row in rows}
