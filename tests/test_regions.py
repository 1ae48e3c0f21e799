"""Regions: kinds of blocks on pages of both languages, and what holds of any text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Document
from pipeline.resources import read_table
from pipeline.stages.regions import make_regions

CORPUS = Path(__file__).parent / "corpus"
SHORT = {"t": "title", "h": "heading", "b": "body"}
PAGES = [
    pytest.param(row["text"].replace("⏎", "\n"), row["kinds"].split(), id=f"{lang}:{row['note']}")
    for lang in ("ru", "kk")
    for row in read_table(CORPUS / lang / "regions.tsv", ("text", "kinds", "note"), key=("text",))
]
FRAGMENTS = st.sampled_from(
    [
        "date 2025-11-12",
        "date 2025-13-45 ",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "Автор: Иван Петров",
        "Читайте также",
        "18+",
        "А",
    ]
    + [
        "Комментарии (3)",
        "Астана. 12 ноября. КазТАГ – ",
        "Экспорт вырос на 12%, сообщили в министерстве.",
        "©",
        "2",
    ]
    + [
        "Фото: Ақорда",
        "24.12.2014",
        "06 октября 2015 Казахстан",
        "Президентом Касым-Жомартом",
        "\u2028",
        "\ufeff",
        "\x0b",
    ]
)


def divided(text: str, published: date | None = None) -> Document:
    document = Document.from_text(text, published=published)
    make_regions().run([document])
    return document


@pytest.mark.parametrize(("text", "kinds"), PAGES)
def test_page(text: str, kinds: list[str]) -> None:
    document = divided(text)
    found = [(block.kind, text[block.start_char : block.end_char], block.rule) for block in document.blocks]
    assert [kind for kind, _, _ in found] == [SHORT.get(kind, kind) for kind in kinds], found


@given(st.one_of(st.text(), st.lists(FRAGMENTS, max_size=12).map("".join)))
@settings(max_examples=400, deadline=None)
def test_blocks_cover_the_text_in_order(text: str) -> None:
    document = divided(text)
    position = 0
    for block in document.blocks:
        assert position <= block.start_char < block.end_char
        assert not document.text[position : block.start_char].replace("\ufeff", "").strip()
        inside = document.text[block.start_char : block.end_char]
        assert inside == inside.strip()
        assert block.kind and block.rule
        position = block.end_char
    assert not document.text[position:].replace("\ufeff", "").strip()


def test_date_line_publishes_and_its_rest_stays() -> None:
    document = divided(
        "date 2025-11-11 Қазақстан Президентінің мақаласы жарияланды, деп хабарлайды агенттік."
    )
    assert (document.published, document.published_source) == (date(2025, 11, 11), "text")
    assert document.text[document.blocks[1].start_char :].startswith("Қазақстан Президентінің")


def test_date_of_the_text_beats_the_option_and_an_impossible_one_does_not() -> None:
    assert divided("date 2025-11-12\nТекст статьи.", date(2020, 1, 1)).published == date(2025, 11, 12)
    assert divided("date 2025-02-31\nТекст статьи.", date(2020, 1, 1)).published == date(2020, 1, 1)


def test_date_of_a_column_stays() -> None:
    document = Document.from_text("date 2025-11-12\nТекст статьи.")
    document.published, document.published_source = date(2025, 11, 8), "column"
    make_regions().run([document])
    assert document.published == date(2025, 11, 8)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Автор: Анна Ким.", "Анна Ким"),
        ("Авторы: Айгүл Серікбай, Нұрлан Әбдіров", "Айгүл Серікбай, Нұрлан Әбдіров"),
        ("Подготовила Анна Ким", "Анна Ким"),
        ("Дайындаған Айгүл Серікбай", "Айгүл Серікбай"),
        ("Текст: Иван Петров", "Иван Петров"),
    ],
)
def test_author(line: str, author: str) -> None:
    assert divided(f"Экспорт вырос на 12%, сообщили в министерстве.\n{line}").author == author


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("12.11.2025 14:35", date(2025, 11, 12)),
        ("12 ноября 2025, 14:35", date(2025, 11, 12)),
        ("Жарияланды: 2025 жылғы 12 қараша", date(2025, 11, 12)),
        ("31.02.2025", None),
    ],
)
def test_date_under_the_headline(line: str, day: date | None) -> None:
    document = divided(f"Порт достроят уже к весне\n{line}\nСтроительство завершится весной, сообщил акимат.")
    assert document.published == day


def test_hostile_text_is_quick() -> None:
    for text in ("1" * 100_000, "а" * 200_000, "А.\n" * 20_000, "«" * 50_000, "- " * 50_000, "Имя " * 50_000):
        assert divided(text).blocks
