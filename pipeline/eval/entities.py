"""Our tables as predictions of the entity scorers.

    python -m pipeline.eval.entities predictions TABLES OUT.jsonl     for ../shared/eval/score_entities.py
    python -m pipeline.eval.entities benchmark   DATA.jsonl OUT.jsonl [--lang ru] [--spans names]   for ner_score.py

`predictions` reads the tables of a run. `benchmark` runs regions-free over the texts of a file of the benchmark form
(each line a text in one language) and gives PER, ORG, LOC. `--spans names` cuts what derek takes in and the Russian
benchmarks leave out: legal forms and quotes, and the state after an office (Минтранс РФ is ORG Минтранс and LOC РФ).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.document import Block, Document, Passage
from pipeline.eval.ner_benchmark import Record, read_records, write_records
from pipeline.schema import Mention
from pipeline.stages.annotate import make_annotate
from pipeline.stages.mentions import make_mentions
from pipeline.stages.mentions.words import QUOTES
from pipeline.tables.read import read_arrow

SCORER_LABELS = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT"}
BENCHMARK_LABELS = {"person": "PER", "organization": "ORG", "place": "LOC"}
BATCH = 32


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of a benchmark: half-open range of characters and its type."""

    start: int
    end: int
    type: str


def predictions(folder: Path) -> Iterator[dict[str, Any]]:
    """One record for each mention of a run: `doc start end surface type canonical entity_id`.

    The document is named by its file; the canonical name is the entity's in the language of the mention.
    """
    tables = read_arrow(folder, ("documents", "mentions", "entities"))
    names = {row["doc_id"]: Path(row["path"]).name for row in tables["documents"].to_pylist()}
    entities = {row["entity_id"]: row for row in tables["entities"].to_pylist()}
    for row in tables["mentions"].to_pylist():
        if row["label"] not in SCORER_LABELS:
            continue
        entity = entities.get(row["entity_id"], {})
        canonical = (
            entity.get("name_ru" if row["lang"] == "ru" else "name_kk") or entity.get("name") or row["normal"]
        )
        yield {
            "doc": names[row["doc_id"]],
            "start": row["start_char"],
            "end": row["end_char"],
            "surface": row["text"],
            "type": SCORER_LABELS[row["label"]],
            "canonical": canonical,
            "entity_id": row["entity_id"] or row["mention_id"],
        }


def plain_document(text: str, lang: str) -> Document:
    """A document whose lines are paragraphs of one language, all of them read: benchmarks have no furniture."""
    document = Document.from_text(text)
    position = 0
    for line in document.text.splitlines(keepends=True):
        body = line.strip()
        if body:
            start = position + line.index(body[0])
            block = Block(start, start + len(body), "body", "benchmark")
            document.blocks.append(block)
            document.passages.append(
                Passage(block.start_char, block.end_char, lang, len(document.blocks) - 1)
            )
        position += len(line)
    return document


def find_mentions(texts: Sequence[str], lang: str, tagger: Sequence[str] = ("kk",)) -> list[list[Mention]]:
    """The mentions of each text, of annotate and mentions alone."""
    annotate, mentions = make_annotate([lang]), make_mentions([lang], list(tagger))
    found: list[list[Mention]] = []
    for start in range(0, len(texts), BATCH):
        documents = [plain_document(text, lang) for text in texts[start : start + BATCH]]
        annotate.run(documents)
        mentions.run(documents)
        found.extend(document.mentions for document in documents)
    return found


def pieces(mention: Mention) -> Iterator[Piece]:
    """The spans of a mention in the convention of FactRuEval: the name without legal form and quotes, the state on its own."""
    kind = BENCHMARK_LABELS.get(mention.label)
    if kind is None:
        return
    text, start = mention.text, mention.start_char
    if mention.label == "organization" and mention.rule.endswith("+state"):
        cut = text.rstrip().rfind(" ")
        yield Piece(start, start + cut, kind)
        yield Piece(start + cut + 1, mention.end_char, "LOC")
        return
    if mention.rule == "quotes.form":
        opened = next((i for i, char in enumerate(text) if char in QUOTES), -1)
        closed = max((i for i, char in enumerate(text) if char in QUOTES), default=-1)
        if 0 <= opened < closed:
            yield Piece(start + opened + 1, start + closed, kind)
            return
    yield Piece(start, mention.end_char, kind)


def benchmark(
    records: Sequence[Record], lang: str, tagger: Sequence[str] = ("kk",), *, names: bool = False
) -> Iterable[Record]:
    """The records with our spans in the place of theirs; `names` as `--spans names`."""
    for record, mentions in zip(records, find_mentions([r.text for r in records], lang, tagger), strict=True):
        spans = [
            piece
            for m in mentions
            for piece in (
                pieces(m) if names else [Piece(m.start_char, m.end_char, BENCHMARK_LABELS.get(m.label, ""))]
            )
        ]
        yield Record(record.id, record.text, tuple((p.start, p.end, p.type) for p in spans if p.type))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.eval.entities", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    told = commands.add_parser("predictions", help="tables of a run to predictions of score_entities.py")
    told.add_argument("tables", type=Path)
    told.add_argument("out", type=Path)
    run = commands.add_parser("benchmark", help="predictions for the texts of a benchmark")
    run.add_argument("data", type=Path)
    run.add_argument("out", type=Path)
    run.add_argument("--lang", choices=("ru", "kk"), default="ru")
    run.add_argument("--spans", choices=("derek", "names"), default="derek")
    run.add_argument("--tagger", nargs="*", default=["kk"], help="languages that the neural tagger reads")
    given = parser.parse_args(arguments)
    if given.command == "predictions":
        with given.out.open("w", encoding="utf-8", newline="\n") as stream:
            for record in predictions(given.tables):
                stream.write(json.dumps(record, ensure_ascii=False) + "\n")
        return 0
    records = read_records(given.data)
    write_records(benchmark(records, given.lang, given.tagger, names=given.spans == "names"), given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
