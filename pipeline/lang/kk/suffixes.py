"""The endings of Kazakh, generated forward: every chain of suffixes that grammar allows, as it sounds after every kind of stem.

A suffix in `data/suffixes.tsv` is written with capitals for the sounds that follow the word. `chains()` walks the slots
(plural, possessive, case, …), spells each chain after each of the eight classes of last sound in both harmonies, and keeps
the contexts in which the spelling occurs as bits. Analysis is then a look-up of the tail of a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.lang.kk.alphabet import (
    BACK,
    CLASSES,
    FRONT,
    HARD,
    HIGH,
    LIQUID,
    NASAL,
    OPEN,
    REPRESENTATIVE,
    SIBILANT,
    YOT,
)
from pipeline.lang.kk.alphabet import sound_class as _class
from pipeline.resources import lexicon

COLUMNS = ("slot", "suffix", "tag", "feats", "next", "example")
# Names in the column `next` that stand for several slots.
SLOTS = {
    "nominal": ("plural", "possessive", "case", "predicate"),
    "gerund": ("plural", "possessive", "case"),
    "case_full": ("plural", "possessive", "case"),
}
# After these the word may not end without a further suffix.
_OPEN_TAGS = frozenset({"PRES", "PAST", "COND"})
# Suffixes that stand only after the negation, and those that never do.
_ONLY_NEGATED = frozenset({("verb", "йIншA"), ("verb", "с")})
_NEVER_NEGATED = frozenset({"(A)р", "(I)п", "(A)рлIK", "(A)рлIKтAй", "MAK", "MAKшI", "(I)сIмен", "GAлI"})
_MAX_SUFFIXES = 6


@dataclass(frozen=True, slots=True)
class Suffix:
    """One row of the table: the slot it fills, its spelling with capitals, its tag and features, the slots after it."""

    slot: str
    spelling: str
    tag: str
    feats: tuple[tuple[str, str], ...]
    following: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """A chain of suffixes: tags in order, features merged, `verbal` when it makes or continues a verb.
    Compared by identity: there is one object for each path through the slots."""

    tags: tuple[str, ...]
    feats: tuple[tuple[str, str], ...]
    verbal: bool

    @property
    def case(self) -> str | None:
        return dict(self.feats).get("Case")


@dataclass(frozen=True, slots=True)
class Ending:
    """A spelling of a chain: the stem gets `restore` back (оқ|у → оқы), and must offer one of the `mask` contexts."""

    chain: Chain
    restore: str
    mask: int


@cache
def suffixes() -> dict[str, tuple[Suffix, ...]]:
    """Slot → its suffixes, in the order of the table."""
    table: dict[str, list[Suffix]] = {}
    for row in lexicon("kk", "suffixes.tsv", COLUMNS, ("slot", "suffix", "tag", "feats")):
        feats = tuple(
            (pair.partition("=")[0], pair.partition("=")[2]) for pair in row["feats"].split("|") if pair
        )
        following = tuple(slot for name in row["next"].split() for slot in SLOTS.get(name, (name,)))
        table.setdefault(row["slot"], []).append(
            Suffix(row["slot"], row["suffix"], row["tag"], feats, following)
        )
    return {slot: tuple(rows) for slot, rows in table.items()}


def spell(left: str, spelling: str, harmony: int) -> str | None:
    """`left` with the suffix attached, or None where the suffix cannot stand. Letters of `left` may merge (қой+у → қою)."""
    cls = _class(left)
    optional, rest = "", spelling
    if spelling.startswith("("):
        optional, rest = spelling[1], spelling[3:]
    vowel_final = cls in (OPEN, HIGH)
    if optional == "с":
        left = left + "с" if vowel_final else left
    elif optional and not vowel_final:
        rest = optional + rest
    for symbol in rest:
        joined = _letter(left, symbol, harmony)
        if joined is None:
            return None
        left = joined
    return left


def _letter(left: str, symbol: str, harmony: int) -> str | None:
    """One letter of a suffix attached: the sound changes of Kazakh at the seam."""
    cls, last = _class(left), left[-1:]
    back = harmony == BACK
    if symbol == "Y":
        if cls == HIGH:
            return left[:-1] + "и"
        if cls == OPEN:
            return left + "й"
        symbol = "A"
    if symbol == "U":
        if cls == HIGH:
            return left[:-1] + "у"
        if last == "й":
            return left[:-1] + "ю"
        return left + ("ю" if last == "и" else "у")
    if symbol == "A":
        if last == "й" and back:
            return left[:-1] + "я"
        return left + ("а" if back else "е")
    if symbol == "I":
        return left + ("ы" if back else "і")
    if symbol == "й" and cls == HIGH:
        return left[:-1] + "и"
    if symbol == "K":
        return left + ("қ" if back else "к")
    if symbol == "G":
        hard = cls == HARD
        return left + (("қ" if back else "к") if hard else ("ғ" if back else "г"))
    if symbol == "D":
        return left + ("т" if cls == HARD else "д")
    if symbol == "L":
        return left + ("т" if cls == HARD else "д" if cls in (LIQUID, NASAL, SIBILANT) else "л")
    if symbol == "N":
        return left + ("т" if cls == HARD else "н" if cls in (OPEN, HIGH, NASAL) else "д")
    if symbol == "J":
        return left + ("т" if cls == HARD else "н" if cls in (OPEN, HIGH) else "д")
    if symbol == "T":
        return left + ("т" if cls == HARD else "н" if cls == NASAL else "д")
    if symbol == "M":
        return left + ("п" if cls == HARD else "б" if cls in (NASAL, SIBILANT) else "м")
    if symbol == "W":
        return left + ("п" if cls == HARD else "б" if cls == SIBILANT else "м")
    return left + symbol


def attach(left: str, suffix: Suffix, harmony: int) -> str | None:
    """`left` with a suffix of the table. After the genitive, кі makes -нікі, -дікі of -ның, -дың in both harmonies."""
    if suffix.slot == "predicate_ki":
        return left[:-2] + "ікі"
    return spell(left, suffix.spelling, harmony)


def _is_rare(slot: str, tags: tuple[str, ...], verbal: bool) -> bool:
    """Chains that grammar allows and texts do without; leaving them out halves the table."""
    if slot == "predicate":
        return len(tags) > (2 if verbal else 1) or (tags[-1:] in (("PL",), ("P1S",), ("P2S",)))
    if slot in ("attributive", "predicate_ki"):
        return verbal or len(tags) > 3
    return False


def _may_follow(suffix: Suffix, negated: bool) -> bool:
    """Whether a suffix agrees with a negation before it (or with none)."""
    if (suffix.slot, suffix.spelling) in _ONLY_NEGATED:
        return negated
    return not (negated and suffix.spelling in _NEVER_NEGATED)


def paths(*, verbal: bool) -> Iterator[tuple[tuple[Suffix, ...], dict[str, str]]]:
    """Every chain that grammar allows, as suffixes in order, with its merged features; the bare nominal stem first."""
    if not verbal:
        yield (), {}
    yield from _walk(
        ("verb", "negation") if verbal else ("comparative", "plural", "possessive", "case", "predicate"),
        (),
        {},
        False,
        verbal,
    )


def _walk(
    slots: tuple[str, ...], path: tuple[Suffix, ...], feats: dict[str, str], negated: bool, verbal: bool
) -> Iterator[tuple[tuple[Suffix, ...], dict[str, str]]]:
    if len(path) >= _MAX_SUFFIXES:
        return
    tags = tuple(suffix.tag for suffix in path)
    for slot in slots:
        if _is_rare(slot, tags, verbal):
            continue
        for suffix in suffixes()[slot]:
            if not _may_follow(suffix, negated):
                continue
            now, merged = (*path, suffix), {**feats, **dict(suffix.feats)}
            if slot == "negation":
                yield from _walk(("verb",), now, merged, True, verbal)
                continue
            if suffix.tag not in _OPEN_TAGS:
                yield now, merged
            if suffix.following:
                yield from _walk(suffix.following, now, merged, False, verbal)


@cache
def _all_paths(verbal: bool) -> tuple[tuple[tuple[Suffix, ...], Chain], ...]:
    return tuple(
        (path, Chain(tuple(suffix.tag for suffix in path), tuple(sorted(feats.items())), verbal))
        for path, feats in paths(verbal=verbal)
    )


def forms(stem: str, harmony: int, *, verbal: bool) -> Iterator[tuple[str, Chain]]:
    """Every form of a stem (no changes inside the stem but those at the seam): spelling and chain, the bare stem first."""
    known: dict[tuple[Suffix, ...], str | None] = {(): stem}
    for path, chain in _all_paths(verbal):
        spelled = _spelled(path, harmony, known)
        if spelled is not None:
            yield spelled, chain


def _spelled(
    path: tuple[Suffix, ...], harmony: int, known: dict[tuple[Suffix, ...], str | None]
) -> str | None:
    if path not in known:
        left = _spelled(path[:-1], harmony, known)
        known[path] = None if left is None else attach(left, path[-1], harmony)
    return known[path]


@cache
def endings() -> dict[str, tuple[Ending, ...]]:
    """Spelling of the tail of a word → the endings that it may be."""
    masks: dict[tuple[str, str, Chain], int] = {}
    for harmony in (BACK, FRONT):
        for cls, letters in REPRESENTATIVE.items():
            letter = letters[harmony]
            bit = 1 << (harmony * CLASSES + cls)
            for verbal in (False, True):
                for spelled, chain in forms(letter, harmony, verbal=verbal):
                    merged = not spelled.startswith(letter)
                    if merged and cls not in (HIGH, YOT):
                        continue
                    tail, restore = (spelled, letter) if merged else (spelled[1:], "")
                    key = (tail, restore, chain)
                    masks[key] = masks.get(key, 0) | bit
    table: dict[str, list[Ending]] = {}
    for (tail, restore, chain), mask in masks.items():
        table.setdefault(tail, []).append(Ending(chain, restore, mask))
    return {tail: tuple(found) for tail, found in table.items()}
