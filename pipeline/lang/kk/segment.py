"""Every way to split a word into a stem and an ending that grammar allows, with what sound changes hid undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.lang.kk.alphabet import VOWELS, context_mask
from pipeline.lang.kk.suffixes import Ending, endings

# Last letters of stems that change before consonants too: процес(с), съез(д), банкі.
_MENDABLE = frozenset("слмнфктзі")
_OPEN_VOWELS = VOWELS - {"у", "и", "ю"}
_OPEN_VERBS = frozenset(("де", "же"))
# After у a vowel may have fallen out: ауз- of ауыз.
_FULL_VOWELS = VOWELS - {"у"}
_VOICED = {"б": "п", "г": "к", "ғ": "қ"}


class Split(NamedTuple):
    """A stem (lower case), the ending, and what was undone: `` nothing, voiced, lost (vowel), double, ь, і, зд."""

    stem: str
    ending: Ending
    repair: str


def splits(word: str, *, lenient: bool = False) -> Iterator[Split]:
    """Splits of a lower-case word, the bare word excluded. `lenient` lets names take endings of either harmony."""
    table = endings()
    for at in range(len(word) - 1, 0, -1):
        found = table.get(word[at:])
        if found is None:
            continue
        surface = word[:at]
        own = context_mask(surface, lenient)
        mendable = at > 1 and (word[at] in VOWELS or surface[-1] in _MENDABLE)
        for ending in found:
            stem = surface + ending.restore
            mask = context_mask(stem, lenient) if ending.restore else own
            if ending.mask & mask and (len(stem) > 2 or _can_be_stem(stem, ending)):
                yield Split(stem, ending, "")
            if mendable and not ending.restore:
                yield from _mended(surface, word[at:], ending, lenient)
    # A verb stem by itself is the imperative.
    for ending in table.get("", ()):
        if ending.chain.verbal and ending.mask & context_mask(word):
            yield Split(word, ending, "")


def _can_be_stem(stem: str, ending: Ending) -> bool:
    """No stem has one letter (е- is in the closed table), and of verbs in an open syllable there are two, де and же."""
    return len(stem) == 2 and not (
        ending.chain.verbal and stem[1] in _OPEN_VOWELS and stem not in _OPEN_VERBS
    )


def _mended(surface: str, tail: str, ending: Ending, lenient: bool) -> Iterator[Split]:
    """The stems that a sound change made this surface of, before this ending."""
    verbal = ending.chain.verbal
    last = surface[-1]
    vowel_follows = tail[0] in VOWELS
    if vowel_follows:
        if last in _VOICED:
            yield from _if_fits(surface[:-1] + _VOICED[last], ending, lenient, "voiced")
            if not verbal:
                yield from _elided(surface[:-1] + _VOICED[last], ending, lenient)
        elif not verbal:
            yield from _elided(surface, ending, lenient)
        if verbal and last == "у" and tail[0] in "ыі":
            yield from _if_fits(surface[:-1] + "п", ending, lenient, "voiced")
        if verbal and last == "у" and tail[0] in "уы" and len(surface) > 2:
            yield from _if_fits(surface + "ы", ending, lenient, "lost")
    if verbal or len(surface) < 3:
        return
    if last not in VOWELS and last not in "ьъй":
        yield from _if_fits(surface + "ь", ending, lenient, "ь") if vowel_follows else ()
        if last in "слмнфкт":
            yield from _if_fits(surface + last, ending, lenient, "double")
    if surface.endswith("з"):
        yield from _if_fits(surface + "д", ending, lenient, "зд", surface)
    if last == "і" and surface[-2] in "гктшчб" and surface[-3:-2] not in VOWELS:
        yield from _if_fits(surface[:-1], ending, lenient, "і", surface)


def _elided(surface: str, ending: Ending, lenient: bool) -> Iterator[Split]:
    """халқ|ы → халық, орн|ы → орын: a narrow vowel fell out between two consonants."""
    if (
        len(surface) < 2
        or surface[-1] in VOWELS
        or surface[-2] in _FULL_VOWELS
        or surface[-1] not in "рлнмпкқзғгсшт"
    ):
        return
    for vowel in "ыі":
        yield from _if_fits(surface[:-1] + vowel + surface[-1], ending, lenient, "lost")


def _if_fits(stem: str, ending: Ending, lenient: bool, repair: str, surface: str = "") -> Iterator[Split]:
    if ending.mask & context_mask(surface or stem, lenient):
        yield Split(stem, ending, repair)
