"""Names as this document has them: women whose surname was taken for a genitive, first names with patronymics, bare surnames."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.schema import Mention
from pipeline.stages.claims.genders import said_gender
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

_PATRONYMIC = re.compile(r"(?:[её]вич|ович|ьич|[её]вна|овна|ична|инична)$")


def womans_name(view: View, name: str, mentions: Sequence[Mention]) -> str | None:
    """`Зебо Назарова` for `Зебо Назаров`: a man's first name would have changed with the surname, and verbs tell too."""
    words = name.split()
    if len(words) < 2:
        return None
    for mention in mentions:
        said = mention.text.split()
        if len(said) != len(words) or fold(said[-1]) != fold(words[-1]) + "а":
            continue
        if fold(said[0]) == fold(words[0]) or said_gender(view, mention) == "Fem":
            return " ".join([*said[:-1], said[-1][:1] + said[-1][1:].lower()])
    return None


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
    """The only full name whose surname stands in all the texts: `Наталья Кулагина` for «Кулагина» read as Кулагин."""
    if any(len(text.split()) != 1 for text in texts):
        return None
    found = {
        name
        for name in names
        if len(name.split()) > 1 and all(fold(text) == fold(name.split()[-1]) for text in texts)
    }
    return found.pop() if len(found) == 1 else None
