"""Names that their surroundings give away: quotes with a legal form or a head noun, Latin names after a legal form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.stages.mentions.heads import head_at, is_legal_form
from pipeline.stages.mentions.quotes import Quoted, quoted_names
from pipeline.stages.mentions.words import QUOTES, Candidate, Words

# Weights rank candidates that overlap; see merge.py.
FORM_WEIGHT = 6.0
HEAD_WEIGHT = 5.0
GENERIC_WEIGHT = 4.5
NONE_WEIGHT = 8.0
SITE_WEIGHT = 2.5
_DOMAINS = frozenset(
    ("ru", "kz", "com", "org", "net", "info", "su", "by", "ua", "uz", "kg", "tv", "рф", "қаз")
)
_SITE = re.compile(rf"[\w-]+(\.[\w-]+)*\.({'|'.join(sorted(_DOMAINS))})(-\w+)?", re.IGNORECASE)
# How many words an official name may put between its head noun and the quotes: Фонд национального благосостояния «…».
REACH = 5


def rule_candidates(words: Words) -> list[Candidate]:
    """What the rules of this module propose, in no order."""
    found: list[Candidate] = []
    for quoted in quoted_names(words):
        found.extend(_quoted(words, quoted))
    found.extend(_after_legal_form(words))
    found.extend(_site_names(words))
    return found


def _quoted(words: Words, quoted: Quoted) -> Iterator[Candidate]:
    start, end = quoted.start, quoted.end
    if not _like_a_name(words, quoted):
        return
    before, after = _forms_before(words, start), _forms_after(words, end)
    if before < start or after > end:
        # The head noun may stand before the form too: корпоративный фонд, Фонд ФНБ «…» is rare; the form is enough.
        yield Candidate(before, after, "organization", 0.98, "quotes.form", FORM_WEIGHT)
        return
    inner = (start + 1, end - 1)
    i = start - 1
    if words.same_block(i, start) and (head := head_at(words, i)) is not None:
        official = head.inside or (words.is_capital(i) and not words.sentence_starts[i])
        if not head.label:
            yield Candidate(*inner, "", 0.9, "quotes.none", NONE_WEIGHT)
        elif official and words.lang(i) == "ru":
            yield Candidate(_with_adjectives(words, i), end, head.label, 0.95, "quotes.head", HEAD_WEIGHT)
        else:
            yield Candidate(*inner, head.label, 0.9, "quotes.generic", GENERIC_WEIGHT)
        return
    if words.lang(start) == "ru" and (first := _far_head(words, start)) is not None:
        head = head_at(words, first)
        if head is not None and head.label and head.inside and words.is_capital(first):
            yield Candidate(_with_adjectives(words, first), end, head.label, 0.93, "quotes.head", HEAD_WEIGHT)
        elif head is not None and head.label:
            yield Candidate(*inner, head.label, 0.8, "quotes.generic", GENERIC_WEIGHT)
        elif head is not None:
            yield Candidate(*inner, "", 0.8, "quotes.none", NONE_WEIGHT)
        return
    last = _head_after(words, end)
    if last is not None and (head := head_at(words, last)) is not None:
        if not head.label:
            yield Candidate(*inner, "", 0.9, "quotes.none", NONE_WEIGHT)
        elif head.inside:
            yield Candidate(start, last + 1, head.label, 0.93, "quotes.head", HEAD_WEIGHT)
        else:
            yield Candidate(*inner, head.label, 0.9, "quotes.generic", GENERIC_WEIGHT)


def _like_a_name(words: Words, quoted: Quoted) -> bool:
    """Begins with a capital or a digit and holds no end of a sentence: not a quotation."""
    first = quoted.start + 1
    if not (words.is_capital(first) or words.norms[first][:1].isdigit() or words.norms[first] in QUOTES):
        return False
    return not any(words.norms[i] in ("?", "!", ";") for i in range(first, quoted.end - 1))


def _forms_before(words: Words, start: int) -> int:
    while words.same_block(start - 1, start) and is_legal_form(words, start - 1):
        start -= 1
    return start


def _forms_after(words: Words, end: int) -> int:
    """One after the legal forms that follow, marks between them included: «…» ҰК» АҚ."""
    last = end
    while words.same_block(last - 1, last) and (
        is_legal_form(words, last) or (words.norms[last] == "»" and last > end)
    ):
        last += 1
    return last


def _with_adjectives(words: Words, i: int) -> int:
    """The first of the capitalised adjectives before word i: Национальный управляющий холдинг."""
    first = i
    j = i - 1
    while (
        i - j < REACH
        and words.same_block(j, i)
        and words.tokens[j].pos in ("ADJ", "PROPN")
        and not words.sentence_starts[j + 1]
    ):
        if words.is_capital(j) and words.tokens[j].pos == "ADJ":
            first = j
        elif words.tokens[j].pos != "ADJ":
            break
        j -= 1
    return first


def _far_head(words: Words, start: int) -> int | None:
    """A head noun with a complement in the genitive between it and the quotes: Фонд национального благосостояния «…»."""
    for i in range(start - 1, max(start - 1 - REACH, -1), -1):
        if not words.same_block(i, start) or words.sentence_starts[i + 1]:
            return None
        token = words.tokens[i]
        if head_at(words, i) is not None:
            return i
        if token.pos not in ("ADJ", "NOUN", "PROPN", "CCONJ") or (
            token.pos in ("ADJ", "NOUN") and token.feat("Case") != "Gen"
        ):
            return None
    return None


def _head_after(words: Words, end: int) -> int | None:
    """A Kazakh head noun after the quotes, adjectives and nouns between them: «Павлодар» арнайы экономикалық аймағы."""
    for i in range(end, min(end + REACH, len(words))):
        if not words.same_block(end - 1, i) or words.lang(i) != "kk" or words.sentence_starts[i]:
            return None
        if head_at(words, i) is not None:
            return i
        token = words.tokens[i]
        is_gerund = token.pos == "VERB" and token.feat("VerbForm") in ("Ger", "Vnoun")
        if not is_gerund and (token.pos not in ("ADJ", "NOUN") or token.feat("Person[psor]") == "3"):
            return None
    return None


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
        if before not in ("@", "/", ".") and after not in ("/", "@", ".") and words.is_word(start):
            yield Candidate(start, i + 1, "organization", 0.7, "site", SITE_WEIGHT)
