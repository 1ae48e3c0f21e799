"""The canonical name of a source: by its own name, by its post, by a pronoun; null with a reason rather than wrong."""

from __future__ import annotations

from pipeline.schema import Mention
from pipeline.stages.claims.draft import DROPPED, Draft, Source, Speaker
from pipeline.stages.claims.nouns import Speaking, speaking_noun
from pipeline.stages.claims.orgs import entity_name, is_common, state_after
from pipeline.stages.claims.papers import document_before, document_name
from pipeline.stages.claims.phrases import phrase_name
from pipeline.stages.claims.posts import affiliated, fit
from pipeline.stages.claims.titles import Cast, Person, language
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

_NEAR_HEADLINE = 600  # characters from the headline to the first lines of the report
_OFFICES = {
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
}
_NAMELESS = {
    "неназванный",
    "анонимный",
    "неназываемый",
    "некий",
    "другой",
    "один",
    "каждый",
    "любой",
    "бір",
    "басқа",
    "белгісіз",
}
_GENERAL = {
    "ведомство",
    "компания",
    "министерство",
    "организация",
    "пресс-служба",
    "учреждение",
    "регулятор",
    "мекеме",
    "министрлік",
    "ұйым",
    "агентство",
    "агенттік",
}
_TOP = {"president", "premier", "minister", "governor", "chair", "head"}


class Speakers:
    """Resolves the sources of one document in text order; remembers who spoke last."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.cast = Cast(view)
        self.history: list[tuple[int, Speaker]] = []
        self.documents: list[tuple[int, str]] = []
        self.headlined: tuple[int, Speaker] | None = None

    def resolve(self, draft: Draft) -> Speaker:
        """The speaker of a draft; remembered for the pronouns and roles after it."""
        found = self._find(draft.source, draft)
        if found.name is not None and draft.source.span is not None:
            self.history.append((draft.source.span[0], found))
            if draft.rule == "headline":
                self.headlined = (draft.source.span[0], found)
            self.history.sort(key=lambda item: item[0])
        return found

    def _find(self, source: Source, draft: Draft) -> Speaker:
        if source.span is None and draft.cue is not None and self._dropped(draft):
            return self._last_spoken(draft.cue.span[0], self._verb_gender(draft), plural=False, close=True)
        if source.span is None:
            return self._agentless(draft) or Speaker(None, None, None, source.reason or "agentless")
        if source.pronoun:
            return self._pronoun(source)
        lang = language(draft.lang)
        people = self._people(source, lang)
        if people:
            names = list(dict.fromkeys(person.name for person in people))
            return Speaker(
                "; ".join(names), people[0].entity_id, "person", "named", tuple(p.key for p in people)
            )
        head = source.head
        own = self._own_mention(source)
        noun = speaking_noun(self.view, head, lang) if head is not None else None
        if own is not None and (
            noun is None
            or noun.kind not in ("person", "group")
            or own.start_char <= self._start(head) < own.end_char
        ):
            return self._mention(source, own, noun, lang)
        if noun is None:
            return self._plain(source, lang)
        if noun.kind == "group" and noun.role == "parties":
            return self._parties(source, lang)
        if noun.kind == "document":
            return self._document(source, noun, lang)
        if noun.kind == "person":
            return self._role(source, noun, lang)
        if noun.kind in ("institution", "media"):
            return self._institution(source, noun) or self._plain(source, lang, "organization")
        return self._plain(source, lang, "unnamed_group")

    def _start(self, head: int | None) -> int:
        return self.view.tokens[head].start_char if head is not None else -1

    # --- by name ---

    def _people(self, source: Source, lang: str) -> list[Person]:
        """The persons named in the phrase as its speakers: in the case of the head; several when joined by «и»."""
        assert source.span is not None
        found: list[Person] = []
        found_end = source.span[0]
        mentions = self.view.labelled(*source.span, "person")
        head_char = self._start(source.head)
        for mention in mentions:
            if not self._is_speaker(mention, source, lang, head_char):
                continue
            if found and not self._joined(found_end, mention.start_char):
                break
            found.append(self.cast.by_mention[mention.start_char])
            found_end = mention.end_char
        if not found and source.head is not None:
            covering = self.view.mention_at(head_char, "person")
            if covering is not None and covering.start_char in self.cast.by_mention:
                found.append(self.cast.by_mention[covering.start_char])
        return found

    def _is_speaker(self, mention: Mention, source: Source, lang: str, head_char: int) -> bool:
        if mention.start_char <= head_char < mention.end_char:
            return True
        tokens = self.view.inside(mention.start_char, mention.end_char)
        if not tokens or source.case is None:
            return True
        cases = {t.feat("Case") for t in tokens}
        if source.case not in cases and cases != {None}:
            return False
        if lang == "ru" and source.case == "Gen" and source.head is not None:
            # «по словам пресс-секретаря Путина»: a bare surname after a post that serves a person is whom it serves.
            noun = speaking_noun(self.view, source.head, lang)
            if noun is not None and noun.role in ("spokesperson",) and len(tokens) == 1:
                return False
        return True

    def _joined(self, end: int, start: int) -> bool:
        between = self.view.text[end:start]
        words = {fold(t.norm) for t in self.view.inside(end, start)}
        return bool(words & {"и", "пен", "мен", "бен", "және", "а"}) or between.strip() == ","

    def _own_mention(self, source: Source) -> Mention | None:
        """The organization or place that the phrase is or ends with."""
        assert source.span is not None
        head_char = self._start(source.head)
        covering = self.view.mention_at(head_char, "organization", "place") if head_char >= 0 else None
        if covering is not None and not is_common(self.view, covering):
            return covering
        inside = [m for m in self.view.labelled(*source.span, "organization") if not is_common(self.view, m)]
        return inside[0] if inside else None

    def _mention(self, source: Source, own: Mention, noun: Speaking | None, lang: str) -> Speaker:
        assert source.span is not None
        head_char = self._start(source.head)
        if own.start_char <= head_char < own.end_char or source.head is None:
            members = [own]
            for other in self.view.labelled(*source.span, own.label):
                if other.start_char > members[-1].end_char and self._joined(
                    members[-1].end_char, other.start_char
                ):
                    members.append(other)
            names = [entity_name(self.view, m) + state_after(self.view, m) for m in members]
            return Speaker("; ".join(dict.fromkeys(names)), own.entity_id, "organization", "named")
        if noun is not None and noun.kind == "document":
            if noun.role == "notice":
                return Speaker(
                    entity_name(self.view, own), own.entity_id, "organization", "owner of the document"
                )
            return self._document(source, noun, lang)
        return Speaker(phrase_name(self.view, source, lang), None, "organization", "phrase with a name")

    def _institution(self, source: Source, noun: Speaking) -> Speaker | None:
        """«Министерство», «банк» alone: the organization with that word in its name that was named last; a general
        word (ведомство, компания, мекеме) takes the organization that spoke last."""
        assert source.span is not None
        words_in = [t for t in self.view.inside(*source.span) if t.pos not in ("PUNCT", "ADP")]
        if len(words_in) > len(noun.words):
            return None
        position = source.span[0]
        for mention in reversed(self.view.labelled(0, position, "organization")):
            at = self.view.range_of(mention.start_char, mention.end_char)
            around = [*self.view.tokens[max(0, at.start - 2) : at.stop + 2]]
            lemmas = {fold(t.lemma) for t in around if t.pos in ("NOUN", "PROPN")}
            if any(
                lemma == noun.words[-1] or len(noun.words[-1]) > 4 and lemma.startswith(noun.words[-1])
                for lemma in lemmas
            ):
                return Speaker(
                    entity_name(self.view, mention), mention.entity_id, "organization", "named before"
                )
        if noun.words[-1] in _GENERAL or noun.kind == "media":
            for spoken, speaker in reversed(self.history):
                if (
                    spoken < position
                    and speaker.kind == "organization"
                    and self._paragraphs(spoken, position) <= 2
                ):
                    return Speaker(
                        speaker.name, speaker.entity_id, "organization", "organization that spoke last"
                    )
        return None

    def _agentless(self, draft: Draft) -> Speaker | None:
        """«Также подчеркивается …» after a sentence about a document: the document goes on speaking."""
        if draft.cue is None or draft.cue.form == "marker" or "passive" not in draft.cue.frames:
            return None
        here = self.view.document.sentence_at(draft.cue.span[0])
        if here is None or draft.cue.cls == "forecast":
            return None
        block = self.view.document.blocks[here.block_i]
        for spoken, speaker in reversed(self.history):
            if block.start_char <= spoken < draft.cue.span[0]:
                return (
                    Speaker(speaker.name, None, "document", "document goes on")
                    if speaker.kind == "document"
                    else None
                )
        lang = language(draft.lang)
        for i in reversed(self.view.range_of(block.start_char, here.start_char)):
            noun = speaking_noun(self.view, i, lang)
            if noun is not None and noun.kind == "document" and self.view.tokens[i].feat("Case") == "Nom":
                name = document_name(self.view, i, lang) or document_before(self.view, i, noun, lang)
                if name is not None:
                    return Speaker(name, None, "document", "document goes on")
        return None

    # --- by pronoun ---

    def _pronoun(self, source: Source) -> Speaker:
        assert source.span is not None and source.head is not None
        form = fold(self.view.tokens[source.head].norm)
        plural = form in ("они", "их", "олар", "олардың")
        gender = {"он": "Masc", "его": "Masc", "она": "Fem", "ее": "Fem"}.get(form)
        return self._last_spoken(source.span[0], gender, plural=plural, close=False)

    def _dropped(self, draft: Draft) -> bool:
        """The verb has a subject that the sentence leaves out: «Также отметил, что …», «… екенін айтты»."""
        assert draft.cue is not None
        if draft.source.reason == DROPPED:
            return True
        verb = self.view.tokens[draft.cue.head] if draft.cue.head >= 0 else None
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

    def _verb_gender(self, draft: Draft) -> str | None:
        assert draft.cue is not None
        return (
            self.view.tokens[draft.cue.head].feat("Gender")
            if draft.lang == "ru" and draft.cue.head >= 0
            else None
        )

    def _last_spoken(self, position: int, gender: str | None, *, plural: bool, close: bool) -> Speaker:
        """Who a pronoun before `position` means: the last speaker who fits, or a subject named since; `close`: nearby only."""
        for spoken, speaker in reversed(self.history):
            if spoken >= position:
                continue
            if plural:
                if speaker.name and (";" in speaker.name or speaker.kind == "unnamed_group"):
                    return Speaker(
                        speaker.name,
                        speaker.entity_id,
                        speaker.kind,
                        "pronoun: last speakers",
                        speaker.people,
                    )
                continue
            between = self._subject_between(spoken, position, gender, speaker)
            if between is not None:
                return Speaker(
                    between.name, between.entity_id, "person", "pronoun: last subject", (between.key,)
                )
            if self._fits(speaker, gender):
                return Speaker(
                    speaker.name, speaker.entity_id, speaker.kind, "pronoun: last speaker", speaker.people
                )
            if self._paragraphs(spoken, position) > (1 if close else 2):
                break
        if plural:
            return Speaker(None, None, None, "unresolved pronoun")
        person = self._subject_between(max(-1, position - 1500), position, gender, None)
        if person is not None:
            return Speaker(person.name, person.entity_id, "person", "pronoun: last subject", (person.key,))
        return Speaker(None, None, None, "unresolved pronoun")

    def _fits(self, speaker: Speaker, gender: str | None) -> bool:
        if speaker.name is None or ";" in speaker.name:
            return False
        if speaker.kind != "person":
            return False
        if not speaker.people or gender is None:
            return True
        known = (
            self.cast.persons[speaker.people[0]].gender if speaker.people[0] in self.cast.persons else None
        )
        return known is None or known == gender

    def _subject_between(
        self, start: int, end: int, gender: str | None, last: Speaker | None
    ) -> Person | None:
        """The last person named as a subject after the last speaker spoke, in an earlier sentence than the pronoun."""
        here = self.view.document.sentence_at(end)
        limit = here.start_char if here is not None else end
        for mention in reversed(self.view.labelled(start + 1, limit, "person")):
            person = self.cast.by_mention[mention.start_char]
            if last is not None and person.key in last.people:
                return None
            tokens = self.view.inside(mention.start_char, mention.end_char)
            if not any(t.feat("Case") == "Nom" for t in tokens):
                continue
            if tokens[0].head is not None and not any(
                t.dep.startswith("nsubj") or t.dep in ("appos", "flat:name", "ROOT") for t in tokens
            ):
                continue
            if gender is None or person.gender is None or person.gender == gender:
                return person
        return None

    def _paragraphs(self, start: int, end: int) -> int:
        return sum(1 for block in self.view.document.blocks if start < block.start_char <= end)

    # --- by post ---

    def _role(self, source: Source, noun: Speaking, lang: str) -> Speaker:
        assert source.span is not None and source.head is not None
        position = source.span[0]
        token = self.view.tokens[source.head]
        if {fold(t.lemma) for t in self.view.inside(*source.span)} & _NAMELESS:
            return Speaker(phrase_name(self.view, source, lang), None, "unnamed_group", "unnamed")
        plural = token.feat("Number") == "Plur"
        if plural:
            return self._plural_role(source, noun, lang)
        wanted = self._phrase_words(source)
        places = {
            self.cast.place_key(m)
            for m in self.view.labelled(*source.span, "place")
            if m.place_kind in (None, "country")
        }
        strange = [m for m in self.view.labelled(*source.span) if m.label != "event"]
        scored: list[tuple[float, int, Person]] = []
        for person in self.cast.persons.values():
            before = [at for at in person.seen if at < position]
            near = before or [at for at in person.seen if at > position]
            if not before and noun.role not in ("president", "premier"):
                continue
            score = fit(self.cast, person, noun, wanted, places, strange)
            if score > 0 and near:
                scored.append((score, max(before, default=-near[0]), person))
        if not scored:
            last = (
                self._last_expert(position, strange)
                if noun.role == "expert" or noun.words[-1] in ("спикер", "собеседник")
                else None
            )
            if last is not None:
                return last
            return self._unnamed_role(source, noun, lang)
        best = max(score for score, _, _ in scored)
        top = [(at, person) for score, at, person in scored if score >= best - 0.01]
        if len(top) > 1:
            spoke = self._last_speaking({p.key for _, p in top}, position)
            if spoke is not None:
                return Speaker(spoke.name, spoke.entity_id, "person", "post: last speaker", (spoke.key,))
            if token.feat("Gender") == "Fem" and lang == "ru":
                top = [(at, p) for at, p in top if p.gender in (None, "Fem")] or top
            if len(top) > 1:
                names = ", ".join(sorted(p.name for _, p in top))
                return Speaker(None, None, "person", f"ambiguous post: {names}")
        person = top[0][1]
        return Speaker(person.name, person.entity_id, "person", "post", (person.key,))

    def _last_expert(self, position: int, strange: list[Mention]) -> Speaker | None:
        """«Эксперт» after a named speaker without a post in the text: who spoke last, unless an officeholder."""
        for spoken, speaker in reversed(self.history):
            if spoken >= position:
                continue
            if self._paragraphs(spoken, position) > 2 or speaker.kind != "person" or len(speaker.people) != 1:
                return None
            person = self.cast.persons.get(speaker.people[0])
            if (
                person is None
                or person.roles & _OFFICES
                or any(affiliated(self.cast, person, m) is False for m in strange)
            ):
                return None
            return Speaker(speaker.name, speaker.entity_id, "person", "post: last speaker", speaker.people)
        return None

    def _phrase_words(self, source: Source) -> set[str]:
        assert source.span is not None
        return {
            fold(t.lemma) for t in self.view.inside(*source.span) if t.pos in ("NOUN", "PROPN", "ADJ", "X")
        }

    def _last_speaking(self, keys: set[str], position: int) -> Person | None:
        for spoken, speaker in reversed(self.history):
            if spoken < position and speaker.people and speaker.people[0] in keys:
                return self.cast.persons[speaker.people[0]]
        return None

    def _unnamed_role(self, source: Source, noun: Speaking, lang: str) -> Speaker:
        assert source.span is not None
        if self.headlined is not None and 0 < source.span[0] - self.headlined[0] < _NEAR_HEADLINE:
            # The headline names who speaks, the first lines give the post.
            who = self.headlined[1]
            self.headlined = None
            return Speaker(who.name, who.entity_id, who.kind, "named in the headline", who.people)
        name = phrase_name(self.view, source, lang)
        kind = "person" if noun.role in _TOP else "unnamed_group"
        return Speaker(name, None, kind, "post without a name in the text" if noun.role else "unnamed")

    def _plural_role(self, source: Source, noun: Speaking, lang: str) -> Speaker:
        """«Лидеры стран», «президенты»: the two named last who hold the post; else the phrase itself."""
        assert source.span is not None
        position = source.span[0]
        if noun.role in ("president", "premier", "minister") or noun.words[0] in (
            "лидер",
            "басшы",
            "көшбасшы",
        ):
            wanted = {noun.role or "president", "president"}
            holders = [p for p in self.cast.persons.values() if p.roles & wanted and min(p.seen) < position]
            holders.sort(key=lambda p: max(at for at in p.seen if at < position))
            if len(holders) >= 2:
                pair = sorted(holders[-2:], key=lambda p: p.seen[0])
                return Speaker(
                    "; ".join(p.name for p in pair),
                    pair[0].entity_id,
                    "person",
                    "posts",
                    tuple(p.key for p in pair),
                )
        return Speaker(phrase_name(self.view, source, lang), None, "unnamed_group", "unnamed")

    # --- parties, documents, the rest ---

    def _parties(self, source: Source, lang: str) -> Speaker:
        """«Стороны», «тараптар»: the pair of states, organizations or persons that was joined last."""
        assert source.span is not None
        if len(self.view.inside(*source.span)) > 2:
            return Speaker(phrase_name(self.view, source, lang), None, "unnamed_group", "unnamed")
        before = self.view.labelled(0, source.span[0], "place", "organization", "person")
        for two, one in zip(reversed(before), list(reversed(before))[1:], strict=False):
            if two.label != one.label or (
                two.label == "place" and {two.place_kind, one.place_kind} - {None, "country"}
            ):
                continue
            gap = self.view.text[one.end_char : two.start_char]
            if len(gap.split()) <= 4 and self._joined(one.end_char, two.start_char) and "," not in gap:
                names = [
                    self.cast.by_mention[m.start_char].name
                    if m.label == "person"
                    else entity_name(self.view, m)
                    for m in (one, two)
                ]
                if names[0] != names[1]:
                    return Speaker(
                        "; ".join(names),
                        one.entity_id,
                        "person" if two.label == "person" else "organization",
                        "parties",
                    )
        return Speaker(phrase_name(self.view, source, lang), None, "unnamed_group", "parties not named")

    def _document(self, source: Source, noun: Speaking, lang: str) -> Speaker:
        assert source.span is not None
        bare = len(self.view.inside(*source.span)) == 1 and (
            source.head is None or document_name(self.view, source.head, lang) is None
        )
        if bare and noun.role == "notice":
            for spoken, speaker in reversed(self.history):
                if spoken < source.span[0] and speaker.kind == "organization":
                    return Speaker(speaker.name, speaker.entity_id, "organization", "owner of the document")
        if bare:
            for at, name in reversed(self.documents):
                if at < source.span[0]:
                    return Speaker(name, None, "document", "document named before")
            named = document_before(self.view, source.span[0], noun, lang)
            if named is not None:
                return Speaker(named, None, "document", "document named before")
        full = document_name(self.view, source.head, lang) if source.head is not None else None
        name = full or phrase_name(self.view, source, lang)
        if not bare or full is not None:
            self.documents.append((source.span[0], name))
        return Speaker(name, None, "document", "document")

    def _plain(self, source: Source, lang: str, kind: str | None = None) -> Speaker:
        assert source.span is not None
        name = phrase_name(self.view, source, lang)
        token = self.view.tokens[source.head] if source.head is not None else None
        if kind is None:
            proper = token is not None and (
                token.pos == "PROPN" or token.text[:1].isupper() and token.start_char != source.span[0]
            )
            kind = "organization" if proper else "unnamed_group"
        return Speaker(name or None, None, kind, "phrase")
