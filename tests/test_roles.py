"""Roles, a sentence of data each: who holds which position where."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.resources import read_table
from pipeline.schema import Role
from pipeline.stages.roles import make_roles
from tests.markup import document

CORPUS = Path(__file__).parent / "corpus"
CASES = [
    pytest.param(lang, row["text"], row["roles"], id=f"{lang}-{n}")
    for lang in ("ru", "kk")
    for n, row in enumerate(
        read_table(CORPUS / lang / "roles.tsv", ("text", "roles"), key=("text",)), start=1
    )
]


def read(text: str, lang: str) -> Document:
    made = document(text, lang)
    make_roles(["ru", "kk"]).run([made])
    return made


def told(role: Role) -> str:
    """`person ; position ; organization ; flags`, as the corpus writes it."""
    flags = [name for name in ("acting", "former") if getattr(role, name)]
    flags += [role.modality] if role.modality != "fact" else []
    flags += [f"{name}={day}" for name in ("since", "until") if (day := getattr(role, name))]
    return " ; ".join((role.person, role.position, role.organization or "-", " ".join(flags) or "-"))


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_roles(lang: str, text: str, expected: str) -> None:
    made = read(text, lang)
    assert sorted(map(told, made.roles)) == sorted(expected.split(" | ") if expected != "-" else [])


@pytest.mark.parametrize(("lang", "text", "expected"), CASES[::7])
def test_offsets(lang: str, text: str, expected: str) -> None:
    made = read(text, lang)
    for role in made.roles:
        assert made.text[role.start_char : role.end_char] == role.text
        assert role.position_start is not None and role.position_end is not None
        assert role.start_char <= role.position_start < role.position_end <= role.end_char


def test_every_name_of_many_in_one_sentence_has_its_own() -> None:
    names = ", ".join(f"депутат {{{{person|Олег Ким{n}}}}}" for n in range(60))
    assert len(read(f"Пришли {names}.", "ru").roles) == 60


@pytest.mark.parametrize(
    ("lines", "lang", "expected"),
    [
        ("{{person|Ева Лан}},\nдиректор музея", "ru", "Ева Лан ; директор музея ; - ; -"),
        ("Директор музея\n{{person|Ева Лан}}", "ru", "Ева Лан ; директор музея ; - ; -"),
        ("{{person|Асан Бек}},\nфизика докторы, профессор", "kk", "Асан Бек ; физика докторы ; - ; - | Асан Бек ; профессор ; - ; -"),
        ("{{person|Ева Лан}}\n\nДиректор музея ушел.", "ru", "-"),
    ],
)  # fmt: skip
def test_a_name_and_a_position_on_neighbouring_lines(lines: str, lang: str, expected: str) -> None:
    made = read(lines, lang)
    assert sorted(map(told, made.roles)) == sorted(expected.split(" | ") if expected != "-" else [])
