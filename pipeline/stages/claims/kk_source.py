"""Who stands by a Kazakh cue: the nominative that can speak; the genitive before айтуынша."""

from __future__ import annotations

from pipeline.schema import Token
from pipeline.stages.claims.draft import Source
from pipeline.stages.claims.kk_cues import is_finite
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

PRONOUNS = {"ол", "олар"}
_STOPS = {";", ":", "–", "—", "-", ".", "!", "?", "…", "«", "»", "“", "”", '"'}
_GROUPS = {"көпшілік", "барлығы", "бәрі", "кейбір", "біреу", "біреулер", "кейбіреулер", "бірқатары"}
_JOINS = {"мен", "пен", "бен", "және"}


def nominative(view: View, at: range, *, last: bool = False) -> Source | None:
    """The first (or last) phrase in the nominative among the tokens `at` that can speak."""
    order = range(at.start, at.stop)
    found: Source | None = None
    i = order.start
    while i < order.stop:
        token = view.tokens[i]
        pronoun = fold(token.norm) in PRONOUNS and token.pos in ("PRON", "DET")
        if pronoun and not _modifies(view, i, order):
            found = Source((token.start_char, token.end_char), i, "Nom", pronoun=True)
            if not last:
                return found
            i += 1
            continue
        head = _head_at(view, i, order)
        if head is not None:
            found = _joint(view, phrase(view, head, at, "Nom"), at)
            if not last:
                return found
            i = view.range_of(*found.span).stop if found.span else i + 1
            continue
        i += 1
    return found


def _joint(view: View, first: Source, at: range) -> Source:
    """«X пен Y»: one source of two phrases."""
    assert first.span is not None
    join = view.range_of(*first.span).stop
    if join >= at.stop or fold(view.tokens[join].norm) not in _JOINS:
        return first
    second = nominative(view, range(join + 1, min(at.stop, join + 12)))
    if second is None or second.span is None or second.pronoun or view.index_from(second.span[0]) != join + 1:
        return first
    heads = (second.head,) if second.head is not None else ()
    return Source((first.span[0], second.span[1]), first.head, first.case, heads=heads)


def genitive(view: View, end: int, at: range, *, sure: bool = False) -> Source | None:
    """The phrase that ends just before `end`: «Министрдің» айтуынша, «Ұлттық банк» мәліметінше.

    `sure` takes any genitive: whatever stands before айтуынша speaks.
    """
    i = end - 1
    while i >= at.start and view.tokens[i].text in ("»", '"', "”", ")"):
        i -= 1
    if i < at.start:
        return None
    token = view.tokens[i]
    if fold(token.norm) in ("оның", "олардың"):
        return Source((token.start_char, token.end_char), i, "Gen", pronoun=True)
    if fold(token.norm) in ("өз", "менің", "біздің", "сіздің", "осы", "бұл", "соңғы", "өзінің"):
        return None
    case = token.feat("Case")
    mention = view.mention_at(token.start_char, "person", "organization", "place")
    clitic = token.feat("Clitic") == "Yes"
    if clitic:
        return phrase(view, i - 1 if view.tokens[i - 1].text not in ("»",) else i - 2, at, "Gen", stop=i + 1)
    if (
        case == "Gen"
        or mention is not None
        or (
            case in ("Nom", None)
            and (speaking_noun(view, i, "kk") is not None or token.pos in ("PROPN", "X"))
        )
    ):
        if mention is None and case == "Gen" and not sure and not can_speak(view, i):
            return None
        return phrase(view, i, at, "Gen" if case == "Gen" else "Nom")
    return None


def can_speak(view: View, i: int) -> bool:
    """A name, or a noun that can speak."""
    token = view.tokens[i]
    mention = view.mention_at(token.start_char, "person", "organization", "place", "event")
    if mention is not None:
        return mention.label != "event"
    if speaking_noun(view, i, "kk") is not None:
        return True
    if _ending_noun(view, i) or agentive(token):
        return True
    return token.pos == "PROPN" or fold(token.norm) in _GROUPS


_AGENTS = ("шы", "ші", "кер", "гер", "лог", "ист", "граф", "навт", "тролер", "неджер")


def agentive(token: Token) -> bool:
    """A noun of somebody who does something, by its ending: құтқарушы, эпидемиолог, аниматор."""
    lemma = fold(token.lemma)
    return (
        token.pos == "NOUN"
        and len(lemma) > 4
        and lemma.endswith((*_AGENTS, "тор"))
        and token.feat("NumType") is None
    )


def _ending_noun(view: View, i: int) -> bool:
    """A noun of two words whose last stands at `i`: «аймақ басшысы», «баспасөз қызметі»."""
    for back in (1, 2):
        if i - back >= 0:
            noun = speaking_noun(view, i - back, "kk")
            if noun is not None and noun.positions[-1] == i:
                return True
    return False


def _head_at(view: View, i: int, at: range) -> int | None:
    """The token at `i` heads a phrase in the nominative that can speak; for a name, its last token counts."""
    token = view.tokens[i]
    mention = view.mention_at(token.start_char, "person", "organization", "place")
    if mention is not None:
        stop = view.range_of(mention.start_char, mention.end_char).stop
        if stop - 1 != i or stop > at.stop:
            return None
        if token.feat("Case") not in ("Nom", None) or (
            stop < at.stop and view.tokens[stop].feat("Clitic") == "Yes"
        ):
            return None
        after = stop
        if after < at.stop and view.tokens[after].text in ("»", '"', "”"):
            after += 1
        if after < at.stop and _possessed(view, after):
            return None
        if after < at.stop and view.tokens[after].feat("Clitic") == "Yes":
            return None
        if mention.label != "person" and _titles_a_name(view, after, at):
            return None
        if mention.label == "place" and not _subject_place(view, mention.start_char, at):
            return None
        return i
    if token.pos not in ("NOUN", "PROPN", "PRON", "ADJ") or token.feat("Case") not in ("Nom", None):
        return None
    if not (
        speaking_noun(view, i, "kk") is not None
        or agentive(token)
        or _ending_noun(view, i)
        or token.pos == "PROPN"
        or fold(token.norm) in _GROUPS
    ):
        return None
    noun = speaking_noun(view, i, "kk")
    if noun is not None and noun.positions[-1] > i:
        return None
    if noun is not None and noun.kind == "document":
        return None
    after = i + 1
    if after < at.stop:
        if _possessed(view, after) or view.tokens[after].feat("Clitic") == "Yes":
            return None
        follower = view.mention_at(view.tokens[after].start_char, "person")
        if follower is not None or (
            view.tokens[after].pos == "PROPN" and view.tokens[after].feat("Case") in ("Nom", None)
        ):
            return None  # a title: the name that follows is the head
        if view.tokens[after].pos == "NOUN" and fold(token.norm) == "тұрғын":
            return None
    return i


def _titles_a_name(view: View, i: int, at: range) -> bool:
    """«Ресей Президенті Владимир Путин»: after the state or organization a post and then the name."""
    for j in range(i, min(i + 5, at.stop)):
        token = view.tokens[j]
        if token.pos not in ("NOUN", "PROPN", "ADJ") or token.feat("Case") not in ("Nom", None):
            return False
        mention = view.mention_at(token.start_char, "person")
        if mention is not None:
            return j > i and speaking_noun(view, j - 1, "kk") is not None
    return False


def _possessed(view: View, i: int) -> bool:
    """The next word owns this one: «Тоқаев үкіметі», «министр орынбасары»."""
    token = view.tokens[i]
    return (
        token.pos in ("NOUN", "PROPN", "ADJ")
        and token.feat("Person[psor]") == "3"
        and view.mention_at(token.start_char, "person") is None
        and not _verbal(view, i)
    )


def _verbal(view: View, i: int) -> bool:
    return view.tokens[i].feat("VerbForm") is not None


def _modifies(view: View, i: int, at: range) -> bool:
    """«ол жобаның»: the pronoun as an article before a noun."""
    return (
        i + 1 < at.stop
        and view.tokens[i + 1].pos in ("NOUN", "NUM")
        and view.tokens[i + 1].feat("Person[psor]") is None
        and view.tokens[i + 1].feat("Case") in ("Nom", "Loc", "Abl")
        and fold(view.tokens[i].norm) == "ол"
    )


def _subject_place(view: View, start_char: int, at: range) -> bool:
    """A state speaks only as the first words of the clause."""
    return view.index_from(start_char) - at.start <= 1


def phrase(view: View, head: int, at: range, case: str, stop: int | None = None) -> Source:
    """The phrase that ends at `head`: titles, genitives and attributes to its left, joined phrases too."""
    first = head
    mention = view.mention_at(view.tokens[head].start_char, "person", "organization", "place")
    if mention is not None:
        first = view.index_from(mention.start_char)
    while first - 1 >= at.start:
        opened = _bracketed(view, first - 1, at)
        if opened is not None:
            first = opened
            continue
        if not _belongs(view, first - 1, first, at):
            break
        first -= 1
        inner = view.mention_at(view.tokens[first].start_char, "person", "organization", "place")
        if inner is not None:
            first = max(at.start, min(first, view.index_from(inner.start_char)))
    start, end = view.span(first, (stop or head + 1) - 1)
    while (
        start > 0
        and view.text[start - 1] in '«“"'
        and view.text[start:end].count("»")
        + view.text[start:end].count("”")
        + view.text[start:end].count('"') % 2
    ):
        start -= 1
    return Source((start, end), head, case)


_CLOSED = {")": "(", "»": "«", "”": "“"}


def _bracketed(view: View, i: int, at: range) -> int | None:
    """First token of a short bracket or quoted name that ends at `i`: «институтының (ҚСЗИ) өкілі», ««Дала» агенттігі»."""
    opening = _CLOSED.get(view.tokens[i].text)
    if opening is None or i + 1 >= at.stop or view.tokens[i + 1].pos == "PUNCT":
        return None
    for j in range(i - 1, max(at.start, i - 7) - 1, -1):
        if view.tokens[j].text == opening:
            return j
        if is_finite(view.tokens[j]):
            return None
    return None


def _belongs(view: View, i: int, after: int, at: range) -> bool:
    """The token before a phrase is part of it."""
    token = view.tokens[i]
    if token.text in ("«", "»", '"'):
        return view.mention_at(token.start_char, "organization") is not None
    if (
        token.text == "."
        and i > at.start
        and view.tokens[i - 1].end_char == token.start_char
        and view.tokens[after].start_char == token.end_char
    ):
        return True  # BAQ.KZ
    if token.text in _STOPS or is_finite(token) or token.pos in ("ADV", "SCONJ", "INTJ", "PUNCT"):
        return False
    if fold(token.norm) in _JOINS:
        before = view.tokens[i - 1] if i - 1 >= at.start else None
        if (
            before is not None
            and fold(token.norm) == "және"
            and before.pos == "NOUN"
            and before.feat("Case") == "Nom"
        ):
            return True
        return before is not None and can_speak(view, i - 1)
    if token.pos in ("CCONJ", "ADP", "PART"):
        return False
    if token.feat("VerbForm") in ("Conv", "Ger") and token.pos == "VERB":
        return False
    if token.pos in ("ADJ", "NUM", "DET") or token.feat("VerbForm") == "Part":
        return fold(token.norm) not in ("ал", "сондай-ақ", "сонымен", "бүгін", "кеше", "өз")
    if token.pos in ("NOUN", "PROPN", "X"):
        case = token.feat("Case")
        if case in ("Gen", "Nom", None):
            return True
        # -дағы is an attribute: Өскемендегі бас консул.
        return case == "Loc" and token.norm.lower().endswith(("дағы", "дегі", "тағы", "тегі"))
    return False
