"""The tokens of a sentence with the mentions that they belong to, and what a position's phrase and its tie to a name are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date as Date

from pipeline.document import Document, within
from pipeline.schema import Mention, Sentence, Token
from pipeline.stages.roles.lexicon import Positions, plain

_AGE = re.compile(r"^[\d-]+(?=летний$)")  # «42-летний»
OPENING = frozenset('«“„"')
CLOSING = frozenset('»”“"')
QUOTES = OPENING | CLOSING
ADJECTIVAL = ("ий", "ый", "ой")  # nouns like «управляющий», «военный» are adjectives before another position
REACH = 24  # tokens between a name and the far end of its position; longer ones were wrong when read


@dataclass(frozen=True, slots=True)
class Phrase:
    """A position: tokens `start:end` of the clause with noun `head`; `stop` is where reading stopped (a name, a verb, …).

    `words` is the first token after «и. о.» (`start` where nobody acts). `employers` are the organizations and places inside it in text order, `state` the state that an adjective names.
    """

    start: int
    end: int
    stop: int
    head: int
    words: int
    employers: tuple[Mention, ...] = ()
    acting: bool = False
    former: bool = False
    state: str | None = None
    named: tuple[int, int] | None = None  # the words of an organization that is no mention
    one: int | None = None  # the token «один» of «один из министров», whose case counts


def near(phrases: Sequence[Phrase], first: int, last: int) -> Sequence[Phrase]:
    """The phrases whose nouns lie within two reaches of the tokens `first:last`; `phrases` are in the order of their nouns.

    What is farther can neither touch those tokens nor be joined to what does; so a long list costs linear time.
    """
    low = bisect_left(phrases, first - 2 * REACH, key=_noun)
    return phrases[low : bisect_left(phrases, last + 2 * REACH, key=_noun)]


def _noun(phrase: Phrase) -> int:
    return phrase.head


@dataclass(frozen=True, slots=True)
class Tie:
    """A position given to a person, and by what. `position` replaces the words of the phrase where a verb says it; `one_of`:
    the noun is plural and several share it."""

    person: Mention
    phrase: Phrase
    rule: str
    employer: Mention | None = None
    acting: bool = False
    former: bool = False
    position: str | None = None
    one_of: bool = False
    since: Date | None = None
    until: Date | None = None
    modality: str = "fact"


@dataclass(slots=True)
class Clause:
    """One sentence: tokens, and the mention that covers each of them (None for common words)."""

    document: Document
    sentence: Sentence
    lexicon: Positions
    tokens: list[Token] = field(init=False)
    mentions: list[Mention] = field(init=False)
    owner: list[Mention | None] = field(init=False)
    spans: dict[str, tuple[int, int]] = field(init=False)
    dates: dict[int, int] = field(init=False)  # token of a date -> token after the date

    def __post_init__(self) -> None:
        self.tokens = self.document.sentence_tokens(self.sentence)
        found = within(self.document.mentions, self.sentence.start_char, self.sentence.end_char)
        self.mentions = [m for m in found if not self._is_position_alone(m)]
        self.owner = [None] * len(self.tokens)
        self.spans = {}
        i = 0
        for mention in self.mentions:
            while i < len(self.tokens) and self.tokens[i].end_char <= mention.start_char:
                i += 1
            first = i
            while i < len(self.tokens) and self.tokens[i].start_char < mention.end_char:
                self.owner[i] = mention
                i += 1
            if i > first:
                self.spans[mention.mention_id] = (first, i)
        self.dates = {}
        i = 0
        for date in within(self.document.dates, self.sentence.start_char, self.sentence.end_char):
            covered = []
            while i < len(self.tokens) and self.tokens[i].start_char < date.end_char:
                if self.tokens[i].end_char > date.start_char:
                    covered.append(i)
                i += 1
            self.dates.update(dict.fromkeys(covered, i))

    def _is_position_alone(self, mention: Mention) -> bool:
        """A position that was taken for a name: «Президент» for a person, «Хоким района» for a place."""
        words = self.document.tokens_in(mention.start_char, mention.end_char)
        if not words or self.lexicon.noun_of(words[0]) is None:
            return False
        return len(words) == 1 if mention.label == "person" else len(words) > 1 and words[1].text.islower()

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def persons(self) -> list[Mention]:
        """The names of persons that have tokens here, in text order."""
        return [m for m in self.mentions if m.label == "person" and m.mention_id in self.spans]

    def span_of(self, mention: Mention) -> tuple[int, int]:
        """Token indices `start, end` of a mention of this sentence."""
        return self.spans[mention.mention_id]

    def text(self, i: int) -> str:
        """The token as it stands; empty outside the sentence."""
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def lemma(self, i: int) -> str:
        return plain(self.tokens[i].lemma)

    def case(self, i: int) -> str | None:
        return self.tokens[i].feat("Case")

    def case_of(self, phrase: Phrase) -> str | None:
        """The case in which a position stands in its sentence."""
        return self.case(phrase.head if phrase.one is None else phrase.one)

    def cases(self, mention: Mention) -> set[str]:
        """The cases of the words of a name; taggers differ over the parts of foreign ones."""
        start, end = self.span_of(mention)
        return {case for i in range(start, end) if (case := self.case(i))}

    def has(self, kind: str, i: int) -> bool:
        """Is the token a cue of that kind?"""
        if not (0 <= i < len(self.tokens) and self.owner[i] is None):
            return False
        words = (self.lemma(i), plain(self.tokens[i].norm))
        return any(self.lexicon.has(kind, _AGE.sub("", word)) for word in words)

    def is_owned(self, i: int) -> bool:
        """Does a Kazakh noun have the possessive ending of the third person (министрі)?"""
        token = self.tokens[i]
        if token.pos == "PROPN" and self.lexicon.noun_of(token) not in (None, plain(token.norm)):
            return True
        return token.feat("Person[psor]") == "3"

    def is_position(self, i: int) -> bool:
        """A common noun that names a position; the same word inside a name («Совет министров») is none, nor is a participle
        before another («ведущий научный сотрудник»)."""
        if self.owner[i] is not None or self.tokens[i].pos in ("ADP", "CCONJ", "PUNCT", "ADV"):
            return False
        noun = self.lexicon.noun_of(self.tokens[i])
        if noun is None or not noun.endswith(ADJECTIVAL):
            return noun is not None
        j = i + 1
        while j < len(self) and self.tokens[j].pos == "ADJ" and self.lexicon.noun_of(self.tokens[j]) is None:
            j += 1
        if j == len(self) or self.owner[j] is not None or self.case(j) != self.case(i):
            return True
        return (
            self.tokens[j].pos not in ("NOUN", "PROPN", "VERB")
            or self.lexicon.noun_of(self.tokens[j]) is None
        )

    def head(self, i: int) -> int | None:
        """Index in this sentence of a token's syntactic head; None for a root and without syntax."""
        head = self.tokens[i].head
        if head is None:
            return None
        found = head - self.tokens[0].token_i
        return found if 0 <= found < len(self.tokens) else None

    def employer_at(self, i: int) -> Mention | None:
        """The organization or place that covers a token."""
        owner = self.owner[i] if 0 <= i < len(self.tokens) else None
        return owner if owner is not None and owner.label in ("organization", "place") else None

    def acting_start(self, start: int) -> int:
        """The first token of «и. о.», «и.о.», «врио» right before `start`; `start` itself where there is none."""
        for width in (4, 3, 2, 1):
            if start >= width:
                words = plain("".join(token.norm for token in self.tokens[start - width : start]))
                if self.lexicon.has("acting", words):
                    return start - width
        return start
