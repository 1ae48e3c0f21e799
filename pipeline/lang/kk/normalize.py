"""The form of a word that rules match: look-alike letters of other alphabets mended, invisible characters dropped.

Lengths may change, so offsets always belong to the original text; the normal form lives beside it, in `token.norm_`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize as _unicode

# Soft hyphen, zero-width space and joiners, word joiner, byte-order mark: they may stand inside a word.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DROP = dict.fromkeys(map(ord, INVISIBLE))
_DASHES = str.maketrans({"‐": "-", "‑": "-", "‒": "-", "−": "-", "–": "-", "—": "-"})
# Letters of other alphabets (and other Cyrillic ones) that are typed for Kazakh ones.
_LOOKALIKE = str.maketrans(
    "aceopxyihkmtəɵüɛıABCEHIKMOPTXYƏҡҥӊҝүғӘ",
    "асеорхуіһкмтәөүеіАВСЕНІКМОРТХУӘқңңкүғӘ",
)
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-zəɵƏüɛı]")
_SPOILED = re.compile(rf"[{INVISIBLE}\u0300-\u036f‐‑‒−–—A-Za-zəɵƏüɛıҡҥӊҝʼ’]")


@lru_cache(maxsize=1 << 16)
def mend(word: str) -> str:
    """A token in the form that rules match; case is kept.

    Inside a word (or a part of it between hyphens) that has Cyrillic letters, Latin look-alikes become Cyrillic; a part
    that is all Latin stays (`COVID-тан`). Soft hyphens and zero-width characters go, dashes inside words become `-`.
    """
    if not _SPOILED.search(word):
        return word
    plain = _unicode("NFC", word.translate(_DROP))
    if len(plain) > 1:
        plain = plain.translate(_DASHES)
    if not _CYRILLIC.search(plain):
        return plain or word
    return "-".join(_mend_part(part) for part in plain.split("-"))


def _mend_part(part: str) -> str:
    if not _CYRILLIC.search(part):
        return part
    mended = part.translate(_LOOKALIKE)
    # A stranger that is no look-alike (`zет`) says that the mixture is meant.
    return part if _LATIN.search(mended) else mended
