"""Language: paragraphs, sentences and tokens, and what holds of any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Document
from pipeline.resources import read_table
from pipeline.stages.language import make_language, token_languages
from pipeline.stages.regions import make_regions

CORPUS = Path(__file__).parent / "corpus"
PARAGRAPHS = [
    pytest.param(row["text"], row["lang"].split(), id=f"{lang}:{row['note']}")
    for lang in ("ru", "kk")
    for row in read_table(CORPUS / lang / "language.tsv", ("text", "lang", "note"), key=("text",))
]


def labelled(text: str) -> Document:
    document = Document.from_text(text)
    for stage in (make_regions(), make_language()):
        stage.run([document])
    return document


@pytest.mark.parametrize(("text", "langs"), PARAGRAPHS)
def test_paragraph(text: str, langs: list[str]) -> None:
    assert [passage.lang for passage in labelled(text).passages] == langs


@pytest.mark.parametrize(
    ("marked", "lang"),
    [
        ("Біз дайынбыз , жұмысшылар да бар , |но без новой дороги это ничего не даст .", "kk"),
        ("Он ответил по-казахски : « |біз келісімге қол қоюға дайынбыз| » и улыбнулся залу .", "ru"),
        ("Президент Касым-Жомарт Токаев принял Қайрата Нұртаева .", "ru"),
        ("Бұл туралы |в министерстве ничего не сказали| деп жазды газет .", "kk"),
    ],
)
def test_tokens_of_a_mixed_sentence(marked: str, lang: str) -> None:
    other = "kk" if lang == "ru" else "ru"
    words: list[str] = []
    expected: list[str] = []
    for i, part in enumerate(marked.split("|")):
        words += part.split()
        expected += [other if i % 2 else lang] * len(part.split())
    found = token_languages(words, lang)
    wrong = [(w, a) for w, a, b in zip(words, found, expected, strict=True) if a != b and w.isalpha()]
    assert len(wrong) <= 1, wrong


def test_document_language() -> None:
    ru, kk = "Президент прибыл в Москву с визитом.", "Президент Мәскеуге сапармен барды."
    assert labelled(ru).language == "ru"
    assert labelled(f"{kk}\n{kk}").language == "kk"
    assert labelled(f"{ru}\n{kk}").language == "mixed"
    assert labelled("").language is None


def test_undecided_paragraphs_take_their_neighbours_language() -> None:
    document = labelled(
        "Президент Мәскеуге сапармен барды.\nАйбек Смагулов:\nОл келісімге қол қойды.\nУровень 12%:"
    )
    assert [passage.lang for passage in document.passages][:3] == ["kk", "kk", "kk"]


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_passages_cover_the_read_blocks(text: str) -> None:
    document = labelled(text)
    for i, block in enumerate(document.blocks):
        inside = [passage for passage in document.passages if passage.block_i == i]
        assert bool(inside) == block.is_read
        if inside:
            assert (inside[0].start_char, inside[-1].end_char) == (block.start_char, block.end_char)
            assert all(a.end_char == b.start_char for a, b in zip(inside, inside[1:], strict=False))


@given(
    st.lists(st.text(min_size=1, max_size=8), max_size=30), st.sampled_from(["ru", "kk", "kk-Latn", "other"])
)
def test_every_token_has_a_language(words: list[str], lang: str) -> None:
    langs = token_languages(words, lang)
    assert len(langs) == len(words)
    assert set(langs) <= {"ru", "kk", "kk-Latn", "other"}
