"""Claims of one Russian sentence keep to their own words: no other source's words, no «сообщает ТАСС» in a content.

«Минэк ждет роста на 5%, Нацбанк – на 4%»: the second source shares the cue of the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.stages.claims.draft import Draft, Source, trimmed
from pipeline.stages.claims.quotes import DASHES
from pipeline.stages.claims.ru_cues import is_finite
from pipeline.stages.claims.ru_phrase import phrase
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words

_SHARED = {"that_clause", "colon", "noun", "about", "infinitive", "naming", "valued"}
_AROUND = {"inserted", "marker"}
_LONGEST = 9  # words of a second source
_JOINS = {"и", "а", "но", "же", "да", "причем", "притом"}


def apart(view: View, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of one sentence, each cut where another source begins, with those whose cue is left out."""
    for one in drafts:
        for other in drafts:
            if one is not other and other.cue is not None:
                if other.rule in _AROUND:
                    _cut_before(view, one, other)
                else:
                    _cut_at_turn(view, one, other)
    drafts = [draft for draft in drafts if not _wish_within(draft, drafts)]
    found: list[Draft] = []
    for draft in drafts:
        found += [draft, *_elliptic(view, draft)]
    return found


def _wish_within(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """«Опрос показал: жители ждут роста цен»: what somebody expects or intends is part of what the source tells."""
    if draft.cue is None or draft.cue.cls not in ("plan", "forecast") or draft.frame not in ("inf", "noun"):
        return False
    declared = " " in draft.cue.lemma and not draft.cue.lemma.startswith("не ")
    if declared or fold(draft.cue.lemma) in source_words("assures", "ru"):
        return False  # «заявил о готовности», «выразил желание»: words, not a wish
    return any(
        other is not draft
        and other.frame == "clause"
        and any(s <= draft.cue.span[0] and draft.end <= e for s, e in other.parts)
        for other in drafts
    )


def _cut_before(view: View, one: Draft, other: Draft) -> None:
    """End `one` where the words of `other` begin that stand inside its last part."""
    assert other.cue is not None
    start, end = one.parts[-1]
    cue = other.cue.span[0]
    if one.cue is None or one.cue.span[0] > cue:
        return
    if other.end > cue:  # its content goes on behind its cue
        opened = min(other.start, cue)
        if one.cue.span[0] > opened:
            return
    else:
        chunk = view.index_from(cue)
        while view.tokens[chunk - 1].start_char > start and view.tokens[chunk - 1].text not in (
            ",",
            "–",
            "—",
            ";",
        ):
            chunk -= 1
        opened = view.tokens[chunk].start_char
    if not start < opened < end:
        return
    stop = view.index_from(opened)
    while (
        view.tokens[stop - 1].pos == "PUNCT"
        and view.tokens[stop - 1].text in ",;–—-"
        or fold(view.tokens[stop - 1].norm) in _JOINS
    ):
        stop -= 1
    cut = trimmed(view.text, start, view.tokens[stop - 1].end_char)
    if cut[1] - cut[0] > 3:
        one.parts[-1] = cut


def _cut_at_turn(view: View, one: Draft, other: Draft) -> None:
    """End `one` where the same source reports anew: «…: там подсчитали, что …», «…, а он призвал …»."""
    start, end = one.parts[-1]
    assert other.cue is not None
    if one.cue is None or not other.source.pronoun or other.source.span is None or one.frame != "clause":
        return
    opened = min(other.cue.span[0], other.source.span[0])
    if not start < opened < end or one.cue.span[0] > opened:
        return
    i = view.index_from(opened)
    turns = (":", ";", *DASHES)
    while i > 0 and view.tokens[i - 1].start_char > start and view.tokens[i - 1].text not in (*turns, ","):
        i -= 1
    joined = view.tokens[i - 1].text in turns or fold(view.tokens[i].norm) in _JOINS
    cut = trimmed(view.text, start, view.tokens[i - 2].end_char) if joined else (start, start)
    if cut[1] - cut[0] > 3:
        one.parts[-1] = cut


def _elliptic(view: View, draft: Draft) -> list[Draft]:
    """The claims of further sources inside the content: «…, Нацбанк – на 4%», «…, другие – что поздно»; the content ends there."""
    if draft.cue is None or draft.rule not in _SHARED or draft.source.head is None:
        return []
    content = view.range_of(*draft.parts[-1])
    ends: list[tuple[int, Draft]] = []
    for i in content:
        if view.tokens[i].text not in (",", ";"):
            continue
        said = _second_addressee(view, i + 1, content) if draft.cue.cls == "directive" else None
        named = (draft.source, said) if said is not None else _second(view, i + 1, content)
        if named is None:
            continue
        source, said = named
        span = (view.tokens[said].start_char, draft.parts[-1][1])
        ends.append((i, replace(draft, source=source, parts=[span], rule="elliptic", addressee=None)))
    if not ends:
        return []
    stops = [view.tokens[i].start_char for i, _ in ends]
    end = draft.parts[-1][1]
    draft.parts[-1] = trimmed(view.text, draft.parts[-1][0], stops[0])
    for (_, made), stop in zip(ends, [*stops[1:], end], strict=True):
        made.parts = [trimmed(view.text, made.parts[0][0], stop)]
    return [made for _, made in ends if made.parts[0][1] > made.parts[0][0]]


def _second(view: View, i: int, content: range) -> tuple[Source, int] | None:
    """Source and first word of what it says: from «а Нацбанк – на 4%» at `i`."""
    if i < content.stop and fold(view.tokens[i].norm) in _JOINS:
        i += 1
    near = range(i + 1, min(i + _LONGEST, content.stop))
    dash = next((j for j in near if view.tokens[j].text in DASHES), None)
    if dash is None or dash + 1 >= content.stop:
        return None
    own = range(i, dash)
    if any(is_finite(view.tokens[j]) or view.tokens[j].text in (",", ";", ":") for j in own):
        return None
    head = next((j for j in own if _heads(view, j)), None)
    if head is None:
        return None
    source = phrase(view, head, own, sure=_stands_for_one(view, head))
    if source.span is None or view.index_from(source.span[0]) != i:
        return None
    said = dash + 1
    while said < content.stop and (view.tokens[said].text == "," or fold(view.tokens[said].norm) == "что"):
        said += 1
    return (source, said) if said < content.stop else None


def _second_addressee(view: View, i: int, content: range) -> int | None:
    """«…, а Минфину – выделить деньги»: the same source asks somebody else."""
    if i < content.stop and fold(view.tokens[i].norm) in _JOINS:
        i += 1
    near = range(i + 1, min(i + _LONGEST, content.stop))
    dash = next((j for j in near if view.tokens[j].text in DASHES), None)
    if dash is None or not any(view.tokens[j].feat("Case") == "Dat" for j in range(i, dash)):
        return None
    if any(view.tokens[j].text == "," for j in range(i, dash)):
        return None
    if not any(view.tokens[j].feat("VerbForm") == "Inf" for j in range(dash + 1, content.stop)):
        return None
    return dash + 1


def _heads(view: View, i: int) -> bool:
    """A nominative that can stand for who speaks: a noun or name, «другие», «второй»."""
    token = view.tokens[i]
    nominal = (
        token.pos in ("NOUN", "PROPN", "X")
        or fold(token.norm) in source_words("some", "ru")
        or _stands_for_one(view, i)
    )
    return nominal and token.feat("Case") in ("Nom", None)


def _stands_for_one(view: View, i: int) -> bool:
    """«второй», «другая»."""
    return fold(view.tokens[i].lemma) in source_words("ordinal", "ru")
