"""Evidence that a text is its author's own or a report: points of the text, which those of a signature are added to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Block
from pipeline.persons import is_patronymic
from pipeline.schema import Sentence
from pipeline.stages.claims.bylines import (
    HEADLINE,
    LABEL,
    POST,
    REPORTS,
    WRITTEN_FOR,
    Signature,
    is_afterword,
    line_effect,
    line_of,
)
from pipeline.stages.claims.draft import Draft
from pipeline.stages.claims.told import Told
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import author_words, fold

ENOUGH = 1.75  # points that make a text its author's
ANNOUNCED = 3  # the outlet says whose article it is
_OF_SIGNATURE: dict[str, float] = {POST: 1.5, WRITTEN_FOR: 2, LABEL: 0.5, HEADLINE: 0, REPORTS: -3}
_RUBRIC = 2
_DISCLAIMER = 1  # some pages have it under every text
_LETTER = 2
_DATELINE = -3
_NAMED = -2  # an article seldom names its author
_CAPTION = -2  # «Иван Петров» over a paragraph about Petrov is under his picture
_LONG = 12  # sentences; so long a text in which nobody speaks is seldom news


@dataclass(frozen=True, slots=True)
class _Ramp:
    """Points that grow with a share: none up to `low`, all of them from `high` on."""

    low: float
    high: float
    points: float

    def at(self, share: float) -> float:
        return self.points * min(1.0, max(0.0, (share - self.low) / (self.high - self.low)))


_VOICE = _Ramp(0.05, 0.3, 1.5)  # sentences in the first person; reporters say «мы» too
_MINE = _Ramp(0.0, 0.07, 2)  # in the singular
_VIEWS = _Ramp(0.05, 0.25, 2)  # that judge, ask or advise
_REPORTED = _Ramp(0.3, 0.6, -4)  # that tell what others say
_SILENT = _Ramp(0.7, 0.9, 1)  # the others, in a long text
_NAMED_OFTEN = _Ramp(0.1, 0.4, -2)  # paragraphs that name the author


@dataclass(frozen=True, slots=True)
class Evidence:
    """Points for an author whoever they are, and the blocks that show a letter's end or a rubric."""

    points: float
    closing: bool

    def with_signature(self, signature: Signature, of_bearer: float) -> float:
        """The points of the text under one signature; `of_bearer`: those of what the text says of its bearer (`spoken_of`)."""
        return (
            self.points
            + sum(_OF_SIGNATURE[sign] for sign in signature.told)
            + (_LETTER if self.closing and signature.foot else 0)
            + of_bearer
        )


def weigh(view: View, told: Told, drafts: Sequence[Draft], paragraphs: Sequence[int]) -> Evidence:
    """The evidence of a text, whoever signs it."""
    blocks = view.document.blocks
    own = set(paragraphs)
    sentences = [s for s in view.document.sentences if s.block_i in own]
    reported = _reported(view, drafts)
    plain = [
        s
        for s in sentences
        if s.sentence_id not in reported and not told.covers(s.start_char, s.start_char + 1)
    ]
    lines = [line_of(view, block) for block in blocks]
    effects = {line_effect(line, "ru") for line in lines}
    total = max(1, len(sentences))
    own_share = len(plain) / total
    points = _VIEWS.at(sum(_judges(view, s) for s in plain) / total)
    points += max(
        _MINE.at(speaks(view, plain, "me") / total), _VOICE.at(speaks(view, plain, "me", "us") / total)
    )
    points += _REPORTED.at(1 - own_share)
    if len(sentences) >= _LONG:
        points += _SILENT.at(own_share)
    points += _RUBRIC if "rubric" in effects else _DISCLAIMER if "opinion" in effects else 0
    if any(block.rule == "dateline" and block.kind == "body" for block in blocks):
        points += _DATELINE
    return Evidence(points, any(is_closing(line) for line in lines))


def is_closing(line: str) -> bool:
    """«С уважением,»: how a letter ends."""
    low = fold(line)
    return len(low.split()) <= 8 and low.startswith(tuple(author_words("closing")))


def speaks(view: View, sentences: Sequence[Sentence], *who: str) -> int:
    """Sentences in the first person: singular (me), plural (us)."""
    forms = frozenset[str]().union(*(author_words(name) for name in who))
    numbers = {"me": "Sing", "us": "Plur"}
    wanted = {numbers[name] for name in who}
    count = 0
    for sentence in sentences:
        for token in view.inside(sentence.start_char, sentence.end_char):
            mine = token.feat("Person") == "1" and token.pos == "VERB" and token.feat("Number") in wanted
            if mine or fold(token.lemma) in forms or fold(token.norm) in forms:
                count += 1
                break
    return count


def spoken_of(view: View, name: str, paragraphs: Sequence[int], *, caption: bool = False) -> float:
    """The points against a person as the author whom paragraphs name; the first may be the outlet's, unless under a `caption`."""
    blocks = view.document.blocks
    own = [i for i in paragraphs[1:] if not is_afterword(line_of(view, blocks[i]))]
    share = sum(names(view, blocks[i], name) for i in own) / max(1, len(own))
    first = blocks[paragraphs[0]]
    lead = line_effect(line_of(view, first), "ru") == "lead"
    points = _CAPTION if caption and not lead and names(view, first, name) else 0.0
    return points + (_NAMED + _NAMED_OFTEN.at(share) if share else 0)


def names_again(view: View, name: str, paragraphs: Sequence[int]) -> bool:
    """A paragraph behind the first speaks of the person."""
    return spoken_of(view, name, paragraphs) < 0


def surname(name: str) -> str:
    """The folded family name of a name in any order: «Иван Петров», «Петров Иван Ильич»."""
    words = fold(name).split()
    return words[0] if len(words) > 2 and is_patronymic(words[-1]) else words[-1]


def names(view: View, block: Block, name: str) -> bool:
    """A block names the person, by the surname alone or at the end of a full name."""
    own = surname(name)
    stem = own[:-1] if own[-1] in "аяыйі" else own
    return any(
        re.split(r"[ .]+", fold(view.text[m.start_char : m.end_char]))[-1].startswith(stem)
        for m in view.labelled(block.start_char, block.end_char, "person")
    )


def _reported(view: View, drafts: Sequence[Draft]) -> set[str]:
    """The sentences with what others say."""
    return {
        sentence.sentence_id
        for draft in drafts
        for start, end in draft.parts
        for sentence in view.sentences_in(start, end)
    }


def _judges(view: View, sentence: Sentence) -> bool:
    """The sentence judges, asks, calls or advises."""
    if view.text[sentence.start_char : sentence.end_char].rstrip(" »”\n")[-1:] in ("?", "!"):
        return True
    opinion = author_words("opinion")
    return any(
        token.feat("Mood") == "Imp" or fold(token.norm) in opinion or fold(token.lemma) in opinion
        for token in view.inside(sentence.start_char, sentence.end_char)
    )
