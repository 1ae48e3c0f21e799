"""The marked books of FactRuEval-2016: tokens, spans, mentions, identified entities and facts of each text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TAGS = {"Person": "per", "Org": "org", "Organization": "org", "LocOrg": "locorg", "Location": "loc"}
# Spans that carry weight in a mention of each type; a mention without any is not asked for.
VALUED = {
    "per": frozenset({"name", "patronymic", "nickname", "surname"}),
    "org": frozenset({"org_name", "loc_name"}),
    "loc": frozenset({"loc_name", "org_name"}),
    "locorg": frozenset({"loc_name", "org_name"}),
}
# A mention of the key may be part of a larger one of the value, and is then not asked for.
PARENTS = {
    "per": ("loc", "org", "locorg"),
    "loc": ("loc", "org", "locorg"),
    "org": ("org", "locorg"),
    "locorg": ("org", "locorg"),
}


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    tag: str
    text: str
    tokens: frozenset[int]


@dataclass(slots=True, eq=False)
class MarkedMention:
    """`tokens` are all of its tokens, `valued` those whose spans carry weight; `parents` larger mentions around it."""

    tag: str
    spans: list[MarkedSpan]
    tokens: frozenset[int]
    valued: frozenset[int]
    text: str
    parents: list[MarkedMention] = field(default_factory=list)

    @property
    def is_adjective(self) -> bool:
        """Named by an adjective alone («российский»)."""
        return any(span.tag == "geo_adj" for span in self.spans) and not self.valued


@dataclass(slots=True, eq=False)
class MarkedEntity:
    """An identified entity: attribute -> alternative values, normalised by `plain`."""

    tag: str
    attributes: dict[str, set[str]]
    mentions: list[MarkedMention]

    @property
    def is_ignored(self) -> bool:
        """Not asked for: all mentions lie inside others, or are adjectives."""
        return bool(self.mentions) and (
            all(m.parents for m in self.mentions) or all(m.is_adjective for m in self.mentions)
        )


@dataclass(slots=True, eq=False)
class MarkedFact:
    """`arguments` are (role, alternative values); `hard` ones are not asked for."""

    tag: str
    arguments: list[tuple[str, set[str]]]
    hard: bool
    phase: str | None
    modality: frozenset[str]


@dataclass(slots=True)
class Book:
    name: str
    text: str
    tokens: dict[int, tuple[int, int]]
    mentions: list[MarkedMention]
    entities: list[MarkedEntity]
    facts: list[MarkedFact]


def plain(text: str) -> str:
    """As the competition compares strings: lower case, е for ё, one kind of quotes."""
    text = text.lower().strip().replace("ё", "е")
    return re.sub("[’`]", "'", re.sub("[«»“”„]", '"', text))


def books(folder: Path) -> list[Book]:
    """All books of a folder, by number. Raises `OSError` or `ValueError` for files that are missing or malformed."""
    names = sorted((path.stem for path in folder.glob("book_*.txt")), key=number)
    return [read_book(folder, name) for name in names]


def number(name: str) -> int:
    """`book_117` is 117."""
    return int(re.sub(r"\D", "", name))


def read_book(folder: Path, name: str) -> Book:
    def lines(suffix: str) -> Iterator[str]:
        yield from (folder / f"{name}.{suffix}").read_text(encoding="utf-8").splitlines()

    with (folder / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    tokens: dict[int, tuple[int, int]] = {}
    for line in filter(str.strip, lines("tokens")):
        key, start, length = map(int, line.split()[:3])
        tokens[key] = (start, start + length)
    spans = {}
    for line in filter(str.strip, lines("spans")):
        left, _, right = line.partition("  # ")
        cells, words = left.split(), right.split()
        tag, count = cells[1], int(cells[5])
        spans[int(cells[0])] = MarkedSpan(
            tag, plain(" ".join(words[count:])), frozenset(map(int, words[:count]))
        )
    mentions = {}
    for line in filter(str.strip, lines("objects")):
        mark, tag, *inside = line.partition(" # ")[0].split()
        if tag in TAGS:
            mentions[int(mark)] = _mention(TAGS[tag], [spans[int(i)] for i in inside], tokens, text)
    every = list(mentions.values())
    for mention in every:
        mention.parents = [m for m in every if m.tag in PARENTS[mention.tag] and mention.tokens < m.tokens]
    entities = {}
    for block in _blocks(lines("coref")):
        key, *ids = map(int, block[0].split())
        entities[key] = _entity(block[1:], [mentions[i] for i in ids if i in mentions])
    facts = _facts(list(_blocks(lines("facts"))), entities, spans)
    return Book(name, text, tokens, every, [e for e in entities.values() if e.tag], facts)


def _blocks(lines: Iterator[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            # one file of the development set lacks the blank line between two blocks
            if block and re.match(r"\d+(-\d+ \w+|( \d+)+)$", line.strip()):
                yield block
                block = []
            block.append(line.strip())
        elif block:
            yield block
            block = []


def _mention(
    tag: str, spans: list[MarkedSpan], tokens: dict[int, tuple[int, int]], text: str
) -> MarkedMention:
    covered = frozenset(i for span in spans for i in span.tokens)
    valued = frozenset(i for span in spans if span.tag in VALUED[tag] for i in span.tokens)
    ends = [tokens[i] for i in covered]
    surface = text[min(start for start, _ in ends) : max(end for _, end in ends)]
    return MarkedMention(tag, spans, covered, valued, plain(surface))


def _entity(lines: list[str], mentions: list[MarkedMention]) -> MarkedEntity:
    attributes: dict[str, set[str]] = {}
    descriptors: set[str] = set()
    for line in lines:
        key, _, value = line.partition(" ")
        if key == "wikidata" or not value:
            continue
        if key.startswith("descr"):
            descriptors.add(plain(value))
        else:
            attributes.setdefault(key.rstrip("0123456789"), set()).add(plain(value))
    for values in attributes.values():
        for value in list(values):
            values |= {
                joined
                for word in descriptors
                if f" {word} " not in f" {value} "
                for joined in (f"{value} {word}", f"{word} {value}")
            }
    tags = {mention.tag for mention in mentions}
    tag = "loc" if tags & {"loc", "locorg"} else next(iter(sorted(tags)), "")
    return MarkedEntity(tag, attributes, mentions)


def _facts(
    blocks: list[list[str]], entities: dict[int, MarkedEntity], spans: dict[int, MarkedSpan]
) -> list[MarkedFact]:
    parts: dict[MarkedEntity, list[MarkedEntity]] = {}
    for block in blocks:
        if block[0].split()[-1] == "isPartOf":
            inside = [
                entities[int(found)]
                for found in re.findall(r"\bobj(\d+)", " ".join(block))
                if int(found) in entities
            ]
            for one in inside:
                parts.setdefault(one, []).extend(other for other in inside if other is not one)
    facts = []
    for block in blocks:
        tag = block[0].split()[1].lower()
        if tag == "ispartof":
            continue
        arguments: list[tuple[str, set[str]]] = []
        special: dict[str, str] = {}
        for line in block[1:]:
            role, _, value = line.partition(" ")
            role = role.lower().replace("job", "position")
            if role in ("сложность", "модальность", "фаза"):
                special[role] = f"{special.get(role, '')} {value.lower()}".strip()
                continue
            values = _values(value, entities, spans)
            if role == "where" and tag == "occupation" and (found := re.match(r"obj(\d+)", value)):
                owner = entities.get(int(found[1]))
                for other in parts.get(owner, []) if owner else []:
                    values |= other.attributes.get("name", set())
            arguments.append((role, values))
        facts.append(
            MarkedFact(
                tag, arguments, "повышенная" in special.get("сложность", ""), special.get("фаза"),
                frozenset(special.get("модальность", "").split()),
            )
        )  # fmt: skip
    return facts


def _values(value: str, entities: dict[int, MarkedEntity], spans: dict[int, MarkedSpan]) -> set[str]:
    """What an answer may write for an argument: the entity's names and surfaces, the span's text, or the string itself."""
    if value.startswith("span"):
        return {spans[int(found)].text for found in re.findall(r"\bspan(\d+)", value) if int(found) in spans}
    values: set[str] = set()
    for found in re.findall(r"\bobj(\d+)", value):
        entity = entities.get(int(found))
        if entity is None:
            continue
        values |= {mention.text for mention in entity.mentions} | entity.attributes.get("name", set())
        values |= _person_values(entity.attributes)
    values |= {plain(part) for part in re.sub(r"\bobj\d+ ?", "", value).split("|")}
    return values - {""}


def _person_values(attributes: dict[str, set[str]]) -> set[str]:
    parts = {
        letter: attributes.get(key, set())
        for letter, key in zip("flpn", ("firstname", "lastname", "patronymic", "nickname"), strict=True)
    }
    values: set[str] = set()
    for order in ("lfp", "fpl", "fp", "fl", "lf", "n", "f", "p", "l", "fn"):
        made = {""}
        for letter in order:
            made = {f"{one} {more}".strip() for one in made for more in parts[letter]} or made
        values |= made
    return values - {""}
