"""Entities of one document: which mentions name one thing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Document, fact_id
from pipeline.resources import read_table
from pipeline.schema import Mention
from pipeline.stages.resolve import make_resolve
from pipeline.stages.resolve.names import bare_name, fullest, is_abbreviation, without_generic

CASES = read_table(Path(__file__).parent / "corpus" / "resolve.tsv", ("mentions", "groups", "note"))
LABELS = {"p": "person", "o": "organization", "l": "place", "e": "event"}
MARK = re.compile(r"\[([pole]) (ru|kk) ([^\]]+)\]")


def document_of(marked: str) -> Document:
    """The document whose mentions the marks are; normal forms are the texts."""
    document = Document.from_text(MARK.sub(lambda m: m[3], marked))
    shift = 0
    for found in MARK.finditer(marked):
        label, name = LABELS[found[1]], found[3]
        start = found.start() - shift
        shift += len(found[0]) - len(name)
        document.mentions.append(
            Mention(
                mention_id=fact_id("men", document.doc_id, start, start + len(name), label),
                doc_id=document.doc_id,
                sentence_id="s",
                start_char=start,
                end_char=start + len(name),
                text=name,
                label=label,
                normal=name,
                lang=found[2],
                confidence=1.0,
                rule="test",
            )
        )
    make_resolve(["ru", "kk"]).run([document])
    return document


def groups_of(document: Document) -> str:
    ids = list(dict.fromkeys(m.entity_id for m in document.mentions))
    members = [[str(i) for i, m in enumerate(document.mentions, 1) if m.entity_id == one] for one in ids]
    return "|".join(" ".join(group) for group in members)


@pytest.mark.parametrize("case", CASES, ids=[c["note"] for c in CASES])
def test_groups(case: dict[str, str]) -> None:
    document = document_of(case["mentions"])
    assert groups_of(document) == case["groups"]
    assert {e.entity_id for e in document.entities} == {m.entity_id for m in document.mentions}
    assert sum(e.n_mentions for e in document.entities) == len(document.mentions)


def test_name_is_the_fullest_in_the_language_of_most_mentions() -> None:
    document = document_of("[p kk Тоқаев] [p kk Қасым-Жомарт Тоқаев] [p ru Касым-Жомарт Токаев]")
    (entity,) = document.entities
    assert (entity.name, entity.name_ru, entity.name_kk) == (
        "Қасым-Жомарт Тоқаев",
        "Касым-Жомарт Токаев",
        "Қасым-Жомарт Тоқаев",
    )
    assert entity.aliases == ("Касым-Жомарт Токаев", "Тоқаев")


def test_registry_gives_id_and_names_of_both_languages() -> None:
    (entity,) = document_of("[l kk АҚШ]").entities
    assert (entity.entity_id, entity.name, entity.name_ru, entity.external_id) == (
        "country:us",
        "АҚШ",
        "США",
        "iso3166-1:US",
    )


def test_body_without_its_state_keeps_the_name_of_the_text() -> None:
    document = document_of("[l kk Қазақстан] [o kk Үкімет]")
    assert [e.name for e in document.entities] == ["Қазақстан", "Үкімет"]
    assert document.entities[1].entity_id == "org:kz-government"


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("АО «НК «Казахстан темир жолы»", "Казахстан темир жолы"),
        ("«Қазақстан темір жолы» ҰК» АҚ", "Қазақстан темір жолы"),
        ("АО KTZ Express", "KTZ Express"),
        ("«Даму» кәсіпкерлікті дамыту қоры", "«Даму» кәсіпкерлікті дамыту қоры"),
        ("ООО", "ООО"),
    ],
)
def test_bare_name(name: str, bare: str) -> None:
    assert bare_name(name) == bare


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("«Ақ жол» партиясы", "Ақ жол"),
        ("«Ақ жол» қоғамдық бірлестігі", "Ақ жол"),
        ("«Заря» мемлекеттік коммуналдық кәсіпорны", "Заря"),
        ("NABU талдау орталығы", "NABU"),
        ("Halyk банк", "Halyk банк"),
        ("«Даму» кәсіпкерлікті дамыту қоры", "«Даму» кәсіпкерлікті дамыту қоры"),
        ("Фонд «Даму»", "Фонд «Даму»"),
    ],
)
def test_without_generic(name: str, own: str) -> None:
    assert without_generic(name) == own


def test_fullest_counts_words_not_initials() -> None:
    assert fullest(["К. К. Токаев", "Касым-Жомарт Токаев", "Токаев"]) == "Касым-Жомарт Токаев"
    assert is_abbreviation("КИСИ") and not is_abbreviation("Киси") and not is_abbreviation("Ж")


names = st.text(alphabet="АаБбӘәҚқ «».-КИ", min_size=1, max_size=20).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("pole"), st.sampled_from(["ru", "kk"]), names), max_size=8))
def test_any_mentions_are_resolved_once(marks: list[tuple[str, str, str]]) -> None:
    document = document_of(" , ".join(f"[{label} {lang} {name.strip()}]" for label, lang, name in marks))
    by_id = {entity.entity_id: entity for entity in document.entities}
    assert len(by_id) == len(document.entities)
    for mention in document.mentions:
        assert by_id[mention.entity_id or ""].label == mention.label


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[l kk Астрахань]", "Астрахань"),
        ("[l kk Ресей Федерациясы]", "Ресей"),
        ("[o ru ЕАЭС]", "Евразийский экономический союз"),
    ],
)
def test_registry_name_in_the_spelling_of_the_text(marked: str, name: str) -> None:
    assert [entity.name for entity in document_of(marked).entities] == [name]
