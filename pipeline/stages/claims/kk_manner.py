"""Polarity and modality of a Kazakh content."""

from __future__ import annotations

from pipeline.stages.claims.draft import Draft
from pipeline.stages.claims.view import View


def manner(view: View, draft: Draft, at: list[int]) -> tuple[str, str]:
    """(polarity, modality) of a draft."""
    return "affirmed", "fact"
