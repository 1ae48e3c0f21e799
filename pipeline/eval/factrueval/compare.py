"""Scores of the three tasks after the rules of FactRuEval-2016.

Strings are equal up to two edits. A pair of entities or facts counts by the share of its attributes or arguments that
match; pairs are chosen so that the sum is the largest. The position of a fact weighs half. Hard facts and entities that
only stand inside others are neither asked for nor counted against an answer that has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz.distance import Levenshtein

from pipeline.eval.factrueval.standard import Book, MarkedEntity, MarkedFact, MarkedMention, plain

EDITS = 2
WEIGHTS = {"position": 0.5}
S = TypeVar("S")
T = TypeVar("T")


@dataclass(slots=True)
class Score:
    """True positives are shares; `asked` and `given` count."""

    hits: float = 0.0
    asked: float = 0.0
    given: float = 0.0

    def add(self, other: Score) -> None:
        self.hits += other.hits
        self.asked += other.asked
        self.given += other.given

    @property
    def precision(self) -> float:
        return self.hits / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        return self.hits / self.asked if self.asked else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class AnswerMention:
    """Task 1: type per, org, loc or locorg, half-open range of characters."""

    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Tasks 2 and 3: a type and its attributes or arguments with their values, in order."""

    tag: str
    values: tuple[tuple[str, str], ...]


def same(left: str, right: str) -> bool:
    """Equal up to two edits."""
    return Levenshtein.distance(left, right, score_cutoff=EDITS) <= EDITS


def any_same(values: Iterable[str], value: str) -> bool:
    return any(same(one, value) for one in values)


def pairs(
    asked: Sequence[S], given: Sequence[T], quality: Callable[[S, T], float]
) -> list[tuple[S, T, float]]:
    """One-to-one pairs, the best first; a perfect pair always stands, as the rules want."""
    scored = [(quality(one, two), i, j) for i, one in enumerate(asked) for j, two in enumerate(given)]
    scored = sorted((row for row in scored if row[0] > 0), key=lambda row: (-row[0], row[1], row[2]))
    left: set[int] = set()
    right: set[int] = set()
    found = []
    for value, i, j in scored:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((asked[i], given[j], value))
    return found


def score_mentions(book: Book, answers: Sequence[AnswerMention], *, locorg: bool = False) -> dict[str, Score]:
    """Task 1. Without `locorg`, places that act as organizations count as places."""
    scores: dict[str, Score] = {}
    for tag in ("per", "org", "loc", *(("locorg",) if locorg else ())):
        asked = [m for m in book.mentions if _tag(m.tag, locorg) == tag and m.valued]
        given = [a for a in answers if _tag(a.tag, locorg) == tag]
        covered = {
            a: frozenset(i for i, (s, e) in book.tokens.items() if s < a.end and a.start < e) for a in given
        }

        def quality(
            mention: MarkedMention,
            answer: AnswerMention,
            covered: dict[AnswerMention, frozenset[int]] = covered,
        ) -> float:
            got = covered[answer]
            hits = len(mention.valued & got)
            return hits / (hits + len(mention.valued - got) + len(got - mention.tokens)) if hits else 0.0

        found = pairs(asked, given, quality)
        matched = {id(mention) for mention, _, _ in found}
        skipped = [m for m in asked if id(m) not in matched and any(id(p) in matched for p in m.parents)]
        scores[tag] = Score(sum(q for _, _, q in found), len(asked) - len(skipped), len(given))
    return _overall(scores)


def _tag(tag: str, locorg: bool) -> str:
    return "loc" if tag == "locorg" and not locorg else tag


def score_entities(book: Book, answers: Sequence[Answer]) -> dict[str, Score]:
    """Task 2."""
    scores: dict[str, Score] = {}
    for tag in ("per", "loc", "org"):
        asked = [e for e in book.entities if e.tag == tag and e.attributes]
        given = [a for a in answers if _tag(a.tag, False) == tag]
        found = pairs(asked, given, entity_quality)
        free = [pair for pair in found if pair[0].is_ignored]
        real = [pair for pair in found if not pair[0].is_ignored]
        scores[tag] = Score(
            sum(q for _, _, q in real), sum(not e.is_ignored for e in asked), len(given) - len(free)
        )
    return _overall(scores)


def entity_quality(entity: MarkedEntity, answer: Answer) -> float:
    """Attributes that match over all attributes of both sides."""
    matched = {key for key, value in answer.values if any_same(entity.attributes.get(key, ()), plain(value))}
    extra = sum(not any_same(entity.attributes.get(key, ()), plain(value)) for key, value in answer.values)
    return len(matched) / (len(entity.attributes) + extra) if matched else 0.0


def score_facts(book: Book, answers: Sequence[Answer]) -> dict[str, Score]:
    """Task 3, the mode that counts what may be or is denied and leaves out hard facts and phases."""
    scores: dict[str, Score] = {}
    for tag in ("occupation", "deal", "ownership", "meeting"):
        asked = [f for f in book.facts if f.tag == tag]
        given = [a for a in answers if a.tag == tag]
        found = pairs(asked, given, fact_quality)
        used = {id(answer) for _, answer, _ in found}
        free = sum(fact.hard for fact, _, _ in found)
        # what matches a hard fact again is not counted either
        free += sum(
            id(a) not in used and any(f.hard and fact_quality(f, a) > 0 for f in asked) for a in given
        )
        scores[tag] = Score(
            sum(q for f, _, q in found if not f.hard), sum(not f.hard for f in asked), len(given) - free
        )
    return _overall(scores)


def fact_quality(fact: MarkedFact, answer: Answer) -> float:
    """Weights of the arguments that match over those of both sides; a shared position alone ties nothing."""
    matched: set[int] = set()
    extra = 0.0
    for role, value in answer.values:
        hit = next(
            (
                i
                for i, (own, values) in enumerate(fact.arguments)
                if own == role and any_same(values, plain(value))
            ),
            None,
        )
        if hit is None:
            extra += WEIGHTS.get(role, 1.0)
        else:
            matched.add(hit)
    if not any(fact.arguments[i][0] != "position" for i in matched):
        return 0.0
    hits = sum(WEIGHTS.get(fact.arguments[i][0], 1.0) for i in matched)
    missed = sum(WEIGHTS.get(role, 1.0) for i, (role, _) in enumerate(fact.arguments) if i not in matched)
    return hits / (hits + missed + extra)


def _overall(scores: dict[str, Score]) -> dict[str, Score]:
    total = Score()
    for score in scores.values():
        total.add(score)
    return {**scores, "overall": total}
