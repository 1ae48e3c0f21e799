"""What a language pack is. A language is a folder `lang/<code>/` with `PACK` in its `__init__` and tables in `data/`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol

from spacy.language import Language

from pipeline.document import Document
from pipeline.errors import ConfigError
from pipeline.resources import LANGUAGES
from pipeline.schema import Token


@dataclass(frozen=True, slots=True)
class Name:
    """A proposal of a name finder: half-open range of characters of the document, label of `schema.LABELS`."""

    start_char: int
    end_char: int
    label: str
    confidence: float
    rule: str
    place_kind: str | None = None


class Normalizer(Protocol):
    def __call__(self, tokens: Sequence[Token], label: str, variants: Collection[str] = ()) -> str:
        """The nominative of a mention made of `tokens`; `variants` are the other mentions of the document, as written."""


@dataclass(frozen=True, slots=True)
class LanguagePack:
    """One language: how to analyse it, find its names and put them in the nominative.

    code      ISO 639-1, also the name of the folder
    langs     passage languages that it reads (`kk` reads `kk` and `kk-Latn`)
    nlp       the spaCy pipeline, loaded once: sentences, lemma_, pos_, morph, norm_ (see `schema.Token.norm`), and
              heads and relations where the language has syntax
    normal    the nominative of a mention
    names     finds names in a batch of annotated documents, passages of its own languages only; None if it has no finder
    """

    code: str
    langs: tuple[str, ...]
    nlp: Callable[[], Language]
    normal: Normalizer
    names: Callable[[Sequence[Document]], list[list[Name]]] | None = None


def codes() -> list[str]:
    """The languages that have a folder, sorted."""
    return sorted(path.parent.name for path in LANGUAGES.glob("*/__init__.py"))


@cache
def pack(code: str) -> LanguagePack:
    """The pack of one language; imports its libraries now and no other language's.

    Raises `ConfigError` when there is no such language or a library that it needs is not installed.
    """
    if code not in codes():
        raise ConfigError(
            f"no language pack {code!r}", f"choose from {', '.join(codes())}, or add pipeline/lang/{code}/"
        )
    try:
        found: LanguagePack = import_module(f"pipeline.lang.{code}").PACK
    except ImportError as error:
        raise ConfigError(
            f"language pack {code!r} cannot be loaded: {error}", "install derek with its dependencies"
        ) from error
    return found


def pack_for(lang: str, enabled: Sequence[str]) -> LanguagePack | None:
    """The enabled pack that reads passages of `lang` (`kk-Latn` is read by `kk`), or None."""
    code = lang.split("-")[0]
    return pack(code) if code in enabled else None
