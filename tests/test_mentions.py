"""Mentions: the cases are in corpus/<lang>/mentions.tsv; properties of rows, quotes, merging."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import load
from pipeline.document import Document
from pipeline.eval.entities import Piece, pieces, plain_document
from pipeline.stages.annotate import make_annotate
from pipeline.stages.mentions import make_mentions
from pipeline.stages.mentions.merge import merge
from pipeline.stages.mentions.quotes import quoted_names
from pipeline.stages.mentions.words import Candidate, Words
from tests.corpus_files import read_cases

LABELS = {"P": "person", "O": "organization", "L": "place", "E": "event"}
MARK = re.compile(r"\[([^|\]]+)\|([POLE])\]")


def mentions_of(text: str, lang: str) -> Document:
    document = plain_document(text, lang)
    make_annotate(["ru", "kk"]).run([document])
    make_mentions(["ru", "kk"], tagger=[]).run([document])
    return document


def expected_of(marked: str) -> tuple[str, list[tuple[str, str, int]]]:
    text, found, last = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        found.append((match[1], LABELS[match[2]], len(text)))
        text += match[1]
        last = match.end()
    return text + marked[last:], found


def cases(lang: str) -> list[tuple[str, dict[str, str]]]:
    return [(lang, case) for case in read_cases(f"{lang}/mentions.tsv", ("text", "note"))]


@pytest.mark.parametrize(
    ("lang", "case"),
    cases("ru") + cases("kk"),
    ids=lambda value: value["text"] if isinstance(value, dict) else value,
)
def test_mentions(lang: str, case: dict[str, str]) -> None:
    text, expected = expected_of(case["text"])
    assert [(m.text, m.label, m.start_char) for m in mentions_of(text, lang).mentions] == expected


@given(
    st.lists(
        st.sampled_from(
            [
                "Токаев",
                "«",
                "»",
                '"',
                "АО",
                "Фонд",
                "РЖД",
                "(",
                ")",
                ".",
                "-",
                "министерство",
                "финансов",
                "РФ",
                "и",
                "\n",
                "kurs.kz",
                "•",
                "А.",
                "программа",
            ]
        ),
        max_size=25,
    )
)
@settings(max_examples=60, deadline=None)
def test_rows_hold_on_any_text(parts: list[str]) -> None:
    document = mentions_of(" ".join(parts), "ru")
    last = 0
    for mention in document.mentions:
        assert document.text[mention.start_char : mention.end_char] == mention.text
        assert last <= mention.start_char < mention.end_char
        assert mention.normal and mention.rule and 0 <= mention.confidence <= 1
        last = mention.end_char


def test_document_does_not_depend_on_its_neighbours() -> None:
    texts = [expected_of(case["text"])[0] for _, case in cases("ru")]
    together = [plain_document(text, "ru") for text in texts]
    make_annotate(["ru"]).run(together)
    make_mentions(["ru"], tagger=[]).run(together)
    for text, document in zip(texts, together, strict=True):
        alone = plain_document(text, "ru")
        make_annotate(["ru"]).run([alone])
        make_mentions(["ru"], tagger=[]).run([alone])
        assert alone.mentions == document.mentions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("АО «НАК «Казатомпром» растёт.", ["«НАК «Казатомпром»", "«Казатомпром»"]),
        ('Холдинг "РЖД" и "КТЖ" вместе.', ['"РЖД"', '"КТЖ"']),
        ("«Қазақстан темір жолы» ҰК» АҚ жүк тасиды.", ["«Қазақстан темір жолы» ҰК»"]),
        ("Он сказал: «Мы».", ["«Мы»"]),
        ("Без кавычек.", []),
        ("Только «открыто и забыто.", []),
    ],
)
def test_quotes(text: str, names: list[str]) -> None:
    document = mentions_of(text, "ru")
    words = Words(document)
    assert [words.text(quoted.start, quoted.end) for quoted in quoted_names(words)] == names


def test_longest_name_wins_unless_far_less_is_known_of_it() -> None:
    office = Candidate(0, 4, "organization", 0.8, "a", 3.0)
    state = Candidate(3, 4, "place", 0.9, "b", 3.5)
    assert merge([office, state]) == [office]
    doubtful = Candidate(0, 3, "person", 0.3, "c", 1.5)
    form = Candidate(1, 3, "organization", 0.98, "d", 6.0)
    assert merge([doubtful, form]) == [form]
    blocked = Candidate(1, 2, "", 0.9, "e", 8.0)
    assert merge([blocked, Candidate(1, 2, "place", 0.9, "f", 3.0)]) == []


def test_benchmark_pieces() -> None:
    document = mentions_of("Пояснили в Минтрансе РФ и в ОАО «РЖД» порядок.", "ru")
    found = [piece for mention in document.mentions for piece in pieces(mention)]
    assert [(document.text[p.start : p.end], p.type) for p in found] == [
        ("Минтрансе", "ORG"),
        ("РФ", "LOC"),
        ("РЖД", "ORG"),
    ]
    assert isinstance(found[0], Piece)


@pytest.mark.parametrize(
    ("text", "normals"),
    [
        ("Пришла Наталья Кулагина. Слова Кулагина приводит газета.", ["Наталья Кулагина", "Кулагина"]),
        ("Пришёл Олег Кулагин. Слова Кулагина приводит газета.", ["Олег Кулагин", "Кулагин"]),
        (
            "Смету проверил Павел Заборской. Слова Заборского приводит газета.",
            ["Павел Заборской", "Заборской"],
        ),
        ("Слова Заборского приводит газета.", ["Заборский"]),
        ("Депутаты Жогорку Кенеша приняли закон.", ["Жогорку Кенеш"]),
    ],
)
def test_normals_of_a_document(text: str, normals: list[str]) -> None:
    assert [m.normal for m in mentions_of(text, "ru").mentions] == normals


@pytest.mark.parametrize("case", read_cases("ru/titled.tsv", ("text", "name")), ids=lambda case: case["name"])
def test_a_title_tells_the_case_of_a_name(case: dict[str, str]) -> None:
    assert case["name"] in [mention.normal for mention in load().extract(case["text"]).mentions]
