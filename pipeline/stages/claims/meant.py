"""Whom a noun for a person means: «эксперт КИСИ», «президент России», «глава ведомства», «врач», «норвежка».

Everybody told of before is a candidate, with how well what the text tells of them fits the noun and how far back they
were told of. Where a post agrees, words that tell posts apart (an institution, a country) decide first, then who was told
of last. Where none does, a noun that tells something new may mean who was just told of, if nothing speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from pipeline.stages.claims.apposed import apposed
from pipeline.stages.claims.draft import Source, Speaker
from pipeline.stages.claims.kin import namesake, relative
from pipeline.stages.claims.later import told_later, told_next
from pipeline.stages.claims.nouns import Speaking, speaking_noun
from pipeline.stages.claims.orgs import is_authority
from pipeline.stages.claims.posts import (
    EXACT,
    FREE,
    KIN,
    OTHER,
    ROLE,
    Post,
    affiliated,
    describes,
    disagrees,
    kinship,
    post_of,
    represents,
    room,
    told_apart,
)
from pipeline.stages.claims.scene import Scene
from pipeline.stages.claims.titles import Person
from pipeline.stages.claims.words import fold, role_kind, source_words

_NEAR = 2  # paragraphs back to which a noun that tells nothing known may reach
_SIDES = 8  # paragraphs back to the other side: «его оппонент»
_BACK = 1500  # characters in which somebody may be told of who never spoke


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Somebody told of at a character: how near the noun comes, how many words tell them apart, whether they spoke there."""

    kin: float
    apart: float
    at: int
    spoke: bool
    speaker: Speaker
    person: Person | None


def holder(
    scene: Scene,
    source: Source,
    noun: Speaking,
    lang: str,
    told_of: Set[str] = frozenset(),
    said: str | None = None,
) -> Speaker | None:
    """Whom of the document the noun means; None when nobody, a speaker without a name when one of several.

    `told_of` are the keys of those whom the speaker calls by name, and so is none of them; `said` is the gender of the verb.
    """
    assert source.span is not None and source.head is not None
    position = source.span[0]
    behind = apposed(scene, source) if lang == "ru" else None
    if behind is not None:
        return scene.speaker(behind, "named behind the post")
    post = post_of(scene, source, noun, lang, said)
    if noun.words[-1] in source_words("namesake"):
        return _namesake(scene, position)
    if (source_words("colleague") | source_words("relation")) & set(noun.words):
        other = _the_other(scene, post, position)
        if other is not None or source_words("colleague") & set(noun.words):
            return other
    known = _known(scene, post, position, told_of)
    kin = relative(scene, post) if lang == "ru" and not any(c.kin == EXACT for c in known) else None
    if kin is not None and kin.key not in told_of:
        return scene.speaker(kin, "post: of one surname")
    taken_up = _taken_up(scene, post, position, told_of, known) if lang == "ru" else None
    if taken_up is not None:
        return _learn(taken_up, noun)
    near = _near(scene, post, position, lang, told_of)
    if near is not None and lang == "kk":
        told = {person.key for person, _, _ in scene.salient(position)}
        known = [c for c in known if c.person is None or c.person.key in told]  # not who is only spoken of
    if near is not None and _outdone(scene, post, position, near, known):
        return _learn(near, noun)
    if known:
        return _best(scene, known)
    if near is not None:
        return _learn(near, noun)
    return told_later(scene, post, position, told_of) or told_next(scene, source, post, told_of)


def _learn(near: _Candidate, noun: Speaking) -> Speaker:
    """The noun is from here on one of the person's."""
    if near.person is not None and (role_kind(noun.role) or noun.role == "status"):
        near.person.nouns.add(" ".join(noun.words))
        near.person.roles.add(noun.role)
        if role_kind(noun.role) == "office":
            near.person.called.add(noun.role)
    return near.speaker


def _told(scene: Scene, position: int) -> Iterator[tuple[Speaker, Person | None, int, bool]]:
    """Everybody told of before: speakers and subjects, the last one first, with those who have no name; then the rest."""
    nameless = [
        (at, speaker)
        for at, speaker in scene.spoken_before(position)
        if speaker.single and not speaker.people and speaker.name
    ]
    told = scene.salient(position)
    keys = {person.key for person, _, _ in told}
    for person, at, spoke in told:
        while nameless and nameless[0][0] > at:
            start, speaker = nameless.pop(0)
            yield speaker, None, start, True
        yield scene.speaker(person, "post: last speaker" if spoke else "post"), person, at, spoke
    for at, speaker in nameless:
        yield speaker, None, at, True
    mentioned = [
        (max(at for at in person.seen if at < position), person)
        for person in scene.cast.persons.values()
        if person.key not in keys and person.seen[0] < position
    ]
    for at, person in sorted(mentioned, key=lambda item: -item[0]):
        yield scene.speaker(person, "post"), person, at, False


def _known(scene: Scene, post: Post, position: int, told_of: Set[str]) -> list[_Candidate]:
    """Those whose post is told and agrees, the last one first; a woman for «министр сказал» only where no man is."""
    found = []
    for speaker, person, at, spoke in _told(scene, position):
        if person is None:
            again = post.bare and post.noun.words[-1] in fold(speaker.name or "").split()
            if again and post.gender in (speaker.gender, None):
                found.append(_Candidate(EXACT, 0.0, at, spoke, speaker, None))
            continue
        kin = kinship(person, post.noun) or (KIN if represents(scene.cast, person, post) else 0.0)
        apart = told_apart(scene.cast, person, post) if kin else None
        if apart is not None and person.key not in told_of:
            found.append(_Candidate(kin, apart, at, spoke, speaker, person))
    ranked = post.noun.role != "expert" or post.noun.words[-1] in source_words("degree")
    if ranked and any(c.kin == EXACT for c in found):
        found = [c for c in found if c.kin == EXACT]  # «вице-министр» is the one who was called so
    agreeing = [c for c in found if c.person is None or not disagrees(c.person, post.gender)]
    offices = post.gender == "Masc" and role_kind(post.noun.role) in ("office", "leading")
    return agreeing if agreeing or not offices else found


def _near(scene: Scene, post: Post, position: int, lang: str, told_of: Set[str]) -> _Candidate | None:
    """Whom a noun that tells something new may mean: who was told of last and fits."""
    passed = False
    owner = {"его": "Masc", "ее": "Fem"}.get(post.possessed) if lang == "ru" else None
    for speaker, person, at, spoke in _told(scene, position):
        if person is not None and owner is not None and person.gender == owner:
            owner = None  # «его адвокат» is not he
            continue
        gap = scene.paragraphs(at, position)
        if gap > _NEAR or not spoke and at < position - _BACK:
            return None
        if person is None:
            if post.gender is not None and speaker.gender not in (None, post.gender):
                continue
            same = post.anyone or _speaks_for(post, speaker)
            return _Candidate(FREE, 0.0, at, spoke, speaker, None) if same else None
        if person.key in told_of or disagrees(person, post.gender) or post.undisclosed:
            continue
        level = room(person, post)
        apart = told_apart(scene.cast, person, post)
        if level == OTHER and (post.complements or post.nouns or post.names):
            level = 0.0  # «водитель зерновоза» is not the major named before
        fits = level > 0 and apart is not None and _allowed(scene, post, person, (at, spoke), position, lang)
        if fits and (gap <= _reach(post, level, lang) or _alone(scene, post, person, position)):
            if level < FREE and passed:
                return None
            return _Candidate(level, apart or 0.0, at, spoke, speaker, person)
        passed = True
    return None


def _speaks_for(post: Post, speaker: Speaker) -> bool:
    """«Представитель министерства … Чиновник подчеркнул»: who has no name and stands for an authority."""
    return (
        post.noun.role == "official"
        and post.bare
        and is_authority(frozenset(fold(speaker.name or "").split()))
    )


def _taken_up(
    scene: Scene, post: Post, position: int, told_of: Set[str], known: list[_Candidate]
) -> _Candidate | None:
    """«Третью точку зрения представил Тимур Байгали. Курс, прогнозирует финансист, …»: the only one whom this sentence and
    the one before tell of, where nothing speaks against it and nobody else is called just so."""
    view = scene.view
    here = view.document.sentence_at(position)
    if here is None or post.undisclosed:
        return None
    if post.complements or post.possessed or post.names or (post.adjectives and post.opens):
        return None
    before = view.document.sentence_at(max(0, here.start_char - 2))
    start = before.start_char if before is not None and before.block_i == here.block_i else here.start_char
    if scene.subjects_between(here.start_char - 1, position):
        start = here.start_char  # «Орлов спорит: как считает депутат, …»
    told = [(at, speaker, person) for speaker, person, at, _ in _told(scene, position) if at >= start]
    goes_on = _goes_on(scene, start, here.start_char)
    if goes_on is not None:
        told = [(start, scene.speaker(goes_on, "post"), goes_on)]
    told = [item for item in told if item[2] is None or not disagrees(item[2], post.gender)]
    since = {speaker.people[:1] for at, speaker in scene.spoken_before(position) if at >= start}
    if len(told) > 1 and len(since) == 1:
        told = [item for item in told if item[1].people[:1] in since and item[0] == told[0][0]]
    at, speaker, person = told[0] if len(told) == 1 else (0, None, None)
    if speaker is None or person is None:
        return None
    new = role_kind(post.noun.role) == "office" and goes_on is None and speaker.people[:1] not in since
    if new and post.adjectives - _peoples(scene, post):
        return None  # «федеральный прокурор» is not the convict whom the sentence names
    apart = told_apart(scene.cast, person, post)
    if person.key in told_of or apart is None or not describes(person, post):
        return None
    rivals = [
        c for c in known if c.person is not person and not (c.person and disagrees(c.person, post.gender))
    ]
    if any(c.kin == EXACT or c.apart > apart or c.kin > KIN and post.opens for c in rivals):
        return None
    return _Candidate(FREE, apart, at, True, speaker, person)


def _peoples(scene: Scene, post: Post) -> frozenset[str]:
    """The adjectives of a phrase that tell a state or an age: «норвежский», «79-летний»."""
    return frozenset(w for w in post.adjectives if scene.cast.state_of(w) is not None or w[:1].isdigit())


def _goes_on(scene: Scene, start: int, end: int) -> Person | None:
    """«Он осудил и поступок Петрова. Политик заявил»: whom the pronoun means that is the only subject of a stretch."""
    view = scene.view
    if scene.subjects_between(start - 1, end):
        return None
    for token in view.inside(start, end):
        gender = {"он": "Masc", "она": "Fem"}.get(fold(token.norm))
        if gender is None or not token.dep.startswith("nsubj"):
            continue
        people = (person for person, _, _ in scene.salient(token.start_char) if person.gender == gender)
        return next(people, None)
    return None


def _reach(post: Post, level: float, lang: str) -> int:
    """How many paragraphs back."""
    if level == FREE:
        return 0 if role_kind(post.noun.role) == "office" and lang == "ru" else _NEAR
    return 1 if level > OTHER or lang == "kk" else 0


def _alone(scene: Scene, post: Post, person: Person, position: int) -> bool:
    """«Израильский премьер летит в Рим. Иван Коэн … ¶ Премьер-министр Израиля заявил»: the text has told of nobody else so
    far, and of the post without a name, or this one spoke."""
    if any(other is not person and other.seen[0] < position for other in scene.cast.persons.values()):
        return False
    if not post.opens or any(person.key in speaker.people for _, speaker in scene.spoken_before(position)):
        return post.opens
    nouns = (speaking_noun(scene.view, i, post.lang) for i in scene.view.range_of(0, position))
    return any(noun is not None and noun.role == post.noun.role for noun in nouns)


def _allowed(
    scene: Scene, post: Post, person: Person, told: tuple[int, bool], position: int, lang: str
) -> bool:
    """What stands beside the noun tells nothing that would need to be known: «молодой селекционер из Карабалыка» is new."""
    at, spoke = told
    fits = {affiliated(scene.cast, person, name) for name in post.names}
    if False in fits:
        return False
    just = post.opens and at >= scene.sentence_start(scene.sentence_start(position) - 2)
    lower = post.noun.role == "spokesperson" or role_kind(post.noun.role) not in ("office", "leading")
    if (
        lang == "ru"
        and fits == {None}
        and lower
        and not just
        and (scene.paragraphs(at, position) or not spoke)
    ):
        return False  # «представитель МИД Германии», «агент из Орла» is nobody told of by another post
    if post.bare or lang == "kk" and not post.nouns:
        return True
    if lang == "kk" and (person.affiliations or person.roles):
        return False
    if post.complements or lang == "kk":
        here = scene.sentence_start(position)
        return post.opens and at >= scene.sentence_start(here - 2)
    if spoke and post.adjectives == _peoples(scene, post) and not scene.paragraphs(at, position):
        return True  # «Орлов напомнил … – цитирует газета белорусского лидера»
    return not post.adjectives or post.opens or post.anyone or bool(post.places & person.places)


def _outdone(scene: Scene, post: Post, position: int, near: _Candidate, known: list[_Candidate]) -> bool:
    """Whoever is near is meant rather than those who are known by the noun: all of these are farther away."""
    if near.kin < FREE or any(c.at >= near.at or c.apart > near.apart for c in known):
        return not known
    if post.anyone or post.noun.role == "expert":
        return all(c.kin < EXACT for c in known)
    here = scene.view.document.sentence_at(position)
    start = scene.view.document.blocks[here.block_i].start_char if here is not None else position
    named = {
        scene.person(m).key for m in scene.subjects_between(start - 1, here.start_char if here else position)
    }
    fresh = near.person is not None and named == {near.person.key}
    return fresh and all(c.at < start for c in known if c.kin >= ROLE)


def _best(scene: Scene, found: list[_Candidate]) -> Speaker:
    """The one whom most words tell apart, then the last one; nobody where one sentence names two."""
    most = max(c.apart for c in found)
    found = [c for c in found if c.apart >= most - 0.01]
    last = found[0]
    here = scene.view.document.sentence_at(last.at)
    rivals = [
        c
        for c in found
        if not last.spoke and not c.spoke and here is not None and here.start_char <= c.at < here.end_char
    ]
    if len(rivals) > 1:
        names = ", ".join(sorted(c.speaker.name or "" for c in rivals))
        return Speaker(None, None, "person", f"ambiguous post: {names}")
    return last.speaker


def _the_other(scene: Scene, post: Post, position: int) -> Speaker | None:
    """«Его коллега», «ее визави», «его учительница»: anybody but the one spoken of."""
    spoken = next((s for _, s in scene.spoken_before(position)), None)
    lone = not post.complements and not post.names and not post.places
    owner = {"его": "Masc", "ее": "Fem"}.get(post.possessed)
    for speaker, person, at, _ in _told(scene, position):
        if person is not None and owner is not None and person.gender == owner:
            owner = None  # «ее ученик» is not she
            continue
        if lone and scene.paragraphs(at, position) > _SIDES:
            return None
        if person is None or disagrees(person, post.gender) or (spoken and person.key in spoken.people):
            continue
        apart = told_apart(scene.cast, person, post)
        if apart or (lone and post.possessed and apart is not None and person.gender is not None):
            return replace(speaker, reason="post: the other one")
    return None


def _namesake(scene: Scene, position: int) -> Speaker | None:
    """«Его однофамилец»: who shares the surname of the one named last."""
    for _, person, _, _ in _told(scene, position):
        other = namesake(scene.cast, person, None) if person is not None else None
        if other is not None:
            return scene.speaker(other, "post: of one surname")
    return None
