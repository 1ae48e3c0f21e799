"""Extract a folder of documents and score its mentions and claims against its answers, by language: totals alone.

    python -m pipeline.eval.gold tests/blind/test [--only ru-gh] [--scorers ../shared/eval]

The folder holds `.txt` documents and `claims*.jsonl`, with or without `entities*.jsonl` (see tests/blind/README.md). No errors
are shown, so that documents kept unseen stay so.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.eval import claims, entities
from pipeline.ingest import read_sources
from pipeline.run.job import Options, run

LANGUAGES = ("ru", "kk")


def score(scorer: Path, gold: list[dict[str, Any]], predicted: list[dict[str, Any]], *options: str) -> Any:
    """What a scorer of `../shared/eval` says, as it prints it with `--json`."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("gold.jsonl", "predicted.jsonl")]
        for path, records in zip(paths, (gold, predicted), strict=True):
            lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
            path.write_text("".join(lines), encoding="utf-8")
        command = [sys.executable, str(scorer), *map(str, paths), "--json", *options]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def answers(folder: Path, kind: str, documents: set[str]) -> list[dict[str, Any]]:
    """The records of `kind` (entities, claims) that belong to some documents."""
    return [
        record
        for path in sorted(folder.glob(f"{kind}*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if (record := json.loads(line))["doc"] in documents
    ]


def report(folder: Path, scorers: Path, only: str = "") -> Iterator[str]:
    """Lines of totals, language by language, of the documents whose names begin with `only`."""
    languages = {
        row["file"]: row["score_lang"]
        for path in sorted(folder.glob("manifest*.jsonl"))
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        if row["file"].startswith(only)
    }
    with tempfile.TemporaryDirectory() as tables:
        texts = [folder / name for name in sorted(languages)]
        made = run(read_sources(texts), Path(tables), Options(formats=("parquet",), quiet=True))
        mentions = list(entities.predictions(Path(tables)))
        said = list(claims.of_run(Path(tables)))
    for error in made["errors"].to_pylist():
        yield f"{Path(error['path']).name}: {error['stage']} failed, its facts count as missed: {error['message']}"
    for lang in LANGUAGES:
        documents = {name for name, own in languages.items() if own == lang}
        if not documents:
            continue
        yield f"{lang}: {len(documents)} documents"
        named = answers(folder, "entities", documents)
        if named:
            answered = {record["doc"] for record in named}  # some documents have claims alone
            found = [record for record in mentions if record["doc"] in answered]
            yield from _mention_lines(score(scorers / "score_entities.py", named, found))
        told = [record for record in said if record["doc"] in documents]
        gold = answers(folder, "claims", documents)
        scored = score(scorers / "score_claims.py", gold, told, "--no-author", "--by", "type")
        yield from _claim_lines(scored)
        for kind, shown in (("direct", "direct speech      F1"), ("author", "author articles    F1")):
            own = [r for r in gold if r["type"] == kind or r.get("debatable")]
            scored = score(scorers / "score_claims.py", own, [r for r in told if r["type"] == kind])["all"]
            yield f"  {shown} {scored['f1']:.3f} of {scored['gold']} claims"


def _mention_lines(scored: dict[str, Any]) -> Iterable[str]:
    total = scored["all"]
    kinds = " ".join(f"{kind} {part['exact'][2]:.3f}" for kind, part in scored["by_type"].items())
    yield f"  mentions           exact F1 {total['exact'][2]:.3f} of {total['gold']}: {kinds}"
    yield f"  canonical name     {total['canonical_accuracy']:.3f}; clusters, B-cubed F1 {total['b3'][2]:.3f}"


def _claim_lines(scored: dict[str, Any]) -> Iterable[str]:
    total = scored["all"]
    kinds = " ".join(f"{kind} {part['recall']:.3f}" for kind, part in scored["by_type"].items())
    yield (
        f"  claims             F1 {total['f1']:.3f} (P {total['precision']:.3f} R {total['recall']:.3f}) "
        f"of {total['gold']}; recall of {kinds}"
    )
    yield (
        f"  of the found       speaker {total['speaker_accuracy']:.3f}, polarity {total['polarity_accuracy']:.3f}, "
        f"modality {total['modality_accuracy']:.3f}; span, speaker and type F1 {total['f1_span_speaker_type']:.3f}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", metavar="PREFIX", help="documents whose names begin so")
    parser.add_argument("--scorers", type=Path, default=Path("../shared/eval"))
    given = parser.parse_args(arguments)
    listed = [
        row["file"]
        for p in given.folder.glob("manifest*.jsonl")
        for row in map(json.loads, p.open(encoding="utf-8"))
    ]
    missing = [name for name in listed if not (given.folder / name).is_file()]
    if missing or not listed:
        parser.error(
            f"{given.folder} has no {missing[0]}, which its manifest lists: put the texts beside the answers"
            if missing
            else f"{given.folder} has no manifest*.jsonl: give a folder as tests/blind/dev"
        )
    if not any(name.startswith(given.only) for name in listed):
        parser.error(f"{given.folder}: no document begins with {given.only!r}: give another --only")
    for line in report(given.folder, given.scorers, given.only):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
