"""Where facts are lost: for each type a count by cause, and every fact that was missed, answered in part or answered wrongly.

Causes of a missed fact, the first that holds: `entity missing` (no mention of the document has the value of an argument),
`boundary` (a mention shares a word with it), `trigger missing` (its arguments are known and no fact has them),
`pairing` (a fact of the type has one of them with something else). Facts answered in part tell which argument fails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.document import Document
from pipeline.eval.factrueval.compare import Answer, any_same, fact_quality, pairs
from pipeline.eval.factrueval.facts import facts
from pipeline.eval.factrueval.standard import Book, MarkedFact, plain

TYPES = ("occupation", "deal", "ownership", "meeting")


def report(marked: Sequence[Book], documents: Sequence[Document]) -> str:
    """The table of causes, then a line for each loss."""
    counts: Counter[tuple[str, str]] = Counter()
    lines: list[str] = []
    for book, document in zip(marked, documents, strict=True):
        for tag in TYPES:
            for cause, line in _losses(book, document, tag):
                counts[tag, cause] += 1
                if cause != "right":
                    lines.append(f"{book.name}  {tag}  {cause}: {line}")
    causes = sorted({cause for _, cause in counts})
    table = [f"{'':12}" + "".join(f"{cause:>18}" for cause in causes)]
    table += [f"{tag:12}" + "".join(f"{counts[tag, cause]:18}" for cause in causes) for tag in TYPES]
    return "\n".join([*table, "", *lines])


def _losses(book: Book, document: Document, tag: str) -> Iterator[tuple[str, str]]:
    asked = [fact for fact in book.facts if fact.tag == tag]
    given = [answer for answer in facts(document) if answer.tag == tag]
    found = pairs(asked, given, fact_quality)
    for fact, answer, quality in found:
        if fact.hard:
            continue
        if quality == 1:
            yield "right", ""
        else:
            yield f"part {'+'.join(_failing(fact, answer))}", f"{_fact(fact)} <> {_answer(answer)}"
    matched = {id(fact) for fact, _, _ in found}
    used = {id(answer) for _, answer, _ in found}
    for fact in asked:
        if id(fact) not in matched and not fact.hard:
            yield _cause(fact, document, given), _fact(fact)
    for answer in given:
        free = any(fact.hard and fact_quality(fact, answer) > 0 for fact in asked)
        if id(answer) not in used and not free:
            yield "spurious", _answer(answer)


def _failing(fact: MarkedFact, answer: Answer) -> list[str]:
    """Roles of either side that the other lacks."""
    wrong = {
        role
        for role, value in answer.values
        if not any(own == role and any_same(values, plain(value)) for own, values in fact.arguments)
    }
    lacking = {
        own
        for own, values in fact.arguments
        if not any(own == role and any_same(values, plain(value)) for role, value in answer.values)
    }
    return sorted(wrong | lacking)


def _cause(fact: MarkedFact, document: Document, given: Sequence[Answer]) -> str:
    known = [plain(value) for m in document.mentions for value in (m.normal, m.text)]
    words = {word for value in known for word in value.split()}
    for role, values in fact.arguments:
        if role in ("position", "type", "phase", "фаза"):
            continue
        if not any(any_same(values, value) for value in known):
            shared = any(word in words for value in values for word in value.split())
            return "boundary" if shared else "entity missing"
    told = {plain(value) for answer in given for role, value in answer.values if role != "position"}
    pairs_up = any(any_same(values, value) for _, values in fact.arguments for value in told)
    return "pairing" if pairs_up else "trigger missing"


def _fact(fact: MarkedFact) -> str:
    modality = f" [{' '.join(sorted(fact.modality))}]" if fact.modality else ""
    return (
        "; ".join(
            f"{role}={'|'.join(sorted(values, key=lambda v: (len(v), v))[-2:])}"
            for role, values in fact.arguments
        )
        + modality
    )


def _answer(answer: Answer) -> str:
    return "; ".join(f"{role}={value}" for role, value in answer.values)
