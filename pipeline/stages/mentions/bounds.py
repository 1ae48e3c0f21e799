"""Where a mention begins and ends: quotes in pairs, no generic words at the edges; and what is no name at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from pipeline.lang.kk.families import is_common as is_common_kazakh
from pipeline.lang.ru.full import given_forms
from pipeline.lang.ru.lemmas import is_adjective
from pipeline.lang.ru.persons import surname_readings
from pipeline.lang.ru.syllabic import syllabic
from pipeline.resources import lexicon
from pipeline.stages.mentions.heads import head_at, is_legal_form
from pipeline.stages.mentions.words import (
    CLOSING,
    OPENING,
    QUOTES,
    STRAIGHT,
    Candidate,
    Words,
    is_site,
    positions,
)

# IT-сектор, ИИ-решение: an abbreviation that qualifies a common noun.
_COMPOUND = re.compile(r"[A-ZА-ЯЁІ]{2,4}-[а-яё]{4,}")
_WITH_INITIAL = re.compile(r"(?:[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]\. ?){1,2}[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][а-яёәғқңөұүһі-]+")
_AT = ("дағы", "дегі", "тағы", "тегі")
# So many blanks more than words need are a row of a menu.
MENU = 2
_EDGES = frozenset(",.;:!?()[]—–-…|/")


def tidy(words: Words, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates with mended boundaries; what is no name at all is left out."""
    tidied: list[Candidate] = []
    for candidate in candidates:
        for start, end in _pieces(words, candidate.start, candidate.end, candidate.label):
            start, end = trim(words, start, end)
            while end - start > 1 and (
                _is_position(words, start, candidate.label) or _is_doer(words, start, end, candidate.label)
            ):
                start += 1  # «Аким области», «Торага Айнура Сыдыкова»
            if candidate.label == "place" and end - start > 1 and _is_at(words, start):
                end = start + 1  # «Ембідегі күн электр станциясы»
            if candidate.label == "person" and end - start == 1 and _is_in(words, start):
                candidate = replace(candidate, label="place")
            if candidate.label == "place" and words.lang(start) == "ru" and syllabic(words.norms[start]):
                candidate = replace(candidate, label="organization")  # «Минторговли РК»
            if candidate.label == "organization" and _is_with_initial(words, start, end):
                candidate = replace(candidate, label="person")
            if candidate.label == "person" and end - start > 2 and _is_where(words, end - 1):
                end -= 1
                tidied.append(replace(candidate, start=end, end=end + 1, label="place"))
            if candidate.rule == "ner":
                end = _without_generic(words, start, end, candidate.label)
            if start < end and not _is_no_name(words, start, end, candidate.label):
                tidied.append(replace(candidate, start=start, end=end))
    return tidied


def _is_at(words: Words, i: int) -> bool:
    """A Kazakh place as an adjective (Ембідегі): the name ends with it."""
    token = words.tokens[i]
    return token.lang == "kk" and token.feat("Case") == "Loc" and token.norm.endswith(_AT)


def _is_in(words: Words, i: int) -> bool:
    """«на Бухтарме», «в Жайыке»: one stands on and in places; a surname by its ending may be what one errs in."""
    token = words.tokens[i]
    return (
        token.lang == "ru"
        and token.feat("Case") == "Loc"
        and words.same_block(i - 1, i)
        and words.norms[i - 1].lower() in ("в", "во", "на")
        and not surname_readings(token.norm)
        and not given_forms(token.norm)
    )


def _is_with_initial(words: Words, start: int, end: int) -> bool:
    """Ю. Шнайдер: an initial and one word are a person."""
    return words.is_word(end - 1) and _WITH_INITIAL.fullmatch(words.text(start, end)) is not None


def _is_where(words: Words, i: int) -> bool:
    """A Kazakh word in the locative: behind two words of a person's name it is where the person is (Серік Омаров Атырауда)."""
    token = words.tokens[i]
    return token.lang == "kk" and token.pos == "PROPN" and token.feat("Case") == "Loc"


def _without_generic(words: Words, start: int, end: int, label: str) -> int:
    """The end before generic nouns that follow a Kazakh name: Құрық порты, Ертіс өзені, «РЖД» компаниясы."""
    if label == "event":
        return end  # Азия чемпионаты
    while end - start > 1:
        head = head_at(words, end - 1)
        quoted = words.norms[end - 2] in QUOTES
        if (
            head is None
            or head.inside
            or words.is_capital(end - 1)
            or (head.label != label and label != "place")
        ):
            return end
        if label == "organization" and not quoted or head.phrase == "any":
            return end
        end -= 1
    return end


def _pieces(words: Words, start: int, end: int, label: str) -> list[tuple[int, int]]:
    """The range cut at quotes and brackets whose partner lies outside of it, and at what joins two names: «…» (…),
    a dash between two places (Астана – Алматы); behind a site (Inbusiness.kz Еңбек министрлігі)."""
    if end - start > 1 and is_site(words.norms[start]):
        return [(start, start + 1), *_pieces(words, start + 1, end, label)]
    pairs = {"«": "»", "“": "”", "„": "“", "(": ")"}
    open_marks: list[int] = []
    cuts: set[int] = set()
    # In quotes a dash belongs to the name (коридор «Север – Юг»).
    quoted = (
        start > 0 and end < len(words) and words.norms[start - 1] in QUOTES and words.norms[end] in QUOTES
    )
    for i in range(start, end):
        norm = words.norms[i]
        if norm == ":":
            cuts.add(i)
        if norm in pairs:
            open_marks.append(i)
        elif norm in ("»", ")") and open_marks and pairs[words.norms[open_marks[-1]]] == norm:
            opened = open_marks.pop()
            if norm == ")":
                cuts.update((opened, i))  # what stands in brackets is another name, or none
        elif norm in ("»", ")") or (label == "place" and not quoted and norm in ("–", "—", "-")):
            cuts.add(i)
    cuts.update(open_marks)
    straight = [i for i in range(start, end) if words.norms[i] == '"']
    if len(straight) % 2:
        cuts.add(straight[-1])
    edges = [start - 1, *sorted(cuts), end]
    pieces = [(a + 1, b) for a, b in zip(edges, edges[1:], strict=False) if b > a + 1]
    # Several blanks stand between the items of a menu: Афиша   Авто   Пробки.
    return [(a, b) for a, b in pieces if sum(words.gap(i) for i in range(a, b - 1)) < MENU]


def trim(words: Words, start: int, end: int) -> tuple[int, int]:
    """Without punctuation at the edges, quotes round the whole, or a quote that lacks its partner."""
    while start < end:
        first, last = words.norms[start], words.norms[end - 1]
        inner = words.norms[start:end]
        if first in _EDGES:
            start += 1
        elif last in _EDGES and not _is_abbreviated(words, end - 1, start):
            end -= 1
        elif first in QUOTES and (last in QUOTES and end - start > 1) and not _pairs_inside(inner[1:-1]):
            start, end = start + 1, end - 1
        elif first in OPENING | STRAIGHT and not _closed(inner):
            start += 1
        elif last in CLOSING | STRAIGHT and not _opened(inner) or _joins_or_tells(words, end - 1):
            end -= 1
        elif _joins_or_tells(words, start):
            start += 1
        else:
            break
    return start, end


def _joins_or_tells(words: Words, i: int) -> bool:
    """A conjunction, a preposition or a finite verb in lower case: at the edge of a name it belongs to the clause."""
    token = words.tokens[i]
    if words.sentence_starts[i]:
        return token.pos == "ADP" and token.lang == "ru"
    return words.norms[i].islower() and (
        token.pos in ("CCONJ", "ADP", "PRON") or (token.pos == "VERB" and token.feat("VerbForm") == "Fin")
    )


def _is_abbreviated(words: Words, i: int, start: int) -> bool:
    """A full stop that belongs to the word before it: S.a.r.l., Inc., им. М."""
    return words.norms[i] == "." and i > start and len(words.norms[i - 1]) == 1


def _pairs_inside(inner: list[str]) -> bool:
    return any(word in QUOTES for word in inner)


def _closed(inner: list[str]) -> bool:
    return any(word in CLOSING | STRAIGHT for word in inner[1:])


def _opened(inner: list[str]) -> bool:
    return any(word in OPENING | STRAIGHT for word in inner[:-1])


def _is_no_name(words: Words, start: int, end: int, label: str) -> bool:
    """Adjectives (казахстанский), legal forms on their own, numbers, words without a capital letter."""
    if not any(words.is_word(i) for i in range(start, end)):
        return True
    if not label:
        return False
    if _is_listed(words, start, end):
        return True
    head = head_at(words, start) if end - start == 1 else None
    if head is not None and head.phrase == "name" and head.label == label:
        return False
    if not any(any(char.isupper() for char in words.norms[i]) for i in range(start, end)):
        return True
    if end - start > 1:
        return False
    token = words.tokens[start]
    if token.lang == "ru" and _COMPOUND.fullmatch(token.norm):
        return True
    if label == "person" and token.lemma.lower() in positions(token.lang):
        return True  # «подчеркнул Президент»
    if (
        token.lang == "kk"
        and words.opens(start)
        and token.norm[1:].islower()
        and is_common_kazakh(token.lemma)
    ):
        return True  # «Инсулин таусылды», «– Қоймада дәрі бар»
    if is_legal_form(words, start) or (head is not None and head.phrase not in ("alone", "name")):
        return True
    return (
        label == "place"
        and token.lang == "ru"
        and token.pos == "ADJ"
        and token.norm[1:].islower()
        and is_adjective(token.norm)
    )


def _is_position(words: Words, i: int, label: str) -> bool:
    """A noun for a position, which no dictionary but ours may know (хоким), before a place or a Russian person."""
    word = words.norms[i].lower()
    if label == "person" and (words.lang(i) != "ru" or given_forms(word)) or label not in ("person", "place"):
        return False
    return not {words.tokens[i].lemma, word}.isdisjoint(positions(words.lang(i)))


def _is_doer(words: Words, start: int, end: int, label: str) -> bool:
    """«Президент Үкіметке … тапсырды»: a post in the nominative, and the body in another case, are two."""
    post, body = words.tokens[start], words.tokens[end - 1]
    apart = post.feat("Case") in ("Nom", None) and post.feat("Person[psor]") is None
    oblique = body.feat("Case") not in ("Nom", "Gen", None) and body.feat("Person[psor]") is None
    known = post.lang == "kk" and post.norm.lower() in positions("kk")
    return label == "organization" and end - start == 2 and known and apart and oblique


@cache
def _not_names(lang: str) -> frozenset[str]:
    rows = lexicon(lang, "not_names.tsv", ("lemma", "why", "example"), ("lemma",))
    return frozenset(row["lemma"] for row in rows)


def _is_listed(words: Words, start: int, end: int) -> bool:
    """A word of `not_names.tsv`, by its lemma or as it is written, an ending after a hyphen put aside."""
    lang = words.lang(start)
    if lang not in ("ru", "kk"):
        return False
    lemmas = " ".join(words.tokens[i].lemma.lower().replace("ё", "е") for i in range(start, end))
    form = words.norms[start].lower() if end - start == 1 else lemmas
    listed = _not_names(lang)
    return (
        lemmas in listed
        or form in listed
        or (form.split("-")[0] in listed and words.norms[start].split("-")[0].isupper())
    )
