"""Data tables are read strictly: a typo becomes an error with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ResourceError
from pipeline.resources import read_table, word_set

BROKEN = [
    ("form\tunit\nтонна\tt\nтонна\tkg\n", 3, "stands already in line 2"),
    ("form\tunit\nтонна\n", 2, "1 cells where the header has 2"),
    ("form\tunti\nтонна\tt\n", 1, "unknown ['unti'], missing ['unit']"),
    ("# only a comment\nform\tunit\n", None, "no rows"),
    ("", None, "no rows"),
]


@pytest.mark.parametrize(("content", "line", "message"), BROKEN)
def test_broken_table_names_file_and_line(
    tmp_path: Path, content: str, line: int | None, message: str
) -> None:
    path = tmp_path / "units.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(ResourceError) as caught:
        read_table(path, ("form", "unit"), key=("form",))
    assert caught.value.line == line
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"nowhere\.tsv"):
        read_table(tmp_path / "nowhere.tsv", ("form",))


def test_rows_and_comments(tmp_path: Path) -> None:
    path = tmp_path / "units.tsv"
    path.write_text("# units\nform\tunit\n\nтонна\tt \nкм\t\n", "utf-8")
    assert read_table(path, ("unit", "form")) == [{"form": "тонна", "unit": "t"}, {"form": "км", "unit": ""}]


def test_a_set_without_words_is_an_error() -> None:
    assert "министрлік" in word_set("source_words.tsv", "bare", "ru", "kk")
    with pytest.raises(ResourceError, match=r"source_words\.tsv: no word of the set 'baer'"):
        word_set("source_words.tsv", "baer", "ru", "kk")
