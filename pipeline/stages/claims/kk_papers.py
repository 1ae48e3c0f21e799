"""Whose a Kazakh report, letter or answer is («агенттіктің хатында», «жауапта», «есепте»): it speaks for who has issued it.

The owner stands in the phrase, before an attribute of it («Агенттіктің редакцияға жолдаған хатында»), or where the
document was told of before: as its owner there, or as the subject of that sentence. Laws, orders and treaties speak for
themselves.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.stages.claims.draft import Source, Speaker
from pipeline.stages.claims.kk_phrase import is_finite, name_at, phrase
from pipeline.stages.claims.kk_source import nominative
from pipeline.stages.claims.kk_words import word_set
from pipeline.stages.claims.nouns import Speaking, speaking_noun
from pipeline.stages.claims.phrases import phrase_name
from pipeline.stages.claims.scene import Scene
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words

Resolve = Callable[[Source], Speaker]

_ISSUED = ("report", "notice")  # roles of documents that speak for who has issued them
_ATTRIBUTES = 8  # words between an owner and its document
_NEAR = 2  # paragraphs back to who has written a post
_BACK = 400  # tokens in which the document may have been told of


def issuer(scene: Scene, source: Source, noun: Speaking, resolve: Resolve) -> Speaker | None:
    """Who has issued the document of a source; None when the text does not tell, or the document speaks for itself."""
    assert source.span is not None
    if source.head is None or not (
        noun.role in _ISSUED or noun.words[-1] in source_words("any_document", "kk")
    ):
        return None
    view = scene.view
    own = _owner(view, source.head, resolve) if noun.role in _ISSUED else None
    if source.head and fold(view.tokens[source.head - 1].lemma) in word_set("joint"):
        return own  # «қабылданған мәлімдемеде»: of several
    if own is not None or len([t for t in view.inside(*source.span) if t.pos != "PUNCT"]) > 1:
        return own
    here = view.tokens[source.head]
    for i in range(source.head - 1, max(-1, source.head - _BACK), -1):
        found = speaking_noun(view, i, "kk")
        if found is None or found.kind != "document" or view.tokens[i].sentence_id == here.sentence_id:
            continue
        if noun.words[-1] in source_words("any_document", "kk"):
            if found.words[-1] in source_words("any_document", "kk"):
                continue
            if found.role not in _ISSUED:
                return _named(view, i)
        elif found.words[-1] != noun.words[-1]:
            continue
        before = _told_at(scene, i, resolve)
        if before is not None:
            return before
        if noun.words[-1] in source_words("any_document", "kk"):
            return _named(view, i)
    if noun.role == "notice":
        return _subject_before(view, source.head, resolve) or _writer(scene, source, noun)
    return None


def _writer(scene: Scene, source: Source, noun: Speaking) -> Speaker | None:
    """««…», – делінген жазбада»: a post is by whoever was said to write."""
    assert source.span is not None
    at, last = next(scene.spoken_before(source.span[0]), (-1, None))
    if (
        last is None
        or noun.words[-1] not in word_set("posted")
        or scene.paragraphs(at, source.span[0]) > _NEAR
    ):
        return None
    return _told(last)


def _named(view: View, i: int) -> Speaker:
    """A document that speaks for itself, by the phrase in which it was told of last: «келісім жобасы»."""
    told = phrase(view, i, range(max(0, i - 12), i + 1), view.tokens[i].feat("Case") or "Nom")
    return Speaker(phrase_name(view, told, "kk"), None, "document", "document named before")


def in_it(scene: Scene, source: Source, resolve: Resolve) -> Speaker | None:
    """«Басқарма жауап қайтарды. Онда: «…», – делінген»: who has issued the letter that «онда» points to."""
    assert source.span is not None
    view = scene.view
    i = view.index_from(source.span[0])
    block = view.paragraph_start(source.span[0])
    for k in range(i - 1, -1, -1):
        if view.tokens[k].start_char < block:
            return None
        noun = speaking_noun(view, k, "kk")
        if (
            noun is None
            or noun.kind != "document"
            or view.tokens[k].sentence_id == view.tokens[i].sentence_id
        ):
            continue
        return _told_at(scene, k, resolve) if noun.role in _ISSUED else None
    return None


def _told_at(scene: Scene, i: int, resolve: Resolve) -> Speaker | None:
    """Who has issued the document that is told of at a token: it spoke there, or has an owner, or is the object of a subject."""
    start = scene.view.tokens[i].start_char
    spoke = next((speaker for at, speaker in scene.spoken_before(start + 1) if at == start), None)
    if spoke is not None and spoke.kind in ("organization", "person"):
        return spoke
    return _owner(scene.view, i, resolve) or _subject(scene.view, i, resolve)


def _told(speaker: Speaker) -> Speaker | None:
    """A speaker that the document names: an organization of its own name, one person."""
    named = (
        speaker.entity_id is not None or bool(speaker.people) or speaker.reason == "institution of the post"
    )
    return (
        speaker if named and speaker.name is not None and speaker.kind in ("organization", "person") else None
    )


def _owner(view: View, head: int, resolve: Resolve) -> Speaker | None:
    """The owner of the document whose noun stands at `head`: a genitive before it, or a name right before it."""
    if view.tokens[head].feat("Person[psor]") != "3":
        return None
    sentence = view.tokens[head].sentence_id
    for i in range(head - 1, max(-1, head - 1 - _ATTRIBUTES), -1):
        token = view.tokens[i]
        if token.sentence_id != sentence or is_finite(token) or token.text in (",", ";", ":", "–", "—"):
            return None
        case = token.feat("Case")
        bare = i == head - 1 and case in ("Nom", None) and name_at(view, i, "organization") is not None
        if case == "Gen" and token.pos in ("NOUN", "PROPN", "X") or bare:
            found = phrase(view, i, range(max(0, i - 16), i + 1), "Gen" if case == "Gen" else "Nom")
            return _told(resolve(found))
    return None


def _subject(view: View, i: int, resolve: Resolve) -> Speaker | None:
    """The subject before a token in its sentence: «Қор жылдық есебін таныстырды»."""
    found = nominative(view, range(view.sentence_first(i), i))
    return _told(resolve(found)) if found is not None and not found.pronoun else None


def _subject_before(view: View, head: int, resolve: Resolve) -> Speaker | None:
    """The subject of the sentence before, in the same paragraph: «Жазбаға әкімдік үн қатты. Жауапта …»."""
    i = view.sentence_first(head)
    if i == 0 or view.tokens[i - 1].start_char < view.paragraph_start(view.tokens[head].start_char):
        return None
    return _subject(view, i - 1, resolve)
