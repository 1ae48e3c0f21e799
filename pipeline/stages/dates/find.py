"""Find the time expressions of a line: at each place where one may begin, the longest shape that means something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.stages.dates.calendar import Interval
from pipeline.stages.dates.context import Context
from pipeline.stages.dates.grammar import Bound, Grammar, Pattern
from pipeline.stages.dates.line import Line
from pipeline.stages.dates.resolve import Resolved, resolve
from pipeline.stages.dates.slots import Slots

_WORD_BEFORE = re.compile(r"(\w+(?: \w+)?)[\s\u00a0]+$")
_GLUED_BEFORE = re.compile(r"(?:[^\W\d_]-|\d[.,:/–—-]|[№§#+$€₽₸@_]\s?)$")
_GLUED_AFTER = re.compile(r"[\w%‰°]|[.,]\d|[-–—]\d|[:/]\d|-[^\W\d_]")
# What follows the digits of a date: a letter, a sign that dates are written with, or the end of a clause.
_DATE_AHEAD = re.compile(r"\d{1,4}(?:[./:]\d|\s?[-–—−]\s?\w|\s?[^\W\d_]|\s?\(|[).,;:!?»\"]|$)")
_LOOK_BACK = 40  # characters; no word list of ours reaches further
_LONGEST = 120  # characters; no time expression is longer


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression of a line: its stretch, its rule, what it means, and the word that opens it to one side."""

    start: int
    end: int
    rule: str
    resolved: Resolved
    bound: str
    approx: bool


def find(grammar: Grammar, line: Line, context: Context) -> Iterator[Found]:
    """The time expressions of a sentence, from left to right, none over another."""
    position = 0
    while match := grammar.trigger.search(line.text, position):
        start = match.start()
        end = start
        context.tense = line.tense(start)
        for pattern, found in _candidates(grammar, line, start):
            end = found.end()
            slots = Slots.of(grammar, found)
            if "hh" in slots:
                yield _clock(line, pattern, found, slots)
                break
            for one, span in _apart(slots, found):
                if _is_deadline(grammar, line, *span):
                    context.tense = "" if context.tense == "Past" else "Fut"  # «поручил сделать до 1 декабря»
                resolved = resolve(one, context)
                if resolved is not None:
                    made = _bounded(grammar, line, pattern.rule, span, one, resolved)
                    _remember(context, made)
                    yield made
            break  # 31.04.2025 is no date, and neither is a part of it
        position = end if end > start else _after_word(line.text, start)


def _is_deadline(grammar: Grammar, line: Line, start: int, end: int) -> bool:
    """Whether a word of «until» stands by: then the tense of the verb beside it says nothing of the date."""
    before = grammar.before.search(line.text[max(0, start - _LOOK_BACK) : start])
    after = grammar.after.match(line.text, end) if grammar.after else None
    found = [
        grammar.bounds[side, " ".join(word[1].split())]
        for side, word in (("before", before), ("after", after))
        if word
    ]
    return any(bound.bound == "<=" for bound in found)


def _apart(slots: Slots, match: re.Match[str]) -> list[tuple[Slots, tuple[int, int]]]:
    """A pair joined by «и» as it stands, or as two when it does not follow on: «5 и 9 мая», «в 2015 и 2020 годах»."""
    whole = [(slots, match.span())]
    if "and" not in slots:
        return whole
    name = next(
        (name for name in ("day", "year", "month") if f"{name}2" in slots.texts and name in slots.texts), None
    )
    if name is None or _follows(slots, name) or _between(slots.grammar, match):
        return whole
    place = {group.split("__")[0]: group for group, text in match.groupdict().items() if text}
    alone = {
        key: text for key, text in slots.texts.items() if key not in ("and", "year_word") and key[-1] != "2"
    }
    last = {**alone, **{key[:-1]: text for key, text in slots.texts.items() if key[-1] == "2"}}
    cut = match.start(place["and"])
    first_end = match.end(place[name]) if "month2" not in slots else len(match.string[:cut].rstrip())
    return [
        (replace(slots, texts=alone), (match.start(), first_end)),
        (replace(slots, texts=last), (match.start(place[f"{name}2"]), match.end())),
    ]


def _between(grammar: Grammar, match: re.Match[str]) -> bool:
    """Whether the pair are the ends of a range: «между 5 и 14 марта», «5 және 14 наурыз аралығында»."""
    before = _WORD_BEFORE.search(match.string[max(0, match.start() - _LOOK_BACK) : match.start()])
    after = _NEXT_WORD.match(match.string, match.end())
    words = (before[1].split()[-1] if before else "", after[1] if after else "")
    return any(grammar.value("between", word) is not None for word in words)


def _follows(slots: Slots, name: str) -> bool:
    """Whether the second of a pair comes right after the first, so that both are one range."""
    if name != "month" and "month2" in slots:
        return False
    if name == "month":
        first, second = slots.month(), slots.month("2")
    else:
        first, second = int(slots.texts[name]), int(slots.texts[f"{name}2"])
    return first is not None and second is not None and second - first == 1


def _after_word(text: str, start: int) -> int:
    """Where the next trigger may stand: behind the digits or the word that began nothing."""
    word = re.compile(r"\d+|\w").match(text, start)
    return word.end() if word else start + 1


def _candidates(grammar: Grammar, line: Line, start: int) -> list[tuple[Pattern, re.Match[str]]]:
    """Shapes that match here, the longest first."""
    found: list[tuple[Pattern, re.Match[str]]] = []
    text = line.text
    stop = min(len(text), start + _LONGEST)
    before = text[max(0, start - _LOOK_BACK) : start]
    if text[start].isdigit() and (_GLUED_BEFORE.search(before) or not _DATE_AHEAD.match(text, start)):
        return []
    for pattern in grammar.patterns:
        match = pattern.regex.match(text, start, stop)
        if match and _allowed(grammar, pattern, match, line, before):
            found.append((pattern, match))
    found.sort(key=lambda item: -item[1].end())
    return found


def _allowed(grammar: Grammar, pattern: Pattern, match: re.Match[str], line: Line, before: str) -> bool:
    text, end = line.text, match.end()
    glued = _GLUED_AFTER.match(text, end) if text[end - 1].isalnum() else None
    if glued and not (pattern.rule == "clock" and glued[0].startswith("-")):  # 15:30-да
        return False
    if pattern.before:
        word = _WORD_BEFORE.search(before)
        words = word[1].split() if word else []
        stands = bool(words) and (words[-1] in pattern.before or " ".join(words) in pattern.before)
        if stands == pattern.forbidden:
            return False
    if text[end - 4 : end].isdigit() and _counts_so_many(grammar, text, end):
        return False
    return _sense(grammar, pattern.rule, match, line)


def _sense(grammar: Grammar, rule: str, match: re.Match[str], line: Line) -> bool:
    """What the shape alone does not tell: capitals of names, plurals, numbers that are no years."""
    start, end = match.span()
    if (
        rule in ("month_in", "adj_year_alone")
        and line.cased[start].isupper()
        and line.text[:start].strip(' «"“–—-')
    ):
        return False  # Марта, Қазан: names
    if rule.startswith(("year_paren", "years_paren")):
        return _in_brackets(line.text, start, end) and 1800 <= int(match.group()[:4]) < 2100
    if _other_sense(grammar, rule, match):
        return False
    if rule in ("year_short", "year_in"):
        year = int(match.group()[:4])
        return 1900 <= year < 2100 and not _counts(grammar, line, end)
    if rule == "clock":
        return not _is_score(grammar, line, start, end)
    if rule == "year_since":
        return 1900 <= int(match.group()[:4]) < 2100 and bool(
            grammar.after and grammar.after.match(line.text, end)
        )
    return True


def _in_brackets(text: str, start: int, end: int) -> bool:
    """Whether a year stands in brackets with nothing but names and years: `(2006)`, `(серия «Маски», 2006)`."""
    return (
        text[end : end + 1] in (")", ",", ";")
        and text[:start].rstrip()[-1:] in ("(", ",")
        and "(" in text[max(0, start - 60) : start]
    )


def _other_sense(grammar: Grammar, rule: str, match: re.Match[str]) -> bool:
    """Whether a month is more likely the other thing that its word means: season of a game, cauldron."""
    texts = {name.split("__")[0]: text for name, text in match.groupdict().items() if text}
    named = texts.get("month", "")
    sense = next(
        (value for form, value in grammar.values.get("homonym", {}).items() if named.startswith(form)), None
    )
    if sense is None or "month_word" in texts or "year" in texts or "yearw" in texts or "year_word" in texts:
        return False
    if "rel" in texts:
        return True
    if sense != "strict" or ("day" in texts and "-" not in match.group()):
        return False
    # «бірінші маусымға дейін»: until what is a day, not a season.
    return not (grammar.after and grammar.after.match(match.string, match.end()))


_NEXT_WORD = re.compile(r"[\s\u00a0]+([^\W\d_]+)")


def _counts(grammar: Grammar, line: Line, end: int) -> bool:
    """Whether the number goes on to count something: `2025-тен астам`, `в 2025 домах`."""
    following = _NEXT_WORD.match(line.text, end)
    if following is None:
        return False
    return following.start(1) in line.counted or _counts_so_many(grammar, line.text, end)


def _counts_so_many(grammar: Grammar, text: str, end: int) -> bool:
    """Whether the word behind four digits is one that numbers stand before: `в марте 2000 тонн`."""
    following = _NEXT_WORD.match(text, end)
    return following is not None and grammar.value("counting", following[1]) is not None


def _is_score(grammar: Grammar, line: Line, start: int, end: int) -> bool:
    """Whether `3:10` is the result of a match; an hour of one digit needs a word that tells of a clock."""
    before = _WORD_BEFORE.search(line.text[max(0, start - _LOOK_BACK) : start])
    previous = before[1].split()[-1] if before else ""
    following = _NEXT_WORD.match(line.text, end)
    if any(grammar.value("score", word) for word in (previous, following[1] if following else "")):
        return True
    return line.text[start:end].index(":") == 1 and grammar.value("clock", previous) is None


def _bounded(
    grammar: Grammar, line: Line, rule: str, span: tuple[int, int], slots: Slots, resolved: Resolved
) -> Found:
    start, end = span
    found = _bound(grammar, line, start, end, slots, resolved)
    return Found(
        start,
        end,
        rule,
        resolved,
        found.bound if found else "=",
        resolved.approx and not (found and found.bound in (">=", "<=")) or bool(found and found.approx),
    )


def _bound(
    grammar: Grammar, line: Line, start: int, end: int, slots: Slots, resolved: Resolved
) -> Bound | None:
    text = line.text
    match = grammar.before.search(text[max(0, start - _LOOK_BACK) : start])
    last_word = re.split(r"[\s\u00a0]", text[start:end])[-1]
    if match:
        bound = grammar.bounds["before", " ".join(match[1].split())]
        # «по сравнению с 2024 годом»: not since, but with.
        if grammar.value("with", last_word) is None and not (
            bound.form == "по" and not (last_word == "год" or "day" in slots)
        ):
            return (
                bound if resolved.interval.grain != "range" or "part" in slots or bound.bound == "=" else None
            )
    if resolved.interval.grain == "range" and "part" not in slots:
        return None
    if grammar.after and (after := grammar.after.match(text, end)):
        return grammar.bounds["after", " ".join(after[1].split())]
    ending = next(
        (last_word[-size:] for size in (3,) if grammar.bounds.get(("ending", last_word[-size:]))), None
    )
    if ending and (resolved.source != "relative" or "part" in slots):
        following = _NEXT_WORD.match(text, end)
        if not following or ("unless", following[1]) not in grammar.bounds:
            return grammar.bounds["ending", ending]
    return None


def _remember(context: Context, found: Found) -> None:
    """A year that frames what follows: one year, not a range, not the end of a plan."""
    resolved = found.resolved
    if (
        found.bound == "="
        and resolved.interval.grain != "range"
        and resolved.source in ("explicit", "relative")
    ):
        context.note(resolved.year)


def _clock(line: Line, pattern: Pattern, match: re.Match[str], slots: Slots) -> Found:
    start, end = match.span()
    hour, minute = int(slots.texts["hh"]), int(slots.texts["mi"])
    nothing = Resolved(Interval(None, None, "time", f"T{hour:02d}:{minute:02d}"), "explicit")
    return Found(start, end, pattern.rule, nothing, "=", False)
