"""More Russian text: raw texts labelled by another model (natasha), kept as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from natasha import Doc, NewsEmbedding, NewsNERTagger
from natasha import Segmenter as RussianSegmenter

from pipeline.train.corpora import Sample, russian_samples


def label(texts: Iterable[Path], out: Path) -> None:
    """Tag texts with natasha and write {"text", "spans"} lines."""
    segmenter, tagger = RussianSegmenter(), NewsNERTagger(NewsEmbedding())
    with out.open("w", encoding="utf-8") as stream:
        for path in texts:
            document = Doc(path.read_bytes().decode("utf-8"))
            document.segment(segmenter)
            document.tag_ner(tagger)
            spans = [(s.start, s.stop, s.type) for s in document.spans]
            stream.write(json.dumps({"text": document.text, "spans": spans}, ensure_ascii=False) + "\n")


def silver_samples(path: Path, weight: float) -> list[Sample]:
    """Sentences of a file of `label`."""
    samples: list[Sample] = []
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            samples += russian_samples(record["text"], [tuple(s) for s in record["spans"]], weight, "silver")
    return samples
