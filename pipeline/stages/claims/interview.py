"""Interviews: questions and answers in turn; every answer is the words of the one who is asked.

Turns are dash-led paragraphs, paragraphs after a label («Вопрос:», «Иван Петров:»), or questions that each have
paragraphs of answer below. Who is asked stands in the lead; who asks is the outlet and makes no claims.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.document import Block
from pipeline.schema import Mention
from pipeline.stages.claims.draft import Draft, Source, Span, Speaker, trimmed
from pipeline.stages.claims.quotes import dash_led
from pipeline.stages.claims.titles import Cast, Person, language
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words

_LABEL = re.compile(r"\s*([^\W\d_][^:;.?!«»]{0,40}|[^\W\d_]\.\s?[^\W\d_]\.)\s*:\s+(?=\S)")
_ASIDE = re.compile(r"\s*\([^()]{1,40}\)\s*$")
_QUESTION_END = re.compile(r"\?[»”\"!?…)\s]*$")
_LONG_QUESTION = 60  # words; longer paragraphs that end with a question mark are answers
_SHORT_TURN = 8  # words of a turn of the asker that is no question: «Спасибо за беседу!»
_FEWEST = 2  # questions that make an interview of dash-led turns
_FEWEST_PLAIN = 3  # questions, where nothing but the question mark tells turns apart


@dataclass(frozen=True, slots=True)
class Interview:
    """The blocks of the questions, the answers (each one or several stretches of characters), who answers."""

    questions: frozenset[int]
    answers: tuple[tuple[Span, ...], ...]
    blocks: frozenset[int]
    speaker: Speaker
    lang: str


@dataclass(frozen=True, slots=True)
class _Turn:
    at: int
    start: int
    end: int
    led: bool
    label: str
    asks: bool


def interview_of(view: View, cast: Cast) -> Interview | None:
    """The interview that a document is, or None."""
    blocks = [(i, b) for i, b in view.read_blocks if b.kind == "body"]
    turns = [_turn(view, i, block) for i, block in blocks]
    asked = _labelled(turns) or _dashed(turns) or _plain(view, turns)
    if asked is None:
        return None
    questions, answers = asked
    first = view.document.blocks[min(questions)].start_char
    person = _asked_person(view, cast, first, [view.document.blocks[i] for i in sorted(questions)])
    speaker = (
        Speaker(person.name, person.entity_id, "person", "interview", (person.key,))
        if person is not None
        else Speaker(None, None, "person", "interviewee not named")
    )
    sentences = view.sentences_in(first, len(view.text))
    lang = language(sentences[0].lang) if sentences else "ru"
    told = tuple(tuple((turns[k].start, turns[k].end) for k in ks) for ks in answers)
    inside = frozenset(turns[k].at for ks in answers for k in ks) | questions
    return Interview(questions, told, inside, speaker, lang)


def interview_claims(view: View, found: Interview) -> list[Draft]:
    """One direct claim for each answer; asides («Смеется») at its end stay out."""
    drafts = []
    for spans in found.answers:
        parts = []
        for start, end in spans:
            aside = _ASIDE.search(view.text, start, end)
            part = trimmed(view.text, start, aside.start() if aside else end)
            if part[1] > part[0]:
                parts.append(part)
        if parts:
            draft = Draft(
                "direct", parts, None, Source(None, reason="answer"), found.lang, "interview", "quote", 0.85
            )
            draft.speaker = found.speaker
            drafts.append(draft)
    return drafts


def _turn(view: View, i: int, block: Block) -> _Turn:
    text = view.text
    start = dash_led(text, block.start_char, block.end_char)
    label = _LABEL.match(text, start or block.start_char, block.end_char)
    body = text[block.start_char : block.end_char]
    asks = bool(_QUESTION_END.search(body)) and len(body.split()) <= _LONG_QUESTION
    return _Turn(
        i,
        label.end() if label else (start or block.start_char),
        block.end_char,
        start is not None,
        fold(label.group(1)) if label else "",
        asks,
    )


_Asked = tuple[frozenset[int], list[list[int]]]


def _labelled(turns: list[_Turn]) -> _Asked | None:
    """«Корреспондент: …? Иван Петров: …»: two labels, one of which asks."""
    counts: dict[str, list[_Turn]] = {}
    for turn in turns:
        if turn.label:
            counts.setdefault(turn.label, []).append(turn)
    often = [label for label, own in counts.items() if len(own) >= _FEWEST]
    asking = {label for label in often if 2 * sum(t.asks for t in counts[label]) > len(counts[label])}
    telling = set(often) - asking
    if len(asking) != 1 or len(telling) != 1:
        return None
    answers: list[list[int]] = []
    speaking = False
    for k, turn in enumerate(turns):
        if turn.label in telling:
            answers.append([k])
            speaking = True
        elif turn.label:
            speaking = False
        elif speaking and not _foot(turn):
            answers[-1].append(k)
    return frozenset(t.at for t in turns if t.label in asking), answers


def _dashed(turns: list[_Turn]) -> _Asked | None:
    """Dash-led turns, questions and answers by turns; paragraphs between them without a dash are the outlet's."""
    led = [k for k, turn in enumerate(turns) if turn.led]
    pairs = sum(
        turns[a].asks and not turns[b].asks and b == a + 1 for a, b in zip(led, led[1:], strict=False)
    )
    if pairs < _FEWEST:
        return None
    questions: set[int] = set()
    answers: list[list[int]] = []
    answered = True
    first = next(k for k in led if turns[k].asks)
    for k in led:
        if k < first:
            continue
        turn = turns[k]
        short = turn.end - turn.start < 12 * _SHORT_TURN
        if answered and (turn.asks or (short and k == led[-1])):
            questions.add(turn.at)
            answered = False
        elif answered and answers:
            answers[-1].append(k)
        else:
            answers.append([k])
            answered = True
    return frozenset(questions), answers


def _plain(view: View, turns: list[_Turn]) -> _Asked | None:
    """Questions that stand as paragraphs, each with its answer below; the lead tells that it is an interview."""
    asking = [k for k, turn in enumerate(turns) if turn.asks]
    followed = [k for k in asking if k + 1 < len(turns) and not turns[k + 1].asks]
    if len(followed) < _FEWEST_PLAIN or len(asking) - len(followed) > 1:
        return None
    lead = view.inside(0, turns[followed[0]].start)
    if not {fold(t.lemma) for t in lead} & source_words("interview"):
        return None
    answers = []
    for n, k in enumerate(followed):
        stop = followed[n + 1] if n + 1 < len(followed) else len(turns)
        own = []
        for j in range(k + 1, stop):
            if _foot(turns[j]) or turns[j].asks:
                break
            own.append(j)
        if own:
            answers.append(own)
    return frozenset(turns[k].at for k in followed), answers


def _foot(turn: _Turn) -> bool:
    """Too short to go on with an answer: a credit, a caption."""
    return turn.end - turn.start < 40


def _asked_person(view: View, cast: Cast, first: int, questions: list[Block]) -> Person | None:
    """Who is asked: named in the lead, called by name in a question, never the one who asks."""
    lead = [m for m in view.labelled(0, first, "person") if not _asks(view, m)]
    people = list(dict.fromkeys(cast.by_mention[m.start_char].key for m in lead))
    if len(people) > 1:
        called = " ".join(fold(view.text[b.start_char : b.start_char + 80]) for b in questions[:4])
        greeted = [key for key in people if fold(cast.persons[key].name).split()[0] in called.split(" ")]
        greeted = greeted or [key for key in people if _greeted(cast.persons[key].name, called)]
        titled = [key for key in people if cast.persons[key].nouns]
        people = greeted or titled or people
        if len(people) > 1:
            people = [
                cast.by_mention[m.start_char].key for m in reversed(lead) if _addressed(view, m)
            ] or people
    if people:
        return cast.persons[people[0]]
    later = {
        p.key
        for m in view.mentions
        if m.label == "person" and m.start_char > first and not _asks(view, m)
        for p in [cast.by_mention[m.start_char]]
        if p.nouns and view.document.sentence_at(m.start_char) is None
    }
    return cast.persons[next(iter(later))] if len(later) == 1 else None


def _greeted(name: str, called: str) -> bool:
    """«Сауле Маратовна, …»: the first name opens a question."""
    return any(part in called for part in (fold(word) + " " for word in name.split()[:1]))


def _addressed(view: View, mention: Mention) -> bool:
    """The lead makes the person its subject or the one whom it talked to."""
    tokens = view.inside(mention.start_char, mention.end_char)
    return any(t.feat("Case") in ("Nom", "Ins") for t in tokens)


def _asks(view: View, mention: Mention) -> bool:
    """«Беседовала Анна Ким», «Интервью взял …»: the name of the one who asks."""
    line = view.text.rfind("\n", 0, mention.start_char) + 1
    before = fold(view.text[line : mention.start_char])
    return len(before.split()) <= 4 and any(
        word.strip(":,.") in source_words("interviewer") for word in before.split()
    )
