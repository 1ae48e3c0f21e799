"""Process texts and write FactRuEval answers, or score them on marked books.

python -m pipeline.eval.factrueval write TEXTS OUT            texts `NAME.txt` -> `NAME.task1`, `.task2`, `.task3`
python -m pipeline.eval.factrueval score BOOKS --books odd    scores on the marked books
python -m pipeline.eval.factrueval errors BOOKS --books read  where facts are lost, and each fact missed or wrong

Books are chosen by number: even, odd or all; `held` are those with 3 modulo 4, whose errors nobody reads while rules are
written (`errors` refuses them), `read` the others, `seen` those with 1 modulo 4.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.config import build_stages, read_config
from pipeline.document import Document
from pipeline.eval.factrueval import answers, losses, marks
from pipeline.eval.factrueval.compare import Score, score_entities, score_facts, score_mentions
from pipeline.eval.factrueval.facts import facts
from pipeline.eval.factrueval.layers import write_layers
from pipeline.eval.factrueval.standard import Book, books, number

_BATCH = 16
_CHOICES: dict[str, Callable[[int], bool]] = {
    "even": lambda n: n % 2 == 0,
    "odd": lambda n: n % 2 == 1,
    "all": lambda n: True,
    "held": lambda n: n % 4 == 3,
    "read": lambda n: n % 4 != 3,
    "seen": lambda n: n % 4 == 1,
}
_OPEN = ("even", "read", "seen")


def process(texts: Sequence[tuple[str, str]], skip: Sequence[str] = ("figures", "claims")) -> list[Document]:
    """Documents of (name, text) after the stages of the default configuration that the answers need."""
    config = read_config()
    config["derek"]["stages"] = [name for name in config["derek"]["stages"] if name not in skip]
    stages = build_stages(config)
    made = [Document.from_text(text, path=name) for name, text in texts]
    for first in range(0, len(made), _BATCH):
        for stage in stages:
            stage.run(made[first : first + _BATCH])
    return made


def score(marked: Sequence[Book], documents: Sequence[Document]) -> dict[str, dict[str, Score]]:
    """Scores of each task by type, over all books."""
    totals: dict[str, dict[str, Score]] = {"task 1": {}, "task 2": {}, "task 3": {}}
    for book, document in zip(marked, documents, strict=True):
        for task, part in (
            ("task 1", score_mentions(book, answers.mentions(document))),
            ("task 2", score_entities(book, answers.entities(document))),
            ("task 3", score_facts(book, facts(document))),
        ):
            for tag, one in part.items():
                totals[task].setdefault(tag, Score()).add(one)
    return totals


def table(totals: dict[str, dict[str, Score]]) -> str:
    """One line for each task and type."""
    lines = [f"{'':8}{'type':12}{'P':>7}{'R':>7}{'F1':>7}{'hits':>8}{'asked':>7}{'given':>7}"]
    for task, parts in totals.items():
        lines += [
            f"{task:8}{tag:12}{s.precision:7.3f}{s.recall:7.3f}{s.f1:7.3f}{s.hits:8.1f}{s.asked:7.0f}{s.given:7.0f}"
            for tag, s in parts.items()
        ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    writing = commands.add_parser("write")
    writing.add_argument("texts", type=Path)
    writing.add_argument("out", type=Path)
    writing.add_argument(
        "--layers", action="store_true", help="also .tokens, .spans, .objects, .coref and .facts"
    )
    scoring = commands.add_parser("score")
    scoring.add_argument("books", type=Path)
    scoring.add_argument("--books", dest="which", choices=tuple(_CHOICES), default="odd")
    reading = commands.add_parser("errors")
    reading.add_argument("books", type=Path)
    reading.add_argument("--books", dest="which", choices=_OPEN, default="read")
    given = parser.parse_args(arguments)
    if given.command == "write":
        names = sorted(path.stem for path in given.texts.glob("*.txt"))
        texts = [(name, _read(given.texts / f"{name}.txt")) for name in names]
        for name, document in zip(names, process(texts), strict=True):
            if given.layers:
                write_layers(given.out, name, document)
            marks.write(
                given.out,
                name,
                answers.mentions(document),
                answers.entities(document),
                facts(document),
            )
        return
    marked = [book for book in books(given.books) if _CHOICES[given.which](number(book.name))]
    if not marked:
        parser.error(
            f"{given.books} holds no such books (book_N.txt with its layers): give the folder of the texts"
        )
    documents = process([(book.name, book.text) for book in marked])
    if given.command == "errors":
        sys.stdout.write(losses.report(marked, documents) + "\n")
    else:
        sys.stdout.write(table(score(marked, documents)) + "\n")


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


if __name__ == "__main__":
    main()
