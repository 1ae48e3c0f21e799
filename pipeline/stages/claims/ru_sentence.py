"""Indirect speech in Russian: a sentence is cut where somebody else is quoted; in each part the phrases of a source
(«по словам …») go before the cues."""

from __future__ import annotations

from pipeline.stages.claims import ru_indirect, ru_markers
from pipeline.stages.claims.draft import Draft, Source
from pipeline.stages.claims.ru_apart import apart
from pipeline.stages.claims.ru_bounds import bracketed
from pipeline.stages.claims.ru_cues import find_cues
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold


def indirect(view: View, at: range, taken: set[int]) -> list[Draft]:
    """The claims of one sentence (or of what a quotation leaves of it). `taken` are heads of cues that a quote has used."""
    return [draft for part in _reports(view, at) for draft in apart(view, _part(view, part, taken))]


def _reports(view: View, at: range) -> list[range]:
    """The sentence, cut at each semicolon after which somebody else is quoted."""
    stops = [i for i in at if view.tokens[i].text == ";" and not bracketed(view, at.start, i)]
    last = max((c.head for c in find_cues(view, at) if c.form == "finite"), default=-1) if stops else -1
    parts, start = [], at.start
    for i in stops:
        if i < last:
            parts.append(range(start, i))
            start = i + 1
    return [*parts, range(start, at.stop)]


def _part(view: View, at: range, taken: set[int]) -> list[Draft]:
    marked = ru_markers.marked(view, at)
    inner = [part for draft in marked if not _same_person(view, draft, at) for part in draft.parts]
    # «Она, по мнению политолога, подтверждает, что …»: a pronoun inside what another source says is a thing it speaks of.
    found = [
        draft
        for draft in ru_indirect.indirect(view, at, taken)
        if not (draft.cue and draft.source.pronoun and any(s <= draft.cue.span[0] < e for s, e in inner))
    ]
    behind = ru_markers.via(view, at)
    if behind is None:
        return marked + found
    for draft in found:
        if _nobody_else(draft, behind):
            draft.source = behind
        elif draft.frame == "clause":
            draft.via = behind
    return marked + found


def _nobody_else(draft: Draft, behind: Source) -> bool:
    """«Со ссылкой на источник в Генштабе сообщалось, что …»: no source but the one behind, or a word of its phrase."""
    if behind.span is None or draft.cue is None or "passive" not in draft.cue.frames:
        return False
    own = draft.source.span
    return own is None or behind.span[0] <= own[0] < behind.span[1]


def _same_person(view: View, draft: Draft, at: range) -> bool:
    """«По словам Ивановой, она …»: the pronoun after the phrase may be the one whose words they are."""
    head = draft.source.head
    if head is None or draft.cue is None or draft.cue.head > at.start + 2:
        return False
    gender = view.tokens[head].feat("Gender")
    said = {fold(view.tokens[i].norm) for i in at if i > head}
    return bool(said & ({"она"} if gender == "Fem" else {"он"}))
