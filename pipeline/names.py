"""Keys under which the spellings of one name meet, in Russian and Kazakh alike."""

from __future__ import annotations

import re
from functools import lru_cache

# Kazakh letters as Russian spelling renders them; й, ё and hard or soft signs differ by habit, not by name.
_LETTERS = str.maketrans("қғңөұүһіәёйъь", "кгноуухиаеи\0\0")
_SOUNDS = (
    (re.compile(r"\0"), ""),
    (re.compile(r"\bуа"), "ва"),  # Уәлиханов / Валиханов
    (re.compile(r"дж"), "ж"),  # Жамбыл / Джамбул
    (re.compile(r"ы"), "и"),  # Ысқақ / Искак
    (re.compile(r"ия\b|я\b"), "а"),
    (re.compile(r"(.)\1"), r"\1"),
)
_SPLIT = re.compile(r"[^\w]+")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The words of a name in lower case, without quotes and hyphens, in letters that both languages share.

    >>> name_key("Қасым-Жомарт Тоқаев") == name_key("Касым-Жомарт Токаев")
    True
    """
    words = " ".join(_SPLIT.split(name.lower())).strip().translate(_LETTERS)
    for pattern, sound in _SOUNDS:
        words = pattern.sub(sound, words)
    return words
