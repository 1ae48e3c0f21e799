"""How often claims are right, by the rule that found them and by the way their speaker was resolved: the source of `pipeline/data/claim_confidence.tsv`.

    python -m pipeline.eval.confidence tests/blind/dev > pipeline/data/claim_confidence.tsv

A content is right when it covers a claim of the answers (token IoU of at least .5), a speaker when the right content has
the right name. Shares are drawn towards one half as if two more claims had been seen, one of them right, so that few
cases never make certainty. A claim's confidence is the product of both.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from pipeline.eval.claims import predictions
from pipeline.eval.gold import answers
from pipeline.ingest import read_sources
from pipeline.run.job import Options, run
from pipeline.schema import Claim
from pipeline.stages.claims.confidence import RULE, SPEAKER, way_of
from pipeline.tables.read import read_arrow

IOU = 0.5


def scorer(folder: Path) -> ModuleType:
    """`score_claims.py` as a module: what matches what is decided there alone."""
    spec = importlib.util.spec_from_file_location("score_claims", folder / "score_claims.py")
    assert spec is not None and spec.loader is not None, folder
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(folder: Path, scorers: ModuleType) -> Iterator[tuple[Claim, bool, bool]]:
    """(claim, content right, speaker right) for the claims of a folder of documents that its answers judge."""
    with tempfile.TemporaryDirectory() as tables:
        run(
            read_sources(sorted(folder.glob("*.txt"))),
            Path(tables),
            Options(formats=("parquet",), quiet=True),
        )
        read = read_arrow(Path(tables), ("documents", "claims"))
    names = {row["doc_id"]: Path(row["path"]).name for row in read["documents"].to_pylist()}
    claims = [Claim(**{**row, "parts": tuple(row["parts"])}) for row in read["claims"].to_pylist()]
    told = [(claim, record) for claim in claims for record in predictions(names[claim.doc_id], [claim])]
    gold = _loaded(scorers, answers(folder, "claims", set(names.values())))
    guesses = _loaded(scorers, [record for _, record in told])
    pairs = {j: gold[i] for i, j, _ in scorers.match(gold, guesses, IOU, "iou")}
    for j, (claim, _) in enumerate(told):
        if j not in pairs:
            yield claim, False, False
        elif not pairs[j].get("debatable"):
            yield claim, True, scorers.speaker(pairs[j], guesses[j])[0]


def _loaded(scorers: ModuleType, records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as stream:
        stream.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        stream.flush()
        loaded: list[dict[str, Any]] = scorers.load(stream.name)
    return loaded


def shares(claims: Sequence[tuple[Claim, bool, bool]]) -> Iterator[str]:
    """Lines of the table: what is told of, its name, how many claims were seen, the share of right ones."""
    seen: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for claim, content, speaker in claims:
        seen[RULE, claim.rule] += 1
        right[RULE, claim.rule] += content
        if content:
            way = way_of(claim.speaker_name, claim.speaker_reason)
            for key in (way, "*"):
                seen[SPEAKER, key] += 1
                right[SPEAKER, key] += speaker
        seen[RULE, "*"] += 1
        right[RULE, "*"] += content
    yield "# How often claims were right, by the rule that found them and by the way to their speaker: written by `python -m pipeline.eval.confidence tests/blind/dev`, which tells how."
    yield "of\tname\tclaims\tright"
    for of, name in sorted(seen):
        n = seen[of, name]
        yield f"{of}\t{name}\t{n}\t{(right[of, name] + 1) / (n + 2):.3f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", help="documents with answers, as tests/blind/dev")
    parser.add_argument("--scorers", type=Path, default=Path("../shared/eval"))
    given = parser.parse_args(arguments)
    module = scorer(given.scorers)
    found = [claim for folder in given.folders for claim in judged(folder, module)]
    sys.stdout.writelines(line + "\n" for line in shares(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
