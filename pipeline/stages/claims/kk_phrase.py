"""The Kazakh noun phrase of a source: which nouns can speak, and how far a phrase reaches to its left."""

from __future__ import annotations

from pipeline.schema import Mention, Token
from pipeline.stages.claims.draft import Source
from pipeline.stages.claims.kk_words import agentive, honorific, word_set
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words

_STOPS = {";", ":", "–", "—", "-", ".", "!", "?", "…", "«", "»", "“", "”", '"'}
ONE_OF = {"бірі", "екеуі", "үшеуі"}  # шопандардың бірі
_CLOSED = {")": "(", "»": "«", "”": "“"}
_CLOSING = ("»", '"', "”")
# Өскемендегі: of a place; министрліктегілер, әкімдіктегілер: those of a place.
ATTRIBUTES = ("дағы", "дегі", "тағы", "тегі")
_THOSE_OF = tuple(f"{ending}лар" if ending[-1] == "ы" else f"{ending}лер" for ending in ATTRIBUTES)


def is_finite(token: Token) -> bool:
    """A verb in a personal form."""
    return token.feat("VerbForm") == "Fin" and token.pos in ("VERB", "AUX")


def ends_content(token: Token) -> bool:
    """The last word of a clause made a noun in the accusative, which can only be reported: салынғанын, екенін."""
    return (token.feat("VerbForm") == "Part" or token.lemma == "е") and token.feat("Case") == "Acc"


def in_nominative(token: Token) -> bool:
    """The token stands in the nominative or has no case; министрліктегілер are in the nominative too."""
    return token.feat("Case") in ("Nom", None) or those_of(token)


def those_of(token: Token) -> bool:
    """министрліктегілер: the people of an institution or a place."""
    return fold(token.norm).endswith(_THOSE_OF)


def name_at(view: View, i: int, *labels: str) -> Mention | None:
    """The name that covers a token, unless a finder took a title with the next word for one («Президент өңірде»)."""
    mention = view.mention_at(view.tokens[i].start_char, *labels)
    if mention is None or mention.label == "person":
        return mention
    at = view.range_of(mention.start_char, mention.end_char)
    noun = speaking_noun(view, at.start, "kk")
    last = view.tokens[at.stop - 1]
    if (
        noun is not None
        and noun.kind in ("person", "group")
        and at.stop - 1 > noun.positions[-1]
        and last.text[:1].islower()
        and last.feat("Person[psor]") is None
    ):
        return None
    return mention


def ends_noun(view: View, i: int) -> bool:
    """A noun of two or three words ends at `i`: «аймақ басшысы», «баспасөз қызметі»."""
    for back in (1, 2):
        if i - back >= 0:
            noun = speaking_noun(view, i - back, "kk")
            if noun is not None and noun.positions[-1] == i:
                return True
    return False


def speaks(view: View, i: int) -> bool:
    """A noun that can speak, whatever its case: listed, agentive, a proper noun, people of a place."""
    token = view.tokens[i]
    return (
        speaking_noun(view, i, "kk") is not None
        or ends_noun(view, i)
        or agentive(token)
        or token.pos == "PROPN"
        or fold(token.norm) in source_words("some", "kk")
        or fold(token.norm) in ONE_OF
        and i > 0
        and _of_people(view, i - 1)
        or _one_of(view, i)
        or _share(view, i)
        or those_of(token)
    )


def _one_of(view: View, i: int) -> bool:
    """«жөндеушілердің бірі», «тұрғындардың үшеуі»."""
    number = view.tokens[i].feat("NumType") is not None and view.tokens[i].feat("Person[psor]") == "3"
    return number and i > 0 and view.tokens[i - 1].feat("Case") == "Gen" and speaks(view, i - 1)


def _share(view: View, i: int) -> bool:
    """«сарапшылардың 84 пайызы»."""
    counted = i > 1 and view.tokens[i - 1].pos == "NUM" and fold(view.tokens[i].norm) == "пайызы"
    return counted and view.tokens[i - 2].feat("Number") == "Plur" and speaks(view, i - 2)


def _of_people(view: View, i: int) -> bool:
    """A plural in the genitive («тұрғындардың үштен бірі»), for people as far as its ending tells: not «жүктің үштен бірі»."""
    if view.tokens[i].pos == "NUM" and i:
        i -= 1
    return view.tokens[i].feat("Case") == "Gen" and view.tokens[i].feat("Number") == "Plur"


def can_speak(view: View, i: int) -> bool:
    """A name, or a noun that can speak."""
    mention = name_at(view, i, "person", "organization", "place", "event")
    if mention is not None:
        return mention.label != "event"
    return speaks(view, i)


def phrase(view: View, head: int, at: range, case: str, stop: int | None = None) -> Source:
    """The phrase that ends at `head`: titles, genitives and attributes to its left, joined phrases too."""
    first = head
    mention = name_at(view, head, "person", "organization", "place")
    if mention is not None:
        first = view.index_from(mention.start_char)
    noun = speaking_noun(view, head, "kk")
    if noun is not None and noun.positions[-1] == head:
        first = max(at.start, min(first, noun.positions[0]))  # ақ халаттылар
    called = honorific(view.tokens[head])
    if called and head > at.start and view.tokens[head - 1].text[:1].isupper():
        first = head - 1  # Сақтап ханымның
    while first - 1 >= at.start:
        opened = _bracketed(view, first - 1, at)
        if opened is not None:
            first = opened
            continue
        if not _belongs(view, first - 1, first, at):
            break
        first -= 1
        inner = name_at(view, first, "person", "organization", "place")
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


def after_marks(view: View, i: int, stop: int) -> int:
    """The first token from `i` on that is no closing mark."""
    while i < stop and view.tokens[i].text in _CLOSING:
        i += 1
    return i


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
    if fold(token.norm) == "жоғары" and view.tokens[after].pos in ("NOUN", "ADJ"):
        return True  # Жоғары сот
    if token.text in _STOPS or is_finite(token) or token.pos in ("ADV", "SCONJ", "INTJ", "PUNCT"):
        return False
    owned = view.tokens[after].feat("Person[psor]") == "3"
    if fold(token.norm) in word_set("and"):
        return _joins(view, i, at)
    if fold(token.norm) == "қарсы" and i > at.start and view.tokens[i - 1].feat("Case") == "Dat":
        return True  # сыбайлас жемқорлыққа қарсы қызмет
    if token.feat("Case") == "Dat" and fold(view.tokens[after].norm) == "қарсы":
        return True
    if token.feat("Case") == "Dat" and fold(view.tokens[after].norm) == "жақын":
        return True  # тергеуге жақын дереккөз
    if token.pos in ("CCONJ", "ADP", "PART"):
        return False
    if token.feat("VerbForm") == "Ger":
        return owned and token.feat("Case") in ("Nom", None)  # түсіру тобы, Ақтау тұрғындары
    if token.feat("VerbForm") == "Part" and token.feat("Case") == "Gen" and token.feat("Number") == "Plur":
        return owned  # зардап шеккендердің туыстары
    if fold(token.norm) == "бірлескен":
        return True  # бірлескен мәлімдеме
    if token.feat("VerbForm") in ("Conv", "Part"):
        return False  # «жиынға қатысқан министр»: a clause about the source is no part of its name
    if fold(token.norm) in word_set("loose_words"):
        return False
    if token.pos in ("ADJ", "NUM", "DET"):
        return True
    if token.pos == "PRON":
        return token.feat("Case") == "Gen" and owned  # оның адвокаты
    if token.pos in ("NOUN", "PROPN", "X"):
        case = token.feat("Case")
        if case in ("Gen", "Nom", None):
            return True
        if case == "Acc":
            return view.tokens[after].feat("VerbForm") == "Ger"  # халықты қорғау министрлігі
        # -дағы is an attribute: Өскемендегі бас консул.
        return case == "Loc" and token.norm.lower().endswith(ATTRIBUTES)
    return False


def _joins(view: View, i: int, at: range) -> bool:
    """The «және» or «мен» at `i` stands inside the phrase: two people who speak, two nouns of one institution."""
    if i - 1 < at.start:
        return False
    before = view.tokens[i - 1]
    if fold(view.tokens[i].norm) == "және" and (
        before.pos == "NOUN" and before.feat("Case") == "Nom" or before.feat("VerbForm") == "Ger"
    ):
        return True
    return can_speak(view, i - 1)
