"""Groups of mentions that name one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.document import Document
from pipeline.names import name_key
from pipeline.schema import Mention


def clusters(document: Document) -> Iterator[tuple[list[Mention], str]]:
    """The groups in order of their first mention, each with the rule that joined it."""
    persons = [mention for mention in document.mentions if mention.label == "person"]
    others = [mention for mention in document.mentions if mention.label != "person"]
    groups = [(group, "resolve.person") for group in _persons(persons)]
    groups += [(group, "resolve.name") for group in _names(document, others)]
    yield from sorted(groups, key=lambda group: group[0][0].start_char)


def _names(document: Document, mentions: list[Mention]) -> list[list[Mention]]:
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    same = _abbreviations(document, mentions)
    for mention in mentions:
        key = name_key(mention.normal)
        groups[(mention.label, same.get(key, key))].append(mention)
    return list(groups.values())


def _abbreviations(document: Document, mentions: list[Mention]) -> dict[str, str]:
    """Key of an abbreviation -> key of the name before it: «Казахстанский институт … (КИСИ)»."""
    found: dict[str, str] = {}
    for long, short in zip(mentions, mentions[1:], strict=False):
        between = document.text[long.end_char : short.start_char]
        after = document.text[short.end_char : short.end_char + 1]
        if between.strip() == "(" and after == ")" and short.text.isupper() and long.label == short.label:
            found[name_key(short.normal)] = name_key(long.normal)
    return found


def _persons(mentions: list[Mention]) -> list[list[Mention]]:
    """Full names first, each its own group; then shorter ones join the one group that they fit, nearest before them."""
    groups: list[list[Mention]] = []
    words = {mention.mention_id: name_key(mention.normal).split() for mention in mentions}
    for mention in sorted(mentions, key=lambda m: (-len(words[m.mention_id]), m.start_char)):
        fitting = [
            group
            for group in groups
            if any(same_person(words[mention.mention_id], words[m.mention_id]) for m in group)
        ]
        if fitting:
            _nearest(fitting, mention).append(mention)
        else:
            groups.append([mention])
    return [sorted(group, key=lambda m: m.start_char) for group in groups]


def _nearest(groups: list[list[Mention]], mention: Mention) -> list[Mention]:
    """The group with the last mention before this one; the first group when none comes before."""

    def last_before(group: list[Mention]) -> int:
        return max((m.start_char for m in group if m.start_char < mention.start_char), default=-1)

    return max(groups, key=last_before)


def same_person(a: list[str], b: list[str]) -> bool:
    """Can two names, as words of their keys, be one person's? The shorter must fit into the longer, initials included."""
    short, long = sorted((a, b), key=len)
    if not short:
        return False
    rest = list(long)
    for word in short:
        match = next(
            (other for other in rest if other == word or _initial(word, other) or _initial(other, word)), None
        )
        if match is None:
            return False
        rest.remove(match)
    return any(len(word) > 1 and word in long for word in short)


def _initial(initial: str, word: str) -> bool:
    return len(initial) == 1 and word.startswith(initial)
