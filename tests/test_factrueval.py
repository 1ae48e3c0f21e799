"""The reader, the comparator and the writer of FactRuEval, on a book of our own in its formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.eval.factrueval.answers import entities, mentions
from pipeline.eval.factrueval.compare import (
    Answer,
    AnswerMention,
    score_entities,
    score_facts,
    score_mentions,
)
from pipeline.eval.factrueval.facts import facts
from pipeline.eval.factrueval.layers import write_layers
from pipeline.eval.factrueval.marks import blocks, task1
from pipeline.eval.factrueval.persons import parts
from pipeline.eval.factrueval.standard import Book, read_book
from pipeline.stages.relations import make_relations
from pipeline.stages.roles import make_roles
from tests.markup import document

TEXT = "Директор «Востока» Олег Ким встретился с Анной Пак."
FILES = {
    "txt": TEXT,
    "tokens": "1 0 8 Директор\n2 9 1 «\n3 10 7 Востока\n4 17 1 »\n5 19 4 Олег\n6 24 3 Ким\n7 28 10 встретился\n"
    "8 39 1 с\n9 41 5 Анной\n10 47 3 Пак\n11 50 1 .\n",
    "spans": "1 job 0 8 1 1  # 1 Директор\n2 org_name 10 7 3 1  # 3 Востока\n3 name 19 4 5 1  # 5 Олег\n"
    "4 surname 24 3 6 1  # 6 Ким\n5 name 41 5 9 1  # 9 Анной\n6 surname 47 3 10 1  # 10 Пак\n",
    "objects": "1 Org 2 # Востока\n2 Person 3 4 # Олег Ким\n3 Person 5 6 # Анной Пак\n",
    "coref": "1 1\nname Восток\n\n2 2\nfirstname Олег\nlastname Ким\n\n3 3\nfirstname Анна\nlastname Пак\n",
    "facts": "1-0 Occupation\nWho obj2 Ким Олег\nPosition span1 Директор\nWhere obj1 Восток\n\n"
    "1-1 Meeting\nParticipant obj2 Ким Олег\nParticipant obj3 Пак Анна\n\n"
    "1-2 Ownership\nOwner obj2 Ким Олег\nProperty obj1 Восток\nСложность повышенная\n",
}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    for suffix, content in FILES.items():
        (tmp_path / f"book_1.{suffix}").write_text(content, encoding="utf-8")
    return read_book(tmp_path, "book_1")


def test_our_own_document_scores_in_full(book: Book) -> None:
    made = document(
        "Директор «{{organization|Востока}}» {{person|Олег Ким}} встретился с {{person|Анной Пак}}.", "ru"
    )
    assert made.text == TEXT
    for stage in (make_roles(["ru"]), make_relations(["ru"])):
        stage.run([made])
    assert score_mentions(book, mentions(made))["overall"].f1 == 1
    assert score_entities(book, entities(made))["overall"].f1 == 1
    found = score_facts(book, facts(made))
    assert found["overall"].f1 == 1
    assert found["overall"].asked == 2  # the hard fact is not asked for


def test_written_layers_read_back_score_in_full(tmp_path: Path) -> None:
    made = document(
        "Директор «{{organization|Востока}}» {{person|Олег Ким}} встретился с {{person|Анной Пак}}.", "ru"
    )
    for stage in (make_roles(["ru"]), make_relations(["ru"])):
        stage.run([made])
    write_layers(tmp_path, "book_7", made)
    again = read_book(tmp_path, "book_7")
    assert again.text == made.text
    assert score_mentions(again, mentions(made))["overall"].f1 == 1
    assert score_entities(again, entities(made))["overall"].f1 == 1
    found = score_facts(again, facts(made))["overall"]
    assert (found.asked, found.f1) == (2, 1)


def test_two_edits_are_equal_and_three_are_not(book: Book) -> None:
    near = score_entities(book, [Answer("org", (("name", "Востоки"),))])
    far = score_entities(book, [Answer("org", (("name", "Восточная"),))])
    assert (near["org"].f1, far["org"].f1) == (1, 0)


def test_shares_of_attributes_and_arguments(book: Book) -> None:
    half = score_entities(book, [Answer("per", (("lastname", "Ким"),))])["per"]
    assert (half.hits, half.asked, half.given) == (0.5, 2, 1)
    partly = score_facts(book, [Answer("occupation", (("who", "Ким"), ("where", "Восток")))])["occupation"]
    assert partly.hits == pytest.approx(2 / 2.5)
    alone = score_facts(book, [Answer("occupation", (("position", "директор"), ("where", "Запад")))])[
        "occupation"
    ]
    assert (alone.hits, alone.given) == (0, 1)


def test_hard_facts_cost_nothing(book: Book) -> None:
    found = score_facts(book, [Answer("ownership", (("owner", "Ким"), ("property", "Восток")))])["ownership"]
    assert (found.asked, found.given) == (0, 0)


def test_a_wider_mention_scores_less(book: Book) -> None:
    wide = score_mentions(book, [AnswerMention("per", 19, 38)])["per"]
    assert wide.hits == pytest.approx(2 / 3)


def test_written_answers() -> None:
    assert task1([AnswerMention("per", 19, 27)]) == "per 19 8\n"
    assert blocks([Answer("org", (("name", "А: Б"),))]) == "org\nname : А  Б\n\n"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Олег Ким", "firstname Олег lastname Ким"),
        ("Обама", "lastname Обама"),
        ("Владимир Владимирович Путин", "firstname Владимир lastname Путин patronymic Владимирович"),
        ("Си Цзиньпин", "firstname Цзиньпин lastname Си"),
        ("Людвиг ван Бетховен", "firstname Людвиг lastname ван Бетховен"),
        ("Анна", "firstname Анна"),
    ],
)
def test_parts_of_names(name: str, expected: str) -> None:
    assert " ".join(f"{key} {value}" for key, value in parts(name)) == expected
