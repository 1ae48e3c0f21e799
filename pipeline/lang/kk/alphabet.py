"""Letters of Kazakh Cyrillic and what endings ask of a stem: its vowel harmony and the class of its last sound."""

from __future__ import annotations

from functools import lru_cache

BACK_VOWELS = frozenset("аоұыяё")
FRONT_VOWELS = frozenset("әеөүіэ")
# и, у, ю stand in words of both harmonies and do not decide.
NEUTRAL_VOWELS = frozenset("иую")
VOWELS = BACK_VOWELS | FRONT_VOWELS | NEUTRAL_VOWELS
LETTERS = frozenset("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")
KAZAKH_ONLY = frozenset("әғқңөұүһі")

# Class of the last sound: endings begin differently after each.
OPEN, HIGH, GLIDE, LIQUID, NASAL, SIBILANT, HARD, YOT = range(8)
# A letter that represents the class when the endings are generated.
REPRESENTATIVE = {
    OPEN: "аә",
    HIGH: "ыі",
    GLIDE: "рр",
    LIQUID: "лл",
    NASAL: "нн",
    SIBILANT: "зз",
    HARD: "тт",
    YOT: "йй",
}
_CLASS = {
    **dict.fromkeys("аәеоөяёэұү", OPEN),
    **dict.fromkeys("ыі", HIGH),
    **dict.fromkeys("риую", GLIDE),
    "й": YOT,
    "л": LIQUID,
    **dict.fromkeys("мнң", NASAL),
    **dict.fromkeys("жз", SIBILANT),
    **dict.fromkeys("пткқсшщчцфхһбвгғд", HARD),
}
CLASSES = 8
BACK, FRONT = 0, 1


def sound_class(stem: str) -> int:
    """Class of the last sound of a stem (lower case); a final ь or ъ does not count."""
    return _CLASS.get(stem.rstrip("ьъ")[-1:], HARD)


@lru_cache(maxsize=1 << 15)
def context_mask(stem: str, lenient: bool = False) -> int:
    """The contexts that a stem offers to an ending, as bits `harmony * CLASSES + class`.

    Most stems have one harmony, that of their last deciding vowel. Both are open after a stem without one (ту, би),
    after и (автомобиль, Путин), after a consonant with к or г (банк: банкіге), after ь, and everywhere when
    `lenient`: names of persons take the harmony of speech, not of spelling (Тоқаевтың, Бектеновтің).
    """
    cls = sound_class(stem)
    back, front = 1 << cls, 1 << (CLASSES + cls)
    if lenient:
        if cls == GLIDE and stem[-1] in "иую" and stem[-2:-1] not in VOWELS:
            back |= 1 << HIGH  # Модинің beside Модидің: writers hear a vowel
            front |= 1 << (CLASSES + HIGH)
        return back | front
    neutral = ""
    for letter in reversed(stem):
        if letter in BACK_VOWELS:
            if "и" in neutral or stem[-1] in "ькг" or (stem[-1] == "л" and neutral):
                return back | front
            return back
        if letter in FRONT_VOWELS:
            return front
        if letter in NEUTRAL_VOWELS:
            neutral += letter
    return back | front


def harmony(stem: str) -> int:
    """The harmony that a new ending takes: BACK or FRONT. After и alone front (министр), after у alone back (су)."""
    lower = stem.lower()
    for letter in reversed(lower):
        if letter in BACK_VOWELS:
            return FRONT if lower[-1] in "ькг" else BACK
        if letter in FRONT_VOWELS:
            return FRONT
        if letter == "и":
            return FRONT
    return BACK


_WORD = LETTERS | frozenset("-'’ʼ")


def is_kazakh_word(text: str) -> bool:
    """Whether every character of a lower-case word is a letter of the alphabet (hyphens and apostrophes allowed)."""
    return bool(text) and _WORD.issuperset(text)
