"""One statement told by two documents has one key, in either language; another statement has another."""

from __future__ import annotations

import pytest

from pipeline import load
from tests.corpus_files import read_cases

PAIRS = read_cases("claims_keys.tsv", ("one", "two", "same"))


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case["two"][:60])
def test_the_same_statement_has_the_same_key(case: dict[str, str]) -> None:
    one, two = ({c.claim_key for c in load().extract(case[text]).claims} for text in ("one", "two"))
    assert bool((one & two) - {""}) == (case["same"] == "yes")


def test_what_tells_too_little_has_no_key() -> None:
    claims = load().extract("«Что с этим делать?» – спросил Иван Петров.").claims
    assert [claim.claim_key for claim in claims] == [""]
