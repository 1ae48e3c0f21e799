"""Husbands, wives, parents and children who have a name in the text: whom of a family the noun, or a bare name, means."""

from __future__ import annotations

from pipeline.lang.ru.persons import given_gender
from pipeline.stages.claims.draft import Source
from pipeline.stages.claims.kk_words import honorific
from pipeline.stages.claims.posts import Post, disagrees
from pipeline.stages.claims.scene import Scene
from pipeline.stages.claims.titles import Cast, Person
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words

_ENDINGS = ("ская", "цкая", "ский", "цкий", "ая", "ый", "ий", "ой", "а")


def relative(scene: Scene, post: Post) -> Person | None:
    """«Жена бизнесмена рассказала», where the text names Виктор and Алла Бут: the only one of the gender who shares a surname
    with another person, or with the one whom the phrase names; None where the noun names no kinship or several fit."""
    if post.noun.words[-1] not in source_words("kin", "ru") or post.gender is None:
        return None
    owners = [scene.person(m) for m in post.names if m.label == "person"]
    found = [
        person
        for person in scene.cast.persons.values()
        if person.gender == post.gender
        and person not in owners
        and not person.roles
        and any(
            of_one_surname(person, other) and disagrees(other, post.gender)
            for other in owners or scene.cast.persons.values()
        )
    ]
    return found[0] if len(found) == 1 else None


def namesake(cast: Cast, person: Person, gender: str | None) -> Person | None:
    """«Лис рассказала»: the only one of the gender (of any for None) who has the surname too."""
    found = [
        other
        for other in cast.persons.values()
        if other is not person and gender in (None, other.gender) and of_one_surname(person, other)
    ]
    return found[0] if len(found) == 1 else None


def spoke_last(scene: Scene, person: Person, position: int) -> Person:
    """«, – сказал Орлов» right behind what Павел Орлов told is he, though the text tells more of Марат Орлов."""
    for at, speaker in scene.spoken_before(position):
        if scene.paragraphs(at, position) > 1:
            break
        other = scene.cast.persons.get(speaker.people[0]) if len(speaker.people) == 1 else None
        if other is person:
            break
        if other is None or not of_one_surname(person, other) or given_gender(other.name.split()[0]) is None:
            continue
        if other.name.split()[-1] == person.name.split()[-1]:
            return other
    return person


def of_one_surname(one: Person, other: Person) -> bool:
    """Орлов, Орлова; a name alone has no surname."""
    if one is other or len(one.name.split()) < 2 or len(other.name.split()) < 2:
        return False
    return _stem(one.name.split()[-1]) == _stem(other.name.split()[-1])


def _stem(surname: str) -> str:
    word = fold(surname)
    return next((word[: -len(e)] for e in _ENDINGS if word.endswith(e) and len(word) > len(e) + 2), word)


def in_cast(view: View, cast: Cast, source: Source) -> Person | None:
    """Whom a bare given name or surname means that no finder has seen: «Динара ханым», «Тен»; None unless just one fits."""
    assert source.span is not None
    said = [token for token in view.inside(*source.span) if token.pos != "PUNCT" and not honorific(token)]
    if len(said) != 1 or not said[0].text[:1].isupper() or view.mention_at(said[0].start_char) is not None:
        return None
    form, lemma = fold(said[0].norm), fold(said[0].lemma)
    found = [
        person
        for person in cast.persons.values()
        if len(person.name.split()) > 1
        and any(form == part or lemma == part for part in (fold(w) for w in person.name.split()))
    ]
    return found[0] if len(found) == 1 else None
