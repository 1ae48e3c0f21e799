"""Place, day and agency at the head of a paragraph; author and date out of bylines and date lines."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from pipeline.resources import LANGUAGES, read_table

_UPPER = "A-ZА-ЯЁӘІҢҒҮҰҚӨҺÁÚÝŃǴÄÖÜŞŪÑĞ"
_PLACE = rf"[{_UPPER}][\w-]+(?:[ -][{_UPPER}][\w-]+)?"
_CAPITALS = rf"[{_UPPER}]{{3,}}(?:[ -][{_UPPER}]{{3,}})?"
_AGENCY = rf"(?:/?[«\"]?[{_UPPER}][\w.-]*(?: [{_UPPER}][\w.-]*)?[»\"]?/?)"
_DASH = r"\s*[–—-]\s+"
_BYLINE = re.compile(r"^[^:–—]{2,30}?\s*[:–—]\s*")
_NUMERIC = re.compile(
    r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)|(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"
)


@cache
def _months() -> dict[str, int]:
    return {
        row["form"]: int(row["month"])
        for path in sorted(LANGUAGES.glob("*/data/months.tsv"))
        for row in read_table(path, ("form", "month", "example"), key=("form",))
    }


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    month = f"(?:{'|'.join(sorted(map(re.escape, _months()), key=len, reverse=True))})\\w{{0,3}}"
    day = rf"(?:\d{{1,2}}[ \u00a0]{month}(?:[ \u00a0]\d{{4}})?(?:[ \u00a0](?:года|г\.|жыл\w*))?)"
    dated = re.compile(
        rf"(?:{_PLACE}[.,]\s+{day}[.,]?\s*(?:{_AGENCY}(?:{_DASH}|\.\s+)|[–—-]\s+|(?<=[.,])\s*(?=[{_UPPER}«\"]))"
        rf"|{_PLACE}[.,]\s+{_AGENCY}{_DASH}"
        rf"|{_CAPITALS}\.\s+)(?=\S)"
    )
    # A teaser that its day opens: `06 октября 2015 Казахстан …`, `2015 жылдың 06 қазаны Перспективада …`.
    leading = re.compile(
        rf"(?:\d{{1,2}}[ \u00a0]{month}[ \u00a0]\d{{4}}|\d{{4}}[ \u00a0]жыл\w*[ \u00a0]\d{{1,2}}[ \u00a0]{month})"
        rf"(?:,?\s+\d{{1,2}}:\d{{2}})?\s+(?=[{_UPPER}«\"])"
    )
    named = re.compile(
        rf"(?<!\d)(\d{{1,2}})[ \u00a0]({month})[ \u00a0](\d{{4}})|(\d{{4}})[ \u00a0]жыл\w*[ \u00a0](\d{{1,2}})[ \u00a0]({month})",
        re.I,
    )
    return dated, leading, named


def dateline(text: str) -> tuple[int, str]:
    """Length and kind of the dateline that opens a paragraph; (0, "") when none does.

    «Астана. 12 ноября. КазТАГ –» names a place and an agency, so it is read like the body, as a block (and thus
    sentences) of its own. The bare day that opens a teaser is skipped.
    """
    dated, leading, _ = _patterns()
    if match := dated.match(text):
        return match.end(), "body"
    if match := leading.match(text):
        return match.end(), "dateline"
    return 0, ""


def author(text: str) -> str | None:
    """Who a byline says wrote the text: what stands after `Автор:`, or the whole line when it is only a name."""
    rest = _BYLINE.sub("", text, count=1) if _BYLINE.match(text) else text
    if rest == text:
        words = text.split()
        rest = " ".join(words[1:]) if words and words[0].lower().startswith(_WROTE) else text
    return " ".join(rest.split()).strip(" .,") or None


_WROTE = ("подготов", "записа", "беседова", "дайында", "әзірле", "сұхбаттас")


def full_date(text: str) -> date | None:
    """The first complete date of a line: `12.11.2025`, `12 ноября 2025`, `2025 жылғы 12 қараша`."""
    match = _NUMERIC.search(text)
    if match:
        d, m, y, year, month, day = match.groups()
        return _date(y or year, m or month, d or day)
    match = _patterns()[2].search(text)
    if not match:
        return None
    d, name, y, year, day, kk_name = match.groups()
    word = (name or kk_name).lower()
    months = _months()
    month_number = next((months[word[:cut]] for cut in range(len(word), 1, -1) if word[:cut] in months), None)
    return _date(y or year, str(month_number), d or day) if month_number else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
