"""The tokens of a sentence with the mentions that they belong to, and the noun phrase round a position noun."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pipeline.document import Document, within
from pipeline.schema import Mention, Sentence, Token
from pipeline.stages.roles.lexicon import Positions

QUOTES = frozenset("«»\"“”„'")
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "ADP", "CCONJ", "X", "ADV"})
REACH = 16  # tokens between a name and the far end of its position; longer ones were wrong when read


@dataclass(frozen=True, slots=True)
class Phrase:
    """A position: tokens `start:end` of the clause, `head` is its noun, `rule` says what tied it to the name."""

    start: int
    end: int
    head: int
    rule: str


class Clause:
    """One sentence: tokens, and the mention that covers each of them (None for common words)."""

    def __init__(self, document: Document, sentence: Sentence, lexicon: Positions) -> None:
        self.document = document
        self.sentence = sentence
        self.lexicon = lexicon
        self.tokens: list[Token] = document.sentence_tokens(sentence)
        self.mentions: list[Mention] = within(document.mentions, sentence.start_char, sentence.end_char)

    @cached_property
    def owner(self) -> list[Mention | None]:
        """For each token the mention that it is part of."""
        found: list[Mention | None] = [None] * len(self.tokens)
        for mention in self.mentions:
            for i, token in enumerate(self.tokens):
                if token.start_char < mention.end_char and mention.start_char < token.end_char:
                    found[i] = mention
        return found

    @property
    def persons(self) -> list[Mention]:
        return [mention for mention in self.mentions if mention.label == "person"]

    def span_of(self, mention: Mention) -> tuple[int, int]:
        """Token indices `start, end` of a mention in this sentence."""
        inside = [i for i, owner in enumerate(self.owner) if owner is mention]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def lemma(self, i: int) -> str:
        return self.tokens[i].lemma.lower().replace("ё", "е")

    def is_position(self, i: int) -> bool:
        """A common noun that names a position; the same word inside a name («Совет министров») is none."""
        return self.owner[i] is None and self.lexicon.class_of(self.tokens[i].lemma) is not None

    def is_nominal(self, i: int) -> bool:
        """Can the token stand inside a position's noun phrase?"""
        owner = self.owner[i]
        if owner is not None:
            return owner.label != "person"
        token = self.tokens[i]
        return token.pos in _NOMINAL or token.text in QUOTES or self.lemma(i) in self.lexicon.cues["link"]
