"""The stage itself: sentences of a document → rows of `figures` and `numbers`."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Document, within
from pipeline.registry import registry
from pipeline.schema import Figure, Number, Sentence
from pipeline.stages.base import Stage
from pipeline.stages.figures import ledger, rows, subject
from pipeline.stages.figures.lexicon import Lexicon, lexicon_of
from pipeline.stages.figures.metric import Context
from pipeline.stages.figures.sentence import Reading, may_hold_number, read


@registry.stages("figures.v1")
def make_figures(languages: list[str]) -> Stage:
    """`languages` are the codes of the packs in use; sentences of other languages are left alone."""

    def run(documents: Sequence[Document]) -> None:
        for document in documents:
            document.figures, document.numbers = extract(document, languages)

    return Stage(
        "figures",
        reads=("text", "sentences", "tokens", "mentions", "entities", "dates"),
        writes=("figures", "numbers"),
        run=run,
    )


def extract(document: Document, languages: Sequence[str]) -> tuple[list[Figure], list[Number]]:
    """The figures and the ledger of a document, in text order."""
    figures: list[Figure] = []
    numbers: list[Number] = []
    context = Context()
    for sentence in document.sentences:
        code = sentence.lang.split("-")[0]
        if code not in languages:
            continue
        lex = lexicon_of(code)
        reading = read_sentence(document, sentence, lex, context)
        if reading is None:
            continue
        for draft in reading.drafts:
            atoms = reading.atoms
            figures.append(
                rows.figure(document, sentence, draft, atoms[draft.num_first].start, draft.numeral.end)
            )
        spans = [
            (date.start_char, date.end_char)
            for date in within(document.dates, sentence.start_char, sentence.end_char)
        ]
        for start, end, reason, rule, numeral in reading.rest:
            if not ledger.is_date(spans, start, end):
                value = (
                    rows.shown(numeral.value) if numeral is not None and numeral.value is not None else None
                )
                numbers.append(ledger.row(document, sentence, start, end, reason, rule, value))
    return figures, numbers


def read_sentence(document: Document, sentence: Sentence, lex: Lexicon, context: Context) -> Reading | None:
    """The reading of one sentence; None when no number is in it."""
    tokens = document.sentence_tokens(sentence)
    if not may_hold_number(sentence.text, tokens, lex):
        context.metric = context.text = None
        return None
    dates = within(document.dates, sentence.start_char, sentence.end_char)
    mentions = within(document.mentions, sentence.start_char, sentence.end_char)
    names = [
        (m.start_char, m.end_char, "org_name")
        for m in mentions
        if m.label != "place" and any(char.isdigit() for char in m.text)
    ]
    spans = [(date.start_char, date.end_char) for date in dates]
    reading = read(sentence.text, sentence.start_char, tokens, lex, spans, names, context)
    for draft in reading.drafts:
        subject.apply(reading.atoms, draft, lex, mentions, dates)
    return reading
