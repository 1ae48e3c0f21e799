"""Russian names without quotes that a head noun opens or closes: Федеральная антимонопольная служба, Совет по правам человека.

The phrase begins with the first capitalised word before the head noun (or the noun itself) and goes on over what the
noun governs: words in the genitive, enumerations of them, «по» with the dative, «при» with the prepositional, «имени».
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.known.lookup import find
from pipeline.stages.mentions.heads import Head, head_at, is_legal_form
from pipeline.stages.mentions.words import Candidate, Words, word_set

WEIGHT = 3.3
# Too little to stand alone; it only supports what a learned finder proposes, too.
OPENS_SENTENCE_WEIGHT = 0.8
LONGEST = 14
_GOVERNED = {"по": "Dat", "при": "Loc"}
_NAMED_AFTER = frozenset(("им", "имени"))


def phrase_candidates(words: Words) -> list[Candidate]:
    """Names made of a head noun of `name_heads.tsv` with its adjectives and complements; Russian only."""
    found: list[Candidate] = []
    for i in range(len(words)):
        if words.lang(i) != "ru":
            continue
        head = _head(words, i)
        if head is not None and head.label and head.phrase != "no":
            found.extend(_phrase(words, i, head))
    return found


def _head(words: Words, i: int) -> Head | None:
    head = head_at(words, i)
    if head is not None and (words.tokens[i].pos in ("NOUN", "PROPN") or head.phrase == "name"):
        return head
    return None


def _phrase(words: Words, i: int, head: Head) -> Iterator[Candidate]:
    start = first_adjective(words, i)
    end = complement_end(words, i) if head.label != "place" else i + 1
    if head.phrase == "owned":
        end = _noun_phrase(words, i + 1, "Gen") or i + 1
    if end - i > 1 and words.norms[end - 1] in (",", "и"):
        end -= 1
    opens = words.opens(start)
    if head.phrase == "name":
        yield Candidate(i, i + 1, head.label, 0.8, "phrase.name", WEIGHT)
    if start == i and not words.is_capital(i):
        if end > i + 1 and (
            head.phrase in ("any", "name")
            or (head.phrase == "office" and _ends_in_place(words, i, end))
            or (head.phrase == "owned" and any(map(words.is_capital, range(i + 1, end))))
        ):
            yield Candidate(i, end, head.label, 0.8, "phrase.any", WEIGHT)
        return
    if end - start == 1 and head.phrase == "alone" and not opens:
        yield Candidate(start, end, head.label, 0.7, "phrase.alone", WEIGHT)
    if end - start < 2 or end - start > LONGEST:
        return
    # The first word of a sentence is capitalised anyway: alone it proves nothing.
    proven = (
        not opens
        or head.phrase == "any"
        or (words.same_block(i, i + 1) and words.norms[i + 1] == "по" and end > i + 2)
        or any(
            words.is_capital(j) for j in range(start + 1, end) if j != i or not words.norms[i][:2].isupper()
        )
    )
    weight, confidence = (WEIGHT, 0.85) if proven else (OPENS_SENTENCE_WEIGHT, 0.6)
    if start == i and head.label == "event":
        return
    yield Candidate(start, end, head.label, confidence, f"phrase.{head.label}", weight)


def first_adjective(words: Words, i: int) -> int:
    """The first capitalised word of the adjectives (or Roman number) that stand before word i and agree with it."""
    first = i
    j = i - 1
    case = words.tokens[i].feat("Case")
    while i - j < LONGEST and words.same_block(j, i) and not words.sentence_starts[j + 1]:
        token = words.tokens[j]
        is_roman = token.norm.isascii() and token.norm.isupper() and set(token.norm) <= set("IVXLC")
        if is_roman or (token.pos in ("ADJ", "PROPN", "VERB") and _looks_adjectival(token.norm)):
            agrees = case is None or token.feat("Case") in (None, case)
            if not agrees:
                break
            if words.is_capital(j):
                first = j
            j -= 1
        elif token.norm in ("-", "–") and words.touching(j - 1) and words.touching(j):
            j -= 1
        else:
            break
    return first


def _looks_adjectival(word: str) -> bool:
    return word.lower().endswith(
        (
            "ий",
            "ый",
            "ой",
            "ая",
            "яя",
            "ое",
            "ее",
            "ого",
            "его",
            "ому",
            "ему",
            "им",
            "ым",
            "ом",
            "ем",
            "ую",
            "юю",
            "ие",
            "ые",
            "их",
            "ых",
            "ими",
            "ыми",
        )
    )


def _ends_in_place(words: Words, i: int, end: int) -> bool:
    """What the noun at i governs ends with a territory: управление здравоохранения Костанайской области, суд города Астаны."""
    return end - i > 2 and (
        _is_territory(words, end) or _is_named_place(words, end - 2) or _is_city(words, end - 1)
    )


def _is_city(words: Words, i: int) -> bool:
    """A city of the registry: управление экологии Алматы."""
    if not words.is_capital(i):
        return False
    city = find(words.tokens[i].lemma, "place")
    return city is not None and city.place_kind == "city"


def complement_end(words: Words, i: int) -> int:
    """One after what the noun at i governs."""
    end = i + 1
    while end - i <= LONGEST:
        if words.same_block(i, end) and is_legal_form(words, end):
            return end
        after = _noun_phrase(words, end, "Gen")
        if after is not None and words.norms[i + 1] == "по" and _is_common_body(words, after - 1):
            return end  # «Комитет по бюджету парламента»
        if after is None:
            after = _with_preposition(words, i, end)
        if after is None and end > i + 1 and words.same_block(i, end) and words.norms[end] in (",", "и"):
            after = _enumeration(words, end, "Gen")
        if after is None:
            after = _named_after(words, end)
        if after is None or not words.same_block(i, after - 1):
            return end
        end = after
        if _is_territory(words, end):
            return end
    return end


def _is_common_body(words: Words, i: int) -> bool:
    """A body told by a common noun alone: парламента, правительства."""
    head = head_at(words, i)
    return head is not None and head.label == "organization" and not words.is_capital(i)


def _is_territory(words: Words, end: int) -> bool:
    """«… Костанайской области» before `end`: the territory of an office ends its name."""
    return words.tokens[end - 1].lemma in word_set("territory", "ru") and words.is_capital(end - 2)


def _with_preposition(words: Words, i: int, end: int) -> int | None:
    """«по правам человека», «при Президенте» after a head noun; «по Алтайскому краю» after any part of the name."""
    if not words.same_block(i, end):
        return None
    if words.norms[end] == "в" and words.norms[end + 1 : end + 2] in (["сфере"], ["области"]):
        return _noun_phrase(words, end + 2, "Gen")
    case = _GOVERNED.get(words.norms[end])
    after = _noun_phrase(words, end + 1, case) if case else None
    if after is None or case is None:
        return None
    if end == i + 1 or head_at(words, end - 1) is not None:
        return _enumeration(words, after, case) or after
    if (
        words.tokens[i].lemma in word_set("by_subject", "ru")
        and words.is_capital(i)
        and words.is_capital(end - 1)
    ):
        return _enumeration(words, after, case) or after  # Комитет Сената по аграрным вопросам
    return after if _is_territory(words, after) else None


def _noun_phrase(words: Words, start: int, case: str) -> int | None:
    """One after adjectives and a noun of that case that begin at `start`; None when there is no such phrase."""
    i = start
    while (
        words.same_block(start - 1, i)
        and words.tokens[i].pos == "ADJ"
        and words.tokens[i].feat("Case") in (case, None)
    ):
        if not words.is_word(i):
            return None
        i += 1
    if not words.same_block(start - 1, i) or words.sentence_starts[i]:
        return None
    token = words.tokens[i]
    if token.pos not in ("NOUN", "PROPN") or token.feat("Case") not in (case, None) or not words.is_word(i):
        return None
    if token.feat("Case") is None and not token.norm.isupper():
        return None
    capital = any(words.is_capital(j) for j in range(start, i + 1))
    if token.lemma in word_set("generic", "ru") and not capital:
        # «города Астаны» goes on where «города» would end the name
        return _noun_phrase(words, i + 1, "Gen") if _is_named_place(words, i) else None
    if token.feat("Animacy") == "Anim" and token.pos == "PROPN":
        return None
    if capital and _is_named_place(words, i) and words.tokens[i + 1].feat("Case") in ("Nom", None):
        return i + 2  # Республики Татарстан
    return i + 1


def _is_named_place(words: Words, i: int) -> bool:
    """A generic place with its name behind it: города Астаны, района Байконыр."""
    head = head_at(words, i)
    after = i + 1
    return (
        head is not None
        and head.label == "place"
        and words.same_block(i, after)
        and words.is_capital(after)
        and words.tokens[after].pos in ("PROPN", "X")
    )


def _enumeration(words: Words, end: int, case: str) -> int | None:
    """«…, геологии и природных ресурсов»: further common nouns in the same case, the last after «и»."""
    i = end
    while words.same_block(end - 1, i) and words.norms[i] in (",", "и"):
        joined = words.norms[i] == "и"
        after = _noun_phrase(words, i + 1, case)
        if after is None or words.tokens[after - 1].pos == "PROPN" or words.is_capital(i + 1):
            return None
        while (longer := _noun_phrase(words, after, case)) is not None and not joined:
            after = longer
        if joined:
            return after
        i = after
    return None


def _named_after(words: Words, end: int) -> int | None:
    """«им. М. Ломоносова», «имени аль-Фараби»: one after the person's name."""
    i = end
    if not words.same_block(end - 1, i) or words.norms[i].lower() not in _NAMED_AFTER:
        return None
    i += 1
    if words.same_block(end, i) and words.norms[i] == ".":
        i += 1
    start = i
    initials = False
    while words.same_block(end, i) and i < start + 7:
        word = words.norms[i]
        if (len(word) == 1 and word.isupper()) or (
            word == "." and i > start and len(words.norms[i - 1]) == 1
        ):
            initials = True
            i += 1
        elif word[0].isupper() or word.lower().startswith(("аль-", "эль-", "ибн")):
            i += 1
            if initials or not (words.same_block(end, i) and words.is_capital(i) and _goes_on(words, i)):
                break
        else:
            break
    return i if i > start else None


def _goes_on(words: Words, i: int) -> bool:
    """Word i is a part of the name before it: animate, and in the same case (имени Каныша Сатпаева)."""
    before, token = words.tokens[i - 1], words.tokens[i]
    return token.feat("Animacy") == "Anim" and token.feat("Case") in (before.feat("Case"), None)
