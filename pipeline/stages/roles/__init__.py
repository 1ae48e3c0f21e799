"""Roles: who holds which position where.

A person's position stands before the name («министр иностранных дел РК Мурат Нуртлеу»), after it as an apposition
(«Ерлан Карин, советник Президента») or with a verb («Карин назначен советником»). For each language `*_phrase` reads the
noun phrases round position nouns, `*_names` ties them to names beside them, `*_verbs` to names through verbs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.document import Document
from pipeline.lang.base import pack_for
from pipeline.registry import registry
from pipeline.schema import Role
from pipeline.stages.base import Stage
from pipeline.stages.roles import kk_names, kk_phrase, kk_verbs, ru_names, ru_offices, ru_phrase, ru_verbs
from pipeline.stages.roles.build import build_role
from pipeline.stages.roles.lexicon import load_lexicon
from pipeline.stages.roles.phrase import Clause, Phrase, Tie
from pipeline.stages.roles.signatures import signatures
from pipeline.stages.roles.times import dated

_Reader = Callable[[Clause], list[Phrase]]
_Finder = Callable[[Clause, Sequence[Phrase]], Iterator[Tie]]
# how each language reads phrases and ties them; a language without an entry has no roles
_GRAMMARS: dict[str, tuple[_Reader, tuple[_Finder, ...]]] = {
    "ru": (ru_phrase.phrases, (ru_names.ties, ru_verbs.ties, ru_offices.ties)),
    "kk": (kk_phrase.phrases, (kk_names.ties, kk_verbs.ties)),
}


@registry.stages("roles.v1")
def make_roles(languages: list[str]) -> Stage:
    """`languages` are the codes of the packs in use. Raises `ResourceError` for a wrong table of positions."""
    lexicons = {code: load_lexicon(code) for code in languages if code in _GRAMMARS}

    def run(documents: Sequence[Document]) -> None:
        for document in documents:
            document.roles = _roles(document)

    def _roles(document: Document) -> list[Role]:
        names = {entity.entity_id: entity.name for entity in document.entities}
        found: dict[tuple[str, int], Role] = {}
        for sentence in [*document.sentences, *signatures(document)]:
            pack = pack_for(sentence.lang, languages)
            if pack is None or pack.code not in lexicons:
                continue
            clause = Clause(document, sentence, lexicons[pack.code])
            if not clause.persons:
                continue
            read, finders = _GRAMMARS[pack.code]
            phrases = read(clause)
            for find in finders:
                for tie in find(clause, phrases):
                    key = (tie.person.mention_id, clause.tokens[tie.phrase.head].token_i)
                    if key not in found:
                        found[key] = build_role(clause, dated(clause, tie), pack, names)
        unique = {(role.start_char, role.end_char, role.person): role for role in found.values()}
        return [unique[key] for key in sorted(unique)]

    return Stage(
        "roles", reads=("sentences", "tokens", "mentions", "entities", "dates"), writes=("roles",), run=run
    )
