"""The development gold points at the seed documents: every record slices to its own surface."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
KINDS = {
    "money",
    "percent",
    "quantity",
    "count",
    "duration",
    "age",
    "anniversary",
    "multiple",
    "fraction",
    "rate",
    "ordinal",
    "date",
    "period",
}


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


MANIFEST = {row["doc"]: row for row in rows("manifest.jsonl")}


def text(doc: str) -> str:
    """The document as the offsets count it: decoded, line ends untouched."""
    row = MANIFEST[doc]
    return (ROOT / "seeds" / row["file"]).read_bytes().decode(row["encoding"])


def test_every_text_seed_is_annotated():
    assert {path.name for path in (ROOT / "seeds").glob("*.txt")} == set(MANIFEST)
    for name, key in (("entities.jsonl", "doc"), ("claims.jsonl", "doc"), ("figures_scorer.jsonl", "id")):
        assert {row[key] for row in rows(name)} == set(MANIFEST), name


@pytest.mark.parametrize("doc", sorted(MANIFEST))
def test_entities_slice(doc):
    body = text(doc)
    for row in rows("entities.jsonl"):
        if row["doc"] == doc:
            assert body[row["start"] : row["end"]] == row["surface"]
            assert row["type"] in {"PERSON", "ORG", "LOC", "EVENT"}
            assert row["canonical"] and row["entity_id"]


@pytest.mark.parametrize("doc", sorted(MANIFEST))
def test_scored_entities_do_not_overlap(doc):
    spans = sorted(
        (r["start"], r["end"]) for r in rows("entities.jsonl") if r["doc"] == doc and not r["optional"]
    )
    assert all(left[1] <= right[0] for left, right in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize("row", rows("figures_scorer.jsonl"), ids=lambda row: row["id"])
def test_figures_slice(row):
    assert row["text"] == text(row["id"])
    for item in row["gold"] + row["negatives"]:
        assert row["text"][item["start"] : item["end"]] == item["surface"]
    for figure in row["gold"]:
        assert figure["kind"] in KINDS
        assert (figure["kind"] == "money") == (figure["currency"] is not None)
        filled = [figure["value"] is not None, figure["low"] is not None or figure["high"] is not None]
        assert figure.get("vague") or filled.count(True) == 1, figure["surface"]


@pytest.mark.parametrize("doc", sorted(MANIFEST))
def test_claims_slice(doc):
    body = text(doc)
    for row in (r for r in rows("claims.jsonl") if r["doc"] == doc):
        assert body[row["claim_start"] : row["claim_end"]] == row["claim_surface"]
        for part in ("cue", "speaker"):
            if row[f"{part}_start"] is not None:
                assert body[row[f"{part}_start"] : row[f"{part}_end"]] == row[f"{part}_surface"]
        parts = row.get("claim_parts") or [[row["claim_start"], row["claim_end"]]]
        assert parts[0][0] == row["claim_start"] and parts[-1][1] == row["claim_end"]
        assert row["type"] in {"direct", "indirect", "mixed", "author"}
        assert row["polarity"] in {"affirmed", "negated"}


def test_claim_ids_are_unique():
    ids = [row["id"] for row in rows("claims.jsonl")]
    assert len(ids) == len(set(ids))
