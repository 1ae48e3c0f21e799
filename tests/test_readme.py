"""The documentation is true: its Python runs as doctests, its `derek …` lines as commands."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

pytestmark = pytest.mark.xdist_group("seeds")
ROOT = Path(__file__).parent.parent
PAGES = ["README.md", *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").glob("*.md"))]
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: str, language: str) -> list[str]:
    return [body for found, body in _BLOCK.findall((ROOT / page).read_text("utf-8")) if found == language]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a reader has after `make extract`: the seeds, and the tables made by the README's own command."""
    place = tmp_path_factory.mktemp("reader")
    (place / "seeds").symlink_to(ROOT / "seeds")
    result = CliRunner().invoke(
        app, ["extract", str(place / "seeds"), "--out", str(place / "outputs"), "--quiet"]
    )
    assert result.exit_code == 0, result.output
    return place


@pytest.mark.parametrize("page", PAGES)
def test_python_of_the_page(page: str, workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace)
    source = "\n".join(block for block in blocks(page, "python") if ">>>" in block)
    test = doctest.DocTestParser().get_doctest(source, {}, page, page, 0)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=report.append)
    assert not report, "".join(report)


COMMANDS = [
    (page, line.partition(" #")[0].strip())
    for page in PAGES
    for block in blocks(page, "sh")
    for line in block.splitlines()
    if line.startswith("derek ")
]


@pytest.mark.parametrize(("page", "command"), COMMANDS)
def test_commands_of_the_page(
    page: str, command: str, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del page
    monkeypatch.chdir(workplace)
    result = CliRunner().invoke(app, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output
