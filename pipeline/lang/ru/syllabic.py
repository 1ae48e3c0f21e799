"""Names of bodies joined of shortened words (`syllabic.tsv`): Соцфонд, Нацстатком, Росводресурсы."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.lang.ru.lemmas import HARD, fold
from pipeline.resources import lexicon

# What the nominative ends in, and what stands there in other cases; parts that end otherwise do not decline.
_ENDINGS = {
    "ресурсы": ("ресурсов", "ресурсам", "ресурсами", "ресурсах"),
    "недра": ("недр", "недрам", "недрами", "недрах"),
    "ия": ("ии", "ию", "ией"),
    "ость": ("ости", "остью"),
    "ефть": ("ефти", "ефтью"),
    "за": ("зы", "зе", "зу", "зой"),
    "во": ("ва", "ву", "вом", "ве"),
    "строй": ("строя", "строю", "строем", "строе"),
}


@cache
def _parts() -> tuple[re.Pattern[str], dict[str, str]]:
    """The first parts, and the nominative of each form of the last."""
    rows = lexicon("ru", "syllabic.tsv", ("part", "place", "example"), ("part", "place"))
    first = sorted((row["part"] for row in rows if row["place"] == "first"), key=len, reverse=True)
    forms = {form: row["part"] for row in rows if row["place"] == "last" for form in _forms(row["part"])}
    return re.compile("|".join(first)), forms


def _forms(part: str) -> Iterator[str]:
    yield part
    if part[-1] in HARD:
        yield from (part + ending for ending in ("а", "у", "ом", "ем", "е"))
    for ending, others in _ENDINGS.items():
        if part.endswith(ending):
            yield from (part.removesuffix(ending) + other for other in others)


def syllabic(word: str) -> str | None:
    """The nominative of a word with a capital that names a body so, in lower case; None for other words.

    >>> syllabic("Нацстаткому"), syllabic("Росводресурсами"), syllabic("Минск"), syllabic("минфин")
    ('нацстатком', 'росводресурсы', None, None)
    """
    if not word[:1].isupper():
        return None
    first, last = _parts()
    folded = fold(word)
    found = first.match(folded)
    while found is not None:
        nominative = last.get(folded[found.end() :])
        if nominative is not None:
            return folded[: found.end()] + nominative
        found = first.match(folded, found.end())  # Росгосстат
    return None
