"""Roles: who holds which position where.

A person's position stands before the name («министр иностранных дел РК Мурат Нуртлеу»), after it as an apposition
(«Ерлан Карин, советник Президента») or in a predicate («Карин назначен советником»). `phrase` reads the noun phrase
round a position noun, `before` and `after` find which phrase belongs to which name.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Document
from pipeline.lang.base import pack_for
from pipeline.registry import registry
from pipeline.schema import Role
from pipeline.stages.base import Stage
from pipeline.stages.roles.after import position_after
from pipeline.stages.roles.before import position_before
from pipeline.stages.roles.build import build_role
from pipeline.stages.roles.lexicon import load_lexicon
from pipeline.stages.roles.phrase import Clause


@registry.stages("roles.v1")
def make_roles(languages: list[str]) -> Stage:
    """`languages` are the codes of the packs in use. Raises `ResourceError` for a wrong table of positions."""
    lexicons = {code: load_lexicon(code) for code in languages}

    def run(documents: Sequence[Document]) -> None:
        for document in documents:
            document.roles = list(_roles(document))

    def _roles(document: Document) -> list[Role]:
        names = {entity.entity_id: entity.name for entity in document.entities}
        found: list[Role] = []
        for sentence in document.sentences:
            pack = pack_for(sentence.lang, languages)
            if pack is None:
                continue
            clause = Clause(document, sentence, lexicons[pack.code])
            for person in clause.persons:
                phrases = [position_before(clause, person), *position_after(clause, person)]
                found += [
                    build_role(clause, person, phrase, pack, names)
                    for phrase in phrases
                    if phrase is not None
                ]
        unique = {(role.start_char, role.end_char, role.person): role for role in found}
        return [unique[key] for key in sorted(unique)]

    return Stage("roles", reads=("sentences", "tokens", "mentions", "entities"), writes=("roles",), run=run)
