"""A sentence as the relations stage reads it, and a relation before it is a row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from pipeline.document import Document, within
from pipeline.lang.base import LanguagePack
from pipeline.schema import DateRow, Mention, Role, Sentence, Token
from pipeline.stages.relations.triggers import Trigger
from pipeline.stages.roles.lexicon import load_lexicon, plain


@dataclass(frozen=True, slots=True)
class Part:
    """What fills a slot: tokens `start:end` of the sentence; the mention, or None for common words with their nominative."""

    start: int
    end: int
    name: str
    mention: Mention | None = None


@dataclass(slots=True)
class Draft:
    """A filled frame; `head` is the trigger's token."""

    trigger: Trigger
    head: int
    subjects: list[Part]
    objects: list[Part]
    place: Part | None = None
    date: DateRow | None = None
    modality: str = "fact"
    words: list[int] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Are the names there that the trigger needs, and no name on both sides?"""
        subjects = [part for part in self.subjects if part.mention]
        objects = [part for part in self.objects if part.mention]
        if {p.mention.mention_id for p in subjects if p.mention} & {
            p.mention.mention_id for p in objects if p.mention
        }:
            return False
        needs = self.trigger.needs
        return bool(
            (needs == "both" and subjects and objects)
            or (needs == "subject" and subjects and self.objects)
            or (needs == "object" and objects)
            or (needs == "any" and self.objects and (subjects or objects or self.place))
        )


def sensible(trigger: Trigger, subjects: list[Part], objects: list[Part]) -> tuple[list[Part], list[Part]]:
    """Without what the kind cannot have: one signs documents, not places or persons; a person is met by persons or
    organizations, not by a continent."""
    if trigger.kind == "signed":
        objects = [
            part
            for part in objects
            if part.mention is None or part.mention.label in ("organization", "event")
        ]
    if trigger.kind == "works":  # «работает в Астане» tells no employer
        subjects = [part for part in subjects if part.mention and part.mention.label == "person"]
        objects = [part for part in objects if part.mention and part.mention.label == "organization"]
    if trigger.kind == "met" and any(part.mention and part.mention.label == "person" for part in objects):
        subjects = [part for part in subjects if part.mention and part.mention.label != "place"]
    return subjects, objects


@cache
def generic_nouns(code: str) -> frozenset[str]:
    """Nouns that say what kind of organization a name beside them is: компания, банк."""
    return frozenset(load_lexicon(code).cues["generic"])


class Scene:
    """One sentence: tokens, the mention that covers each, children in the tree, roles and dates; `objects` are the common
    nouns that each kind of relation takes."""

    def __init__(
        self,
        document: Document,
        sentence: Sentence,
        pack: LanguagePack,
        objects: Mapping[str, frozenset[str]],
    ) -> None:
        self.objects = objects
        self.kinds = generic_nouns(pack.code)
        self.document = document
        self.sentence = sentence
        self.pack = pack
        self.tokens: list[Token] = document.sentence_tokens(sentence)
        self.mentions: list[Mention] = within(document.mentions, sentence.start_char, sentence.end_char)
        self.dates: list[DateRow] = within(document.dates, sentence.start_char, sentence.end_char)

    @cached_property
    def owner(self) -> dict[int, Mention]:
        """Token -> the mention that it is part of."""
        return {
            i: mention
            for mention in self.mentions
            for i in self.range_of(mention.start_char, mention.end_char)
        }

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """Dependents of each token."""
        found: dict[int, list[int]] = {}
        for i in range(len(self.tokens)):
            head = self.head(i)
            if head is not None:
                found.setdefault(head, []).append(i)
        return found

    @cached_property
    def role_at(self) -> dict[int, Role]:
        """Token of a position -> the role that it tells."""
        found: dict[int, Role] = {}
        for role in within_roles(self.document.roles, self.sentence):
            if role.modality != "fact":
                continue
            if role.position_start is not None and role.position_end is not None:
                for i in self.range_of(role.position_start, role.position_end):
                    found[i] = role
        return found

    def range_of(self, start_char: int, end_char: int) -> range:
        """Indices of the tokens that share a character with the range."""
        inside = within(self.tokens, start_char, end_char)
        if not inside:
            return range(0)
        first = inside[0].token_i - self.tokens[0].token_i
        return range(first, first + len(inside))

    def head(self, i: int) -> int | None:
        head = self.tokens[i].head
        if head is None:
            return None
        found = head - self.tokens[0].token_i
        return found if 0 <= found < len(self.tokens) else None

    def lemma(self, i: int) -> str:
        return plain(self.tokens[i].lemma)

    def part_of(self, mention: Mention) -> Part:
        inside = self.range_of(mention.start_char, mention.end_char)
        return Part(inside.start, inside.stop, mention.normal, mention)


def within_roles(roles: list[Role], sentence: Sentence) -> list[Role]:
    """The roles of one sentence; `roles` are in the order of their first characters."""
    low = bisect_left(roles, sentence.start_char, key=_first)
    return roles[low : bisect_left(roles, sentence.end_char, key=_first)]


def _first(role: Role) -> int:
    return role.start_char
