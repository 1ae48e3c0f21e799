"""Which texts are neither Russian nor Cyrillic Kazakh: Kazakh in Latin script, and languages that we leave alone."""

from __future__ import annotations

import re
from functools import cache

from pipeline.resources import shared
from pipeline.stages.language.words import WORD

_LETTERS = re.compile(r"[\u0400-\u04ff]")
# Letters that neither Russian nor Kazakh has: Ukrainian, Belarusian, Serbian, Tatar, Bashkir, Tajik, Chuvash, …
_FOREIGN = re.compile(r"[єїґўђјљњћџҗҙҫҡӣӯҷҳӑӗҥҕӡѕќѓ]", re.I)
_KAZAKH = re.compile(r"[қғұәі]", re.I)
_TURKIC = re.compile(r"[өүң]", re.I)  # with none of the Kazakh letters: Kyrgyz, Mongolian, Tuvan
# q without u, and the letters of the alphabets of 2018 and 2021 that the neighbours' alphabets lack.
_LATIN_MARK = re.compile(r"q(?!u)|[ǵńūñ]|[ýı](?=\w*y)", re.I)
_ENOUGH = 0.08  # share of words that speak for Kazakh; English and Turkish texts stay under 0.02


@cache
def _latin_words() -> dict[str, str]:
    return {
        row["word"]: row["lang"] for row in shared("latin_words.tsv", ("word", "lang", "example"), ("word",))
    }


def is_latin_kazakh(text: str) -> bool:
    """Whether a text in Latin script is Kazakh: by function words and letters, in any of its Latin alphabets."""
    words = [word.lower() for word in WORD.findall(text)]
    known = _latin_words()
    ours = sum(known.get(word) == "kk-Latn" or bool(_LATIN_MARK.search(word)) for word in words)
    others = sum(known.get(word) == "other" for word in words)
    return ours >= max(1.0, _ENOUGH * len(words)) and ours > 2 * others


def is_foreign_cyrillic(text: str) -> bool:
    """Whether a Cyrillic text is in a language of neither: by the share of letters that only others have."""
    letters = len(_LETTERS.findall(text))
    if letters < 20:
        return False
    foreign = len(_FOREIGN.findall(text))
    kazakh = len(_KAZAKH.findall(text))
    if foreign >= 0.01 * letters and foreign > kazakh / 4:
        return True
    if len(_TURKIC.findall(text)) >= 0.02 * letters and kazakh == 0 and letters >= 120:
        return True
    # Ukrainian writes і but no ы; Kazakh has both all over. (Belarusian has ы, and gives itself away by its ў.)
    lower = text.lower()
    return lower.count("і") >= 0.02 * letters and not re.search("[қғұәөүңы]", lower) and letters >= 40
