"""A document as a marked book of its own: the layers `.tokens`, `.spans`, `.objects`, `.coref`, `.facts` of the development set.

Numbers of spans, objects and entities count from 1 in each book and never repeat between layers. An object is one
mention with one span of its type's valued tag; an entity carries the answers' attributes; a fact refers to entities as
`obj12` and to the position's span as `span7`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from pipeline.document import Document
from pipeline.eval.factrueval.answers import TAGS, attributes, bare
from pipeline.eval.factrueval.compare import Answer
from pipeline.eval.factrueval.facts import facts
from pipeline.eval.factrueval.standard import plain

_OBJECTS = {"person": "Person", "organization": "Org", "place": "Location"}
_SPANS = {"person": "surname", "organization": "org_name", "place": "loc_name"}
_ROLES = {
    "who": "Who",
    "where": "Where",
    "position": "Position",
    "owner": "Owner",
    "property": "Property",
    "participant": "Participant",
}


def layers(document: Document, name: str) -> dict[str, str]:
    """Suffix -> content, the text itself under `txt`. Texts of facts that name no entity of the document stay strings."""
    numbers = count(1)
    token_ids = {token.token_i: next(numbers) for token in document.tokens}
    spans: list[str] = []
    objects: list[str] = []
    object_of: dict[str, int] = {}
    for mention in document.mentions:
        if mention.label not in TAGS:
            continue
        span = next(numbers)
        spans.append(
            _span(document, span, _SPANS[mention.label], mention.start_char, mention.end_char, token_ids)
        )
        object_of[mention.mention_id] = next(numbers)
        objects.append(
            f"{object_of[mention.mention_id]} {_OBJECTS[mention.label]} {span} # {_line(mention.text)}"
        )
    entities, entity_of = _entities(document, object_of, numbers)
    told = list(_facts(document, name, entity_of, spans, numbers, token_ids))
    return {
        "txt": document.text,
        "tokens": _lines(
            f"{token_ids[t.token_i]} {t.start_char} {t.end_char - t.start_char} {_line(t.text)}"
            for t in document.tokens
        ),
        "spans": _lines(spans),
        "objects": _lines(objects),
        "coref": "\n\n".join(entities) + "\n" if entities else "",
        "facts": "\n\n".join(told) + "\n" if told else "",
    }


def write_layers(folder: Path, name: str, document: Document) -> None:
    """`NAME.txt` and the five layers in `folder`. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    for suffix, content in layers(document, name).items():
        with (folder / f"{name}.{suffix}").open("w", encoding="utf-8", newline="") as file:
            file.write(content)


def _entities(
    document: Document, object_of: dict[str, int], numbers: count[int]
) -> tuple[list[str], dict[str, int]]:
    """The blocks of `.coref`, and the number of the entity that a name stands for."""
    blocks: list[str] = []
    entity_of: dict[str, int] = {}
    for entity in document.entities:
        own = [m for m in document.mentions if m.entity_id == entity.entity_id and m.mention_id in object_of]
        if not own:
            continue
        number = next(numbers)
        lines = [f"{number} " + " ".join(str(object_of[m.mention_id]) for m in own)]
        lines += [f"{key} {_line(value)}" for key, value in attributes(entity, own)]
        blocks.append("\n".join(lines))
        for known in (entity.name, *entity.aliases, *(m.normal for m in own)):
            entity_of.setdefault(plain(bare(known)), number)
    return blocks, entity_of


def _facts(
    document: Document,
    name: str,
    entity_of: dict[str, int],
    spans: list[str],
    numbers: count[int],
    token_ids: dict[int, int],
) -> Iterator[str]:
    book = "".join(char for char in name if char.isdigit()) or "1"
    for n, answer in enumerate(facts(document)):
        lines = [f"{book}-{n} {answer.tag.capitalize()}"]
        for role, value in answer.values:
            reference = _reference(document, answer, role, value, entity_of, spans, numbers, token_ids)
            lines.append(f"{_ROLES.get(role, role.capitalize())} {reference}{_line(value)}")
        yield "\n".join(lines)


def _reference(
    document: Document, answer: Answer, role: str, value: str, entity_of: dict[str, int], spans: list[str],
    numbers: count[int], token_ids: dict[int, int],
) -> str:  # fmt: skip
    if role != "position":
        number = entity_of.get(plain(value))
        return f"obj{number} " if number is not None else ""
    who = dict(answer.values)["who"]
    for found in document.roles:
        if found.person == who and found.position_start is not None and found.position_end is not None:
            text = document.text[found.position_start : found.position_end]
            if text.startswith(value.split()[0]):
                span = next(numbers)
                end = found.position_start + len(value) if text.startswith(value) else found.position_end
                spans.append(_span(document, span, "job", found.position_start, end, token_ids))
                return f"span{span} "
    return ""


def _span(document: Document, number: int, tag: str, start: int, end: int, token_ids: dict[int, int]) -> str:
    tokens = document.tokens_in(start, end)
    ids = " ".join(str(token_ids[t.token_i]) for t in tokens)
    texts = " ".join(_line(t.text) for t in tokens)
    return (
        f"{number} {tag} {start} {end - start} {token_ids[tokens[0].token_i]} {len(tokens)}  # {ids} {texts}"
    )


def _line(text: str) -> str:
    """The text on one line, its white space as single blanks."""
    return " ".join(text.split())


def _lines(lines: Iterator[str] | list[str]) -> str:
    return "".join(line + "\n" for line in lines)
