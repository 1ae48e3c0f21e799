"""Whom a post means that the text gives before the name: «Депутат предложил …» in the lead, the name below."""

from __future__ import annotations

from collections.abc import Set

from pipeline.stages.claims.draft import Source, Speaker
from pipeline.stages.claims.genders import stands_in
from pipeline.stages.claims.posts import EXACT, ROLE, Post, disagrees, kinship, room, told_apart
from pipeline.stages.claims.scene import Scene
from pipeline.stages.claims.words import role_kind

_LEAD = 2  # paragraphs at the head that may give the post before the name


def told_later(scene: Scene, post: Post, position: int, told_of: Set[str]) -> Speaker | None:
    """«Депутат предложил …» in the lead, «депутат Иван Петров» below: the only one of the text who holds the post."""
    starts = [block.start_char for _, block in scene.view.read_blocks]
    limit = starts[_LEAD + 1] if len(starts) > _LEAD + 1 else None
    top = post.noun.role in ("president", "premier")
    headline = len(starts) > 1 and position < starts[1]
    below = _told_below(scene, post, position, starts, told_of) if headline and post.lang == "ru" else None
    if below is not None or not top and limit is not None and position >= limit:
        return below
    later = [
        person
        for person in scene.cast.persons.values()
        if person.seen[0] > position
        and person.key not in told_of
        and not disagrees(person, post.gender)
        and kinship(person, post.noun) >= (ROLE if top else EXACT)
        and (apart := told_apart(scene.cast, person, post)) is not None
        and (apart or post.bare or post.noun.role != "spokesperson")  # each institution has its own
    ]
    return scene.speaker(later[0], "post, named later") if len(later) == 1 else None


def _told_below(
    scene: Scene, post: Post, position: int, starts: list[int], told_of: Set[str]
) -> Speaker | None:
    """«Россиянин заявил о невиновности» in the headline: the only subject of the first lines, who holds no office."""
    end = starts[_LEAD + 1] if len(starts) > _LEAD + 1 else len(scene.view.text)
    people = {scene.person(m).key: scene.person(m) for m in scene.subjects_between(position, end)}
    person = next(iter(people.values())) if len(people) == 1 and post.anyone and post.opens else None
    if person is None or person.key in told_of or disagrees(person, post.gender) or not room(person, post):
        return None
    return None if "office" in map(role_kind, person.roles) else scene.speaker(person, "post, named later")


def told_next(scene: Scene, source: Source, post: Post, told_of: Set[str]) -> Speaker | None:
    """«– …, – сказала мать погибшего. Галина Пономарева ходила на все заседания»: the name opens the next sentence."""
    assert source.span is not None
    view = scene.view
    here = view.document.sentence_at(source.span[0])
    if here is None or here.lang != "ru" or post.opens:
        return None  # what a sentence opens with is told already
    block = view.document.blocks[here.block_i]
    after = view.sentences_in(here.end_char + 1, block.end_char)
    names = view.labelled(after[0].start_char, after[0].end_char, "person")[:1] if after else []
    if not names or view.text[after[0].start_char : names[0].start_char].strip():
        return None
    person = scene.person(names[0])
    fits = person.seen[0] == names[0].start_char and stands_in(names[0], "Nom") is not False
    if not fits or person.key in told_of or disagrees(person, post.gender) or not room(person, post):
        return None
    return scene.speaker(person, "post: named next")
