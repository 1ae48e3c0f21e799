"""Who is who in a document: the posts, affiliations and countries that stand by each person's names.

«политолог, руководитель отдела … КИСИ Жанар Тулиндинова» gives her the roles expert and manager and the words of the
phrase, so that «эксперт КИСИ» finds her again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from pipeline.known.lookup import find
from pipeline.schema import Mention
from pipeline.stages.claims.genders import (
    name_gender,
    said_gender,
    shown_gender,
    stands_in,
    tagged_gender,
)
from pipeline.stages.claims.kk_phrase import ATTRIBUTES
from pipeline.stages.claims.kk_words import word_set
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.settle import bare_surname_of, is_patronymic, with_surname, womans_name
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import Entry, demonyms, fold, occupations, source_words, words

_AND = {"мен", "пен", "бен"}
_BARRIERS = {";", ":", ".", "!", "?", "–", "—"}


@dataclass(slots=True)
class Person:
    """One person of the document: name, entity, what is told of them, where they are named (start characters).

    `called` are the roles of nouns that were found to mean them; `guessed` tells that the gender is the tagger's word alone.
    """

    key: str
    name: str
    entity_id: str | None
    roles: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    affiliations: set[str] = field(default_factory=set)
    gender: str | None = None
    guessed: bool = False
    seen: list[int] = field(default_factory=list)


class Cast:
    """The persons of a document, by entity (by name where they are not resolved)."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.persons: dict[str, Person] = {}
        self.by_mention: dict[int, Person] = {}
        self.states = {
            fold(m.normal): self.place_key(m)
            for m in view.mentions
            if m.label == "place" and m.place_kind in (None, "country")
        }
        self.labels = {self.place_key(m): m.label for m in view.mentions if m.label != "person"}
        mentions = [mention for mention in view.mentions if mention.label == "person"]
        for mention in mentions:
            self._add(mention)
        self._settle(mentions)
        self._genders([mention for mention in mentions if language(mention.lang) == "ru"])
        for mention in mentions:
            lang = language(mention.lang)
            person = self.by_mention[mention.start_char]
            self._titles(person, mention, lang)
        self._roles()
        self._pairs(mentions)

    def _genders(self, mentions: list[Mention]) -> None:
        """Man or woman by what the text shows anywhere; by the tagger alone where it shows nothing (Хамдалла, Абэ)."""
        for mention in mentions:
            person = self.by_mention[mention.start_char]
            known = shown_gender(self.view, mention) or person.gender or name_gender(person.name)
            person.gender = known or said_gender(self.view, mention)
        for mention in mentions:
            person = self.by_mention[mention.start_char]
            if person.gender is None:
                person.gender = tagged_gender(self.view, mention)
                person.guessed = True

    def _settle(self, mentions: list[Mention]) -> None:
        """Give each person the fullest name, and join those whom two forms of one name made two."""
        by_key: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            if language(mention.lang) == "ru":
                by_key[self.by_mention[mention.start_char].key].append(mention)
        for key, own in by_key.items():
            person = self.persons[key]
            womans = womans_name(self.view, person.name, own)
            if womans is not None:
                person.name, person.gender = womans, "Fem"
        for key, own in by_key.items():
            person = self.persons[key]
            names = [p.name for p in self.persons.values() if p is not person]
            if is_patronymic(person.name):
                fuller = with_surname(person.name, [m.normal for m in own] + names)
            else:
                fuller = bare_surname_of([m.text for m in own], names)
            if fuller is None:
                continue
            other = next((p for p in self.persons.values() if p is not person and p.name == fuller), None)
            if other is None:
                person.name = fuller
            else:
                self._join(person, other)
        kazakh = {self.by_mention[m.start_char].key for m in mentions if language(m.lang) == "kk"}
        for person in [p for p in self.persons.values() if p.key in kazakh]:
            other = self.fullest(person)
            if other is not person:
                self._join(person, other)

    def _join(self, person: Person, other: Person) -> None:
        """Two of one name become one: the fuller one stays."""
        other.seen = sorted([*other.seen, *person.seen])
        for start in person.seen:
            self.by_mention[start] = other
        del self.persons[person.key]

    def fullest(self, person: Person) -> Person:
        """The person of a fuller name whom a bare given name or surname means, if there is just one."""
        own = [word for word in fold(person.name).split() if word not in word_set("honorifics")]
        short = len(own) == 2 and len(own[0].strip(".")) == 1
        called = len(own) == 2 and own[1].endswith(("ұлы", "қызы"))  # Досым Ерікұлы
        double = len(own) == 2  # Перес Гонсалес of Ана Перес Гонсалес
        if len(own) != 1 and not short and not called and not double:
            return person
        fuller = []
        for other in self.persons.values():
            parts = fold(other.name).split()
            if other is person or len(parts) < 2 or len(parts[0].strip(".")) < 2:
                continue
            same = (
                parts[-1] == own[-1] and parts[0][0] == own[0][0]
                if short
                else own[0] in (parts[0], parts[-1], *parts[-1].split("-"))
            )
            if double and not short and not called:
                same = len(parts) > 2 and parts[-2:] == own
            if called:
                same = own[0] == parts[0] and (own[1] in parts or not parts[-1].endswith(("ұлы", "қызы")))
            if same and not set(parts) & word_set("honorifics"):
                fuller.append(other)
        return fuller[0] if len(fuller) == 1 else person

    def _add(self, mention: Mention) -> None:
        key = mention.entity_id or mention.normal
        entity = self.view.entities.get(mention.entity_id or "")
        name = entity.name if entity is not None else mention.normal
        if set(fold(name).split()) < set(fold(mention.normal).split()):
            name = mention.normal  # an entity has the name of the language in which most mentions are
        if language(mention.lang) == "kk":
            bare = [word for word in name.split() if fold(word) not in word_set("honorifics")]
            name = " ".join(bare) if len(bare) > 1 else name  # Зылиқа апа Бисенова
        if language(mention.lang) == "ru" and _latin(name) is not _latin(mention.normal):
            name = mention.normal  # Франсуа Мулен (François Molins)
        person = self.persons.setdefault(key, Person(key, name, mention.entity_id))
        latin = _latin(name), _latin(person.name)
        if latin == (False, True) or (latin[0] is latin[1] and len(name) > len(person.name)):
            person.name = name
        person.seen.append(mention.start_char)
        self.by_mention[mention.start_char] = person

    def _titles(self, person: Person, mention: Mention, lang: str) -> None:
        """Read the titles before the name (and, after a comma, behind it)."""
        first = self.view.index_from(mention.start_char)
        at = first - 1
        region: list[int] = []
        while at >= 0 and first - at <= 24:
            token = self.view.tokens[at]
            if token.text in _BARRIERS and not (
                token.text == "." and at and len(self.view.tokens[at - 1].text) <= 2
            ):
                break
            if (
                token.sentence_id != self.view.tokens[first].sentence_id
                or token.feat("VerbForm") in ("Fin", "Conv")
                or token.pos == "SCONJ"
            ):
                break
            if self.view.mention_at(token.start_char, "person") is not None:
                break
            if fold(token.norm) in _AND and speaking_noun(self.view, at - 1, lang) is not None:
                break  # «Көлік министрі мен Сәкен Тауасаров»: two people
            if lang == "kk" and token.feat("Case") == "Loc" and not fold(token.norm).endswith(ATTRIBUTES):
                break  # «Аудандық сотта бөлімше басшысы Серік Ахметов»: where
            region.append(at)
            at -= 1
        cases = [t.feat("Case") for t in self.view.inside(mention.start_char, mention.end_char)]
        if stands_in(mention, "Nom"):
            cases = ["Nom"]
        if lang == "ru":
            # «муж актрисы Сергей Сенин»: a post of another case is somebody else's.
            region = [
                i
                for i in region
                if self.view.tokens[i].feat("Case") in (*cases, None)
                or (noun := speaking_noun(self.view, i, lang)) is None
                or noun.kind != "person"
            ]
        self._read(person, region, lang)
        behind = self.view.range_of(mention.end_char, mention.end_char + 120)
        if behind and self.view.tokens[behind.start].text in (",", "(", "–", "—"):
            after: list[int] = []
            for i in range(behind.start + 1, behind.stop):
                token = self.view.tokens[i]
                if (
                    token.text in (",", ")", ";", ".", ":")
                    or token.sentence_id != self.view.tokens[first].sentence_id
                    or token.feat("VerbForm") in ("Fin", "Conv")
                    or token.pos == "SCONJ"
                ):
                    break
                if lang == "ru" and speaking_noun(self.view, i, lang) is not None:
                    if token.feat("Number") == "Plur":
                        break  # «…, участники рынка платят»: the sentence goes on
                    if token.feat("Case") not in (*cases, None):
                        continue  # «(однофамилец главы союза)»
                after.append(i)
            if after and any(speaking_noun(self.view, i, lang) is not None for i in after[:4]):
                self._read(person, after, lang)
            elif after and self.view.tokens[behind.start].text == "(":
                self._words(person, after)

    def _pairs(self, mentions: list[Mention]) -> None:
        """«Президенты Казахстана и Узбекистана … – Айдар Ахметов и Шавкат Юсупов»: the first of the first, the second of
        the second."""
        states = [
            m
            for m in self.view.labelled(0, len(self.view.text), "place")
            if m.place_kind in (None, "country")
        ]
        for one, two in zip(mentions, mentions[1:], strict=False):
            pair = self.by_mention[one.start_char], self.by_mention[two.start_char]
            shared = pair[0].roles & pair[1].roles & {"president", "premier", "minister", "head"}
            if not shared or one.lang != "ru" or self.view.text[one.end_char : two.start_char] != " и ":
                continue
            before = [
                (a, b)
                for a, b in zip(states, states[1:], strict=False)
                if b.end_char <= one.start_char
                and self.view.text[a.end_char : b.start_char] == " и "
                and self._of_several(a, shared)
            ]
            if not before:
                continue
            for person, state in zip(pair, before[-1], strict=True):
                person.places = {self.place_key(state)}
                person.affiliations = {self.place_key(state)}

    def _of_several(self, state: Mention, roles: set[str]) -> bool:
        """The name of a state stands behind «президенты»."""
        i = self.view.index_from(state.start_char) - 1
        noun = speaking_noun(self.view, i, "ru") if i >= 0 else None
        several = (
            self.view.tokens[i].norm.lower().endswith(("ы", "и"))
        )  # the tagger takes «Президенты» for a name
        return noun is not None and noun.role in roles and several

    def _read(self, person: Person, region: list[int], lang: str) -> None:
        found = False
        colleagues = source_words("colleague")
        degree = any(fold(self.view.tokens[i].lemma) == "наука" for i in region)
        for i in region:
            noun = speaking_noun(self.view, i, lang)
            if fold(self.view.tokens[i].lemma) in colleagues:
                self._like_the_last(person, i)
            elif noun is not None and noun.kind == "person":
                found = True
                if noun.words[-1] in ("доктор", "кандидат") and degree:
                    person.roles.add("expert")  # «доктор биологических наук» is no doctor
                    continue
                person.nouns.add(" ".join(noun.words))
                if noun.role:
                    person.roles.add(noun.role)
        if found:
            self._words(person, region)
            if any(word.startswith(tuple(source_words("research"))) for word in person.words):
                person.roles.add("expert")

    def _like_the_last(self, person: Person, i: int) -> None:
        """«Его коллега Эдуард Полетаев»: the posts of the person named before."""
        start = self.view.tokens[i].start_char
        before = [
            m
            for m in self.view.labelled(0, start, "person")[-3:]
            if self.by_mention[m.start_char] is not person
        ]
        if before:
            last = self.by_mention[before[-1].start_char]
            person.roles |= last.roles
            person.nouns |= last.nouns

    def _words(self, person: Person, region: list[int]) -> None:
        for i in region:
            token = self.view.tokens[i]
            if token.pos in ("NOUN", "PROPN", "ADJ", "X"):
                person.words.add(fold(token.lemma))
            state = self.state_of(fold(token.lemma))
            if state is not None:
                person.places.add(state)
            mention = self.view.mention_at(token.start_char, "place", "organization")
            if mention is not None:
                person.words |= {fold(w) for w in mention.normal.replace("«", " ").replace("»", " ").split()}
                person.affiliations.add(self.place_key(mention))
                if mention.label == "place" and mention.place_kind in (None, "country"):
                    person.places.add(self.place_key(mention))

    def place_key(self, mention: Mention) -> str:
        """What identifies a country or organization."""
        return mention.entity_id or fold(mention.normal)

    def state_of(self, adjective: str) -> str | None:
        """What identifies the state of an adjective (российский), as `place_key` does."""
        place = demonyms().get(adjective)
        if place is None:
            return None
        known = find(place, "place")  # белорусский of Белоруссия
        return self.states.get(fold(place)) or (known.id if known is not None else fold(place))

    def _roles(self) -> None:
        """What the roles stage knows."""
        by_name: dict[str, list[Person]] = defaultdict(list)
        for person in self.persons.values():
            by_name[fold(person.name)].append(person)
        for role in self.view.document.roles:
            if role.modality != "fact":
                continue
            owners = [
                p for p in self.persons.values() if p.entity_id and p.entity_id == role.person_entity_id
            ]
            for person in owners or by_name.get(fold(role.person), []):
                said = [fold(w) for w in role.position.split()]
                person.nouns |= {word for word in said if word in occupations() or self._noun(word)}
                person.roles |= {entry.cls for word in said[:1] for entry in self._noun(word) if entry.cls}
                person.words |= {fold(w) for w in f"{role.position} {role.organization or ''}".split()}
                if any(word.startswith(tuple(source_words("research"))) for word in person.words):
                    person.roles.add("expert")
                if role.organization_entity_id:
                    person.affiliations.add(role.organization_entity_id)

    @staticmethod
    def _noun(word: str) -> list[Entry]:
        """The rows of the tables for a noun of one word that names a person."""
        return [
            entry
            for code in ("ru", "kk")
            for entry in words(code).nouns.get(word, ())
            if entry.words == (word,) and entry.lemma == "person"
        ]


def drop_posts(view: View) -> None:
    """Forget person mentions that are a post alone: «Президент», «Лесовод» at the head of a sentence are no names."""

    def is_post(mention: Mention) -> bool:
        i = view.index_from(mention.start_char)
        if mention.label != "person" or i >= len(view.tokens) or view.tokens[i].end_char < mention.end_char:
            return False
        if mention.text.rpartition("-")[2][:1].isupper() and "-" in mention.text:
            return False  # аль-Моджеб
        noun = speaking_noun(view, i, language(mention.lang))
        return noun is not None and noun.kind == "person"

    view.keep([m for m in view.mentions if not is_post(m)])


def _latin(name: str) -> bool:
    return bool(name) and not any("а" <= letter <= "ё" for letter in name.lower())


def language(lang: str) -> str:
    """The code of the pack that reads a passage language: kk-Latn is read by kk."""
    return lang.split("-")[0]
