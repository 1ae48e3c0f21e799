"""A claim in the making: spans only, before the source is named and the row is written."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.stages.claims.words import claim_words

Span = tuple[int, int]

# Marks that open or close nothing of the content itself.
_EDGE = " \t\r\n\u00a0\u202f\u2009,;:–—-−‑"


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting expression found in the text.

    `span` covers its words, `head` is the index (in the document) of its verb, `frames` how the content may follow, `negated` is true in «не подтвердил», `form` finite, gerund, passive, noun or marker.
    """

    span: Span
    lemma: str
    cls: str
    frames: frozenset[str]
    head: int
    form: str = "finite"
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks, as written: the noun phrase, its head word, and the case that a name in it must stand in.

    `head` is the index of the head token (None for a quoted name), `case` the UD case that it was found in,
    `pronoun` is true for он, она, они, ол; `reason` says why there is no phrase at all; `heads` are the head tokens of
    further phrases joined to it (X пен Y).
    """

    span: Span | None
    head: int | None = None
    case: str | None = None
    pronoun: bool = False
    reason: str = ""
    heads: tuple[int, ...] = ()


# A finite verb of a third person without a subject: who spoke last goes on (Сонымен қатар … екенін айтты; Также отметил, что …).
DROPPED = "dropped subject"

NO_SOURCE = Source(None, reason="agentless")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Canonical name (several joined by `; `), entity of the first, kind, and how it was found or why not.

    `single` is true for one person without a name (житель села), whom a pronoun may take up.
    """

    name: str | None
    entity_id: str | None
    kind: str | None
    reason: str
    people: tuple[str, ...] = ()
    single: bool = False
    gender: str | None = None


@dataclass(slots=True)
class Draft:
    """One claim: parts of the content in text order, cue, source, and what the finder knows beyond them.

    `rule` names the finder, `frame` how the content follows the cue; `group` ties the parts of one quote; `continued` is
    true for a sentence that carries on without a cue; `via` is the medium told besides the source; `speaker` is set where
    the finder knows who speaks (authors, interviews).
    """

    type: str
    parts: list[Span]
    cue: Cue | None
    source: Source
    lang: str
    rule: str
    frame: str = "clause"
    group: int | None = None
    continued: bool = False
    via: Source | None = None
    addressee: str | None = None
    speaker: Speaker | None = None

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


def draft_of(
    cue: Cue,
    source: Source,
    parts: list[Span],
    rule: str,
    frame: str,
    lang: str = "ru",
) -> Draft | None:
    """An indirect claim with the parts that are not empty; None when none is left."""
    parts = [part for part in parts if part[1] > part[0]]
    if not parts:
        return None
    return Draft("indirect", parts, cue, source, lang, rule, frame)


def unquoted(text: str, part: Span) -> Span:
    """What stands between the marks of a range that is a quotation as a whole."""
    start, end = part
    whole = end - start > 2 and text[start] in '«“"' and text[end - 1] in '»”"'
    return (
        trimmed(text, start + 1, end - 1)
        if whole and not set(text[start + 1 : end - 1]) & set('«»“”"')
        else part
    )


def trimmed(text: str, start: int, end: int) -> Span:
    """The range without white space, dashes, commas and stops at its edges; `!`, `?` and `…` stay."""
    while start < end and text[start] in _EDGE + ".":
        start += 1
    while end > start and (
        text[end - 1] in _EDGE or (text[end - 1] == "." and not _abbreviated(text, start, end))
    ):
        end -= 1
    return start, end


def _abbreviated(text: str, start: int, end: int) -> bool:
    """True when the last stop belongs to an abbreviation such as `руб.` or `т.д.`, which keeps it."""
    word = text[start : end - 1].rsplit(maxsplit=1)[-1:] or [""]
    return word[0].lower() in claim_words("abbreviation")
