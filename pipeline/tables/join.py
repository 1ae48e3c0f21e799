"""The last pass: entities of the documents become entities of the collection, and every table points to those."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from pipeline.link import link
from pipeline.link.across import across_tables
from pipeline.link.review import Doubt
from pipeline.schema import TABLES, Entity
from pipeline.tables.arrow import arrow_schema, sorted_by_key, to_arrow, with_entities


def join(
    parts: Sequence[Mapping[str, pa.Table]],
    entities_of: Sequence[tuple[str, list[Entity]]],
    *,
    review: Path | None = None,
) -> tuple[dict[str, pa.Table], list[Doubt]]:
    """All tables of a run, sorted by their keys, and the pairs of entities that a person should look at.

    `parts` are the tables of the batches, `entities_of` the entities of each document (doc_id, rows), `review` the file
    with a person's decisions on doubtful links.
    """
    linked = link(entities_of, review=review)
    tables: dict[str, pa.Table] = {}
    for name in parts[0] if parts else TABLES:
        whole = pa.concat_tables([part[name] for part in parts] or [arrow_schema(name).empty_table()])
        tables[name] = with_entities(name, whole, linked.mapping)
    entities = _with_first_roles(linked.entities, tables["roles"])
    tables["entities"] = to_arrow("entities", entities)
    tables["persons"] = to_arrow("persons", _labelled(entities, "person"))
    tables["organizations"] = to_arrow("organizations", _labelled(entities, "organization"))
    tables["links"] = to_arrow("links", linked.links)
    tables["facts_across"] = to_arrow("facts_across", across_tables(tables))
    return {name: sorted_by_key(name, tables[name]) for name in TABLES}, linked.review


def _labelled(entities: Iterable[Entity], label: str) -> list[Entity]:
    return [entity for entity in entities if entity.label == label]


def _with_first_roles(entities: Iterable[Entity], roles: pa.Table) -> list[Entity]:
    """Each person with the position that is told of them first, in the order of the roles table."""
    first: dict[str, str] = {}
    for row in sorted_by_key("roles", roles).to_pylist():
        told = " ".join(filter(None, (row["position"], row["organization"] and f"({row['organization']})")))
        if row["person_entity_id"] and told and row["modality"] == "fact":
            first.setdefault(row["person_entity_id"], told)
    return [replace(entity, first_role=first.get(entity.entity_id)) for entity in entities]
