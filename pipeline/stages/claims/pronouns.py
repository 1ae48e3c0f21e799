"""Whom a pronoun (or a verb without subject) means: the last speaker who fits, or a subject named since."""

from __future__ import annotations

from collections.abc import Set

from pipeline.stages.claims.draft import DROPPED, Draft, Source, Speaker
from pipeline.stages.claims.kk_phrase import is_finite
from pipeline.stages.claims.kk_source import people_before
from pipeline.stages.claims.meant import holder
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.phrases import phrase_name
from pipeline.stages.claims.ru_phrase import phrase
from pipeline.stages.claims.scene import Scene
from pipeline.stages.claims.titles import Person
from pipeline.stages.claims.words import fold, source_words

_PLURAL = frozenset(["они", "их", "олар", "олардың"])
_THOSE = "те"
_GENDERS = {"он": "Masc", "его": "Masc", "она": "Fem", "ее": "Fem"}
_THAT = {"тот": "Masc", "та": "Fem"}
_FAR = 2  # paragraphs to which a pronoun reaches back
_BACK = 1500  # characters in which a subject may stand who never spoke
UNRESOLVED = Speaker(None, None, None, "unresolved pronoun")


def pronoun(scene: Scene, source: Source, told_of: Set[str] = frozenset()) -> Speaker:
    """The speaker that он, она, они, ол means: none of those told of by name in what is said."""
    assert source.span is not None and source.head is not None
    form = fold(scene.view.tokens[source.head].norm)
    if form in _PLURAL:
        return they(scene, source.span[0])
    if form == _THOSE:
        return _those(scene, source.span[0])
    if form in _THAT:
        return _that_one(scene, source.span[0], _THAT[form])
    found = last_speaker(scene, source.span[0], _GENDERS.get(form), but=told_of)
    if found.name is None and form in _GENDERS and scene.view.tokens[source.head].lang == "ru":
        return _only_one(scene, source.span[0], _GENDERS[form], told_of)
    return found


def _only_one(scene: Scene, position: int, gender: str, but: Set[str]) -> Speaker:
    """«Дом обыскали при Ирине Лось. По ее словам, …»: the only person of the paragraph so far, in whatever case; else the
    organization whose words the sentence before gives («газета … По ее данным»)."""
    view = scene.view
    here = view.document.sentence_at(position)
    if here is None:
        return UNRESOLVED
    start = view.document.blocks[here.block_i].start_char
    people = [scene.cast.fullest(scene.person(m)) for m in view.labelled(start, position, "person")]
    told = {p.key: p for p in people if p.gender == gender and p.key not in but}
    if not told and len({p.key for p in people}) == 1:
        unknown = [
            p
            for p in people
            if p.gender is None or p.guessed and not _another(scene, start, position, gender)
        ]
        told = {p.key: p for p in unknown if p.key not in but}  # whose name tells no gender
    if len(told) == 1:
        person = next(iter(told.values()))
        return scene.speaker(person, "pronoun: only person")
    return UNRESOLVED if people else _those_of(scene, position)


def _another(scene: Scene, start: int, end: int, gender: str) -> bool:
    """A noun for somebody of the gender, or a name of a thing that may be one, stands there: «жена Абэ … она»."""
    return any(
        t.pos == "NOUN"
        and t.feat("Animacy") == "Anim"
        and t.feat("Gender") == gender
        and t.feat("Number") == "Sing"
        for t in scene.view.inside(start, end)
    )


def _that_one(scene: Scene, position: int, gender: str) -> Speaker:
    """«Зарецкая обвинила Шаповала. Тот отрицает …»: whom the sentence before names last, and not as its subject."""
    view = scene.view
    here = scene.sentence_start(position)
    if view.labelled(here, position, "person"):
        here = position  # «Орлов спросил Зимина, на что тот ответил»
        start = scene.sentence_start(position)
    else:
        start = scene.sentence_before(here)
    spoke = next((s.people for at, s in scene.spoken_before(here) if at >= start), ())
    subjects = {scene.person(m).key for m in scene.subjects_between(start - 1, here)}
    for mention in reversed(view.labelled(start, here, "person")):
        person = scene.cast.fullest(scene.person(mention))
        if person.key in spoke or (person.key in subjects and len(subjects) == 1):
            continue
        if person.gender in (None, gender):
            return scene.speaker(person, "pronoun: that one")
    return UNRESOLVED


def _those(scene: Scene, position: int) -> Speaker:
    """«Орлова обратилась к чиновникам. Те обещали …»: the group that the sentence before names last, and not as its subject."""
    view = scene.view
    here = scene.sentence_start(position)
    at = view.range_of(scene.sentence_before(here), here)
    for i in reversed(at):
        token = view.tokens[i]
        plural = token.feat("Number") == "Plur" and token.feat("Animacy") == "Anim"
        noun = speaking_noun(view, i, "ru") if plural and not token.dep.startswith("nsubj") else None
        found = phrase(view, i, at, token.feat("Case") or "Nom", sure=True) if noun is not None else None
        if found is not None and found.span is not None:
            return Speaker(phrase_name(view, found, "ru"), None, "unnamed_group", "pronoun: that one")
    return UNRESOLVED


def by_it(draft: Draft) -> bool:
    """«Согласно ему», «согласно ей»: a law or a theory, nobody's words."""
    return draft.cue is not None and draft.cue.lemma == "согласно" and draft.lang == "ru"


def dropped(scene: Scene, draft: Draft) -> bool:
    """The verb has a subject that the sentence leaves out: «Также отметил, что …», «… екенін айтты»."""
    assert draft.cue is not None
    if draft.source.reason == DROPPED:
        return True
    verb = scene.view.tokens[draft.cue.head] if draft.cue.head >= 0 else None
    own = (
        draft.cue.form == "finite"
        and "passive" not in draft.cue.frames
        and draft.source.reason in ("agentless", "")
    )
    return (
        own
        and draft.lang == "ru"
        and verb is not None
        and verb.feat("Number") == "Sing"
        and verb.feat("Tense") == "Past"
    )


def subject_left_out(scene: Scene, draft: Draft) -> Speaker:
    """Who goes on speaking with a verb that names nobody."""
    assert draft.cue is not None
    russian = draft.lang == "ru" and draft.cue.head >= 0
    gender = scene.view.tokens[draft.cue.head].feat("Gender") if russian else None
    return last_speaker(scene, draft.cue.span[0], gender, reach=1)


def _group_before(scene: Scene, position: int) -> Speaker | None:
    """«Часть сенаторов осталась при своем. По их словам, …»: the group that is subject of the sentence before."""
    limit = scene.sentence_start(position)
    here = scene.view.document.sentence_at(position)
    if here is None or here.lang != "ru":
        return None
    start = scene.sentence_before(limit) if limit else 0
    for i in reversed(scene.view.range_of(start, position)):
        token = scene.view.tokens[i]
        counted = bool(scene.view.children_of(i, "nummod:gov"))  # «несколько изданий»
        if not token.dep.startswith("nsubj") or token.feat("Case") not in ("Nom", None) and not counted:
            continue
        found = _several(
            scene, i, scene.view.range_of(start if token.start_char < limit else limit, position)
        )
        if found is not None or token.start_char < limit:
            return found
    return None


def _several(scene: Scene, i: int, at: range) -> Speaker | None:
    """The group whose noun a token is, or the two whose names «и» joins; None for anybody else."""
    view, token = scene.view, scene.view.tokens[i]
    people = [
        m
        for j in (i, *view.children_of(i, "conj"))
        if (m := view.mention_at(view.tokens[j].start_char, "person")) is not None
    ]
    if len(people) > 1:
        both = [scene.cast.fullest(scene.person(m)) for m in people]
        names = "; ".join(dict.fromkeys(person.name for person in both))
        keys = tuple(person.key for person in both)
        return Speaker(names, both[0].entity_id, "person", "pronoun: last subject", keys)
    noun = speaking_noun(view, i, "ru")
    media = noun is not None and noun.kind == "media" and token.feat("Number") == "Plur"
    animate = token.feat("Number") == "Plur" and token.feat("Animacy") == "Anim"
    if not (media or animate or fold(token.lemma) in source_words("quantity")):
        return None
    found = phrase(view, i, at, sure=True)
    if found.span is None:
        return None
    return Speaker(phrase_name(view, found, "ru"), None, "unnamed_group", "pronoun: last subject")


def they(scene: Scene, position: int) -> Speaker:
    """The group or the several that «они» means."""
    group = _group_before(scene, position)
    if group is not None:
        return group
    here = scene.view.document.sentence_at(position)
    kazakh = here is not None and here.lang.startswith("kk")
    people = people_before(scene.view, position) if kazakh else None
    since = people.span[0] if people is not None and people.span is not None else -1
    for spoken, speaker in scene.spoken_before(position):
        if spoken < since:
            break  # somebody else is told of in the plural since
        if speaker.name and (";" in speaker.name or (speaker.kind == "unnamed_group" and not speaker.single)):
            return Speaker(
                speaker.name, speaker.entity_id, speaker.kind, "pronoun: last speakers", speaker.people
            )
    if people is not None:
        return Speaker(phrase_name(scene.view, people, "kk"), None, "unnamed_group", "pronoun: last people")
    return UNRESOLVED if kazakh else _those_of(scene, position)


def _those_of(scene: Scene, position: int) -> Speaker:
    """«В компании спорят с этим. По их словам, …»: the organization whose words the sentence before gives."""
    at, last = next(scene.spoken_before(scene.sentence_start(position)), (-1, UNRESOLVED))
    if at < scene.sentence_before(position) or last.kind != "organization":
        return UNRESOLVED
    return Speaker(last.name, last.entity_id, last.kind, "pronoun: last source")


def last_speaker(
    scene: Scene, position: int, gender: str | None, reach: int = _FAR, but: Set[str] = frozenset()
) -> Speaker:
    """Who speaks on at a character: the last speaker of the gender, unless another is named as subject since.

    `but` are the keys of persons who cannot be meant.
    """
    told = _post_since(scene, position, gender, but) if gender is not None else None
    if told is not None:
        return told
    mine = _clause_subject(scene, position, gender)
    if mine is not None:
        return scene.speaker(mine, "pronoun: last subject")
    for spoken, speaker in scene.spoken_before(position):
        if but & set(speaker.people) or _quoted_by(scene, spoken, position, gender):
            continue
        since = _subject_since(scene, spoken, position, gender, speaker, but)
        if since is not None:
            return scene.speaker(since, "pronoun: last subject")
        if _fits(scene, speaker, gender):
            return Speaker(
                speaker.name,
                speaker.entity_id,
                speaker.kind,
                "pronoun: last speaker",
                speaker.people,
                speaker.single,
            )
        if scene.paragraphs(spoken, position) > reach:
            break
    person = _subject_since(scene, max(-1, position - _BACK), position, gender, None, but)
    if person is not None:
        return scene.speaker(person, "pronoun: last subject")
    return UNRESOLVED


def _quoted_by(scene: Scene, spoken: int, position: int, gender: str | None) -> bool:
    """Who spoke there is quoted by somebody who fits: «Орлов напомнил, что Зимин его осудил. По его словам, …»."""
    outer = scene.reporter(spoken)
    if outer is None or scene.reporter(position) == outer:
        return False
    return any(at == outer and _fits(scene, s, gender) for at, s in scene.spoken_before(len(scene.view.text)))


def _clause_subject(scene: Scene, position: int, gender: str | None) -> Person | None:
    """«Хотя Орлов пока не уходит (по его словам, он здоров)», «Зимина спросили, уйдет ли он»: whom a clause before it in the
    sentence is about, where nobody who fits has spoken in the paragraph."""
    view = scene.view
    here = view.document.sentence_at(position)
    if here is None or here.lang != "ru" or gender is None:
        return None
    start = view.document.blocks[here.block_i].start_char
    if any(at >= start and _fits(scene, speaker, gender) for at, speaker in scene.spoken_before(position)):
        return None
    for mention in reversed(scene.subjects_between(here.start_char - 1, position)):
        person = scene.person(mention)
        since = view.inside(mention.end_char, position)
        if person.gender in (None, gender) and any(t.feat("VerbForm") == "Fin" for t in since):
            return person
    return None


def _fits(scene: Scene, speaker: Speaker, gender: str | None) -> bool:
    if speaker.name is None or ";" in speaker.name or (speaker.kind != "person" and not speaker.single):
        return False
    if not speaker.people or gender is None or speaker.people[0] not in scene.cast.persons:
        return gender != "Fem" or speaker.gender in (None, "Fem")
    return scene.cast.persons[speaker.people[0]].gender in (None, gender)


def _subject_since(
    scene: Scene, start: int, end: int, gender: str | None, last: Speaker | None, but: Set[str]
) -> Person | None:
    """The last person named as a subject after the last speaker spoke, in an earlier sentence than the pronoun."""
    limit = scene.sentence_start(end)
    colon = scene.view.text.rfind(":", limit, end)
    limit = max(limit, _clause_before(scene, limit, end))
    limit = colon if colon > limit else limit  # «Точку поставил депутат Игорь Ткач: по его мнению, …»
    speaks = last is not None and _fits(scene, last, gender)
    for mention in reversed(scene.subjects_between(start, limit)):
        if speaks and scene.reporter(mention.start_char) == start:
            continue  # of whom the last speaker tells: «Орлов рассказал, как Зимин ушел. «Жаль», – сказал он»
        person = scene.person(mention)
        if last is not None and person.key in last.people:
            return None
        if person.key not in but and (gender is None or person.gender in (None, gender)):
            return person
    return None


def _clause_before(scene: Scene, start: int, end: int) -> int:
    """Where the last Kazakh clause with a verb of its own ends before a pronoun: «X оны жоққа шығармайды, оның ойынша …»."""
    here = scene.view.document.sentence_at(end)
    comma = scene.view.text.rfind(",", start, end)
    if here is None or not here.lang.startswith("kk") or comma < 0:
        return -1
    ended = any(is_finite(token) for token in scene.view.inside(start, comma))
    return comma if ended else -1


def _post_since(scene: Scene, position: int, gender: str, but: Set[str]) -> Speaker | None:
    """«Министр с этим согласился. Курсы, подтвердил он, …», «Водителя задержали. Он уверяет …», «Премьера ответ не удовлетворил. Он …»: whom the sentence before is
    about without a name, where it says nothing of what anybody said."""
    view = scene.view
    limit = scene.sentence_start(position)
    here, before = view.document.sentence_at(position), view.document.sentence_at(max(0, limit - 2))
    if (
        here is None
        or before is None
        or before is here
        or here.lang != "ru"
        or before.block_i != here.block_i
    ):
        return None
    start = before.start_char
    at = next((at for at, _ in scene.spoken_before(limit)), -1)
    if at >= start or scene.subjects_between(start - 1, limit) or '"' in before.text or "«" in before.text:
        return None
    for i in view.range_of(start, limit):
        token = view.tokens[i]
        verb = view.tokens[token.head] if token.head is not None else None
        subject = token.dep.startswith("nsubj") and token.feat("Case") == "Nom"
        object_of_all = token.dep == "obj" and verb is not None and _nobody_does(scene, token.head or 0)
        if not subject and verb is not None and verb.pos == "VERB" and view.opens_sentence(i):
            object_of_all = token.dep.startswith(("nsubj", "obj", "iobj"))
        if subject and fold(token.norm) in ("один", "одна") and fold(view.tokens[i + 1].norm) == "из":
            one = phrase(view, i, view.range_of(start, limit), sure=True)  # «Один из выживших спорит»
            name = phrase_name(view, one, "ru") if one.span is not None else None
            lone = Speaker(name, None, "unnamed_group", "pronoun", single=True, gender=token.feat("Gender"))
            return lone if name and _fits(scene, lone, gender) else None
        named = (
            view.mention_at(token.start_char, "person") is not None
        )  # «Вице-министр» may be tagged as a name
        if not (subject or object_of_all) or named or token.pos not in ("NOUN", "PROPN"):
            continue
        noun = speaking_noun(view, i, "ru") if token.feat("Animacy") == "Anim" else None
        if noun is None or noun.kind != "person" or token.feat("Number") != "Sing":
            continue
        found = phrase(view, i, view.range_of(start, limit), token.feat("Case") or "Nom", sure=True)
        if found.span is None or view.labelled(*found.span, "person"):
            continue
        said = verb.feat("Gender") if subject and verb is not None else None
        known = holder(scene, found, noun, "ru", but, said)
        if known is None:
            own = said or token.feat("Gender")
            known = Speaker(
                phrase_name(view, found, "ru"), None, "unnamed_group", "pronoun", single=True, gender=own
            )
        return known if known.name is not None and _fits(scene, known, gender) else None
    return None


def _nobody_does(scene: Scene, i: int) -> bool:
    """«Водителя задержали»: a verb in the plural without a subject."""
    verb = scene.view.tokens[i]
    return verb.feat("Number") == "Plur" and not scene.view.children_of(i, "nsubj", "nsubj:pass")
