"""Claims whose source is only the post of a state or body («Глава государства», «Мемлекет басшысы») in a document that
names nobody for it: the entity of the holder on the document's day, out of `data/holders.tsv`, flagged `office_table`.

The name of the source stays what the document says. Nothing is told where the document has no date, names the holder or
another for the post, speaks of an earlier time, or leaves open whose post is meant.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from pipeline.document import Document, fact_id
from pipeline.known import Known, known_entities
from pipeline.known.holders import Holder, holder_on
from pipeline.known.lookup import alias_key, find, home, index, split_state
from pipeline.schema import Claim, Entity

OFFICE_TABLE = "office_table"  # the flag, in `speaker_reason` of the claim and `rule` of the entity
_KAZAKH_STATE = "country:kz"  # whose head a Kazakh text means that names no state


def with_holders(document: Document) -> tuple[list[Claim], list[Entity]]:
    """The claims of the document, those of a post alone with the entity of its holder, and the entities so added."""
    claims: list[Claim] = []
    added: dict[Holder, Entity] = {}
    states = {m.entity_id for m in document.mentions if m.entity_id and m.entity_id.startswith("country:")}
    for claim in document.claims:
        held = _holder(document, claim, states)
        if held is not None:
            entity = added.setdefault(held, _entity(claim, held))
            claim = replace(claim, speaker_entity_id=entity.entity_id, speaker_reason=OFFICE_TABLE)
        claims.append(claim)
    return claims, list(added.values())


def office_meant(name: str, lang: str, states: Collection[str]) -> Known | None:
    """The office that a post means in a text that names these states; None unless just one is possible.

    One word alone (президент, премьер) may be a company's or a club's, so it must say whose it is.

    >>> office_meant("Мемлекет басшысы", "kk", []).id, office_meant("глава государства", "ru", [])
    ('office:kz-president', None)
    """
    key = alias_key(name)
    if len(key.split()) < 2:
        return None
    if split_state(key)[1] is not None or ("office", key) in index().whole:
        return find(name, "office")
    offices = index().owned.get(("office", key), ())
    meant = {office for office, owner in offices if owner in states}
    if lang.startswith("kk") and not states and {owner for _, owner in offices} == {_KAZAKH_STATE}:
        meant = {office for office, _ in offices}
    return known_entities()[meant.pop()] if len(meant) == 1 else None


def _holder(document: Document, claim: Claim, states: Collection[str]) -> Holder | None:
    if (
        document.published is None
        or claim.speaker_name is None
        or claim.speaker_entity_id is not None
        or claim.speaker_kind not in ("person", "unnamed_group")
    ):
        return None
    office = office_meant(claim.speaker_name, claim.lang, states)
    held = holder_on(office.id, document.published) if office is not None else None
    if office is None or held is None or _named(document, office, held):
        return None
    earlier = any(
        day.start_date is not None and day.start_date < held.since
        for day in document.dates
        if day.sentence_id == claim.sentence_id
    )
    return None if earlier else held


def _named(document: Document, office: Known, held: Holder) -> bool:
    """The document names the holder, or somebody in this office: then it tells who is meant, not the table."""
    families = {alias_key(name).split()[-1] for name in (held.name_ru, held.name_kk)}
    if any(
        m.label == "person" and not families.isdisjoint(alias_key(m.normal).split())
        for m in document.mentions
    ):
        return True
    state = home(office.id)
    return any(
        find(role.position, "office", [state] if state else []) is office
        for role in document.roles
        if role.organization_entity_id in (None, office.part_of, state)
    )


def _entity(claim: Claim, held: Holder) -> Entity:
    """The holder as an entity that no mention names, in the language of the claim: the last pass joins it by its name."""
    kazakh = claim.lang.startswith("kk")
    name = held.name_kk if kazakh else held.name_ru
    return Entity(
        entity_id=fact_id(
            "ent", claim.doc_id, claim.speaker_start or 0, claim.speaker_end or 0, OFFICE_TABLE
        ),
        label="person",
        name=name,
        name_ru=None if kazakh else name,
        name_kk=name if kazakh else None,
        n_mentions=0,
        n_documents=0,
        rule=OFFICE_TABLE,
    )
