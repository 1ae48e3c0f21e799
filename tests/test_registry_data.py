"""The registry of known entities: its data, its checks, what names mean."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.errors import ResourceError
from pipeline.known import COLUMNS, known_entities, read_registry
from pipeline.known.lookup import alias_key, find, home, split_state
from pipeline.resources import read_table

CASES = read_table(
    Path(__file__).parent / "corpus" / "registry.tsv", ("name", "label", "states", "id", "note")
)


def test_size() -> None:
    labels = Counter(known.label for known in known_entities().values())
    kinds = Counter(known.place_kind for known in known_entities().values())
    assert labels["organization"] >= 300
    assert labels["office"] >= 150
    assert kinds["country"] >= 249
    assert kinds["region"] >= 17 + 81
    assert kinds["city"] >= 300


def test_every_name_leads_to_its_row() -> None:
    lost = []
    for known in known_entities().values():
        state = home(known.id)
        for name in known.names:
            found = find(name, known.label, [state] if state else [])
            if found is not known and (found is None or found.part_of == known.part_of):
                lost.append((name, known.id, found and found.id))
    assert len(lost) <= 12, lost  # names that a text alone tells apart: Арал is a city and a sea


@pytest.mark.parametrize("case", CASES, ids=[f"{c['name']}-{c['states']}" for c in CASES])
def test_meaning(case: dict[str, str]) -> None:
    found = find(case["name"], case["label"], case["states"].split())
    assert (found.id if found else "") == case["id"], case["note"]


def test_bodies_of_the_field_are_there_in_both_languages() -> None:
    for row in read_table(Path(__file__).parent / "corpus" / "registry_pairs.tsv", ("ru", "kk")):
        found = {find(name, "organization", ("country:kz",)) for name in row.values()}
        assert len(found) == 1 and None not in found, row


def test_names_are_in_their_language() -> None:
    kazakh = set("әғқңөұүһі")
    for known in known_entities().values():
        assert not kazakh & set(known.name_ru.lower()) or known.id in {"org:khalqyna", "org:egemen"}, known
    written = [known for known in known_entities().values() if known.label == "organization"]
    assert sum(bool(kazakh & set(known.name_kk.lower())) for known in written) > len(written) / 2


def test_state_is_split_from_the_name() -> None:
    assert split_state(alias_key("МИД Республики Казахстан")) == ("мид", "country:kz")
    assert split_state(alias_key("Қазақстан Республикасының Үкіметі")) == ("үкіметі", "country:kz")
    assert split_state(alias_key("Казатомпром")) == ("казатомпром", None)


def _file(folder: Path, *rows: str) -> Path:
    path = folder / "rows.tsv"
    path.write_text(
        "\n".join(["\t".join(COLUMNS), *("\t".join(row.split("|")) for row in rows)]) + "\n", "utf-8"
    )
    return path


A = "org:a|organization|||Альфа|Альфа|Alpha|||x:1|hand"


@pytest.mark.parametrize(
    ("rows", "lines", "what"),
    [
        ((A, "org:a|organization|||Бета|Бета||||x:2|hand"), (2, 3), "the id"),
        ((A, "org:b|organization|||Бета|Бета||||x:1|hand"), (2, 3), "the external id"),
        ((A, "org:b|organization|||Бета|Бета||Альфа|||hand"), (2, 3), "the name"),
        (
            (
                "org:a|organization||org:b|Альфа|Альфа|||||hand",
                "org:b|organization||org:a|Бета|Бета|||||hand",
            ),
            (2, 3),
            "circle",
        ),
        ((A, "org:b|organization||org:x|Бета|Бета|||||hand"), (3,), "no id"),
        (("org:a|organization||org:a|Альфа|Альфа|||||hand",), (2,), "circle"),
        (("org:a|firm|||Альфа|Альфа|||||hand",), (2,), "unknown label"),
        (("org:a|organization|||Альфа||||||hand",), (2,), "name_kk is empty"),
        (("org:a|place|||Альфа|Альфа|||||hand",), (2,), "place_kind"),
        (("org:a|organization|||Альфа|Альфа||Альфа|||hand",), (2,), "twice"),
    ],
)
def test_contradictions_are_refused(
    tmp_path: Path, rows: tuple[str, ...], lines: tuple[int, ...], what: str
) -> None:
    path = _file(tmp_path, *rows)
    with pytest.raises(ResourceError) as caught:
        read_registry([path])
    assert what in str(caught.value)
    for line in lines:
        assert f"rows.tsv:{line}" in str(caught.value)


def test_one_name_in_two_states_is_allowed(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "country:x|place|country||Икс|Икс|||||hand",
        "country:y|place|country||Игрек|Игрек|||||hand",
        "org:x|organization||country:x|Сенат|Сенат|||||hand",
        "org:y|organization||country:y|Сенат|Сенат|||||hand",
    )
    assert len(read_registry([path])) == 4
