"""Where Russian sentences start: razdel's, and behind a year that ends one («… 30 апреля 2011г. По словам главы, …»).

razdel takes every «г.» for an abbreviation inside a sentence. It closes one when a verb stands before it and a common
word with a capital behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lang.ru.lemmas import is_common, readings

_YEAR = re.compile(r"\d{4}[ \u00a0]?гг?\.[»\"”)]*\s+(?=[«\"“„]?(\w+))")
_RELATIVE = re.compile(
    r",\s+(?:\w{1,3}\s+)?(?:котор\w+|где|когда|что|как|чей|чья|чьи)\b[^,]*$", re.IGNORECASE
)

_FUNCTION = frozenset(("PREP", "CONJ", "NPRO", "PRCL", "ADVB"))


def later_sentences(text: str) -> Iterator[int]:
    """The characters at which all sentences but the first start, in text order."""
    from razdel import sentenize

    for i, sentence in enumerate(sentenize(text)):
        if i:
            yield sentence.start
        opened = sentence.start
        for year in _YEAR.finditer(text, sentence.start, sentence.stop):
            if _closes(text[opened : year.end()], year.group(1)):
                opened = year.end()
                yield opened


def _closes(before: str, following: str) -> bool:
    """A whole clause stands before, and what follows is no name and no subject of a clause about «который»."""
    first = readings(following.lower())[0].tag
    function = first.POS in _FUNCTION or "Apro" in first  # «Этот вопрос …»
    if not following[0].isupper() or not (function or is_common(following)):
        return False
    if not function and _RELATIVE.search(before):
        return False
    return any(
        readings(word.lower())[0].tag.POS in ("VERB", "PRTS", "ADJS")
        for word in re.findall(r"[^\W\d_]{2,}", before)
        if word.islower()
    )
