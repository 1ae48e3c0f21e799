"""Kazakh in Latin script: the official alphabets of 2017 (apostrophes), 2018 (acutes), 2019 and 2021 (umlauts), both ways.

Sources: presidential decrees No. 569 of 26 October 2017 and No. 637 of 19 February 2018; the drafts of the language
commission of November 2019 and of 28 January and 22 April 2021. `ı` writes both и and й; which one, the neighbours tell.
"""

from __future__ import annotations

import re
from functools import lru_cache

_COMMON = {
    "a": "а", "b": "б", "v": "в", "g": "г", "d": "д", "e": "е", "j": "ж", "z": "з", "k": "к", "q": "қ", "l": "л", "m": "м",
    "n": "н", "o": "о", "p": "п", "r": "р", "s": "с", "t": "т", "f": "ф", "h": "х", "y": "ы", "i": "і", "ı": "ı",
    "ş": "ш", "ç": "ч", "ñ": "ң", "ŋ": "ң", "ğ": "ғ", "ä": "ә", "ö": "ө", "ü": "ү", "ū": "ұ", "ŭ": "ұ", "c": "ц", "x": "х", "w": "у",
}  # fmt: skip
# In 2017 and 2018 `u` is ұ and `у` has its own letter; in 2019 and 2021 `u` is у.
_UMLAUTS = {**_COMMON, "u": "у"}
_ACUTES = {**_COMMON, "u": "ұ", "á": "ә", "ǵ": "ғ", "ń": "ң", "ó": "ө", "ú": "ү", "ý": "у", "sh": "ш", "ch": "ч"}
_APOSTROPHES = {
    **_COMMON, "u": "ұ", "a'": "ә", "g'": "ғ", "i'": "ı", "n'": "ң", "o'": "ө", "u'": "ү", "s'": "ш", "c'": "ч", "y'": "у",
}  # fmt: skip
_ALPHABETS = {"2021": _UMLAUTS, "2018": _ACUTES, "2017": _APOSTROPHES}
_VOWELS = "аәеоөұүыіу"
_TO_LATIN = {
    "а": "a", "ә": "ä", "б": "b", "в": "v", "г": "g", "ғ": "ğ", "д": "d", "е": "e", "ё": "io", "ж": "j", "з": "z", "и": "i", "й": "i",
    "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "ñ", "о": "o", "ө": "ö", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ұ": "ū", "ү": "ü", "ф": "f", "х": "h", "һ": "h", "ц": "ts", "ч": "tş", "ш": "ş", "щ": "ştş", "ъ": "", "ы": "y", "і": "ı", "ь": "",
    "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
# The 2021 alphabet writes и, й with the dotless and і with the dotted letter.
_TO_LATIN.update({"и": "ı", "й": "ı", "і": "i", "ё": "ıo", "ю": "ıu", "я": "ıa"})
_MARKS = re.compile(r"[äöüğşñŋūäáǵńóúýıқ]|[aouginsy][’'ʼ](?=[a-z])|q", re.I)
_LETTER = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_WORDS = re.compile(r"[A-Za-zÀ-ɏ'’ʼ]+")
# Words of every alphabet that a text of some length cannot do without.
_FREQUENT = frozenset(
    "men pen ben jäne jáne ja'ne bul ol bir üşin úshin u'shin dep degen boldy bolady bolyp qazaq osy onyñ onyń turaly bar joq dedi elbasy".split()
)


def is_latin_kazakh(text: str) -> bool:
    """Whether a text is Kazakh in Latin script, judged by its letters: at least a third of the words bear Kazakh marks."""
    latin = len(_LETTER.findall(text))
    if latin < 4 or len(_CYRILLIC.findall(text)) * 2 > latin:
        return False
    words = [word.lower() for word in _WORDS.findall(text)]
    marked = sum(word in _FREQUENT or bool(_MARKS.search(word)) for word in words)
    return marked * 3 >= len(words) and any(word in _FREQUENT or _MARKS.search(word) for word in words)


def alphabet(text: str) -> str:
    """Which official alphabet a Latin text is written in: `2017`, `2018` or `2021` (2019 is read as 2021)."""
    lower = text.lower()
    acute = len(re.findall(r"[áǵńóúý]|sh|ch", lower))
    apostrophe = len(re.findall(r"[aginosucy][’'ʼ]", lower))
    umlaut = len(re.findall(r"[äöüğşñŋū]", lower))
    return max(("2021", umlaut), ("2018", acute), ("2017", apostrophe), key=lambda item: item[1])[0]


@lru_cache(maxsize=1 << 14)
def latin_to_kk(word: str, variant: str = "2021") -> str:
    """A word (or text) in Latin script, in Cyrillic; case is kept. `variant`: `2017`, `2018`, `2021`."""
    table = _ALPHABETS[variant]
    # Turkish-type i: İ is the capital of i, I of ı.
    lower = word.replace("İ", "i").replace("I", "ı" if variant == "2021" else "i").lower().replace("’", "'").replace("ʼ", "'")
    lower = lower.replace("i\u0307", "i")
    if len(lower) != len(word):
        lower = word.lower()
    out: list[str] = []
    at = 0
    while at < len(lower):
        size = 2 if lower[at : at + 2] in table else 1
        letter = table.get(lower[at : at + size], lower[at : at + size])
        out.append(letter.upper() if word[at].isupper() else letter)
        at += size
    return _settle("".join(out))


def _settle(word: str) -> str:
    """Decides ı between и and й, and puts я, ю, ц, щ back together."""
    word = re.sub(r"тсı", "цı", word)
    word = re.sub(r"Тсı", "Цı", word)
    word = re.sub(rf"(?<=[{_VOWELS}])ıа", "я", word, flags=re.I)
    word = re.sub(rf"(?<=[{_VOWELS}])ıу", "ю", word, flags=re.I)
    word = re.sub(r"\bıа", "я", word)
    word = re.sub(r"\bIа", "Я", word)
    word = re.sub(r"\bıу", "ю", word)
    word = re.sub(r"\bIу", "Ю", word)
    word = re.sub(r"ıа", "ия", word)
    word = re.sub(rf"(?<=[{_VOWELS}])ı", "й", word, flags=re.I)
    word = re.sub(r"\bı(?=[оөеұ])", "й", word)
    word = re.sub(r"\bI(?=[оөеұ])", "Й", word)
    return word.replace("ı", "и").replace("I", "И")


@lru_cache(maxsize=1 << 14)
def kk_to_latin(word: str) -> str:
    """A word (or text) in the Latin alphabet of 2021; case is kept, capitals of digraphs follow the next letter."""
    out: list[str] = []
    for i, char in enumerate(word):
        latin = _TO_LATIN.get(char.lower())
        if latin is None:
            out.append(char)
        elif char.isupper() and latin:
            first = "İ" if latin[0] == "i" else "I" if latin[0] == "ı" else latin[0].upper()
            following = word[i + 1 : i + 2]
            out.append(first + (latin[1:].replace("ı", "I").upper() if following.isupper() else latin[1:]))
        else:
            out.append(latin)
    return "".join(out)
