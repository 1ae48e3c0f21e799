"""Which clause of a Russian sentence holds the author's words: «Мост закрыли, а объезд, по словам акима, готов»."""

from __future__ import annotations

from bisect import bisect_left

from pipeline.stages.claims.draft import Cue
from pipeline.stages.claims.ru_cues import is_finite
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import claim_words, fold, lookup, words

_NEAR = 60  # tokens back in which the clause begins


def clause_start(view: View, at: range, first: int, stop: int, cues: list[Cue]) -> int:
    """First token of the content before the author's words at `first`..`stop`; `first` itself when they open their clause.

    It is the head of the sentence, unless the words stand inside a clause that begins later: after a colon or semicolon,
    after «, а», after «что» and «потому что», at «который» or a participle.
    """
    start = max(at.start, first - _NEAR)
    opened = _opened(view, start, first)
    if opened is not None:
        return opened
    final = not _predicate(view, stop, at.stop)
    if final and _phrase_leads(view, at):
        # «По ее словам, уволены триста, и люди не придут, уверена X»
        return next((i + 2 for i in range(first - 2, start, -1) if _joint(view, i)), start)
    dash = _last(view, start, first, "–")
    if (
        dash is not None
        and not final
        and _reports(cues, at.start, dash)
        and not _predicate(view, dash, first)
    ):
        return dash + 1  # «обвинил ведомство в поборах – за каждый акт, по словам дельца, просили десятину»
    colon = _last(view, start, first, ":")
    if colon is not None and (not final or _reports(cues, at.start, colon)):
        told = _predicate(view, at.start, colon) or any(
            view.tokens[i].pos == "NOUN" and view.tokens[i].feat("Case") == "Nom"
            for i in range(at.start, colon)
        )
        start = colon + 1 if told else start
    semicolon = _last(view, start, first, ";")
    if semicolon is not None and not final:
        start = semicolon + 1
    comma = _last(view, start, first - 1, ",")
    end = first
    if comma is not None and _relative(view, comma) and _predicate(view, comma, first):
        end = comma  # «…, а машина, которую хвалят, по ее словам, стара»
        comma = _last(view, start, end, ",")
    if comma is None or comma <= start:
        return start
    joined = fold(view.tokens[comma + 1].norm) in claim_words("joining", "ru")
    subject = next(
        (i for i in range(comma + 1, end) if view.tokens[i].pos in ("NOUN", "PROPN", "PRON")), None
    )
    own = subject is not None and view.tokens[subject].feat("Case") in ("Nom", None)
    behind = _predicate(view, stop, _clause_end(view, stop, at.stop))
    if _predicate(view, comma, end):
        # «…, и подписан он, по ее словам, профкомом»
        if not (joined and own) or behind or final and not _short(view, comma, end):
            return start
    elif not (joined or own) or not behind:
        return start
    if not _whole(view, start, comma, joined=joined):
        return start
    return comma + 1


def _relative(view: View, comma: int) -> bool:
    return any(
        fold(token.lemma) in claim_words("relative", "ru") | {"когда"}
        for token in view.tokens[comma + 1 : comma + 3]
    )


def _short(view: View, start: int, stop: int) -> bool:
    """The clause has a short form for its predicate, and what stands behind the author's words completes it."""
    return any(view.tokens[i].feat("Variant") == "Short" for i in range(start, stop))


def _opened(view: View, start: int, first: int) -> int | None:
    """Where the clause begins that a conjunction or a participle opens right before the author's words."""
    last = first - 1
    while last > start and view.tokens[last].pos == "PUNCT":
        last -= 1
    if last < start:
        return None
    token = view.tokens[last]
    form = fold(token.norm)
    if fold(token.lemma) in claim_words("relative", "ru") | {"когда"}:
        begin = last - 1 if last > start and view.tokens[last - 1].pos == "ADP" else last
        return begin if begin > start and view.tokens[begin - 1].text == "," else None
    before = view.tokens[last - 1] if last > start else None
    if (
        form in ("что", "чтобы", "если", "поскольку")
        or form in claim_words("joining", "ru")
        and before is not None
        and before.text == ","
    ):
        return first
    if (
        token.feat("VerbForm") == "Part"
        and token.feat("Variant") != "Short"
        and before is not None
        and before.text == ","
    ):
        return last
    return None


def _phrase_leads(view: View, at: range) -> bool:
    """The sentence begins with «по словам X»: its first clause has a source already."""
    return lookup(words("ru").markers, view.tokens[at.start : at.stop], 0) is not None or (
        fold(view.tokens[at.start].norm) == "по"
        and fold(view.tokens[at.start + 1].norm) in ("его", "ее", "их")
    )


def _joint(view: View, i: int) -> bool:
    """A comma before «и», «а», «но»."""
    return view.tokens[i].text == "," and fold(view.tokens[i + 1].norm) in claim_words("joining", "ru")


def clause_stop(view: View, at: range, start: int, first: int, stop: int) -> int:
    """Token after the content that goes on behind the author's words: to the end, but for a clause that closes inside the sentence."""
    token = view.tokens[start] if start < first else None
    if token is None:
        return at.stop
    relative = next(
        (
            i
            for i in range(start, min(start + 2, first))
            if fold(view.tokens[i].lemma) in claim_words("relative", "ru") | {"когда"}
        ),
        None,
    )
    if relative is not None and view.tokens[start - 1].text == "," and start > at.start:
        return _clause_end(view, stop, at.stop, after_verb=True)
    if token.feat("VerbForm") == "Part" and token.feat("Variant") != "Short" and start > at.start:
        return _clause_end(view, stop, at.stop)
    return at.stop


def behind_apposition(view: View, i: int, at: range, case: str | None) -> int:
    """Token behind clauses and titles that belong to the source: «По словам X, которого цитирует агентство, …», «…, главы фонда, …»."""
    stop = _behind_one(view, i, at, case)
    return behind_apposition(view, stop, at, case) if i < stop < at.stop else stop


def _behind_one(view: View, i: int, at: range, case: str | None) -> int:
    if i >= at.stop or view.tokens[i].text != ",":
        return i
    head = i + 1
    if head >= at.stop:
        return i
    relative = any(
        fold(view.tokens[j].lemma) == "который"
        and not any(view.tokens[k].pos == "PUNCT" for k in range(head, j))
        for j in range(head, min(head + 3, at.stop))
    )
    if relative:
        return _clause_end(view, head, at.stop, after_verb=True)
    token = view.tokens[head]
    end = _clause_end(view, head, at.stop)
    living = case == "Gen" and token.feat("Animacy") == "Anim" and token.feat("Case") == "Acc"
    agrees = case is not None and token.feat("Case") == case or living
    participle = token.feat("VerbForm") == "Part" and token.feat("Variant") != "Short"
    noun = next((t for t in view.tokens[head:end] if t.pos != "ADJ"), token) if case != "Nom" else token
    title = noun.pos == "NOUN" and (case != "Nom" or noun.feat("Animacy") == "Anim")
    if (
        agrees
        and (participle or title)
        and not _predicate(view, head, end)
        and _predicate(view, end, at.stop)
    ):
        return end
    if participle and token.feat("Case") != "Nom" and not _predicate(view, head, at.stop):
        return at.stop  # «…, следует из записки, опубликованной на сайте»
    return i


def _clause_end(view: View, start: int, stop: int, *, after_verb: bool = False) -> int:
    """The next comma (semicolon, dash) from a token on; the first behind a predicate where asked."""
    seen = not after_verb
    for i in range(start, stop):
        if is_finite(view.tokens[i]):
            seen = True
        if seen and i > start and view.tokens[i].text in (",", ";"):
            if after_verb and i + 1 < stop and _deeper(view, start, i):
                seen = False
                continue
            return i
    return stop


def _deeper(view: View, start: int, comma: int) -> bool:
    """«которая, по словам министра, даст деньги, чтобы …»: the comma opens a clause that belongs to the clause before it."""
    return view.tokens[comma + 1].pos == "SCONJ" and fold(view.tokens[comma + 1].norm) in claim_words(
        "that", "ru"
    )


def _last(view: View, start: int, stop: int, mark: str) -> int | None:
    """The last such mark outside brackets."""
    return next(
        (
            i
            for i in range(stop - 1, start, -1)
            if view.tokens[i].text == mark and not bracketed(view, start, i)
        ),
        None,
    )


def bracketed(view: View, start: int, i: int) -> bool:
    """«(Бавария; Германия)»: the token stands inside brackets that open behind `start`."""
    before = [token.text for token in view.tokens[start:i]]
    return before.count("(") > before.count(")")


def _predicate(view: View, start: int, stop: int) -> bool:
    return any(
        is_finite(view.tokens[i]) or fold(view.tokens[i].norm) in claim_words("predicative", "ru")
        for i in range(start, stop)
    )


def _reports(cues: list[Cue], start: int, stop: int) -> bool:
    i = bisect_left(cues, start, key=lambda cue: cue.head)
    return i < len(cues) and cues[i].head < stop


def _whole(view: View, start: int, comma: int, *, joined: bool) -> bool:
    """What stands before the comma is a main clause, or one behind «что» beside which «а», «но» set another."""
    begin = _last(view, start, comma, ",") or start - 1
    subordinate = any(
        view.tokens[i].pos == "SCONJ"
        and not (joined and fold(view.tokens[i].norm) == "что")
        or fold(view.tokens[i].lemma) in claim_words("relative", "ru") | {"когда"}
        for i in range(begin + 1, min(begin + 4, comma))
    )
    return not subordinate and _predicate(view, start, comma)
