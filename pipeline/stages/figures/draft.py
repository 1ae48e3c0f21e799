"""A figure in the making. Rules fill its fields in turn; `steps` keeps which rule gave what, for `explain`."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from pipeline.schema import DateRow, Token
from pipeline.stages.figures.numeral import Numeral


@dataclass(slots=True)
class Draft:
    """Fields as in `schema.Figure`. `first`, `after` are atom indices of the span; `num_after` the atom after the number.

    `case` is the case of the last word of the span where the language has endings that say it, `rule` the rule that
    decided the kind. `bare` is a count whose noun is not in sight.
    """

    numeral: Numeral
    first: int
    after: int
    num_first: int
    num_after: int
    start: int
    end: int
    kind: str = "count"
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str | None = "1"
    currency: str | None = None
    currency_source: str | None = None
    counted: Token | None = None
    bare: bool = False
    bound: str = "="
    approx: bool = False
    per: str | None = None
    per_value: Fraction | None = None
    change: str | None = None
    change_mode: str | None = None
    base_value: Fraction | None = None
    metric: str | None = None
    metric_text: str | None = None
    metric_first: int | None = None
    metric_after: int | None = None
    subject: str | None = None
    subject_entity_id: str | None = None
    period: DateRow | None = None
    modality: str = "fact"
    case: str = ""
    tag: str = ""
    left: int = 0  # first atom of the words before the number that belong to it (bound, preposition)
    right: int = 0  # atom after the words behind it that belong to it
    opened: bool = False  # a range whose `от`, `с` is read already
    closed: bool = False  # a range whose `дейін` is read already
    rule: str = ""
    warnings: tuple[str, ...] = ()
    steps: list[tuple[str, int, int, str]] = field(default_factory=list)

    def note(self, rule: str, start: int, end: int, gave: str) -> None:
        """Keep that `rule` read the characters `start` to `end` and what they gave."""
        self.steps.append((rule, start, end, gave))

    @property
    def has_unit(self) -> bool:
        return self.kind != "count" or self.counted is not None
