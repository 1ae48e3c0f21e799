"""What the words of a line say about it: the furniture tables of all languages, and shapes that need no words.

A mark is sure (the line is furniture wherever it stands) or not (it is furniture outside the article only).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.resources import LANGUAGES, read_table, shared

_COLUMNS = ("phrase", "match", "kind", "example")
_LONGEST = 400  # no line of furniture that the tables describe is longer, but for legal notices
_SHORT = 160
_NAME = r"(?:[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ][\w’'-]*\.?)"
_WORD = re.compile(r"\w+(?:[-.’'+]\w+)*\+?|[©?]")
_LETTER = re.compile(r"[^\W\d_]")
_CREDIT = re.compile(
    rf"(?:©\s*)?{_NAME}(?:[ \u00a0]{_NAME}){{0,3}}[ \u00a0]?/[ \u00a0]?(?:{_NAME}|[«\"]){_NAME}?[^.!?:;]{{0,50}}"
)
_CONTACT = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|#\w+(?:[ ,]+#\w+)*")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?::\d{2})?")
_DATE = re.compile(
    r"(?<![\d-])(?:[0-3]?\d([./-])[01]?\d\1\d{4}|[0-3]?\d[./][01]?\d[./]\d{2}|\d{4}([./-])[01]?\d\2[0-3]?\d)(?![\d-])"
)
_NAMES_ONLY = re.compile(rf"{_NAME}(?:(?:,? (?:и|мен|пен|бен) |, | ){_NAME}){{0,6}}\.?")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line looks like: a kind of furniture, whether that holds wherever it stands, and what decided it."""

    kind: str
    sure: bool
    rule: str


@dataclass(frozen=True, slots=True)
class _Tables:
    cover: dict[tuple[str, ...], str]
    longest: int
    phrases: tuple[tuple[re.Pattern[str], str, str, str], ...]
    open: frozenset[str]
    dates: frozenset[str]
    months: frozenset[str]


@cache
def _tables() -> _Tables:
    rows = list(shared("furniture.tsv", _COLUMNS, ("phrase", "match")))
    months: list[str] = []
    for path in sorted(LANGUAGES.glob("*/data/furniture.tsv")):
        rows += read_table(path, _COLUMNS, key=("phrase", "match"))
    for path in sorted(LANGUAGES.glob("*/data/months.tsv")):
        months += [row["form"] for row in read_table(path, ("form", "month", "example"), key=("form",))]
    cover: dict[tuple[str, ...], str] = {}
    phrases: list[tuple[re.Pattern[str], str, str, str]] = []
    for row in rows:
        phrase = row["phrase"].lower()
        if row["match"] == "cover":
            cover.setdefault(tuple(_WORD.findall(phrase)), row["kind"])
        elif row["match"] not in ("open", "date"):
            # A longer phrase may go on (`cookie` in `cookies`); ИНН must not be found in `инновации`.
            whole = phrase[-1].isalnum() and (row["match"] == "start" or len(phrase) <= 5)
            edge = (r"(?<!\w)" if phrase[0].isalnum() else "", r"(?!\w)" if whole else "")
            anchor = r"^[\W\d]*" if row["match"] == "start" else ""
            phrases.append(
                (
                    re.compile(anchor + edge[0] + re.escape(phrase) + edge[1]),
                    row["match"],
                    row["kind"],
                    phrase,
                )
            )
    return _Tables(
        cover=cover,
        longest=max(map(len, cover)),
        phrases=tuple(phrases),
        open=frozenset(row["phrase"] for row in rows if row["match"] == "open"),
        dates=frozenset(row["phrase"] for row in rows if row["match"] == "date"),
        months=frozenset(months),
    )


def mark(text: str) -> Mark | None:
    """The mark of a line or paragraph; None for what reads like part of an article."""
    line = " ".join(text.split())
    if not line:
        return None
    if not _LETTER.search(line):
        if _DATE.search(line):
            return Mark("dateline", True, "date")
        return Mark("counter", True, "no_letters") if len(line) <= 40 else None
    if len(_LETTER.findall(line)) == 1 and len(line) <= 3:
        return Mark("menu", True, "one_letter")
    if _CONTACT.fullmatch(line):
        return Mark("share", True, "address")
    if len(line) <= 100 and _CREDIT.fullmatch(line):
        return Mark("caption", True, "credit")
    kind = covered(line)
    if kind:
        return Mark(kind, True, "cover")
    return _phrase(line)


def covered(line: str) -> str | None:
    """The kind of the first phrase of a line that is made of furniture phrases, dates, digits and signs only."""
    tables = _tables()
    words = [word.lower() for word in _WORD.findall(_TIME.sub(" ", _DATE.sub(" 0 ", line)))]
    if len(words) > 60:
        return None
    i, kind = 0, None
    has_date = bool(_DATE.search(line))
    while i < len(words):
        for size in range(min(tables.longest, len(words) - i), 0, -1):
            found = tables.cover.get(tuple(words[i : i + size]))
            if found:
                kind = kind or found
                i += size
                break
        else:
            if words[i] in tables.dates or _is_month(words[i]):
                has_date = True
            elif not words[i].rstrip("+").isdigit():
                return None
            i += 1
    if has_date and kind in (None, "dateline", "counter"):
        return "dateline"
    # `15 мин` or `сегодня` are no furniture without a sign of it; a date alone is.
    return kind


def _is_month(word: str) -> bool:
    """A Kazakh month with a suffix or a Russian one in full: `қарашасы`, `ноября`."""
    months = _tables().months
    return any(word[:cut] in months for cut in range(len(word), max(2, len(word) - 4), -1))


def _phrase(line: str) -> Mark | None:
    lower = line.lower()
    for pattern, match, kind, phrase in _tables().phrases:
        if not pattern.search(lower):
            continue
        if match == "sure" and len(line) <= _LONGEST:
            return Mark(kind, True, phrase)
        if match == "start" and _starts(line, kind, phrase):
            return Mark(
                kind, len(line) <= 2 * _SHORT and (kind != "legal" or phrase.endswith((":", "©"))), phrase
            )
        if match == "contain" and (len(line) <= _LONGEST or kind == "legal"):
            return Mark(kind, False, phrase)
    return None


def _starts(line: str, kind: str, phrase: str) -> bool:
    """Whether a line that starts with a phrase is what the phrase says, not a sentence that happens to begin so."""
    if kind == "byline" and not phrase.endswith((":", "–", "—")):
        rest = line[line.lower().index(phrase) + len(phrase) :].strip(" :–—-")
        return bool(_NAMES_ONLY.fullmatch(rest))
    if kind == "byline":
        return len(line) <= 2 * _SHORT
    if kind == "caption" and not phrase.endswith(":"):
        return len(line) <= _SHORT and not line.endswith((".", "!", "?"))
    if kind in ("related", "share", "caption"):
        return len(line) <= 2 * _SHORT
    return True


def names_only(text: str) -> bool:
    """Whether a line is nothing but one to three capitalised words: a name standing alone."""
    words = text.split()
    return 2 <= len(words) <= 3 and bool(_NAMES_ONLY.fullmatch(" ".join(words))) and not text.endswith(".")


def ends_open(text: str) -> bool:
    """Whether a line ends with a word that the next line must complete: `в`, `и`, `мен`."""
    words = text.split()
    return bool(words) and words[-1] in _tables().open
