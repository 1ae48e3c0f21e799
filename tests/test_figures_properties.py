"""What must hold of every figure and of the ledger, whatever the text; conversions against pint."""

from __future__ import annotations

import re
from pathlib import Path

import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.resources import read_table
from pipeline.stages.figures.lexicon import currency_codes, lexicon_of, si_units
from pipeline.stages.figures.metric import kinds_of
from pipeline.stages.figures.sentence import Reading, read
from tests.strategies import texts

CORPUS = Path(__file__).parent / "corpus"
KINDS = {"money", "percent", "quantity", "count", "duration", "age", "anniversary", "multiple", "fraction"}


def _fragments(lang: str) -> list[str]:
    return [
        row["text"]
        for name, columns in (
            ("figures.tsv", ("text", "figures", "note")),
            ("not_figures.tsv", ("text", "numbers", "note")),
        )
        for row in read_table(CORPUS / lang / name, columns)
    ]


def _mixed(lang: str) -> st.SearchStrategy[str]:
    pieces = st.one_of(
        st.sampled_from(_fragments(lang)),
        st.sampled_from(_fragments(lang)).map(lambda text: text[: len(text) // 2]),
        texts,
    )
    return st.lists(pieces, min_size=1, max_size=4).map(" ".join)


def _rows(reading: Reading) -> list[tuple[int, int]]:
    return [(draft.start, draft.end) for draft in reading.drafts] + [
        (start, end) for start, end, *_ in reading.rest
    ]


def _check(text: str, lang: str) -> None:
    offset = 7
    reading = read(text, offset, (), lexicon_of(lang))
    rows = _rows(reading)
    for start, end in rows:
        assert offset <= start < end <= offset + len(text)
    for group in re.finditer(r"\d+", text):
        over = [row for row in rows if row[0] <= group.start() + offset and group.end() + offset <= row[1]]
        assert over, f"{group.group()!r} is lost"
    # No number counts twice: figures do not overlap, and ledger rows stand outside figures but for what a from-to spans.
    spans = sorted((draft.start, draft.end) for draft in reading.drafts)
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
    wide = {(draft.start, draft.end) for draft in reading.drafts if draft.low is not None}
    for start, end, *_ in reading.rest:
        assert all(end <= a or b <= start for a, b in set(spans) - wide), text[start - offset : end - offset]
    for draft in reading.drafts:
        assert draft.kind in KINDS
        assert (draft.value is None) == (draft.low is not None)
        assert draft.low is None or draft.high is None or draft.low <= draft.high
        assert draft.unit is None or draft.unit in si_units()
        assert (draft.kind == "money") == (draft.unit is None)
        assert draft.currency is None or draft.currency in currency_codes()
        assert draft.metric is None or draft.metric in kinds_of()


@settings(max_examples=80, deadline=None)
@given(_mixed("ru"))
def test_russian_invariants(text: str) -> None:
    _check(text, "ru")


@settings(max_examples=80, deadline=None)
@given(_mixed("kk"))
def test_kazakh_invariants(text: str) -> None:
    _check(text, "kk")


@settings(max_examples=60, deadline=None)
@given(_mixed("kk"))
def test_the_same_text_gives_the_same_rows(text: str) -> None:
    lex = lexicon_of("kk")
    assert _rows(read(text, 0, (), lex)) == _rows(read(text, 0, (), lex))


# UCUM → pint.
PINT = {
    "t": "tonne", "kt": "kilotonne", "Mt": "megatonne", "kg": "kilogram", "g": "gram", "mg": "milligram", "dt": "100 kilogram", "[oz_tr]": "troy_ounce",
    "[car_m]": "carat", "km": "kilometer", "m": "meter", "dm": "decimeter", "cm": "centimeter", "mm": "millimeter", "um": "micrometer", "nm": "nanometer",
    "[mi_i]": "mile", "[nmi_i]": "nautical_mile", "[ft_i]": "foot", "[in_i]": "inch", "[yd_i]": "yard", "[ly]": "light_year", "AU": "astronomical_unit",
    "km2": "kilometer**2", "m2": "meter**2", "cm2": "centimeter**2", "[mi_i]2": "mile**2", "[ft_i]2": "foot**2", "har": "hectare", "ar": "are",
    "[acr_us]": "acre", "m3": "meter**3", "km3": "kilometer**3", "L": "liter", "mL": "milliliter", "hL": "hectoliter", "[bbl_us]": "oil_barrel",
    "[gal_us]": "gallon", "W": "watt", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "[HP]": "horsepower", "kW.h": "kilowatt_hour",
    "MW.h": "megawatt_hour", "GW.h": "gigawatt_hour", "J": "joule", "cal": "calorie", "kcal": "kilocalorie", "Gcal": "gigacalorie", "V": "volt",
    "kV": "kilovolt", "A": "ampere", "Hz": "hertz", "MHz": "megahertz", "GHz": "gigahertz", "Pa": "pascal", "atm": "atmosphere",
    "km/h": "kilometer/hour", "m/s": "meter/second", "[kn_i]": "knot", "a": "365.25 day", "mo": "30.4375 day", "wk": "week", "d": "day", "h": "hour",
    "min": "minute", "s": "second", "By": "byte", "kBy": "kilobyte", "MBy": "megabyte", "GBy": "gigabyte", "TBy": "terabyte",
}  # fmt: skip
SI = {
    "kg": "kilogram",
    "m": "meter",
    "m2": "meter**2",
    "m3": "meter**3",
    "W": "watt",
    "J": "joule",
    "V": "volt",
    "A": "ampere",
    "Hz": "hertz",
    "Pa": "pascal",
    "m/s": "meter/second",
    "s": "second",
    "By": "byte",
}


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry:
    return pint.UnitRegistry()


@pytest.mark.parametrize("unit", sorted(PINT))
def test_conversion_agrees_with_pint(unit: str, registry: pint.UnitRegistry) -> None:
    si = si_units()[unit]
    quantity = registry.Quantity(PINT[unit]) if PINT[unit][0].isdigit() else 1 * registry(PINT[unit])
    assert float(si.factor) == pytest.approx(quantity.to(SI[si.unit]).magnitude, rel=1e-5)


def test_temperature_agrees_with_pint(registry: pint.UnitRegistry) -> None:
    for unit, name in (("Cel", "degC"), ("[degF]", "degF")):
        si = si_units()[unit]
        expected = registry.Quantity(-12, name).to("kelvin").magnitude
        assert float(si.factor) * -12 + float(si.offset) == pytest.approx(expected, rel=1e-9)


def test_every_unit_is_checked_or_has_no_physical_dimension() -> None:
    unchecked = set(si_units()) - set(PINT) - {"Cel", "[degF]"}
    assert unchecked == {
        "1",
        "%",
        "{pp}",
        "[ppth]",
        "dB",
        "Mbit/s",
        "Gbit/s",
        "{quarter}",
        "{TEU}",
        "{MCI}",
        "{MMW}",
    }
