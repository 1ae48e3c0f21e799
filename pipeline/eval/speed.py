"""Documents a second and peak memory of Russian analysis, beside plain natasha, in one run on one core.

    python -m pipeline.eval.speed FOLDER [--rounds 3] [--engines derek,natasha,pack,mentions]

FOLDER holds `.txt` files (the FactRuEval development texts). Each engine runs in a process of its own, rounds
interleaved; times are CPU seconds, so that other work on the machine disturbs them less. Engines:

    natasha    segment, morphology, syntax, names, lemmas and normal forms, as natasha's README does it
    pack       the same parts of derek: tokens, sentences, morphology, lemmas, syntax (lang/ru) and natasha's names
    mentions   annotate and the whole mentions stage
    derek      the whole pipeline of the default configuration
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

BATCH = 32
ENGINES = ("natasha", "pack", "mentions", "derek")


def _natasha() -> Callable[[Sequence[str]], None]:
    from pipeline.lang.ru._natasha import natasha

    library = natasha()
    embedding = library.NewsEmbedding()
    segmenter, vocab = library.Segmenter(), library.MorphVocab()
    morph, syntax, names = (
        kind(embedding) for kind in (library.NewsMorphTagger, library.NewsSyntaxParser, library.NewsNERTagger)
    )

    def run(texts: Sequence[str]) -> None:
        for text in texts:
            doc = library.Doc(text)
            doc.segment(segmenter)
            doc.tag_morph(morph)
            doc.parse_syntax(syntax)
            doc.tag_ner(names)
            for token in doc.tokens:
                token.lemmatize(vocab)
            for span in doc.spans:
                span.normalize(vocab)

    return run


def _pack() -> Callable[[Sequence[str]], None]:
    from pipeline.eval.entities import plain_document
    from pipeline.lang.ru import names, nlp
    from pipeline.stages.annotate import make_annotate

    annotate, language = make_annotate(["ru"]), nlp()

    def run(texts: Sequence[str]) -> None:
        for start in range(0, len(texts), BATCH):
            with language.memory_zone():
                documents = [plain_document(text, "ru") for text in texts[start : start + BATCH]]
                annotate.run(documents)
                names(documents)
                for document in documents:
                    document.passages = []

    return run


def _mentions() -> Callable[[Sequence[str]], None]:
    from pipeline.eval.entities import find_mentions

    return lambda texts: (find_mentions(texts, "ru"), None)[1]


def _derek() -> Callable[[Sequence[str]], None]:
    from pipeline.document import Document
    from pipeline.extract import load

    extractor = load()

    def run(texts: Sequence[str]) -> None:
        for start in range(0, len(texts), BATCH):
            extractor.process([Document.from_text(text) for text in texts[start : start + BATCH]])

    return run


_MAKERS = {"natasha": _natasha, "pack": _pack, "mentions": _mentions, "derek": _derek}


def measure(engine: str, folder: Path) -> dict[str, float]:
    """One engine in this process: seconds to load, CPU seconds for all texts after a warming text, peak memory in MB."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    begun = time.process_time()
    run = _MAKERS[engine]()
    run(texts[:1])
    loaded = time.process_time()
    run(texts)
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"load_s": loaded - begun, "run_s": done - loaded, "peak_mb": peak, "documents": len(texts)}


def compare(folder: Path, engines: Sequence[str], rounds: int) -> str:
    """All engines, each round in a fresh process, as lines of text."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    found: dict[str, list[dict[str, float]]] = {engine: [] for engine in engines}
    for _ in range(rounds):
        for engine in engines:
            command = [sys.executable, "-m", "pipeline.eval.speed", str(folder), "--one", engine]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
            found[engine].append(json.loads(done.stdout))
    lines = [f"{'engine':<10}{'docs/s':>9}{'run s':>9}{'load s':>9}{'peak MB':>9}"]
    for engine, results in found.items():
        run_s = median(r["run_s"] for r in results)
        load_s, peak = median(r["load_s"] for r in results), max(r["peak_mb"] for r in results)
        lines.append(
            f"{engine:<10}{results[0]['documents'] / run_s:>9.1f}{run_s:>9.2f}{load_s:>9.2f}{peak:>9.0f}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.eval.speed", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--one", choices=ENGINES, help="measure one engine here and print it as JSON")
    given = parser.parse_args(arguments)
    if given.one:
        sys.stdout.write(json.dumps(measure(given.one, given.folder)) + "\n")
    else:
        sys.stdout.write(compare(given.folder, given.engines.split(","), given.rounds) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
