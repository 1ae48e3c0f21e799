"""Names of one person in two lists, one Kazakh and one Russian: predictions of `score_names.py`.

python -m pipeline.eval.names pairs KK.txt RU.txt > PRED.tsv         two files, a name a line
python -m pipeline.eval.names gold  GOLD.tsv > PRED.tsv              the two columns of a gold file, each as a list
python -m pipeline.eval.names measure tests/corpus/names_pairs.tsv   precision and recall on our own pairs
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.link.persons import match_names
from pipeline.resources import read_table


def links(kazakh: Iterable[str], russian: Iterable[str]) -> list[tuple[str, str, float]]:
    """The pairs of names that are one person's, with their score (0 to 100), in the order of the Kazakh list."""
    return match_names(list(dict.fromkeys(kazakh)), list(dict.fromkeys(russian)))


def measure(path: Path) -> dict[str, tuple[float, float, list[str]]]:
    """Precision, recall and the wrong or missed pairs for each set (dev, held) of `tests/corpus/names_pairs.tsv`."""
    sets: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_table(path, ("kk", "ru", "set", "source")):
        sets[row["set"]].append(row)
    found: dict[str, tuple[float, float, list[str]]] = {}
    for name, rows in sorted(sets.items()):
        gold = {(row["kk"], row["ru"]) for row in rows if row["kk"] and row["ru"]}
        made = {
            (kk, ru)
            for kk, ru, _ in links((r["kk"] for r in rows if r["kk"]), (r["ru"] for r in rows if r["ru"]))
        }
        right = len(gold & made)
        errors = [f"missed {kk} | {ru}" for kk, ru in sorted(gold - made)] + [
            f"false {kk} | {ru}" for kk, ru in sorted(made - gold)
        ]
        found[name] = (right / len(made) if made else 0.0, right / len(gold), errors)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.eval.names", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    two = commands.add_parser("pairs", help="link the names of two files")
    two.add_argument("kazakh", type=Path)
    two.add_argument("russian", type=Path)
    one = commands.add_parser("gold", help="link the two columns of a gold file")
    one.add_argument("gold", type=Path)
    own = commands.add_parser("measure", help="score on our own pairs")
    own.add_argument("pairs", type=Path)
    given = parser.parse_args(arguments)
    if given.command == "measure":
        for name, (precision, recall, errors) in measure(given.pairs).items():
            sys.stdout.write(
                f"{name}: precision {precision:.4f} recall {recall:.4f}\n"
                + "".join(f"  {e}\n" for e in errors)
            )
        return 0
    if given.command == "pairs":
        kazakh, russian = (
            _names(path.read_text("utf-8").splitlines()) for path in (given.kazakh, given.russian)
        )
    else:
        lines = [
            line
            for line in given.gold.read_text("utf-8").splitlines()
            if line.strip() and not line.startswith("#")
        ]
        cells = [[*line.split("\t"), ""] for line in lines]
        kazakh, russian = _names(c[0] for c in cells), _names(c[1] for c in cells)
    for kk, ru, score in links(kazakh, russian):
        sys.stdout.write(f"{kk}\t{ru}\t{score}\n")
    return 0


def _names(lines: Iterable[str]) -> list[str]:
    return sorted({line.strip() for line in lines} - {""})


if __name__ == "__main__":
    sys.exit(main())
