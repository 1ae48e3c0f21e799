"""Names in quotes: the legal form or the noun beside them tells what they are, and whether it belongs to the name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.lang.ru.lemmas import readings
from pipeline.resources import lexicon
from pipeline.stages.mentions.heads import Head, forms_after, forms_before, head_at
from pipeline.stages.mentions.quotes import Quoted, quoted_names
from pipeline.stages.mentions.words import QUOTES, Candidate, Words, word_set

# Weights rank candidates that overlap; see merge.py.
FORM_WEIGHT = 6.0
HEAD_WEIGHT = 5.0
GENERIC_WEIGHT = 4.5
NONE_WEIGHT = 8.0
# How many words an official name may put between its head noun and the quotes: Фонд национального благосостояния «…».
REACH = 5
_AND = frozenset((",", "и", "или", "және", "мен", "пен", "бен"))


def quoted_candidates(words: Words) -> list[Candidate]:
    """What the quotes of a document may be: names with what belongs to them, or no names (without a label)."""
    found: list[Candidate] = []
    for row in _rows(words, [quoted for quoted in quoted_names(words) if _like_a_name(words, quoted)]):
        own = [list(_single(words, quoted)) for quoted in row]
        found.extend(candidate for candidates in own for candidate in candidates)
        # «компании «А», «Б» и «В»: one noun for all of them, before the first in Russian, after the last in Kazakh.
        told = own[0] if words.lang(row[0].start) == "ru" else own[-1]
        if len(row) > 1 and told and told[0].rule != "quotes.form":
            label, weight = told[0].label, NONE_WEIGHT if not told[0].label else GENERIC_WEIGHT
            found.extend(
                Candidate(quoted.start + 1, quoted.end - 1, label, 0.8, "quotes.row", weight)
                for quoted, candidates in zip(row, own, strict=True)
                if not candidates
            )
    return found


def _rows(words: Words, quotes: Sequence[Quoted]) -> list[list[Quoted]]:
    """Quotes joined by commas and conjunctions, in text order; most stand alone."""
    rows: list[list[Quoted]] = []
    for quoted in quotes:
        last = rows[-1][-1] if rows else None
        joined = last is not None and last.end + 1 == quoted.start and words.norms[last.end] in _AND
        if joined and words.same_block(quoted.start, quoted.start - 2):
            rows[-1].append(quoted)
        else:
            rows.append([quoted])
    return rows


def _single(words: Words, quoted: Quoted) -> Iterator[Candidate]:
    """What the words beside one pair of quotes say that it is."""
    start, end = quoted.start, quoted.end
    before, after = forms_before(words, start), forms_after(words, end)
    if before < start or after > end:
        # The head noun may stand before the form too: корпоративный фонд, Фонд ФНБ «…» is rare; the form is enough.
        yield Candidate(before, after, "organization", 0.98, "quotes.form", FORM_WEIGHT)
    elif _is_addressee(words, quoted):
        yield Candidate(start + 1, end - 1, "organization", 0.85, "quotes.addressee", GENERIC_WEIGHT)
    elif (first := _noun_before(words, start)) is not None:
        yield from _named(words, quoted, first, start, head_at(words, first))
    elif (
        words.lang(end - 1) == "kk"
        and words.same_block(end - 1, end)
        and words.norms[end] in word_set("called", "kk")
    ):
        yield from _called(words, quoted)
    elif (last := _head_after(words, end)) is not None:
        yield from _named(words, quoted, start, last + 1, head_at(words, last))


def _is_addressee(words: Words, quoted: Quoted) -> bool:
    """«Как рассказал «Курьеру» директор», «в комиссии «Курьеру» сообщили»: a dative beside a verb of saying is an outlet."""
    start, end = quoted.start, quoted.end
    beside = (i for i in (start - 1, end) if words.same_block(start, i) and words.lang(i) == "ru")
    return any(
        words.tokens[i].pos == "VERB" and words.tokens[i].lemma.replace("ё", "е") in _told() for i in beside
    ) and all(
        any("datv" in parse.tag and "Fixd" not in parse.tag for parse in readings(words.norms[i].lower()))
        for i in (start + 1, end - 2)
    )


@cache
def _told() -> frozenset[str]:
    rows = lexicon("ru", "cues.tsv", ("match", "lemma", "class", "frames", "example"), ("match",))
    return frozenset(row["match"] for row in rows)


def _named(words: Words, quoted: Quoted, first: int, last: int, head: Head | None) -> Iterator[Candidate]:
    """A name with its noun at the one end or the other of `first` to `last`."""
    inner = (quoted.start + 1, quoted.end - 1)
    if head is None or not head.label:
        yield Candidate(*inner, "", 0.9, "quotes.none", NONE_WEIGHT)
        return
    inside = head.inside
    if first < quoted.start:
        adjective = _first_adjective(words, first)
        # In lower case the noun is generic (фонд «Даму»), in capitals an abbreviation (МТК «Север – Юг»); with words of
        # its own between it and the quotes it belongs to the name also where it opens a sentence (Клуб экспертов «…»).
        capital = words.is_capital(first) and not words.norms[first].isupper()
        governs = first < quoted.start - 1 and words.norms[quoted.start - 1] != "названием"
        inside = adjective < first or (capital and (governs or (inside and not words.sentence_starts[first])))
        first, last = adjective, quoted.end
    if inside:
        yield Candidate(
            min(first, quoted.start), max(last, quoted.end), head.label, 0.94, "quotes.head", HEAD_WEIGHT
        )
    else:
        yield Candidate(*inner, head.label, 0.9, "quotes.generic", GENERIC_WEIGHT)


def _called(words: Words, quoted: Quoted) -> Iterator[Candidate]:
    """«…» атты компания names an organization; what else is called so is hardly an entity, unless a finder knows it."""
    i = quoted.end
    while words.same_block(quoted.end, i) and words.norms[i] in word_set("called", "kk"):
        i += 1
    if i == quoted.end + 1 and words.norms[quoted.end] == "деп":
        return  # speech
    last = _head_after(words, i)
    head = head_at(words, last) if last is not None else None
    if head is not None and head.label == "organization":
        yield Candidate(quoted.start + 1, quoted.end - 1, head.label, 0.8, "quotes.generic", GENERIC_WEIGHT)
    else:
        yield Candidate(quoted.start + 1, quoted.end - 1, "", 0.8, "quotes.none", NONE_WEIGHT)


def _like_a_name(words: Words, quoted: Quoted) -> bool:
    """Begins with a capital or a digit and holds no end of a sentence: not a quotation."""
    first = quoted.start + 1
    if not (words.is_capital(first) or words.norms[first][:1].isdigit() or words.norms[first] in QUOTES):
        return False
    return not any(words.norms[i] in ("?", "!", ";") for i in range(first, quoted.end - 1))


def _first_adjective(words: Words, i: int) -> int:
    """The first of the capitalised adjectives before word i: Национальный управляющий холдинг."""
    first = i
    j = i - 1
    while (
        i - j < REACH
        and words.same_block(j, i)
        and not words.sentence_starts[j + 1]
        and words.tokens[j].pos == "ADJ"
    ):
        if words.is_capital(j) and not words.sentence_starts[j]:
            first = j
        j -= 1
    return first


def _noun_before(words: Words, start: int) -> int | None:
    """The head noun before the quotes, perhaps with a complement in the genitive: Фонд национального благосостояния «…»."""
    if words.same_block(start - 3, start) and words.norms[start - 2 : start] == ["под", "названием"]:
        return start - 3 if head_at(words, start - 3) is not None else None
    if not words.same_block(start - 1, start) or words.lang(start - 1) != "ru":
        return None
    if head_at(words, start - 1) is not None and not _is_governed(words, start - 1):
        return start - 1
    for i in range(start - 1, max(start - 1 - REACH, -1), -1):
        if not words.same_block(i, start) or words.sentence_starts[i + 1]:
            return None
        token = words.tokens[i]
        head = head_at(words, i)
        if head is not None and not _is_governed(words, i):
            return i if head.label != "place" else None
        if token.feat("Animacy") == "Anim" and token.pos == "PROPN":
            return None  # «статья Президента Касым-Жомарта Токаева «…»
        if token.pos not in ("ADJ", "NOUN", "PROPN", "CCONJ") or (
            token.pos in ("ADJ", "NOUN") and token.feat("Case") != "Gen"
        ):
            return None
    return None


def _is_governed(words: Words, i: int) -> bool:
    """A plural in the genitive behind a head noun with a capital: «Ассоциация перевозчиков «…» is an association."""
    token = words.tokens[i]
    return (
        token.feat("Number") == "Plur"
        and token.feat("Case") == "Gen"
        and words.same_block(i - 1, i)
        and words.is_capital(i - 1)
        and head_at(words, i - 1) is not None
    )


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
