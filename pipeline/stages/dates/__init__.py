"""Dates: days, periods and relative expressions of the body as closed or open intervals of days.

One engine for all languages; the words and shapes of a language are tables of its pack (`date_words.tsv`,
`date_patterns.tsv`, `date_bounds.tsv`, `months.tsv`). What the text does not say is not guessed: without a date of
publication «вчера» stays unresolved, and «31 апреля» is no date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.document import Document, fact_id
from pipeline.registry import registry
from pipeline.resources import LANGUAGES
from pipeline.schema import DateRow, Sentence, Token
from pipeline.stages.base import Stage
from pipeline.stages.dates.context import Context
from pipeline.stages.dates.find import Found, find
from pipeline.stages.dates.grammar import Grammar, grammar
from pipeline.stages.dates.line import line
from pipeline.stages.dates.resolve import opened

_YEARS = range(1500, 2500)  # a document from outside them has no date that means anything
_WEEKDAYS = frozenset({"weekday", "weekday_case", "rel_weekday"})
_BESIDE = 3  # characters between a weekday and the day that it belongs to: «в четверг, 12 ноября»


@registry.stages("dates.v1")
def make_dates(languages: list[str]) -> Stage:
    """`languages` are the codes of the packs in use; a pack without `date_patterns.tsv` finds no dates."""
    known = [code for code in languages if (LANGUAGES / code / "data" / "date_patterns.tsv").exists()]

    def run(documents: Sequence[Document]) -> None:
        grammars = {code: grammar(code) for code in known}
        for document in documents:
            document.dates = list(_rows(document, grammars))

    return Stage("dates", reads=("text", "published", "sentences", "tokens"), writes=("dates",), run=run)


def _rows(document: Document, grammars: dict[str, Grammar]) -> Iterator[DateRow]:
    published: date | None = document.published
    if published is not None and published.year not in _YEARS:
        published = None
    context, block = Context(published), None
    for sentence in document.sentences:
        chosen = grammars.get(sentence.lang.split("-")[0])
        if chosen is None:
            continue
        if sentence.block_i != block:
            context, block = Context(published), sentence.block_i
        tokens = document.sentence_tokens(sentence)
        context.sentence_year = None
        yield from _sentence(document, sentence, tokens, chosen, context)


def _sentence(
    document: Document, sentence: Sentence, tokens: Sequence[Token], chosen: Grammar, context: Context
) -> Iterator[DateRow]:
    whole = line(document.text, sentence, tokens)
    if not chosen.trigger.search(whole.text):
        return
    found = list(find(chosen, whole, context))
    for i, item in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        if (
            item.rule in _WEEKDAYS
            and following is not None
            and following.start - item.end <= _BESIDE
            and following.resolved.interval.grain == "day"
        ):
            continue
        yield _row(document, sentence, item, *whole.span(item.start, item.end))


def _row(document: Document, sentence: Sentence, item: Found, start: int, end: int) -> DateRow:
    core = item.resolved.interval
    interval = opened(core, item.bound)
    kind = "time" if core.grain == "time" else "date" if core.grain == "day" else "period"
    row = DateRow(
        date_id="",
        doc_id=document.doc_id,
        sentence_id=sentence.sentence_id,
        start_char=start,
        end_char=end,
        text=document.text[start:end],
        lang=sentence.lang,
        kind=kind,
        grain=core.grain,
        value_text=interval.text,
        start_date=interval.start,
        end_date=interval.end,
        bound=item.bound,
        approx=item.approx,
        source=item.resolved.source,
        rule=f"date.{item.rule}",
    )
    return replace(row, date_id=fact_id("date", document.doc_id, start, end, kind))
