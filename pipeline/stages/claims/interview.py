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
from pipeline.stages.claims.session import turns_of
from pipeline.stages.claims.titles import Cast, Person, language
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words

_LABEL = re.compile(r"\s*([^\W\d_][^:;.?!«»]{0,110}|[^\W\d_]\.\s?[^\W\d_]\.|[^\W\d_]{2,6}\.)\s*:\s+(?=\S)")
_ASIDE = re.compile(r"\s*\([^()]{1,40}\)\s*$")
_QUESTION_END = re.compile(r"\?[»”\"!?…)\s]*$")
_LONG_QUESTION = 60  # words; longer paragraphs that end with a question mark are answers
_SHORT_TURN = 8  # words of a turn of the asker that is no question: «Спасибо за беседу!»
_FEWEST = 2  # questions that make an interview of dash-led turns, labels of each side
_FEWEST_PLAIN = 3  # questions, where nothing but the question mark tells turns apart


@dataclass(frozen=True, slots=True)
class Answer:
    """The words of one turn (one or several stretches of characters), who says them, the label before them."""

    spans: tuple[Span, ...]
    speaker: Speaker
    label: Span | None = None


@dataclass(frozen=True, slots=True)
class Interview:
    """The answers of an interview or transcript, and the blocks that questions and answers fill."""

    answers: tuple[Answer, ...]
    blocks: frozenset[int]
    lang: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph that may be a turn: block, where its words begin and end, dash, label, whether it ends with a question."""

    at: int
    start: int
    end: int
    led: bool
    label: Span | None
    key: str
    asks: bool


def interview_of(view: View, cast: Cast) -> Interview | None:
    """The interview or transcript that a document is, or None."""
    blocks = [(i, b) for i, b in view.read_blocks if b.kind == "body"]
    turns = [_turn(view, i, block) for i, block in blocks]
    sentences = view.document.sentences
    lang = language(sentences[0].lang) if sentences else "ru"
    told = _labelled(view, cast, turns)
    if told is not None:
        return Interview(tuple(told[0]), told[1], lang)
    record = turns_of(view, cast)
    if record is not None:
        answers = [
            Answer(tuple(spans), Speaker(who.name, who.entity_id, "person", "label", (who.key,)), label)
            for who, label, spans in record[0]
        ]
        return Interview(tuple(answers), record[1], lang)
    asked = _dashed(view, turns) or _plain(view, turns)
    if asked is None:
        return None
    questions, replies = asked
    speaker = _asked(view, cast, questions)
    spans = [tuple((turns[k].start, turns[k].end) for k in ks) for ks in replies]
    inside = frozenset(turns[k].at for ks in replies for k in ks) | questions
    return Interview(tuple(Answer(own, speaker) for own in spans), inside, lang)


def _asked(view: View, cast: Cast, questions: frozenset[int]) -> Speaker:
    first = view.document.blocks[min(questions)].start_char
    person = _asked_person(view, cast, first, [view.document.blocks[i] for i in sorted(questions)])
    if person is None:
        return Speaker(None, None, "person", "interviewee not named")
    return Speaker(person.name, person.entity_id, "person", "interview", (person.key,))


def interview_claims(view: View, found: Interview) -> list[Draft]:
    """One direct claim for each answer; asides («Смеется») at its end stay out."""
    drafts = []
    for answer in found.answers:
        parts = []
        for start, end in answer.spans:
            aside = _ASIDE.search(view.text, start, end)
            part = trimmed(view.text, start, aside.start() if aside else end)
            if part[1] > part[0]:
                parts.append(part)
        if parts:
            source = Source(answer.label, reason="answer")
            draft = Draft("direct", parts, None, source, found.lang, "interview", "quote")
            draft.speaker = answer.speaker
            drafts.append(draft)
    return drafts


def _turn(view: View, i: int, block: Block) -> Turn:
    text = view.text
    start = dash_led(text, block.start_char, block.end_char)
    label = _LABEL.match(text, start or block.start_char, block.end_char)
    body = text[block.start_char : block.end_char]
    asks = bool(_QUESTION_END.search(body)) and len(body.split()) <= _LONG_QUESTION
    return Turn(
        i,
        label.end() if label else (start or block.start_char),
        block.end_char,
        start is not None,
        label.span(1) if label else None,
        fold(re.split(r"[,(]", label.group(1))[0].strip()) if label else "",
        asks,
    )


_Asked = tuple[frozenset[int], list[list[int]]]


def _labelled(view: View, cast: Cast, turns: list[Turn]) -> tuple[list[Answer], frozenset[int]] | None:
    """«Корр.: …? И. П.: …», «Иван Петров, депутат: …»: labels that come back, most of them names or initials."""
    counts: dict[str, list[Turn]] = {}
    for turn in turns:
        if turn.key:
            counts.setdefault(turn.key, []).append(turn)
    labelled = sum(map(len, counts.values()))
    again = sum(len(own) for own in counts.values() if len(own) > 1)
    if labelled < 2 * _FEWEST or len(counts) < 2 or 2 * again < labelled:
        return None
    people = {key: _labelled_person(view, cast, own[0]) for key, own in counts.items()}
    asking = {
        key
        for key, own in counts.items()
        if key.strip(".") in source_words("interviewer")
        or (people[key] is None and 2 * sum(t.asks for t in own) > len(own))
    }
    unknown = [key for key in counts if people[key] is None and key not in asking]
    if len(asking) + len(unknown) == len(counts) and len(unknown) != 1:
        return None
    answers: list[Answer] = []
    inside: set[int] = set()
    speaking = False
    for turn in turns:
        if turn.key in asking:
            inside.add(turn.at)
            speaking = False
        elif turn.key:
            inside.add(turn.at)
            person = people[turn.key]
            speaker = (
                Speaker(person.name, person.entity_id, "person", "label", (person.key,))
                if person is not None
                else _asked(view, cast, frozenset(t.at for key in asking for t in counts[key]))
                if asking
                else Speaker(turn.key, None, "unnamed_group", "label")
            )
            speaking = not _only_asks(view, turn)
            if speaking:
                answers.append(Answer(((turn.start, turn.end),), speaker, turn.label))
        elif speaking and _goes_on(view, turn):
            inside.add(turn.at)
            last = answers.pop()
            answers.append(Answer((*last.spans, (turn.start, turn.end)), last.speaker, last.label))
        else:
            speaking = False
    return (answers, frozenset(inside)) if answers else None


def _labelled_person(view: View, cast: Cast, turn: Turn) -> Person | None:
    """Who a label names: by name, or by the initials of somebody in the text."""
    assert turn.label is not None
    names = view.labelled(*turn.label, "person")
    if names and names[0].start_char <= turn.label[0] + 1 and names[0].start_char in cast.by_mention:
        return cast.by_mention[names[0].start_char]
    letters = re.findall(r"[^\W\d_]", turn.key)
    if 2 <= len(letters) <= 3 and "." in turn.key:
        fits = [
            p
            for p in cast.persons.values()
            if [fold(w)[0] for w in p.name.split()][:2] in (letters[:2], letters[1::-1])
        ]
        return fits[0] if len({p.key for p in fits}) == 1 else None
    fits = [p for p in cast.persons.values() if fold(p.name).split()[-1] == turn.key]
    return fits[0] if len(fits) == 1 else None


def _only_asks(view: View, turn: Turn) -> bool:
    """Every sentence of the turn is a question."""
    sentences = view.sentences_in(turn.start, turn.end)
    return turn.asks and all(view.text[s.start_char : s.end_char].rstrip().endswith("?") for s in sentences)


def _goes_on(view: View, turn: Turn) -> bool:
    """A paragraph without label goes on with the answer above: in the first person, naming nobody, no credit or aside."""
    tokens = view.inside(turn.start, turn.end)
    first = any(
        # «Айта кетейік» is the outlet's
        t.feat("Person") == "1"
        and t.feat("Mood") not in ("Imp", "Opt")
        or fold(t.lemma) in ("я", "мы", "мен", "біз")
        for t in tokens
    )
    return first and not view.labelled(turn.start, turn.end, "person") and not _foot(turn)


def _dashed(view: View, turns: list[Turn]) -> _Asked | None:
    """Dash-led turns, questions and answers by turns; paragraphs between them without a dash are the outlet's, but where
    an answer goes on."""
    led = [k for k, turn in enumerate(turns) if turn.led]
    pairs = sum(
        turns[a].asks and not turns[b].asks and b == a + 1 for a, b in zip(led, led[1:], strict=False)
    )
    if pairs < _FEWEST:
        return None
    first = next(k for k in led if turns[k].asks)
    led = [k for k in led if k >= first]
    even, odd = led[::2], led[1::2]
    if 10 * sum(turns[k].asks for k in even) >= 6 * len(even) and 4 * sum(turns[k].asks for k in odd) <= len(
        odd
    ):
        # Strict turns: every other one asks, also where it ends with no question mark («Говорят, что …»).
        return frozenset(turns[k].at for k in even), [_with_more(view, turns, k) for k in odd]
    questions: set[int] = set()
    answers: list[list[int]] = []
    answered = True
    for k in led:
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


def _with_more(view: View, turns: list[Turn], k: int) -> list[int]:
    """An answer and the paragraphs below that go on with it."""
    own = [k]
    while own[-1] + 1 < len(turns) and not turns[own[-1] + 1].led and _goes_on(view, turns[own[-1] + 1]):
        own.append(own[-1] + 1)
    return own


def _plain(view: View, turns: list[Turn]) -> _Asked | None:
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


def _foot(turn: Turn) -> bool:
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
