"""More Russian text: raw texts labelled by two models, trained on where they agree.

natasha knows more names than 61 books of FactRuEval can teach; a model trained on these books knows their conventions.
Words on which they differ stay without a label: neither's mistakes are taught.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from natasha import Doc, NewsEmbedding, NewsNERTagger
from natasha import Segmenter as RussianSegmenter

from pipeline.ner.tagger import Tagger
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


def agreed(samples: Sequence[Sample], tagger: Tagger) -> list[Sample]:
    """The samples with labels only where `tagger` gives the same span, or none like natasha."""
    results: list[Sample] = []
    for sample, tagged in zip(samples, tagger.tag([s.words for s in samples]), strict=True):
        assert sample.coarse is not None
        other = ["O"] * len(sample.words)
        for span in tagged.coarse:
            other[span.start] = f"B-{span.label}"
            other[span.start + 1 : span.end] = [f"I-{span.label}"] * (span.end - span.start - 1)
        differ = [a != b for a, b in zip(sample.coarse, other, strict=True)]
        for tags in (sample.coarse, other):  # a span that differs in one word is unknown as a whole
            start = 0
            for i in range(1, len(tags) + 1):
                if i == len(tags) or tags[i][:1] != "I":
                    if tags[start] != "O" and any(differ[start:i]):
                        differ[start:i] = [True] * (i - start)
                    start = i
        coarse = tuple("" if d else tag for d, tag in zip(differ, sample.coarse, strict=True))
        results.append(replace(sample, coarse=coarse))
    return results
