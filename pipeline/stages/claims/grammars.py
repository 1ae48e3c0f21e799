"""What each language knows of reported speech: its direct speech (`Marks`) and the indirect speech of one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from pipeline.stages.claims import kk_indirect, kk_speech, ru_sentence, ru_speech
from pipeline.stages.claims.draft import Draft
from pipeline.stages.claims.told import Marks
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import claim_words


class Indirect(Protocol):
    def __call__(self, view: View, at: range, taken: set[int]) -> list[Draft]:
        """The claims of one sentence, or of what a quotation leaves of it."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a language knows of reported speech."""

    marks: Marks
    indirect: Indirect


@cache
def grammar(lang: str) -> Grammar | None:
    """The grammar of a language (ru, kk); None for one that has none."""
    if lang == "ru":
        marks = Marks(
            "ru",
            ru_speech.reporting,
            ru_speech.speaker_before,
            person=ru_speech.person_of,
            leads=ru_speech.leads,
        )
        return Grammar(marks, ru_sentence.indirect)
    if lang == "kk":
        marks = Marks(
            "kk",
            kk_speech.reporting,
            kk_speech.speaker_before,
            bare_words=claim_words("after_quotes", "kk"),
            tells=kk_speech.tells,
            person=kk_speech.person_of,
            clause=kk_speech.is_clause,
            pointing=claim_words("taken_up", "kk"),
        )
        return Grammar(marks, kk_indirect.indirect)
    return None
