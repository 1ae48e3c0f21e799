"""Answers without their texts: put both together from the corpora of `../shared/data`, so that `gold` can score them.

    derek evaluate standoff tests/real/held ../shared/data OUT && derek evaluate gold OUT

The texts of those corpora are other people's and are not in this repository; answers of ours about them are, as offsets.
`manifest.jsonl` names each text by its path below the data folder, or a sentence of KazNERD by its identifier
(`kaznerd/IOB2_valid_with_sentID.txt#AID12`), with its SHA-256: an answer fits one text alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import IngestError

_SURFACES = ("claim", "cue", "speaker")
_CLOSE_UP = ((re.compile(r" ([,.!?:;»)%…])"), r"\1"), (re.compile(r"([«(]) "), r"\1"))


def join(answers: Path, data: Path, out: Path) -> int:
    """Write texts and whole answers to `out`; the number of texts. Raises IngestError for a text that is missing or another."""
    out.mkdir(parents=True, exist_ok=True)
    texts = {}
    rows = list(_rows(answers / "manifest.jsonl"))
    for row in rows:
        text = _text(data, row["source"])
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise IngestError(
                f"{data / row['source']}: not the text that {answers} answers",
                "take the corpus that its README names",
            )
        texts[row["file"]] = text
        (out / row["file"]).write_text(text, encoding="utf-8", newline="")
    _write(out / "manifest.jsonl", rows)
    _write(out / "claims.jsonl", (_whole(r, texts[r["doc"]]) for r in _rows(answers / "claims.jsonl")))
    return len(texts)


def _whole(record: dict[str, Any], text: str) -> dict[str, Any]:
    """The record with the words at its offsets."""
    found = {}
    for name in _SURFACES:
        start = record.get(f"{name}_start")
        found[f"{name}_surface"] = None if start is None else text[start : record[f"{name}_end"]]
    return {**record, **found}


def _text(data: Path, source: str) -> str:
    name, _, sentence = source.partition("#")
    path = data / name
    if not path.is_file():
        raise IngestError(f"{path}: no such text", "give the folder that holds it as DATA")
    if sentence:
        return _sentences(path)[sentence]
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


@cache
def _sentences(path: Path) -> dict[str, str]:
    """The sentences of KazNERD by identifier, their tokens joined as they are printed."""
    words: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        word = line.split(" ")[0].strip()
        if re.fullmatch(r"[A-Z]+ID\d+", word):
            name = word
            words[name] = []
        elif word:
            words[name].append(word)
    return {name: _printed(found) for name, found in words.items()}


def _printed(words: list[str]) -> str:
    text = " ".join(words)
    for pattern, joined in _CLOSE_UP:
        text = pattern.sub(joined, text)
    return text + "\n"


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("answers", "data", "out"):
        parser.add_argument(name, type=Path)
    given = parser.parse_args(arguments)
    try:
        sys.stdout.write(f"{join(given.answers, given.data, given.out)} texts in {given.out}\n")
    except IngestError as error:
        parser.error(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
