"""The answers of task 3 from a processed document: occupations from roles; deals, ownership and meetings from relations.

The competition names things as the text does and splits a position from the unit it is held in: «глава отдела серверов HP» is
the head of «отдел серверов HP».
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from pipeline.document import Document, within
from pipeline.eval.factrueval.answers import bare
from pipeline.eval.factrueval.compare import Answer
from pipeline.eval.factrueval.organs import Organ, organ_nouns, organs, units
from pipeline.schema import Mention, Relation, Role, Token
from pipeline.stages.roles.lexicon import load_lexicon, plain

_OWNERS = re.compile(r"владел|основател|собственник|учредител|создател|хозя|акционер|инвестор")
# kind of relation -> type of fact, role of subjects and of objects, type of a deal
_KINDS = {
    "owns": ("ownership", "owner", "property", ""),
    "founded": ("ownership", "owner", "property", ""),
    "met": ("meeting", "participant", "participant", ""),
    "works": ("occupation", "who", "where", ""),
    "acquired": ("deal", "participant", "participant", "купля/продажа"),
    "sold": ("deal", "participant", "participant", "купля/продажа"),
    "invested": ("deal", "participant", "participant", "инвестиции"),
    "lent": ("deal", "participant", "participant", "займ/возвращение займа"),
    "fined": ("deal", "participant", "participant", "наложение/выплата штрафа"),
}
_ASIDE = frozenset({"в", "во", "на", "от", "из", "с"})
# positions in a body that a sentence names before: «в Сенате спикер»
_OF_BODIES = frozenset({"chair", "deputy_parliament", "member"})
_COUNTED = frozenset(
    {"первый", "второй", "третий", "страна", "государство", "республика"}
)  # «первый президент страны»
_APART = frozenset({"owns", "founded", "works"})  # each subject with each object is a fact of its own


def facts(document: Document) -> list[Answer]:
    """Task 3: every fact once, however often the text tells it."""
    return Facts(document).all()


class Facts:
    """The facts of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.organs: list[Organ] = list(organs(document))
        self.starts = [m.start_char for m in document.mentions]

    def all(self) -> list[Answer]:
        found: list[Answer] = []
        told: set[tuple[str | None, ...]] = set()
        for role in self.document.roles:
            key = (role.person, role.position, role.organization)
            if key not in told:
                told.add(key)
                found += self._of_role(role)
        for relation in self.document.relations:
            found += self._of_relation(relation)
        return list(dict.fromkeys(found))

    @cached_property
    def _mentions_of(self) -> dict[str, list[Mention]]:
        named: dict[str, list[Mention]] = {}
        for mention in self.document.mentions:
            if mention.entity_id is not None:
                named.setdefault(mention.entity_id, []).append(mention)
        return named

    def _of_role(self, role: Role) -> Iterator[Answer]:
        """An occupation; ownership where the position is one of owners («основатель компании»)."""
        if role.position_class == "award":
            return  # «чемпион мира» is no occupation
        position = self.position_text(role)
        named = self._as_named(role) or self._understood(role)
        unit = self._unit(role)
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

    def _understood(self, role: Role) -> str | None:
        """Where a position is held that is told without its organization: as the document told it of the same position before;
        for heads of states and members of governments the state that the text named last; for «глава компании» the last organization."""
        if (near := self._in_the_sentence(role)) is not None:
            return near.normal
        before = [
            r
            for r in self.document.roles
            if r.organization and r.position == role.position and r.start_char < role.start_char
        ]
        if before:
            return self._as_named(before[-1])
        if role.position_class in ("head_of_state", "head_of_government", "minister"):
            states = [m for m in self.document.mentions if m.place_kind == "country"]
            last = [m for m in states if m.end_char <= role.start_char] or states[:1]
            return last[-1].normal if last else None
        generic = load_lexicon("ru").cues["generic"]
        if any(plain(token.lemma) in generic for token in self._position_tokens(role)[1:]):
            before_it = self.document.mentions[: bisect_left(self.starts, role.start_char)]
            return next((m.normal for m in reversed(before_it) if m.label == "organization"), None)
        return None

    def _in_the_sentence(self, role: Role) -> Mention | None:
        """«В Сенате спикер Олег Ким заявил»: the organization that the sentence sets the scene with."""
        if role.position_class not in _OF_BODIES:
            return None
        sentence = self.document.sentence_at(role.start_char)
        if sentence is None:
            return None
        for mention in within(self.document.mentions, sentence.start_char, role.start_char):
            before = self.document.text[: mention.start_char].rstrip().rpartition(" ")[2].lower()
            if mention.label == "organization" and before in ("в", "во"):
                return mention
        return None

    def _as_named(self, role: Role) -> str | None:
        """The organization as the document names it nearest to the role, in the nominative; the table has its full name."""
        if role.organization_entity_id is None:
            return role.organization
        return self._near(role.organization_entity_id, role.start_char, role.end_char) or role.organization

    def _near(self, entity: str, start: int, end: int) -> str | None:
        """The name of an entity's mention nearest to a range."""
        middle = (start + end) / 2
        own = self._mentions_of.get(entity, ())
        nearest = min(own, key=lambda m: abs((m.start_char + m.end_char) / 2 - middle), default=None)
        return nearest.normal if nearest is not None else None

    def _unit(self, role: Role) -> tuple[str, str] | None:
        """Position and unit apart, where an organ's noun stands in the position."""
        assert role.position_start is not None
        tokens = self.document.tokens_in(role.position_start, role.end_char)
        named = {organ.start for organ in self.organs}
        listed = units() if role.organization is not None else organ_nouns()
        inside = self._within(role)
        for i, token in enumerate(tokens):
            if i and token.pos in ("ADP", "PUNCT") and token.text not in '«"“„»”':
                break
            covered = any(m.start_char <= token.start_char < m.end_char for m in inside)
            if i and (token.start_char in named or (plain(token.lemma) in listed and not covered)):
                while (
                    i > 1 and tokens[i - 1].pos == "ADJ" and tokens[i - 1].feat("Case") == token.feat("Case")
                ):
                    i -= 1
                end = self._unit_end(tokens[i:], inside)
                where = self.document.text[tokens[i].start_char : end]
                return " ".join(t.text for t in tokens[:i]), bare(where)
        return None

    def _unit_end(self, tokens: Sequence[Token], inside: Sequence[Mention]) -> int:
        """Where a unit's words end: before a comma, a person, a place or time told with «в» or «на»."""
        people = [m.start_char for m in inside if m.label == "person"]
        end = tokens[0].end_char
        for token in tokens[1:]:
            if token.text in ",;–—-(" or token.start_char in people or token.text.lower() in _ASIDE:
                break
            end = token.end_char
        return end

    def _within(self, role: Role) -> Sequence[Mention]:
        mentions = self.document.mentions
        return mentions[bisect_left(self.starts, role.start_char) : bisect_left(self.starts, role.end_char)]

    def _position_tokens(self, role: Role) -> list[Token]:
        assert role.position_start is not None and role.position_end is not None
        return self.document.tokens_in(role.position_start, role.position_end)

    def position_text(self, role: Role) -> str:
        """The position as it stands, without the names that close it."""
        inside = self._within(role)
        shown = [
            (token, any(m.start_char < token.end_char and token.start_char < m.end_char for m in inside))
            for token in self._position_tokens(role)
        ]
        while shown and shown[-1][1]:
            shown.pop()
        if role.position_class in ("head_of_state", "head_of_government"):
            shown = [(token, named) for token, named in shown if plain(token.lemma) not in _COUNTED]
        return " ".join(token.text for token, _ in shown)

    def _of_relation(self, relation: Relation) -> Iterator[Answer]:
        if relation.kind not in _KINDS or relation.modality == "denied":
            return
        people = {entity.entity_id for entity in self.document.entities if entity.label == "person"}
        if relation.kind == "met" and not set(relation.subject_ids) & people:
            return  # the competition's meetings are between persons
        tag, subject, thing, deal = _KINDS[relation.kind]
        subjects = [(subject, name) for name in self._names(relation, relation.subject_ids)]
        objects = [(thing, name) for name in self._names(relation, relation.object_ids)]
        if relation.kind in _APART:
            yield from (Answer(tag, (one, two)) for one in subjects for two in objects)
        elif len(subjects) + len(objects) > 1:
            yield Answer(tag, (*subjects, *objects, *((("type", deal),) if deal else ())))

    def _names(self, relation: Relation, ids: Sequence[str]) -> list[str]:
        found = (self._near(entity, relation.start_char, relation.end_char) for entity in ids)
        return [bare(name) for name in found if name]
