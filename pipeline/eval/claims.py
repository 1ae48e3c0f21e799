"""Claims as predictions for `score_claims.py`: one JSON object a claim, offsets into the document's text.

python -m pipeline.eval.claims TABLES OUT.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.schema import Claim
from pipeline.tables.read import read_arrow


def predictions(doc: str, claims: Iterable[Claim]) -> Iterator[dict[str, Any]]:
    """The claims of one document in the scorer's form; `doc` is the name that the gold gives the document.

    Sentences that only carry on after a cue (`continued`) are no claims in the scorer's sense and are left out.
    """
    for claim in claims:
        if claim.continued:
            continue
        record: dict[str, Any] = {
            "doc": doc,
            "claim_start": claim.start_char,
            "claim_end": claim.end_char,
            "claim_surface": claim.content,
            "type": claim.type,
            "cue_start": claim.cue_start,
            "cue_end": claim.cue_end,
            "cue_lemma": claim.cue_lemma,
            "speaker_canonical": claim.speaker_name,
            "speaker_kind": claim.speaker_kind,
            "polarity": claim.polarity,
            "modality": claim.modality,
            "group": claim.group,
        }
        if claim.parts:
            record["claim_parts"] = [[int(n) for n in part.split(":")] for part in claim.parts]
        yield record


def of_run(folder: Path) -> Iterator[dict[str, Any]]:
    """The predictions of a run; a document is named by its file."""
    tables = read_arrow(folder, ("documents", "claims"))
    names = {row["doc_id"]: Path(row["path"]).name for row in tables["documents"].to_pylist()}
    for row in tables["claims"].to_pylist():
        yield from predictions(names[row["doc_id"]], [Claim(**{**row, "parts": tuple(row["parts"])})])


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tables", type=Path, help="folder with the tables of a run")
    parser.add_argument("out", type=Path)
    given = parser.parse_args(arguments)
    with given.out.open("w", encoding="utf-8", newline="\n") as stream:
        for record in of_run(given.tables):
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
