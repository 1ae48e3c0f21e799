"""Find an entity of a run by any of its names, in either language, and tell what the run knows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipeline.known.lookup import alias_key, find
from pipeline.names import name_key
from pipeline.persons import FOREIGN, person_name, separation
from pipeline.schema import LABELS

# The tables that `find_entities` reads; more may be given.
TABLES_READ = ("entities", "roles", "claims", "figures", "relations", "documents")


@dataclass(frozen=True, slots=True)
class Found:
    """An entity and its facts as rows of the tables (dictionaries); `score` 0 to 100 says how well the name fits."""

    entity: Mapping[str, Any]
    score: float
    roles: list[Mapping[str, Any]]
    claims: list[Mapping[str, Any]]
    figures: list[Mapping[str, Any]]
    relations: list[Mapping[str, Any]]


def find_entities(tables: Mapping[str, pa.Table], query: str, *, limit: int = 5) -> list[Found]:
    """The entities that the query names, best first; at most `limit`. `tables` are Arrow tables of one run.

    The query is a name in the nominative: a name or alias of the registry, a spelling of either language, a family
    name, or an identifier.
    """
    ids = {known.id for label in LABELS if (known := find(query, label)) is not None} | {query.strip()}
    rows = tables["entities"].to_pylist()
    scored = [(_score(row, query, ids), row) for row in rows]
    best = sorted(
        ((score, row) for score, row in scored if score > 0),
        key=lambda pair: (-pair[0], -pair[1]["n_mentions"], pair[1]["entity_id"]),
    )
    wanted = [(row, score) for score, row in best[:limit]]
    return [_found(tables, row, score) for row, score in wanted]


def _score(row: Mapping[str, Any], query: str, ids: set[str]) -> float:
    if row["entity_id"] in ids:
        return 100.0
    names = [
        name
        for name in (row["name"], row["name_ru"], row["name_kk"], row["name_en"], *(row["aliases"] or ()))
        if name
    ]
    key = name_key(alias_key(query))
    if any(name_key(alias_key(name)) == key for name in names):
        return 95.0
    if row["label"] == "person":
        apart = [separation(person_name(query), person_name(name)) for name in names]
        near = min((one for one in apart if one is not None), default=None)
        if near is not None and near <= FOREIGN:
            return round(90 - 40 * near, 1)
        words = key.split()
        if len(words) == 1 and any(words[0] in name_key(name).split() for name in names):
            return 60.0
        return 0.0
    return (
        50.0
        if len(key) > 2 and any(f" {key} " in f" {name_key(alias_key(name))} " for name in names)
        else 0.0
    )


def _found(tables: Mapping[str, pa.Table], row: Mapping[str, Any], score: float) -> Found:
    one = row["entity_id"]

    def rows(table: str, *columns: str) -> list[Mapping[str, Any]]:
        if table not in tables:
            return []
        return [
            fact
            for fact in tables[table].to_pylist()
            if any(one == fact[c] or one in _many(fact[c]) for c in columns)
        ]

    return Found(
        entity=row,
        score=score,
        roles=rows("roles", "person_entity_id", "organization_entity_id"),
        claims=rows("claims", "speaker_entity_id"),
        figures=rows("figures", "subject_entity_id"),
        relations=rows("relations", "subject_ids", "object_ids"),
    )


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def describe(found: Found, tables: Mapping[str, pa.Table], *, limit: int = 10) -> str:
    """The entity and its facts in lines for a person; at most `limit` of each kind, with the document of each."""
    paths = {row["doc_id"]: row["path"] for row in tables["documents"].select(["doc_id", "path"]).to_pylist()}
    entity = found.entity
    names = " · ".join(
        dict.fromkeys(n for n in (entity["name_ru"], entity["name_kk"], entity["name_en"]) if n)
    )
    lines = [
        f"{names or entity['name']} ({entity['label']}"
        + (f", {entity['place_kind']}" if entity["place_kind"] else "")
        + f") {entity['entity_id']}"
        + (f" {entity['external_id']}" if entity["external_id"] else ""),
        f"  {entity['n_mentions']} mentions in {entity['n_documents']} documents",
    ]
    if entity["aliases"]:
        lines.append("  also: " + ", ".join(entity["aliases"][:limit]))
    kinds = (
        ("roles", found.roles, lambda r: f"{r['person']}: {r['position']}" + (f", {r['organization']}" if r["organization"] else "")),
        ("claims", found.claims, lambda r: f"{r['content']} ({r['type']}, {r['modality']}" + (", by the table of offices)" if r["speaker_reason"] == "office_table" else ")")),
        ("figures", found.figures, lambda r: f"{r['metric'] or r['kind']}: {r['text']}" + (f", {r['period_text']}" if r["period_text"] else "")),
        ("relations", found.relations, lambda r: f"{r['kind']}: {', '.join([*(r['subjects'] or ()), *(r['objects'] or ())])}"),
    )  # fmt: skip
    for title, rows, told in kinds:
        if rows:
            lines.append(f"  {title} ({len(rows)})")
        lines += [
            f"    {told(row)}  [{paths.get(row['doc_id'], row['doc_id'])}:{row['start_char']}]"
            for row in rows[:limit]
        ]
        if len(rows) > limit:
            lines.append(f"    … and {len(rows) - limit} more")
    return "\n".join(lines)
