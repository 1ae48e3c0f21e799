"""Letter sequences of Russian and Kazakh news: how likely each is in either language.

One table serves two readers: the encoding detector asks how well a decoding looks like either language, the language
stage which of the two a word looks like. The table holds counts only (no text), derived by
`python -m pipeline.train.ngrams` from KazNERD's validation split (half of its documents) and FactRuEval's
development texts; see that module for how the sequences are chosen.
"""

from __future__ import annotations

import gzip
from functools import cache

from pipeline.errors import ResourceError
from pipeline.resources import SHARED

PATH = SHARED / "ngrams.tsv.gz"
BOUNDARY = "_"  # stands for the edge of a word
SCALE = 10  # the table holds natural logarithms times this, rounded


@cache
def ngrams() -> dict[str, tuple[float, float]]:
    """Sequence of two to five characters (lower case, `_` at a word's edge) → log probability in Russian, in Kazakh.

    Probabilities are relative to the sequences of the same length.
    """
    try:
        lines = gzip.decompress(PATH.read_bytes()).decode("utf-8").splitlines()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ResourceError(
            PATH, None, "cannot read the table of letter sequences", "run python -m pipeline.train.ngrams"
        ) from error
    table: dict[str, tuple[float, float]] = {}
    for number, line in enumerate(lines, start=1):
        if line.startswith("#"):
            continue
        try:
            gram, ru, kk = line.split("\t")
            table[gram] = (int(ru) / SCALE, int(kk) / SCALE)
        except ValueError as error:
            raise ResourceError(PATH, number, "not a sequence and two whole numbers") from error
    return table


@cache
def trigrams() -> dict[str, float]:
    """Sequence of three characters → its log probability in the language where it is more likely."""
    return {gram: max(pair) for gram, pair in ngrams().items() if len(gram) == 3}
