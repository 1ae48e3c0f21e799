"""The form that rules and taggers read: look-alike letters mended, invisible characters dropped, й and ё composed.

`mend` keeps the length, so that the tokenizer can run on the mended text and its offsets hold in the original;
`norm` of a single token may be shorter than the token. Case is kept.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from pipeline.resources import lexicon

# Soft hyphen, zero-width space and joiners, word joiner, byte-order mark: none is read, all occur inside words.
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


@cache
def _lookalikes() -> dict[int, str]:
    rows = lexicon("ru", "lookalikes.tsv", ("latin", "cyrillic", "example"), ("latin",))
    return {ord(row["latin"]): row["cyrillic"] for row in rows}


def mend(text: str) -> str:
    """The text with Latin look-alikes made Cyrillic in words that mix the alphabets; as long as before.

    A word is mended only when all its Latin letters have a Cyrillic twin: «Тoкаев» is, «IT-отдел» and «Tele2ом» are not.
    """
    if not _LATIN.search(text) or not _CYRILLIC.search(text):
        return text
    return _WORD.sub(lambda match: _mend_word(match[0]), text)


def _mend_word(word: str) -> str:
    if not _CYRILLIC.search(word):
        return word
    mended = word.translate(_lookalikes())
    return word if _LATIN.search(mended) else mended


@lru_cache(maxsize=50_000)
def norm(token: str) -> str:
    """The form of one token that rules match; the token itself when nothing readable would be left."""
    if token.isascii():
        return token
    shown = INVISIBLE.sub("", token)
    return mend(unicodedata.normalize("NFC", shown)) or token
