"""From the slots of a match to an interval: which year is meant, which unit, which part of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.stages.dates import calendar as cal
from pipeline.stages.dates.calendar import Interval
from pipeline.stages.dates.context import Context
from pipeline.stages.dates.slots import Slots

_PARTS = {"start": (1, 1, 4), "middle": (2, 3, 4), "end": (4, 4, 4)}
_MONTH_PARTS = {"start": (1, 1, 3), "middle": (2, 2, 3), "end": (3, 3, 3)}
_REL_UNITS = ("year_word", "month_word", "week_word", "quarter_word", "season", "month", "weekday")


@dataclass(frozen=True, slots=True)
class Resolved:
    """An interval and where its place in the calendar comes from: explicit, doc_date, relative, context, unresolved."""

    interval: Interval
    source: str
    approx: bool = False
    year: int | None = None


def resolve(slots: Slots, context: Context) -> Resolved | None:
    """What the slots mean; None when they mean nothing (31.04, fifth quarter, a range that runs backwards)."""
    for reader in (_relative_day, _week, _century, _decade, _range, _single):
        found = reader(slots, context)
        if found is not None:
            return _part(slots, found) if found.interval is not _NOTHING else None
    return None


_NOTHING = Interval(None, None, "", "")
_WRONG = Resolved(_NOTHING, "unresolved")


def _named_year(slots: Slots, context: Context) -> tuple[int | None, str] | None:
    """Year and source when the words say which year; None when they do not."""
    year = slots.year() or slots.year("2")
    if year is not None:
        return year, "explicit"
    offset = None
    if "rel" in slots and "year_word" in slots:
        offset = slots.number("rel")
    elif "last" in slots:
        offset = 0
    for name in ("rel_year", "rel_year_adj"):
        if name in slots:
            offset = slots.number(name)
    if "same" in slots:
        year = context.sentence_year or context.paragraph_year
        return (year, "context") if year else (None, "unresolved")
    if offset is None:
        return None
    if context.published is None:
        return None, "unresolved"
    return context.published.year + offset, "relative"


def _relative_day(slots: Slots, context: Context) -> Resolved | None:
    if "rel_day" in slots:
        if context.published is None:
            return _unknown_day()
        found = context.published + timedelta(days=slots.number("rel_day") or 0)
        return Resolved(Interval(found, found, "day", found.isoformat()), "relative")
    number = slots.number("weekday") if "weekday" in slots else slots.number("weekday_case")
    if number is None:
        return None
    if context.published is None:
        return _unknown_day()
    back = (context.published.weekday() - number) % 7
    found = context.published - timedelta(days=back)
    offset = slots.number("rel")
    if offset == -1 and back == 0:
        found -= timedelta(days=7)
    elif (offset == 1 or (offset is None and context.tense == "Fut")) and back:
        found += timedelta(days=7)
    return Resolved(Interval(found, found, "day", found.isoformat()), "relative")


def _unknown_day() -> Resolved:
    return Resolved(Interval(None, None, "day", "XXXX-XX-XX"), "unresolved")


def _week(slots: Slots, context: Context) -> Resolved | None:
    if "week_word" not in slots:
        return None
    if context.published is None:
        return Resolved(Interval(None, None, "week", "XXXX-XX-XX"), "unresolved")
    return Resolved(cal.week(context.published, slots.number("rel") or 0), "relative")


def _century(slots: Slots, context: Context) -> Resolved | None:
    if "century_word" not in slots or "decade" in slots:
        return None
    if "decade_words" in slots:
        return None
    first, last = slots.count(), slots.count("2")
    if first is None:
        return _relative_century(slots, context)
    found = cal.century(first)
    if found is not None and last is not None:
        other = cal.century(last)
        found = cal.between(found, other) if other else None
        if found is not None and found.start and found.end:
            found = Interval(found.start, found.end, "range", f"{found.start.year:04d}/{found.end.year:04d}")
    return Resolved(found, "explicit") if found else _WRONG


def _relative_century(slots: Slots, context: Context) -> Resolved:
    if "rel" not in slots:
        return _WRONG
    if context.published is None:
        return Resolved(Interval(None, None, "century", "XXXX"), "unresolved")
    found = cal.century((context.published.year - 1) // 100 + 1 + (slots.number("rel") or 0))
    return Resolved(found, "relative") if found else _WRONG


def _decade(slots: Slots, context: Context) -> Resolved | None:
    digits = slots.texts.get("decade") or slots.texts.get("century_decade")
    number = int(digits) if digits else slots.number("decade_words")
    if number is None:
        return None
    if number >= 100:
        return Resolved(cal.decade(number), "explicit")
    century = slots.count()
    if century is not None:
        return Resolved(cal.decade(100 * (century - 1) + number), "explicit")
    if "rel" in slots and "century_word" in slots and context.published is not None:
        first = 100 * ((context.published.year - 1) // 100 + (slots.number("rel") or 0))
        return Resolved(cal.decade(first + number), "relative")
    if number == 20:  # the 1920s or the 2020s
        return Resolved(Interval(None, None, "decade", "XX2X"), "unresolved")
    return Resolved(cal.decade((2000 if number < 20 else 1900) + number), "explicit")


def _range(slots: Slots, context: Context) -> Resolved | None:
    """Two days, months or years, or days of two months."""
    days, months, years = (slots.day("2"), slots.month("2"), slots.year("2"))
    if days is None and months is None and years is None:
        return None
    if days is None and months is None:
        first = slots.year()
        if first is None or years is None:
            return _WRONG
        return _between(cal.year(first), cal.year(years), "explicit", years)
    last_month = months or slots.month()
    if last_month is None:
        return _WRONG
    first_month = slots.month() or last_month
    named = _named_year(slots, context)
    last_year, source = named or context.year_of(first_month, last_month)
    first_year = last_year
    if slots.year() is not None and slots.year("2") is not None:
        first_year, last_year = slots.year(), slots.year("2")
    elif first_month > last_month and last_year is not None:
        # Over New Year: a year before the months is that of the first, one behind them (or none) that of the last.
        first_year, last_year = (
            (last_year, last_year + 1) if slots.year_stands_first else (last_year - 1, last_year)
        )
    if days is None:
        return _between(
            cal.month(first_year, first_month), cal.month(last_year, last_month), source, last_year
        )
    start, end = cal.day(first_year, first_month, slots.day() or 0), cal.day(last_year, last_month, days)
    if start is None or end is None:
        return _WRONG
    return _between(start, end, source, last_year)


def _between(first: Interval, last: Interval, source: str, year: int | None) -> Resolved:
    if first.text >= last.text and "X" not in first.text:
        return _WRONG
    found = cal.between(first, last)
    return Resolved(found, source, year=year) if found else _WRONG


def _single(slots: Slots, context: Context) -> Resolved | None:
    """A day, month, quarter, half, season, first months or year."""
    named = _named_year(slots, context)
    day, month = slots.day(), slots.month()
    if "number_word" in slots and day is not None:
        return _day_of_this_month(day, context)
    if month is not None:
        if named is None and "rel" in slots and "month_word" not in slots:
            named = _relative_month_name(slots, month, context)
        year, source = named or context.year_of(month)
        found = cal.day(year, month, day) if day is not None else cal.month(year, month)
        return Resolved(found, source, year=year) if found else _WRONG
    if "month_word" in slots and ("rel" in slots or named is None):
        return _shifted_month(slots, context)
    if "quarter_word" in slots or "half_word" in slots:
        return _quarter_or_half(slots, named, context)
    if "season" in slots:
        return _season(slots, named, context)
    if "months_word" in slots:
        count = slots.count()
        found = cal.first_months(named[0], count) if named and count else None
        return Resolved(found, named[1], year=named[0]) if found and named else _WRONG
    if named is None and ("part" in slots or "half_of" in slots):  # «с начала года», «до конца месяца»
        return _this_unit(slots, context)
    if named is None:
        return None
    if slots.word("year_word") == "plural":
        # «в 1990 годы», «1990 жылдары»: the decade; «в прошлые годы» names no year.
        if "year" not in slots or named[0] is None or named[0] % 10:
            return _WRONG
        return Resolved(cal.decade(named[0]), "explicit")
    return Resolved(cal.year(named[0]), named[1], year=named[0])


def _this_unit(slots: Slots, context: Context) -> Resolved:
    if context.published is None:
        return Resolved(cal.year(None), "unresolved")
    if "this_month" in slots:
        return Resolved(cal.month(context.published.year, context.published.month), "relative")
    return Resolved(cal.year(context.published.year), "relative", year=context.published.year)


def _day_of_this_month(day: int, context: Context) -> Resolved:
    published = context.published
    found = cal.day(published.year if published else None, published.month if published else None, day)
    if found is None:
        return _WRONG
    return Resolved(found, "doc_date" if published else "unresolved")


def _relative_month_name(slots: Slots, month: int, context: Context) -> tuple[int | None, str]:
    """«в минувшем октябре», «өткен қарашада»: the last one before the day of publication; the next for a coming one."""
    if context.published is None:
        return None, "unresolved"
    offset = slots.number("rel") or 0
    year, now = context.published.year, context.published.month
    if offset < 0:
        return year if month < now else year - 1, "relative"
    if offset > 0:
        return year if month > now else year + 1, "relative"
    return year, "relative"


def _shifted_month(slots: Slots, context: Context) -> Resolved:
    if context.published is None:
        return Resolved(Interval(None, None, "month", "XXXX-XX"), "unresolved")
    index = context.published.year * 12 + context.published.month - 1 + (slots.number("rel") or 0)
    return Resolved(cal.month(index // 12, index % 12 + 1), "relative", year=index // 12)


def _quarter_or_half(slots: Slots, named: tuple[int | None, str] | None, context: Context) -> Resolved:
    number = slots.count()
    is_quarter = "quarter_word" in slots
    if number is None:  # «в прошлом квартале»
        if context.published is None or not is_quarter or "rel" not in slots:
            return Resolved(Interval(None, None, "quarter", "XXXX"), "unresolved")
        index = context.published.year * 4 + (context.published.month - 1) // 3 + (slots.number("rel") or 0)
        found = cal.quarter(index // 4, index % 4 + 1)
        return Resolved(found, "relative", year=index // 4) if found else _WRONG
    size = 3 if is_quarter else 6
    last = slots.count("2") or number
    if max(number, last) * size > 12 or number < 1 or last < number:
        return _WRONG
    year, source = named or context.year_of(size * (number - 1) + 1)
    found = cal.quarter(year, number) if is_quarter else cal.half(year, number)
    other = cal.quarter(year, last) if last != number else None
    if found and other:
        return _between(found, other, source, year)
    return Resolved(found, source, year=year) if found else _WRONG


def _season(slots: Slots, named: tuple[int | None, str] | None, context: Context) -> Resolved:
    number = slots.number("season") or 0
    if named is None:
        if context.published is None:
            return Resolved(cal.season(None, number), "unresolved")
        offset = slots.number("rel") or 0
        year = context.published.year + (1 if number == 4 and context.published.month == 12 else 0)
        here = cal.season(year, number)
        if offset < 0 and here.end is not None and here.end >= context.published:
            year -= 1
        elif offset > 0 and here.start is not None and here.start <= context.published:
            year += 1
        return Resolved(cal.season(year, number), "relative", year=year)
    return Resolved(cal.season(named[0], number), named[1], year=named[0])


def _part(slots: Slots, found: Resolved) -> Resolved:
    """The beginning, middle, end or a half of what was found."""
    whole = found.interval
    if "half_of" in slots:
        number = slots.number("fraction") or 1
        if whole.grain == "year":
            year = whole.start.year if whole.start else None
            half = cal.half(year, number)
            return Resolved(half, found.source, year=found.year) if half else found
        return Resolved(cal.cut(whole, number, number, 2), found.source, year=found.year)
    part = slots.word("part")
    if part is None:
        return found
    first, last, of = (_MONTH_PARTS if whole.grain in ("month", "century", "decade") else _PARTS)[part]
    return Resolved(cal.cut(whole, first, last, of), found.source, approx=True, year=found.year)


def opened(interval: Interval, bound: str) -> Interval:
    """The interval that a bound makes of it: `с 2015 года` begins there and has no end."""
    one_day = timedelta(days=1)
    start: date | None = None
    end: date | None = None
    if bound == ">=":
        start = interval.start
    elif bound == ">":
        start = interval.end + one_day if interval.end else None
    elif bound == "<=":
        end = interval.end
    elif bound == "<":
        end = interval.start - one_day if interval.start else None
    else:
        return interval
    edges = interval.text.split("/")
    text = (
        f"{edges[0]}/.."
        if bound == ">="
        else f"{edges[-1]}/.."
        if bound == ">"
        else f"../{edges[-1] if bound == '<=' else edges[0]}"
    )
    return Interval(start, end, interval.grain, text)
