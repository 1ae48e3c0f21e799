"""Why a figure reads as it does: the sentence, the rule that decided, and what each word gave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Document, fact_id
from pipeline.schema import Figure, Sentence
from pipeline.stages.figures.lexicon import lexicon_of
from pipeline.stages.figures.metric import Context
from pipeline.stages.figures.stage import read_sentence


@dataclass(frozen=True, slots=True)
class Step:
    """One reading on the way to a figure: the rule, the characters that it read, what they gave."""

    rule: str
    start_char: int
    end_char: int
    text: str
    gave: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure with its sentence and the steps that made it, in the order in which they were taken."""

    figure: Figure
    sentence: Sentence
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        figure, sentence = self.figure, self.sentence
        a, b = figure.start_char - sentence.start_char, figure.end_char - sentence.start_char
        shown = f"{sentence.text[:a]}[{sentence.text[a:b]}]{sentence.text[b:]}"
        unit = figure.currency or figure.unit or ""
        head = (
            f"{figure.kind} {figure.bound if figure.bound != '=' else ''}{figure.value_text} {unit}".strip()
        )
        lines = [shown, f"  {head}  (rule {figure.rule})"]
        lines += [
            f"  {step.rule:24} {step.text!r} {step.start_char}..{step.end_char} → {step.gave}"
            for step in self.steps
        ]
        return "\n".join(lines)


def explain(document: Document, figure_id: str) -> Explanation | None:
    """The explanation of one figure of a processed document (sentences, tokens, mentions and dates are read again).

    None when the document has no figure of that identifier.
    """
    figure = next((row for row in document.figures if row.figure_id == figure_id), None)
    if figure is None:
        return None
    context = Context()
    for sentence in document.sentences:
        if sentence.start_char > figure.start_char:
            break
        code = sentence.lang.split("-")[0]
        if code != figure.lang.split("-")[0]:
            continue
        reading = read_sentence(document, sentence, lexicon_of(code), context)
        for draft in reading.drafts if reading is not None else ():
            if fact_id("fig", document.doc_id, draft.start, draft.end, draft.kind) == figure_id:
                return Explanation(figure, sentence, tuple(_steps(document, draft.steps)))
    return None


def _steps(document: Document, steps: list[tuple[str, int, int, str]]) -> Iterator[Step]:
    for rule, start, end, gave in steps:
        yield Step(rule, start, end, document.text[start:end], gave)
