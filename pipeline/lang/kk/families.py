"""Families of stems: how many different forms of a word list can be analysed as a stem with an ending.

бала has 28 nominal forms, баласы two: the counts tell stems from what only looks like one. `data/families.tsv.gz` is derived
from the Apache-2.0 word list of tesseract-ocr-kaz by `python -m pipeline.lang.kk.build_families`.
"""

from __future__ import annotations

import gzip
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.errors import ResourceError
from pipeline.resources import LANGUAGES

PATH = LANGUAGES / "kk" / "data" / "families.tsv.gz"


class Family(NamedTuple):
    """Numbers of distinct forms of one stem as a nominal, as a verb, as a capitalised name; `…_kinds` of distinct first
    suffixes (plurals take no plural, possessives no possessive); `bare` whether the stem stands
    in the list by itself, `name_bare` with a capital."""

    nominal: int
    nominal_kinds: int
    verbal: int
    verbal_kinds: int
    name: int
    name_kinds: int
    bare: int
    name_bare: int


NONE = Family(0, 0, 0, 0, 0, 0, 0, 0)
# Larger numbers than this say nothing more; one byte holds them.
MOST = 255


class Families:
    """The table: `families()[stem]` is the family of a stem (lower case), `NONE` where fewer than two forms were seen."""

    def __init__(self, stems: list[str], numbers: npt.NDArray[np.uint8]) -> None:
        width = len(Family._fields)
        self._at = dict(zip(stems, range(0, width * len(stems), width), strict=True))
        self._numbers = numbers.tobytes()
        self._width = width

    def __getitem__(self, stem: str) -> Family:
        at = self._at.get(stem)
        return NONE if at is None else Family._make(self._numbers[at : at + self._width])

    def __contains__(self, stem: str) -> bool:
        return stem in self._at

    def __len__(self) -> int:
        return len(self._at)


@cache
def families() -> Families:
    """The families that ship with the package, loaded once."""
    try:
        _, stems, *columns = gzip.decompress(PATH.read_bytes()).decode("utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise ResourceError(
            PATH, None, "cannot read the stem families", "run python -m pipeline.lang.kk.build_families"
        ) from error
    numbers = np.stack([np.fromstring(column, dtype=np.uint8, sep=" ") for column in columns], axis=1)
    return Families(stems.split(" "), numbers)


def is_common(stem: str) -> bool:
    """A noun that the corpora write in lower case much more often than not: су, дүние, қойма."""
    family = families()[stem.lower()]
    return family.nominal > _SEEN and family.nominal >= 2 * family.name


# Fewer forms of a noun prove nothing.
_SEEN = 4
