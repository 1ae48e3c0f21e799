"""The figures stage: tokens → numbers → quantities → rows, in every language whose tables are in its pack.

The engine knows no language; what a word means stands in `pipeline/lang/<code>/data`: numerals, number_forms (generated),
units, currencies, digit_suffixes, compounds, bounds, per, change_verbs, modality, metrics, not_figures. In order of work:
`atoms` cuts the sentence, `blockers` closes what is no figure, `numerals` reads numbers, `quantity` joins them with units
and nouns, `ranges` joins pairs, `bounds`, `rates`, `change`, `metric`, `modality` read the words around, `reject` and
`ledger` account for every number that became no figure.
"""

from __future__ import annotations

from pipeline.stages.figures.explain import Explanation, explain
from pipeline.stages.figures.stage import extract, make_figures

__all__ = ["Explanation", "explain", "extract", "make_figures"]
