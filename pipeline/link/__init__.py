"""The pass over all documents: entities of documents become entities of the collection, in both languages.

A reduce: what it gives depends on the set of documents alone, not on their order. The registry comes first; other
names are compared inside blocks of names that sound alike (`units.block_of`), so that a new document touches only the
blocks of its own names (`Linker`).
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.document import stable_hash
from pipeline.known import known_entities
from pipeline.link.abbreviations import join_abbreviations
from pipeline.link.groups import Groups
from pipeline.link.others import link_others, thing_key
from pipeline.link.persons import link_persons
from pipeline.link.review import Doubt, read_review, write_review
from pipeline.link.rows import entity_row
from pipeline.link.units import Key, Unit, block_of, unit_key
from pipeline.schema import Entity, Link

__all__ = ["Cluster", "Linked", "Linker", "link", "write_review"]

# What a row of an entity was made from: its id, and for each unit its identity, how many documents name it so, score, reason.
Made = tuple[str, tuple[tuple[int, int, float, str], ...]]


@dataclass(frozen=True, slots=True)
class Linked:
    """Entities of the collection, why each document's entity is one of them, the mapping of identifiers, and the
    pairs that a person should look at."""

    entities: list[Entity]
    links: list[Link]
    mapping: dict[str, str]
    review: list[Doubt] = field(default_factory=list)


@dataclass(slots=True)
class Cluster:
    """Units that are one thing, each with score and reason of its link."""

    units: list[Unit]
    scores: list[float]
    reasons: list[str]


def link(entities_of: Iterable[tuple[str, Sequence[Entity]]], *, review: Path | None = None) -> Linked:
    """Join the entities of all documents. `entities_of` holds (doc_id, entities) for each document, `review` is the
    table of decided doubts of earlier runs (it need not exist).

    Raises `ConfigError` for a malformed review table.
    """
    linker = Linker(read_review(review) if review is not None else ())
    with _no_collection():
        for doc_id, entities in entities_of:
            linker.add(doc_id, entities)
    return linker.result()


class Linker:
    """Links documents as they come: `add` them, ask for the `result`, add more. Only blocks that changed are done again."""

    def __init__(self, decisions: Iterable[Doubt] = ()) -> None:
        decided = list(decisions)
        self._decisions = decided
        self._apart = {frozenset((d.name_a, d.name_b)) for d in decided if d.decision == "different"}
        self._units: dict[Key, Unit] = {}
        self._blocks: dict[tuple[str, str], list[Unit]] = defaultdict(list)
        self._done: dict[tuple[str, str], tuple[list[Cluster], list[Doubt]]] = {}
        self._made: dict[Made, tuple[Entity, list[Link]]] = {}

    def add(self, doc_id: str, entities: Sequence[Entity]) -> None:
        """Take in the entities of one document; a document is added once."""
        for entity in entities:
            key = unit_key(entity)
            unit = self._units.get(key)
            if unit is None:
                unit = Unit(key, entity, entity.entity_id in known_entities())
                self._units[key] = unit
                block = block_of(unit)
                self._blocks[block].append(unit)
                self._done.pop(block, None)
            unit.rows.append((doc_id, entity.entity_id, entity.n_mentions))
            if entity.place_kind:
                unit.place_kinds[entity.place_kind] = unit.place_kinds.get(entity.place_kind, 0) + 1

    def pending(self) -> int:
        """How many blocks the next result has to do."""
        return len(self._blocks) - len(self._done)

    def blocks(self) -> int:
        """How many blocks there are."""
        return len(self._blocks)

    def result(self) -> Linked:
        """The entities of all documents so far."""
        with _no_collection():
            return self._result()

    def _result(self) -> Linked:
        clusters: list[Cluster] = []
        doubts: list[Doubt] = []
        for block in sorted(self._blocks):
            if block not in self._done:
                self._done[block] = _link_block(block, self._blocks[block], self._apart)
            found, unsure = self._done[block]
            clusters += [Cluster(list(c.units), list(c.scores), list(c.reasons)) for c in found]
            doubts += unsure
        clusters = join_abbreviations(clusters, self._apart)
        clusters = _decided(clusters, self._decisions)
        return _linked(clusters, doubts, self._made)


def _link_block(
    block: tuple[str, str], units: Sequence[Unit], apart: Collection[frozenset[str]]
) -> tuple[list[Cluster], list[Doubt]]:
    ordered = sorted(units, key=lambda unit: unit.identity)
    if block[0] == "known":
        return [Cluster(ordered, [100.0] * len(ordered), ["registry"] * len(ordered))], []
    groups, pairs = (link_persons if block[0] == "person" else link_others)(ordered, apart)
    doubts = []
    for pair in pairs:
        name_a, name_b = sorted((ordered[pair.a].first.name, ordered[pair.b].first.name))
        doubts.append(Doubt(block[0], name_a, name_b, "", pair.score, pair.reason))
    return _clusters(ordered, groups), doubts


def _clusters(units: Sequence[Unit], groups: Groups) -> list[Cluster]:
    return [
        Cluster(
            [units[i] for i in group], [groups.scores[i] for i in group], [groups.reasons[i] for i in group]
        )
        for group in groups.groups()
    ]


def _decided(clusters: list[Cluster], decisions: Iterable[Doubt]) -> list[Cluster]:
    """Join what a person has called the same."""
    for decision in sorted(d for d in decisions if d.decision == "same"):
        wanted = (decision.name_a, decision.name_b)
        found = [[c for c in clusters if _has(c, decision.label, name)] for name in wanted]
        if not found[0] or not found[1] or found[0][0] is found[1][0]:
            continue
        into, from_ = sorted((found[0][0], found[1][0]), key=_order)
        into.units += from_.units
        into.scores += [100.0] * len(from_.units)
        into.reasons += ["review"] * len(from_.units)
        clusters = [cluster for cluster in clusters if cluster is not from_]
    return clusters


def _has(cluster: Cluster, label: str, name: str) -> bool:
    return any(unit.label == label and unit.first.name == name for unit in cluster.units)


def _order(cluster: Cluster) -> tuple[bool, str]:
    """What the registry knows first: it gives the joined thing its identifier."""
    return (not any(unit.known for unit in cluster.units), min(unit.identity for unit in cluster.units))


def _linked(
    clusters: Sequence[Cluster], doubts: list[Doubt], made: dict[Made, tuple[Entity, list[Link]]]
) -> Linked:
    """Rows of the clusters; `made` keeps those of earlier results, for clusters that are as they were."""
    entities: dict[str, Entity] = {}
    links: list[Link] = []
    now: dict[Made, tuple[Entity, list[Link]]] = {}
    for cluster in clusters:
        entity_id = _entity_id(cluster)
        if entity_id in entities:  # two things of one name, which gender or a person's decision keeps apart
            entity_id = f"e_{stable_hash(entity_id, min(unit.identity for unit in cluster.units))}"
        state = tuple(
            (id(u), len(u.rows), score, why)
            for u, score, why in zip(cluster.units, cluster.scores, cluster.reasons, strict=True)
        )
        now[entity_id, state] = made.get((entity_id, state)) or _rows(entity_id, cluster)
        entities[entity_id], told = now[entity_id, state]
        links += told
    made.clear()
    made.update(now)
    links.sort(key=lambda one: (one.doc_id, one.local_id))
    mapping = {one.local_id: one.entity_id for one in links}
    unique = {doubt.pair: doubt for doubt in sorted(doubts)}
    return Linked(
        sorted(entities.values(), key=lambda e: e.entity_id), links, mapping, sorted(unique.values())
    )


def _rows(entity_id: str, cluster: Cluster) -> tuple[Entity, list[Link]]:
    strong = [reason for reason in cluster.reasons if reason != "alone"]
    links = []
    for unit, score, reason in zip(cluster.units, cluster.scores, cluster.reasons, strict=True):
        told = "name_key" if reason == "alone" and len(unit.rows) > 1 else reason
        for doc_id, local_id, _ in unit.rows:
            links.append(
                Link(doc_id=doc_id, local_id=local_id, entity_id=entity_id, score=score, reason=told)
            )
    return entity_row(entity_id, cluster.units, f"link.{strong[0] if strong else 'alone'}"), links


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the cycle collector, which would walk millions of rows again and again and find nothing: none has a cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _entity_id(cluster: Cluster) -> str:
    """The registry's id, or a hash of label and key of the name that sorts first."""
    for unit in cluster.units:
        if unit.known:
            return unit.key[1]
    return f"e_{stable_hash(cluster.units[0].label, min(_id_key(unit) for unit in cluster.units))}"


def _id_key(unit: Unit) -> tuple[str, str]:
    return (
        thing_key(unit.first.name),
        unit.first.place_kind or "" if unit.first.place_kind in ("city", "region") else "",
    )
