"""What direct speech comes to while a document is read, and what it asks of the grammar of a language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.stages.claims.draft import Cue, Draft, Source, Span, trimmed
from pipeline.stages.claims.view import View


class Before(Protocol):
    def __call__(self, view: View, at: range) -> Source | None:
        """A phrase before a quotation that can be its source though its verb follows (or is missing)."""


class Reporting(Protocol):
    def __call__(self, view: View, at: range, *, after: bool) -> tuple[Cue, Source] | None:
        """Cue and source in the author's words `at`, which stand after (or before) the quotation."""


@dataclass(slots=True)
class Told:
    """What the direct speech of a document came to: the claims, the characters that they cover, the cues that they use.

    `dash_led` is where the last dash-led speech ended, `pending` are quoted paragraphs that wait for their cue, `orphans`
    those that found none, `more` (by first character) the paragraphs that such a one goes on through; `done` and `tails`
    (by first character) the paragraphs that a quotation from above fills, wholly or up to a character.
    """

    drafts: list[Draft] = field(default_factory=list)
    covered: list[Span] = field(default_factory=list)
    cues: set[int] = field(default_factory=set)
    groups: int = 0
    pending: list[tuple[int, Span]] = field(default_factory=list)
    orphans: list[tuple[int, Span]] = field(default_factory=list)
    dash_led: int = -1
    done: set[int] = field(default_factory=set)
    tails: dict[int, int] = field(default_factory=dict)
    more: dict[int, list[Span]] = field(default_factory=dict)

    def quote(self, view: View, inner: Span, hit: tuple[Cue, Source], lang: str, rule: str) -> Draft:
        """A quotation is speech: the claim of its inside, in a group of its own."""
        self.groups += 1
        self.covered.append(inner)
        part = trimmed(view.text, *inner)
        draft = Draft("direct", [part], *hit, lang, rule, "quote", group=self.groups * 100)
        self.drafts.append(draft)
        return draft

    def covers(self, start: int, end: int) -> bool:
        """True when the range lies inside quoted words."""
        return any(s <= start and end <= e for s, e in self.covered)


@dataclass(frozen=True, slots=True)
class Marks:
    """What the direct speech of a language needs: its author's words, the phrase before, words that follow without a comma.

    `tells` is true of a sentence that the author tells: unmarked speech begins behind the last such one; `person` is whom a
    sentence tells of; `clause` is true of words that say something, and name nothing; `pointing` are words that take a
    quotation up in the next sentence; `leads` finds the cue that a quotation follows without a colon.
    """

    lang: str
    reporting: Reporting
    before: Before
    bare_words: frozenset[str] = frozenset()
    tells: Callable[[View, range], bool] | None = None
    person: Callable[[View, range], Source | None] | None = None
    clause: Callable[[View, range], bool] | None = None
    pointing: frozenset[str] = frozenset()
    leads: Callable[[View, range], tuple[Cue, Source] | None] | None = None
