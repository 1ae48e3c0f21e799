"""Relations: who signed, met, visited, owns, builds, bought, opened, appointed what or whom, where and when.

A trigger (verb, or noun as «встреча») of `relation_triggers.tsv` opens a frame. In Russian its slots are filled over the
syntactic tree (subject, object, prepositions), in Kazakh by case and word order (bare subject, -мен, -ға, -ды before the
verb). A relation needs names: what only common nouns tell is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.document import Document
from pipeline.lang.base import pack_for
from pipeline.registry import registry
from pipeline.schema import Relation
from pipeline.stages.base import Stage
from pipeline.stages.relations import kk, ru
from pipeline.stages.relations.draft import Draft, Scene
from pipeline.stages.relations.rows import relation
from pipeline.stages.relations.triggers import Trigger, load_objects, load_triggers

_Finder = Callable[[Scene, dict[str, list[Trigger]]], Iterator[Draft]]
# how each language fills frames; a language without an entry has no relations
_GRAMMARS: dict[str, _Finder] = {"ru": ru.drafts, "kk": kk.drafts}


@registry.stages("relations.v1")
def make_relations(languages: list[str]) -> Stage:
    """`languages` are the codes of the packs in use. Raises `ResourceError` for a wrong table of triggers."""
    objects = {code: load_objects(code) for code in languages if code in _GRAMMARS}
    triggers = {code: load_triggers(code) for code in languages if code in _GRAMMARS}

    def run(documents: Sequence[Document]) -> None:
        for document in documents:
            document.relations = _relations(document)

    def _relations(document: Document) -> list[Relation]:
        names = {entity.entity_id: entity.name for entity in document.entities}
        found: dict[tuple[int, int, str], Relation] = {}
        for sentence in document.sentences:
            pack = pack_for(sentence.lang, languages)
            if pack is None or pack.code not in triggers:
                continue
            scene = Scene(document, sentence, pack, objects[pack.code])
            if not scene.mentions:
                continue
            for draft in _GRAMMARS[pack.code](scene, triggers[pack.code]):
                row = relation(scene, draft, names)
                found.setdefault((row.start_char, row.end_char, row.kind), row)
        return [found[key] for key in sorted(found)]

    return Stage(
        "relations",
        reads=("sentences", "tokens", "mentions", "entities", "dates", "roles"),
        writes=("relations",),
        run=run,
    )
