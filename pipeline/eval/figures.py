"""Figures, dates and bare numerals as predictions for `score_figures.py` and `score_numerals.py`.

    python -m pipeline.eval.figures GOLD.jsonl [GOLD2.jsonl …] > PRED.jsonl
    python -m pipeline.eval.figures --numerals GOLD.jsonl > PRED.jsonl

GOLD are the scorers' own files: a line has `id`, `lang` and `text`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.schema import DateRow, Figure
from pipeline.stages.figures.bare import read_number
from pipeline.stages.figures.rows import shown


def figure_predictions(figures: Iterable[Figure]) -> Iterator[dict[str, Any]]:
    """The figures of a document in the scorer's form. A change from A to B is one row of ours and two numbers of the text."""
    for figure in figures:
        common: dict[str, Any] = {
            "kind": figure.kind,
            "unit": figure.unit,
            "currency": figure.currency,
            "bound": None if figure.bound == "=" else figure.bound,
            "approx": figure.approx,
            "per": figure.per,
            "metric": figure.metric,
            "vague": figure.vague,
        }
        if figure.change_mode == "from_to":
            to = figure.high if figure.base_value == figure.low else figure.low
            yield {
                **common,
                "start": figure.start_char,
                "end": figure.num_start,
                "value": _text(figure.base_value),
                "low": None,
                "high": None,
            }
            yield {
                **common,
                "start": figure.num_start,
                "end": figure.end_char,
                "value": _text(to),
                "low": None,
                "high": None,
            }
        else:
            yield {
                **common,
                "start": figure.start_char,
                "end": figure.end_char,
                "value": figure.value_text if figure.value is not None else None,
                "low": _text(figure.low),
                "high": _text(figure.high),
            }


def date_predictions(dates: Iterable[DateRow]) -> Iterator[dict[str, Any]]:
    """The dates of a document in the scorer's form: a closed interval, or the EDTF value where the year is not known."""
    for row in dates:
        if row.kind == "time":
            continue
        known = row.start_date is not None or row.end_date is not None
        yield {
            "start": row.start_char,
            "end": row.end_char,
            "kind": row.kind,
            "value": None if known else row.value_text,
            "low": str(row.start_date) if row.start_date else None,
            "high": str(row.end_date) if row.end_date else None,
        }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def numeral_prediction(identifier: str, text: str, lang: str) -> dict[str, Any]:
    """A bare numeral in the scorer's form; value null when it was not read as one number."""
    value = read_number(text, lang)
    return {"id": identifier, "value": None if value is None else shown(value)}


def predict(gold: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Figures and dates of gold texts, through the whole pipeline."""
    from pipeline.extract import load

    extractor = load()
    for record in gold:
        document = extractor.extract(record["text"])
        found = [*figure_predictions(document.figures), *date_predictions(document.dates)]
        yield {"id": record["id"], "figures": found}


def _records(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--numerals", action="store_true", help="each text is one number")
    options = parser.parse_args(arguments)
    records = _records(options.gold)
    if options.numerals:
        rows: Iterable[dict[str, Any]] = (numeral_prediction(r["id"], r["text"], r["lang"]) for r in records)
    else:
        rows = predict(records)
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
