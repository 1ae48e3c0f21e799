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
from pipeline.lang.kk.families import PATH
from pipeline.lang.kk.segment import splits

_LEAST = 2
_LONGEST = 24
_HEADER = "# Stem families counted from the word list of tesseract-ocr-kaz (Apache-2.0, Google Inc. and contributors)."


def count(words: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    """Stem → numbers of distinct nominal, verbal and capitalised forms; stems with fewer than two forms of all are left out."""
    nominal: Counter[str] = Counter()
    verbal: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for word in sorted(set(words)):
        lower = word.lower()
        if not is_kazakh_word(lower) or not 2 <= len(word) <= _LONGEST:
            continue
        small = word == lower
        if small:
            kinds = (nominal, verbal)
        elif word[0].isupper() and word[1:] == lower[1:]:
            kinds = (names, None)
        else:
            continue
        found = {(s.stem, s.ending.chain.verbal) for s in splits(lower, lenient=not small) if s.stem != lower}
        found.add((lower, False))
        for stem, is_verb in found:
            counter = kinds[is_verb]
            if counter is not None:
                counter[stem] += 1
    stems = {stem for counter in (nominal, verbal, names) for stem, n in counter.items() if n >= _LEAST and len(stem) > 1}
    return {stem: (nominal[stem], verbal[stem], names[stem]) for stem in stems}


def write(table: dict[str, tuple[int, int, int]], path: Path = PATH) -> None:
    """Writes the table, front-coded and compressed, byte for byte the same for the same counts."""
    lines, before = [_HEADER], ""
    for stem in sorted(table):
        shared = 0
        while shared < min(len(stem), len(before)) and stem[shared] == before[shared]:
            shared += 1
        lines.append("\t".join((str(shared), stem[shared:], *map(str, table[stem]))))
        before = stem
    path.write_bytes(gzip.compress("\n".join(lines).encode("utf-8"), 9, mtime=0))


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
