"""From a draft to a row of the table `figures`: exact values, SI values, identifiers."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from pipeline.document import Document, fact_id
from pipeline.schema import Figure, Sentence
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicon import si_units

_PRECISE = Context(prec=15)


def exact(value: Fraction | None) -> Decimal | None:
    """The value as a decimal of at most 15 significant digits (a third is rounded, `value_text` keeps 1/3)."""
    if value is None:
        return None
    return (
        _PRECISE.divide(Decimal(value.numerator), Decimal(value.denominator))
        if value.denominator != 1
        else Decimal(value.numerator)
    )


def shown(value: Fraction) -> str:
    """The exact value: a plain decimal (`1250000`, `0.4`) or, where there is none, a fraction (`1/3`)."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    return format(_PRECISE.divide(Decimal(value.numerator), Decimal(value.denominator)).normalize(), "f")


def value_text(draft: Draft) -> str:
    """`1250000`, `1/3`, `1.5..2`, `100..` (vague, from)."""
    if draft.value is not None:
        return shown(draft.value)
    low = shown(draft.low) if draft.low is not None else ""
    high = shown(draft.high) if draft.high is not None else ""
    return f"{low}..{high}"


def figure(document: Document, sentence: Sentence, draft: Draft, num_start: int, num_end: int) -> Figure:
    """The row of a finished draft."""
    value = exact(draft.value)
    si = si_units().get(draft.unit or "")
    value_si = (
        float(_PRECISE.add(_PRECISE.multiply(value, si.factor), si.offset))
        if si is not None and value is not None
        else None
    )
    return Figure(
        figure_id=fact_id("fig", document.doc_id, draft.start, draft.end, draft.kind),
        doc_id=document.doc_id,
        sentence_id=sentence.sentence_id,
        start_char=draft.start,
        end_char=draft.end,
        text=document.text[draft.start : draft.end],
        num_start=num_start,
        num_end=num_end,
        lang=sentence.lang,
        kind=draft.kind,
        value=value,
        low=exact(draft.low),
        high=exact(draft.high),
        value_text=value_text(draft),
        unit=draft.unit,
        unit_si=si.unit if si is not None and value is not None else None,
        value_si=value_si,
        counted=draft.counted.lemma if draft.counted is not None else None,
        currency=draft.currency,
        currency_source=draft.currency_source,
        bound=draft.bound,
        approx=draft.approx,
        vague=draft.numeral.kind == "vague",
        per=draft.per,
        per_value=exact(draft.per_value),
        change=draft.change,
        change_mode=draft.change_mode,
        base_value=exact(draft.base_value),
        metric=draft.metric,
        metric_text=draft.metric_text,
        subject=draft.subject,
        subject_entity_id=draft.subject_entity_id,
        period_start=draft.period.start_date if draft.period is not None else None,
        period_end=draft.period.end_date if draft.period is not None else None,
        period_text=draft.period.text if draft.period is not None else None,
        period_source=draft.period.source if draft.period is not None else None,
        modality=draft.modality,
        confidence=_confidence(draft),
        warnings=tuple(dict.fromkeys(draft.warnings)),
        rule=draft.rule,
    )


def _confidence(draft: Draft) -> float:
    """1 for a number with a unit; less for a count without a noun in sight, an ambiguous comma, an inferred currency."""
    confidence = 0.7 if draft.bare else 0.95
    if "comma_ambiguous" in draft.warnings:
        confidence -= 0.25
    if draft.warnings:
        confidence -= 0.05
    return round(max(confidence, 0.1), 3)
