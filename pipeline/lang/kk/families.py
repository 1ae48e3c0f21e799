"""Families of stems: how many different forms of a word list can be analysed as a stem with an ending.

бала has 28 nominal forms, баласы two: the counts tell stems from what only looks like one. `data/families.tsv.gz` is derived
from the Apache-2.0 word list of tesseract-ocr-kaz by `python -m pipeline.lang.kk.build_families`.
"""

from __future__ import annotations

import gzip
from functools import cache
from typing import NamedTuple

from pipeline.errors import ResourceError
from pipeline.resources import LANGUAGES

PATH = LANGUAGES / "kk" / "data" / "families.tsv.gz"


class Family(NamedTuple):
    """Numbers of distinct forms of one stem: as a nominal, as a verb, as a capitalised name."""

    nominal: int
    verbal: int
    name: int


@cache
def families() -> dict[str, Family]:
    """Stem (lower case) → its family; a stem that is not there has fewer than two forms of any kind."""
    try:
        lines = gzip.decompress(PATH.read_bytes()).decode("utf-8").splitlines()
    except OSError as error:
        raise ResourceError(PATH, None, "cannot read the stem families", "run python -m pipeline.lang.kk.build_families") from error
    table: dict[str, Family] = {}
    # Stems are sorted; a line keeps how many letters it shares with the line before, then the rest (front coding).
    stem = ""
    for line in lines:
        if line.startswith("#"):
            continue
        shared, rest, nominal, verbal, name = line.split("\t")
        stem = stem[: int(shared)] + rest
        table[stem] = Family(int(nominal), int(verbal), int(name))
    return table
