"""Keys under which the spellings of one name meet, in Russian and Kazakh alike, and what separates two that do not.

`name_key` is the letter map of both languages: equal keys mean one spelling. `distance` counts what the passage from
Kazakh to Russian does to a name besides (Нұртілеу / Нуртлеу, Қонаев / Кунаев), letter by letter, after `data/sounds.tsv`.
`skeleton` is the blocking key: names that `distance` can bring together share it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.resources import shared

# Kazakh letters as Russian spelling renders them; й, ё and hard or soft signs differ by habit, not by name.
_LETTERS = str.maketrans("қғңөұүһіәёйъь", "кгноуухиаеи\0\0")
_SOUNDS = (
    (re.compile(r"\0"), ""),
    (re.compile(r"\bуа"), "ва"),  # Уәлиханов / Валиханов
    (re.compile(r"дж"), "ж"),  # Жамбыл / Джамбул
    (re.compile(r"ы"), "и"),  # Ысқақ / Искак
    (re.compile(r"ия\b|я\b"), "а"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_SPLIT = re.compile(r"[^\w]+")
# Latin letters that stand for Cyrillic ones in typed Kazakh and Russian, in lower case.
_LOOKALIKES = str.maketrans("aeopcxyikhmtbəɵ", "аеорсхуікһмтвәө")
_FOLDS = (
    (re.compile(r"[ьъ](?=[яюеё])"), "й"),
    (re.compile(r"[ъь'’ʼ]"), ""),
    (re.compile(r"ё"), "е"),
    (re.compile(r"дж"), "ж"),
    (re.compile(r"^(?:уә|уа)"), "ва"),
    (re.compile(r"ң"), "н"),
    (re.compile(r"н[гғ]"), "н"),
    (re.compile(r"(?<=[бвгғджзкқлмнңпрстфхһцчшщ])ю"), "у"),
    (re.compile(r"(?<=[бвгғджзкқлмнңпрстфхһцчшщ])я"), "а"),
    (re.compile(r"ю"), "йу"),
    (re.compile(r"я"), "йа"),
    (re.compile(r"[иі]й(?=[ау])"), "й"),
    (re.compile(r"(.)\1+"), r"\1"),
)
# What separates names that only a table knows to be one: more than one language's own spellings differ.
_TWIN = 0.35
_VOWELS = frozenset("аәеэиійоөуұүыв")  # в: it stands for у between the languages (Дәулет / Давлет)
_CLASSES = str.maketrans("бқғгхһңдзщчц", "пкккккнтсшшс")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The words of a name in lower case, without quotes and hyphens, in letters that both languages share.

    >>> name_key("Қасым-Жомарт Тоқаев") == name_key("Касым-Жомарт Токаев")
    True
    """
    words = " ".join(_SPLIT.split(cyrillic(name.lower()))).strip().translate(_LETTERS)
    for pattern, sound in _SOUNDS:
        words = pattern.sub(sound, words)
    return words


def cyrillic(word: str) -> str:
    """A lower-case word with the look-alike Latin letters of a Cyrillic word mended; a Latin word stays."""
    if any("а" <= char <= "ӿ" for char in word):
        return word.translate(_LOOKALIKES)
    return word


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A word as `distance` compares it: spelling habits of either language removed, its own letters kept."""
    word = cyrillic(word.lower())
    for pattern, sound in _FOLDS:
        word = pattern.sub(sound, word)
    return word


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a word in classes that both languages write alike: `тк` of Тоқаев's stem, `стп` of Сәтбаев's."""
    classes = "".join(char for char in folded(word) if char not in _VOWELS).translate(_CLASSES)
    return re.sub(r"(.)\1+", r"\1", classes)


@cache
def _costs() -> dict[tuple[str, str], float]:
    costs: dict[tuple[str, str], float] = {}
    for row in shared("sounds.tsv", ("a", "b", "cost", "example"), ("a", "b")):
        costs[row["a"], row["b"]] = costs[row["b"], row["a"]] = float(row["cost"])
    return costs


@lru_cache(maxsize=262144)
def distance(a: str, b: str) -> float:
    """What separates two words of names: 0 when one is the other's spelling in the other language, 1 for each letter
    that neither language would write for the other.

    >>> distance("Нұртілеу", "Нуртлеу"), distance("Марат", "Мурат")
    (0.3, 1.0)
    """
    a, b = folded(a), folded(b)
    if a == b:
        return 0.0
    costs = _costs()
    row = [0.0]
    for other in b:
        row.append(row[-1] + costs.get((other, ""), 1.0))
    for char in a:
        previous, row = row, [row[0] + costs.get((char, ""), 1.0)]
        for j, other in enumerate(b):
            change = 0.0 if char == other else costs.get((char, other), 1.0)
            row.append(
                min(
                    previous[j] + change,
                    previous[j + 1] + costs.get((char, ""), 1.0),
                    row[j] + costs.get((other, ""), 1.0),
                )
            )
    return round(row[-1], 3)


def given_distance(a: str, b: str) -> float:
    """`distance` of given names, of which many are one name in spite of their letters: Шыңғыс and Чингиз.

    Family names made of them are not: Жүсіпов is no Юсупов.
    """
    letters = distance(a, b)
    return min(letters, _TWIN) if twins(a) & twins(b) else letters


@cache
def _twins() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in shared("same_names.tsv", ("kk", "ru", "example"), ("kk", "ru")):
        kk = folded(row["kk"])
        for name in (kk, folded(row["ru"])):
            found[name] = found.get(name, frozenset()) | {kk}
    return found


def twins(word: str) -> frozenset[str]:
    """The Kazakh names, folded, that this word is or stands for in Russian (`same_names.tsv`); none for most words."""
    return _twins().get(folded(word), frozenset())
