"""The answers of tasks 1 and 2 from a processed document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.document import Document
from pipeline.eval.factrueval.compare import Answer, AnswerMention
from pipeline.eval.factrueval.organs import organs
from pipeline.eval.factrueval.persons import parts
from pipeline.schema import Entity, Mention

TAGS = {"person": "per", "organization": "org", "place": "loc"}
_STATES = frozenset({"country", "region", "city", "settlement"})


def mentions(document: Document) -> list[AnswerMention]:
    """Task 1: every mention of the three types."""
    found = [AnswerMention(_tag(m), m.start_char, m.end_char) for m in document.mentions if m.label in TAGS]
    return [*found, *(AnswerMention("org", organ.start, organ.end) for organ in organs(document))]


def _tag(mention: Mention) -> str:
    if mention.label == "place" and mention.place_kind in _STATES:
        return "locorg"
    return TAGS[mention.label]


def entities(document: Document) -> list[Answer]:
    """Task 2: every entity with its attributes."""
    named: dict[str, list[Mention]] = {}
    for mention in document.mentions:
        if mention.entity_id is not None and not _is_gloss(document, mention):
            named.setdefault(mention.entity_id, []).append(mention)
    found = [
        Answer(TAGS[own[0].label], tuple(attributes(entity, own)))
        for entity in document.entities
        if (own := named.get(entity.entity_id)) and own[0].label in TAGS
    ]
    found += [Answer("org", (("name", bare(organ.name)),)) for organ in organs(document)]
    return list({str(answer).lower(): answer for answer in found}.values())


def attributes(entity: Entity, own: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """The parts of a person's name; the name of anything else as the document has it most often, not the registry's."""
    if own[0].label == "person":
        yield from parts(entity.name)
    else:
        counts = Counter(bare(mention.normal) for mention in own)
        yield "name", max(counts, key=lambda name: (counts[name], len(name)))


def _is_gloss(document: Document, mention: Mention) -> bool:
    """The Latin spelling in brackets after a name: «Юрген Клинсман (Jürgen Klinsmann)»."""
    before = document.text[: mention.start_char].rstrip()[-1:]
    return before == "(" and not re.search("[а-яё]", mention.text.lower()) and mention.label == "person"


def bare(name: str) -> str:
    """A name without quotes and with plain blanks: the competition's names have none."""
    return " ".join(re.sub(r"[«»“”„\"]", " ", name).split())
