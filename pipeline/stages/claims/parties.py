"""«Стороны», «тараптар»: the parties of a treaty, those whose names were joined last."""

from __future__ import annotations

from pipeline.schema import Mention
from pipeline.stages.claims.draft import Source, Speaker
from pipeline.stages.claims.groups import joined
from pipeline.stages.claims.orgs import entity_name
from pipeline.stages.claims.phrases import phrase_name
from pipeline.stages.claims.scene import Scene
from pipeline.stages.claims.words import demonyms, fold

_SEEN = 60  # mentions that a reader has in mind


def parties(scene: Scene, source: Source, lang: str) -> Speaker:
    """«Стороны», «тараптар»: the pair of states, organizations or persons that was joined last."""
    assert source.span is not None
    view = scene.view
    said = view.inside(*source.span)
    places = [demonyms()[fold(t.lemma)] for t in said if fold(t.lemma) in demonyms()]
    if len(places) == 1:
        # «кыргызская сторона» is Kyrgyzstan
        state = next(
            (m for m in view.labelled(0, len(view.text), "place") if fold(m.normal) == fold(places[0])), None
        )
        return Speaker(places[0], state.entity_id if state else None, "organization", "state")
    own = view.labelled(*source.span, "place") if lang == "kk" else []
    if len(own) == 1 and own[0].start_char == source.span[0] and len(said) == 2:
        return Speaker(entity_name(view, own[0]), own[0].entity_id, "organization", "state")
    if len(said) > 2:
        return Speaker(phrase_name(view, source, lang), None, "unnamed_group", "unnamed")
    several = _joined_last(scene, source.span[0])
    if len(several) > 1 and view.tokens[source.head or 0].feat("Number") != "Sing":
        names = [_canonical(scene, m) for m in several]
        kind = "person" if several[0].label == "person" else "organization"
        return Speaker("; ".join(dict.fromkeys(names)), several[0].entity_id, kind, "parties")
    return Speaker(phrase_name(view, source, lang), None, "unnamed_group", "parties not named")


def _joined_last(scene: Scene, position: int) -> list[Mention]:
    """The names of one kind that «и» joined last, with those before commas: «Орел, Омск и Тула»."""
    view = scene.view
    before = view.labelled(0, position, "place", "organization", "person")[-_SEEN:]
    for k in range(len(before) - 1, 0, -1):
        one, two = before[k - 1], before[k]
        gap = view.text[one.end_char : two.start_char]
        close = len(gap.split()) <= 4 and joined(view, one.end_char, two.start_char) and "," not in gap
        if not close or not _alike(one, two) or _canonical(scene, one) == _canonical(scene, two):
            continue
        found = [one, two]
        while (
            k >= 2
            and _alike(before[k - 2], before[k - 1])
            and view.text[before[k - 2].end_char : before[k - 1].start_char].strip() == ","
        ):
            k -= 1
            found.insert(0, before[k - 1])
        return found
    return []


def _alike(one: Mention, two: Mention) -> bool:
    """Two persons, two organizations or two states."""
    states = two.label != "place" or not {two.place_kind, one.place_kind} - {None, "country"}
    return two.label == one.label and states


def _canonical(scene: Scene, mention: Mention) -> str:
    return scene.person(mention).name if mention.label == "person" else entity_name(scene.view, mention)
