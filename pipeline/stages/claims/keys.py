"""The key that one statement has wherever it is told: what it names, counts and dates, and where that is too little its words.

Names are keyed by the registry or by their sounds, figures by value and unit, dates by their days: alike in a quotation
and a report of it, with a full name and a surname, in Russian and in Kazakh.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from pipeline.document import stable_hash
from pipeline.known import known_entities
from pipeline.link.units import Unit, block_of, unit_key
from pipeline.schema import DateRow, Entity, Figure, Mention
from pipeline.stages.claims.draft import Span, Speaker
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "X"}
_KEYED = 300  # tokens of each part that are read
_FACTS = 2  # things told (names, figures, dates, words) that make a statement


class Keys:
    """Keys of the claims of one document."""

    def __init__(self, view: View) -> None:
        self._view = view
        document = view.document
        rows: Iterable[Mention | Figure | DateRow] = (*view.mentions, *document.figures, *document.dates)
        self._facts = sorted(rows, key=lambda row: (row.start_char, -row.end_char))
        self._starts = [row.start_char for row in self._facts]
        self._names = {id_: _sounds(entity) for id_, entity in view.entities.items()}

    def key(self, parts: Sequence[Span], speaker: Speaker, polarity: str) -> str:
        """Hash of a statement; empty when it tells too little («Что делать?», «эти слова»).

        With a speaker, a figure and one more fact the words do not count, so that the two languages meet.
        """
        facts = [row for part in parts for row in self._inside(*part)]
        told = sorted({self._told(row) for row in facts})
        who = self._names.get(speaker.entity_id or "")
        if who and len(told) >= _FACTS and any(isinstance(row, Figure) for row in facts):
            return stable_hash("facts", who, polarity, *told)
        words = sorted(set(self._words(parts, facts)))
        return stable_hash("words", polarity, *told, "/", *words) if len(told) + len(words) >= _FACTS else ""

    def _inside(self, start: int, end: int) -> Iterator[Mention | Figure | DateRow]:
        """Facts of a part, none inside another: the Nuclear in «Росатом» or the year of a date row count once."""
        at = start
        for row in self._facts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if at <= row.start_char and row.end_char <= end:
                yield row
                at = row.end_char

    def _told(self, row: Mention | Figure | DateRow) -> str:
        if isinstance(row, Mention):
            return self._names.get(row.entity_id or "") or fold(row.text)
        if isinstance(row, Figure):
            return f"{row.bound}{row.value_text} {row.currency or row.unit or ''}"
        return row.value_text

    def _words(self, parts: Sequence[Span], facts: Sequence[Mention | Figure | DateRow]) -> Iterator[str]:
        """Lemmas of the words that mean something and stand in no fact."""
        taken = {i for row in facts for i in self._view.range_of(row.start_char, row.end_char)}
        for part in parts:
            for i in self._view.range_of(*part)[:_KEYED]:
                token = self._view.tokens[i]
                if token.pos in _CONTENT and i not in taken:
                    yield fold(token.lemma)


def _sounds(entity: Entity) -> str:
    return "/".join(block_of(Unit(unit_key(entity), entity, entity.entity_id in known_entities())))
