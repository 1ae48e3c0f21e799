"""Names without quotes that their surroundings give away: what stands after a legal form or a noun
for places, sites named as sources."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lang.ru.full import given_forms
from pipeline.lang.ru.lemmas import is_adjective
from pipeline.lang.ru.syllabic import syllabic
from pipeline.stages.mentions.heads import head_at, is_legal_form
from pipeline.stages.mentions.words import QUOTES, Candidate, Words, positions, word_set

# Weights rank candidates that overlap; see merge.py.
FORM_WEIGHT = 6.0
PLACE_WEIGHT = 3.4
SYLLABIC_WEIGHT = 3.5
SITE_WEIGHT = 6.0
_DOMAINS = frozenset(
    ("ru", "kz", "com", "org", "net", "info", "su", "by", "ua", "uz", "kg", "tv", "рф", "ру", "қаз")
)
_SITE = re.compile(rf"[\w-]+(\.[\w-]+)*\.({'|'.join(sorted(_DOMAINS))})(-\w+)?", re.IGNORECASE)


def rule_candidates(words: Words) -> list[Candidate]:
    """What the rules of this module propose, in no order."""
    return [
        *_after_legal_form(words),
        *_after_place_noun(words),
        *_latin_names(words),
        *_routes(words),
        *_site_names(words),
        *_syllabic(words),
        *_latin_owners(words),
    ]


def _after_legal_form(words: Words) -> Iterator[Candidate]:
    """АО KTZ Express, ТОО Казцинк: the capitalised or Latin words after a legal form."""
    i = 0
    while i < len(words):
        if not is_legal_form(words, i, bare=True):
            i += 1
            continue
        end = i + 1
        while (
            words.same_block(i, end)
            and end < i + 6
            and (_is_latin(words, end) or (end == i + 1 and _is_name_word(words, end)))
        ):
            end += 1
        if end > i + 1:
            yield Candidate(i, end, "organization", 0.95, "form.bare", FORM_WEIGHT)
        i = end


def _is_latin(words: Words, i: int) -> bool:
    word = words.norms[i]
    return word.isascii() and word[0].isalpha() and (word[0].isupper() or len(word) > 3) or (word == "&")


def _is_name_word(words: Words, i: int) -> bool:
    word = words.norms[i]
    return len(word) > 2 and word[0].isupper() and not word.isupper() and not is_legal_form(words, i)


def _after_place_noun(words: Words) -> Iterator[Candidate]:
    """село Узынагаш, город Нижний Новгород: the capitalised word behind a noun that places bear."""
    for i in range(len(words) - 1):
        if words.lang(i) != "ru" or not (words.same_block(i, i + 1) and words.is_capital(i + 1)):
            continue
        head = head_at(words, i)
        if head is None or head.phrase != "before" or words.norms[i + 1].isupper():
            continue
        if _is_person(words, i):
            if _is_full_name(words, i + 1):
                yield Candidate(i + 1, i + 3, "person", 0.8, "noun.person", PLACE_WEIGHT)
            continue
        end = i + 2
        if is_adjective(words.norms[i + 1]) and words.same_block(i, end) and words.is_capital(end):
            end += 1
        yield Candidate(i + 1, end, head.label, 0.8, "noun.place", PLACE_WEIGHT)


def _latin_names(words: Words) -> Iterator[Candidate]:
    """компания NordLink, Masdar компаниясы: Latin words beside a noun for organizations, or for what is none (альбом Blue Sky)."""
    for i in range(len(words)):
        head = head_at(words, i) if words.lang(i) in ("ru", "kk") and not words.norms[i].isascii() else None
        if head is None or head.label == "place":
            continue
        if words.lang(i) == "ru":
            start = end = i + 1
            while words.same_block(i, end) and end < i + 6 and _is_latin(words, end):
                end += 1
        else:
            start = end = i
            while words.same_block(i, start - 1) and start > i - 5 and _is_latin(words, start - 1):
                start -= 1
        if start == end or not words.is_capital(start):
            continue
        if not head.label:
            yield Candidate(start, end, "", 0.8, "latin.none", FORM_WEIGHT)
        elif head.label == "organization" and not head.inside:
            yield Candidate(start, end, "organization", 0.9, "latin", FORM_WEIGHT)


def _latin_owners(words: Words) -> Iterator[Candidate]:
    """Silk Road Research талдаушысы, «Nord Partners» атқарушы директоры: Latin words that have somebody in a post."""
    for i in range(len(words)):
        first = i == 0 or not words.norms[i - 1].isascii() or not words.norms[i - 1][0].isalpha()
        if not first or not (_is_latin(words, i) and words.is_capital(i)):
            continue
        end = i + 1
        while words.same_block(i, end) and _is_latin(words, end) and words.is_capital(end):
            end += 1
        post = end + 1 if words.same_block(i, end) and words.norms[end] in QUOTES else end
        near = [words.tokens[j] for j in (post, post + 1) if words.same_block(i, j)]
        if end - i > 1 and any(
            token.lang == "kk" and token.feat("Person[psor]") == "3" and token.lemma in positions("kk")
            for token in near
        ):
            yield Candidate(i, end, "organization", 0.8, "latin.owner", SYLLABIC_WEIGHT)


def _syllabic(words: Words) -> Iterator[Candidate]:
    """Нацстатком, Росводресурсы: a word joined of shortened ones that name bodies."""
    for i in range(len(words)):
        if words.lang(i) == "ru" and syllabic(words.norms[i]):
            yield Candidate(i, i + 1, "organization", 0.9, "syllabic", SYLLABIC_WEIGHT)


def _routes(words: Words) -> Iterator[Candidate]:
    """железная дорога Китай – Кыргызстан – Узбекистан: one name of a route."""
    for i in range(len(words) - 3):
        if words.lang(i) != "ru" or words.tokens[i].lemma not in word_set("route", "ru"):
            continue
        end = i + 2
        while (
            words.same_block(i, end + 1)
            and words.is_capital(end - 1)
            and words.norms[end] in ("–", "—", "-")
            and words.is_capital(end + 1)
        ):
            end += 2
        if end > i + 2:
            yield Candidate(i + 1, end, "place", 0.8, "route", FORM_WEIGHT)


def _is_person(words: Words, i: int) -> bool:
    """«мэр города Лужков», «аким поселка Нурлыбек Жумагали»: behind the noun at i, in another case, stands a person; but
    «из кишлака Водил»."""
    noun, name = words.tokens[i], words.tokens[i + 1]
    if words.same_block(i - 1, i) and words.tokens[i - 1].pos == "ADP":
        return False
    if noun.feat("Case") == "Gen" and _is_full_name(words, i + 1):
        return not is_adjective(words.norms[i + 2])
    return name.feat("Animacy") == "Anim" and noun.feat("Case") == "Gen" and name.feat("Case") == "Nom"


def _is_full_name(words: Words, i: int) -> bool:
    """A given name in the nominative and another word with a capital."""
    given = {case for _, case in given_forms(words.norms[i])}
    return "Nom" in given and words.same_block(i, i + 1) and words.is_capital(i + 1)


def _site_names(words: Words) -> Iterator[Candidate]:
    """rzd-partner.ru, Kurs.kz: a site named as a source; not a part of a longer address or of an e-mail."""
    for i, token in enumerate(words.tokens):
        if _SITE.fullmatch(token.text):  # the Kazakh tokenizer keeps an address in one piece
            yield Candidate(i, i + 1, "organization", 0.7, "site", SITE_WEIGHT)
    texts = [token.text for token in words.tokens]  # as written: the norm of Latin Kazakh is Cyrillic
    for i in range(2, len(words)):
        if texts[i].split("-")[0].lower() not in _DOMAINS or texts[i - 1] != ".":
            continue
        start = i - 2
        if not (words.touching(i - 2) and words.touching(i - 1) and texts[start][0].isalnum()):
            continue
        while (
            start >= 2 and texts[start - 1] == "." and words.touching(start - 1) and words.touching(start - 2)
        ):
            start -= 2
        before = texts[start - 1] if start and words.touching(start - 1) else ""
        after = texts[i + 1] if i + 1 < len(words) and words.touching(i) else ""
        if after == "." and not words.touching(i + 1):
            after = ""  # the end of the sentence
        if before not in ("@", "/", ".") and after not in ("/", "@", ".") and words.is_word(start):
            yield Candidate(start, i + 1, "organization", 0.7, "site", SITE_WEIGHT)
