"""The tokens of a document as the rules of this stage see them, and the candidates that they make."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import resources
from pipeline.document import Document
from pipeline.resources import lexicon
from pipeline.schema import Token

OPENING = frozenset("«“„‹‘")
CLOSING = frozenset("»”›’")
STRAIGHT = frozenset("\"'")
_OPENERS = OPENING | frozenset("—–-")
QUOTES = OPENING | CLOSING | STRAIGHT


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible mention: words `start` to `end` (exclusive) of the document, and what proposes it.

    `label` is one of `schema.LABELS`, or empty for "no name stands here" (a programme, a law, a product).
    `weight` ranks overlapping candidates, the confidence is told in the table.
    """

    start: int
    end: int
    label: str
    confidence: float
    rule: str
    weight: float
    place_kind: str | None = None

    @property
    def length(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Candidate) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Candidate) -> bool:
        return self.start <= other.start and other.end <= self.end


class Words:
    """Tokens by index, with the block and the sentence that each stands in."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens: Sequence[Token] = document.tokens
        self.norms = [token.norm for token in self.tokens]
        self._starts = [token.start_char for token in self.tokens]
        self._ends = [token.end_char for token in self.tokens]
        self.sentence_starts: list[bool] = []
        self.blocks: list[int] = []
        block_of = {sentence.sentence_id: sentence.block_i for sentence in document.sentences}
        last = None
        for token in self.tokens:
            self.sentence_starts.append(token.sentence_id != last)
            self.blocks.append(block_of[token.sentence_id])
            last = token.sentence_id

    def __len__(self) -> int:
        return len(self.tokens)

    def range_of(self, start_char: int, end_char: int) -> tuple[int, int]:
        """The words that share characters with a range."""
        return bisect_right(self._ends, start_char), bisect_left(self._starts, end_char)

    def same_block(self, i: int, j: int) -> bool:
        """Both indices exist and stand in one block."""
        return 0 <= i < len(self) and 0 <= j < len(self) and self.blocks[i] == self.blocks[j]

    def opens(self, i: int) -> bool:
        """Word i has its capital, if any, from its place: it opens a sentence, or speech behind a dash or a quotation mark."""
        return self.sentence_starts[i] or (self.same_block(i - 1, i) and self.norms[i - 1] in _OPENERS)

    def is_word(self, i: int) -> bool:
        return any(char.isalpha() for char in self.norms[i])

    def is_capital(self, i: int) -> bool:
        """Begins with a capital letter of any alphabet."""
        return self.norms[i][:1].isupper()

    def lang(self, i: int) -> str:
        return self.tokens[i].lang.split("-")[0]

    def text(self, start: int, end: int) -> str:
        return self.document.text[self.tokens[start].start_char : self.tokens[end - 1].end_char]

    def gap(self, i: int) -> int:
        """How many blanks too many stand between word i and the next in one line; a tab counts as two."""
        between = self.document.text[self._ends[i] : self._starts[i + 1]]
        return 0 if "\n" in between else max(0, len(between.replace("\t", "   ")) - 1)

    def touching(self, i: int) -> bool:
        """Nothing stands between word i and the next."""
        return i + 1 < len(self) and self._ends[i] == self._starts[i + 1]


@cache
def positions(lang: str) -> frozenset[str]:
    """Lemmas of the nouns that name a position; none in other languages."""
    if lang not in ("ru", "kk"):
        return frozenset()
    return frozenset(
        row["lemma"] for row in lexicon(lang, "positions.tsv", ("lemma", "class", "example"), ("lemma",))
    )


def word_set(name: str, lang: str) -> frozenset[str]:
    """One set of name_words.tsv (generic, territory, called …) of a language."""
    return resources.word_set("name_words.tsv", name, lang)


def is_site(word: str) -> bool:
    """An address in one piece: Inbusiness.kz."""
    return word.isascii() and "." in word[1:-1] and any(char.isalpha() for char in word)
