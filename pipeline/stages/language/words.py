"""How Russian or how Kazakh a word looks: naive Bayes over its letter sequences, and the letters of one language only."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.ngrams import BOUNDARY, ngrams

WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Letters of the Kazakh alphabet that the Russian one lacks; і stands apart, it is Ukrainian too.
_KAZAKH_ONLY = frozenset("әғқңөұүһ")
_LETTER = 3.0
# Neighbouring sequences share letters, so that their evidence is counted several times over.
_OVERLAP = 0.3
_LOAN = 0.6
NAME = 0.35  # how much a capitalised word counts
LIMIT = 8.0  # no word alone says more than this


_RUNNING = 0.2  # share of Cyrillic letters at which a text is Cyrillic with foreign names in it


def script(text: str) -> str | None:
    """`cyrillic` or `latin`; None below two letters or for other scripts.

    A sentence about «Smoke on the Water» and its singers is Cyrillic though most of its letters are Latin.
    """
    cyrillic = len(_CYRILLIC.findall(text))
    latin = len(_LATIN.findall(text))
    if cyrillic + latin < 2:
        return None
    return "cyrillic" if cyrillic >= _RUNNING * (cyrillic + latin) else "latin"


@lru_cache(maxsize=200_000)
def word_score(word: str) -> float:
    """Log odds of Russian over Kazakh, between ±8; 0 for words without Cyrillic letters."""
    if not _CYRILLIC.search(word):
        return 0.0
    total = 0.0
    table = ngrams()
    for part in WORD.findall(word.lower()):
        edged = f"{BOUNDARY}{part}{BOUNDARY}"
        for size in (2, 3, 4, 5):
            for i in range(len(edged) - size + 1):
                pair = table.get(edged[i : i + size])
                if pair is not None:
                    total += (pair[0] - pair[1]) * _OVERLAP
        letters = set(part)
        total -= _LETTER * len(letters & _KAZAKH_ONLY)
    return max(-LIMIT, min(LIMIT, total))


def text_score(text: str) -> float:
    """Log odds of Russian over Kazakh of a text: the sum over its words.

    Kazakh is full of Russian loanwords and Russian has hardly any Kazakh ones, so what looks Russian counts less.
    Names of one language stand in the other unchanged, so capitalised words count less too.
    """
    scores = [
        word_score(word) * (NAME if word[0].isupper() and not word.isupper() else 1)
        for word in WORD.findall(text)
    ]
    return sum(score * _LOAN if score > 0 else score for score in scores)
