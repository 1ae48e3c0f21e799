"""The document that flows through the stages, and the identifiers of what is found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any, Protocol, Self, TypeVar

# Kinds of block that later stages read; every other kind is furniture, kept in the text and skipped.
READ_KINDS = frozenset({"title", "heading", "body", "byline"})


class Spanned(Protocol):
    """Anything that stands on characters of a document."""

    @property
    def start_char(self) -> int: ...
    @property
    def end_char(self) -> int: ...


S = TypeVar("S", bound=Spanned)


def stable_hash(*parts: object) -> str:
    """Sixteen hex digits that depend on the parts alone, the same on every machine and run."""
    joined = "\x1f".join(str(part) for part in parts)
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def fact_id(kind: str, doc_id: str, start_char: int, end_char: int, *more: object) -> str:
    """Identifier of a fact: its kind in clear, then a hash of document, offsets and whatever else tells two apart."""
    return f"{kind}_{stable_hash(kind, doc_id, start_char, end_char, *more)}"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or line of page furniture: half-open range of characters, its kind, and what decided it."""

    start_char: int
    end_char: int
    kind: str
    rule: str

    @property
    def is_read(self) -> bool:
        return self.kind in READ_KINDS


@dataclass(slots=True)
class Passage:
    """A stretch of one language inside one block; split only between sentences.

    `lang` is ru, kk, kk-Latn or other. `doc` is the spaCy `Doc` of the stretch (its first character is
    `start_char`), set by the annotate stage and dropped when the batch ends.
    """

    start_char: int
    end_char: int
    lang: str
    block_i: int
    doc: Any = None


@dataclass(slots=True)
class Document:
    """One input text and all that the stages found in it.

    `text` never changes after ingest; every offset points into it. The lists hold rows of `schema` (frozen), in
    text order; a stage sets only the fields that it declares.
    """

    doc_id: str
    text: str
    path: str = "-"
    row: int | None = None
    source_id: str | None = None
    format: str = "txt"
    encoding: str | None = None
    replaced_chars: int = 0
    status: str = "ok"
    published: date | None = None
    published_source: str | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    blocks: list[Block] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    sentences: list[Any] = field(default_factory=list)
    tokens: list[Any] = field(default_factory=list)
    mentions: list[Any] = field(default_factory=list)
    entities: list[Any] = field(default_factory=list)
    figures: list[Any] = field(default_factory=list)
    dates: list[Any] = field(default_factory=list)
    numbers: list[Any] = field(default_factory=list)
    roles: list[Any] = field(default_factory=list)
    claims: list[Any] = field(default_factory=list)
    relations: list[Any] = field(default_factory=list)
    errors: list[Any] = field(default_factory=list)

    @classmethod
    def from_text(cls, text: str, *, path: str = "-", published: date | None = None) -> Self:
        """A document made in memory; its identifier is a hash of path and text."""
        safe = "".join("\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text)
        return cls(
            doc_id=stable_hash(path, "", safe),
            text=safe,
            path=path,
            published=published,
            published_source="option" if published else None,
            replaced_chars=sum(a != b for a, b in zip(text, safe, strict=True)),
        )

    def tokens_in(self, start_char: int, end_char: int) -> list[Any]:
        """The tokens that share at least one character with the range, in order."""
        return within(self.tokens, start_char, end_char)

    def sentence_tokens(self, sentence: Spanned) -> list[Any]:
        """The tokens of a sentence, in order."""
        return within(self.tokens, sentence.start_char, sentence.end_char)

    def sentence_at(self, char: int) -> Any | None:
        """The sentence that covers a character; None between sentences and outside the body."""
        i = bisect_right(self.sentences, char, key=_start) - 1
        return self.sentences[i] if i >= 0 and char < self.sentences[i].end_char else None


def _start(row: Spanned) -> int:
    return row.start_char


def _end(row: Spanned) -> int:
    return row.end_char


def within(rows: Sequence[S], start_char: int, end_char: int) -> list[S]:
    """The rows that share at least one character with the range; `rows` are in order and do not overlap."""
    return list(rows[bisect_right(rows, start_char, key=_end) : bisect_left(rows, end_char, key=_start)])
