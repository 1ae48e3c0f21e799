"""The Russian corpora of names in the benchmark form that `pipeline.eval.ner score` reads.

python -m pipeline.eval.ner_russian factrueval DEVSET OUT.jsonl   # the odd books: person, organization, place
python -m pipeline.eval.ner_russian nerel FOLDER OUT.jsonl        # brat files; of nested names of these types the longest
python -m pipeline.eval.ner score OUT.jsonl --by pipeline
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.train.corpora import Span, books, factrueval_spans, outermost

_NEREL = {
    "PERSON": "PER",
    "ORGANIZATION": "ORG",
    **dict.fromkeys(("CITY", "COUNTRY", "LOCATION", "DISTRICT", "STATE_OR_PROVINCE"), "LOC"),
}


def factrueval(folder: Path) -> Iterator[dict[str, Any]]:
    """The odd books, on which nothing was trained."""
    for book in books(folder, odd=True):
        yield _record(book.with_suffix(".txt"), factrueval_spans(book))


def nerel(folder: Path) -> Iterator[dict[str, Any]]:
    """The documents of a folder of brat files; names in pieces are left out."""
    for path in sorted(folder.glob("*.ann")):
        named: set[Span] = set()
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, *ends = line.split("\t")[1].split(" ") if line.startswith("T") else [""]
            if kind in _NEREL and len(ends) == 2 and ";" not in "".join(ends):
                named.add((int(ends[0]), int(ends[1]), _NEREL[kind]))
        yield _record(path.with_suffix(".txt"), outermost(named))


def _record(path: Path, spans: Sequence[Span]) -> dict[str, Any]:
    with path.open(encoding="utf-8", newline="") as stream:
        text = stream.read()
    entities = [{"start": start, "end": end, "type": kind} for start, end, kind in spans]
    return {"id": path.stem, "text": text, "entities": entities}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", choices=("factrueval", "nerel"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args(arguments)
    records = list({"factrueval": factrueval, "nerel": nerel}[given.corpus](given.folder))
    if not records:
        parser.error(f"{given.folder} holds no texts of {given.corpus}: give the folder of the texts")
    with given.out.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return 0


if __name__ == "__main__":
    sys.exit(main())
