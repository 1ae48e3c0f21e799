"""Russian roles on NEREL (brat files): is the person tied to the position (WORKS_AS) and to the organization (WORKPLACE)?

python -m pipeline.eval.nerel FOLDER [--limit N] [--errors]

Only ties inside one of derek's sentences are asked for. A role is right when the text ties its person to an overlapping
position; it is counted as given when a position of the gold overlaps its own, so that annotation gaps do not matter.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.document import Document
from pipeline.eval.factrueval.__main__ import process
from pipeline.schema import Role


@dataclass(frozen=True, slots=True)
class Marked:
    """One annotated span of brat."""

    label: str
    start: int
    end: int

    def shares(self, start: int, end: int) -> bool:
        """Does it share a character with the range?"""
        return self.start < end and start < self.end


def read(path: Path) -> tuple[dict[str, Marked], list[tuple[str, str, str]]]:
    """The spans and the relations (name, first, second) of an `.ann` file; of a broken span its outer ends."""
    spans: dict[str, Marked] = {}
    relations: list[tuple[str, str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            label, _, places = rest.partition("\t")[0].partition(" ")
            numbers = [int(n) for place in places.split(";") for n in place.split()]
            spans[key] = Marked(label, min(numbers), max(numbers))
        elif key.startswith("R"):
            name, first, second = rest.split()[:3]
            relations.append((name, first.partition(":")[2], second.partition(":")[2]))
    return spans, relations


def _pairs(
    spans: dict[str, Marked], relations: Sequence[tuple[str, str, str]], name: str, document: Document
) -> Iterator[tuple[Marked, Marked]]:
    """The annotated ties between a person and something of the same sentence."""
    for found, one, two in relations:
        if found != name or spans[one].label != "PERSON":
            continue
        person, other = spans[one], spans[two]
        if any(
            s.start_char <= min(person.start, other.start) and max(person.end, other.end) <= s.end_char
            for s in document.sentences
        ):
            yield person, other


def _holds(role: Role, person: Marked) -> bool:
    return person.shares(role.start_char, role.end_char)


def measure(folder: Path, limit: int | None, *, errors: bool) -> list[str]:
    """Lines to print."""
    paths = sorted(folder.glob("*.ann"))[:limit]
    texts = []
    for path in paths:
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
            texts.append((path.stem, file.read()))
    counts = dict.fromkeys(("asked", "hit", "given", "right", "asked_where", "hit_where"), 0)
    lines = []
    for path, document in zip(paths, process(texts), strict=True):
        spans, relations = read(path)
        ties = list(_pairs(spans, relations, "WORKS_AS", document))
        for person, post in ties:
            counts["asked"] += 1
            if any(_holds(role, person) and _at(role, post) for role in document.roles):
                counts["hit"] += 1
            else:
                lines.append(f"missed {_shown(document, person, post)}")
        posts = [span for span in spans.values() if span.label == "PROFESSION"]
        linked = [(spans[a], spans[b]) for name, a, b in relations if name == "WORKS_AS"]
        for role in document.roles:
            own = [post for post in posts if _at(role, post)]
            if not own or role.modality != "fact":
                continue
            counts["given"] += 1
            if any(_holds(role, person) and _at(role, post) for person, post in linked):
                counts["right"] += 1
            else:
                lines.append(f"wrong  {role.rule} {role.person} | {role.position} :: {role.text}")
        for person, where in _pairs(spans, relations, "WORKPLACE", document):
            near = [r for r in document.roles if _holds(r, person) and r.organization]
            if not any(_holds(r, person) for r in document.roles):
                continue  # no role at all: counted above where the text tells one
            counts["asked_where"] += 1
            text = document.text[where.start : where.end]
            if any(where.shares(r.start_char, r.end_char) or text == r.organization for r in near):
                counts["hit_where"] += 1
    head = [
        f"person and position: recall {counts['hit'] / max(1, counts['asked']):.3f} of {counts['asked']}, "
        f"precision {counts['right'] / max(1, counts['given']):.3f} of {counts['given']}",
        f"organization of a found role: recall {counts['hit_where'] / max(1, counts['asked_where']):.3f} of {counts['asked_where']}",
    ]
    return [*head, *(lines if errors else [])]


def _at(role: Role, post: Marked) -> bool:
    return (
        role.position_start is not None
        and role.position_end is not None
        and post.shares(role.position_start, role.position_end)
    )


def _shown(document: Document, person: Marked, post: Marked) -> str:
    start, end = min(person.start, post.start), max(person.end, post.end)
    words = " ".join(document.text[max(0, start - 25) : end + 25].split())
    return f"[{document.text[person.start : person.end]} | {document.text[post.start : post.end]}] {words}"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args(arguments)
    sys.stdout.write("\n".join(measure(given.folder, given.limit, errors=given.errors)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
