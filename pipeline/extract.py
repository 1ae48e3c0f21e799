"""The pipeline in one object: a list of stages run over batches of documents, none of which can take the others down."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.config import build_stages, read_config
from pipeline.document import Document
from pipeline.errors import DerekError
from pipeline.facts import Facts
from pipeline.lang.base import pack
from pipeline.schema import ErrorRow
from pipeline.stages.base import Stage


class Extractor:
    """Runs the configured stages. `languages` are the codes of the packs in use, `stages` what runs, in order."""

    def __init__(self, config: Path | None = None) -> None:
        self.config = read_config(config)
        self.stages: list[Stage] = build_stages(self.config, config)
        self.languages: list[str] = list(self.config["derek"]["languages"])

    def process(self, documents: Sequence[Document]) -> None:
        """Run all stages over one batch, in place.

        A stage that raises on the batch is run again a document at a time; the document that it breaks on keeps what
        the stages before found, gets status `failed` and an error row, and leaves the batch.
        """
        with ExitStack() as zones:
            for code in self.languages:
                zones.enter_context(pack(code).nlp().memory_zone())
            alive = [document for document in documents if document.status == "ok"]
            for stage in self.stages:
                alive = _run_stage(stage, alive)
            for document in documents:
                for passage in document.passages:
                    passage.doc = None  # spaCy's objects die with the memory zone

    def extract(self, text: str, *, published: date | None = None) -> Facts:
        """The facts of one text; `published` anchors relative dates."""
        facts = Facts.from_text(text, published=published)
        self.process([facts])
        return facts


def load(config: Path | str | None = None) -> Extractor:
    """An extractor with the default configuration, or with that of a file laid over it.

    >>> facts = load().extract("Товарооборот вырос до 30 млрд долларов, сообщил Токаев.")  # doctest: +SKIP
    """
    return Extractor(Path(config) if config is not None else None)


def _run_stage(stage: Stage, documents: list[Document]) -> list[Document]:
    """The documents that the stage went through on."""
    before = [{name: _snapshot(document, name) for name in stage.writes} for document in documents]
    try:
        stage.run(documents)
        return documents
    except Exception as error:  # noqa: BLE001 - whatever a library raises must not cost the other documents
        if len(documents) == 1:
            _restore(documents[0], before[0])
            _quarantine(documents[0], stage, error)
            return []
    survivors: list[Document] = []
    for document, state in zip(documents, before, strict=True):
        _restore(document, state)
        survivors += _run_stage(stage, [document])
    return survivors


def _snapshot(document: Document, name: str) -> object:
    value = getattr(document, name)
    if name == "passages":
        return [replace(passage) for passage in value]
    return list(value) if isinstance(value, list) else value


def _restore(document: Document, state: dict[str, object]) -> None:
    for name, value in state.items():
        setattr(document, name, value)


def _quarantine(document: Document, stage: Stage, error: Exception) -> None:
    document.status = "failed"
    own = isinstance(error, DerekError)
    message = error.message if isinstance(error, DerekError) else " ".join(str(error).split())[:500]
    remedy = (
        error.remedy
        if isinstance(error, DerekError) and own
        else "a bug of derek: report it with the document"
    )
    document.errors.append(
        ErrorRow(
            doc_id=document.doc_id,
            path=document.path,
            stage=stage.name,
            type=type(error).__name__,
            message=message,
            remedy=remedy,
        )
    )
