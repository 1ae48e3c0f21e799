"""The canonical name of a source: by its own name, by its post, by a pronoun; null with a reason rather than wrong."""

from __future__ import annotations

from pipeline.lang.ru.persons import CONSONANTS
from pipeline.schema import Mention
from pipeline.stages.claims import groups, kk_new, kk_orgs, kk_papers
from pipeline.stages.claims.apposed import apposed, nameless_behind
from pipeline.stages.claims.draft import Draft, Source, Speaker
from pipeline.stages.claims.genders import declined, stands_in
from pipeline.stages.claims.joint import joined_subjects, such_as, together
from pipeline.stages.claims.kin import in_cast, namesake, spoke_last
from pipeline.stages.claims.kinds import quoted_behind
from pipeline.stages.claims.kk_words import honorific
from pipeline.stages.claims.meant import holder
from pipeline.stages.claims.nouns import Speaking, speaking_noun
from pipeline.stages.claims.parties import parties
from pipeline.stages.claims.phrases import phrase_name
from pipeline.stages.claims.possessed import possessed
from pipeline.stages.claims.posts import disagrees
from pipeline.stages.claims.pronouns import by_it, dropped, pronoun, subject_left_out
from pipeline.stages.claims.ru_markers import via
from pipeline.stages.claims.scene import Scene
from pipeline.stages.claims.titles import Cast, Person, language
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words

_NEAR_HEADLINE = 600  # characters from the headline to the first lines of the report
_TOP = {"president", "premier", "minister", "governor", "chair", "head"}
PLURAL = "Plur"  # what a verb tells of several


class Speakers:
    """Resolves the sources of one document in text order; remembers who spoke last."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.scene = Scene(view)
        self._via: dict[str, Source | None] = {}  # by sentence: the source behind its source

    @property
    def cast(self) -> Cast:
        """The persons of the document."""
        return self.scene.cast

    def resolve(self, draft: Draft) -> Speaker:
        """The speaker of a draft; remembered for the pronouns and roles after it."""
        if draft.speaker is not None:
            if draft.rule == "interview" and draft.speaker.name is not None:
                self.scene.remember(draft.start, draft.speaker)
            return draft.speaker
        found = self._find(draft.source, draft)
        if found.name is not None and draft.source.span is not None:
            self.scene.remember(draft.source.span[0], found)
            self._cite(draft)
            if draft.rule == "headline":
                self.scene.headlined = (draft.source.span[0], found)
        return found

    def _cite(self, draft: Draft) -> None:
        """«Издание пишет со ссылкой на жителей. По их словам, …»: those whom a source goes by are the last ones told of."""
        here = self.view.document.sentence_at(draft.source.span[0]) if draft.source.span else None
        if draft.lang != "ru" or here is None:
            return
        if here.sentence_id not in self._via:
            self._via[here.sentence_id] = via(self.view, self.view.range_of(here.start_char, here.end_char))
        cited = self._via[here.sentence_id]
        noun = speaking_noun(self.view, cited.head, "ru") if cited and cited.head is not None else None
        if cited is None or cited.span is None or noun is None or noun.kind not in ("person", "group"):
            return
        if not (draft.source.span and draft.source.span[0] <= cited.span[0] < draft.source.span[1]):
            inside = [m for part in draft.parts for m in self.view.labelled(*part, "person")]
            told_of = {self.scene.person(m).key for m in inside}  # none of whom it is told of
            self.scene.remember(cited.span[0], self._named(cited, "ru", told_of))

    def _find(self, source: Source, draft: Draft) -> Speaker:
        lang = language(draft.lang)
        if source.span is None and draft.cue is not None and dropped(self.scene, draft):
            return subject_left_out(self.scene, draft)
        if source.span is None:
            return groups.goes_on(self.scene, draft) or Speaker(
                None, None, None, source.reason or "agentless"
            )
        told_of = self._told_of(draft)
        if source.pronoun:
            thing = source.case in ("Loc", "There") or by_it(draft)
            just = (
                kk_new.just_told(self.view, self.scene, source, draft) if lang == "kk" and not thing else None
            )
            if just is not None:
                return self._named(just, lang, told_of)
            if thing and lang == "kk":
                issued = kk_papers.in_it(self.scene, source, lambda s: self._named(s, lang, told_of))
                if issued is not None:
                    return issued
            return (
                groups.taken_up(self.scene, source, lang) if thing else pronoun(self.scene, source, told_of)
            )
        halves = kk_new.halves(self.view, source) if lang == "kk" and source.heads else None
        if halves is not None:
            return together([self._find(half, draft) for half in halves])
        both = (
            (such_as(self.view, source) or joined_subjects(self.view, source, draft))
            if lang == "ru"
            else None
        )
        if both is not None:
            return together([self._named(one, lang, told_of) for one in both])
        return self._named(source, lang, told_of, self._said(source, draft))

    def _named(self, source: Source, lang: str, told_of: set[str], said: str | None = None) -> Speaker:
        """The persons named in a source, or else whom its words mean."""
        people = self._people(source, lang)
        if people:
            people = [self.cast.fullest(person) for person in people]
            if len(people) == 1 and lang == "ru" and self._hers(source, people[0], said):
                return self._unnamed(source, lang, told_of, said)
            if len(people) == 1 and said in ("Masc", "Fem") and disagrees(people[0], said):
                wife = namesake(self.cast, people[0], said) if self._bare(source) else None
                people = [wife or people[0]]  # «Лис рассказала», where the text tells of husband and wife
            elif len(people) == 1 and lang == "ru" and self._bare(source):
                people = [spoke_last(self.scene, people[0], source.span[0] if source.span else 0)]
            names = list(dict.fromkeys(person.name for person in people))
            keys = tuple(person.key for person in people)
            return Speaker("; ".join(names), people[0].entity_id, "person", "named", keys)
        return self._unnamed(source, lang, told_of, said)

    def _hers(self, source: Source, person: Person, said: str | None) -> bool:
        """«Помощник Хиллари Рид заявил»: her assistant, where her full name does not decline and neither noun nor verb is a
        woman's."""
        named = self.view.labelled(*(source.span or (0, 0)), "person")
        if said != "Masc" or source.head is None or len(named) != 1 or not disagrees(person, said):
            return False
        head = self.view.tokens[source.head]
        behind = named[0].start_char == head.end_char + 1 and " " in named[0].text
        return behind and head.feat("Gender") == "Masc" and stands_in(named[0], "Gen") is not False

    def _bare(self, source: Source) -> bool:
        assert source.span is not None
        return any(len(m.text.split()) == 1 for m in self.view.labelled(*source.span, "person"))

    def _said(self, source: Source, draft: Draft) -> str | None:
        """What the verb tells of its subject, its gender or that there are several: «сказала», «убеждена», «сказали»."""
        if draft.cue is None or draft.cue.head < 0 or source.case != "Nom" or language(draft.lang) != "ru":
            return None
        verb = self.view.tokens[draft.cue.head]
        if verb.pos not in ("VERB", "ADJ"):
            return None
        return PLURAL if verb.feat("Number") == "Plur" else verb.feat("Gender")

    def _told_of(self, draft: Draft) -> set[str]:
        """The persons named in what is said: who speaks does not call himself by name."""
        if draft.rule == "sentence_before":
            return set()
        inside = [m for part in draft.parts for m in self.view.labelled(*part, "person")]
        spoke = {key for start, end in draft.parts for key in self.scene.speaking_between(start, end)}
        return {self.scene.person(m).key for m in inside} - spoke

    def _unnamed(self, source: Source, lang: str, told_of: set[str], said: str | None = None) -> Speaker:
        """A source that names no person."""
        head = source.head
        unlisted = kk_new.unlisted(self.view, source) if lang == "kk" else None
        if unlisted is not None:
            return Speaker(unlisted, None, "person", "name that no finder knows", single=True)
        if lang == "kk" and unlisted is None:
            known = in_cast(self.view, self.cast, source)
            if known is not None:
                return Speaker(known.name, known.entity_id, "person", "bare name", (known.key,))
        noun = speaking_noun(self.view, head, lang) if head is not None else None
        if lang == "kk" and noun is not None:
            for_whom = self._on_behalf(source, noun, told_of) or kk_new.residents(self.view, source)
            if for_whom is not None:
                return for_whom
        if lang == "kk" and noun is not None and noun.kind == "document":
            issued = kk_papers.issuer(self.scene, source, noun, lambda s: self._named(s, lang, told_of))
            if issued is not None:
                return issued
        owned = (
            possessed(self.scene, source, noun, told_of, lambda s: self._named(s, lang, told_of))
            if lang == "ru" and noun is not None
            else None
        )
        if owned is not None:
            return owned
        one = lang == "ru" and head is not None and fold(self.view.tokens[head].norm) in ("один", "одна")
        behind = apposed(self.scene, source) if one else None
        if behind is not None:
            return self.scene.speaker(behind, "named behind the post")  # «один из адвокатов, Анна Лис»
        own = groups.own_mention(self.view, source)
        if own is not None and noun is not None and groups.of_another(self.view, own, noun):
            own = None  # «в сообщении пресс-службы Минфина»
        if own is not None and (
            noun is None
            or noun.kind not in ("person", "group")
            or (noun.words[-1] in source_words("business") and quoted_behind(self.view, own, noun))
            or own.start_char <= self._start(head) < own.end_char
        ):
            return groups.named(self.scene, source, own, noun, lang)
        if noun is None:
            return groups.plain(self.scene, source, lang)
        if noun.kind == "group" and noun.role == "parties":
            return parties(self.scene, source, lang)
        if noun.kind == "document":
            return groups.document(self.scene, source, noun, lang, lambda s: self._owner(s, lang, told_of))
        if noun.kind == "person":
            return self._role(source, noun, lang, told_of, said)
        if noun.kind in ("institution", "media"):
            return groups.institution(self.scene, source, noun, lang)
        return groups.plain(self.scene, source, lang, "unnamed_group")

    def _on_behalf(self, source: Source, noun: Speaking, told_of: set[str]) -> Speaker | None:
        """«Министрлік өкілдері»: several who speak for an institution are the institution; None when they are none such."""
        assert source.span is not None and source.head is not None
        first, head = self.view.index_from(source.span[0]), source.head
        if (
            noun.words[-1] not in source_words("speaks_for")
            or self.view.tokens[head].feat("Number") != "Plur"
        ):
            return None
        while head > first and self.view.tokens[head - 1].pos == "PUNCT":
            head -= 1
        token = self.view.tokens[head - 1]
        whose = speaking_noun(self.view, head - 1, "kk")
        named = self.view.mention_at(token.start_char, "organization") is not None
        if head <= first or not named and (whose is None or whose.kind != "institution"):
            return None
        left = Source((source.span[0], token.end_char), head - 1, token.feat("Case"))
        return self._unnamed(left, "kk", told_of)

    def _owner(self, source: Source, lang: str, told_of: set[str]) -> Speaker | None:
        """Whose notice it is: «заявление пресс-службы предприятия», «пост вратаря»; None when the phrase does not tell."""
        assert source.span is not None
        if source.head is None or lang != "ru":
            return None
        for i in self.view.range_of(self.view.tokens[source.head].end_char, source.span[1]):
            token = self.view.tokens[i]
            named = self.view.mention_at(token.start_char, "person")
            if named is not None and stands_in(named, "Gen") is not False:
                who = self.cast.fullest(self.scene.person(named))  # «заявление Орлова»
                return Speaker(who.name, who.entity_id, "person", "owner of the document", (who.key,))
            if token.feat("Case") != "Gen" or token.pos not in ("NOUN", "PROPN"):
                continue
            noun = speaking_noun(self.view, i, lang)
            if noun is None or noun.kind not in ("person", "institution", "media"):
                return None
            first = min([j for j in self.view.children_of(i, "amod") if j == i - 1], default=i)
            start, end = self.view.tokens[first].start_char, source.span[1]
            to = (t for t in self.view.inside(token.end_char, end) if fold(t.norm) in ("к", "ко", "на"))
            end = next((t.start_char for t in to), end)  # «обращение союза к правительству»
            return self._unnamed(Source((start, end), i, "Gen"), lang, told_of)
        return None

    def _start(self, head: int | None) -> int:
        return self.view.tokens[head].start_char if head is not None else -1

    # --- by name ---

    def _people(self, source: Source, lang: str) -> list[Person]:
        """The persons named in the phrase as its speakers: in the case of the head; several when joined by «и»."""
        assert source.span is not None
        found: list[Person] = []
        found_end = source.span[0]
        head_char = self._start(source.head)
        for mention in self.view.labelled(*source.span, "person"):
            if not self._is_speaker(mention, source, lang, head_char):
                continue
            if found and not groups.joined(self.view, found_end, mention.start_char):
                break
            found.append(self.scene.person(mention))
            found_end = mention.end_char
        if not found and source.head is not None:
            covering = self.view.mention_at(head_char, "person")
            if covering is not None and covering.start_char in self.cast.by_mention:
                found.append(self.scene.person(covering))
        return found

    def _is_speaker(self, mention: Mention, source: Source, lang: str, head_char: int) -> bool:
        if mention.start_char <= head_char < mention.end_char:
            return True
        beside = lang == "kk" and mention.end_char + 1 == head_char
        if beside and source.head is not None and honorific(self.view.tokens[source.head]):
            return True  # Бибігүл апаның
        tokens = self.view.inside(mention.start_char, mention.end_char)
        if not tokens or source.case is None:
            return True
        told = stands_in(mention, source.case)
        if told is False or lang == "ru" and source.case != "Nom" and self._relative_of(mention, source):
            return False
        cases = {source.case} if told else {t.feat("Case") for t in tokens}
        if source.case == "Acc":
            cases |= {"Acc"} & {
                "Acc" if own == "Gen" else own for own in cases
            }  # «цитирует министра Ивана Ли»
        if lang == "ru" and source.case == "Nom" and self._owns(mention, source):
            return False
        oblique = mention.text.endswith("ой") and source.case in ("Gen", "Dat", "Ins", "Loc")
        if source.case not in cases and cases != {None} and not oblique:
            return False
        if lang == "ru" and source.case == "Gen" and source.head is not None:
            # «по словам пресс-секретаря Путина»: a bare surname after a post that serves a person is whom it serves.
            noun = speaking_noun(self.view, source.head, lang)
            if noun is not None and noun.role in ("spokesperson",) and len(tokens) == 1:
                return False
        return True

    def _owns(self, mention: Mention, source: Source) -> bool:
        """«Адвокат Маркива», «сторонники Бандеры», «мать Роналду», «врач Хиллари Рид Анна Ким»: whose lawyer or mother it is,
        in a form that a nominative may have too."""
        person = self.cast.fullest(self.scene.person(mention))
        behind = self.view.mention_at(mention.end_char + 1, "person")
        if declined(mention.text, person.name) or behind in self.view.labelled(*(source.span or (0, 0))):
            return True
        words = mention.text.split()
        noun = speaking_noun(self.view, source.head, "ru") if source.head is not None else None
        if noun is None or noun.kind != "person" or source.head is None:
            return False
        kin = noun.words[-1] in source_words("no_job") | source_words("relation")
        gender = self.view.tokens[source.head].feat("Gender")
        if len(words) > 1:
            return False
        if gender == "Fem" and noun.words[-1] not in source_words("either") and person.gender == "Masc":
            return True  # «прислуга Дюрана»
        changes = words[0][-1] in CONSONANTS or words[0][-1] in "йьая"
        known = person.seen[0] < mention.start_char and len(person.name.split()) > 1
        before = self.view.index_from(mention.start_char) - 1
        body = (
            speaking_noun(self.view, before, "ru") if self.view.tokens[before].feat("Case") == "Gen" else None
        )
        right_behind = before == source.head or bool(body and body.kind == "institution")
        return right_behind and not changes and (kin or (known and noun.role in ("spokesperson", "lawyer")))

    def _relative_of(self, mention: Mention, source: Source) -> bool:
        """«По словам матери Петра», «по словам сына Орловой»: whose relative speaks, by the gender of the two."""
        noun = speaking_noun(self.view, source.head, "ru") if source.head is not None else None
        if noun is None or source.head is None or noun.words[-1] not in source_words("kin", "ru"):
            return False
        return disagrees(
            self.cast.fullest(self.scene.person(mention)), self.view.tokens[source.head].feat("Gender")
        )

    # --- by post ---

    def _role(
        self, source: Source, noun: Speaking, lang: str, told_of: set[str], said: str | None
    ) -> Speaker:
        assert source.span is not None and source.head is not None
        beside = {fold(t.lemma) for t in self.view.inside(*source.span)}
        if beside & source_words("nameless") or nameless_behind(self.view, source):
            name = phrase_name(self.view, source, lang)
            return Speaker(name, None, "unnamed_group", "unnamed", single=True)
        if said == PLURAL or self.view.tokens[source.head].feat("Number") == "Plur":
            return self._plural_role(source, noun, lang)
        if lang == "kk" and kk_new.introduced(self.scene, source, noun):
            return self._unnamed_role(source, noun, lang, said)
        found = holder(self.scene, source, noun, lang, told_of, said)
        return found or self._unnamed_role(source, noun, lang, said)

    def _unnamed_role(self, source: Source, noun: Speaking, lang: str, said: str | None) -> Speaker:
        assert source.span is not None
        headlined = self.scene.headlined
        if headlined is not None and 0 < source.span[0] - headlined[0] < _NEAR_HEADLINE:
            # The headline names who speaks, the first lines give the post.
            who = headlined[1]
            self.scene.headlined = None
            return Speaker(who.name, who.entity_id, who.kind, "named in the headline", who.people)
        name = phrase_name(self.view, source, lang)
        kind = "person" if noun.role in _TOP else "unnamed_group"
        reason = "post without a name in the text" if noun.role else "unnamed"
        own = self.view.tokens[source.head].feat("Gender") if source.head is not None else None
        gender = said or own
        return Speaker(name, None, kind, reason, single=True, gender=gender)

    def _plural_role(self, source: Source, noun: Speaking, lang: str) -> Speaker:
        """«Лидеры стран», «президенты»: the two named last who hold the post; else the phrase itself."""
        assert source.span is not None
        owned = kk_orgs.people_of(self.scene, source) if lang == "kk" and source.case == "Nom" else None
        if owned is not None:
            return owned
        position = source.span[0]
        if noun.role in ("president", "premier", "minister") or noun.words[0] in source_words("leader"):
            wanted = {noun.role or "president", "president"}
            holders = [p for p in self.cast.persons.values() if p.roles & wanted and p.seen[0] < position]
            holders.sort(key=lambda p: max(at for at in p.seen if at < position))
            if len(holders) >= 2:
                pair = sorted(holders[-2:], key=lambda p: p.seen[0])
                names = "; ".join(p.name for p in pair)
                return Speaker(names, pair[0].entity_id, "person", "posts", tuple(p.key for p in pair))
        return Speaker(phrase_name(self.view, source, lang), None, "unnamed_group", "unnamed")
