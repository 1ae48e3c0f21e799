"""Indirect speech in Kazakh: the constructions of one sentence, tried in order for each of its cues."""

from __future__ import annotations

from pipeline.stages.claims.draft import Cue, Draft, Source
from pipeline.stages.claims.kk_anaphora import anaphor, points_back
from pipeline.stages.claims.kk_clause import Before
from pipeline.stages.claims.kk_colon import after_colon
from pipeline.stages.claims.kk_cues import find_cues
from pipeline.stages.claims.kk_markers import marked
from pipeline.stages.claims.kk_nominal import nominal
from pipeline.stages.claims.kk_phrase import is_finite
from pipeline.stages.claims.kk_said import naming, said
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

_NOBODY = {"ешкім", "ешқайсысы"}


def indirect(view: View, at: range, taken: set[int]) -> list[Draft]:
    """The claims of one sentence (or of what a quotation leaves of it). `taken` are heads of cues that a quote has used."""
    drafts = marked(view, at)
    start = at.start
    carry: Source | None = None
    same = False  # after a converb (… екенін айтып, …) the subject is the same
    for cue in find_cues(view, at):
        if cue.head in taken or cue.head < start or _nobody(view, range(start, cue.head)):
            continue
        draft = _claim(view, cue, range(start, at.stop), Before(carry, same))
        if draft is not None:
            drafts.append(draft)
            carry = draft.source if draft.source.span is not None else carry
            start, same = _next_clause(view, cue, at), cue.form == "gerund"
            told_of = _told_of(view, cue, draft.source)
            if told_of is not None:
                start, same = told_of, True
    behind = after_colon(view, at)
    used = taken | {draft.cue.head for draft in drafts if draft.cue is not None}
    told = (
        drafts and behind is not None and behind.cue is not None and behind.cue.head < 0
    )  # «X: жол жабық дейді»: the verb tells it
    if behind is not None and behind.cue is not None and behind.cue.head not in used and not told:
        drafts.append(behind)
    return drafts


def _claim(view: View, cue: Cue, at: range, carry: Before) -> Draft | None:
    back = anaphor(view, cue, at)
    if back is None:
        return naming(view, cue, at, carry) or said(view, cue, at, carry) or nominal(view, cue, at, carry)
    pointed = points_back(view, cue, at, back)
    if pointed is None and view.tokens[back.stop - 1].feat("Case") == "Acc":
        return nominal(view, cue, at, carry)  # «бұл ақпаратты жоққа шығарды» at the head of a text
    return pointed


def _nobody(view: View, at: range) -> bool:
    """«Қашан басталатынын ешкім айтпады»: nobody has said it."""
    for i in reversed(at):
        if fold(view.tokens[i].norm) in _NOBODY:
            return True
        if is_finite(view.tokens[i]):
            return False
    return False


def _told_of(view: View, cue: Cue, source: Source) -> int | None:
    """Behind the speaker of «жол ашық екенін айтқан министр …», who is the subject of what follows; None for another cue."""
    if (
        view.tokens[cue.head].feat("VerbForm") != "Part"
        or source.span is None
        or source.span[0] < cue.span[1]
    ):
        return None
    return view.range_of(*source.span).stop


def _next_clause(view: View, cue: Cue, at: range) -> int:
    """After a finite cue and a comma or «және» another report may begin in the same sentence."""
    i = view.index_from(cue.span[1])
    joined = i < at.stop and (view.tokens[i].text in (",", ";") or fold(view.tokens[i].norm) == "және")
    return i + 1 if joined else at.start
