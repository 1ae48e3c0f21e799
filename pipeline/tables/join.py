"""The last pass: entities of the documents become entities of the collection, and every table points to those."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from pipeline.link import link
from pipeline.schema import TABLES, Entity, FactAcross
from pipeline.tables.arrow import arrow_schema, sorted_by_key, to_arrow, with_entities


def join(
    parts: Sequence[Mapping[str, pa.Table]],
    entities_of: Sequence[tuple[str, list[Entity]]],
    *,
    review: Path | None = None,
) -> dict[str, pa.Table]:
    """All tables of a run, sorted by their keys.

    `parts` are the tables of the batches, `entities_of` the entities of each document (doc_id, rows), `review` the file
    with a person's decisions on doubtful links.
    """
    linked = link(entities_of, review=review)
    tables: dict[str, pa.Table] = {}
    for name in parts[0] if parts else TABLES:
        whole = pa.concat_tables([part[name] for part in parts] or [arrow_schema(name).empty_table()])
        tables[name] = with_entities(name, whole, linked.mapping)
    tables["entities"] = to_arrow("entities", linked.entities)
    tables["persons"] = to_arrow("persons", _labelled(linked.entities, "person"))
    tables["organizations"] = to_arrow("organizations", _labelled(linked.entities, "organization"))
    tables["links"] = to_arrow("links", linked.links)
    across: list[FactAcross] = []
    tables["facts_across"] = to_arrow("facts_across", across)
    return {name: sorted_by_key(name, tables[name]) for name in TABLES}


def _labelled(entities: Iterable[Entity], label: str) -> list[Entity]:
    return [entity for entity in entities if entity.label == label]
