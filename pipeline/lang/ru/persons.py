"""The nominative of a person's name.

No single word tells: «Токаева» is a man in the genitive or a woman in the nominative. So every word of the name gives
its possible readings (dictionary, endings of names, indeclinable), and the gender and case that fit all of them
together win; the tagger's features vote, and so do the other mentions of the document (where «Токаевым» stands,
«Токаева» is a man).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from pipeline.lang.ru.given import given_readings
from pipeline.lang.ru.inflection import is_abbreviation, like
from pipeline.lang.ru.lemmas import HARD, fold, readings
from pipeline.resources import lexicon
from pipeline.schema import Token

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
GENDERS = ("Masc", "Fem")
CONSONANTS = HARD | {"й"}
VOWELS = frozenset("аеёиоуыэюя")
# Parts of names that no case changes.
PARTICLES = frozenset(
    [
        "аль",
        "эль",
        "бен",
        "бин",
        "ибн",
        "фон",
        "де",
        "ди",
        "да",
        "ла",
        "ле",
        "дель",
        "ван",
        "дер",
        "дос",
        "оглы",
        "оглу",
        "кызы",
        "улы",
        "угли",
        "кизи",
        "заде",
        "шах",
        "хан",
    ]
)
# How likely a reading is: by a known name, by the ending of surnames and patronymics.
_NAME, _SURNAME, _GIVEN, _LETTER = 2.0, 1.5, 1.4, 0.8
_KINDS = {"surname": _SURNAME, "given": _GIVEN, "letter": _LETTER}
_LIKE_A_CASE = {"у": 0.6, "ю": 0.9, "е": 0.9, "ы": 0.8}
_KAZAKH = ("ды", "лы", "ты")  # Сатыбалды
_OC_CASES = {"nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc"}
_OC_GENDERS = {"masc": ("Masc",), "femn": ("Fem",), "neut": ()}


class Reading(NamedTuple):
    """A word of a name may be of this gender in this case, and is then `nominative`; the weight says how likely."""

    nominative: str
    gender: str
    case: str
    weight: float


def person_nominative(tokens: Sequence[Token], variants: Collection[str] = ()) -> list[str]:
    """The words of a person's name in the nominative, one for each token; `variants` as in `LanguagePack.normal`."""
    words = [token.norm for token in tokens]
    free = [_is_declined(words, i) for i in range(len(words))]
    others = _others(words, variants)
    told = _gender_told(words, variants)
    best_score, best_words = -1e9, words
    options = [
        (*_readings(word), *_syllable(words, i)) if is_free else ()
        for i, (word, is_free) in enumerate(zip(words, free, strict=True))
    ]
    for gender, case in product(GENDERS, CASES):
        score = 0.3 if case == "Nom" else 0.0
        score += 0.1 if gender == "Masc" else 0.0
        score += 1.5 if gender == told else 0.0
        chosen: list[str] = []
        for token, word, is_free, found in zip(tokens, words, free, options, strict=True):
            if not is_free:
                chosen.append(word)
                continue
            fitting = [r for r in found if r.gender == gender and r.case == case]
            if not fitting:
                score -= 1.5
                chosen.append(word)
                continue
            weight, reading = max(
                ((r.weight + _support(r, word, others), r) for r in fitting), key=lambda pair: pair[0]
            )
            score += weight
            # The tagger puts the words after the first into the nominative, whatever their case.
            score += (1.4 if token is tokens[0] else 0.4) if token.feat("Case") == case else 0.0
            score += 0.5 if token.feat("Gender") == gender else 0.0
            chosen.append(like(reading.nominative, word))
        if score > best_score:
            best_score, best_words = score, chosen
    return best_words


def name_readings(words: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Genders and cases in which all the words of a name may stand together; empty where a word is unknown.

    >>> sorted(name_readings(["Чолпон", "Токоева"]))
    [('Fem', 'Nom')]
    """
    found: set[tuple[str, str]] | None = None
    for i, word in enumerate(words):
        if _is_declined(words, i):
            own = _word_readings(word, len(words) > 1 and i == len(words) - 1)
            found = own if found is None else found & own
    return frozenset(found or ())


def given_gender(name: str) -> str | None:
    """The gender of a given name in the nominative; None when it is unknown or both.

    >>> given_gender("Айнур"), given_gender("Олжас"), given_gender("Женя")
    ('Fem', 'Masc', None)
    """
    genders = {gender for nominative, gender, _ in given_readings(name) if nominative == fold(name)}
    if not genders:
        genders = {
            r.gender
            for r in _dictionary(name.lower())
            if r.case == "Nom" and r.nominative.lower() == name.lower()
        }
    return genders.pop() if len(genders) == 1 else None


def _word_readings(word: str, last: bool) -> set[tuple[str, str]]:
    given = {(gender, case) for _, gender, case in given_readings(word)}
    if given and not last:
        return given | {(r.gender, r.case) for r in _dictionary(word.lower())}
    found = {(r.gender, r.case) for r in _readings(word) if r.weight > 0.9} | given
    end = fold(word)[-1]
    if last and not any(r.weight == _SURNAME for r in _by_ending(word.lower())):
        if end in CONSONANTS:
            found |= {("Fem", case) for case in CASES}  # Алии Тулеген
        elif end not in "ая":
            found |= set(product(GENDERS, CASES))  # Динары Сейткали
    if fold(word).endswith("ой"):
        found.add(("Masc", "Nom"))  # Ланской
    return found


def surname_readings(word: str) -> frozenset[tuple[str, str]]:
    """Gender and case of each surname that the ending of a word tells."""
    return frozenset((r.gender, r.case) for r in _by_ending(word.lower()) if r.weight == _SURNAME)


def _is_declined(words: Sequence[str], i: int) -> bool:
    word = words[i]
    if not any(char.isalpha() for char in word) or fold(word) in PARTICLES and (len(words) > 1):
        return False
    if len(word) == 1 or (len(word) <= 3 and i + 1 < len(words) and words[i + 1] == "."):
        return False  # an initial
    # A name written in capitals is still a name; Latin letters are not declined.
    return not is_abbreviation(word.title() if word.isupper() else word)


def _others(words: Sequence[str], variants: Collection[str]) -> frozenset[str]:
    own = {word.lower() for word in words}
    found = {part.lower() for variant in variants for part in variant.split() if part[:1].isupper()}
    return frozenset(found - own)


_PATRONYMICS = {
    "Fem": re.compile(r"(?:[ое]в|ич|ин)н(?:а|ы|е|у|ой)$"),
    "Masc": re.compile(r"[ое]вич(?:а|у|ем|е)?$"),
}


def _gender_told(words: Sequence[str], variants: Collection[str]) -> str | None:
    """The gender that a patronymic beside the same name tells elsewhere in the document: «Чолпон Эсенбековна»."""
    own = {word.lower() for word in words if word[:1].isupper()}
    stems = {word[:-1] if len(own) == 1 and len(word) > 4 else word for word in own}
    found: set[str] = set()
    for variant in variants:
        parts = variant.lower().split()
        if len(parts) > 1 and any(part.startswith(stem) for part in parts for stem in stems):
            found.update(g for g, ending in _PATRONYMICS.items() if any(map(ending.search, parts[1:])))
            if len(own) == 1:  # «Кулагина» beside «Наталья Кулагина»
                given = [
                    r
                    for part in parts
                    if not part.startswith(tuple(stems))
                    for r in _readings(part)
                    if r.weight >= _NAME
                ]
                genders = {r.gender for r in given}
                found.update(genders if len(genders) == 1 else ())
    return found.pop() if len(found) == 1 else None


def _support(reading: Reading, word: str, others: frozenset[str]) -> float:
    """Up to 1.5 for a nominative that the related words of the document may be forms of, too."""
    stem = word.lower()[: max(3, len(word) - 3)]
    related = [other for other in others if other.startswith(stem)]
    if not related:
        return 0.0
    fitting = sum(
        any(r.nominative == reading.nominative and r.weight > 0.5 for r in _readings(other))
        for other in related
    )
    return 1.5 * fitting / len(related)


@lru_cache(maxsize=20_000)
def _readings(word: str) -> tuple[Reading, ...]:
    """All readings of a word of a name, any letter case; hyphenated words are declined in their last part, and in the
    others when the dictionary knows those as names in the same case."""
    form = word.lower()
    *first, last = form.split("-")
    if not first or not last:
        return tuple(_plain_readings(form))
    found: list[Reading] = []
    for reading in _plain_readings(last):
        parts = [_first_part(part, reading) for part in first]
        found.append(
            Reading("-".join([*parts, reading.nominative]), reading.gender, reading.case, reading.weight)
        )
    return tuple(found)


def _first_part(part: str, reading: Reading) -> str:
    if reading.case == "Nom":
        return part
    for r in (*_dictionary(part), *_by_ending(part)):
        if (r.gender, r.case) == (reading.gender, reading.case) and r.weight > 1:
            return r.nominative
    return part


def _syllable(words: Sequence[str], i: int) -> Iterator[Reading]:
    """«Мун Чжэ Ина», «Ван Сяохуна»: of names of East Asia only the last syllable declines."""
    form = words[i].lower()
    if i + 1 < len(words) and sum(letter in VOWELS for letter in form) == 1 and form[-1] in CONSONANTS:
        for case in CASES:
            yield Reading(form, "Masc", case, 1.2)


def _plain_readings(form: str) -> Iterator[Reading]:
    yield from _dictionary(form)
    for nominative, gender, case in given_readings(form):
        yield Reading(nominative, gender, case, _NAME)
    endings = list(_by_ending(form))
    surname = [reading for reading in endings if reading.weight == _SURNAME]
    known = bool(surname) or any(reading.weight == _GIVEN for reading in endings)
    for r in surname or endings:
        yield r._replace(weight=r.weight - 0.5) if known and r.weight < _GIVEN else r
    yield from _indeclinable(form, ends_as_surname=bool(surname) or bool(given_readings(form)))


def _dictionary(form: str) -> Iterator[Reading]:
    found = readings(form)
    # «Марку», «Анне» are rare names that no case changes and common cases of Марк, Анна: the latter is the likelier.
    declines = any("Name" in parse.tag and "Fixd" not in parse.tag and parse.is_known for parse in found)
    for parse in found:
        tag = parse.tag
        if tag.POS not in ("NOUN", "ADJF") or "plur" in tag or not parse.is_known:
            continue
        case = _OC_CASES.get(str(tag.case))
        if case is None:
            continue
        is_name = any(name in tag for name in ("Name", "Surn", "Patr"))
        for gender in _OC_GENDERS.get(str(tag.gender), GENDERS):
            grammemes = {"nomn", "sing"}
            if tag.POS == "ADJF" or ("Surn" in tag and tag.gender is not None):
                grammemes.add("femn" if gender == "Fem" else "masc")
            nominative = parse.inflect(grammemes)
            if nominative is not None:
                weight = _NAME if is_name else 1.0 if tag.POS == "ADJF" else 0.5
                if declines and "Fixd" in tag:
                    weight -= 0.3
                yield Reading(str(nominative.word), gender, case, weight + 0.2 * parse.score)


@cache
def _endings() -> tuple[tuple[str, str, str, str, float], ...]:
    rows = lexicon(
        "ru",
        "name_endings.tsv",
        ("ending", "nominative", "gender", "case", "kind", "example"),
        ("ending", "nominative", "gender"),
    )
    return tuple(
        (row["ending"], row["nominative"], row["gender"], case, _KINDS[row["kind"]])
        for row in rows
        for case in row["case"].split(",")
    )


def _by_ending(form: str) -> Iterator[Reading]:
    for ending, nominative, gender, case, weight in _endings():
        kept = ending[0] in "CV"
        bare = ending[1:] if kept else ending
        if not form.endswith(bare) or len(form) - len(bare) < 2:
            continue
        stem = form[: len(form) - len(bare)]
        if kept and stem[-1] not in (CONSONANTS - {"й"} if ending[0] == "C" else VOWELS):
            continue
        base = stem + (nominative[1:] if kept else nominative)
        yield Reading(base, gender, case, weight - (0.5 if base == form and base.endswith("ой") else 0.0))
        if weight == _LETTER and gender == "Fem" and base[-1] in "ая":
            yield Reading(base, "Masc", case, weight - 0.2)


def _indeclinable(form: str, *, ends_as_surname: bool) -> Iterator[Reading]:
    """The word as one that no case changes; hardly so when it ends as surnames do in some case («Кошанову»)."""
    last = form[-1]
    # «Гутерришу», «Орбане» end as cases do: that they are no case at all is the less likely reading.
    like_a_case = _LIKE_A_CASE.get(last, 0.0) if form[-2:-1] in CONSONANTS or last == "ю" else 0.0
    if form.endswith(_KAZAKH):
        like_a_case = 0.0
    for gender in GENDERS:
        if ends_as_surname:
            weight = -1.0
        elif last in "оуюиеэыө":
            weight = 1.2
        elif last in CONSONANTS or last == "ь":
            weight = 0.9 if gender == "Fem" else -0.5
        else:
            weight = -0.8
        for case in CASES:
            yield Reading(form, gender, case, weight - (like_a_case if case != "Nom" else like_a_case / 3))


def surname_genders(form: str) -> set[str]:
    """Genders in whose nominative a lower-case form is a surname and hardly anything else: `{"Masc"}` of токаев."""
    known = [p.tag for p in readings(form) if p.is_known and {"nomn", "sing"} <= set(p.tag.grammemes)]
    if known:
        # «Киев», «Остров»: a place, or a word of the dictionary.
        named = all("Surn" in tag or "Name" in tag for tag in known) and any("Surn" in tag for tag in known)
        return (
            {gender for tag in known for gender in _OC_GENDERS.get(str(tag.gender), ())} if named else set()
        )
    return {
        reading.gender
        for reading in _by_ending(form)
        if reading.case == "Nom" and reading.nominative == form and reading.weight >= _SURNAME
    }
