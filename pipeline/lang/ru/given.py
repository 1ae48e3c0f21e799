"""Given names that the dictionary may lack (`given_names.tsv`), in all their cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from pipeline.lang.ru.lemmas import HARD, fold
from pipeline.resources import lexicon

_CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
_SIBILANTS = "жшчщц"
_VELARS = "гкхжшчщ"


def given_readings(form: str) -> tuple[tuple[str, str, str], ...]:
    """(nominative, gender, case) of each given name that a lower-case word may be a form of.

    >>> given_readings("маулене")
    (('маулен', 'Masc', 'Loc'),)
    """
    return _forms().get(fold(form), ())


@cache
def _forms() -> dict[str, tuple[tuple[str, str, str], ...]]:
    found: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in lexicon("ru", "given_names.tsv", ("name", "gender", "example"), ("name", "gender")):
        name = fold(row["name"])
        for case, form in zip(_CASES, _declined(name, row["gender"]), strict=True):
            found[form].append((name, row["gender"], case))
    return {form: tuple(readings) for form, readings in found.items()}


def _declined(name: str, gender: str) -> Iterator[str]:
    """The six cases of a given name in lower case; a woman's name in a consonant and a name in о, у, и, е keep their form."""
    stem, last = name[:-1], name[-1]
    soft = "и" if last in "яй" and stem.endswith("и") else "е"
    if gender == "Masc" and last in HARD:
        endings = ("", "а", "у", "а", "ем" if last in _SIBILANTS else "ом", "е")
        stem = name
    elif gender == "Masc" and last in "йь":
        endings = (last, "я", "ю", "я", "ем", soft)
    elif last == "а":
        endings = (
            "а",
            "и" if stem[-1] in _VELARS else "ы",
            "е",
            "у",
            "ей" if stem[-1] in _SIBILANTS else "ой",
            "е",
        )
    elif last == "я":
        endings = ("я", "и", soft, "ю", "ей", soft)
    else:
        stem, endings = name, ("",) * 6
    return (stem + ending for ending in endings)
