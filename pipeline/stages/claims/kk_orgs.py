"""Which organization of the document a bare Kazakh noun means («министрлік», «палата», «компания», «реттеуші»), and the
name of what it owns («комбинаттың баспасөз қызметі»).

Every organization that is named gets marks: how well the noun fits its name or kind, where it was last told of, whether it
spoke or was a subject there. The best one is meant; one named only later, where no other can be.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.lang.kk.inflect import inflect
from pipeline.schema import Mention, Token
from pipeline.stages.claims.draft import Source, Speaker
from pipeline.stages.claims.kk_phrase import phrase
from pipeline.stages.claims.nouns import Speaking, speaking_noun
from pipeline.stages.claims.orgs import entity_name, is_common
from pipeline.stages.claims.phrases import clean_name, phrase_name
from pipeline.stages.claims.scene import Scene
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words, words

_HEAD, _INNER, _KIND, _MAYBE = 4.0, 3.0, 2.0, 1.0
_FORMS = re.compile(r"(?<!\w)(?:ЖШС|АҚ|ҰК|КеАҚ|ААҚ|ЖАҚ|ТОО|АО|JSHS|AQ|LLP|Ltd|Inc)(?!\w)")
_BACK = 3000  # tokens in which a body may have been named in full
_GENITIVE = "Case=Gen|Number=Sing|Number[psor]=Plur,Sing|Person[psor]=3"
# Institution: the posts at its head, and how its name ends (Білім министрі: Білім министрлігі).
_POSTS = {
    "министрлік": (("министр", "вице-министр"), "министрлігі"),
    "әкімдік": (("әкім",), "әкімдігі"),
}
_NEAR = 2  # paragraphs in which who spoke or was the subject counts
_BEHIND = 3  # words behind a name among which its noun may stand («Таза ауа» қоғамдық қоры)


@dataclass(slots=True)
class _Body:
    """An organization of the document: how it is named, where, and what noun its names end in."""

    mention: Mention
    heads: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    at: list[int] = field(default_factory=list)
    subject: list[int] = field(default_factory=list)
    business: bool = False


@dataclass(frozen=True, slots=True)
class _Post:
    """A post that tells an institution: its token, whether it is the head's, the name and entity of the institution."""

    i: int
    main: bool
    name: str
    entity_id: str | None


def meant(scene: Scene, word: str, position: int) -> Speaker | None:
    """The organization that the noun `word` means at a character; None when the document tells none."""
    if word == "ведомство":
        ministry = _of_speaker(scene, position)
        if ministry is not None:
            return ministry
    bodies = _bodies(scene).values()
    before = [(b, mark) for b in bodies if b.at[0] < position and (mark := _fit(b, word))]
    if before:
        spoke = _spoke(scene, position)
        best = max(before, key=lambda item: _rank(scene, item[0], item[1], position, spoke))
        if best[1] > _MAYBE or scene.paragraphs(_last(best[0].at, position), position) <= _NEAR:
            return _speaker(scene, best[0], "named before")
    later = [b for b in bodies if b.at[0] >= position and _fit(b, word) > _MAYBE]
    if len(later) == 1:
        return _speaker(scene, later[0], "named later")
    return _of_post(scene, word, position) or _in_full(scene, word, position)


def _in_full(scene: Scene, word: str, position: int) -> Speaker | None:
    """«Палата» after «Жоғары аудиторлық палатаның мүшесі»: the last phrase with the noun that is more than the noun."""
    view = scene.view
    here = view.index_from(position)
    for i in range(here - 1, max(-1, here - _BACK), -1):
        if fold(view.tokens[i].lemma) != word or view.tokens[i].feat("Number") == "Plur":
            continue
        found = phrase(view, i, range(max(0, i - 12), i + 1), view.tokens[i].feat("Case") or "Nom")
        if found.span is not None and len(view.inside(*found.span)) > 1:
            return Speaker(phrase_name(view, found, "kk"), None, "organization", "named in full before")
    return None


def _speaker(scene: Scene, body: _Body, reason: str) -> Speaker:
    return Speaker(entity_name(scene.view, body.mention), body.mention.entity_id, "organization", reason)


def _last(places: list[int], position: int) -> int:
    """The last of some sorted places before a character; -1 when there is none."""
    i = bisect_left(places, position)
    return places[i - 1] if i else -1


def _rank(
    scene: Scene, body: _Body, mark: float, position: int, spoke: dict[str, int]
) -> tuple[float, int, int]:
    """Better fit first; then who spoke or was a subject near by; then who was named last."""
    subject = max(_last(body.subject, position), spoke.get(_key(body.mention), -1))
    near = subject >= 0 and scene.paragraphs(subject, position) <= _NEAR
    return mark, subject if near else -1, _last(body.at, position)


def _bodies(scene: Scene) -> dict[str, _Body]:
    """The organizations of the document by key, in the order in which they are named first; worked out once."""
    if "bodies" not in scene.kept:
        scene.kept["bodies"] = _told_bodies(scene.view)
    bodies: dict[str, _Body] = scene.kept["bodies"]
    return bodies


def _told_bodies(view: View) -> dict[str, _Body]:
    found: dict[str, _Body] = {}
    for mention in view.mentions:
        if mention.label != "organization" or is_common(view, mention):
            continue
        body = found.setdefault(_key(mention), _Body(mention))
        at = view.range_of(mention.start_char, mention.end_char)
        tokens = [t for t in view.tokens[at.start : at.stop] if t.pos != "PUNCT"]
        behind = list(_noun_behind(view, mention))
        named = [*tokens, *behind]
        if not named:
            continue
        body.heads.add(fold(named[-1].lemma))
        body.words |= {fold(t.lemma) for t in named}
        entity = view.entities.get(mention.entity_id or "")
        full = (
            [_bare(word) for word in fold(entity.name).split()] if entity is not None and entity.name else []
        )
        if full and mention.text.isupper():
            body.heads.add(full[-1])  # ХВҚ: Халықаралық валюта қоры
            body.words |= set(full)
        body.at.append(mention.start_char)
        if named[-1].feat("Case") in ("Nom", None):
            body.subject.append(mention.start_char)
        quoted = mention.text[:1] in '«"“' or view.text[mention.start_char - 1 : mention.start_char] in (
            "«",
            '"',
            "“",
        )
        tail = view.text[mention.end_char : mention.end_char + 8]
        body.business |= (
            bool(_FORMS.search(mention.text + tail)) or quoted or bool(body.words & source_words("business"))
        )
    return {key: body for key, body in found.items() if body.at}


def _key(mention: Mention) -> str:
    return mention.entity_id or fold(mention.normal)


def _spoke(scene: Scene, position: int) -> dict[str, int]:
    """Where organizations spoke last before a character, themselves or by their press service, by key."""
    last: dict[str, int] = {}
    for at, speaker in scene.spoken_before(position):
        if speaker.kind != "organization":
            continue
        if speaker.entity_id is not None:
            last.setdefault(speaker.entity_id, at)
        for mention in scene.view.labelled(at, at + len(speaker.name or ""), "organization"):
            last.setdefault(_key(mention), at)
    return last


def _noun_behind(view: View, mention: Mention) -> Iterator[Token]:
    """The words behind a quoted or foreign name up to the noun that says what it is: «Таза ауа» қоғамдық қоры."""
    at = view.range_of(mention.start_char, mention.end_char)
    if at.stop and view.tokens[at.stop - 1].feat("Person[psor]") == "3":
        return
    i = at.stop
    held: list[Token] = []
    while i < len(view.tokens) and len(held) < _BEHIND:
        token = view.tokens[i]
        i += 1
        if token.text in ("»", '"', "”") or _FORMS.fullmatch(token.text):
            continue
        if token.pos not in ("NOUN", "ADJ"):
            return
        held.append(token)
        if token.feat("Person[psor]") == "3":
            noun = speaking_noun(view, i - 1, "kk")
            if noun is not None and noun.kind in ("institution", "media"):
                yield from held
            return


def _bare(word: str) -> str:
    """қоры: қор; ұйымы: ұйым; агенттігі: агенттік."""
    for ending in ("сы", "сі", "ы", "і"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stem = word[: -len(ending)]
            return stem[:-1] + {"г": "к", "ғ": "қ"}.get(stem[-1], stem[-1])
    return word


def _fit(body: _Body, word: str) -> float:
    """How well a noun fits an organization: it is the last word of its name, a word of it, or its kind."""
    if word in body.heads:
        return _HEAD
    if word in body.words:
        return _INNER
    known = {
        entry.lemma
        for head in body.heads
        for entry in words("kk").nouns.get(head, ())
        if len(entry.words) == 1
    }
    enterprise = bool(body.heads & source_words("enterprise"))
    authority = bool(body.heads & (source_words("of_authority") | source_words("authority"))) or _ministry(
        body
    )
    if word in source_words("regulator"):
        if body.heads & source_words("regulating") and body.words & source_words("of_state"):
            return _INNER
        return _KIND if authority else 0.0
    if word in source_words("authority") and word != "министрлік":
        return _KIND if authority else 0.0
    if word in source_words("business"):
        if authority or known & {"institution", "media", "group"} and not enterprise:
            return 0.0
        return _KIND if body.business or enterprise else _MAYBE
    if word in source_words("general") and word != "министрлік":
        return _MAYBE
    return 0.0


def _ministry(body: _Body) -> bool:
    return any(head.startswith("министрлі") for head in body.heads)


def _of_speaker(scene: Scene, position: int) -> Speaker | None:
    """«Ведомство» right after a minister has spoken: the ministry of the post before his name."""
    view = scene.view
    at, speaker = next(scene.spoken_before(position), (-1, None))
    if speaker is None or len(speaker.people) != 1 or scene.paragraphs(at, position) > 1:
        return None
    person = scene.cast.persons.get(speaker.people[0])
    names = {view.index_from(start) for start in person.seen} if person is not None else set()
    for post in _posts(scene, "министрлік"):
        if post.i + 1 in names:
            return Speaker(post.name, post.entity_id, "organization", "institution of the post")
    return None


def _of_post(scene: Scene, word: str, position: int) -> Speaker | None:
    """«Денсаулық сақтау министрі X … Министрлік …»: the institution whose head is told of."""
    found = _posts(scene, word)
    told = [post for post in found if scene.view.tokens[post.i].start_char < position] or found
    told = [post for post in told if post.main] or told
    if not told:
        return None
    shortest = min(told, key=lambda post: len(post.name))
    if not all(post.name.endswith(shortest.name) for post in told):
        return None  # of several ministries any may be meant
    return Speaker(shortest.name, shortest.entity_id, "organization", "institution of the post")


def _posts(scene: Scene, word: str) -> list[_Post]:
    """The posts of the document at whose institutions a word points; worked out once."""
    posts, ending = _POSTS.get(word, ((), ""))
    if not posts:
        return []
    if word not in scene.kept:
        view = scene.view
        known = {fold(m.normal): m.entity_id for m in view.mentions if m.label == "organization"}
        found = []
        for i, token in enumerate(view.tokens):
            if fold(token.lemma) not in posts or token.feat("Person[psor]") != "3":
                continue
            first = i
            while (
                first > 0
                and view.tokens[first - 1].sentence_id == token.sentence_id
                and _of_name(view.tokens[first - 1], view.tokens[first])
                and not _person_noun(view, first - 1)
            ):
                first -= 1
            while first < i and not view.tokens[first].text[:1].isupper():
                first += 1
            if first < i:
                name = f"{view.text[view.tokens[first].start_char : token.start_char]}{ending}"
                found.append(_Post(i, fold(token.lemma) == posts[0], name, known.get(fold(name))))
        scene.kept[word] = found
    kept: list[_Post] = scene.kept[word]
    return kept


def _person_noun(view: View, i: int) -> bool:
    noun = speaking_noun(view, i, "kk")
    return noun is not None and noun.kind == "person" and view.tokens[i].feat("Case") == "Nom"


def _of_name(token: Token, after: Token) -> bool:
    """A word that may stand in the name of a ministry or a place: nouns, attributes, және, gerunds with their objects."""
    if token.feat("VerbForm") == "Ger" or fold(token.norm) == "және":
        return True
    cases = ("Nom", "Gen", "Acc", None) if after.feat("VerbForm") == "Ger" else ("Nom", "Gen", None)
    return token.pos in ("NOUN", "PROPN", "ADJ") and token.feat("Case") in cases


def institution(scene: Scene, source: Source, noun: Speaking) -> Speaker | None:
    """The organization that a phrase means which is no name itself; None when the document tells none."""
    assert source.span is not None
    said = [t for t in scene.view.inside(*source.span) if t.pos not in ("PUNCT", "ADP")]
    if len(said) <= len(noun.words):
        return meant(scene, noun.words[-1], source.span[0])
    if noun.words[0] == "баспасөз":
        return _service(scene, source)
    own = {fold(t.lemma) for t in said}
    fuller = [b for b in _bodies(scene).values() if own < b.words and own & b.heads]
    if not fuller:
        return None
    position = source.span[0]
    spoke = _spoke(scene, position)
    best = max(fuller, key=lambda b: _rank(scene, b, _HEAD, position, spoke))
    return _speaker(scene, best, "named in full elsewhere")


def people_of(scene: Scene, source: Source) -> Speaker | None:
    """«Қор сарапшылары»: people of an institution that is named elsewhere; None when the phrase names it, or nothing does."""
    assert source.span is not None
    view = scene.view
    first = view.index_from(source.span[0])
    noun = speaking_noun(view, first, "kk")
    rest = view.text[view.tokens[first].end_char : source.span[1]].strip()
    if noun is None or noun.kind != "institution" or len(noun.words) > 1 or not rest:
        return None
    own = view.mention_at(view.tokens[first].start_char, "organization")
    found = meant(scene, noun.words[-1], source.span[0]) if own is None or is_common(view, own) else None
    if found is None or found.name is None or found.entity_id is None:
        return None
    return Speaker(
        clean_name(f"{_genitive(scene, found)} {rest}"), None, "unnamed_group", "owner named before"
    )


def _service(scene: Scene, source: Source) -> Speaker | None:
    """«Комбинаттың баспасөз қызметі»: the service by the name of its owner; None when the owner is not told."""
    assert source.span is not None
    view = scene.view
    first = view.index_from(source.span[0])
    noun = speaking_noun(view, first, "kk")
    if noun is None or noun.kind != "institution" or noun.words[0] == "баспасөз":
        return None
    found = meant(scene, noun.words[-1], source.span[0])
    if found is None or found.name is None:
        return None
    name = clean_name(f"{_genitive(scene, found)} баспасөз қызметі")
    return Speaker(name, None, "organization", "owner named before")


def _genitive(scene: Scene, owner: Speaker) -> str:
    """The name of an organization in the genitive, as the document has it or made of its last noun; a quoted name stays."""
    view = scene.view
    own = [m for m in view.mentions if m.entity_id == owner.entity_id is not None]
    made: list[str] = []
    for mention in own:
        behind = list(_noun_behind(view, mention))
        tokens = [*view.inside(mention.start_char, mention.end_char), *behind]
        if len(tokens) < 2 or tokens[-1].feat("Person[psor]") != "3":
            continue
        last = tokens[-1]
        if last.feat("Case") == "Gen":
            return view.text[mention.start_char : last.end_char]
        made.append(
            view.text[mention.start_char : last.start_char] + inflect(fold(last.lemma), "NOUN", _GENITIVE)
        )
    if made:
        return made[0]
    name = owner.name or ""
    first, _, last_word = name.rpartition(" ")
    lemma = _bare(fold(last_word))
    institution = any(entry.lemma == "institution" for entry in words("kk").nouns.get(lemma, ()))
    case = _GENITIVE if lemma != fold(last_word) else "Case=Gen|Number=Sing"  # агенттігінің, банктің
    return f"{first} {inflect(lemma, 'NOUN', case)}" if institution and first else name
