"""Helpers of the figure tests: texts through annotate and figures, and the notation of `corpus/*/figures.tsv`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from pipeline.document import Block, Document, Passage
from pipeline.schema import Figure
from pipeline.stages.annotate import make_annotate
from pipeline.stages.base import Stage
from pipeline.stages.figures import make_figures

LANGUAGES = ["ru", "kk"]


@cache
def _stages() -> tuple[Stage, Stage]:
    return make_annotate(LANGUAGES), make_figures(LANGUAGES)


def read(text: str, lang: str) -> Document:
    """One paragraph of one language, with tokens, figures and ledger, without date rows."""
    document = Document.from_text(text)
    document.blocks = [Block(0, len(text), "body", "test")]
    document.passages = [Passage(0, len(text), lang, 0)]
    for stage in _stages():
        stage.run([document])
    return document


MODES = ("delta", "factor", "target", "from_to")
MODALITIES = ("plan", "forecast", "estimate", "conditional", "denied")


@dataclass
class Expected:
    """What a case says of one figure; `stated` are the fields beyond kind, value, unit, bound, approx, per."""

    surface: str
    kind: str
    value: str
    unit: str
    bound: str = "="
    approx: bool = False
    per: str | None = None
    stated: dict[str, object] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Expected:
        surface, _, rest = text.rpartition(": ")
        kind, value, unit, *flags = rest.split()
        expected = cls(surface, kind, value, unit)
        for flag in flags:
            if flag in (">", ">=", "<", "<="):
                expected.bound = flag
            elif flag == "~":
                expected.approx = True
            elif flag == "vague":
                expected.stated["vague"] = True
            elif flag in ("up", "down", "flat"):
                expected.stated["change"] = flag
            elif flag in MODES:
                expected.stated["change_mode"] = flag
            elif flag in MODALITIES:
                expected.stated["modality"] = flag
            elif flag.startswith("per="):
                expected.per = flag[4:]
            else:
                name, _, wanted = flag.partition("=")
                if name not in ("metric", "counted"):
                    raise ValueError(f"unknown flag {flag!r} in {text!r}")
                expected.stated[name] = wanted
        return expected

    def as_tuple(self) -> tuple[object, ...]:
        return (
            self.surface,
            self.kind,
            self.value,
            self.unit,
            self.bound,
            self.approx,
            self.per,
            self.stated,
        )

    def of(self, figure: Figure) -> tuple[object, ...]:
        """The same facts of a figure that was read."""
        stated = {name: getattr(figure, name) for name in self.stated}
        unit = figure.currency if figure.kind == "money" else figure.unit
        return (
            figure.text,
            figure.kind,
            figure.value_text,
            unit,
            figure.bound,
            figure.approx,
            figure.per,
            stated,
        )
