"""Entities: which mentions of one document name the same thing.

Persons join by surname when given names and initials allow it; other names by their key, and an abbreviation joins the
name that it stands beside in brackets. The entity's name is the fullest one that the document uses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.document import Document, fact_id
from pipeline.registry import registry
from pipeline.schema import Entity, Mention
from pipeline.stages.base import Stage
from pipeline.stages.resolve.cluster import clusters


@registry.stages("resolve.v1")
def make_resolve(languages: list[str]) -> Stage:
    """`languages` are the codes of the packs in use."""
    del languages  # names are compared by keys that both languages share

    def run(documents: Sequence[Document]) -> None:
        for document in documents:
            _resolve(document)

    return Stage("resolve", reads=("mentions", "text"), writes=("mentions", "entities"), run=run)


def _resolve(document: Document) -> None:
    ids: dict[str, str] = {}
    entities: list[Entity] = []
    for members, rule in clusters(document):
        first = members[0]
        entity = build_entity(
            members, fact_id("ent", document.doc_id, first.start_char, first.end_char), rule
        )
        entities.append(entity)
        ids.update({mention.mention_id: entity.entity_id for mention in members})
    document.entities = entities
    document.mentions = [replace(mention, entity_id=ids[mention.mention_id]) for mention in document.mentions]


def build_entity(members: Sequence[Mention], entity_id: str, rule: str) -> Entity:
    """The row of an entity inside one document; `members` are its mentions in text order."""
    languages = Counter(mention.lang.split("-")[0] for mention in members)
    names = {code: fullest(m.normal for m in members if m.lang.startswith(code)) for code in ("ru", "kk")}
    name = names.get(languages.most_common(1)[0][0]) or fullest(mention.normal for mention in members)
    kinds = Counter(mention.place_kind for mention in members if mention.place_kind)
    assert name is not None
    return Entity(
        entity_id=entity_id,
        label=members[0].label,
        place_kind=kinds.most_common(1)[0][0] if kinds else None,
        name=name,
        name_ru=names["ru"],
        name_kk=names["kk"],
        aliases=tuple(sorted({mention.normal for mention in members} - {name})),
        n_mentions=len(members),
        n_documents=1,
        rule=rule,
    )


def fullest(names: Iterable[str]) -> str | None:
    """The name with most words, the most frequent of those, then the longest; None of none."""
    counts = Counter(names)
    return max(counts, key=lambda name: (len(name.split()), counts[name], len(name), name), default=None)
