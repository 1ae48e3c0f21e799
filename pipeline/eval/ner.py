"""Score names on any file of the benchmark form, and measure the speed of the name model.

    python -m pipeline.eval.ner score DATA.jsonl [--by auto|fine|coarse|pipeline] [--out PRED.jsonl]
    python -m pipeline.eval.ner kaznerd IOB2_WITH_IDS OUT.jsonl [--dev]
    python -m pipeline.eval.ner speed DATA.jsonl

`score` writes predictions in the form that `../shared/eval/ner_score.py` reads and prints exact-span precision, recall and
F1 by type. `fine` and `coarse` are the heads of the model alone (25 types of KazNERD; PER, ORG, LOC); a tokenized text
(KazNERD) is tagged with its own words, others with the language packs' tokens. `pipeline` are derek's mentions (rules,
natasha and the model), person as PER, organization as ORG, place as LOC. `auto` takes the pipeline for gold in PER, ORG,
LOC and `fine` for other types.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.document import Document
from pipeline.eval.ner_benchmark import (
    Record,
    is_tokenized,
    kaznerd_records,
    read_records,
    spaced_words,
    write_records,
)
from pipeline.extract import load
from pipeline.lang import base
from pipeline.ner.tagger import Tagger, load_ner

HELD_OUT = 12
"""Every twelfth document number of KazNERD is held out for development, as in training."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Gold, predicted and right spans of a type."""

    gold: int
    predicted: int
    right: int

    @property
    def precision(self) -> float:
        """Part of the predicted spans that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Part of the gold spans that is found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.gold + self.predicted
        return 2 * self.right / total if total else 0.0


Words = list[tuple[int, int]]
"""Character ranges of the words of a sentence."""


def sentences_of(records: Sequence[Record], lang: str) -> list[list[Words]]:
    """Sentences of each text as ranges of words."""
    if is_tokenized(records):
        return [[spaced_words(record.text)] for record in records]
    nlp = base.pack(lang).nlp()
    found: list[list[Words]] = []
    for doc in nlp.pipe(record.text for record in records):
        found.append(
            [
                [(token.idx, token.idx + len(token.text)) for token in sentence if not token.is_space]
                for sentence in doc.sents
            ]
        )
    return found


def predict(tagger: Tagger, records: Sequence[Record], head: str, lang: str) -> list[Record]:
    """The records with the model's spans in the place of the gold ones."""
    cut = sentences_of(records, lang)
    texts = [
        [record.text[a:z] for a, z in words]
        for record, sentences in zip(records, cut, strict=True)
        for words in sentences
    ]
    tagged = iter(tagger.tag(texts))
    results: list[Record] = []
    for record, sentences in zip(records, cut, strict=True):
        entities: list[tuple[int, int, str]] = []
        for words in sentences:
            result = next(tagged)
            spans = result.fine if head == "fine" else result.coarse
            entities += [(words[s.start][0], words[s.end - 1][1], s.label) for s in spans]
        results.append(Record(record.id, record.text, tuple(entities)))
    return results


BENCHMARK = {"person": "PER", "organization": "ORG", "place": "LOC"}
"""derek's labels as the benchmarks call them."""

_BATCH = 32


def pipeline_names(records: Sequence[Record]) -> list[Record]:
    """The records with derek's mentions in the place of the gold spans; stages after the mentions are not run."""
    extractor = load()
    last = next(i for i, stage in enumerate(extractor.stages) if "mentions" in stage.writes)
    extractor.stages = extractor.stages[: last + 1]
    documents = [Document.from_text(record.text, path=record.id) for record in records]
    for start in range(0, len(documents), _BATCH):
        extractor.process(documents[start : start + _BATCH])
    return [
        Record(
            record.id,
            record.text,
            tuple(
                (m.start_char, m.end_char, BENCHMARK[m.label])
                for m in document.mentions
                if m.label in BENCHMARK
            ),
        )
        for record, document in zip(records, documents, strict=True)
    ]


def score(gold: Sequence[Record], predicted: Sequence[Record]) -> dict[str, Counts]:
    """Counts by type of exact spans, and `micro` over all types that occur in gold."""
    totals: tuple[Counter[str], Counter[str], Counter[str]] = (Counter(), Counter(), Counter())
    for true, found in zip(gold, predicted, strict=True):
        expected, got = set(true.entities), set(found.entities)
        for counter, spans in zip(totals, (expected, got, expected & got), strict=True):
            counter.update(span[2] for span in spans)
    counts = {kind: Counts(*(counter[kind] for counter in totals)) for kind in sorted(totals[0])}
    counts["micro"] = Counts(
        *(sum(getattr(c, field) for c in counts.values()) for field in ("gold", "predicted", "right"))
    )
    return counts


def table(counts: dict[str, Counts]) -> str:
    """Counts as lines of text."""
    lines = [f"{'type':<14}{'gold':>7}{'P':>8}{'R':>8}{'F1':>8}"]
    for kind, c in counts.items():
        lines.append(f"{kind:<14}{c.gold:>7}{c.precision:>8.3f}{c.recall:>8.3f}{c.f1:>8.3f}")
    return "\n".join(lines)


def speed(tagger: Tagger, records: Sequence[Record], lang: str, rounds: int = 3) -> float:
    """Words a second of processor time of tagging alone (words are cut beforehand), the best of some rounds, one thread.

    Processor time, not the clock: other programs on the machine then don't count.
    """
    words = [
        [record.text[a:z] for a, z in sentence]
        for record, sentences in zip(records, sentences_of(records, lang), strict=True)
        for sentence in sentences
    ]
    total = sum(map(len, words))
    best = 0.0
    for _ in range(rounds):
        begun = time.process_time()
        tagger.tag(words)
        best = max(best, total / (time.process_time() - begun))
    return best


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.eval.ner", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    scored = commands.add_parser("score", help="score the model on a file")
    scored.add_argument("data", type=Path)
    scored.add_argument("--by", choices=("auto", "fine", "coarse", "pipeline"), default="auto")
    scored.add_argument("--lang", choices=("kk", "ru"), default="kk", help="of texts that are not tokenized")
    scored.add_argument("--model", type=Path, help="folder of another model than the shipped one")
    scored.add_argument("--out", type=Path, help="write the predictions here")
    converted = commands.add_parser("kaznerd", help="turn KazNERD with sentence ids into the benchmark form")
    converted.add_argument("data", type=Path)
    converted.add_argument("out", type=Path)
    converted.add_argument("--dev", action="store_true", help="only the documents held out in training")
    timed = commands.add_parser("speed", help="words a second of processor time, one thread")
    timed.add_argument("data", type=Path)
    timed.add_argument("--lang", choices=("kk", "ru"), default="kk")
    given = parser.parse_args(arguments)
    if given.command == "kaznerd":
        write_records(
            (r for n, r in kaznerd_records(given.data) if not given.dev or n % HELD_OUT == 0), given.out
        )
        return 0
    records = read_records(given.data)
    if given.command == "speed":
        sys.stdout.write(f"{speed(load_ner(), records, given.lang):.0f} words per second of one core\n")
        return 0
    by = given.by
    if by == "auto":
        kinds = {kind for record in records for _, _, kind in record.entities}
        by = "pipeline" if kinds <= set(BENCHMARK.values()) else "fine"
    if by == "pipeline":
        predicted = pipeline_names(records)
    else:
        predicted = predict(Tagger(given.model) if given.model else load_ner(), records, by, given.lang)
    if given.out:
        write_records(predicted, given.out)
    sys.stdout.write(table(score(records, predicted)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
