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
    found = [Cluster(group, "resolve.person") for group in person_groups(persons)]
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
    for short, long in [*_explained(document, groups), *_initials(groups), *_inside_quotes(groups)]:
        if _last(into, short) != _last(into, long) and not (_last(into, short) in known and _last(into, long) in known):
            into[_last(into, short)] = _last(into, long)
    joined: dict[str, list[str]] = defaultdict(list)
    for key in groups:
        joined[_last(into, key)].append(key)
    for root, keys in joined.items():
        members = sorted((m for key in keys for m in groups[key]), key=lambda m: m.start_char)
        entry = known.get(root) or next((known[key] for key in keys if key in known), None)
        rule = "resolve.registry" if entry is not None else "resolve.abbreviation" if len(keys) > 1 else "resolve.name"
        yield Cluster(members, rule, entry)


def _last(into: dict[str, str], key: str) -> str:
    while key in into:
        key = into[key]
    return key


def _explained(document: Document, groups: dict[str, list[Mention]]) -> Iterator[tuple[str, str]]:
    """«Казахстанский институт стратегических исследований (КИСИ)», «КИСИ (Казахстанский институт …)»."""
    key_of = {mention.mention_id: key for key, members in groups.items() for mention in members}
    ordered = sorted((m for members in groups.values() for m in members), key=lambda m: m.start_char)
    for first, second in zip(ordered, ordered[1:], strict=False):
        between = document.text[first.end_char : second.start_char].strip(" \u00a0»”\"«“")
        inside = document.text[second.end_char : second.end_char + 2].strip("»”\"")[:1] == ")"
        if between not in ("(", "(далее –", "(далее —", "(далее -", "(бұдан әрі –", "(бұдан әрі -", "(бұдан әрі —") or not inside:
            continue
        if is_abbreviation(second.normal) or not is_abbreviation(first.normal):
            yield key_of[second.mention_id], key_of[first.mention_id]
        else:
            yield key_of[first.mention_id], key_of[second.mention_id]


def _initials(groups: dict[str, list[Mention]]) -> Iterator[tuple[str, str]]:
    """КИСИ for the one name of the document whose words begin so."""
    long: dict[str, set[str]] = defaultdict(set)
    for key, members in groups.items():
        for mention in members:
            words = [word for word in re.split(r"[\s\u00a0-]+", bare_name(mention.normal).strip("«»\"")) if word[:1].isalpha()]
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
