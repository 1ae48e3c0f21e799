"""What the document has told up to a place: who spoke, who was named, which documents; the memory that speakers are found in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from pipeline.schema import Mention
from pipeline.stages.claims.draft import Span, Speaker
from pipeline.stages.claims.genders import stands_in
from pipeline.stages.claims.kk_words import honorific
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.titles import Cast, Person
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words


class Scene:
    """One document while its sources are resolved in text order."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.quoted: list[Span] = []
        self.reported: list[
            tuple[int, int, int]
        ] = []  # what others tell: its characters, and where they are named
        self.cast = Cast(view)
        self.documents: list[tuple[int, str]] = []
        self.headlined: tuple[int, Speaker] | None = None
        self.kept: dict[str, Any] = {}  # what others work out once for the document
        self._spoken: list[tuple[int, int, Speaker]] = []

    def remember(self, position: int, speaker: Speaker) -> None:
        """`speaker` spoke at a character."""
        insort(self._spoken, (position, len(self._spoken), speaker), key=lambda item: item[:2])

    def spoken_before(self, position: int) -> Iterator[tuple[int, Speaker]]:
        """Who spoke before a character, the last one first."""
        stop = bisect_left(self._spoken, position, key=lambda item: item[0])
        for at, _, speaker in reversed(self._spoken[max(0, stop - _MEMORY) : stop]):
            yield at, speaker

    def speaking_between(self, start: int, end: int) -> set[str]:
        """The keys of the persons who spoke in a stretch of characters."""
        return {key for at, _, speaker in self._spoken if start <= at < end for key in speaker.people}

    def paragraphs(self, start: int, end: int) -> int:
        """How many paragraphs that are read begin between two characters."""
        return bisect_right(self._starts, end) - bisect_right(self._starts, start)

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start_char for _, block in self.view.read_blocks]

    @cached_property
    def subjects(self) -> list[Mention]:
        """The persons named as subjects by the text itself, not in quoted words, in text order."""
        found = []
        for mention in self.view.mentions:
            if mention.label != "person" or self._in_quotes(mention.start_char):
                continue
            tokens = self.view.inside(mention.start_char, mention.end_char)
            if not tokens or self._addressed(mention):
                continue
            if self._fronted(mention):
                found.append(mention)
                continue
            woman = self.person(mention).gender == "Fem" and tokens[0].dep.startswith("nsubj")
            told = stands_in(mention, "Nom")
            if told is False or not (woman or told or any(t.feat("Case") == "Nom" for t in tokens)):
                continue  # the tagger takes «Лисицына» for a man's genitive
            if tokens[0].head is not None and not any(
                t.dep.startswith("nsubj") or t.dep in ("appos", "flat:name", "ROOT") for t in tokens
            ):
                continue
            found.append(mention)
        return found

    def _addressed(self, mention: Mention) -> bool:
        """«Төреғали ағаға»: the word of respect behind the name stands in another case."""
        i = self.view.index_from(mention.end_char)
        if i >= len(self.view.tokens) or self.view.tokens[i].start_char != mention.end_char + 1:
            return False
        token = self.view.tokens[i]
        return honorific(token) and token.feat("Case") not in ("Nom", None)

    def _fronted(self, mention: Mention) -> bool:
        """«Утепова проверки не пугают», «У Петрова трое детей», «Напоследок Петрова спросили»: the sentence is about whom it opens with, in any case."""
        if mention.lang != "ru":
            return False
        at = self.view.index_from(mention.start_char)
        here = self.view.tokens[at].sentence_id
        if at and fold(self.view.tokens[at - 1].norm) == "у":
            at -= 1
        case = self.view.tokens[self.view.index_from(mention.start_char)].feat("Case")
        while at and self.view.tokens[at - 1].sentence_id == here:
            at -= 1
            if self._title(at, case):
                continue
            if self.view.tokens[at].pos not in ("PART", "CCONJ") and self.view.tokens[at].dep != "advmod":
                return False
        return True

    def _title(self, i: int, case: str | None) -> bool:
        """«Премьер-министра Павла Орлова ответ не удовлетворил»: a post in the case of the name behind it."""
        token = self.view.tokens[i]
        noun = speaking_noun(self.view, i, "ru") if token.pos in ("NOUN", "PROPN") else None
        post = noun is not None and noun.kind == "person" and noun.words[-1] not in source_words("no_job")
        return post and bool(noun and noun.role) and token.feat("Case") in (case, "Acc", "Gen", "Dat")

    def _in_quotes(self, char: int) -> bool:
        i = bisect_right(self.quoted, char, key=lambda span: span[0]) - 1
        return i >= 0 and char < self.quoted[i][1]

    def reporter(self, char: int) -> int | None:
        """Where the one is named who reports the words that a character stands in: the innermost one."""
        i = bisect_right(self.reported, char, key=lambda told: told[0]) - 1
        for start, end, source in reversed(self.reported[max(0, i - 5) : i + 1]):
            if start <= char < end and self.sentence_start(char) == self.sentence_start(source):
                return source
        return None

    def subjects_between(self, start: int, end: int) -> list[Mention]:
        """The persons named as subjects in a stretch of characters."""
        lo = bisect_right(self.subjects, start, key=lambda m: m.start_char)
        return self.subjects[lo : bisect_left(self.subjects, end, key=lambda m: m.start_char)]

    def person(self, mention: Mention) -> Person:
        """The person of the cast that a mention names."""
        return self.cast.by_mention[mention.start_char]

    def speaker(self, person: Person, reason: str) -> Speaker:
        """A person, by the fullest name, as the speaker found for a reason."""
        who = self.cast.fullest(person)
        return Speaker(who.name, who.entity_id, "person", reason, (who.key,))

    def salient(self, position: int) -> list[tuple[Person, int, bool]]:
        """The persons told of before a character, the last one first: (person, where, whether they spoke there)."""
        last: dict[str, tuple[int, bool]] = {}
        for at, speaker in self.spoken_before(position):
            for key in speaker.people:
                last.setdefault(key, (at, True))
        for mention in reversed(self.subjects_between(-1, position)[-_MEMORY:]):
            key = self.person(mention).key
            if key not in last or last[key][0] < mention.start_char:
                spoke = key in last and last[key][1] and last[key][0] >= mention.start_char - 1
                last[key] = (mention.start_char, spoke)
        found = [(self.cast.persons[key], at, spoke) for key, (at, spoke) in last.items()]
        return sorted(found, key=lambda item: -item[1])

    def sentence_before(self, position: int) -> int:
        """Where the sentence before the one begins that holds a character, in whatever paragraph."""
        sentences = self.view.document.sentences
        here = bisect_right(sentences, position, key=lambda s: s.start_char) - 1
        return sentences[max(0, here - 1)].start_char

    def sentence_start(self, position: int) -> int:
        """Where the sentence begins that holds a character."""
        here = self.view.document.sentence_at(position)
        return here.start_char if here is not None else position


_MEMORY = 60  # speeches and subjects that a reader still has in mind
