"""Characters a second of the figures stage, after tokens and lemmas, beside natasha's money and date extractors.

    python -m pipeline.eval.figures_speed FOLDER [--rounds 3] [--limit 100]

FOLDER holds Russian `.txt` files. Times are CPU seconds of one core, rounds interleaved; the median counts.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from pipeline.document import Block, Document, Passage
from pipeline.stages.annotate import make_annotate
from pipeline.stages.figures import make_figures


def _documents(folder: Path, limit: int) -> list[Document]:
    documents = []
    for path in sorted(folder.glob("**/*.txt"))[:limit]:
        text = path.read_text(encoding="utf-8")
        document = Document.from_text(text, path=path.name)
        document.blocks = [Block(0, len(text), "body", "whole")]
        document.passages = [Passage(0, len(text), "ru", 0)]
        documents.append(document)
    return documents


def measure(folder: Path, rounds: int, limit: int) -> dict[str, float]:
    """Engine → characters a CPU second (median of the rounds)."""
    documents = _documents(folder, limit)
    make_annotate(["ru"]).run(documents)
    figures = make_figures(["ru"])
    from pipeline.lang.ru._natasha import natasha

    library = natasha()
    vocab = library.MorphVocab()
    money, dates = library.MoneyExtractor(vocab), library.DatesExtractor(vocab)

    def ours() -> None:
        figures.run(documents)

    def theirs() -> None:
        for document in documents:
            for extractor in (money, dates):
                list(extractor(document.text))

    engines: dict[str, Callable[[], None]] = {"derek figures": ours, "natasha money and dates": theirs}
    characters = sum(len(document.text) for document in documents)
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(rounds):
        for name, engine in engines.items():
            start = time.process_time()
            engine()
            seconds[name].append(time.process_time() - start)
    return {name: characters / median(times) for name, times in seconds.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, default=100, help="at most so many files")
    options = parser.parse_args(arguments)
    for name, speed in measure(options.folder, options.rounds, options.limit).items():
        sys.stdout.write(f"{name:28} {speed:10,.0f} characters a CPU second\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
