"""Build pipeline/data/ngrams.tsv.gz: python -m pipeline.train.ngrams KAZNERD_VALID.txt FACTRUEVAL_DEVSET_FOLDER

Kazakh is counted on the documents of KazNERD's validation split whose number is even; the odd ones stay for
measuring. Russian is counted on the texts of FactRuEval's development set; NEREL stays for measuring. Kept are the
sequences that tell the two languages apart best (count times difference of the log probabilities) and the most
frequent trigrams of both, which the encoding detector needs.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log
from pathlib import Path

from pipeline.ngrams import BOUNDARY, PATH, SCALE

SIZES = (2, 3, 4, 5)
TELLING = 19_000  # sequences kept because they tell the languages apart
FREQUENT = 3_500  # trigrams kept because they are frequent in either
_WORD = re.compile(r"[^\W\d_]+")


def kaznerd_words(path: Path, *, even: bool = True) -> Iterator[str]:
    """Words of the documents with an even (or odd) number. A line `AID283875 O` opens a sentence of document 283875."""
    inside = False
    for line in path.read_text(encoding="utf-8").splitlines():
        word = line.split(" ")[0]
        opens = re.fullmatch(r"[A-Z]+ID(\d+)", word)
        if opens:
            inside = (int(opens[1]) % 2 == 0) == even
        elif inside:
            yield from _WORD.findall(word.lower())


def factrueval_words(folder: Path) -> Iterator[str]:
    """Words of all texts of the folder."""
    for path in sorted(folder.glob("*.txt")):
        yield from _WORD.findall(path.read_text(encoding="utf-8").lower())


def count(words: Iterable[str]) -> Counter[str]:
    """How often each sequence of Cyrillic letters occurs, the edges of words included."""
    counts: Counter[str] = Counter()
    for word, times in Counter(words).items():
        if not all("\u0400" <= char <= "\u04ff" for char in word):
            continue
        edged = BOUNDARY + word + BOUNDARY
        for size in SIZES:
            for i in range(len(edged) - size + 1):
                counts[edged[i : i + size]] += times
    return counts


def table(ru: Counter[str], kk: Counter[str]) -> list[tuple[str, int, int]]:
    """Rows of the table: sequence, ten times its log probability in Russian and in Kazakh (add-one half smoothing)."""
    totals = {
        (lang, size): sum(n for gram, n in counts.items() if len(gram) == size)
        for lang, counts in (("ru", ru), ("kk", kk))
        for size in SIZES
    }
    rows: list[tuple[float, str, float, float]] = []
    for gram in ru.keys() | kk.keys():
        size = len(gram)
        in_ru = log((ru[gram] + 0.5) / (totals["ru", size] + 0.5))
        in_kk = log((kk[gram] + 0.5) / (totals["kk", size] + 0.5))
        share = ru[gram] / totals["ru", size] + kk[gram] / totals["kk", size]
        rows.append((share * abs(in_ru - in_kk), gram, in_ru, in_kk))
    rows.sort(key=lambda row: (-row[0], row[1]))
    threes = [row for row in rows if len(row[1]) == 3]
    threes.sort(key=lambda row: (-max(row[2:]), row[1]))
    kept = {gram: (in_ru, in_kk) for _, gram, in_ru, in_kk in rows[:TELLING] + threes[:FREQUENT]}
    return [(gram, round(SCALE * a), round(SCALE * b)) for gram, (a, b) in sorted(kept.items())]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kaznerd", type=Path)
    parser.add_argument("factrueval", type=Path)
    arguments = parser.parse_args()
    rows = table(count(factrueval_words(arguments.factrueval)), count(kaznerd_words(arguments.kaznerd)))
    lines = [
        "# Letter sequences, with ten times their log probability in Russian and in Kazakh news.",
        "# Built by python -m pipeline.train.ngrams from FactRuEval (MIT) and KazNERD (CC BY 4.0, Yeshpanov et al. 2022).",
        *("\t".join(map(str, row)) for row in rows),
    ]
    PATH.write_bytes(gzip.compress("\n".join(lines).encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main()
