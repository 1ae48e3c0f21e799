"""Sources named by their post alone: «эксперт КИСИ», «президент России», «глава ведомства», «политолог».

Who is meant: somebody whose post agrees and nothing else contradicts. Words that tell posts apart (an institution, a
country) decide first; without them the one told of last is meant.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from pipeline.schema import Mention
from pipeline.stages.claims.draft import Source, Speaker
from pipeline.stages.claims.nouns import Speaking
from pipeline.stages.claims.scene import Scene
from pipeline.stages.claims.titles import Cast, Person
from pipeline.stages.claims.words import fold, kindred, source_words, words

# Whose opinion is no expert's: they hold an office.
_OFFICES = frozenset(
    [
        "president",
        "premier",
        "minister",
        "governor",
        "deputy_head",
        "lawmaker",
        "diplomat",
        "secretary",
        "chancellor",
        "monarch",
        "agency_head",
    ]
)
_EXACT, _ROLE, _KIN, _OTHER_TRADE = 3.0, 2.5, 2.0, 0.9
_NEAR = 2  # paragraphs back to which a noun that fits anybody may reach
_BACK = 1500  # characters in which somebody may be told of who never spoke
_LEAD = 2  # paragraphs at the head that may give the post before the name


@dataclass(frozen=True, slots=True)
class Post:
    """The phrase of a post: its noun, the nouns and adjectives beside it, countries and other names in it, its gender."""

    noun: Speaking
    nouns: frozenset[str]
    adjectives: frozenset[str]
    places: frozenset[str]
    names: tuple[Mention, ...]
    gender: str | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    kin: float
    told_apart: float
    person: Person
    at: int
    spoke: bool


def holder(
    scene: Scene, source: Source, noun: Speaking, lang: str, told_of: Set[str] = frozenset()
) -> Speaker | None:
    """The person of the document who holds the post; None when nobody does, a speaker without a name when several do.

    `told_of` are the keys of those whom the speaker calls by name, and so is none of them.
    """
    assert source.span is not None and source.head is not None
    position = source.span[0]
    post = _post(scene, source, noun, lang)
    able = [c for c in _candidates(scene, post, position) if c.kin > 0 and c.person.key not in told_of]
    if source_words("colleague") & set(noun.words):
        # «его коллега», «ее визави»: anybody but the one spoken of
        spoken = next((s for _, s in scene.spoken_before(position)), None)
        others = [
            c
            for c in _candidates(scene, post, position, any_post=True)
            if c.told_apart and (spoken is None or c.person.key not in spoken.people)
        ]
        return _speaker(others[0].person, "post: the other one") if others else None
    found = [c for c in able if c.kin >= _KIN] or able
    fresh = _newcomer(scene, post, position, found)
    if fresh is not None and fresh.key not in told_of:
        fresh.nouns.add(" ".join(noun.words))
        fresh.roles |= {noun.role} - {""}
        return _speaker(fresh, "post: named just before")
    if noun.role not in ("expert", "anyone") and any(c.kin == _EXACT for c in found):
        found = [c for c in found if c.kin == _EXACT]  # «вице-министр» is the one who was called so
    weak = _anybody(scene, post, position)
    if weak is not None and all(c.at < weak[0] and c.kin < _EXACT and not c.told_apart for c in found):
        return weak[1]
    if not found and post.places:
        found = _compatriot(scene, post, position, told_of)
    if not found:
        return (
            _named_later(scene, post, position, told_of)
            or _untitled(scene, post, position, told_of)
            or (_by_trade(scene, post, source, told_of) if lang == "kk" else None)
        )
    most = max(c.told_apart for c in found)
    found = [c for c in found if c.told_apart >= most - 0.01]
    last = found[0]
    here = scene.view.document.sentence_at(last.at)
    rivals = [
        c
        for c in found
        if not last.spoke and not c.spoke and here is not None and here.start_char <= c.at < here.end_char
    ]
    if len(rivals) > 1 and post.gender == "Fem" and lang == "ru":
        rivals = [c for c in rivals if c.person.gender in (None, "Fem")] or rivals
    if len(rivals) > 1:
        names = ", ".join(sorted(c.person.name for c in rivals))
        return Speaker(None, None, "person", f"ambiguous post: {names}")
    person = rivals[0].person if rivals else last.person
    return _speaker(person, "post: last speaker" if last.spoke else "post")


def _speaker(person: Person, reason: str) -> Speaker:
    return Speaker(person.name, person.entity_id, "person", reason, (person.key,))


def _compatriot(scene: Scene, post: Post, position: int, told_of: Set[str]) -> list[_Candidate]:
    """«Үндістандық дипломат»: who spoke last, if the state is theirs and nothing is known against the post."""
    spoken = next((s for _, s in scene.spoken_before(position)), None)
    able = _candidates(scene, post, position, any_post=True)
    return [
        c
        for c in able
        if spoken is not None
        and c.person.key in spoken.people
        and c.person.key not in told_of
        and c.person.places & post.places
    ][:1]


def _post(scene: Scene, source: Source, noun: Speaking, lang: str) -> Post:
    assert source.span is not None and source.head is not None
    view = scene.view
    nouns, adjectives = set(), set()
    for i in view.range_of(*source.span):
        token = view.tokens[i]
        if i in noun.positions:
            continue
        if token.pos in ("NOUN", "PROPN", "X"):
            nouns.add(fold(token.lemma))
        elif token.pos == "ADJ":
            adjectives.add(fold(token.lemma))
    names = [m for m in view.labelled(*source.span) if m.label != "event"]
    places = {
        scene.cast.place_key(m) for m in names if m.label == "place" and m.place_kind in (None, "country")
    }
    peoples = {word for word in nouns | adjectives if scene.cast.state_of(word) is not None}
    states = {scene.cast.state_of(word) for word in peoples}
    nouns -= peoples  # швед кәсіпкері: what tells the state, not the post
    dull = source_words("general") | source_words("authority") | source_words("business")
    dull |= source_words("vague")
    named = {fold(t.lemma) for m in names for t in view.inside(m.start_char, m.end_char)}
    return Post(
        noun,
        frozenset(nouns - set(noun.words) - dull - named),
        frozenset(adjectives - set(noun.words)),
        frozenset(places | {state for state in states if state is not None}),
        tuple(names),
        view.tokens[source.head].feat("Gender"),
    )


def _candidates(scene: Scene, post: Post, position: int, *, any_post: bool = False) -> list[_Candidate]:
    """Who may be meant: those told of as speakers or subjects, the last one first, then those only mentioned."""
    told = scene.salient(position)
    keys = {person.key for person, _, _ in told}
    mentioned = [
        (person, max(at for at in person.seen if at < position), False)
        for person in scene.cast.persons.values()
        if person.key not in keys and person.seen[0] < position
    ]
    mentioned.sort(key=lambda item: -item[1])
    found = []
    for person, at, spoke in [*told, *mentioned]:
        kin = kinship(person, post.noun) or (_OTHER_TRADE if any_post else 0.0)
        apart = told_apart(scene.cast, person, post) if kin else None
        if apart is not None:
            found.append(_Candidate(kin, apart, person, at, spoke))
    return found


def kinship(person: Person, noun: Speaking) -> float:
    """How near a noun comes to the posts of a person: the same noun, the same role, a kindred role, another trade; else 0."""
    if " ".join(noun.words) in person.nouns:
        return _EXACT
    if noun.role and noun.role in person.roles:
        if noun.role != "expert":
            return _ROLE
        generic = source_words("generic_expert")
        trades = {own for own in person.nouns if own not in generic} & _trades()
        if noun.words[-1] in generic or not trades or person.nouns & generic:
            return _ROLE
        return _OTHER_TRADE
    return _KIN if person.roles & kindred(noun.role) else 0.0


def _trades() -> frozenset[str]:
    """The nouns of experts."""
    return frozenset(
        " ".join(entry.words)
        for code in ("ru", "kk")
        for entries in words(code).nouns.values()
        for entry in entries
        if entry.cls == "expert"
    )


def told_apart(cast: Cast, person: Person, post: Post) -> float | None:
    """How many words beside the noun name the person's place too; None when one of them contradicts."""
    if post.places and person.places and not post.places & person.places:
        return None
    fits = [affiliated(cast, person, mention) for mention in post.names]
    if any(fit is False for fit in fits):
        return None
    score = 1.5 * sum(bool(fit) for fit in fits) + 2.0 * bool(post.places & person.places)
    shared = {word for word in post.nouns if _has(person, word)}
    foreign = {word for word in post.nouns - shared if _excludes(person, post.noun, word)}
    if foreign and not any(fits):
        return None
    if post.nouns:
        score += 2 * len(shared) / len(post.nouns)
    return score + 0.5 * len({word for word in post.adjectives if _has(person, word)})


def _has(person: Person, word: str) -> bool:
    """The word stands by the person; ministries by their short names (минэнерго and энергетика)."""
    if word in person.words:
        return True
    return (
        len(word) > 6
        and word.startswith("мин")
        and any(own.startswith(word[3:7]) for own in person.words if len(own) > 4)
    )


def _excludes(person: Person, noun: Speaking, word: str) -> bool:
    """A word that does not stand by the person speaks against them when others do: министр энергетики, министр труда."""
    own = {w for w in person.words if w not in person.nouns and w not in noun.words}
    institutions = {w for w in own if _institution(w)}
    return bool(institutions) if _institution(word) else bool(own)


def _institution(word: str) -> bool:
    return any(
        entry.words == (word,) and entry.lemma == "institution"
        for code in ("ru", "kk")
        for entry in words(code).nouns.get(word, ())
    )


def _newcomer(scene: Scene, post: Post, position: int, found: list[_Candidate]) -> Person | None:
    """Somebody without a post, named in this paragraph after everybody who has it: «Иначе думает X. По мнению депутата, …»."""
    here = scene.view.document.sentence_at(position)
    if here is None or post.nouns or (post.places and not post.names):
        return None
    start = scene.view.document.blocks[here.block_i].start_char
    named = scene.subjects_between(start - 1, here.start_char)
    if not named:
        return None
    person = scene.person(named[-1])
    if person.roles or any(c.at >= start and c.kin >= _ROLE for c in found):
        return None
    if any(affiliated(scene.cast, person, name) is False for name in post.names):
        return None
    fits = post.gender is None or person.gender in (None, post.gender) or post.gender == "Masc"
    return person if fits and len({scene.person(m).key for m in named}) == 1 else None


def _anybody(scene: Scene, post: Post, position: int) -> tuple[int, Speaker] | None:
    """«Спикер», «собеседник», «девушка» are whoever spoke last; «эксперт» too, unless it was an officeholder."""
    noun = post.noun
    anyone = noun.role == "anyone" or noun.words[-1] in ("спикер", "собеседник")
    if post.nouns or not (anyone or noun.role == "expert"):
        return None
    for at, speaker in scene.spoken_before(position):
        if scene.paragraphs(at, position) > _NEAR:
            break
        if speaker.kind != "person" or len(speaker.people) != 1:
            return None
        person = scene.cast.persons.get(speaker.people[0])
        if person is None or (not anyone and person.roles & _OFFICES):
            return None
        known = None not in (person.gender, post.gender) and noun.words[-1] != "собеседник"
        if noun.role == "anyone" and known and person.gender != post.gender:
            return None
        if any(affiliated(scene.cast, person, m) is False for m in post.names):
            return None
        if not anyone and person.roles and not person.roles & ({"expert"} | kindred("expert")):
            return None  # somebody of another trade
        return at, _speaker(person, "post: last speaker")
    if not anyone:
        return None
    told = [m for m in scene.subjects_between(max(-1, position - _BACK), scene.sentence_start(position))]
    near = {scene.person(m).key: m for m in told if scene.paragraphs(m.start_char, position) <= 1}
    if len(near) != 1:
        return None
    mention = next(iter(near.values()))
    return mention.start_char, _speaker(scene.person(mention), "post: last subject")


def _named_later(scene: Scene, post: Post, position: int, told_of: Set[str]) -> Speaker | None:
    """«Депутат предложил …» in the lead, «депутат Иван Петров» below: the only one of the text who holds the post."""
    starts = [block.start_char for _, block in scene.view.read_blocks]
    limit = starts[_LEAD + 1] if len(starts) > _LEAD + 1 else None
    top = post.noun.role in ("president", "premier")
    if not top and limit is not None and position >= limit:
        return None
    later = [
        person
        for person in scene.cast.persons.values()
        if person.seen[0] > position
        and person.key not in told_of
        and kinship(person, post.noun) >= (_ROLE if top else _EXACT)
        and told_apart(scene.cast, person, post) is not None
    ]
    return _speaker(later[0], "post, named later") if len(later) == 1 else None


def _untitled(scene: Scene, post: Post, position: int, told_of: Set[str]) -> Speaker | None:
    """A post that nobody of the text holds means who spoke last, if the text has told no post of theirs."""
    if post.nouns or post.names:
        return None
    for at, speaker in scene.spoken_before(position):
        if scene.paragraphs(at, position) > _NEAR or speaker.kind != "person" or len(speaker.people) != 1:
            return None
        person = scene.cast.persons.get(speaker.people[0])
        if person is None or person.roles or person.nouns or person.key in told_of:
            return None
        return _speaker(person, "post: last speaker without one")
    return None


def _by_trade(scene: Scene, post: Post, source: Source, told_of: Set[str]) -> Speaker | None:
    """«…, – деді дәрігер» right after somebody has spoken: a bare noun of no office tells more of him."""
    assert source.span is not None
    position = source.span[0]
    if post.noun.role in _OFFICES or len(scene.view.inside(*source.span)) > 1:
        return None
    at, speaker = next(scene.spoken_before(position), (0, None))
    if speaker is None or len(speaker.people) != 1 or scene.paragraphs(at, position) > 1:
        return None
    person = scene.cast.persons.get(speaker.people[0])
    if person is None or person.key in told_of or person.roles & _OFFICES - {"deputy_head"}:
        return None
    named = scene.subjects_between(at, scene.sentence_start(position))
    if any(scene.person(m) is not person for m in named):
        return None
    return _speaker(person, "post: last speaker of another trade")


def affiliated(cast: Cast, person: Person, mention: Mention) -> bool | None:
    """A name in the phrase of a post stands by the person elsewhere too; None when nothing is known either way."""
    if cast.place_key(mention) in person.affiliations:
        return True
    own = [
        fold(t.lemma)
        for t in cast.view.inside(mention.start_char, mention.end_char)
        if t.pos in ("PROPN", "NOUN", "ADJ", "X")
    ]
    forms = [fold(w) for w in mention.normal.split()]
    if any(_has(person, w) for w in [*own, *forms]):
        return True
    if mention.label == "person":
        return False
    if mention.label == "organization" and mention.text.isupper():
        initials = "".join(w[0] for w in sorted(person.words) if w)
        if set(mention.text.lower()) <= set(initials):
            return True
    return False if person.affiliations else None
