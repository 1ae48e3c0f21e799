"""Names as this document has them: women whose surname was taken for a genitive, first names with patronymics, bare surnames."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.lang.ru.persons import CONSONANTS, given_gender
from pipeline.schema import Mention
from pipeline.stages.claims.genders import said_gender
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

_PATRONYMIC = re.compile(r"(?:[её]вич|ович|ьич|[её]вна|овна|ична|инична)$")
_OF_BOTH = re.compile(r"(?:[оеё]в|[иы]н)$")  # surnames that have a form for women: Назаров, not Младич


def womans_name(view: View, name: str, mentions: Sequence[Mention]) -> str | None:
    """`Зебо Назарова` for `Зебо Назаров`: a man's first name would have changed with the surname, and verbs tell too.

    No woman where the text has the man's form («Лисов» beside «Олег Лисова»), or a first name says that it is a man's.
    """
    words = name.split()
    known = given_gender(words[0]) if len(words) > 1 else None
    if not _OF_BOTH.search(fold(words[-1])) or known == "Masc":
        return None
    if any(fold(mention.text.split()[-1]) == fold(words[-1]) for mention in mentions):
        return None
    for mention in mentions:
        said = mention.text.split()
        if len(said) != len(words) or fold(said[-1]) != fold(words[-1]) + "а":
            continue
        spelled = len(words) > 1 and len(words[0].strip(".")) > 1  # an initial tells nothing
        same = spelled and fold(said[0]) == fold(words[0])
        if same or said_gender(view, mention) == "Fem" or _second_subject(view, mention):
            return " ".join([*said[:-1], said[-1][:1] + said[-1][1:].lower()])
    return None


def _second_subject(view: View, mention: Mention) -> bool:
    """«О. Земцов и Н. Котова показали»: the second of two who did it stands in the nominative too."""
    token = view.tokens[view.index_from(mention.start_char)]
    first = view.tokens[token.head] if token.dep == "conj" and token.head is not None else None
    while first is not None and first.dep == "flat:name" and first.head is not None:
        first = view.tokens[first.head]
    if (
        first is None
        or not first.dep.startswith("nsubj")
        or first.feat("Case") != "Nom"
        or first.head is None
    ):
        return False
    both = view.mention_at(first.start_char, "person") is not None
    return both and view.tokens[first.head].feat("Number") == "Plur"


def is_patronymic(name: str) -> bool:
    """A first name with a patronymic and no surname: Ержан Маратович."""
    words = name.split()
    return len(words) == 2 and bool(_PATRONYMIC.search(fold(words[1])))


def with_surname(name: str, others: Sequence[str]) -> str | None:
    """The only other name with the same first name: `Ержан Мусин` for `Ержан Маратович`."""
    first = fold(name.split()[0])
    found = {
        other
        for other in others
        if len(other.split()) > 1 and fold(other.split()[0]) == first and not is_patronymic(other)
    }
    return found.pop() if len(found) == 1 else None


def bare_surname_of(texts: Sequence[str], names: Sequence[str]) -> str | None:
    """The only full name whose surname stands in all the texts: `Наталья Кулагина` for «Кулагина» read as Кулагин,
    `Виталий Маркив` for «Маркива»: a surname without a form for women."""
    if any(len(text.split()) != 1 for text in texts):
        return None
    found = {
        name
        for name in names
        if len(name.split()) > 1 and all(fold(text) in _bare_forms(name) for text in texts)
    }
    return found.pop() if len(found) == 1 else None


def _bare_forms(name: str) -> tuple[str, ...]:
    """The surname of a name, and its genitive where no woman is called so."""
    surname = fold(name.split()[-1])
    plain = surname[-1:] in CONSONANTS and not _OF_BOTH.search(surname)
    return (surname, surname + "а") if plain else (surname,)
