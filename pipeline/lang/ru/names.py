"""Persons, organizations and places that natasha's model finds in Russian passages, its habitual slips mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.document import Document, within
from pipeline.lang.base import Name
from pipeline.lang.ru.casing import name_case
from pipeline.lang.ru.lemmas import is_common, readings
from pipeline.lang.ru.persons import VOWELS
from pipeline.lang.ru.taggers import Span, name_tagger
from pipeline.schema import Token

LABELS = {"PER": "person", "ORG": "organization", "LOC": "place"}
# Marks that stand between the items of a list: no name runs over them.
_BULLETS = frozenset("•·|*▪■●;")
# A dash or a quotation mark before a word opens speech, as the start of a sentence does.
_OPENERS = frozenset('—–-«"„“')
_NAME_GRAMMEMES = ("Name", "Surn", "Patr")


def find(documents: Sequence[Document]) -> list[list[Name]]:
    """The names of each document, in text order. A passage is read as a whole, as the model was trained."""
    jobs: list[tuple[int, list[Token]]] = []
    for i, document in enumerate(documents):
        for passage in document.passages:
            if passage.lang == "ru":
                words = within(document.tokens, passage.start_char, passage.end_char)
                if words:
                    jobs.append((i, words))
    found: list[list[Name]] = [[] for _ in documents]
    spans = name_tagger().names([name_case([token.norm for token in words]) for _, words in jobs])
    for (i, words), own in zip(jobs, spans, strict=True):
        for span in own:
            found[i].extend(_mended(words, span))
    return found


def _mended(words: Sequence[Token], span: Span) -> Iterator[Name]:
    for start, end in _cut(words, span):
        label = LABELS[span.type]
        if label == "place" and end - start > 1 and all(_is_animate(words[i]) for i in range(start, end)):
            label = "person"
        if label == "person":
            start = _with_initials(words, _without_title(words, start, end))
        if start < end and not _only_opens(words, start, end, label):
            yield Name(words[start].start_char, words[end - 1].end_char, label, span.confidence, "ru.natasha")


def _cut(words: Sequence[Token], span: Span) -> Iterator[tuple[int, int]]:
    """At list marks, and at commas between persons or places."""
    marks = _BULLETS if span.type == "ORG" else _BULLETS | {","}
    start = span.start
    for i in range(span.start, span.end + 1):
        if i == span.end or words[i].text in marks:
            if start < i:
                yield start, i
            start = i + 1


def _is_animate(token: Token) -> bool:
    return token.pos == "PROPN" and token.feat("Animacy") == "Anim"


def _only_opens(words: Sequence[Token], start: int, end: int, label: str) -> bool:
    """«Границу открыли», «– Скука, если честно»: a common noun that owes its capital to the sentence that it opens."""
    token = words[start]
    if end - start > 1 or not token.norm[1:].islower():
        return False
    before = words[start - 1] if start else None
    opens = before is None or before.sentence_id != token.sentence_id
    if not (opens or (label == "person" and before is not None and before.norm in _OPENERS)):
        return False
    return is_common(token.norm)


def _without_title(words: Sequence[Token], start: int, end: int) -> int:
    """«Император Акихито», «Беседовала Асель Рахимова»: a title or a verb that opens a sentence looks like a name to the model."""
    while end - start > 1 and _is_title(words[start].norm) and not _of_syllables(words[start:end]):
        start += 1
    return start


def _of_syllables(words: Sequence[Token]) -> bool:
    """«Пан Ги Мун»: three words of one syllable are a name of East Asia, whatever else the first one means."""
    return len(words) == 3 and all(sum(map(token.norm.lower().count, VOWELS)) == 1 for token in words)


def _is_title(word: str) -> bool:
    """A noun for a person, or a verb, that is nobody's name."""
    known = [str(parse.tag) for parse in readings(word.lower()) if parse.is_known]
    return any(("NOUN" in tag and "anim" in tag) or "VERB" in tag for tag in known) and not any(
        name in tag for tag in known for name in _NAME_GRAMMEMES
    )


def _with_initials(words: Sequence[Token], start: int) -> int:
    """«Дж.Коми», «Б. Обама»: the initials before a surname belong to it."""
    while (
        start >= 2
        and words[start - 1].text == "."
        and 1 <= len(words[start - 2].norm) <= 2
        and words[start - 2].norm[0].isupper()
    ):
        glued = words[start - 2].end_char == words[start - 1].start_char
        if not glued or not words[start - 2].norm.isalpha() or words[start - 2].norm[1:].isupper():
            break
        start -= 2
    return start
