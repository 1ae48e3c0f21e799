"""People without a name whom a Kazakh text brings in: «аты-жөнін атамауды сұраған шебер», «құрылысты күзетіп отырған ақсақал»,
the «ол» in the sentence behind, two that «мен» joins, names that no finder has seen."""

from __future__ import annotations

from pipeline.stages.claims.draft import Draft, Source, Speaker
from pipeline.stages.claims.kk_phrase import name_at, phrase
from pipeline.stages.claims.kk_source import nominative
from pipeline.stages.claims.kk_words import word_set
from pipeline.stages.claims.nouns import Speaking, speaking_noun
from pipeline.stages.claims.phrases import phrase_name
from pipeline.stages.claims.scene import Scene
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import claim_words, fold, role_kind, source_words

_BACK = 3000  # tokens in which residents may have been told of in full
_CLAUSE = 9  # words of the clause before a noun that brings somebody in


def introduced(scene: Scene, source: Source, noun: Speaking) -> bool:
    """The noun brings somebody in: who does not give a name, or whom a participle before the noun describes.

    A post («сөз алған депутат», «жауап берген вице-министр») is known even so, and anybody whom the paragraph names.
    """
    assert source.span is not None
    view = scene.view
    first = view.index_from(source.span[0])
    sentence = view.tokens[first].sentence_id
    if _withheld(view, sentence, first):
        return True
    i = first - 1
    participle = i >= 0 and view.tokens[i].feat("VerbForm") == "Part" and view.tokens[i].feat("Case") is None
    if not participle or view.tokens[i].sentence_id != sentence:
        return False
    block = view.paragraph_start(source.span[0])
    known = any(at >= block for _, at, _ in scene.salient(source.span[0])[:1])
    return not known and role_kind(noun.role) not in ("office", "leading")


def residents(view: View, source: Source) -> Speaker | None:
    """«Тұрғындар» after «Қарашық ауылының тұрғындары»: those of the village that the text has told of last."""
    assert source.span is not None
    here = view.index_from(source.span[0])
    said = view.tokens[here]
    if said.end_char < source.span[1] or fold(said.lemma) not in word_set("residents"):
        return None
    for i in range(here - 1, max(0, here - _BACK), -1):
        token, owner = view.tokens[i], view.tokens[i - 1]
        if fold(token.lemma) != fold(said.lemma) or token.feat("Person[psor]") != "3":
            continue
        if owner.pos == "NOUN" and view.mention_at(owner.start_char, "organization") is None:
            one = Source((token.start_char, token.end_char), i, token.feat("Case"))
            name = f"{fold(owner.lemma)} {phrase_name(view, one, 'kk')}"
            return Speaker(name, None, "unnamed_group", "unnamed")
    return None


def _withheld(view: View, sentence: str, first: int) -> bool:
    """«Аты-жөнін атамауды сұраған шебер», «дәрігер есімін жарияламауды өтінді»: the sentence keeps a name back."""
    for k in range(max(0, first - _CLAUSE), min(len(view.tokens), first + _CLAUSE)):
        token = view.tokens[k]
        if (
            token.sentence_id == sentence
            and fold(token.lemma) in word_set("name_noun")
            and token.feat("Case") == "Acc"
        ):
            return view.mention_at(view.tokens[first].start_char, "person") is None
    return False


def just_told(view: View, scene: Scene, source: Source, draft: Draft) -> Source | None:
    """Somebody without a name who is the subject of the sentence before, or with whom the writer spoke: whom «ол» means."""
    assert source.span is not None
    here = view.document.sentence_at(min(draft.start, source.span[0]))
    if here is None:
        return None
    start = view.index_from(here.start_char)
    if start == 0 or view.tokens[start - 1].start_char < view.paragraph_start(here.start_char):
        return None
    first = view.sentence_first(start - 1)
    last_spoken = next((at for at, _ in scene.spoken_before(source.span[0])), -1)
    if last_spoken >= view.tokens[first].start_char or view.labelled(
        view.tokens[first].start_char, here.start_char, "person"
    ):
        return None
    found = nominative(view, range(first, start))
    if found is None:
        return _only_person(view, range(first, start))
    if found.pronoun or found.head is None or name_at(view, found.head) is not None:
        return None
    noun = speaking_noun(view, found.head, "kk")
    single = view.tokens[found.head].feat("Number") == "Sing"
    return found if noun is not None and noun.kind == "person" and single else None


def _only_person(view: View, at: range) -> Source | None:
    """«Көшіп келген жас әкемен сөйлестім», «блогердің видеосы тарады»: the only person of a sentence about no other."""
    people = [
        i
        for i in at
        if view.tokens[i].feat("Number") == "Sing"
        and view.tokens[i].feat("Case") in ("Gen", "Ins", "Dat")
        and (noun := speaking_noun(view, i, "kk")) is not None
        and noun.kind == "person"
        and noun.words[-1] not in source_words("interviewer")
    ]
    if len(people) != 1:
        return None
    return phrase(view, people[0], at, view.tokens[people[0]].feat("Case") or "Nom")


def halves(view: View, source: Source) -> tuple[Source, Source] | None:
    """«Көлік министрі мен Тауасаров»: the two sources that мен joins."""
    assert source.span is not None and source.head is not None
    for i in range(source.head + 1, source.heads[0]):
        if fold(view.tokens[i].norm) in claim_words("and", "kk"):
            first = Source((source.span[0], view.tokens[i - 1].end_char), source.head, source.case)
            second = Source((view.tokens[i + 1].start_char, source.span[1]), source.heads[0], source.case)
            return first, second
    return None


def unlisted(view: View, source: Source) -> str | None:
    """The name behind a post where no finder has seen one: «орталық талдаушысы Анна Шоманова»."""
    assert source.span is not None
    if source.head is None or source.case not in ("Nom", None):
        return None
    first = source.head
    start = view.index_from(source.span[0])
    while (
        first >= start
        and view.tokens[first].text[:1].isupper()
        and view.mention_at(view.tokens[first].start_char) is None
    ):
        if speaking_noun(view, first, "kk") is not None:
            break
        first -= 1
    if first == source.head or first < start or source.head - first > 3:
        return None
    noun = speaking_noun(view, first, "kk")
    if noun is None or noun.kind != "person" or view.tokens[source.head].pos != "PROPN":
        return None
    return view.text[view.tokens[first + 1].start_char : view.tokens[source.head].end_char]
