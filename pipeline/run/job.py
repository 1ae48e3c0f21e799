"""A whole run: sources in, a set of tables out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from pipeline.config import build_stages, config_hash, read_config
from pipeline.document import Document
from pipeline.extract import Extractor
from pipeline.link import write_review
from pipeline.run.batch import BatchResult, batches, process
from pipeline.run.lock import locked
from pipeline.run.pool import run_pool
from pipeline.run.progress import Progress
from pipeline.tables.join import join
from pipeline.tables.write import write_tables

REVIEW = "links_review.csv"


@dataclass(frozen=True, slots=True)
class Options:
    """How to run, apart from what the configuration says. `doc_timeout` is in seconds and holds with workers > 1."""

    config: Path | None = None
    formats: Sequence[str] = ("parquet", "csv")
    csv_bom: bool = False
    workers: int = 1
    doc_timeout: float = 60.0
    quiet: bool = False


def run(documents: Iterable[Document], out: Path, options: Options) -> dict[str, pa.Table]:
    """Process the documents and write the tables into `out`; returns them.

    Raises `ConfigError` before anything is read, `OutputError` when `out` is locked or cannot be written (what stood
    there before stays). A document that fails has its row in `documents` and in `errors`.
    """
    config = read_config(options.config)
    build_stages(config, options.config)
    with locked(out):
        progress = Progress(quiet=options.quiet)
        results = []
        for one in _results(documents, options):
            progress.add(one.n_documents, one.n_failed)
            results.append(one)
        progress.close()
        tables, doubts = join(
            [one.tables for one in results],
            [pair for one in results for pair in one.entities],
            review=out / REVIEW,
        )
        inputs = tables["documents"].select(["path", "row", "doc_id"]).to_pylist()
        manifest = {"config": config_hash(config), "inputs": inputs}
        write_tables(out, tables, manifest, options.formats, csv_bom=options.csv_bom)
        write_review(out / REVIEW, doubts)
    return tables


def _results(documents: Iterable[Document], options: Options) -> Iterator[BatchResult]:
    if options.workers > 1:
        yield from run_pool(
            batches(documents),
            workers=options.workers,
            config=options.config,
            doc_timeout=options.doc_timeout,
        )
        return
    extractor = Extractor(options.config)
    for batch in batches(documents):
        yield process(extractor, batch)
