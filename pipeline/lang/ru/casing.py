"""Words in capitals as they would be written in running text: the model of names takes НУРЛАН ОМАРОВ for abbreviations."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lang.ru.lemmas import is_common, readings

_NAMES = ("Name", "Surn", "Patr", "Geox")
# An unknown word in capitals may be an abbreviation up to this length.
_SHORT = 4
# So many words in capitals in a row are a headline, in which common words are in capitals, too.
_HEADLINE = 3


def name_case(words: Sequence[str]) -> list[str]:
    """The words of a passage, surnames and places in capitals with one capital, words of headlines in capitals without.

    >>> name_case(["Болат", "НУРКЕНОВ", ",", "МВД", "РФ"])
    ['Болат', 'Нуркенов', ',', 'МВД', 'РФ']
    """
    cased = list(words)
    i = 0
    while i < len(words):
        if not _in_capitals(words[i]):
            i += 1
            continue
        start = i
        while i < len(words) and (_in_capitals(words[i]) or not any(map(str.isalpha, words[i]))):
            i += 1
        run = [j for j in range(start, i) if _in_capitals(words[j])]
        headline = len(run) >= _HEADLINE and sum(is_common(words[j]) for j in run) * 2 >= len(run)
        for j in run:
            cased[j] = _cased(words, j, headline)
    return cased


def _in_capitals(word: str) -> bool:
    return word.isupper() and word.replace("-", "").isalpha() and not word.isascii()


def _grammemes(word: str) -> list[str]:
    return [str(parse.tag) for parse in readings(word.lower()) if parse.is_known]


def _cased(words: Sequence[str], i: int, headline: bool) -> str:
    word = words[i]
    known = _grammemes(word)
    if len(word) < 2 or any("Abbr" in tag for tag in known):
        return word
    titled = "-".join(part.capitalize() for part in word.split("-"))
    if len(word) >= _SHORT and any(name in tag for tag in known for name in _NAMES):
        return titled
    if headline and known:
        return word.lower()
    beside = (words[j] for j in (i - 1, i + 1) if 0 <= j < len(words))
    in_name = any(other.istitle() and len(other) > 1 for other in beside)
    return titled if len(word) > _SHORT and not known and (headline or in_name) else word
