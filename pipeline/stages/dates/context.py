"""What a date may lean on: the day of publication, the years named before it, the tense of the verb beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# Months: a month this far ahead of the document's date belongs to the year before, and the other way round.
_AHEAD = 6
_BEHIND = 10
_OLD = 2  # years: a text that speaks of such a year goes on speaking of it


@dataclass(slots=True)
class Context:
    """`paragraph_year` is the last year that the paragraph named, `sentence_year` the last of this sentence."""

    published: date | None
    paragraph_year: int | None = None
    sentence_year: int | None = None
    tense: str = ""  # of the verb next to the date: Past, Pres, Fut

    def year_of(self, month: int, last_month: int | None = None) -> tuple[int | None, str]:
        """The year of a month that is named without one, and where it comes from (a value of `DateRow.source`)."""
        if self.sentence_year is not None:
            return self.sentence_year, "context"
        if self.published is None:
            if self.paragraph_year is not None:
                return self.paragraph_year, "context"
            return None, "unresolved"
        if self.paragraph_year is not None and self.published.year - self.paragraph_year >= _OLD:
            return self.paragraph_year, "context"
        distance = (last_month or month) - self.published.month
        if distance > _AHEAD or (distance > 0 and self.tense == "Past"):
            return self.published.year - 1, "doc_date"
        if -distance > _BEHIND or (distance < 0 and self.tense == "Fut"):
            return self.published.year + 1, "doc_date"
        return self.published.year, "doc_date"

    def note(self, year: int | None) -> None:
        """Remember a year that the text named."""
        if year is not None:
            self.paragraph_year = self.sentence_year = year
