"""Full names of persons, told by their words alone: a given name of the dictionary and a surname in the same case."""

from __future__ import annotations

from functools import lru_cache

from pipeline.lang.ru.given import given_readings
from pipeline.lang.ru.lemmas import fold, readings
from pipeline.lang.ru.persons import surname_readings

_CASES = {"nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc"}
_GENDERS = {"masc": "Masc", "femn": "Fem", "ms-f": "Masc"}


@lru_cache(maxsize=20_000)
def given_forms(word: str) -> frozenset[tuple[str, str]]:
    """Gender and case of each given name that a word may be a form of."""
    form = fold(word)
    found = {(gender, case) for _, gender, case in given_readings(form)}
    for parse in readings(form):
        if "Name" in parse.tag and parse.is_known and "plur" not in parse.tag:
            gender, case = _GENDERS.get(str(parse.tag.gender)), _CASES.get(str(parse.tag.case))
            if gender and case:
                found.add((gender, case))
    return frozenset(found)


def is_full_name(given: str, family: str) -> bool:
    """A given name, then a surname by its ending, in one gender and case.

    >>> is_full_name("Улану", "Жээнбаеву"), is_full_name("Роман", "Иванова"), is_full_name("Айжан", "Торебаева")
    (True, False, True)
    """
    return not given_forms(given).isdisjoint(surname_readings(family))
