"""A whole run: sources in, a set of tables out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from pipeline.config import build_stages, config_hash, read_config
from pipeline.document import Document
from pipeline.extract import Extractor
from pipeline.link import link
from pipeline.run.batch import BatchResult, batches, process
from pipeline.run.lock import locked
from pipeline.run.pool import run_pool
from pipeline.run.progress import Progress
from pipeline.schema import TABLES, Entity, FactAcross
from pipeline.tables.arrow import arrow_schema, sorted_by_key, to_arrow, with_entities
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
        tables = join(results, out / REVIEW)
        inputs = tables["documents"].select(["path", "row", "doc_id"]).to_pylist()
        manifest = {"config": config_hash(config), "inputs": inputs}
        write_tables(out, tables, manifest, options.formats, csv_bom=options.csv_bom)
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


def join(results: Sequence[BatchResult], review: Path | None = None) -> dict[str, pa.Table]:
    """All tables of a run, sorted: the rows of the batches, with the entities of the documents joined across them."""
    per_document = {
        name: pa.concat_tables([one.tables[name] for one in results] or [arrow_schema(name).empty_table()])
        for name in TABLES
        if not results or name in results[0].tables
    }
    linked = link([pair for one in results for pair in one.entities], review=review)
    tables = {name: with_entities(name, table, linked.mapping) for name, table in per_document.items()}
    entities = linked.entities
    tables["entities"] = to_arrow("entities", entities)
    tables["persons"] = to_arrow("persons", _labelled(entities, "person"))
    tables["organizations"] = to_arrow("organizations", _labelled(entities, "organization"))
    tables["links"] = to_arrow("links", linked.links)
    across: list[FactAcross] = []
    tables["facts_across"] = to_arrow("facts_across", across)
    return {name: sorted_by_key(name, tables[name]) for name in TABLES}


def _labelled(entities: Iterable[Entity], label: str) -> list[Entity]:
    return [entity for entity in entities if entity.label == label]
