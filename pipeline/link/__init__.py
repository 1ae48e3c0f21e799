"""The pass over all documents: entities of documents become entities of the collection, in both languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.document import stable_hash
from pipeline.names import name_key
from pipeline.schema import Entity, Link


@dataclass(frozen=True, slots=True)
class Linked:
    """Entities of the collection, why each document's entity is one of them, and the mapping of identifiers."""

    entities: list[Entity]
    links: list[Link]
    mapping: dict[str, str]


def link(entities_of: Sequence[tuple[str, list[Entity]]], *, review: Path | None = None) -> Linked:
    """Join entities of one label and one key. `entities_of` holds (doc_id, entities) for each document."""
    del review
    groups: dict[tuple[str, str], list[tuple[str, Entity]]] = defaultdict(list)
    for doc_id, entities in sorted(entities_of, key=lambda pair: pair[0]):
        for entity in entities:
            groups[(entity.label, name_key(entity.name))].append((doc_id, entity))
    joined, links, mapping = [], [], {}
    for (label, key), members in sorted(groups.items()):
        entity_id = f"e_{stable_hash(label, key)}"
        joined.append(_joined(entity_id, [entity for _, entity in members]))
        for doc_id, entity in members:
            mapping[entity.entity_id] = entity_id
            links.append(
                Link(
                    doc_id=doc_id,
                    local_id=entity.entity_id,
                    entity_id=entity_id,
                    score=100.0,
                    reason="name_key",
                )
            )
    return Linked(joined, links, mapping)


def _joined(entity_id: str, members: list[Entity]) -> Entity:
    best = max(members, key=lambda entity: (entity.n_mentions, entity.name))
    names = {entity.name for entity in members} | {alias for entity in members for alias in entity.aliases}
    return replace(
        best,
        entity_id=entity_id,
        name_ru=next((entity.name_ru for entity in members if entity.name_ru), None),
        name_kk=next((entity.name_kk for entity in members if entity.name_kk), None),
        aliases=tuple(sorted(names - {best.name})),
        n_mentions=sum(entity.n_mentions for entity in members),
        n_documents=len(members),
    )
