"""What every finder asks of a document: tokens by offset, children in the tree, mentions by label."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from pipeline.document import Block, Document
from pipeline.schema import Mention, Sentence, Token


class View:
    """A document as the claims stage reads it. Tokens are addressed by their index in `document.tokens`."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.tokens: list[Token] = document.tokens
        self._starts = [token.start_char for token in self.tokens]
        self.mentions: list[Mention] = sorted(document.mentions, key=lambda m: (m.start_char, -m.end_char))
        self._mention_starts = [mention.start_char for mention in self.mentions]
        self._sentence_ends = [sentence.end_char for sentence in document.sentences]
        self.entities = {entity.entity_id: entity for entity in document.entities}

    def keep(self, mentions: Sequence[Mention]) -> None:
        """Read only these of the mentions."""
        self.mentions = list(mentions)
        self._mention_starts = [mention.start_char for mention in self.mentions]

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """Dependents of each token, in text order."""
        found: dict[int, list[int]] = defaultdict(list)
        for i, token in enumerate(self.tokens):
            if token.head is not None and token.head != i:
                found[token.head].append(i)
        return found

    @cached_property
    def read_blocks(self) -> list[tuple[int, Block]]:
        """Title, headings and body paragraphs, with their index among all blocks."""
        return [(i, block) for i, block in enumerate(self.document.blocks) if block.is_read]

    def index_from(self, char: int) -> int:
        """Index of the first token that starts at or after a character."""
        return bisect_left(self._starts, char)

    def range_of(self, start: int, end: int) -> range:
        """Indices of the tokens that start inside a range of characters."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def inside(self, start: int, end: int) -> list[Token]:
        """The tokens that start inside a range of characters."""
        at = self.range_of(start, end)
        return self.tokens[at.start : at.stop]

    def opens_sentence(self, i: int) -> bool:
        """The token is the first of its sentence."""
        return i == 0 or self.tokens[i - 1].sentence_id != self.tokens[i].sentence_id

    def sentence_first(self, i: int) -> int:
        """The first token of the sentence of a token."""
        while not self.opens_sentence(i):
            i -= 1
        return i

    def paragraph_start(self, char: int) -> int:
        """Where the paragraph begins whose sentence holds a character; the character itself outside sentences."""
        here = self.document.sentence_at(char)
        return self.document.blocks[here.block_i].start_char if here is not None else char

    def children_of(self, head: int, *deps: str) -> list[int]:
        """Dependents with one of the relations (all dependents when none is named)."""
        return [i for i in self.children.get(head, ()) if not deps or self.tokens[i].dep in deps]

    def subtree(self, head: int, *, stop: Sequence[str] = ()) -> list[int]:
        """The token and everything under it, without branches whose relation is in `stop`; in text order."""
        found, todo, seen = [], [head], {head}
        while todo:
            at = todo.pop()
            found.append(at)
            for child in self.children.get(at, ()):
                if child not in seen and self.tokens[child].dep not in stop:
                    seen.add(child)
                    todo.append(child)
        return sorted(found)

    def labelled(self, start: int, end: int, *labels: str) -> list[Mention]:
        """Mentions that lie inside a range of characters, by label, in text order."""
        lo, hi = bisect_left(self._mention_starts, start), bisect_left(self._mention_starts, end)
        return [m for m in self.mentions[lo:hi] if m.end_char <= end and (not labels or m.label in labels)]

    def mention_at(self, char: int, *labels: str) -> Mention | None:
        """The mention that covers a character."""
        hi = bisect_right(self._mention_starts, char)
        for mention in reversed(self.mentions[max(0, hi - 6) : hi]):
            if mention.start_char <= char < mention.end_char and (not labels or mention.label in labels):
                return mention
        return None

    def sentences_in(self, start: int, end: int) -> list[Sentence]:
        """Sentences that share a character with a range."""
        sentences = self.document.sentences
        first = bisect_right(self._sentence_ends, start)
        return sentences[first : bisect_left(sentences, end, lo=first, key=lambda s: s.start_char)]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters from one token to another, both included."""
        return self.tokens[first].start_char, self.tokens[last].end_char
