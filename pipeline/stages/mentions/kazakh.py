"""Kazakh names that end in a head noun: Сауда және интеграция министрлігі, Павлодар облысының әкімдігі, Каспий теңізі.

The head noun takes the endings and stands last; the name begins with the farthest capitalised word before it that is
joined to it by bare or genitive nouns, adjectives and «және».
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from pipeline.resources import lexicon
from pipeline.stages.mentions.heads import Head, head_at
from pipeline.stages.mentions.words import Candidate, Words, is_site, positions, word_set

WEIGHT = 3.3
OPENS_SENTENCE_WEIGHT = 0.8
MONTH_WEIGHT = 8.0
LONGEST = 8
SURE = 0.5
_AND = frozenset(("және", "мен", "пен", "бен"))


def kazakh_phrases(words: Words, learned: Sequence[Candidate] = ()) -> list[Candidate]:
    """Names made of a head noun of `name_heads.tsv` and what stands before it; Kazakh only.

    Of what the learned finders propose (`learned`), no such name runs over a person, and none begins inside a place.
    """
    sure = [c for c in learned if c.confidence > SURE]
    people = {
        i
        for c in sure
        if c.label == "person" and " ".join(words.norms[c.end : c.end + 1]) not in word_set("inner", "kk")
        for i in range(c.start, c.end)
    }
    places = {i: c.start for c in sure if c.label == "place" for i in range(c.start, c.end)}
    found: list[Candidate] = []
    for i in range(len(words)):
        if (
            words.lang(i) == "kk"
            and words.tokens[i].pos in ("NOUN", "PROPN")
            and words.tokens[i].feat("Number") != "Plur"
        ):
            head = head_at(words, i)
            if head is not None and head.label and head.phrase != "no":
                found.extend(_phrase(words, i, head, people, places))
    return found


def _phrase(
    words: Words, i: int, head: Head, people: Collection[int], places: Mapping[int, int]
) -> Iterator[Candidate]:
    start = _first(words, i, head, people)
    if start < i and head.label == "organization":
        start = places.get(start, start)  # Сауд Арабиясының Энергетика министрлігі
    if start == i:
        if _stands_alone(words, i, head):
            yield Candidate(i, i + 1, head.label, 0.7, "phrase.alone", WEIGHT)
        return
    if head.phrase == "alone" and not words.is_capital(i) and words.tokens[start].feat("Case") == "Gen":
        return  # «Моңғолияның парламентінде»: a place and what it has, no name
    if i - start == 1 and words.norms[start].isascii() and (not head.inside or head.phrase == "office"):
        return  # «Kazinform агенттігі»: the name is the Latin word
    proven = not words.opens(start) or _is_proven(words, start, i, head)
    weight, confidence = (WEIGHT, 0.85) if proven else (OPENS_SENTENCE_WEIGHT, 0.6)
    yield Candidate(start, i + 1, head.label, confidence, f"phrase.{head.label}", weight)


def months(words: Words) -> Iterator[Candidate]:
    """«Қазан айынан», «Ақпан, 2025», «5 Қазан»: a month with a capital is no place, whatever the registry has."""
    for i in range(len(words)):
        if words.lang(i) != "kk" or not words.is_capital(i) or words.tokens[i].lemma.lower() not in _months():
            continue
        near = [
            words.norms[j] for j in (i - 1, i + 1, i + 2) if words.same_block(i, j) and words.norms[j] != ","
        ]
        if any(word.isdigit() for word in near) or (
            words.same_block(i, i + 1) and words.tokens[i + 1].lemma == "ай"
        ):
            yield Candidate(i, i + 1, "", 0.9, "month", MONTH_WEIGHT)


@cache
def _months() -> frozenset[str]:
    return frozenset(
        row["form"] for row in lexicon("kk", "months.tsv", ("form", "month", "example"), ("form",))
    )


def _stands_alone(words: Words, i: int, head: Head) -> bool:
    """«Мәжіліс» with a capital of its own, or where it opens a sentence and owns the next noun (Мәжіліс депутаты)."""
    if head.phrase == "name":
        return words.is_capital(i)
    if head.phrase != "alone" or not words.is_capital(i):
        return False
    return not words.sentence_starts[i] or (
        words.same_block(i, i + 1)
        and words.tokens[i + 1].feat("Person[psor]") == "3"
        and not _is_possessed(words, i)
    )


def _is_proven(words: Words, start: int, i: int, head: Head) -> bool:
    """Whether a phrase that opens a sentence, where any word has a capital, is a name."""
    first = words.tokens[start]
    if (
        _opening().get(words.norms[start].lower()) == "official"
        or first.pos == "PROPN"
        or sum(words.is_capital(j) for j in range(start, i + 1)) > 1
    ):
        return True
    opening = head_at(words, start)
    if not _is_possessed(words, i) or (opening is not None and opening.label == "place" and i - start == 1):
        return False  # «Жаңа комитет құрылды», «Аудан әкімдігі шешті»
    return head.phrase in ("any", "office") or (i - start > 1 and first.feat("Case") != "Gen")


@cache
def _opening() -> dict[str, str]:
    rows = lexicon("kk", "opening_adjectives.tsv", ("word", "kind", "example"), ("word",))
    return {row["word"]: row["kind"] for row in rows}


def _is_possessed(words: Words, i: int) -> bool:
    return words.tokens[i].feat("Person[psor]") == "3"


def _first(words: Words, i: int, head: Head, people: Collection[int]) -> int:
    """Index of the first word of the name whose head noun is at i; i itself when none stands before it."""
    first = i
    possessed = _is_possessed(words, i)
    j = i - 1
    while j >= max(0, i - LONGEST) and words.same_block(j, i) and not words.sentence_starts[j + 1]:
        token = words.tokens[j]
        if j in people:
            break
        if token.norm in _AND:
            # «Сауда және интеграция министрлігі» is one name; in «Қазақстан мен Ресей Федерациясы» two are named.
            joins = (
                j > 0
                and head.label != "place"
                and not words.is_capital(j + 1)
                and (words.is_capital(j - 1) or words.tokens[j - 1].pos in ("NOUN", "ADJ"))
            )
            if not joins:
                break
        elif not _may_belong(words, j, possessed, head) or _opening().get(token.norm.lower()) == "address":
            break
        # The first word of a sentence has its capital from there; where the next has one, too, that is the name.
        only_opens = (
            words.sentence_starts[j] and words.is_capital(j + 1) and j + 1 < i and not _is_own_name(words, j)
        )
        if words.is_capital(j) and not only_opens:
            first = j
        j -= 1
    return first


def _is_own_name(words: Words, j: int) -> bool:
    """A word that is a name also without the capital of the sentence that it opens: Мәжілістің Аграрлық комитеті."""
    head = head_at(words, j)
    named = words.tokens[j].pos == "PROPN" and words.tokens[j].lemma.lower() not in positions("kk")
    return named or (head is not None and head.phrase == "alone")


def _may_belong(words: Words, j: int, possessed: bool, head: Head) -> bool:
    token = words.tokens[j]
    if token.norm in word_set("inner", "kk") or (
        token.feat("Case") == "Dat" and words.norms[j + 1] == "қарсы"
    ):
        return head.label == "organization"
    if is_site(token.norm):
        return False
    if not words.is_word(j) or token.pos not in ("NOUN", "PROPN", "ADJ", "VERB", "X"):
        return False
    if head.label == "place" and (not words.is_capital(j) or token.norm.isascii()):
        return False
    case = token.feat("Case") or "Nom"
    if token.pos == "VERB" and token.feat("VerbForm") not in ("Ger", "Vnoun", "Part"):
        return False
    if case == "Nom" and _is_possessed(words, j) and token.pos == "NOUN" and words.is_capital(j + 1):
        # «… тұжырымдамасы Еуразиялық одаққа»: a bare possessed noun ends a phrase of its own, unless it is a territory
        # (Алматы қаласы Білім басқармасы) or a part of the name (Балық шаруашылығы комитеті).
        territory = head_at(words, j)
        return head.label != "place" and territory is not None and territory.label == "place"
    if token.pos == "NOUN" and not possessed and (_is_possessed(words, j) or token.feat("Number") == "Plur"):
        return False
    if case == "Gen":
        return possessed and head.label != "place"
    # «Кәсіпкерлікті дамыту қоры»; a name may look like an accusative, too (Қарағанды). Before a bare head it is an object.
    return case == "Nom" or (case == "Acc" and possessed)
