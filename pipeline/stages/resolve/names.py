"""What an entity is called: the fullest of its names, without legal form and quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from pipeline.lang.base import codes
from pipeline.persons import is_patronymic
from pipeline.resources import lexicon

_OUTER = re.compile(r"^[«“„\"](?P<inner>[^«»“”„\"]+)[»”“\"]{1,2}$")
# In Kazakh: «Ақ жол» партиясы, NABU қоры.
_NAMED = re.compile(
    r"(?:[«“„\"](?P<quoted>[^«»“”„\"]+)[»”“\"]|(?P<latin>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*)*)) (?P<kind>[а-яәғқңөұүһіё]+(?: [а-яәғқңөұүһіё]+){0,3}(?<=[ыі]))"
)
_STATE_COMPANY = frozenset(["НК", "ҰК", "НАК", "ҰАК", "НУХ"])  # национальная компания, ұлттық компания
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_INITIAL = re.compile(r"[^\W\d_](?:[^\W\d_])?\.|\b[^\W\d_]\b")


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = [
        row
        for lang in codes()
        for row in lexicon(lang, "legal_forms.tsv", ("form", "bare", "full", "example"))
    ]
    forms = sorted({row["form"] for row in rows} | _STATE_COMPANY, key=len, reverse=True)
    every = "|".join(re.escape(form) for form in forms)
    return re.compile(rf"^[«“„\"]?(?:{every})\s+(?=\S)"), re.compile(rf"(?<=\S)[\s-]+(?:{every})[»”“\"]?$")


def bare_name(name: str) -> str:
    """A name without the legal form before or after it and without quotes round the rest.

    >>> bare_name("АО «НК «Казахтелеком»"), bare_name("«Даму» кәсіпкерлікті дамыту қоры")
    ('Казахтелеком', '«Даму» кәсіпкерлікті дамыту қоры')
    """
    before, after = _forms()
    rest = name
    while True:
        shorter = after.sub("", before.sub("", rest, count=1), count=1).strip()
        found = _OUTER.match(shorter)
        shorter = found["inner"].strip() if found else shorter
        if shorter == rest or not shorter:
            return rest
        rest = shorter


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(
        row["word"] for row in lexicon("kk", "body_modifiers.tsv", ("word", "example"), ("word",))
    )


def without_generic(name: str) -> str:
    """A name in quotes or Latin letters without the common noun behind it that says what it is, as Kazakh texts put it.

    >>> without_generic("«Ақ жол» қоғамдық бірлестігі"), without_generic("«Даму» кәсіпкерлікті дамыту қоры")
    ('Ақ жол', '«Даму» кәсіпкерлікті дамыту қоры')
    """
    found = _NAMED.fullmatch(name)
    if found is None or not all(word in _modifiers() for word in found["kind"].split()[:-1]):
        return name
    return found["quoted"] or found["latin"]


def is_abbreviation(name: str) -> bool:
    """Two to eight letters, nearly all of them capitals: КИСИ, БҰҰ, ТОҒ, РФПИ."""
    letters = [char for char in name if char.isalpha()]
    return (
        2 <= len(letters) <= 8
        and " " not in name
        and sum(char.isupper() for char in letters) >= len(letters) - 1
    )


def fullest_person(names: Iterable[str] | Counter[str]) -> str | None:
    """As `fullest`, but a family name counts for more than a patronymic: Вадим Шульц, not Вадим Карлович; and the name
    in the letters of the text for more than in its own: Фолькер Буфье, not Volker Bouffier.

    >>> fullest_person(["Вадим Карлович", "Шульц", "Вадим Шульц"])
    'Вадим Шульц'
    >>> fullest_person(["Джошуа Вольф", "Joshua Wolf Stein"])
    'Джошуа Вольф'
    """
    counts = Counter(names)
    called = [name for name in counts if " " in name and not _ends_in_patronymic(name)]
    called = [name for name in called if _CYRILLIC.search(name)] or called
    return fullest(Counter({name: counts[name] for name in called or counts}))


def _ends_in_patronymic(name: str) -> bool:
    """A given name and a patronymic alone, in either language."""
    words = name.split()
    return len(words) == 2 and is_patronymic(words[1]) and len(words[0].rstrip(".")) > 1


def fullest(names: Iterable[str] | Counter[str]) -> str | None:
    """Of names, or of names with their counts, the name with most words that are no initials, the most frequent of those, then the longest; None of none."""
    counts = Counter(names)
    return max(counts, key=lambda name: (_full_words(name), counts[name], len(name), name), default=None)


def _full_words(name: str) -> tuple[int, int]:
    return len(_INITIAL.sub(" ", name).split()), len(name.split())
