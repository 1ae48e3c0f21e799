"""The author's words beside a Russian quotation: the cue and who stands by it."""

from __future__ import annotations

from pipeline.stages.claims.draft import NO_SOURCE, Cue, Source
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.ru_cues import find_cues, is_finite
from pipeline.stages.claims.ru_markers import source_of_phrase
from pipeline.stages.claims.ru_phrase import PRONOUNS, phrase
from pipeline.stages.claims.ru_source import source_of
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import claim_words, fold, lookup, source_words, words


def reporting(view: View, at: range, *, after: bool) -> tuple[Cue, Source] | None:
    """Cue and source in the author's words; `after` a quotation any verb with a living subject may report.

    Before a quotation (up to its colon) only a listed cue counts, and the last one wins.
    """
    if not at:
        return None
    cues = [c for c in find_cues(view, at) if c.frames & {"quote", "clause", "passive", "from"}]
    if after:
        for cue in cues:
            if _early(view, cue.head, at):
                return cue, source_of(view, cue, at)
        marker = _marker(view, at)
        if marker is not None:
            return marker
        return _infinitive(view, at) or _open_class(view, at)
    for cue in reversed(cues):
        source = source_of(view, cue, at)
        if source.reason != "inanimate":
            return cue, source
    # «Позже, по словам X, стало хуже: «…»»
    return source_of_phrase(view, at, within=len(at)) or _noun_of_speech(view, at)


def _early(view: View, head: int, at: range) -> bool:
    """The cue opens the author's words: only particles, adjuncts and its own subject come before, and no other predicate."""
    for i in range(at.start, head):
        token = view.tokens[i]
        if (
            is_finite(token)
            and not (token.head == head and token.pos == "AUX")  # «это было отмечено в заявлении»
            or token.text in (";", ":")
            or fold(token.lemma) == "который"
            or token.pos == "SCONJ"
            and fold(token.norm) != "как"
        ):
            return False
    return head - at.start <= 14


def _marker(view: View, at: range) -> tuple[Cue, Source] | None:
    """«…», по словам X."""
    return source_of_phrase(view, at)


def _infinitive(view: View, at: range) -> tuple[Cue, Source] | None:
    """«…», – поспешил заверить министр."""
    tokens = view.tokens[at.start : min(at.stop, at.start + 6)]
    if not tokens or not is_finite(tokens[0]):
        return None
    for i, token in enumerate(tokens[1:], 1):
        if token.feat("VerbForm") == "Inf":
            hit = lookup(words("ru").cues, tokens, i)
            if hit is None or "quote" not in hit[0].frames:
                return None
            entry = hit[0]
            verb = Cue((tokens[0].start_char, token.end_char), entry.lemma, entry.cls, entry.frames, at.start)
            return verb, source_of(view, verb, at)
    return None


def _open_class(view: View, at: range) -> tuple[Cue, Source] | None:
    """«…», – радуется житель села; «…», – Петров разводит руками: a verb in the third person at the head, its subject alive."""
    i = at.start
    while i < at.stop and (
        fold(view.tokens[i].norm) in claim_words("before_cue", "ru") or view.tokens[i].pos == "ADV"
    ):
        i += 1
    if i >= at.stop or i - at.start > 3:
        return None
    i = _behind_such_words(view, i, at)
    subject_first = _person_first(view, i, at)
    if subject_first is not None:
        assert subject_first.span is not None
        i = view.range_of(*subject_first.span).stop
        while i < at.stop and (
            view.tokens[i].pos in ("ADV", "PART")
            or fold(view.tokens[i].norm) in claim_words("before_cue", "ru")
        ):
            i += 1
    if i >= at.stop:
        return None
    verb = view.tokens[i]
    if (
        verb.pos != "VERB"
        or verb.feat("VerbForm") != "Fin"
        or verb.feat("Mood") == "Imp"
        or verb.feat("Person") in ("1", "2")
        or verb.feat("Tense") == "Fut"
    ):
        return None
    cue = Cue(
        (verb.start_char, verb.end_char), fold(verb.lemma), "neutral", frozenset({"quote"}), i, form="finite"
    )
    source = subject_first if subject_first is not None else source_of(view, cue, at)
    if source.span is None:
        return None
    return cue, source


def _behind_such_words(view: View, i: int, at: range) -> int:
    """«таким вопросом задаются», «с такими словами открыл», «такую запись оставил»: token behind the noun."""
    j = i + 1 if fold(view.tokens[i].norm) in ("с", "со", "в") else i
    if (
        j + 2 < at.stop
        and fold(view.tokens[j].lemma) in ("такой", "этот")
        and view.tokens[j + 1].pos == "NOUN"
    ):
        return j + 2
    if (
        j > i
        and view.tokens[i - 1].pos != "NOUN"
        and j + 2 < at.stop
        and fold(view.tokens[j].lemma) in ("такой", "этот")
    ):
        return j + 2
    return i


def _person_first(view: View, i: int, at: range) -> Source | None:
    """A pronoun, a person by name or a noun of a person, in the nominative, before its verb."""
    token = view.tokens[i] if i < at.stop else None
    if (
        token is None
        or token.pos not in ("NOUN", "PROPN", "PRON", "ADJ")
        or token.feat("Case") not in ("Nom", None)
    ):
        return None
    head = i
    while head < at.stop and view.tokens[head].pos == "ADJ":
        head += 1
    if head >= at.stop or not _is_person(view, head):
        return None
    found = phrase(view, head, at)
    return found if found.span is not None and view.index_from(found.span[0]) == i else None


def _is_person(view: View, i: int) -> bool:
    token = view.tokens[i]
    if fold(token.lemma) in PRONOUNS:
        return True
    if view.mention_at(token.start_char, "person") is not None:
        return True
    noun = speaking_noun(view, i, "ru")
    person = noun is not None and noun.kind in ("person", "group")
    return token.pos == "NOUN" and (person or (noun is None and token.feat("Animacy") == "Anim"))


def person_of(view: View, at: range) -> Source | None:
    """«Петров разводит руками.»: the person whom a sentence without speech tells of, as the subject of its main verb."""
    tokens = view.tokens
    verb = next((i for i in at if tokens[i].dep == "ROOT" and is_finite(tokens[i])), None)
    if verb is None or tokens[verb].feat("Person") in ("1", "2") or tokens[verb].feat("Tense") == "Fut":
        return None
    if tokens[at.stop - 1].text == "?":
        return None
    cue = Cue((tokens[verb].start_char, tokens[verb].end_char), "", "neutral", frozenset({"quote"}), verb)
    found = source_of(view, cue, at)
    if found.span is None or found.head is None or not _is_person(view, found.head):
        return None
    return found


def speaker_before(view: View, at: range) -> Source | None:
    """«Токаев: «…»»: a phrase in the nominative that can speak, and nothing else before the colon."""
    words_only = [i for i in at if view.tokens[i].pos != "PUNCT"]
    for i in words_only[:3]:
        said = fold(view.tokens[i].lemma) in source_words("utterance", "ru")
        if said and (view.tokens[i].feat("Case") == "Nom" or i == words_only[0]):
            return _whose(view, i, at)
    if words_only and any(is_finite(view.tokens[i]) for i in words_only):
        return _subject(view, max(i for i in at if is_finite(view.tokens[i])), at)
    named = view.mention_at(view.tokens[words_only[0]].start_char, "person") if words_only else None
    if named is not None and view.text[named.end_char : named.end_char + 1] == ",":
        # «Мавлюда Саидова, доцент кафедры истории: «…»», whatever case the tagger gives the name
        return Source((named.start_char, named.end_char), words_only[0], "Nom")
    if not words_only or len(words_only) > 14:
        return None
    for i in words_only:
        token = view.tokens[i]
        if token.pos in ("NOUN", "PROPN") and token.feat("Case") == "Nom":
            found = phrase(view, i, at)
            return found if found.span is not None else None
    return None


def _whose(view: View, i: int, at: range) -> Source | None:
    """«Позиция министерства проста: «…»»: the genitive after the noun, or «его» before it."""
    before = view.tokens[i - 1] if i > at.start else None
    if before is not None and fold(before.norm) in ("его", "ее", "их"):
        return Source((before.start_char, before.end_char), i - 1, "Gen", pronoun=True)
    for j in range(i + 1, min(i + 4, at.stop)):
        token = view.tokens[j]
        if token.pos in ("NOUN", "PROPN") or view.mention_at(token.start_char, "person", "organization"):
            if token.feat("Case") not in ("Gen", None):
                return None
            found = phrase(view, j, at, "Gen")
            return found if found.span is not None else None
        if token.pos != "ADJ":
            return None
    return None


def _noun_of_speech(view: View, at: range) -> tuple[Cue, Source] | None:
    """«В письме его слова: «…»», «Глава фонда выразил соболезнования: «…»»: whose the noun is, else the person who is the
    subject; none where the sentence tells neither («опубликована цитата из письма: «…»»)."""
    nouns = [i for i in at if fold(view.tokens[i].lemma) in source_words("quoted", "ru")]
    if not nouns:
        return None
    token = view.tokens[nouns[-1]]
    span = (token.start_char, token.end_char)
    cue = Cue(span, fold(token.lemma), "neutral", frozenset({"quote"}), nouns[-1], form="noun")
    found = _whose(view, nouns[-1], at)
    verbs = [i for i in at if is_finite(view.tokens[i])]
    if found is None and verbs:
        found = _subject(view, max((i for i in verbs if i < nouns[-1]), default=verbs[0]), at)
    return cue, found or NO_SOURCE


def leads(view: View, at: range) -> tuple[Cue, Source] | None:
    """«сказав «…»», «с криками «…»», «при словах «…»»: what stands right before a quotation that no colon announces."""
    words_only = [i for i in at if view.tokens[i].text != ":"]
    if not words_only:
        return None
    last = words_only[-1]
    token = view.tokens[last]
    for cue in find_cues(view, at):
        if cue.head == last and "quote" in cue.frames and cue.form in ("finite", "gerund"):
            return cue, source_of(view, cue, at)
    noun = _noun_of_speech(view, at)
    return (
        noun if noun is not None and noun[0].head == last and token.feat("Case") in ("Ins", "Loc") else None
    )


def _subject(view: View, head: int, at: range) -> Source | None:
    """«Представитель банка этого не скрывает: «…»»: the person whose reaction the quotation is, the subject of the verb `head`."""
    verb = view.tokens[head]
    cue = Cue((verb.start_char, verb.end_char), fold(verb.lemma), "neutral", frozenset({"quote"}), head)
    found = source_of(view, cue, at)
    if found.span is None or found.head is None or found.pronoun:
        return None
    person = view.labelled(*found.span, "person") or view.mention_at(
        view.tokens[found.head].start_char, "person"
    )
    return found if person else None
