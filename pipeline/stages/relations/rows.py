"""From a filled frame to a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.document import fact_id
from pipeline.schema import Relation
from pipeline.stages.relations.draft import Draft, Part, Scene


def relation(scene: Scene, draft: Draft, names: Mapping[str, str]) -> Relation:
    """The row; offsets run from the first to the last word that tells it. `names` are those of the document's entities."""
    parts = [*draft.subjects, *draft.objects, *([draft.place] if draft.place else [])]
    first = min([draft.head, *draft.words, *(part.start for part in parts)])
    last = max([draft.head + 1, *(i + 1 for i in draft.words), *(part.end for part in parts)])
    start, end = scene.tokens[first].start_char, scene.tokens[last - 1].end_char
    if draft.date is not None:
        start, end = min(start, draft.date.start_char), max(end, draft.date.end_char)
    document = scene.document
    return Relation(
        relation_id=fact_id("rel", document.doc_id, start, end, draft.trigger.kind),
        doc_id=document.doc_id,
        sentence_id=scene.sentence.sentence_id,
        start_char=start,
        end_char=end,
        text=document.text[start:end],
        lang=scene.sentence.lang,
        kind=draft.trigger.kind,
        trigger=" ".join(draft.trigger.words),
        subjects=_names(draft.subjects, names),
        subject_ids=_ids(draft.subjects),
        objects=_names(draft.objects, names),
        object_ids=_ids(draft.objects),
        place=_names([draft.place], names)[0] if draft.place else None,
        start_date=draft.date.start_date if draft.date else None,
        end_date=draft.date.end_date if draft.date else None,
        modality=draft.modality,
        confidence=0.85 if scene.pack.code == "ru" else 0.8,
        rule=f"relation.{scene.pack.code}",
    )


def _names(parts: Sequence[Part], names: Mapping[str, str]) -> tuple[str, ...]:
    """Names of the entities, in text order, each once."""
    told = [
        names.get(part.mention.entity_id or "", part.name) if part.mention else part.name for part in parts
    ]
    return tuple(dict.fromkeys(told))


def _ids(parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            part.mention.entity_id for part in parts if part.mention and part.mention.entity_id is not None
        )
    )
