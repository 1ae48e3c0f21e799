"""Dates: what time expressions of both languages mean, and what holds of any text."""

from __future__ import annotations

import re
import time
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Block, Document, Passage
from pipeline.resources import read_table
from pipeline.schema import BOUNDS
from pipeline.stages.annotate import make_annotate
from pipeline.stages.base import Stage
from pipeline.stages.dates import make_dates
from pipeline.stages.dates.grammar import grammar
from pipeline.stages.dates.slots import roman

CORPUS = Path(__file__).parent / "corpus"
PUBLISHED = date(2025, 11, 14)
COLUMNS = ("text", "published", "value", "note")
ROWS = [
    (lang, row["text"], row["published"], row["value"].split())
    for lang in ("ru", "kk")
    for row in read_table(CORPUS / lang / "dates.tsv", COLUMNS, key=("text", "published"))
]


def analysed(texts: list[tuple[str, str, date | None]]) -> list[Document]:
    """Documents with the dates found; one block and passage each, in a known language."""
    documents: list[Document] = []
    for lang, text, published in texts:
        document = Document.from_text(text, published=published)
        if document.text.strip():
            document.blocks = [Block(0, len(document.text), "body", "test")]
            document.passages = [Passage(0, len(document.text), lang, 0)]
        documents.append(document)
    stages: list[Stage] = [make_annotate(["ru", "kk"]), make_dates(["ru", "kk"])]
    for stage in stages:
        stage.run(documents)
    return documents


@pytest.fixture(scope="module")
def corpus() -> dict[tuple[str, str], Document]:
    texts = [(lang, text, date.fromisoformat(day) if day else None) for lang, text, day, _ in ROWS]
    documents = analysed(texts)
    return {(text, day): document for (_, text, day, _), document in zip(ROWS, documents, strict=True)}


def expanded(value: str) -> tuple[date | None, date | None]:
    """First and last day of an EDTF text, read here anew: the rows must agree with their own notation."""
    if value.startswith("T") or "XX" in value:
        return None, None
    if "/" in value:
        first, last = value.split("/")
        return (None if first == ".." else expanded(first)[0]), (None if last == ".." else expanded(last)[1])
    if match := re.fullmatch(r"(\d{3})X", value):
        return date(int(match[1] + "0"), 1, 1), date(int(match[1] + "9"), 12, 31)
    year, month, day = (int(part) for part in [*value.split("-"), "0", "0"][:3])
    if day:
        return date(year, month, day), date(year, month, day)
    if month == 24:
        return date(year - 1, 12, 1), date(year, 2, monthrange(year, 2)[1])
    first_month, months = {
        **{m: (m, 1) for m in range(1, 13)},
        **{20 + s: (3 * s, 3) for s in (1, 2, 3)},
        **{32 + q: (3 * q - 2, 3) for q in (1, 2, 3, 4)},
        **{39 + h: (6 * h - 5, 6) for h in (1, 2)},
        0: (1, 12),
    }[month]
    last_month = first_month + months - 1
    return date(year, first_month, 1), date(year, last_month, monthrange(year, last_month)[1])


@pytest.mark.parametrize(
    ("text", "day", "expected"), [pytest.param(t, d, v, id=f"{lang}:{t[:40]}@{d}") for lang, t, d, v in ROWS]
)
def test_value(corpus: dict[tuple[str, str], Document], text: str, day: str, expected: list[str]) -> None:
    rows = corpus[text, day].dates
    found = [
        ("?" if row.source == "unresolved" else "") + (row.bound if row.bound != "=" else "") + row.value_text
        for row in rows
    ]
    assert found == expected, [(row.text, row.rule) for row in rows]


def test_rows_agree_with_their_notation(corpus: dict[tuple[str, str], Document]) -> None:
    for document in corpus.values():
        for row in document.dates:
            start, end = expanded(row.value_text)
            if row.bound == ">":
                start = end = None
                assert row.end_date is None
            elif row.bound == "<":
                assert row.start_date is None
            else:
                assert (row.start_date, row.end_date) == (start, end), row


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_every_example_of_the_patterns_is_read(lang: str) -> None:
    path = Path("pipeline/lang") / lang / "data" / "date_patterns.tsv"
    rows = read_table(path, ("rule", "pattern", "before", "example"), key=("rule",))
    documents = analysed([(lang, f"{row['example']}.", PUBLISHED) for row in rows])
    missing = [row["example"] for row, document in zip(rows, documents, strict=True) if not document.dates]
    assert not missing


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Договор подписан 7 марта 2025 г.", "7 марта 2025 г"),
        ("Это было в 2025-м.", "2025-м"),
        ("Экспорт 2025-те өсті.", "2025-те"),
        ("Экспорт 2028 жылдың соңына дейін өседі.", "2028 жылдың соңына"),
    ],
)
def test_span(text: str, span: str) -> None:
    lang = "kk" if "өс" in text else "ru"
    (document,) = analysed([(lang, text, PUBLISHED)])
    assert [row.text.rstrip(".") for row in document.dates] == [span]


def test_latin_kazakh() -> None:
    (document,) = analysed([("kk-Latn", "Eske salaıyq, 26 qańtar kúni dollar arzandady.", date(2026, 1, 27))])
    assert [(row.text, row.value_text) for row in document.dates] == [("26 qańtar", "2026-01-26")]


@pytest.mark.parametrize(
    ("letters", "value"), [("iv", 4), ("хіх", 19), ("xxi", 21), ("iiii", None), ("vv", None)]
)
def test_roman(letters: str, value: int | None) -> None:
    assert roman(letters) == value


@given(st.dates(date(1901, 1, 1), date(2099, 12, 31)))
@settings(max_examples=12, deadline=None)
def test_a_day_written_is_read_back(day: date) -> None:
    months = {lang: _month_forms(lang) for lang in ("ru", "kk")}
    documents = analysed(
        [
            ("ru", f"Договор подписан {day.day} {months['ru'][day.month]} {day.year} года.", None),
            ("ru", f"Договор подписан {day:%d.%m.%Y}.", None),
            ("kk", f"Келісімге {day.year} жылғы {day.day} {months['kk'][day.month]} қол қойылды.", None),
        ]
    )
    assert [[row.start_date for row in document.dates] for document in documents] == [[day]] * 3


def _month_forms(lang: str) -> dict[int, str]:
    names: dict[int, str] = {}
    for form, number in grammar(lang).named_months.items():
        if (lang == "ru" and form.endswith(("я", "а"))) or (lang == "kk" and form != "қыркүйег"):
            names.setdefault(number, form)
    return names


WORDS = st.sampled_from(
    [
        "7",
        "12",
        "31",
        "30",
        "2025",
        "1990",
        "2024",
        "45",
        "0",
        "марта",
        "ноября",
        "февраля",
        "мая",
        "года",
        "году",
        "г.",
        "гг.",
        "жылы",
        "жылғы",
        "жылдың",
        "қараша",
        "наурызда",
        "ақпанда",
        "айында",
    ]
    + [
        "с",
        "по",
        "до",
        "к",
        "конца",
        "начала",
        "прошлого",
        "прошлом",
        "этого",
        "квартал",
        "полугодие",
        "века",
        "XX",
        "ХХІ",
        "месяцев",
        "половина",
        "вчера",
        "былтыр",
        "биыл",
        "дейін",
    ]
    + [
        "–",
        "-",
        "и",
        ".",
        ",",
        "/",
        "90-х",
        "2025-м",
        "07.03.25",
        "15:30",
        "бірінші",
        "тоқсан",
        "басынан",
        "\u00ad",
        "\u200b",
    ]
)


@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(WORDS, max_size=14).map(" ".join),
        st.lists(WORDS, max_size=14).map("".join),
    ),
    st.sampled_from(["ru", "kk", "kk-Latn"]),
    st.one_of(st.none(), st.dates()),
)
@settings(max_examples=80, deadline=None)
def test_any_text(text: str, lang: str, published: date | None) -> None:
    (document,) = analysed([(lang, text, published)])
    position = 0
    for row in document.dates:
        assert document.text[row.start_char : row.end_char] == row.text
        assert position <= row.start_char < row.end_char
        position = row.end_char
        assert row.bound in BOUNDS
        assert row.start_date is None or row.end_date is None or row.start_date <= row.end_date
        assert row.source in ("explicit", "doc_date", "relative", "context", "unresolved")
        if row.kind == "date" and row.bound == "=" and row.start_date:
            assert row.end_date - row.start_date == timedelta(0)


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "7 " * 20_000, "7-" * 20_000, "января " * 5_000, "и" * 200_000, "2025 " * 9_000]
)
def test_hostile_text_costs_under_a_second(text: str) -> None:
    document = Document.from_text(text)
    from pipeline.schema import Sentence
    from pipeline.stages.dates import make_dates

    document.sentences = [
        Sentence(
            sentence_id="s",
            doc_id=document.doc_id,
            start_char=0,
            end_char=len(text),
            text=text,
            lang="ru",
            block_i=0,
        )
    ]
    stage = make_dates(["ru"])
    stage.run([Document.from_text("")])
    began = time.process_time()
    stage.run([document])
    assert time.process_time() - began < 1.0
