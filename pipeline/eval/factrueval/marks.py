"""Writing of answers: the `.task1`, `.task2`, `.task3` files that the competition's scorer reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.eval.factrueval.compare import Answer, AnswerMention


def task1(answers: Sequence[AnswerMention]) -> str:
    """A line `type start length` for each mention."""
    return "".join(f"{a.tag} {a.start} {a.end - a.start}\n" for a in answers)


def blocks(answers: Sequence[Answer]) -> str:
    """Tasks 2 and 3: the type, then a line `attribute : value` for each value, then an empty line.

    A colon inside a value would break the line for the scorer: it becomes a blank.
    """
    return "".join(
        "\n".join([a.tag, *(f"{key} : {value.replace(':', ' ')}" for key, value in a.values)]) + "\n\n"
        for a in answers
    )


def write(
    folder: Path, name: str, one: Sequence[AnswerMention], two: Sequence[Answer], three: Sequence[Answer]
) -> None:
    """`NAME.task1`, `NAME.task2`, `NAME.task3` in `folder`. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.task1").write_text(task1(one), encoding="utf-8")
    (folder / f"{name}.task2").write_text(blocks(two), encoding="utf-8")
    (folder / f"{name}.task3").write_text(blocks(three), encoding="utf-8")
