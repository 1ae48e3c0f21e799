"""Which organization a Russian noun without a name means: «министерство», «в ведомстве», «национальная компания», «перевозчик».

Candidates are the organizations that spoke, those named and those told of by a phrase («департамент экологии»), the last
one first; a noun fits when the name has it, or when the name shows the kind of institution that the noun tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.schema import Mention
from pipeline.stages.claims.draft import Source, Speaker
from pipeline.stages.claims.nouns import Speaking, speaking_noun
from pipeline.stages.claims.orgs import entity_name, is_authority, kind_of
from pipeline.stages.claims.phrases import phrase_name
from pipeline.stages.claims.ru_phrase import phrase
from pipeline.stages.claims.scene import Scene
from pipeline.stages.claims.words import fold, source_words, words

_SEEN = 60  # mentions that a reader has in mind
_REACH = {"authority": 8, "business": 6, "": 6}  # paragraphs back to an institution whose name shows its kind
_NEAR = 2  # paragraphs back to one that spoke, of no known kind
_SAME, _SHOWN, _OPEN = 3, 2, 1


@dataclass(frozen=True, slots=True)
class _Told:
    """An organization told of at a character, with the words of its name and of what stands beside it."""

    at: int
    speaker: Speaker
    words: frozenset[str]
    beside: frozenset[str]
    spoke: bool
    told: bool = False
    topic: bool = False

    @property
    def of_the_press(self) -> bool:
        """A noun for a newspaper or the like stands beside the name: «рейтинг журнала Forbes»."""
        rows = (entry for word in self.beside for entry in words("ru").nouns.get(word, ()))
        return any(entry.lemma == "media" and len(entry.words) == 1 for entry in rows)

    @property
    def firm(self) -> bool:
        """A noun for a business stands beside the name: «компания «Темиржол»»."""
        return bool(self.beside & source_words("business"))


def institution_meant(scene: Scene, source: Source, noun: Speaking) -> Speaker | None:
    """The organization of the document that the noun means; None when the phrase tells more than its kind, or nobody fits."""
    assert source.span is not None
    view, position = scene.view, source.span[0]
    beside = [
        t
        for i in view.range_of(*source.span)
        if i not in noun.positions and (t := view.tokens[i]).pos not in ("PUNCT", "ADP")
    ]
    if any(fold(t.lemma) not in source_words("of_rank", "ru") for t in beside):
        return None
    if source.head is not None and view.tokens[source.head].feat("Number") == "Plur":
        return None
    word = noun.words[-1]
    kind = kind_of(word)
    general = bool(kind) or word in source_words("general") or noun.kind == "media"
    general = general and word not in source_words("collective", "ru")  # «пресса пишет» of no newspaper
    best: tuple[float, _Told] | None = None
    for one in sorted(_told(scene, position), key=lambda item: -item.at):
        fit = _fit(word, kind, one)
        topic = one.topic and noun.kind != "media"
        if kind and one.beside & source_words("venue", "ru"):
            continue  # «на сайте биржи» is where a thing is told
        if noun.kind == "media" and fit == _OPEN:
            fit = 0 if is_authority(one.words) else _SHOWN if one.of_the_press else _OPEN
        if fit == _SAME:
            if not general:
                return one.speaker
        elif (
            not general
            or not fit
            or (fit == _OPEN and kind != "business" and (beside or not (one.spoke or topic)))
        ):
            continue
        gap = scene.paragraphs(one.at, position)
        if fit < _SAME and gap > (_REACH.get(kind, 0) if fit == _SHOWN else _NEAR) and not topic:
            continue
        score = fit + (one.spoke or topic) - gap / 4
        if best is None or score > best[0]:
            best = score, one
    return best[1].speaker if best is not None else None


def _fit(word: str, kind: str, one: _Told) -> int:
    """How well the name of an organization shows what the noun tells."""
    if word == "министерство" and any(
        own.startswith("мин") or own in source_words("ministry", "ru") for own in one.words
    ):
        return _SAME
    if word == "служба" and any(own.endswith(tuple(source_words("service", "ru"))) for own in one.words):
        return _SAME
    # «полиция РА»: behind an authority stands whose it is, not what it is called
    whose = not kind and word not in source_words("general") and is_authority(frozenset({word}))
    names = one.words if whose else one.words | one.beside
    if any(own == word or (len(word) > 4 and own.startswith(word)) for own in names):
        return _SAME
    if kind == "authority":
        if word == "министерство" or one.firm:
            return 0
        if is_authority(one.words):
            return _SHOWN
        return 0 if one.speaker.reason == "phrase" else _OPEN  # «турецкие издания»
    if kind == "business":
        return 0 if is_authority(one.words) or one.told else _SHOWN if one.firm else _OPEN
    return _OPEN


def _told(scene: Scene, position: int) -> Iterator[_Told]:
    view = scene.view
    for at, speaker in scene.spoken_before(position):
        if speaker.kind == "organization" and speaker.name and ";" not in speaker.name:
            yield _Told(at, speaker, frozenset(fold(speaker.name).split()), frozenset(), True)
    topics = _topics(scene)
    before = scene.sentence_before(position)
    for mention in view.labelled(0, position, "organization")[-_SEEN:]:
        if not _addressed(scene, mention):
            yield _named(scene, mention, position, topics, before)
    for i in view.range_of(max(0, position - 1500), position):
        token = view.tokens[i]
        noun = speaking_noun(view, i, "ru") if token.dep.startswith("nsubj") and token.lang == "ru" else None
        if noun is None or noun.kind != "institution" or view.mention_at(token.start_char, "organization"):
            continue
        here = view.document.sentence_at(token.start_char)
        if here is None or token.feat("Number") != "Sing":
            continue
        found = phrase(view, i, view.range_of(here.start_char, here.end_char))
        if (
            found.span is None
            or len(view.inside(*found.span)) < 2
            or view.labelled(*found.span, "organization")
        ):
            continue
        if source_words("pointing") & {fold(t.lemma) for t in view.inside(*found.span)}:
            continue  # «эта группа» tells of it no more than «группа»
        name = phrase_name(view, found, "ru")
        yield _Told(
            token.start_char,
            Speaker(name, None, "organization", "told of before"),
            frozenset(fold(name).split()),
            frozenset(),
            False,
            told=True,
        )


def _topics(scene: Scene) -> frozenset[str]:
    """The organization that the headline names, if just one: of which the document is."""
    blocks = scene.view.read_blocks
    head = blocks[0][1] if blocks else None
    named = scene.view.labelled(head.start_char, head.end_char, "organization") if head is not None else []
    found = frozenset(scene.cast.place_key(mention) for mention in named)
    return found if len(found) == 1 and len(blocks) > 1 else frozenset()


def _named(scene: Scene, mention: Mention, position: int, topics: frozenset[str], before: int) -> _Told:
    """A mention; `before` is where the sentence before `position` begins: its subject is as near as who spoke there."""
    view = scene.view
    at = view.range_of(mention.start_char, mention.end_char)
    around = view.tokens[max(0, at.start - 2) : min(at.stop + 2, view.index_from(position))]
    beside = frozenset(fold(t.lemma) for t in around if t.pos in ("NOUN", "PROPN"))
    speaker = Speaker(entity_name(view, mention), mention.entity_id, "organization", "named before")
    words_in = frozenset(fold(w) for w in mention.normal.split())
    acts = any(view.tokens[i].dep == "nsubj" and view.tokens[i].feat("Case") == "Nom" for i in at)
    topic = scene.cast.place_key(mention) in topics
    return _Told(
        mention.start_char,
        speaker,
        words_in,
        beside,
        acts and before <= mention.start_char < scene.sentence_start(position),
        topic=topic,
    )


def _addressed(scene: Scene, mention: Mention) -> bool:
    """«сообщили «Вечорке»»: who is told."""
    tokens = scene.view.inside(mention.start_char, mention.end_char)
    return bool(tokens) and tokens[-1].feat("Case") == "Dat" and tokens[-1].dep == "iobj"
