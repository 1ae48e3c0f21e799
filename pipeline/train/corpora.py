"""The labelled texts: KazNERD (Kazakh, 25 types) and FactRuEval (Russian, person, organization, place).

Held out for development: KazNERD by document number (sentences AID, BID, CID… of one number come from one document),
FactRuEval by the number of the book (even books train, odd ones measure).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from razdel import sentenize, tokenize

from pipeline.ner.labels import fine_types

COARSE = ("PER", "ORG", "LOC")

KAZNERD_COARSE: dict[str, str | None] = {
    "PERSON": "PER",
    "ORGANISATION": "ORG",
    "GPE": "LOC",
    "LOCATION": "LOC",
    **dict.fromkeys(
        ("FACILITY", "POSITION", "ART", "PROJECT", "EVENT", "LAW", "PRODUCT", "MISCELLANEOUS", "ADAGE")
    ),
}
"""What a KazNERD type is for the coarse head; None = unknown (no loss): such a mention may hold a name («Ресей басшысы»)
or be one in FactRuEval's conventions. Types not named here are outside."""

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """One sentence: words, and tags for each head; "" = unknown (no loss), None = head not labelled at all."""

    words: tuple[str, ...]
    fine: tuple[str, ...] | None
    coarse: tuple[str, ...] | None
    weight: float = 1.0
    source: str = ""


_ID = re.compile(r"[A-Z]+ID(\d+) O$")


def kaznerd(path: Path) -> Iterator[tuple[int, str, list[str], list[str]]]:
    """(document number, sentence id, words, tags) of each sentence of an IOB2 file with sentence ids."""
    words: list[str] = []
    tags: list[str] = []
    number, name = -1, ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), "XID0 O"]:
        opened = _ID.fullmatch(line)
        if opened:
            if words:
                yield number, name, words, tags
            number, name, words, tags = int(opened[1]), line.split(" ")[0], [], []
        elif line.strip():
            word, tag = line.rsplit(" ", 1)
            words.append(word)
            tags.append(tag)


def kaznerd_is_dev(number: int) -> bool:
    """Whether a KazNERD document is held out: every twelfth number."""
    return number % 12 == 0


def coarse_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """KazNERD tags as tags of the coarse head."""
    result: list[str] = []
    for tag in tags:
        position, _, kind = tag.partition("-")
        mapped = KAZNERD_COARSE.get(kind, "O") if kind else "O"
        result.append("" if mapped is None else "O" if mapped == "O" else f"{position}-{mapped}")
    return tuple(result)


def kaznerd_samples(path: Path, dev: bool) -> list[Sample]:
    """Training or development sentences of KazNERD."""
    return [
        Sample(tuple(words), tuple(tags), coarse_tags(tags), source="kaznerd")
        for number, _, words, tags in kaznerd(path)
        if kaznerd_is_dev(number) == dev
    ]


_MARKED = re.compile(r"\[([A-Z_]+) ([^\]\[]+)\]|([^\s\]\[]+)")


def written_samples(folder: Path) -> list[Sample]:
    """Kazakh sentences that we wrote for types of which KazNERD has few: `[LAW Су кодексі] өзгерді .`, one a line.

    Raises ValueError with file and line where the marks don't close or a type is unknown.
    """
    known = set(fine_types())
    samples: list[Sample] = []
    for path in sorted(folder.glob("written_kk_*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            words: list[str] = []
            tags: list[str] = []
            if _MARKED.sub("", line).strip():
                raise ValueError(f"{path}:{number}: a mark does not close")
            for kind, inside, word in _MARKED.findall(line):
                if kind and kind not in known:
                    raise ValueError(f"{path}:{number}: unknown type {kind}")
                mention = inside.split() or [word]
                words += mention
                tags += [f"B-{kind}", *[f"I-{kind}"] * (len(mention) - 1)] if kind else ["O"]
            samples.append(Sample(tuple(words), tuple(tags), coarse_tags(tags), source="written"))
    return samples


_OBJECTS = {"Person": "PER", "Org": "ORG", "LocOrg": "LOC", "Location": "LOC"}
_NAME_SPANS = {
    "PER": {"name", "surname", "patronymic", "nickname"},
    "ORG": {"org_name"},
    "LOC": {"loc_name"},
}


def factrueval_spans(book: Path) -> list[Span]:
    """Names of one book (a path without suffix): an object's name spans joined, the longest of nested ones."""
    parts: dict[str, tuple[str, int, int]] = {}
    for line in book.with_suffix(".spans").read_text(encoding="utf-8").splitlines():
        fields = line.split("#")[0].split()
        if len(fields) >= 4:
            parts[fields[0]] = fields[1], int(fields[2]), int(fields[2]) + int(fields[3])
    found: set[Span] = set()
    for line in book.with_suffix(".objects").read_text(encoding="utf-8").splitlines():
        fields = line.split("#")[0].split()
        kind = _OBJECTS.get(fields[1]) if len(fields) >= 3 else None
        if kind is None:
            continue
        named = [parts[i] for i in fields[2:] if i in parts and parts[i][0] in _NAME_SPANS[kind]]
        if named:
            found.add((min(p[1] for p in named), max(p[2] for p in named), kind))
    return outermost(found)


def outermost(spans: set[Span]) -> list[Span]:
    """The longest of overlapping spans, in order."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return sorted(kept)


def books(folder: Path, odd: bool) -> list[Path]:
    """Books of FactRuEval with odd or even numbers, without suffix."""
    found = [path.with_suffix("") for path in folder.glob("book_*.txt")]
    return sorted(path for path in found if int(path.name.split("_")[1]) % 2 == int(odd))


def russian_samples(text: str, spans: Sequence[Span], weight: float, source: str) -> list[Sample]:
    """Sentences of a Russian text with tags of the coarse head from character spans."""
    samples: list[Sample] = []
    for sentence in sentenize(text):
        tokens = [
            (t.start + sentence.start, t.stop + sentence.start, t.text) for t in tokenize(sentence.text)
        ]
        tags = ["O"] * len(tokens)
        for start, end, kind in spans:
            inside = [i for i, (a, z, _) in enumerate(tokens) if a < end and z > start]
            for j, i in enumerate(inside):
                tags[i] = ("B-" if j == 0 else "I-") + kind
        if tokens:
            samples.append(Sample(tuple(t[2] for t in tokens), None, tuple(tags), weight, source))
    return samples


def factrueval_samples(folder: Path, odd: bool) -> list[Sample]:
    """Training (even) or development (odd) sentences of FactRuEval."""
    samples: list[Sample] = []
    for book in books(folder, odd):
        text = book.with_suffix(".txt").read_bytes().decode("utf-8")
        samples += russian_samples(text, factrueval_spans(book), 1.0, "factrueval")
    return samples
