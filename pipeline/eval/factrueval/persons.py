"""The parts of a person's name: firstname, patronymic, lastname, nickname."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.lang.ru.lemmas import readings

# Family names that stand first: Chinese, Korean and Vietnamese ones in Russian spelling.
_FAMILY_FIRST = frozenset(
    [
        "си",
        "ху",
        "ли",
        "ван",
        "чжан",
        "лю",
        "чэнь",
        "ян",
        "чжао",
        "хуан",
        "чжоу",
        "у",
        "сюй",
        "сунь",
        "ма",
        "чжу",
        "го",
        "хэ",
        "линь",
        "гао",
        "ло",
        "вэнь",
        "цзян",
        "мао",
        "дэн",
        "ким",
        "пак",
        "чхве",
        "чон",
        "чан",
        "кан",
        "нгуен",
        "чан",
        "фам",
        "хо",
        "во",
        "цай",
        "лян",
        "сун",
        "тан",
        "фэн",
        "юй",
        "дун",
        "сяо",
        "чэн",
        "цао",
        "юань",
        "цзэн",
        "пэн",
        "су",
        "лу",
        "фань",
        "жэнь",
        "ляо",
        "яо",
        "цзинь",
    ]
)
_PARTICLES = frozenset(
    [
        "де",
        "ди",
        "да",
        "ла",
        "ле",
        "дель",
        "ван",
        "фон",
        "дер",
        "дос",
        "бен",
        "бин",
        "ибн",
        "аль",
        "эль",
        "мак",
        "сан",
        "сен",
    ]
)
_PATRONYMIC = re.compile(r".+(?:ович|евич|ич|овна|евна|ична|улы|ұлы|кызы|қызы|оглы|оглу)$", re.I)


def _is(kind: str) -> Callable[[str], bool]:
    def check(word: str) -> bool:
        return any(kind in parse.tag for parse in readings(word.lower()) if parse.is_known)

    return check


is_first, is_last = _is("Name"), _is("Surn")


def parts(name: str) -> tuple[tuple[str, str], ...]:
    """`(("firstname", "Юрий"), ("lastname", "Лужков"))` of a name in the nominative."""
    words = name.replace(".", ". ").split()
    if not words:
        return ()
    if any("a" <= char <= "z" for char in name.lower()) and len(words) == 1:
        return (("nickname", words[0]),)
    found: list[tuple[str, str]] = []
    rest = []
    for i, word in enumerate(words):
        if (
            i
            and len(words) > 2
            and _PATRONYMIC.match(word)
            and not is_first(word)
            and (i < len(words) - 1 or is_last(words[0]))
        ):
            found.append(("patronymic", word))
        else:
            rest.append(word)
    if len(rest) == 1:
        lone = rest[0]
        first_only = (is_first(lone) and not is_last(lone)) or bool(found)
        found.append(("firstname" if first_only else "lastname", lone))
        return tuple(found)
    if rest[0].lower() in _FAMILY_FIRST and "-" not in rest[0] and not is_last(rest[-1]):
        return (("firstname", " ".join(rest[1:])), ("lastname", rest[0]), *found)
    if is_first(rest[-1]) and not is_first(rest[0]) and is_last(rest[0]):
        return (("firstname", rest[-1]), ("lastname", " ".join(rest[:-1])), *found)
    cut = len(rest) - 1
    while cut > 1 and rest[cut - 1].lower() in _PARTICLES:
        cut -= 1
    return (("firstname", rest[0]), ("lastname", " ".join(rest[cut:])), *found)
