"""Kazakh in Latin script: the official alphabets of 2017 (apostrophes), 2018 (acutes), 2019 and 2021 (umlauts), both ways.

Sources: presidential decrees No. 569 of 26 October 2017 and No. 637 of 19 February 2018; the drafts of the language
commission of November 2019 and of 28 January and 22 April 2021. One letter writes both и and й; which, the neighbours tell.
"""

from __future__ import annotations

import re
from functools import lru_cache

# The sign I stands for the letter that writes both и and й; `_settle` decides. C and S are ц and щ by themselves.
_COMMON = {
    "a": "а", "b": "б", "v": "в", "g": "г", "d": "д", "e": "е", "j": "ж", "z": "з", "k": "к", "q": "қ", "l": "л", "m": "м",
    "n": "н", "o": "о", "p": "п", "r": "р", "s": "с", "t": "т", "f": "ф", "h": "х", "y": "ы", "ş": "ш", "ç": "ч", "ñ": "ң",
    "ŋ": "ң", "ğ": "ғ", "ä": "ә", "ö": "ө", "ü": "ү", "ū": "ұ", "ŭ": "ұ", "c": "ц", "x": "х", "w": "у",
}  # fmt: skip
# In 2021 і is dotless and й dotted; the alphabets before have it the other way round (in 2017 й is i').
_ALPHABETS = {
    "2021": {**_COMMON, "u": "у", "ı": "і", "i": "I"},
    "2019": {**_COMMON, "u": "у", "i": "і", "ı": "I"},
    "2018": {**_COMMON, "u": "ұ", "i": "і", "ı": "I", "á": "ә", "ǵ": "ғ", "ń": "ң", "ó": "ө", "ú": "ү", "ý": "у", "sh": "ш", "ch": "ч"},
    "2017": {
        **_COMMON, "u": "ұ", "i": "і", "ı": "I", "a'": "ә", "g'": "ғ", "i'": "I", "n'": "ң", "o'": "ө", "u'": "ү", "s'": "ш", "c'": "ч",
        "y'": "у",
    },
}  # fmt: skip
_VOWELS = "аәеоөұүыіуАӘЕОӨҰҮЫІУ"
_TO_LATIN = {
    "а": "a", "ә": "ä", "б": "b", "в": "v", "г": "g", "ғ": "ğ", "д": "d", "е": "e", "ё": "io", "ж": "j", "з": "z", "и": "i", "й": "i",
    "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "ñ", "о": "o", "ө": "ö", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ұ": "ū", "ү": "ü", "ф": "f", "х": "h", "һ": "h", "ц": "ts", "ч": "tş", "ш": "ş", "щ": "ştş", "ъ": "", "ы": "y", "і": "ı", "ь": "",
    "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
_CAPITALS = {"i": "İ", "ı": "I"}
_MARKS = re.compile(r"[äöüğşñŋūáǵńóúýıq]|[aouginsy][’'ʼ](?=[a-z])")
_LETTER = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_WORDS = re.compile(r"[A-Za-zÀ-ɏ'’ʼ]+")
# Words of every alphabet that a text of some length cannot do without.
_FREQUENT = frozenset(
    [
        "men",
        "pen",
        "ben",
        "jäne",
        "jáne",
        "ja'ne",
        "bul",
        "ol",
        "bir",
        "üşin",
        "úshin",
        "u'shin",
        "dep",
        "degen",
        "boldy",
        "bolady",
        "bolyp",
        "qazaq",
        "osy",
        "onyñ",
        "onyń",
        "turaly",
        "bar",
        "joq",
        "dedi",
        "elbasy",
    ]
)


def is_latin_kazakh(text: str) -> bool:
    """Whether a text is Kazakh in Latin script, judged by its letters: at least a third of the words bear Kazakh marks."""
    latin = len(_LETTER.findall(text))
    if latin < 4 or len(_CYRILLIC.findall(text)) * 2 > latin:
        return False
    words = [word.lower() for word in _WORDS.findall(text)]
    marked = sum(word in _FREQUENT or bool(_MARKS.search(word)) for word in words)
    return marked > 0 and marked * 3 >= len(words)


def alphabet(text: str) -> str:
    """Which official alphabet a Latin text is written in: `2017`, `2018`, `2019` or `2021`."""
    lower = text.lower()
    acute = len(re.findall(r"[áǵńóúý]|sh|ch", lower))
    apostrophe = len(re.findall(r"[aginosucy][’'ʼ]", lower))
    umlaut = len(re.findall(r"[äöüğşñŋū]", lower))
    best = max(("2021", umlaut), ("2018", acute), ("2017", apostrophe), key=lambda item: item[1])[0]
    # Words end in і all the time and never in и: the letter that ends them is і.
    if best == "2021" and len(re.findall(r"i\b", lower)) > len(re.findall(r"ı\b", lower)):
        return "2019"
    return best


@lru_cache(maxsize=1 << 14)
def latin_to_kk(word: str, variant: str = "2021") -> str:
    """A word (or text) in Latin script, in Cyrillic; case is kept. `variant`: `2017`, `2018`, `2019`, `2021`."""
    table = _ALPHABETS[variant]
    out: list[str] = []
    at = 0
    while at < len(word):
        capital = word[at].isupper()
        # Capitals of Turkish type: İ is the capital of i, I that of ı; where there is no İ, I is the capital of both.
        dotless = variant in ("2021", "2019") and word[at] == "I"
        first = "ı" if dotless else "i" if word[at] == "İ" else word[at].lower()
        second = word[at + 1 : at + 2].lower().replace("’", "'").replace("ʼ", "'")
        size = 2 if first + second in table else 1
        letter = table.get(first + second if size == 2 else first, word[at])
        out.append(
            letter.upper() if capital and letter != "I" else "Й" if capital and letter == "I" else letter
        )
        at += size
    return _settle("".join(out))


def _settle(word: str) -> str:
    """Decides и or й, and puts я, ю, ц back together: Азиiа → Азия, тсии → ция."""
    word = word.replace("тсI", "цI").replace("Тсı", "Цı")
    word = word.replace("IIа", "ия").replace("IIу", "ию")
    for pair, letter in (("Iа", "я"), ("Iу", "ю"), ("Iо", "ё")):
        word = word.replace(pair, letter)
    word = word.replace("Йа", "Я").replace("Йу", "Ю")
    word = re.sub(rf"(?<=[{_VOWELS}])I|(?<![^\W_])I(?=[оөеұ])", "й", word, flags=re.UNICODE)
    word = re.sub(r"Й(?![оөе])", "И", word)
    return word.replace("I", "и")


@lru_cache(maxsize=1 << 14)
def kk_to_latin(word: str) -> str:
    """A word (or text) in the Latin alphabet of 2021; case is kept, the second letter of a pair follows the letter after it."""
    out: list[str] = []
    for i, char in enumerate(word):
        latin = _TO_LATIN.get(char.lower())
        if latin is None or not char.isupper() or not latin:
            out.append(char if latin is None else latin)
            continue
        rest = latin[1:].upper() if word[i + 1 : i + 2].isupper() else latin[1:]
        out.append(_CAPITALS.get(latin[0], latin[0].upper()) + rest)
    return "".join(out)
