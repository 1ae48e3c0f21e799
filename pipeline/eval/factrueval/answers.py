"""The answers of the three tasks from a processed document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.document import Document
from pipeline.eval.factrueval.compare import Answer, AnswerMention
from pipeline.eval.factrueval.organs import organs
from pipeline.eval.factrueval.persons import parts
from pipeline.schema import Entity, Mention, Relation, Role
from pipeline.stages.roles.lexicon import plain

TAGS = {"person": "per", "organization": "org", "place": "loc"}
_OWNERS = re.compile(r"владел|основател|собственник|учредител|создател|хозя|акционер|инвестор")
_UNITS = frozenset(
    [
        "отдел",
        "департамент",
        "управление",
        "комитет",
        "комиссия",
        "фракция",
        "совет",
        "палата",
        "собрание",
        "отделение",
        "представительство",
        "подразделение",
        "филиал",
        "служба",
        "центр",
        "институт",
        "факультет",
        "кафедра",
        "лаборатория",
        "бюро",
        "секция",
        "жюри",
    ]
)
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


def facts(document: Document) -> list[Answer]:
    """Task 3: occupations from roles, deals, ownership and meetings from relations."""
    found: list[Answer] = []
    told: set[tuple[str | None, ...]] = set()
    for role in document.roles:
        key = (role.person, role.position, role.organization)
        if key not in told:  # one fact, however often the text tells it
            told.add(key)
            found += _from_role(document, role)
    found += [answer for relation in document.relations for answer in _relation(document, relation)]
    return list(dict.fromkeys(found))


def _from_role(document: Document, role: Role) -> Iterator[Answer]:
    """An occupation; ownership where the position is one of owners («основатель компании»)."""
    position = position_text(document, role)
    named = _as_named(document, role) or _understood(document, role)
    unit = _unit(document, role)
    if named is None and unit is None:
        return
    where = bare(named or "")
    if named is not None and role.position_class == "owner" and _OWNERS.search(position.lower()):
        yield Answer("ownership", (("owner", role.person), ("property", where)))
        return
    if unit is not None:
        position, where = unit
    values = [("who", role.person)]
    if role.rule != "role.heads":
        values.append(("position", position))
    values.append(("where", where))
    yield Answer("occupation", tuple(values))


def _understood(document: Document, role: Role) -> str | None:
    """Where a position is held that is told without its organization: as the document told it of the same position before; for
    heads of states and governments the state that the text named last."""
    before = [
        r
        for r in document.roles
        if r.organization and r.position == role.position and r.start_char < role.start_char
    ]
    if before:
        return _as_named(document, before[-1])
    if role.position_class in ("head_of_state", "head_of_government"):
        states = [m for m in document.mentions if m.place_kind == "country"]
        last = [m for m in states if m.end_char <= role.start_char] or states
        return (
            last[-1].normal
            if last and last[-1].end_char <= role.start_char
            else (last[0].normal if last else None)
        )
    return None


def _as_named(document: Document, role: Role) -> str | None:
    """The organization as the document names it nearest to the role, in the nominative; the table has its full name."""
    own = [
        m for m in document.mentions if m.entity_id is not None and m.entity_id == role.organization_entity_id
    ]
    middle = (role.start_char + role.end_char) / 2
    nearest = min(own, key=lambda m: abs((m.start_char + m.end_char) / 2 - middle), default=None)
    return nearest.normal if nearest is not None else role.organization


def _unit(document: Document, role: Role) -> tuple[str, str] | None:
    """Position and unit apart: to the competition «глава отдела серверов HP» is head of the unit «отдел серверов HP»."""
    assert role.position_start is not None
    tokens = document.tokens_in(role.position_start, role.end_char)
    span = range(role.position_start, role.end_char)
    named = [organ.start for organ in organs(document) if organ.start in span]
    for i, token in enumerate(tokens):
        listed = plain(token.lemma) in _UNITS and not _inside(document, token.start_char)
        if i and (token.start_char in named or (listed and role.organization is not None)):
            people = [m.start_char for m in document.mentions if m.label == "person" and m.start_char in span]
            end = min((start for start in people if start > token.start_char), default=role.end_char)
            return " ".join(t.text for t in tokens[:i]), bare(document.text[token.start_char : end])
    return None


def _inside(document: Document, char: int) -> bool:
    return any(m.start_char <= char < m.end_char for m in document.mentions)


def position_text(document: Document, role: Role) -> str:
    """The position as it stands, without the names inside."""
    assert role.position_start is not None and role.position_end is not None
    start, end = role.position_start, role.position_end
    inside = [m for m in document.mentions if m.start_char < end and start < m.end_char]
    words = [
        token.text
        for token in document.tokens_in(start, end)
        if not any(m.start_char < token.end_char and token.start_char < m.end_char for m in inside)
    ]
    return " ".join(words)


# kind of relation -> type of fact, role of subjects and of objects, type of a deal
_KINDS = {
    "owns": ("ownership", "owner", "property", ""),
    "founded": ("ownership", "owner", "property", ""),
    "met": ("meeting", "participant", "participant", ""),
    "acquired": ("deal", "participant", "participant", "купля/продажа"),
    "sold": ("deal", "participant", "participant", "купля/продажа"),
    "invested": ("deal", "participant", "participant", "инвестиции"),
    "fined": ("deal", "participant", "participant", "наложение/выплата штрафа"),
}


def _relation(document: Document, relation: Relation) -> Iterator[Answer]:
    if relation.kind not in _KINDS or relation.modality == "denied":
        return
    people = {entity.entity_id for entity in document.entities if entity.label == "person"}
    if relation.kind == "met" and not set(relation.subject_ids) & people:
        return  # the competition's meetings are between persons
    tag, subject, thing, deal = _KINDS[relation.kind]
    values = [
        *((subject, bare(name)) for name in relation.subjects),
        *((thing, bare(name)) for name in relation.objects),
    ]
    if len(values) < 2:
        return
    if deal:
        values.append(("type", deal))
    yield Answer(tag, tuple(values))
