"""Where a Russian cue reports nothing: with this object or complement, of this subject, at this time."""

from __future__ import annotations

from pipeline.stages.claims.draft import Cue, Source, Span
from pipeline.stages.claims.nouns import Speaking, speaking_noun
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import claim_words, fold, source_words, words


def enacts(cue: Cue, noun: Speaking) -> bool:
    """A law, plan or contract says nothing of the world; a report that obliges or plans does what a law does."""
    return noun.words[-1] in source_words("norm", "ru") or fold(cue.lemma) in source_words("enacts", "ru")


def bare(view: View, cue: Cue, parts: list[Span]) -> bool:
    """«ждут цифр», «требуют ответа»: a thing that is asked for or told is no proposition; «прогнозирует рост» is one."""
    said = [t for part in parts for t in view.inside(*part) if t.pos not in ("PUNCT", "ADP")]
    if len(said) > 1 or not said or cue.cls in ("plan", "negative", "factive", "evaluative"):
        return False
    happens = fold(said[0].lemma).endswith(("ние", "тие", "ция")) or fold(said[0].lemma) in source_words(
        "change", "ru"
    )
    return not happens


def nameless(view: View, cue: Cue, verb: int) -> bool:
    """«попросивший не называть его имени», «(имя просила не называть)»: a condition of the talk told by the way."""
    behind = view.tokens[verb + 1 : verb + 4] if cue.form == "participle" else ()
    before = view.tokens[cue.head - 1]
    return (
        cue.cls == "directive"
        and fold(view.tokens[verb - 1].norm) == "не"
        and any(fold(token.lemma) in claim_words("anonymous", "ru") for token in (before, *behind))
    )


def wished(view: View, cue: Cue) -> bool:
    """«мечтала быть летчицей», «надеясь стать врачом»: what somebody once wished is a story, not a report."""
    now = view.tokens[cue.head].feat("Tense") == "Pres" and cue.form == "finite"
    return not now and cue.lemma in claim_words("wish", "ru")


def trapped(view: View, cue: Cue, first: int, at: range, *, placed: bool = False) -> bool:
    """«признался в любви», «пригрозил ножом»: no report with this word; «признался в эфире», «в Омске», «в мае»: where and when,
    if the word is `placed` by «в»."""
    nouns = (
        i for i in range(first, min(first + 4, at.stop)) if view.tokens[i].pos in ("NOUN", "PROPN", "PRON")
    )
    noun = next(nouns, None)
    if noun is None:
        return False
    token = view.tokens[noun]
    lemma = fold(token.lemma)
    if (cue.lemma, lemma) in words("ru").traps:
        return True
    circumstance = claim_words("occasion", "ru") | claim_words("session", "ru") | claim_words("course", "ru")
    timed = lemma in claim_words("weekday", "ru") or fold(token.norm) in source_words("month", "ru")
    return placed and (
        lemma in circumstance
        or timed
        or any(c.isdigit() for c in view.tokens[first].text)
        or view.mention_at(token.start_char, "place", "organization") is not None
    )


def points_back(view: View, noun: int) -> bool:
    """«эту информацию», «такие данные»: told before, and not repeated here."""
    whose = [view.tokens[i] for i in view.children_of(noun)]
    return len(whose) == 1 and fold(whose[0].lemma) in ("этот", "такой", "данный")


def side(view: View, first: int, at: range) -> bool:
    """«выступал за «Реал»», «за сборную», «за Армению»: whom one plays for."""
    noun = next((i for i in range(first, at.stop) if view.tokens[i].pos in ("NOUN", "PROPN", "X")), None)
    if noun is None or any(view.tokens[i].pos == "ADP" for i in range(first, noun)):
        return False
    token = view.tokens[noun]
    named = view.tokens[noun - 1].text in ("«", '"', "“") or token.pos in ("PROPN", "X")
    known = view.mention_at(token.start_char, "organization", "place", "event") is not None
    return named or known or fold(token.lemma) in claim_words("side", "ru")


def unknown_name(view: View, source: Source, at: range) -> bool:
    """A capital at the head of the sentence that no name finder knows: «Стрелка указывает на север»."""
    assert source.head is not None and source.span is not None
    head = source.head
    token = view.tokens[head]
    first = next((i for i in at if view.tokens[i].pos != "PUNCT"), head)
    return (
        head == first
        and token.pos == "PROPN"
        and token.text[1:].islower()
        and not (token.feat("Number") == "Plur" or token.text.endswith(("и", "ы")))
        and not view.labelled(*source.span)
        and speaking_noun(view, head, "ru") is None
    )


def witness(view: View, first: int, at: range) -> bool:
    """«сослался на отчет», «указал на министра»: what the noun says is not told here."""
    noun = next(
        (i for i in range(first, min(first + 4, at.stop)) if view.tokens[i].pos in ("NOUN", "PROPN")), first
    )
    return speaking_noun(view, noun, "ru") is not None and view.tokens[noun].feat("Case") == "Acc"
