"""Intervals of the calendar and their notation in EDTF (ISO 8601-2; Library of Congress, 2019)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_SEASON_EDTF = {1: 21, 2: 22, 3: 23, 4: 24}
_SEASON_MONTHS = {1: (3, 5), 2: (6, 8), 3: (9, 11)}


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both included; None where the year is not known. `text` is EDTF."""

    start: date | None
    end: date | None
    grain: str
    text: str


def day(year: int | None, month: int | None, number: int) -> Interval | None:
    """A day; without a year (or a month) it has no place in the calendar but still a notation. None if impossible."""
    if month is None:
        return Interval(None, None, "day", f"XXXX-XX-{number:02d}")
    if year is None:
        return (
            Interval(None, None, "day", f"XXXX-{month:02d}-{number:02d}")
            if number <= monthrange(2024, month)[1]
            else None
        )
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Interval(found, found, "day", found.isoformat())


def month(year: int | None, number: int) -> Interval:
    if year is None:
        return Interval(None, None, "month", f"XXXX-{number:02d}")
    last = monthrange(year, number)[1]
    return Interval(date(year, number, 1), date(year, number, last), "month", f"{year:04d}-{number:02d}")


def quarter(year: int | None, number: int) -> Interval | None:
    """Quarters are 33 to 36 in EDTF."""
    if not 1 <= number <= 4:
        return None
    return _months(year, 3 * number - 2, 3 * number, "quarter", str(32 + number))


def half(year: int | None, number: int) -> Interval | None:
    """Halves of a year are 40 and 41 in EDTF."""
    if not 1 <= number <= 2:
        return None
    return _months(year, 6 * number - 5, 6 * number, "half", str(39 + number))


def year(number: int | None) -> Interval:
    if number is None:
        return Interval(None, None, "year", "XXXX")
    return Interval(date(number, 1, 1), date(number, 12, 31), "year", f"{number:04d}")


def season(number_of_year: int | None, number: int) -> Interval:
    """A season; the winter of a year is the one that its January belongs to."""
    code = str(_SEASON_EDTF[number])
    if number in _SEASON_MONTHS:
        first, last = _SEASON_MONTHS[number]
        return _months(number_of_year, first, last, "season", code)
    if number_of_year is None:
        return Interval(None, None, "season", f"XXXX-{code}")
    february = date(number_of_year, 2, monthrange(number_of_year, 2)[1])
    return Interval(date(number_of_year - 1, 12, 1), february, "season", f"{number_of_year:04d}-{code}")


def first_months(number_of_year: int | None, count: int) -> Interval | None:
    """The first months of a year: `8 месяцев 2021 года`."""
    if not 1 <= count <= 12:
        return None
    text = (
        f"XXXX-01/XXXX-{count:02d}"
        if number_of_year is None
        else f"{number_of_year:04d}-01/{number_of_year:04d}-{count:02d}"
    )
    inside = _months(number_of_year, 1, count, "range", "")
    return Interval(inside.start, inside.end, "range", text)


def decade(first_year: int) -> Interval:
    return Interval(
        date(first_year, 1, 1), date(first_year + 9, 12, 31), "decade", f"{first_year:04d}"[:3] + "X"
    )


def century(number: int) -> Interval | None:
    """The twentieth century is 1901 to 2000."""
    if not 1 <= number <= 30:
        return None
    first, last = 100 * (number - 1) + 1, 100 * number
    return Interval(date(first, 1, 1), date(last, 12, 31), "century", f"{first:04d}/{last:04d}")


def week(of: date, offset: int) -> Interval:
    """The week (Monday to Sunday) that lies `offset` weeks from that of a day."""
    monday = of + timedelta(days=7 * offset - of.weekday())
    sunday = monday + timedelta(days=6)
    return Interval(monday, sunday, "week", f"{monday.isoformat()}/{sunday.isoformat()}")


def between(first: Interval, last: Interval) -> Interval | None:
    """From the start of one interval to the end of another; None when they stand the wrong way round."""
    if first.start and last.end and first.start > last.end:
        return None
    text = f"{first.text}/{last.text}"
    known = first.start is not None and last.end is not None
    return Interval(first.start if known else None, last.end if known else None, "range", text)


def cut(whole: Interval, first: int, last: int, of: int) -> Interval:
    """Part `first` to `last` (from 1) of an interval divided in `of` parts, to the month where it is a year or longer."""
    if whole.start is None or whole.end is None:
        return Interval(None, None, whole.grain, whole.text)
    if whole.grain in ("year", "decade", "century") or (whole.end - whole.start).days > 300:
        months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1
        begin = _month_after(whole.start, months * (first - 1) // of)
        end = _month_after(whole.start, months * last // of) - timedelta(days=1)
    elif whole.grain == "month" and of == 3:  # days 1 to 10, 11 to 20 and the rest
        begin = whole.start.replace(day=10 * first - 9)
        end = whole.end if last == 3 else whole.start.replace(day=10 * last)
    else:
        days = (whole.end - whole.start).days + 1
        begin = whole.start + timedelta(days=days * (first - 1) // of)
        end = whole.start + timedelta(days=days * last // of - 1)
    return Interval(begin, end, whole.grain, _range_text(begin, end))


def _range_text(start: date, end: date) -> str:
    if start.day == 1 and (end + timedelta(days=1)).day == 1:
        if start.month == 1 and end.month == 12:
            return f"{start.year:04d}/{end.year:04d}"
        return f"{start.year:04d}-{start.month:02d}/{end.year:04d}-{end.month:02d}"
    return f"{start.isoformat()}/{end.isoformat()}"


def _month_after(of: date, months: int) -> date:
    index = of.year * 12 + of.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _months(number_of_year: int | None, first: int, last: int, grain: str, code: str) -> Interval:
    if number_of_year is None:
        return Interval(None, None, grain, f"XXXX-{code}")
    end = date(number_of_year, last, monthrange(number_of_year, last)[1])
    return Interval(date(number_of_year, first, 1), end, grain, f"{number_of_year:04d}-{code}")
