"""Where things stand in a Kazakh report: connectives at its head, the source after the verb or at the head of the clause."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.stages.claims.draft import Source
from pipeline.stages.claims.kk_phrase import ends_content, in_nominative, is_finite, name_at, phrase
from pipeline.stages.claims.kk_place import behind_place, in_own_speech
from pipeline.stages.claims.kk_source import PRONOUNS, after_question, against, nominative, opening_name
from pipeline.stages.claims.kk_words import endings, phrase_length, word_set
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold


@dataclass(frozen=True, slots=True)
class Before:
    """The source of the report before in the same sentence; `same`: its subject is the subject of this one too."""

    source: Source | None
    same: bool = False


_ENDS = (",", ";", ":", ".", "–", "—", "!", "?")
_DASHES = (",", "–", "—", "-")
_LONGEST_ADVERBIAL = 14  # words that may stand before the subject (Кездесу соңында әкім …)
_SUBJECT_WITHIN = 24
_ADDRESSED = 6  # words at the head of what is said that name who is addressed or what is answered


def clause_start(view: View, at: range, stop: int) -> int:
    """Where the clause begins that ends before `stop`: behind a colon or semicolon that stands between two clauses."""
    for i in range(stop - 1, at.start, -1):
        token = view.tokens[i]
        if token.text in (":", ";") and any(
            is_finite(view.tokens[k]) or view.tokens[k].pos == "ADJ" or fold(view.tokens[k].norm) == "емес"
            for k in range(at.start, i)
        ):
            return i + 1
    return at.start


def skip_leads(view: View, at: range) -> int:
    """First token that is no connective (Ал, өз кезегінде, сонымен қатар) and no comma."""
    i = at.start
    while i < at.stop:
        length = (
            1 if view.tokens[i].text in _DASHES else phrase_length("clause_leads", view.tokens, i, at.stop)
        )
        if not length:
            break
        i += length
    return i


def addressed(view: View, start: int, stop: int) -> int:
    """Behind those to whom it is said: «журналистерге», «тілшінің сұрағына», «редакцияға»."""
    for i in range(start, min(stop, start + _ADDRESSED)):
        token = view.tokens[i]
        if token.pos == "PUNCT" or is_finite(token):
            break
        if token.feat("Case") != "Dat":
            continue
        owned = token.feat("Person[psor]") == "3" and fold(token.lemma) in word_set("answered")
        if owned or i == start and fold(token.norm).startswith(endings("addressees")):
            return i + 1
        break
    return start


def behind_addressee(view: View, start: int, stop: int) -> int:
    """Behind those who are to do it: «Үкіметке бағдарлама әзірлеуді», «аудан әкімдеріне көпірді тазалауды»."""
    for i in range(start, min(stop, start + _ADDRESSED)):
        token = view.tokens[i]
        if token.pos == "PUNCT" or token.feat("VerbForm") is not None:
            break
        if token.feat("Case") == "Dat":
            noun = speaking_noun(view, i, "kk")
            doer = noun is not None and noun.kind in ("person", "institution", "group")
            return i + 1 if doer or name_at(view, i, "person", "organization") else start
    return start


def source_after(view: View, end: int, at: range, *, any_noun: bool = False) -> Source | None:
    """The phrase after the verb: «деп мәлімдеді Қаржы министрлігі»; up to a comma or the end.

    A name behind the comma belongs to it: «дейді бас онколог, дәрігер Диляра Қайсарова». `any_noun` takes a nominative
    of any meaning when none is known to speak (дейді табиғат жанашырлары).
    """
    stop = _segment_end(view, end, at)
    if stop <= end:
        return None
    found = nominative(view, range(end, stop), last=True)
    closing = view.tokens[stop - 1]
    if found is None and any_noun and closing.pos in ("NOUN", "PROPN", "ADJ") and in_nominative(closing):
        found = phrase(view, stop - 1, range(end, stop), "Nom")
    return _named_behind(view, found, stop, at) or found


def _segment_end(view: View, start: int, at: range) -> int:
    """Where the words after a verb end: at a mark that is no part of an initial or a site, or at the next verb."""
    stop = start
    while stop < at.stop and not is_finite(view.tokens[stop]):
        token = view.tokens[stop]
        if token.text in _ENDS and not (token.text == "." and stop > start and _inner_stop(view, stop)):
            break
        stop += 1
    return stop


def _inner_stop(view: View, i: int) -> bool:
    """The stop of an initial (Е. Қасымов) or of a name with a stop inside (BAQ.KZ)."""
    after = view.text[view.tokens[i].end_char : view.tokens[i].end_char + 1]
    return len(view.tokens[i - 1].text) <= 2 or after.isalpha()


def _named_behind(view: View, found: Source | None, stop: int, at: range) -> Source | None:
    """A post, a comma, and the name: one source; not where the words behind the comma have a verb of their own."""
    if found is None or found.span is None or found.pronoun or found.head is None:
        return None
    if name_at(view, found.head, "person") is not None or stop >= at.stop or view.tokens[stop].text != ",":
        return None
    if view.range_of(*found.span).stop != stop:
        return None
    end = _segment_end(view, stop + 1, at)
    if end < at.stop and is_finite(view.tokens[end]):
        return None
    name = opening_name(view, range(stop + 1, end))
    if name is None or name.span is None:
        return None
    return Source((found.span[0], name.span[1]), name.head, "Nom")


def _before_own(view: View, at: range) -> Source | None:
    """«Компания жұмысын тоқтатпайтынын айтты», «Ата-аналар балаларының …»: a bare subject before what is its own."""
    i = skip_leads(view, at)
    if i + 1 >= at.stop or not in_nominative(view.tokens[i]):
        return None
    token, after = view.tokens[i], view.tokens[i + 1]
    noun = speaking_noun(view, i, "kk")
    if noun is None or noun.positions[-1] != i or noun.kind not in ("person", "group", "institution"):
        return None
    many = token.feat("Number") == "Plur" and noun.kind in ("person", "group")
    own = after.feat("Person[psor]") == "3" and after.pos in ("NOUN", "ADJ")
    if not own or after.feat("Case") != "Acc" and not (many and after.feat("Case") == "Gen"):
        return None
    return Source((token.start_char, token.end_char), i, "Nom")


def source_first(view: View, at: range, start: int, before: Before) -> tuple[Source | None, int]:
    """The phrase that opens the sentence, when it can speak, and the first token after it; after a converb its subject."""
    if before.same and before.source is not None:
        return before.source, start
    source = nominative(view, range(at.start, min(at.stop, at.start + _SUBJECT_WITHIN)))
    if (source is None or source.span is None) and at and fold(view.tokens[at.start].norm) in PRONOUNS:
        # «Ол сапар өтпейтінін айтты»: nobody else is named, so «ол» is no article.
        token = view.tokens[at.start]
        source = Source((token.start_char, token.end_char), at.start, "Nom", pronoun=True)
    if source is None or source.span is None:
        source = _before_own(view, at)
    if source is None or source.span is None:
        return None, start
    first = view.index_from(source.span[0])
    answers = (after_question(view, at) or against(view, at)) is not None
    if not answers and any(is_finite(t) or ends_content(t) for t in view.tokens[at.start : first]):
        return None, start
    if not answers and first - at.start > _LONGEST_ADVERBIAL:
        return None, start
    stop = view.range_of(*source.span).stop
    while stop < at.stop and view.tokens[stop].text in ("»", '"', "”", ",", ")"):
        stop += 1
    if source.case == "Gen" and stop < at.stop and fold(view.tokens[stop].lemma) == "өз":
        stop += 1  # Айгүлдің өзі …
    while stop < at.stop and in_own_speech(view, stop):
        stop += 2 if view.tokens[stop].feat("Case") == "Gen" else 1
    return source, skip_leads(view, range(behind_place(view, range(stop, at.stop)), at.stop))
