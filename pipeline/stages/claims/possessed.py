"""Sources that are told of by their owner: «в его письме», «согласно их обзору», «его авторы», «авторы доклада»."""

from __future__ import annotations

from collections.abc import Callable, Set

from pipeline.lang.ru.inflection import genitive
from pipeline.schema import Token
from pipeline.stages.claims.draft import Source, Speaker
from pipeline.stages.claims.genders import stands_in
from pipeline.stages.claims.nouns import Speaking, speaking_noun
from pipeline.stages.claims.orgs import entity_name
from pipeline.stages.claims.papers import last_document
from pipeline.stages.claims.pronouns import last_speaker, they
from pipeline.stages.claims.ru_phrase import phrase
from pipeline.stages.claims.scene import Scene
from pipeline.stages.claims.words import fold, source_words, words

_FAR = 3  # paragraphs back to the document whose authors speak
_WHOSE = {"его": "Masc", "ее": "Fem", "их": None}


def possessed(
    scene: Scene, source: Source, noun: Speaking, told_of: Set[str], named: Callable[[Source], Speaker]
) -> Speaker | None:
    """Who speaks in what belongs to somebody, or the authors of a document; None for any other source.

    `named` tells who a phrase means.
    """
    assert source.span is not None
    view = scene.view
    whose = next((t for t in view.inside(*source.span) if fold(t.norm) in _WHOSE), None)
    if noun.words[-1] == "автор":
        alone = len(view.inside(*source.span)) == (1 if whose is None else 2)
        return _authors(scene, source, whose is not None) if alone else None
    if whose is None or noun.kind != "document":
        return None
    if fold(whose.norm) == "их":
        found = they(scene, whose.start_char)
    else:
        found = _owner(scene, whose, named) or last_speaker(
            scene, whose.start_char, _WHOSE[fold(whose.norm)], but=told_of
        )
    return found if found.name is not None else None


def _owner(scene: Scene, whose: Token, named: Callable[[Source], Speaker]) -> Speaker | None:
    """«Против выступил союз. В его письме …», «Цифры приводит компания «Темиржол». В ее отчете …»: the organization that is
    subject of the sentence before."""
    view = scene.view
    here = scene.sentence_start(whose.start_char)
    at = view.range_of(scene.sentence_before(here), here)
    for i in at:
        token = view.tokens[i]
        if not (token.dep.startswith("nsubj") or (token.dep == "ROOT" and token.pos in ("NOUN", "PROPN"))):
            continue
        mention = view.mention_at(token.start_char, "organization")
        if mention is not None:
            return Speaker(
                entity_name(view, mention), mention.entity_id, "organization", "owner of the document"
            )
        noun = speaking_noun(view, i, "ru")
        fits = (token.feat("Gender") == "Fem") == (fold(whose.norm) == "ее")
        if noun is not None and noun.kind == "institution" and fits and token.feat("Case") == "Nom":
            found = phrase(view, i, at)
            return named(found) if found.span is not None else None
    return None


def _authors(scene: Scene, source: Source, whose: bool) -> Speaker | None:
    """«Его авторы»: those of the document named last; «авторы»: of the one that spoke last."""
    assert source.span is not None and source.head is not None
    view, position = scene.view, source.span[0]
    plural = view.tokens[source.head].feat("Number") == "Plur"
    writer = _writer(scene, position) if not whose and not plural else None
    if writer is not None:
        return writer
    word = _named_last(scene, position) if whose else _spoke_last(scene, position)
    if word is None:
        return None
    name = f"{'авторы' if plural else 'автор'} {genitive(word)}"
    return Speaker(name, None, "unnamed_group", "authors of a document", single=not plural)


def _writer(scene: Scene, position: int) -> Speaker | None:
    """«В статье обозревателя Анны Ким … Автор считает»: the one whose writing the text has named, if just one."""
    view, found = scene.view, {}
    for i in view.range_of(0, position):
        noun = (
            speaking_noun(view, i, "ru")
            if fold(view.tokens[i].lemma) in source_words("written", "ru")
            else None
        )
        if noun is None or i + 2 >= len(view.tokens):
            continue
        name = view.mention_at(view.tokens[i + 1].start_char, "person")
        post = speaking_noun(view, i + 1, "ru") if name is None else None
        if post is not None and post.kind == "person" and view.tokens[i + 1].feat("Case") == "Gen":
            name = view.mention_at(view.tokens[i + 2].start_char, "person")
        if name is not None and stands_in(name, "Gen") is not False:
            who = scene.cast.fullest(scene.person(name))
            found[who.key] = who
    return scene.speaker(next(iter(found.values())), "author of the paper") if len(found) == 1 else None


def _named_last(scene: Scene, position: int) -> str | None:
    i = last_document(scene.view, position)
    noun = speaking_noun(scene.view, i, "ru") if i is not None else None
    near = i is not None and scene.paragraphs(scene.view.tokens[i].start_char, position) <= 1
    return noun.words[-1] if noun is not None and near else None


def _spoke_last(scene: Scene, position: int) -> str | None:
    for at, speaker in scene.spoken_before(position):
        if scene.paragraphs(at, position) > _FAR:
            break
        if speaker.kind == "document":
            nouns = [
                w
                for w in fold(speaker.name or "").split()
                if any(n.lemma == "document" for n in words("ru").nouns.get(w, ()))
            ]
            return nouns[0] if nouns else None
    return None
