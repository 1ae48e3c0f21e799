"""Man or woman: by the endings of a name, by the verb beside it, by the tagger where names do not mislead it."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.lang.ru.persons import CONSONANTS, given_gender, name_readings
from pipeline.schema import Mention
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

_WOMAN = re.compile(r"(?:[её]ва|ова|ина|ына|ская|цкая|ая|вна|чна|кызы|қызы|гуль|гүл)$")
_MAN = re.compile(r"(?:[её]в|ов|ин|ын|ский|цкий|ый|ий|вич|ьич|улы|ұлы|оглу)$")
_NO_MAN = tuple("еьаяи")  # first names of women that the tagger takes for men's: Сауле, Айгуль


def name_gender(name: str) -> str | None:
    """`Masc` or `Fem` by the surname or patronymic; None when it does not tell. A first name alone tells nothing."""
    words = [fold(word) for word in name.split()]
    for word in reversed(words[1:] or words):
        if _WOMAN.search(word):
            return "Fem"
        if _MAN.search(word) and len(words) > 1:
            return "Masc"
    return given_gender(name.split()[0]) if words else None


@lru_cache(maxsize=10_000)
def forms(name: str) -> frozenset[tuple[str, str]]:
    """Genders and cases that the form of a Russian name allows; empty when it tells nothing."""
    return name_readings(name.split())


def stands_in(mention: Mention, case: str) -> bool | None:
    """Whether a name stands in a case as far as its form tells; None when it may («Малика Рахматова»)."""
    found = forms(mention.text) if mention.lang == "ru" else frozenset()
    cases = {own for _, own in found}
    if case == "Nom" and mention.normal == mention.text and "Nom" in cases:
        own_gender = {gender for gender, own in found if own == "Nom"}
        if {own for gender, own in found if gender in own_gender} == {"Nom"}:
            return True  # read as a woman's nominative, not as a man's genitive
    if not cases or (case in cases and len(cases) > 1):
        return None
    if case == "Nom" and case not in cases and mention.normal == mention.text:
        return None  # «экономист Камола Юсупова»: her title told what the form does not
    return case in cases


def declined(text: str, name: str) -> bool:
    """The form of a surname is one of another case: «Маркива» of Виталий Маркив, «Бандеры» of Степан Бандера.

    >>> declined("Бандеры", "Степан Бандера"), declined("Ахметова", "Нина Ахметова")
    (True, False)
    """
    form, surname = fold(text.split()[-1]), fold(name.split()[-1])
    if form == surname or not form.startswith(surname[:-1]):
        return False
    if surname[-1] in CONSONANTS:
        return form.removeprefix(surname) in ("а", "у", "ом", "ым", "е") and form.startswith(surname)
    return surname[-1] == "а" and form[len(surname) - 1 :] in ("ы", "и", "е", "у", "ой")


def said_gender(view: View, mention: Mention) -> str | None:
    """The gender of the past verb whose subject the name is: «рассказала Гульнар Сагат»."""
    tokens = view.range_of(mention.start_char, mention.end_char)
    for i in tokens:
        token = view.tokens[i]
        if token.head is None or token.head in tokens or not token.dep.startswith(("nsubj", "appos")):
            continue
        verb = view.tokens[token.head]
        if (
            token.dep == "appos"
        ):  # of a subject that can be a person: «Газета опубликовала статью Ивана Котова» tells nothing
            if verb.feat("Animacy") != "Anim" or not verb.dep.startswith("nsubj") or verb.head is None:
                continue
            verb = view.tokens[verb.head]
        if verb.pos == "VERB" and verb.feat("Tense") == "Past" and verb.feat("Number") == "Sing":
            return verb.feat("Gender")
    return None


def shown_gender(view: View, mention: Mention) -> str | None:
    """What an adjective right before the name tells: «61-летняя Мартин Обри»."""
    i = view.index_from(mention.start_char) - 1
    if mention.lang != "ru" or i < 0 or " " not in mention.text:
        return None  # a surname may be that of husband and wife
    token = view.tokens[i]
    inside = view.range_of(mention.start_char, mention.end_char)
    beside = token.pos == "ADJ" and token.head in inside and token.dep == "amod"
    return "Fem" if beside and token.feat("Gender") == "Fem" and token.feat("Number") == "Sing" else None


def tagged_gender(view: View, mention: Mention) -> str | None:
    """What the tagger says of the name; a man only where the first name may be a man's."""
    tokens = [t for t in view.inside(mention.start_char, mention.end_char) if t.pos == "PROPN"]
    genders = [t.feat("Gender") for t in tokens if t.feat("Gender")]
    if not genders:
        return None
    if genders[-1] == "Masc" and fold(mention.normal.split()[0]).endswith(_NO_MAN):
        return None
    return genders[-1]
