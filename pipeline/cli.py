"""The command `derek`: parses and checks, then calls a plain function of the same name.

Exit status: 0 all went well, 1 `diff` found differences, 2 wrong usage, configuration or data file, 3 some documents
failed (see the errors table; the others are done), 4 the output folder is locked, unreadable or cannot be written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import DerekError, OutputError

app = typer.Typer(
    name="derek",
    help="Facts with character offsets from Russian and Kazakh documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

WRONG_INPUT, SOME_FAILED, NO_OUTPUT = 2, 3, 4
EVALUATIONS = (
    "gold",
    "standoff",
    "ner",
    "entities",
    "figures",
    "claims",
    "names",
    "ud",
    "speed",
    "figures_speed",
    "link_speed",
    "nerel",
    "roles",
)

Sources = Annotated[
    list[str], typer.Argument(help="files and folders; `-` reads standard input", metavar="SRC...")
]
Tables = Annotated[Path, typer.Argument(help="folder with the tables of a run", metavar="OUT")]
ConfigFile = Annotated[Path | None, typer.Option("--config", help="laid over configs/default.cfg")]


@contextmanager
def reported() -> Iterator[None]:
    """Errors that derek raises on purpose become a message on standard error and an exit status."""
    try:
        yield
    except DerekError as error:
        typer.echo(f"derek: {error}", err=True)
        raise typer.Exit(NO_OUTPUT if isinstance(error, OutputError) else WRONG_INPUT) from error


@app.command()
def extract(
    sources: Sources,
    out: Annotated[Path, typer.Option(help="folder for the tables")] = Path("outputs"),
    config: ConfigFile = None,
    format: Annotated[str, typer.Option(help="comma-separated: parquet, csv")] = "parquet,csv",
    workers: Annotated[int, typer.Option(min=1, help="worker processes")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", help="no progress and no summary")] = False,
    text_column: Annotated[str | None, typer.Option(help="column of the text in jsonl, csv, parquet")] = None,
    id_column: Annotated[str | None, typer.Option(help="column of the identifier")] = None,
    date_column: Annotated[str | None, typer.Option(help="column of the date of publication")] = None,
    date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="date of documents that tell none")
    ] = None,
    csv_bom: Annotated[
        bool, typer.Option("--csv-bom", help="byte-order mark in the CSV files, for Excel")
    ] = False,
    doc_timeout: Annotated[
        float, typer.Option(help="seconds a document may take, with --workers above 1")
    ] = 60.0,
) -> None:
    """Read documents, find the facts, write the tables."""
    from pipeline.ingest import read_sources
    from pipeline.run.job import Options, run
    from pipeline.run.summary import summary
    from pipeline.tables.write import FORMATS

    formats = tuple(part.strip() for part in format.split(",") if part.strip())
    if not formats or any(part not in FORMATS for part in formats):
        raise typer.BadParameter(
            f"choose from {', '.join(FORMATS)}, separated by commas", param_hint="--format"
        )
    missing = [name for name in sources if name != "-" and not Path(name).exists()]
    if missing:
        raise typer.BadParameter(f"no such file or folder: {', '.join(missing)}", param_hint="SRC")
    options = Options(
        config=config, formats=formats, csv_bom=csv_bom, workers=workers, doc_timeout=doc_timeout, quiet=quiet
    )
    with reported():
        documents = read_sources(
            [name if name == "-" else Path(name) for name in sources],
            text_column=text_column,
            id_column=id_column,
            date_column=date_column,
            published=date.date() if date else None,
        )
        tables = run(documents, out, options)
    if not quiet:
        for line in summary(tables, out):
            typer.echo(line)
    if tables["errors"].num_rows:
        raise typer.Exit(SOME_FAILED)


@app.command()
def check(config: ConfigFile = None) -> None:
    """Check configuration, data files, models and languages; say what is ready."""
    from pipeline.check import check as run_check

    with reported():
        problems = 0
        for line, fine in run_check(config):
            problems += not fine
            typer.echo(f"{'ok ' if fine else 'BAD'} {line}")
    if problems:
        raise typer.Exit(WRONG_INPUT)


@app.command()
def diff(
    old: Tables,
    new: Tables,
    quiet: Annotated[bool, typer.Option("--quiet", help="only the exit status")] = False,
) -> None:
    """Facts added, removed and changed between two runs; exit status 1 when any."""
    from pipeline.tables.diff import FACTS, describe, diff_tables
    from pipeline.tables.read import read_arrow

    with reported():
        found = diff_tables(read_arrow(old, FACTS), read_arrow(new, FACTS))
    if not quiet:
        for line in describe(found):
            typer.echo(line)
    if found:
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the data dictionary: every table and column, in Markdown."""
    from pipeline.tables.dictionary import data_dictionary

    typer.echo(data_dictionary(), nl=False)


@app.command()
def show(
    source: Annotated[Path, typer.Argument(help="one document", metavar="DOCUMENT")],
    config: ConfigFile = None,
) -> None:
    """Print a document with persons, figures and claims marked."""
    from pipeline.extract import load
    from pipeline.ingest import read_sources
    from pipeline.view import render_terminal

    if not source.exists():
        raise typer.BadParameter(f"no such file: {source}", param_hint="DOCUMENT")
    with reported():
        extractor = load(config)
        for document in read_sources([source]):
            extractor.process([document])
            typer.echo(render_terminal(document, color=sys.stdout.isatty()))


@app.command()
def explain(
    figure_id: Annotated[str, typer.Argument(help="from the figures table", metavar="FIGURE_ID")],
    tables: Annotated[Path, typer.Option(help="folder with the tables of the run")] = Path("outputs"),
    config: ConfigFile = None,
) -> None:
    """Say why a figure reads as it does: its sentence, the rule that fired, what each word gave."""
    from pipeline.extract import load
    from pipeline.stages.figures.explain import explain as run_explain
    from pipeline.tables.restore import document_of

    with reported():
        document = document_of(tables, "figures", figure_id)
        load(config).process([document])
        explanation = run_explain(document, figure_id)
        if explanation is None:
            raise OutputError(
                f"{figure_id}: this version of derek reads the figure otherwise", "run `derek extract` again"
            )
    typer.echo(str(explanation))


@app.command()
def entities(
    query: Annotated[
        str, typer.Argument(help="a name in either language, or an identifier", metavar="QUERY")
    ],
    tables: Annotated[Path, typer.Option(help="folder with the tables of the run")] = Path("outputs"),
    limit: Annotated[int, typer.Option(min=1, help="entities to show")] = 5,
) -> None:
    """Find an entity by any of its names and print its roles, claims and figures."""
    from pipeline.link.find import TABLES_READ, describe, find_entities
    from pipeline.tables.read import read_arrow

    with reported():
        read = read_arrow(tables, TABLES_READ)
        found = find_entities(read, query, limit=limit)
        if not found:
            raise OutputError(
                f"{tables}: nothing is named {query!r}", "try another spelling, or the family name alone"
            )
    for one in found:
        typer.echo(describe(one, read))


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
)
def evaluate(
    context: typer.Context,
    what: Annotated[
        str, typer.Argument(help=f"one of {', '.join(EVALUATIONS)}; `-h` after it shows its options")
    ],
) -> None:
    """Measure: turn tables or texts into what the scorers of ../shared/eval read, score the name model, time the stages."""
    if what not in EVALUATIONS:
        raise typer.BadParameter(f"choose from {', '.join(EVALUATIONS)}", param_hint="WHAT")
    arguments = list(context.args)
    if what == "ner" and "--data" in arguments:
        arguments[arguments.index("--data")] = "score"
    raise typer.Exit(import_module(f"pipeline.eval.{what}").main(arguments))


if __name__ == "__main__":
    app()
