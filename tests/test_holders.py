"""Holders of offices: the checks of their table, and the claims that tell a post alone."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pipeline.errors import ResourceError
from pipeline.extract import Extractor, load
from pipeline.known.holders import COLUMNS, holder_on, holders, read_holders
from pipeline.resources import read_table
from pipeline.stages.claims.offices import OFFICE_TABLE

CORPUS = Path(__file__).parent / "corpus"
CASES = read_table(CORPUS / "holders.tsv", ("text", "published", "holder", "post", "note"))
WRONG = read_table(CORPUS / "holders_wrong.tsv", ("office", "since", "until", "as_of", "error"))


@cache
def extractor() -> Extractor:
    return load()


@pytest.mark.parametrize("case", CASES, ids=[case["note"] for case in CASES])
def test_claims_of_a_post_alone(case: dict[str, str]) -> None:
    published = date.fromisoformat(case["published"]) if case["published"] else None
    facts = extractor().extract(case["text"], published=published)
    by_id = {entity.entity_id: entity for entity in facts.entities}
    told = [claim for claim in facts.claims if claim.speaker_name == case["post"]]
    assert told, [claim.speaker_name for claim in facts.claims]
    for claim in told:
        entity = by_id.get(claim.speaker_entity_id or "")
        assert (claim.speaker_reason == OFFICE_TABLE) == bool(case["holder"])
        assert (entity.name if entity is not None else "") == case["holder"]
        assert entity is None or (entity.rule, entity.n_mentions) == (OFFICE_TABLE, 0)


@pytest.mark.parametrize("case", WRONG, ids=[case["error"] for case in WRONG])
def test_errors_name_file_and_line(case: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "holders.tsv"
    first = dict.fromkeys(COLUMNS, "x") | {
        "office": "office:kz-pm",
        "since": "2001-01-01",
        "until": "2002-01-01",
        "as_of": "2002-01-01",
    }
    second = first | {name: case[name] for name in ("office", "since", "until", "as_of")}
    path.write_text("\n".join("\t".join(row) for row in (COLUMNS, first.values(), second.values())), "utf-8")
    with pytest.raises(ResourceError, match=case["error"]) as caught:
        read_holders(path)
    assert "holders.tsv:3" in str(caught.value)


def test_a_row_holds_from_its_first_day_to_its_last() -> None:
    for office, rows in holders().items():
        for row in rows:
            assert holder_on(office, row.since) is row is holder_on(office, row.last)
    assert holder_on("office:kz-president", date(1980, 1, 1)) is None
