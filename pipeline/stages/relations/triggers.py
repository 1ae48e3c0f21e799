"""The words that tell relations of one language: `relation_triggers.tsv`."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import ResourceError
from pipeline.resources import LANGUAGES, lexicon

KINDS = (
    "signed",
    "met",
    "visited",
    "owns",
    "builds",
    "acquired",
    "opened",
    "appointed",
    "founded",
    "sold",
    "invested",
    "lent",
    "works",
    "fined",
)
ROLES = ("subject", "object")


@dataclass(frozen=True, slots=True)
class Trigger:
    """`words` are the lemmas, the head last in Kazakh and first in Russian; `frame` maps subject and object to a slot.

    A slot is in Russian nsubj, obj, a case (Ins, Dat, Gen) or a preposition (с, в), in Kazakh a case (Nom, Acc, Dat, Ins).
    Alternatives of a slot are joined by `/`. `needs` is what must be a name: `both`, `subject`, `object` or `any`.
    """

    words: tuple[str, ...]
    kind: str
    frame: dict[str, str]
    needs: str


def load_objects(code: str) -> dict[str, frozenset[str]]:
    """Kind -> lemmas of the common nouns that may be its object: one signs an agreement and opens a plant, not a door."""
    rows = lexicon(code, "relation_objects.tsv", ("lemma", "kind", "example"), ("lemma", "kind"))
    unknown = sorted({row["kind"] for row in rows} - set(KINDS))
    if unknown:
        raise ResourceError(
            LANGUAGES / code / "data" / "relation_objects.tsv",
            None,
            f"unknown kinds {unknown}",
            f"the kinds are {', '.join(KINDS)}",
        )
    return {kind: frozenset(row["lemma"] for row in rows if row["kind"] == kind) for kind in KINDS}


def load_triggers(code: str) -> dict[str, list[Trigger]]:
    """Head lemma -> its triggers, the longest first. Raises `ResourceError`, also for an unknown kind, role or need."""
    rows = lexicon(
        code, "relation_triggers.tsv", ("trigger", "kind", "frame", "needs", "example"), ("trigger", "kind")
    )
    found: dict[str, list[Trigger]] = {}
    for row in rows:
        frame = dict(part.split(":", 1) for part in row["frame"].split())
        if (
            row["kind"] not in KINDS
            or set(frame) - set(ROLES)
            or row["needs"] not in ("both", "subject", "object", "any")
        ):
            raise ResourceError(
                LANGUAGES / code / "data" / "relation_triggers.tsv",
                None,
                f"kind, frame or needs of {row['trigger']!r} is unknown",
                f"kinds {', '.join(KINDS)}; frame `subject:SLOT object:SLOT`; needs both, subject, object, any",
            )
        words = tuple(row["trigger"].split())
        head = words[-1] if code == "kk" else words[0]
        found.setdefault(head, []).append(Trigger(words, row["kind"], frame, row["needs"]))
    for triggers in found.values():
        triggers.sort(key=lambda trigger: -len(trigger.words))
    return found
