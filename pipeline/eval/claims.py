"""Claims as predictions for `score_claims.py`: one JSON object a claim, offsets into the document's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.schema import Claim


def predictions(doc: str, claims: Iterable[Claim]) -> Iterator[dict[str, Any]]:
    """The claims of one document in the scorer's form; `doc` is the name that the gold gives the document.

    Sentences that only carry on after a cue (`continued`) are no claims in the scorer's sense and are left out.
    """
    for claim in claims:
        if claim.continued:
            continue
        record: dict[str, Any] = {
            "doc": doc,
            "claim_start": claim.start_char,
            "claim_end": claim.end_char,
            "claim_surface": claim.content,
            "type": claim.type,
            "cue_start": claim.cue_start,
            "cue_end": claim.cue_end,
            "cue_lemma": claim.cue_lemma,
            "speaker_canonical": claim.speaker_name,
            "speaker_kind": claim.speaker_kind,
            "polarity": claim.polarity,
            "modality": claim.modality,
            "group": claim.group,
        }
        if claim.parts:
            record["claim_parts"] = [[int(n) for n in part.split(":")] for part in claim.parts]
        yield record
