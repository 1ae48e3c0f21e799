"""Abbreviations that the document explains: Российский фонд прямых инвестиций (РФПИ), РЖД (Российские железные дороги)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.stages.mentions.words import Candidate, Words

WEIGHT = 4.0
_LONGEST = 8


def abbreviation_candidates(words: Words, mentions: Sequence[Candidate]) -> list[Candidate]:
    """The abbreviations, wherever in the document they stand, with the label of the name that explains them."""
    by_end = {mention.end: mention for mention in mentions}
    explained: dict[str, Candidate] = {}
    for i in range(len(words) - 2):
        if words.norms[i] != "(" or not words.same_block(i, i + 2):
            continue
        close = next((j for j in (i + 2, i + 4) if words.same_block(i, j) and words.norms[j] == ")"), None)
        if close is None:
            continue
        short = next((words.norms[j] for j in range(i + 1, close) if is_short(words.norms[j])), None)
        name = by_end.get(i)
        if name is None and words.norms[i - 1 : i] and i > 0 and words.norms[i - 1] in '»”"':
            name = by_end.get(i - 1)  # a bare quoted name ends inside its quotes
        if short is not None and name is not None and _explains(words, name, short):
            explained.setdefault(short, name)
    found: list[Candidate] = []
    for i, norm in enumerate(words.norms):
        name = explained.get(norm.split("-")[0]) if norm not in explained else explained[norm]
        if name is not None:
            found.append(Candidate(i, i + 1, name.label, 0.95, "abbreviation", WEIGHT, name.place_kind))
    return found


def is_short(word: str) -> bool:
    """Two to eight letters, most of them capitals."""
    letters = [char for char in word if char.isalpha()]
    return 2 <= len(letters) == len(word) <= _LONGEST and sum(c.isupper() for c in letters) >= max(
        2, len(letters) - 1
    )


def _explains(words: Words, name: Candidate, short: str) -> bool:
    """The letters of the abbreviation begin words (or parts of words) of the name, in order; a Latin one need not."""
    if name.length == 1 and is_short(words.norms[name.start]):
        return False
    if short.isascii():
        return name.label == "organization"
    initials = "".join(
        part[0].lower()
        for i in range(name.start, name.end)
        for part in words.norms[i].split("-")
        if part[:1].isalpha()
    )
    return _subsequence(short.lower(), initials) >= max(2, len(short) - 1)


def _subsequence(short: str, initials: str) -> int:
    """How many letters of `short` occur in `initials` in order."""
    at = count = 0
    for char in short:
        i = initials.find(char, at)
        if i >= 0:
            count += 1
            at = i + 1
    return count
