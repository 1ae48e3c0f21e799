"""Entities: which mentions of one document name the same thing.

The registry comes first: a mention that it knows has its identifier in every document. Persons join by family name when
given names, initials and gender allow it; other names by their key; an abbreviation joins the name that it stands for.
The entity's name is the fullest one that the document uses; of what the registry knows, the registry's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Document, fact_id
from pipeline.known import Known
from pipeline.known.lookup import alias_key, is_owned, without_state
from pipeline.names import distance
from pipeline.registry import registry
from pipeline.schema import Entity
from pipeline.stages.base import Stage
from pipeline.stages.resolve.cluster import Cluster, clusters
from pipeline.stages.resolve.names import bare_name, fullest, fullest_person, is_abbreviation, without_generic

_SPELLING = 0.3  # of two spellings of one name: Астрахан, Астрахань; Таиланд, Тайланд


@registry.stages("resolve.v1")
def make_resolve(languages: list[str]) -> Stage:
    """`languages` are the codes of the packs in use; mentions in others stay without an entity."""

    def run(documents: Sequence[Document]) -> None:
        for document in documents:
            _resolve(document, languages)

    return Stage("resolve", reads=("mentions", "text"), writes=("mentions", "entities"), run=run)


def _resolve(document: Document, languages: Sequence[str]) -> None:
    ids: dict[str, str] = {}
    entities: dict[str, Entity] = {}
    for cluster in clusters(document):
        members = [m for m in cluster.mentions if m.lang.split("-")[0] in languages]
        if not members:
            continue
        first = members[0]
        local = fact_id("ent", document.doc_id, first.start_char, first.end_char, first.label)
        entity = build_entity(cluster, cluster.known.id if cluster.known else local)
        entities[entity.entity_id] = entity
        ids.update({mention.mention_id: entity.entity_id for mention in members})
    document.entities = list(entities.values())
    document.mentions = [
        replace(mention, entity_id=ids.get(mention.mention_id)) for mention in document.mentions
    ]


def build_entity(cluster: Cluster, entity_id: str) -> Entity:
    """The row of an entity inside one document."""
    members, known = cluster.mentions, cluster.known
    languages = Counter(mention.lang.split("-")[0] for mention in members)
    main = max(sorted(languages), key=lambda code: languages[code])
    told = {mention.normal: without_generic(bare_name(mention.normal)) for mention in members}
    best = fullest_person if members[0].label == "person" else fullest
    names = {code: best(told[m.normal] for m in members if m.lang.startswith(code)) for code in ("ru", "kk")}
    for code in ("ru", "kk"):
        names[code] = _registry_name(known, code, names[code])
    kinds = Counter(mention.place_kind for mention in members if mention.place_kind)
    kind = kinds.most_common(1)[0][0] if kinds else None
    name = names.get(main) or best(told.values())
    assert name is not None
    return Entity(
        entity_id=entity_id,
        label=members[0].label,
        place_kind=known.place_kind if known else kind,
        name=name,
        name_ru=names["ru"],
        name_kk=names["kk"],
        name_en=known.name_en or None if known else None,
        aliases=tuple(sorted({mention.normal for mention in members} - {name})),
        external_id=known.external_id if known else None,
        n_mentions=len(members),
        n_documents=1,
        rule=cluster.rule,
    )


def _registry_name(known: Known | None, lang: str, told: str | None) -> str | None:
    """The registry's name, in the document's own words where that is nearly the same name.

    Of a body that texts name without its state (Үкімет, Минтранс РФ) the document's name; an abbreviation becomes the
    registry's name, with the state only where the document tells it.
    """
    if known is None:
        return told
    official = known.name(lang)
    if told is None:
        return official
    if distance(alias_key(told), alias_key(official)) <= _SPELLING or _nearly(told, official):
        return told
    if not is_abbreviation(told) and _is_latin(told) != _is_latin(official):
        return told  # Eurostat
    if not is_owned(known):
        return official
    return without_state(official) if is_abbreviation(told) else told


def _nearly(told: str, official: str) -> bool:
    """A name of three words and more that shares two thirds of them: Институт (стратегических) исследований Казахстана."""
    words, others = alias_key(told).split(), set(alias_key(official).split())
    return len(words) > 2 and 3 * len(others.intersection(words)) >= 2 * max(len(words), len(others))


def _is_latin(name: str) -> bool:
    return not any("а" <= char <= "ӿ" for char in name.lower())
