"""Which entity of the registry a name in the nominative means.

A name of the registry that says whose the body is («Министерство иностранных дел Республики Казахстан») can also be
named without it («МИД»); then only the text can tell which state's is meant, so the caller gives the states that the
document speaks of. Names are compared without case, quotes, legal form and look-alike letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.known import Known, known_entities
from pipeline.lang.base import codes
from pipeline.names import cyrillic
from pipeline.resources import lexicon, shared

_QUOTES = re.compile(r"[«»“”„\"‘’'`ʼ()]")
_JOINTS = re.compile(r"[\s\u00a0.,–—−-]+")
_REWRITES = ((re.compile(r"\bимени\b"), "им"), (re.compile(r"\bатын(?:ындағы|дағы)\b"), "атындағы"))


@lru_cache(maxsize=131072)
def alias_key(name: str) -> str:
    """The words of a name as the registry compares them.

    >>> alias_key("АО «НК «КазМунайГаз»") == alias_key("КазМунайГаз")
    True
    """
    text = _QUOTES.sub(" ", name.lower().replace("ё", "е"))
    words = [cyrillic(word) for word in _JOINTS.split(text) if word]
    forms = _legal_forms()
    while len(words) > 1 and words[0] in forms:
        words = words[1:]
    while len(words) > 1 and words[-1] in forms:
        words = words[:-1]
    key = " ".join(words)
    for pattern, written in _REWRITES:
        key = pattern.sub(written, key)
    return key


@cache
def _legal_forms() -> frozenset[str]:
    rows = [
        row
        for lang in codes()
        for row in lexicon(lang, "legal_forms.tsv", ("form", "bare", "full", "example"))
    ]
    forms = {row["form"].lower() for row in rows if " " not in row["form"]}
    return frozenset(forms | {"нк", "ұк", "нак", "ұак"})


@dataclass(frozen=True, slots=True)
class Index:
    """Registry ids by name key: `whole` the names as they are, `owned` those without their state, with the state."""

    whole: Mapping[tuple[str, str], tuple[str, ...]]
    owned: Mapping[tuple[str, str], tuple[tuple[str, str], ...]]


@cache
def index() -> Index:
    """The index of the whole registry, by (label, `alias_key`)."""
    whole: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    owned: dict[tuple[str, str], dict[tuple[str, str], None]] = defaultdict(dict)
    for known in known_entities().values():
        for name in known.names:
            key = alias_key(name)
            whole[known.label, key][known.id] = None
            bare, state = split_state(key)
            if state is not None and state == home(known.id) and known.label != "place" and "." not in name:
                owned[known.label, bare][known.id, state] = None
    return Index(
        {key: tuple(ids) for key, ids in whole.items()}, {key: tuple(pairs) for key, pairs in owned.items()}
    )


@cache
def _state_words() -> tuple[dict[str, str], dict[str, str]]:
    after: dict[str, str] = {}
    before: dict[str, str] = {}
    for row in shared("state_words.tsv", ("state", "lang", "form", "example")):
        (after if row["lang"] == "ru" else before)[alias_key(row["form"])] = row["state"]
    return after, before


@lru_cache(maxsize=131072)
def split_state(key: str) -> tuple[str, str | None]:
    """A name key without the state that it says it belongs to, and that state's id: `мид рк` → `мид`, `country:kz`."""
    after, before = _state_words()
    words = key.split()
    for n in (2, 1):
        if len(words) > n and " ".join(words[-n:]) in after:
            return " ".join(words[:-n]), after[" ".join(words[-n:])]
        if len(words) > n and " ".join(words[:n]) in before:
            return " ".join(words[n:]), before[" ".join(words[:n])]
    return key, None


def without_state(name: str) -> str:
    """A name as texts write it that need not say whose body it is.

    >>> without_state("Қазақстан Республикасының Үкіметі"), without_state("Министерство энергетики Республики Казахстан")
    ('Үкіметі', 'Министерство энергетики')
    """
    after, before = _state_words()
    words = name.split()
    for n in (2, 1):
        if len(words) > n and alias_key(" ".join(words[-n:])) in after:
            return " ".join(words[:-n])
        if len(words) > n and alias_key(" ".join(words[:n])) in before:
            return " ".join(words[n:])
    return name


def find(name: str, label: str, states: Sequence[str] = ()) -> Known | None:
    """The entity of the registry with this name and label, or None when there is none or the text cannot tell which.

    `states` are registry ids of states, the likeliest first: where a name is borne by bodies of several states, or
    leaves the state out, the first state that has one decides.
    """
    known, key = known_entities(), alias_key(name)
    ids = index().whole.get((label, key), ())
    if len(ids) == 1 and not _needs_state(label, key, ids[0]):
        return known[ids[0]]
    bare, state = split_state(key)
    pairs = index().owned.get((label, bare), ())
    if state is not None:
        fitting = [one for one, owner in pairs if owner == state] or [
            one for one in _whole(label, bare) if home(one) == state
        ]
        return known[fitting[0]] if len(fitting) == 1 else None
    candidates = dict.fromkeys([*ids, *(one for one, _ in pairs)])
    for wanted in states:
        fitting = [one for one in candidates if home(one) == wanted]
        if fitting:
            return known[fitting[0]] if len(fitting) == 1 else None
    if len(candidates) == 1 and not states:
        return known[next(iter(candidates))]
    places = [one for one in ids if known[one].place_kind in ("country", "region", "city")]
    return known[places[0]] if label == "place" and len(places) == 1 else None


def is_owned(known: Known) -> bool:
    """The registry's name says whose body it is, so that texts may leave that out: Правительство Республики Казахстан."""
    return (
        known.label != "place"
        and split_state(alias_key(known.name_ru))[1] is not None
        and "." not in known.name_ru
    )


def _whole(label: str, key: str) -> tuple[str, ...]:
    return index().whole.get((label, key), ())


def _needs_state(label: str, key: str, one: str) -> bool:
    """The name is also what a body of another state is called when its state is left out."""
    return any(other != one for other, _ in index().owned.get((label, key), ()))


@lru_cache(maxsize=4096)
def home(identifier: str) -> str | None:
    """The state that an entity of the registry belongs to, directly or through what it is part of."""
    known = known_entities()
    while True:
        row = known[identifier]
        if row.place_kind == "country" or row.part_of is None:
            return row.id if row.place_kind == "country" else None
        identifier = row.part_of
