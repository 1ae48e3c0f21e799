"""Corpora of the name benchmarks in one form, and their conventions.

The form: JSON lines {"id", "text", "entities": [{"start", "end", "type"}]}, offsets are Python string indices.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_ID = re.compile(r"[A-Z]+ID(\d+) O$")


@dataclass(frozen=True, slots=True)
class Record:
    """A text and its names: (start, end, type)."""

    id: str
    text: str
    entities: tuple[tuple[int, int, str], ...]


def read_records(path: Path) -> list[Record]:
    """Read a file of the benchmark form; raises ValueError with the line of a record that is not of this form."""
    records: list[Record] = []
    with path.open(encoding="utf-8", newline="\n") as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                data = json.loads(line)
                entities = tuple((e["start"], e["end"], e["type"]) for e in data.get("entities", ()))
                records.append(Record(str(data["id"]), data["text"], entities))
            except (KeyError, TypeError, json.JSONDecodeError) as error:
                raise ValueError(f"{path}:{number}: not a record of the benchmark form: {error!r}") from error
    return records


def write_records(records: Iterable[Record], path: Path) -> None:
    """Write records, one JSON object a line."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for record in records:
            entities = [{"start": s, "end": e, "type": t} for s, e, t in record.entities]
            stream.write(
                json.dumps({"id": record.id, "text": record.text, "entities": entities}, ensure_ascii=False)
                + "\n"
            )


def kaznerd_records(path: Path) -> Iterator[tuple[int, Record]]:
    """(document number, record) of each sentence of a KazNERD IOB2 file with sentence ids; words joined by spaces."""
    words: list[str] = []
    tags: list[str] = []
    number, name = -1, ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), "XID0 O"]:
        opened = _ID.fullmatch(line)
        if opened:
            if words:
                yield number, Record(name, " ".join(words), tuple(_spans(words, tags)))
            number, name, words, tags = int(opened[1]), line.split(" ")[0], [], []
        elif line.strip():
            word, tag = line.rsplit(" ", 1)
            words.append(word)
            tags.append(tag)


def _spans(words: Sequence[str], tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start = at = 0
    kind = ""
    for word, tag in zip([*words, ""], [*tags, "O"], strict=True):
        if kind and tag != f"I-{kind}":
            yield start, at - 1, kind
            kind = ""
        if tag[:2] == "B-":
            start, kind = at, tag[2:]
        at += len(word) + 1


_APART = re.compile(r"\s[,.!?;:»)](?=\s|$)")
_GLUED = re.compile(r"\w[,!?;»](?=\s|$)")  # not full stops: initials and abbreviations keep theirs
_MOSTLY = 10


def is_tokenized(records: Sequence[Record]) -> bool:
    """Whether the texts stand as words between spaces, punctuation too (as KazNERD does): then the words are given.

    True when marks stand apart ten times as often as they stand at a word.
    """
    apart = sum(len(_APART.findall(record.text)) for record in records)
    glued = sum(len(_GLUED.findall(record.text)) for record in records)
    return apart > _MOSTLY * glued


def spaced_words(text: str) -> list[tuple[int, int]]:
    """Character ranges of the words of a tokenized text."""
    return [(match.start(), match.end()) for match in re.finditer(r"\S+", text)]
