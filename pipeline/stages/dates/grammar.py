"""The shapes of time expressions, compiled from the tables of a language pack.

A pattern of `date_patterns.tsv` is a row of words and slots. A slot is a kind of `date_words.tsv` (its forms become a
group), a number, or one of the composite slots below. A match gives the texts of its slots; `Grammar.value` says what
such a text stands for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pipeline.errors import ResourceError
from pipeline.resources import LANGUAGES, SHARED, lexicon, read_table

_PATTERN_COLUMNS = ("rule", "pattern", "before", "example")
_SPACE = r"[\s\u00a0\u202f\u2009]"
_BUILT_IN = {
    "day": r"(?<!\d)(?:[12]\d|3[01]|0?[1-9])(?!\d)",
    "dd": r"(?<!\d)(?:[12]\d|3[01]|0?[1-9])(?!\d)",
    "mm": r"(?:1[0-2]|0?[1-9])(?!\d)",
    "yy": r"\d\d(?!\d)",
    "year": r"(?<!\d)(?:1[0-9]|20|21)\d\d(?!\d)",
    "hh": r"(?<!\d)(?:[01]?\d|2[0-4])",
    "mi": r"[0-5]\d(?!\d)",
    "decade": r"(?<!\d)(?:(?:1[0-9]|20)\d0|[1-9]0|00)(?!\d)",
    "century_decade": r"(?<!\d)(?:1[0-9]|20)\d0(?!\d)",
    "num": r"(?<!\d)\d{1,2}(?!\d)",
    "roman": r"(?<!\w)[ivxіхv]+(?!\w)",
    "m": None,
}
# Composite slots: alternatives in terms of other slots; `§` is the number of the slot (first or second).
_COMPOSITE = {
    "D": "<day§><day_suffix?>|<dayw§>",
    "DO": "<day§><of_suffix>|<dayo§>",
    "M": "<month§>",
    "Y": "<year§><year_suffix?> <year_word>|<yearw§> <year_word>",
    "Yo": "<year§><year_suffix?> <year_word>|<yearw§> <year_word>|<year§><year_suffix?>",
    "Q": "<num§><ordinal_suffix?>|<roman§>|<ordinal§>",
    "N": "<num§>|<count_words§>",
    "C": "<num§><ordinal_suffix?>|<roman§>|<century_ordinal§>",
    "DEC": "<decade§>",
}
_SLOT = re.compile(r"<([A-Za-z_]+)(\d?)(\??)>")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled shape. `before` are words of which one must (or, when `forbidden`, none may) stand before it."""

    rule: str
    regex: re.Pattern[str]
    before: frozenset[str]
    forbidden: bool


@dataclass(frozen=True, slots=True)
class Bound:
    """A word that opens a date to one side: `до`, `бастап`."""

    form: str
    bound: str
    approx: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that the engine knows of the dates of one language."""

    lang: str
    patterns: tuple[Pattern, ...]
    trigger: re.Pattern[str]
    values: dict[str, dict[str, str]]
    before: re.Pattern[str]
    after: re.Pattern[str] | None
    bounds: dict[tuple[str, str], Bound]
    named_months: dict[str, int]

    def value(self, kind: str, text: str) -> str | None:
        """What a form of a kind stands for, as the table writes it."""
        return self.values.get(kind, {}).get(" ".join(text.split()))

    def month(self, text: str) -> int | None:
        """Number of the month that a word names, whatever follows its stem."""
        return next(
            (
                self.named_months[text[:cut]]
                for cut in range(len(text), 2, -1)
                if text[:cut] in self.named_months
            ),
            None,
        )

    def summed(self, text: str) -> int | None:
        """The number that a run of number words adds up to: `две тысячи двадцать пятого`, `жиырма бірінші`."""
        words = text.split()
        total, i = 0, 0
        while i < len(words):
            for size in (4, 3, 2, 1):
                piece = " ".join(words[i : i + size])
                found = next(
                    (self.values[kind][piece] for kind in _NUMBERS if piece in self.values.get(kind, {})),
                    None,
                )
                if found is not None and i + size <= len(words):
                    total += int(found)
                    i += size
                    break
            else:
                return None
        return total


_NUMBERS = ("thousand", "round_thousand", "tens", "ordinal", "count_words", "day_of")


@cache
def grammar(lang: str) -> Grammar:
    """The grammar of a language pack; raises `ResourceError` that names file and line for a pattern that is none."""
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for row in lexicon(lang, "date_words.tsv", ("kind", "form", "value", "example"), ("kind", "form")):
        words[row["kind"]][row["form"]] = row["value"]
    months = {
        row["form"]: int(row["month"])
        for row in lexicon(lang, "months.tsv", ("form", "month", "example"), ("form",))
    }
    source = _Source(words, list(months))
    patterns = [
        _pattern(source, row, path)
        for path in (LANGUAGES / lang / "data" / "date_patterns.tsv", SHARED / "date_patterns.tsv")
        for row in read_table(path, _PATTERN_COLUMNS, key=("rule",))
    ]
    bounds = {
        (row["side"], row["form"]): Bound(row["form"], row["bound"], row["approx"] == "1")
        for row in lexicon(
            lang, "date_bounds.tsv", ("form", "side", "bound", "approx", "example"), ("form", "side")
        )
    }
    before = [form for side, form in bounds if side == "before"]
    after = [form for side, form in bounds if side == "after"]
    return Grammar(
        lang=lang,
        patterns=tuple(patterns),
        trigger=source.trigger(),
        values=dict(words),
        before=re.compile(rf"(?<!\w)({_either(before)}){_SPACE}+$"),
        after=re.compile(rf"{_SPACE}+({_either(after)})(?!\w)") if after else None,
        bounds=bounds,
        named_months=months,
    )


def _either(forms: list[str]) -> str:
    return "|".join(
        re.escape(form).replace(r"\ ", _SPACE + "+")
        for form in sorted(forms, key=lambda form: (-len(form), form))
    )


def _whole(forms: list[str]) -> str:
    """The forms as whole words; a form that begins or ends with a sign (`-жылдар`) needs no edge there."""
    inner = [form for form in forms if form[-1].isalnum()]
    open_ended = [form for form in forms if not form[-1].isalnum()]
    parts = [rf"(?:{_either(inner)})(?!\w)"] if inner else []
    parts += [_either(open_ended)] if open_ended else []
    edge = r"(?<!\w)" if forms[0][0].isalpha() else ""
    return f"{edge}(?:{'|'.join(parts)})"


class _Source:
    """The regular expressions of the slots of one language."""

    def __init__(self, words: dict[str, dict[str, str]], months: list[str]) -> None:
        self.kinds = {kind: _either(list(forms)) for kind, forms in words.items()}
        self.words = {kind: _whole(list(forms)) for kind, forms in words.items()}
        tail = rf"(?:{self.kinds['tail']})?" if "tail" in words else ""
        tail_in = rf"(?:{self.kinds['tail_in']})" if "tail_in" in words else ""
        self.month = rf"(?<!\w)(?:{_either(months)}){tail}(?!\w)"
        self.month_in = rf"(?<!\w)(?:{_either(months)}){tail_in}(?!\w)"
        ordinals = self.kinds["ordinal"]
        tens, thousand = self.kinds["tens"], self.kinds["thousand"]
        self.dayw = rf"(?<!\w)(?:(?:{tens}){_SPACE}+)?(?:{ordinals})(?!\w)"
        # The day after its month, a cardinal with a possessive: «наурыздың жиырма екісі». Not every language has it.
        day_of = self.kinds.get("day_of", "(?!)")
        self.dayo = rf"(?<!\w)(?:(?:{tens}){_SPACE}+)?(?:{day_of})(?!\w)"
        self.yearw = rf"(?<!\w)(?:(?:{thousand}){_SPACE}+(?:(?:{tens}){_SPACE}+)?(?:{ordinals})|(?:{self.kinds['round_thousand']}))(?!\w)"

    def trigger(self) -> re.Pattern[str]:
        """Where a time expression may begin: a digit run, a Roman number, or a word that some slot holds."""
        starters = (
            "rel last same rel_day rel_year rel_year_adj part fraction season weekday weekday_case ordinal tens thousand round_thousand "
            "decade_words count_words this_year this_month"
        )
        forms = "|".join(self.kinds[kind] for kind in starters.split() if kind in self.kinds)
        return re.compile(rf"(?<!\w)(?:\d|{self.month}|[ivxіхv]+(?!\w)|(?:{forms})(?!\w))")

    def slot(self, name: str, number: str, optional: str) -> str:
        if name in _COMPOSITE:
            parts = "|".join(self.compiled(part.replace("§", number)) for part in _COMPOSITE[name].split("|"))
            return f"(?:{parts}){optional}"
        group = f"{name}{number}"
        if name == "month":
            inner = self.month
        elif name == "m":
            return f"(?P<month>{self.month_in})"
        elif name in ("dayw", "yearw"):
            inner = getattr(self, name)
        elif name == "dayo":
            group, inner = f"dayw{number}", self.dayo
        elif name == "century_ordinal":
            inner = self.dayw
        elif name in _BUILT_IN:
            inner = str(_BUILT_IN[name])
        elif name == "of_suffix" and name not in self.kinds:
            inner = "(?!)"
        elif name in self.kinds:
            inner = self.words[name]
            if name not in _CAPTURED:
                return f"(?:{inner}){optional}"
        else:
            raise KeyError(name)
        return f"(?P<{group}>{inner}){optional}"

    def compiled(self, pattern: str) -> str:
        pieces: list[str] = []
        for i, element in enumerate(pattern.split(" ")):
            optional = element.endswith("?") and not element.endswith("?>")
            core = element[:-1] if optional else element
            # `<Yo?>` alone is an optional word with the space before it.
            whole = _SLOT.fullmatch(core)
            if whole and whole[3]:
                core, optional = f"<{whole[1]}{whole[2]}>", True
            core = core.replace("~", f"{_SPACE}?")
            body = _SLOT.sub(lambda match: self.slot(match[1], match[2], match[3]), core)
            space = f"{_SPACE}+" if i else ""
            pieces.append(f"(?:{space}{body})?" if optional else f"{space}{body}")
        return "".join(pieces)


_CAPTURED = frozenset(
    {
        "and",
        "rel",
        "last",
        "same",
        "rel_day",
        "rel_year",
        "rel_year_adj",
        "part",
        "fraction",
        "season",
        "weekday",
        "weekday_case",
        "ordinal",
        "count_words",
        "decade_words",
        "half_word",
        "quarter_word",
        "month_word",
        "week_word",
        "year_word",
        "century_word",
        "months_word",
        "number_word",
        "half_of",
        "this_month",
    }
)


def _pattern(source: _Source, row: dict[str, str], path: object) -> Pattern:
    try:
        text = _unique(source.compiled(row["pattern"]))
        regex = re.compile(text)
    except (KeyError, re.error) as error:
        raise ResourceError(
            LANGUAGES, None, f"{path}: rule {row['rule']}: {error} in {row['pattern']!r}"
        ) from error
    before = row["before"].lstrip("!")
    return Pattern(
        rule=row["rule"],
        regex=regex,
        before=frozenset(before.split("|")) if before else frozenset(),
        forbidden=row["before"].startswith("!"),
    )


def _unique(text: str) -> str:
    """Group names may occur once: later ones of a name get letters behind them, which `Slots` takes off again."""
    seen: dict[str, int] = defaultdict(int)

    def rename(match: re.Match[str]) -> str:
        seen[match[1]] += 1
        return f"(?P<{match[1]}__{seen[match[1]]}>"

    return re.sub(r"\(\?P<(\w+)>", rename, text)
