"""Claims: who said what. Direct speech by its marks, indirect by the grammar of the language, speakers by the document."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Document
from pipeline.known.holders import holders
from pipeline.registry import registry
from pipeline.stages.base import Stage
from pipeline.stages.claims.find import find_claims
from pipeline.stages.claims.offices import with_holders
from pipeline.stages.claims.rows import joined


@registry.stages("claims.v1")
def make_claims(languages: list[str]) -> Stage:
    """`languages` are the codes whose grammars run; passages of other languages yield no claims."""
    holders()  # a wrong table is told before the first document

    def run(documents: Sequence[Document]) -> None:
        for document in documents:
            document.claims = find_claims(document, languages)
            document.claims, added = with_holders(document)
            document.entities = [*document.entities, *added]
            document.figures = joined(document.figures, document.claims)
            document.dates = joined(document.dates, document.claims)

    return Stage(
        "claims",
        reads=("blocks", "sentences", "tokens", "mentions", "entities", "figures", "dates", "roles"),
        writes=("claims", "entities", "figures", "dates"),
        run=run,
    )
