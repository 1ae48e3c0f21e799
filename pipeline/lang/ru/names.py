"""Persons, organizations and places that natasha's model finds in Russian passages."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Document, Passage, within
from pipeline.lang.base import Name
from pipeline.lang.ru.taggers import name_tagger
from pipeline.schema import Token

LABELS = {"PER": "person", "ORG": "organization", "LOC": "place"}


def find(documents: Sequence[Document]) -> list[list[Name]]:
    """The names of each document, in text order. A passage is read as a whole, as the model was trained."""
    jobs: list[tuple[int, list[Token]]] = []
    for i, document in enumerate(documents):
        for passage in document.passages:
            if passage.lang == "ru" and (words := _words(document, passage)):
                jobs.append((i, words))
    found: list[list[Name]] = [[] for _ in documents]
    spans = name_tagger().names([[token.norm for token in words] for _, words in jobs])
    for (i, words), names in zip(jobs, spans, strict=True):
        for span in names:
            found[i].append(
                Name(
                    words[span.start].start_char,
                    words[span.end - 1].end_char,
                    LABELS[span.type],
                    span.confidence,
                    "ru.natasha",
                )
            )
    return found


def _words(document: Document, passage: Passage) -> list[Token]:
    return within(document.tokens, passage.start_char, passage.end_char)
