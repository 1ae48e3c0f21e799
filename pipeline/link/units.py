"""What the pass over all documents compares: each different way of naming a thing once, with the documents that use it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.known import known_entities
from pipeline.known.lookup import alias_key
from pipeline.names import skeleton
from pipeline.persons import PersonName, person_name
from pipeline.schema import Entity

Key = tuple[str, str, str, str | None, str | None, tuple[str, ...]]


@dataclass(slots=True)
class Unit:
    """One way in which documents name a thing: label, name in either language, other normal forms.

    `rows` are the entities of documents that are named so: (doc_id, entity_id, mentions). `known` is the registry id.
    """

    key: Key
    first: Entity
    known: bool
    rows: list[tuple[str, str, int]] = field(default_factory=list)
    place_kinds: dict[str, int] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        told = (("ru", self.first.name_ru), ("kk", self.first.name_kk))
        self.languages = frozenset(code for code, name in told if name)

    @property
    def label(self) -> str:
        return self.first.label

    @property
    def names(self) -> tuple[str, ...]:
        """The names and aliases, without repetition, the fullest first."""
        every = (self.first.name, self.first.name_ru, self.first.name_kk, *self.first.aliases)
        return tuple(dict.fromkeys(name for name in every if name))

    @property
    def identity(self) -> str:
        """What tells this way of naming from every other, for sorting: the same on every run."""
        return "\x1f".join(
            (
                self.first.label,
                self.first.name,
                self.first.name_ru or "",
                self.first.name_kk or "",
                *self.first.aliases,
            )
        )


def unit_key(entity: Entity) -> Key:
    """Entities of documents with equal keys are named alike. The second part is the registry's id, or the name.

    The name stands in the key beside it: it tells the language of the mentions, also where the registry gives both names.
    """
    known = entity.entity_id if entity.entity_id in known_entities() else ""
    return (entity.label, known or entity.name, entity.name, entity.name_ru, entity.name_kk, entity.aliases)


def person_of(unit: Unit) -> PersonName:
    """The name that the unit is compared by."""
    return person_name(unit.first.name)


def block_of(unit: Unit) -> tuple[str, str]:
    """Units of different blocks are never one thing, unless registry or a person says so.

    Persons share a block by the sounds of the family name, other names by the sounds of all words.
    """
    if unit.known:
        return ("known", unit.key[1])
    if unit.label == "person":
        family = sorted(PersonName(person_of(unit).family).keys)
        return ("person", family[0] if family else "")
    return (unit.label, " ".join(skeleton(word) for word in alias_key(unit.first.name).split()))
