"""The row of an entity over all documents, out of the units that name it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.known import known_entities
from pipeline.link.units import Unit
from pipeline.schema import Entity
from pipeline.stages.resolve.names import fullest, fullest_person


def entity_row(entity_id: str, units: Sequence[Unit], rule: str) -> Entity:
    """One row for the units of one thing: names, aliases, counts over all documents, identifiers."""
    first = units[0].first
    mentions: Counter[str] = Counter()
    names: dict[str, Counter[str]] = {"ru": Counter(), "kk": Counter()}
    kinds: Counter[str] = Counter()
    documents: set[str] = set()
    for unit in units:
        count = sum(row[2] for row in unit.rows)
        documents.update(doc_id for doc_id, _, n_mentions in unit.rows if n_mentions)
        spoken = "ru" if unit.first.name == unit.first.name_ru else "kk"
        mentions[spoken] += count
        for code, name in (("ru", unit.first.name_ru), ("kk", unit.first.name_kk)):
            if name:  # the registry lends a name to the language in which the document has none: that counts for nothing
                names[code][name] += count if code == spoken else 0
        kinds.update(unit.place_kinds)
    known = known_entities().get(entity_id)
    chosen = {code: _chosen(counted, first.label, known is not None) for code, counted in names.items()}
    main = "ru" if mentions["ru"] >= mentions["kk"] else "kk"
    name = chosen[main] or chosen["kk" if main == "ru" else "ru"] or first.name
    every = {one for unit in units for one in unit.names}
    return replace(
        first,
        entity_id=entity_id,
        name=name,
        name_ru=chosen["ru"],
        name_kk=chosen["kk"],
        name_en=next((unit.first.name_en for unit in units if unit.first.name_en), None),
        place_kind=known.place_kind if known else _most(kinds),
        aliases=tuple(sorted(every - {name})),
        n_mentions=sum(mentions.values()),
        n_documents=len(documents),
        first_role=next((unit.first.first_role for unit in units if unit.first.first_role), None),
        rule=rule,
    )


def _chosen(names: Counter[str], label: str, known: bool) -> str | None:
    """The fullest name; of what the registry knows (its names are the registry's) the most used."""
    if not names:
        return None
    if known:
        return max(names, key=lambda name: (names[name], len(name), name))
    return fullest_person(names) if label == "person" else fullest(names)


def _most(counts: Counter[str]) -> str | None:
    return max(counts, key=lambda one: (counts[one], one), default=None)
