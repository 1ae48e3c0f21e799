"""Russian: razdel's tokens and sentences, the tagger, parser and name finder of natasha's slovnet, lemmas of pymorphy3."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from spacy.language import Language

from pipeline.document import Document
from pipeline.lang.base import LanguagePack, Name
from pipeline.schema import Token


@cache
def nlp() -> Language:
    """The spaCy pipeline, loaded once a process."""
    from pipeline.lang.ru.analysis import make_language

    return make_language()


def normal(tokens: Sequence[Token], label: str, variants: Collection[str] = ()) -> str:
    """The nominative of a mention; see `LanguagePack.normal`."""
    from pipeline.lang.ru.normal import nominative

    return nominative(tokens, label, variants)


def names(documents: Sequence[Document]) -> list[list[Name]]:
    """Persons, organizations and places of the Russian passages; see `LanguagePack.names`."""
    from pipeline.lang.ru.names import find

    return find(documents)


PACK = LanguagePack(code="ru", langs=("ru",), nlp=nlp, normal=normal, names=names)
