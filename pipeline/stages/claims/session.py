"""Records of a session: turns behind labels that name each speaker, with a post or by initials, and come back or not.

«Олег Тен, одақ президенті: …» ¶ «С. ЖАНТӨРЕ: …» ¶ «Ә.С.: …»; a paragraph without a label goes on with the turn above.
"""

from __future__ import annotations

import re

from pipeline.document import Block
from pipeline.stages.claims.draft import Span
from pipeline.stages.claims.quotes import dash_led
from pipeline.stages.claims.titles import Cast, Person
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words

_LABEL = re.compile(r"[^:«»?!\n]{2,110}?(?=\s*:\s)")
_INITIALS = re.compile(r"\s*([^\W\d_])\.\s*([^\W\d_])\.?\s*")
_INITIAL = re.compile(r"\s*([^\W\d_])\.\s*([^\W\d_][\w-]+)\s*")
_REPORTED = re.compile(r"[,»]\s*[–—-]\s")
_ASKED = 2  # questions and answers that make a record
_TOLD = 3  # turns by at least two people that make one without questions


def turns_of(view: View, cast: Cast) -> tuple[list[tuple[Person, Span, list[Span]]], frozenset[int]] | None:
    """The turns (who, label, stretches of words) and the blocks that they and the questions fill; None for no record."""
    turns: list[tuple[Person, Span, list[Span]]] = []
    blocks: set[int] = set()
    asked = 0
    going_on = False
    carried: list[
        tuple[int, Span]
    ] = []  # paragraphs that wait for another label to prove that they go on with the last
    for i, block in enumerate(view.document.blocks):
        if block.kind not in ("body", "heading", "byline"):
            continue
        begin = dash_led(view.text, block.start_char, block.end_char) or block.start_char
        label = _LABEL.match(view.text, begin, block.end_char)
        if label is not None and fold(label.group().strip(" .\u00a0")) in source_words("interviewer"):
            asked += 1
            going_on = False
            blocks |= _carry(turns, carried)
            blocks.add(i)
            continue
        person = _named(view, cast, label.start(), label.end()) if label is not None else None
        if label is not None and person is not None and block.kind != "byline":
            blocks |= _carry(turns, carried)
            blocks.add(i)
            words = view.text.index(":", label.end()) + 1, block.end_char
            turns.append((person, (label.start(), label.end()), [words]))
            going_on = True
        elif going_on and block.kind == "body" and not _told_by_outlet(view, block):
            carried.append((i, (block.start_char, block.end_char)))
        else:
            going_on = False
            carried.clear()
    people = {person.key for person, _, _ in turns}
    if (asked >= _ASKED and len(turns) >= _ASKED) or (len(turns) >= _TOLD and len(people) >= _ASKED):
        return turns, frozenset(blocks)
    return None


def _carry(turns: list[tuple[Person, Span, list[Span]]], carried: list[tuple[int, Span]]) -> set[int]:
    """Give the waiting paragraphs to the last turn; the blocks that they are."""
    if turns:
        turns[-1][2].extend(span for _, span in carried)
    found = {i for i, _ in carried}
    carried.clear()
    return found


def _told_by_outlet(view: View, block: Block) -> bool:
    """The paragraph holds a quotation with its cue: the outlet tells it."""
    text = view.text[block.start_char : block.end_char]
    return text[:1] == "«" or _REPORTED.search(text) is not None


def _named(view: View, cast: Cast, start: int, end: int) -> Person | None:
    """The person whose name the label is or opens with; by initials too («Ә.С.», «О. ТЕН»)."""
    label = view.text[start:end]
    both, one = _INITIALS.fullmatch(label), _INITIAL.fullmatch(label)
    if both is not None or one is not None:
        wanted = tuple(fold(part) for part in (both or one).groups())  # type: ignore[union-attr]
        found = []
        for person in cast.persons.values():
            parts = [fold(word) for word in person.name.split()]
            if len(parts) < 2 or len(parts[0].strip(".")) < 2 or person.seen[0] >= start:
                continue
            last = parts[-1][0] if both is not None else parts[-1]
            if (parts[0][0], last) == wanted:
                found.append(person)
        return found[0] if len(found) == 1 else None
    for mention in view.labelled(start, end, "person")[:1]:
        rest = view.text[mention.end_char : end].strip(" .\u00a0")
        if not view.text[start : mention.start_char].strip() and (not rest or rest.startswith(",")):
            return cast.by_mention.get(mention.start_char)
    return None
