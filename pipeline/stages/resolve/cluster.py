"""Groups of mentions of one document that name one thing, each with the rule that joined it and its registry entry."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.document import Document
from pipeline.known import Known
from pipeline.known.lookup import alias_key, find, home, split_state
from pipeline.names import name_key
from pipeline.schema import Mention
from pipeline.stages.resolve.names import bare_name, is_abbreviation
from pipeline.stages.resolve.persons import person_groups

_QUOTED = re.compile(r"[«“„\"]([^«»“”„\"]{2,})[»”“\"]")
_OPENED = re.compile(r"\((?:далее [–—-]|бұдан әрі [–—-]|англ\.|ағылш\.)?\s*")
_SAME_PLACE = frozenset(
    [
        "город",
        "штат",
        "село",
        "посёлок",
        "деревня",
        "республика",
        "провинция",
        "остров",
        "қаласы",
        "ауылы",
        "кенті",
        "штаты",
        "провинциясы",
        "аралы",
        "елі",
    ]
)
_SAME_BODY = frozenset(
    [
        "компания", "корпорация", "концерн", "холдинг", "группа", "фирма", "предприятие", "завод", "банк", "фонд", "партия",
        "движение", "организация", "ассоциация", "союз", "агентство", "газета", "журнал", "издание", "портал", "телеканал",
        "радиостанция", "сеть", "клуб", "команда", "театр", "университет", "авиакомпания", "оператор", "сервис",
        "компаниясы", "корпорациясы", "концерні", "холдингі", "тобы", "фирмасы", "кәсіпорны", "зауыты", "банкі", "қоры",
        "партиясы", "қозғалысы", "ұйымы", "қауымдастығы", "одағы", "агенттігі", "газеті", "журналы", "порталы",
        "телеарнасы", "арнасы", "радиосы", "желісі", "клубы", "командасы", "театры", "университеті", "сервисі",
    ]
)  # fmt: skip
_PART = frozenset(
    [
        "отделение",
        "филиал",
        "отдел",
        "кафедра",
        "цех",
        "факультет",
        "представительство",
        "офис",
        "бөлімі",
        "филиалы",
        "кафедрасы",
        "факультеті",
        "өкілдігі",
        "кеңсесі",
    ]
)
_SMALL = frozenset(["и", "в", "по", "при", "на", "с", "о", "об", "для", "из", "им", "имени", "мен", "және"])


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions in text order; `known` is their entity of the registry."""

    mentions: list[Mention]
    rule: str
    known: Known | None = None


def clusters(document: Document) -> list[Cluster]:
    """The groups in order of their first mention."""
    persons = [mention for mention in document.mentions if mention.label == "person"]
    found = [
        Cluster(group, "resolve.person") for group in _bracketed_persons(document, person_groups(persons))
    ]
    others = [mention for mention in document.mentions if mention.label != "person"]
    states = told_states(others)
    for label in sorted({mention.label for mention in others}):
        found.extend(_names(document, [m for m in others if m.label == label], states))
    return sorted(found, key=lambda cluster: (cluster.mentions[0].start_char, cluster.mentions[0].end_char))


def told_states(mentions: Sequence[Mention]) -> list[str]:
    """The states that the document speaks of, the most named first: whose ministry «МИД» is."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        known = find(mention.normal, mention.label)
        state = home(known.id) if known is not None else split_state(alias_key(mention.normal))[1]
        if state is not None:
            counts[state] += 3 if known is not None and known.place_kind == "country" else 1
    return [state for state, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]


def _names(document: Document, mentions: Sequence[Mention], states: Sequence[str]) -> Iterator[Cluster]:
    """Mentions of one label: by the registry, else by key; then abbreviations and short forms join what they stand for."""
    known: dict[str, Known] = {}
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        entry = find(mention.normal, mention.label, states) or find(mention.text, mention.label, states)
        key = entry.id if entry is not None else name_key(alias_key(mention.normal)) or mention.text
        if entry is not None:
            known[key] = entry
        groups[key].append(mention)
    into: dict[str, str] = {}
    for short, long in [
        *_explained(document, groups),
        *_initials(groups),
        *_inside_quotes(groups),
        *_after_heads(groups),
        *_without_place(groups),
    ]:
        if _last(into, short) != _last(into, long) and not (
            _last(into, short) in known and _last(into, long) in known
        ):
            into[_last(into, short)] = _last(into, long)
    joined: dict[str, list[str]] = defaultdict(list)
    for key in groups:
        joined[_last(into, key)].append(key)
    for root, keys in joined.items():
        members = sorted((m for key in keys for m in groups[key]), key=lambda m: m.start_char)
        entry = known.get(root) or next((known[key] for key in keys if key in known), None)
        rule = (
            "resolve.registry"
            if entry is not None
            else "resolve.abbreviation"
            if len(keys) > 1
            else "resolve.name"
        )
        yield Cluster(members, rule, entry)


def _last(into: dict[str, str], key: str) -> str:
    while key in into:
        key = into[key]
    return key


def _explained(document: Document, groups: dict[str, list[Mention]]) -> Iterator[tuple[str, str]]:
    """«Казахстанский институт стратегических исследований (КИСИ)», «КИСИ (Казахстанский институт …)», «Фейсбук (Facebook)»."""
    key_of = {mention.mention_id: key for key, members in groups.items() for mention in members}
    for first, second in _bracketed(document, [m for members in groups.values() for m in members]):
        place = first.label == "place"  # Детройт (США) says where, not what
        if (is_abbreviation(second.normal) and not place) or _is_latin(second) != _is_latin(first):
            yield key_of[second.mention_id], key_of[first.mention_id]
        elif is_abbreviation(first.normal) and not place:
            yield key_of[first.mention_id], key_of[second.mention_id]


def _bracketed(document: Document, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of neighbours of which the second stands alone in brackets after the first."""
    ordered = sorted(mentions, key=lambda m: m.start_char)
    for first, second in zip(ordered, ordered[1:], strict=False):
        between = document.text[first.end_char : second.start_char].strip(' \u00a0»”"«“')
        closed = document.text[second.end_char : second.end_char + 2].strip('»”"')[:1] == ")"
        if closed and _OPENED.fullmatch(between):
            yield first, second


def _is_latin(mention: Mention) -> bool:
    return bool(re.search(r"[A-Za-z]{2}", mention.normal)) and not re.search(
        r"[а-яё]", mention.normal.lower()
    )


def _bracketed_persons(document: Document, groups: list[list[Mention]]) -> list[list[Mention]]:
    """«Джошуа Вольф (Joshua Wolf)»: the name in its own letters is the same person's."""
    home_of = {mention.mention_id: i for i, group in enumerate(groups) for mention in group}
    for first, second in _bracketed(document, [mention for group in groups for mention in group]):
        into, from_ = home_of[first.mention_id], home_of[second.mention_id]
        if into != from_ and _is_latin(first) != _is_latin(second):
            groups[into] = sorted([*groups[into], *groups[from_]], key=lambda m: m.start_char)
            home_of.update({mention.mention_id: into for mention in groups[from_]})
            groups[from_] = []
    return [group for group in groups if group]


def _after_heads(groups: dict[str, list[Mention]]) -> Iterator[tuple[str, str]]:
    """«компания Oracle» and «Oracle», «штат Аризона» and «Аризона»: common words before (in Kazakh after) the one name.

    Only with heads that make no other thing of it: Павлодар облысы is not Павлодар, nor отделение банка the bank.
    """
    for key, members in groups.items():
        for mention in members:
            words = bare_name(mention.normal).split()
            before = next((i for i, word in enumerate(words) if not word[:1].islower()), len(words))
            after = next((i for i, word in enumerate(reversed(words)) if not word[:1].islower()), len(words))
            common = words[:before] if mention.lang == "ru" else words[len(words) - after :]
            name = words[before:] if mention.lang == "ru" else words[: len(words) - after]
            heads = _SAME_PLACE if mention.label == "place" else _SAME_BODY
            if not name or not heads & set(common) or _PART & set(common):
                continue
            other = name_key(alias_key(" ".join(name)))
            target = (
                other
                if other in groups
                else next((k for k, g in groups.items() if name_key(alias_key(g[0].normal)) == other), None)
            )
            if target is not None and target != key:
                yield key, target
                break


def _without_place(groups: dict[str, list[Mention]]) -> Iterator[tuple[str, str]]:
    """«Верховный суд» behind «Верховный суд Израиля»: the one longer name, told before, that only adds a name in the genitive."""
    names = {key: members[0] for key, members in groups.items() if members[0].label == "organization"}
    for short, first in names.items():
        words = first.normal.split()
        if first.lang != "ru" or len(words) < 2:
            continue
        longer = [
            key
            for key, other in names.items()
            if other.start_char < first.start_char
            and other.normal.split()[: len(words)] == words
            and (added := other.normal.split()[len(words) :])
            and all(word[0].isupper() and word[1:].islower() for word in added)
        ]
        if len(longer) == 1:
            yield short, longer[0]


def _initials(groups: dict[str, list[Mention]]) -> Iterator[tuple[str, str]]:
    """КИСИ for the one name of the document whose words begin so."""
    long: dict[str, set[str]] = defaultdict(set)
    for key, members in groups.items():
        for mention in members:
            words = [
                word
                for word in re.split(r"[\s\u00a0-]+", bare_name(mention.normal).strip('«»"'))
                if word[:1].isalpha()
            ]
            if len(words) >= 3:
                long["".join(word[0] for word in words if word.lower() not in _SMALL).upper()].add(key)
                long["".join(word[0] for word in words).upper()].add(key)
    for key, members in groups.items():
        name = members[0].normal
        targets = long.get(name.upper(), set())
        if is_abbreviation(name) and len(targets) == 1 and key not in targets:
            yield key, next(iter(targets))


def _inside_quotes(groups: dict[str, list[Mention]]) -> Iterator[tuple[str, str]]:
    """«Даму» for «Даму» кәсіпкерлікті дамыту қоры: the quoted part of the one longer name of the document.

    Not where the quoted name is the owner's: Центральная дирекция инфраструктуры ОАО «РЖД».
    """
    quoted: dict[str, set[str]] = defaultdict(set)
    for key, members in groups.items():
        for mention in members:
            for quote in _QUOTED.finditer(mention.normal):
                before = mention.normal[: quote.start()].split()
                if len(before) <= 2 and not (before[1:] and bare_name(f"{before[-1]} Х") == "Х"):
                    quoted[name_key(alias_key(quote[1]))].add(key)
    for key, members in groups.items():
        part = name_key(alias_key(members[0].normal))
        targets = quoted.get(part, set()) - {key}
        if len(targets) == 1:
            yield key, next(iter(targets))
