"""Rebuilds the table of stem families from a word list: `python -m pipeline.lang.kk.build_families WORDLIST`.

The word list is the one of Debian's tesseract-ocr-kaz (Apache-2.0):

    apt-get install tesseract-ocr tesseract-ocr-kaz
    combine_tessdata -u /usr/share/tesseract-ocr/5/tessdata/kaz.traineddata kaz.
    dawg2wordlist kaz.lstm-unicharset kaz.lstm-word-dawg words.txt
    python -m pipeline.lang.kk.build_families words.txt
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pipeline.lang.kk.alphabet import is_kazakh_word
from pipeline.lang.kk.families import MOST, PATH, Family
from pipeline.lang.kk.segment import splits

_LEAST = 2
_LONGEST = 24
_HEADER = "# Stem families counted from the word list of tesseract-ocr-kaz (Apache-2.0, Google Inc. and contributors)."


def count(words: Iterable[str]) -> dict[str, Family]:
    """Stem → its family, for stems of two letters or more with at least two forms of some kind."""
    sizes = (Counter[str](), Counter[str](), Counter[str]())
    tags: tuple[dict[str, set[str]], ...] = ({}, {}, {})
    bare: tuple[set[str], set[str]] = (set(), set())
    listed = sorted(set(words))
    attested = {word.lower() for word in listed}
    for word in listed:
        lower = word.lower()
        if not is_kazakh_word(lower) or not 2 <= len(word) <= _LONGEST:
            continue
        small = word == lower
        if not small and not (word[0].isupper() and word[1:] == lower[1:]):
            continue
        bare[0 if small else 1].add(lower)
        seen: set[tuple[str, int]] = {(lower, 0 if small else 2)}
        for split in splits(lower, lenient=not small):
            chain = split.ending.chain
            kind = 1 if chain.verbal else 0
            if split.stem == lower or (kind and not small):
                continue
            # What a sound change hid is believed only of stems that are written somewhere.
            if split.repair not in ("", "voiced") and split.stem not in attested:
                continue
            kind = kind if small else 2
            seen.add((split.stem, kind))
            tags[kind].setdefault(split.stem, set()).add(chain.tags[0])
        for stem, kind in seen:
            sizes[kind][stem] += 1
    stems = {stem for counter in sizes for stem, size in counter.items() if size >= _LEAST and len(stem) > 1}
    nominal, verbal, name = sizes
    return {
        stem: Family(
            nominal[stem],
            len(tags[0].get(stem, ())),
            verbal[stem],
            len(tags[1].get(stem, ())),
            name[stem],
            len(tags[2].get(stem, ())),
            int(stem in bare[0]),
            int(stem in bare[1]),
        )  # fmt: skip
        for stem in stems
    }


def write(table: dict[str, Family], path: Path = PATH) -> None:
    """Writes the table, byte for byte the same for the same counts: a header, the stems, a line for each number."""
    stems = sorted(table)
    columns = [" ".join(str(min(table[stem][i], MOST)) for stem in stems) for i in range(len(Family._fields))]
    path.write_bytes(
        gzip.compress("\n".join([_HEADER, " ".join(stems), *columns]).encode("utf-8"), 9, mtime=0)
    )


def main(arguments: list[str]) -> int:
    """Command line: the path of the word list, one word a line."""
    if len(arguments) != 1:
        sys.stderr.write(f"usage: python -m pipeline.lang.kk.build_families WORDLIST\n{__doc__}")
        return 2
    table = count(Path(arguments[0]).read_text(encoding="utf-8").split())
    write(table)
    sys.stderr.write(f"{len(table)} stems, {PATH.stat().st_size} bytes in {PATH}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
