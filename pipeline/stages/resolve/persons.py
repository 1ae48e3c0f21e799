"""Persons of one document: which names are one person's."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.persons import FOREIGN, SAME, PersonName, is_patronymic, person_name, separation
from pipeline.schema import Mention


def person_groups(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions of each person, in text order.

    Full names make the groups; a shorter name joins the group that it fits; where it fits several, the one named most,
    then the one named last before it («Ахметов» after «Серик Ахметов» and «Марат Ахметов»). At last a lone given name
    joins its bearer likewise.
    """
    groups: list[list[Mention]] = []
    ordered = sorted(mentions, key=lambda m: (-_fullness(m), m.start_char))
    alone: list[Mention] = []  # after the others: «Виктор» in a group would keep «Бут» out of it
    for mention in ordered:
        if _is_given_name(mention, groups):
            alone.append(mention)
        elif not _join(mention, groups):
            if _is_one_word(mention) and groups:
                alone.append(mention)
            else:
                groups.append([mention])
    full = list(groups)
    given = [(mention, _by_given_name(mention, full)) for mention in alone]
    for mention, bearers in given:
        if bearers:
            _nearest(bearers, mention).append(mention)
        elif not _join(mention, groups):
            groups.append([mention])
    return [sorted(group, key=lambda m: m.start_char) for group in groups]


def _fullness(mention: Mention) -> int:
    """Full words count more than initials, so that «Касым-Жомарт Токаев» is there before «К. Токаев»."""
    name = person_name(mention.normal)
    return sum(10 if len(part) > 1 else 1 for part in (name.family, name.given, name.patronymic) if part)


def _join(mention: Mention, groups: Sequence[list[Mention]]) -> bool:
    """Put the mention into the group that it fits, if there is one."""
    fitting = [group for group in groups if _fits(mention, group)]
    if fitting:
        _nearest(fitting, mention).append(mention)
    return bool(fitting)


def _is_one_word(mention: Mention) -> bool:
    name = person_name(mention.normal)
    return not name.given and not name.patronymic


def _fits(mention: Mention, group: Sequence[Mention]) -> bool:
    """The name agrees with one name of the group at least and with none disagrees."""
    name = person_name(mention.normal)
    different = {
        (other.normal, other.lang): other for other in group
    }.values()  # a name may stand thousands of times
    apart = [_apart(mention, other) for other in different if _comparable(name, person_name(other.normal))]
    return bool(apart) and all(one is not None for one in apart)


def _comparable(a: PersonName, b: PersonName) -> bool:
    """«Борис Николаевич» says nothing of «Ельцин», neither for nor against."""
    if a.family and b.family or a.given and b.given:
        return True
    return (a.family or b.family) in (a.patronymic, b.patronymic)  # Шендерович, Виктор Шендерович


def _apart(a: Mention, b: Mention) -> float | None:
    first, second = person_name(a.normal), person_name(b.normal)
    found = separation(first, second)
    if found is None:
        found = min(
            (one for one in (_by_father(first, second), _by_father(second, first)) if one is not None),
            default=None,
        )
    same_language = a.lang.split("-")[0] == b.lang.split("-")[0]
    return found if found is not None and found <= (SAME if same_language else FOREIGN) else None


def _by_father(short: PersonName, full: PersonName) -> float | None:
    """«Нұрсұлтан Әбішұлы» stands for «Нұрсұлтан Әбішұлы Назарбаев»: what reads as a family name is the patronymic."""
    if not full.patronymic and is_patronymic(short.family) and not is_patronymic(full.family):
        # «Айгерім Серікқызы» for «Айгерім Нұртаева»
        return separation(PersonName("", short.given, short.family), full)
    if not full.patronymic or len(full.patronymic) == 1:
        return None
    father = PersonName(short.family or short.patronymic, short.given)
    return separation(father, PersonName(full.patronymic, full.given))


def _by_given_name(mention: Mention, groups: Sequence[list[Mention]]) -> list[list[Mention]]:
    name = person_name(mention.normal)
    return [
        group
        for group in groups
        if any(
            separation(name, PersonName(person_name(m.normal).given)) == 0
            for m in group
            if person_name(m.normal).given
        )
    ]


def _is_given_name(mention: Mention, groups: Sequence[list[Mention]]) -> bool:
    """«Дархан» beside «Дархан Зейнолла» and «Аружан Дарханқызы»: a given name just so, a family name but with an ending."""
    if not _is_one_word(mention) or not _by_given_name(mention, groups):
        return False
    family = person_name(mention.normal).family
    return all(person_name(m.normal).family != family for group in groups for m in group)


def _nearest(groups: Sequence[list[Mention]], mention: Mention) -> list[Mention]:
    """The group that the document names most in full, of those the one named last before this mention."""

    def rank(group: list[Mention]) -> tuple[int, int]:
        full = sum(len(person_name(m.normal).given) > 1 for m in group)
        return full, max((m.start_char for m in group if m.start_char < mention.start_char), default=-1)

    return max(groups, key=rank)
