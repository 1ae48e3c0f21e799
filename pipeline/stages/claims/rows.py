"""Claims as rows of the schema, and figures and dates that know the claim that contains them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.document import fact_id
from pipeline.schema import Claim, DateRow, Figure
from pipeline.stages.claims.confidence import confidence, way_of
from pipeline.stages.claims.draft import Draft, Speaker
from pipeline.stages.claims.keys import Keys
from pipeline.stages.claims.manner import manner
from pipeline.stages.claims.view import View

# The cue of an author article is its byline.
_AUTHOR = {"ru": "автор", "kk": "автор"}

F = TypeVar("F", Figure, DateRow)


def claim_row(view: View, keys: Keys, draft: Draft, speaker: Speaker) -> Claim:
    """The row of one draft."""
    document = view.document
    start, end = draft.start, draft.end
    cue = draft.cue if draft.cue is not None and draft.cue.span[1] > draft.cue.span[0] else None
    source = draft.source
    polarity, modality = manner(view, draft)
    sentence = document.sentence_at(start)
    kind = draft.type
    unmarked = draft.rule == "unmarked" and draft.lang == "ru"  # «Акция «отражает рост», – заявил X»
    if (kind == "indirect" or unmarked) and _quotes_inside(view, draft):
        kind = "mixed"
    return Claim(
        claim_id=fact_id(
            "claim", document.doc_id, start, end, cue.lemma if cue else "", cue.span[0] if cue else ""
        ),
        doc_id=document.doc_id,
        sentence_id=sentence.sentence_id if sentence is not None else "",
        start_char=start,
        end_char=end,
        content=view.text[start:end],
        parts=tuple(f"{s}:{e}" for s, e in draft.parts) if len(draft.parts) > 1 else (),
        lang=sentence.lang if sentence is not None else draft.lang,
        type=kind,
        cue=view.text[cue.span[0] : cue.span[1]] if cue else None,
        cue_start=cue.span[0] if cue else None,
        cue_end=cue.span[1] if cue else None,
        cue_lemma=cue.lemma if cue else (_AUTHOR.get(draft.lang, "") if kind == "author" else ""),
        cue_class=cue.cls if cue else None,
        cue_polarity="negated" if cue and cue.negated else "affirmed",
        speaker_text=view.text[source.span[0] : source.span[1]] if source.span else None,
        speaker_start=source.span[0] if source.span else None,
        speaker_end=source.span[1] if source.span else None,
        speaker_name=speaker.name,
        speaker_entity_id=speaker.entity_id,
        speaker_kind=speaker.kind,
        speaker_reason=speaker.reason,
        via=view.text[draft.via.span[0] : draft.via.span[1]] if draft.via and draft.via.span else None,
        addressee=draft.addressee,
        polarity=polarity,
        modality=modality,
        group=f"{document.doc_id}-{draft.group}" if draft.group is not None else None,
        continued=draft.continued,
        claim_key=keys.key(draft.parts, speaker, polarity),
        confidence=confidence(draft.rule, way_of(speaker.name, speaker.reason)),
        rule=draft.rule,
    )


# A quoted fragment that is part of the wording: lower case («не существует нерешаемых вопросов»), not a name.
_FRAGMENT = re.compile(r"[«“\"]\s*(?=[^\W\d_])([^«»“”\"]{2,})[»”\"]")


def _quotes_inside(view: View, draft: Draft) -> bool:
    """A quoted fragment stands in the content, in small letters as no name does, or is all of it."""
    for start, end in draft.parts:
        for found in _FRAGMENT.finditer(view.text, start, min(end + 1, len(view.text))):
            whole = found.start() == start and found.end() >= end and " " in found.group(1)
            if whole or found.group(1)[:1].islower():
                return True
    return False


def joined(rows: Sequence[F], claims: Sequence[Claim]) -> list[F]:
    """The rows with `claim_id` of the shortest claim whose content covers them; a mere continuation claims nothing."""
    spans = sorted(
        ((e - s, s, e, claim.claim_id) for claim in claims if not claim.continued for s, e in _parts(claim)),
        key=lambda item: item[:3],
    )
    out: list[F] = []
    for row in rows:
        owner = next((cid for _, s, e, cid in spans if s <= row.start_char and row.end_char <= e), None)
        out.append(replace(row, claim_id=owner) if row.claim_id != owner else row)
    return out


def _parts(claim: Claim) -> list[tuple[int, int]]:
    if not claim.parts:
        return [(claim.start_char, claim.end_char)]
    pairs = [part.split(":") for part in claim.parts]
    return [(int(s), int(e)) for s, e in pairs]
