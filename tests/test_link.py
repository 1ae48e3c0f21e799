"""Entities over all documents: corpus of cases, order and growth, decisions of a person."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import stable_hash
from pipeline.errors import ConfigError
from pipeline.eval.link_speed import documents as generated
from pipeline.eval.names import measure
from pipeline.link import Linked, Linker, link
from pipeline.link.across import facts_across
from pipeline.link.find import describe, find_entities
from pipeline.link.review import Doubt, read_review, write_review
from pipeline.names import distance, name_key, skeleton
from pipeline.persons import person_name, separation
from pipeline.resources import read_table
from pipeline.schema import TABLES, Entity, Figure
from pipeline.tables.arrow import arrow_schema, to_arrow

CORPUS = Path(__file__).parent / "corpus"
CASES = read_table(CORPUS / "link.tsv", ("documents", "groups", "note"))
LABELS = {"p": "person", "o": "organization", "l": "place"}
Documents = list[tuple[str, list[Entity]]]


def entity(number: int, label: str, lang: str, names: str) -> Entity:
    name, *others = names.split("=")
    return Entity(
        entity_id=f"ent_{stable_hash(number, label, names)}",
        label=label,
        name=name,
        name_ru=name if lang == "ru" else None,
        name_kk=name if lang == "kk" else None,
        aliases=tuple(others),
        n_mentions=1,
        n_documents=1,
        rule="test",
    )


def read_documents(cell: str) -> Documents:
    found: Documents = []
    for number, one in enumerate(cell.split(" / "), 1):
        label, lang, names = one.split(" ", 2)
        found.append((f"d{number}", [entity(number, LABELS[label], lang, names)]))
    return found


def groups_of(documents: Documents, linked: Linked) -> str:
    ids = [linked.mapping[one.entity_id] for _, entities in documents for one in entities]
    return "|".join(" ".join(str(i) for i, x in enumerate(ids, 1) if x == one) for one in dict.fromkeys(ids))


@pytest.mark.parametrize("case", CASES, ids=[f"{c['note']}-{i}" for i, c in enumerate(CASES)])
def test_groups(case: dict[str, str]) -> None:
    documents = read_documents(case["documents"])
    linked = link(documents)
    assert groups_of(documents, linked) == case["groups"]
    assert sum(one.n_mentions for one in linked.entities) == len(documents)
    assert {one.entity_id for one in linked.links} == {one.entity_id for one in linked.entities}
    assert all(0 <= one.score <= 100 and one.reason for one in linked.links)


def test_one_row_carries_both_languages() -> None:
    (row,) = link(
        read_documents("p ru Касым-Жомарт Токаев / p kk Қасым-Жомарт Тоқаев / p kk Тоқаев")
    ).entities
    assert (row.name, row.name_ru, row.name_kk) == (
        "Қасым-Жомарт Тоқаев",
        "Касым-Жомарт Токаев",
        "Қасым-Жомарт Тоқаев",
    )
    assert row.aliases == ("Касым-Жомарт Токаев", "Тоқаев")
    assert (row.n_mentions, row.n_documents) == (3, 3)


def test_registry_keeps_its_id_and_names() -> None:
    kz = Entity(
        entity_id="country:kz",
        label="place",
        name="Қазақстан",
        name_ru="Казахстан",
        name_kk="Қазақстан",
        rule="x",
    )
    linked = link([("a", [kz]), ("b", [replace(kz, name="Казахстан")])])
    (row,) = linked.entities
    assert (row.entity_id, row.place_kind) == ("country:kz", "country")
    assert {one.reason for one in linked.links} == {"registry"}


MANY = [documents for _, documents in sorted((stable_hash(c["note"]), c["documents"]) for c in CASES)]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(MANY), min_size=1, max_size=6, unique=True), st.randoms(use_true_random=False)
)
def test_order_of_documents_does_not_matter(cells: list[str], shuffle: random.Random) -> None:
    documents = [(f"{i}{doc_id}", [replace(e, entity_id=f"{e.entity_id}{i}") for e in entities])
                 for i, cell in enumerate(cells) for doc_id, entities in read_documents(cell)]  # fmt: skip
    shuffled = list(documents)
    shuffle.shuffle(shuffled)
    assert link(documents) == link(shuffled)


def test_document_by_document_is_the_same_as_all_at_once() -> None:
    documents = list(generated(120))
    linker = Linker()
    for count, (doc_id, entities) in enumerate(documents):
        linker.add(doc_id, entities)
        if count % 40 == 0:
            linker.result()
    assert linker.result() == link(documents)


def test_one_document_more_touches_its_own_blocks_only() -> None:
    documents = list(generated(200))
    linker = Linker()
    for doc_id, entities in documents[:-1]:
        linker.add(doc_id, entities)
    before = linker.result()
    assert linker.pending() == 0
    linker.add(*documents[-1])
    assert linker.pending() <= len(documents[-1][1]) < linker.blocks()
    after = linker.result()
    kept = {one.entity_id for one in before.entities}
    assert (
        len(kept - {one.entity_id for one in after.entities}) <= 2
    )  # ids are stable but where a new name joins two


def test_decisions_of_a_person_hold(tmp_path: Path) -> None:
    documents = read_documents(
        "p ru Болат Назаров / p ru Булат Назаров / o ru Луч / o ru Заря / p kk Болат Назаров"
    )
    first = link(documents)
    assert [doubt.pair for doubt in first.review] == [("person", "Болат Назаров", "Булат Назаров")]
    path = tmp_path / "links_review.csv"
    write_review(path, first.review)
    text = path.read_text("utf-8")
    same = text.replace("Болат Назаров,Булат Назаров,,", "Болат Назаров,Булат Назаров,same,")
    path.write_text(same + "organization,Заря,Луч,same,0,by hand\n", "utf-8")
    linked = link(documents, review=path)
    assert groups_of(documents, linked) == "1 2 5|3 4"
    assert "review" in {one.reason for one in linked.links}
    write_review(path, linked.review)
    assert [row.decision for row in read_review(path)] == ["same", "same"]
    path.write_text(path.read_text("utf-8").replace("same", "different"), "utf-8")
    assert groups_of(documents, link(documents, review=path)) == "1 5|2|3|4"


def test_parted_names_stay_apart(tmp_path: Path) -> None:
    documents = read_documents("p ru Мурат Нуртлеу / p kk Мұрат Нұртілеу")
    path = tmp_path / "r.csv"
    write_review(path, [Doubt("person", "Мурат Нуртлеу", "Мұрат Нұртілеу", "different", 88.0, "sound")])
    path.write_text(path.read_text("utf-8"), "utf-8")
    assert groups_of(documents, link(documents, review=path)) == "1|2"


@pytest.mark.parametrize(
    ("rows", "line", "what"),
    [
        ("person,А,Б,maybe,1,x\n", 2, "decision"),
        ("person,А,Б,same,1,x\nperson,Б,А,different,1,x\n", 3, "otherwise"),
        ("person,А,Б\n", 2, "cells"),
    ],
)
def test_malformed_decisions_name_their_line(tmp_path: Path, rows: str, line: int, what: str) -> None:
    path = tmp_path / "r.csv"
    path.write_text("label,name_a,name_b,decision,score,reason\n" + rows, "utf-8")
    with pytest.raises(ConfigError, match=f"r.csv:{line}: .*{what}"):
        read_review(path)


def test_own_pairs_of_names() -> None:
    for name, (precision, recall, errors) in measure(CORPUS / "names_pairs.tsv").items():
        assert precision >= 0.98 and recall >= 0.94, (name, errors)


words = st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі", min_size=1, max_size=12)


@settings(deadline=None)
@given(words, words)
def test_distance_is_symmetric(a: str, b: str) -> None:
    assert distance(a, b) == pytest.approx(distance(b, a))
    assert distance(a, a) == 0


@settings(deadline=None)
@given(st.lists(words, min_size=1, max_size=3), st.lists(words, min_size=1, max_size=3))
def test_separation_is_symmetric(a: list[str], b: list[str]) -> None:
    one, other = person_name(" ".join(a).title()), person_name(" ".join(b).title())
    assert separation(one, other) == pytest.approx(separation(other, one))
    if one.family:
        assert separation(one, one) == 0


@pytest.mark.parametrize(
    "pair", [("Тоқаев", "Токаев"), ("Сәтбаев", "Сатпаев"), ("Қажымұқан", "Хаджимукан"), ("Күләш", "Куляш")]
)
def test_spellings_share_the_skeleton(pair: tuple[str, str]) -> None:
    assert skeleton(pair[0]) == skeleton(pair[1])


def test_key_of_both_languages() -> None:
    assert (
        name_key("Қасым-Жомарт Тоқаев") == name_key("Касым-Жомарт Токаев") == name_key("Қасым-Жомарт Тоқaeв")
    )


def figure(doc_id: str, told: str, **more: object) -> Figure:
    values: dict[str, object] = {
        "figure_id": f"fig_{doc_id}{told}", "doc_id": doc_id, "sentence_id": "s", "start_char": 0, "end_char": 1, "text": told,
        "num_start": 0, "num_end": 1, "lang": "ru", "kind": "money", "value": Decimal(told), "value_text": told, "currency": "KZT",
        "metric": "export", "subject": "Казахстан", "subject_entity_id": "country:kz", "period_start": date(2024, 1, 1),
        "period_end": date(2024, 12, 31), "rule": "test",
    }  # fmt: skip
    return Figure(**{**values, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        (figure("a", "100"), figure("b", "100"), True),
        (figure("a", "100"), figure("b", "120"), False),
        (figure("a", "100"), figure("b", "102", approx=True), True),
        (figure("a", "100", bound=">"), figure("b", "120"), True),
        (figure("a", "100", bound="<"), figure("b", "120"), False),
        (
            figure("a", "100"),
            figure("b", "0", value=None, value_text="90..110", low=Decimal(90), high=Decimal(110)),
            True,
        ),
    ],
)
def test_documents_agree_or_not(a: Figure, b: Figure, agree: bool) -> None:
    (row,) = facts_across([a, b], [])
    assert row.agree is agree
    assert row.doc_ids == ("a", "b") and len(row.fact_ids) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"metric": "import"},
        {"subject_entity_id": "country:ru"},
        {"period_start": date(2023, 1, 1)},
        {"currency": "USD"},
        {"period_start": None},
    ],
)
def test_other_figures_are_not_compared(other: dict[str, object]) -> None:
    assert facts_across([figure("a", "100"), figure("b", "100", **other)], []) == []


def test_a_level_that_was_reached_is_a_level() -> None:
    a = figure("a", "12", change="up", change_mode="target")
    (row,) = facts_across([a, figure("b", "12"), figure("c", "12", change="up", change_mode="delta")], [])
    assert row.doc_ids == ("a", "b") and row.agree


def test_subjects_are_known_in_both_languages_or_by_the_places_of_the_sentence() -> None:
    russian = figure("a", "20", subject="Казахстан; Россия")
    kazakh = figure("b", "20", subject="Ресей; Қазақстан", subject_entity_id="country:ru")
    silent = figure("c", "21", subject=None, subject_entity_id=None)
    (row,) = facts_across([russian, kazakh, silent], [], {("c", "s"): {"country:kz", "country:ru"}})
    assert row.doc_ids == ("a", "b", "c") and not row.agree


def test_one_document_alone_is_no_corroboration() -> None:
    assert facts_across([figure("a", "100"), figure("a", "120")], []) == []


def test_found_by_any_name() -> None:
    linked = link(
        read_documents(
            "p ru Касым-Жомарт Токаев / p kk Қасым-Жомарт Тоқаев / p ru Марат Ахметов / o ru ТОО «Жарык»"
        )
    )
    tables = {name: arrow_schema(name).empty_table() for name in TABLES}
    tables["entities"] = to_arrow("entities", linked.entities)
    for query in (
        "Токаев",
        "Қ. Тоқаев",
        "Касым-Жомарт Токаев",
        linked.mapping[read_documents("p ru Касым-Жомарт Токаев")[0][1][0].entity_id],
    ):
        (found,) = find_entities(tables, query)
        assert found.entity["name_kk"] == "Қасым-Жомарт Тоқаев"
    assert "Қасым-Жомарт Тоқаев" in describe(found, tables)
    assert [one.entity["label"] for one in find_entities(tables, "Жарық")] == ["organization"]
    assert find_entities(tables, "Неизвестный") == []
