"""Two numbers that make one figure: `1,5–2 млрд`, `от 3 до 5 лет`, `с 8 до 11 млрд`, `3 жылдан 5 жылға дейін`; and units said once."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pipeline.stages.figures import clause
from pipeline.stages.figures.atoms import DASHES, Atom
from pipeline.stages.figures.change import word_of_change
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicon import Lexicon

_TOGETHER = {
    "ru": frozenset({"и", "или", "либо"}),
    "kk": frozenset({"және", "немесе", "мен", "бен", "пен", "не", "я"}),
}
_BETWEEN_KK = ("аралығ", "арасынд", "аралық", "шамасынд")
# Words that may stand between the two ends: с 5 млрд тенге в прошлом году до 8 млрд.
_MAX_APART = 6


def join(atoms: Sequence[Atom], drafts: list[Draft], lex: Lexicon) -> list[Draft]:
    """The drafts with pairs joined to ranges and from-to changes; a lone first part inherits the unit of the second."""
    joined: list[Draft] = []
    for draft in drafts:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.value is not None
            and draft.value is not None
            and before.low is None
            and draft.low is None
        ):
            link = _link(atoms, before, draft, lex)
            if link == "range" or link == "from_to":
                joined[-1] = _merge(atoms, before, draft, link, lex)
                continue
            if link == "list":
                _inherit(before, draft, scale=atoms[before.after].text != ",")
        joined.append(draft)
    _inherit_in_lists(atoms, joined)
    return joined


def _link(atoms: Sequence[Atom], a: Draft, b: Draft, lex: Lexicon) -> str | None:
    gap = b.first - a.after
    if gap > _MAX_APART:
        return None
    if a.kind in ("fraction", "multiple") and not a.numeral.digits and gap > 1:
        return None
    if gap == 1 and atoms[a.after].text in DASHES and _can_range(a, b):
        return "range" if _ascending(a, b) else None
    if gap == 2 and atoms[a.after].norm == "," and atoms[a.after + 1].text in DASHES:
        return None
    words = [atom.norm for atom in atoms[a.after : b.first]]
    if lex.lang == "ru":
        return _link_ru(atoms, a, b, words)
    return _link_kk(atoms, a, b, words)


def _link_ru(atoms: Sequence[Atom], a: Draft, b: Draft, words: list[str]) -> str | None:
    opener = atoms[a.first - 1].norm if a.first else ""
    if (
        words[-1:] == ["до"]
        and len(words) <= _MAX_APART
        and not any(word in ",;:.()" for word in words)
        and _can_range(a, b)
    ):
        if opener in ("с", "со"):
            return "from_to"
        if opener == "от" and len(words) <= 3:
            return "range"
        return None
    if words == ["и"] and opener == "между":
        return "range"
    if len(words) == 1 and (words[0] in _TOGETHER["ru"] or words[0] == ",") and _bare(a) and b.has_unit:
        return "list"
    return None


def _link_kk(atoms: Sequence[Atom], a: Draft, b: Draft, words: list[str]) -> str | None:
    following = atoms[b.after].norm if b.after < len(atoms) else ""
    end_case = b.case or b.numeral.case
    if any(atom.kind == "p" for atom in atoms[a.after : b.first]) and words != [","]:
        return None
    if a.case == "Abl" and len(words) <= 2 and end_case == "Dat" and _can_range(a, b):
        changes = any(
            (word_of_change(atom, "kk") or ("", ""))[1] == "verb"
            for atom in atoms[b.after : clause.end_of(atoms, b.after, _MAX_APART)]
        )
        return "from_to" if changes or not following.startswith("дейін") else "range"
    if (
        len(words) == 1
        and words[0] in _TOGETHER["kk"]
        and following.startswith(_BETWEEN_KK)
        and _can_range(a, b)
    ):
        return "range"
    if len(words) == 1 and (words[0] in _TOGETHER["kk"] or words[0] == ",") and _bare(a) and b.has_unit:
        return "list"
    return None


def _bare(draft: Draft) -> bool:
    return draft.kind == "count" and (draft.counted is None or draft.bare) and draft.after == draft.num_after


def _can_range(a: Draft, b: Draft) -> bool:
    if a.numeral.kind not in ("number", "collective", "one", "fraction") or b.numeral.kind not in (
        "number",
        "collective",
        "fraction",
    ):
        return False
    if _bare(a):
        return True
    if a.kind == "count" and b.kind == "count" and a.counted is not None and b.counted is not None:
        return a.counted.lemma == b.counted.lemma
    return (a.kind, a.unit, a.currency) == (b.kind, b.unit, b.currency) or _bare(b)


def _ascending(a: Draft, b: Draft) -> bool:
    low, high = _scaled(a, b), b.value
    return low is not None and high is not None and low < high


def _scaled(a: Draft, b: Draft) -> Fraction | None:
    """The value of the first number, with the scale (and the factor of the unit) that is said only after the second."""
    signed = (
        a.kind == b.kind == "money" and a.after == a.num_after and not a.numeral.scaled
    )  # $0,91 — $1,02 млн
    if a.value is None or b.value is None or not (_bare(a) or signed):
        return a.value
    factor = Fraction(1)
    number = b.numeral.value
    if number and not b.numeral.scaled and b.value != number:
        factor = b.value / number  # a factor of the unit: 2–3 десятилетия
    if b.numeral.scaled and not a.numeral.scaled and a.value <= b.value / b.numeral.scale:
        factor *= b.numeral.scale
        if number and b.value != number:
            factor *= b.value / number
    return a.value * factor


def _inherit(a: Draft, b: Draft, *, scale: bool) -> None:
    """`4 и 6 млн тонн`: the first number takes unit, noun and scale of the second."""
    if scale:
        a.value = _scaled(a, b)
    a.kind, a.unit, a.currency, a.currency_source = b.kind, b.unit, b.currency, b.currency_source
    a.counted, a.bare = b.counted, b.bare
    a.note("list.unit", b.start, b.end, f"unit {b.unit or b.currency} of the next number")


def _merge(atoms: Sequence[Atom], a: Draft, b: Draft, link: str, lex: Lexicon) -> Draft:
    low, high = _scaled(a, b), b.value
    assert low is not None and high is not None
    unit_from = a if _bare(b) and not _bare(a) else b
    b.kind, b.unit, b.currency, b.currency_source = (
        unit_from.kind,
        unit_from.unit,
        unit_from.currency,
        unit_from.currency_source,
    )
    b.counted, b.bare = unit_from.counted, unit_from.bare
    if link == "from_to":
        b.base_value, b.change_mode = low, "from_to"
        if low != high:
            b.change = "up" if high > low else "down"
    else:
        b.num_first = a.num_first
    b.low, b.high, b.value = min(low, high), max(low, high), None
    b.first, b.start = a.first, a.start
    b.approx = a.approx or b.approx
    b.steps = a.steps + b.steps
    b.warnings = tuple(dict.fromkeys(a.warnings + b.warnings))
    b.rule = f"range.{link}"
    opener = atoms[a.first - 1].norm if a.first else ""
    b.opened = opener in ("от", "с", "со", "между")
    b.closed = a.case == "Abl" and lex.lang == "kk"
    b.note(b.rule, a.start, b.end, f"{low} to {high}")
    return b


def _inherit_in_lists(atoms: Sequence[Atom], drafts: list[Draft]) -> None:
    """`рожь — 12, овёс — 9, рис 31%`: after a dash, numbers without a unit take that of the list."""
    for i, draft in enumerate(drafts):
        if not draft.bare or draft.value is None or not _after_dash(atoms, draft):
            continue
        around = [
            d
            for d in drafts[i + 1 : i + 3] + drafts[max(0, i - 1) : i]
            if not d.bare and not _parted(atoms, draft, d)
        ]
        if around and around[0].kind in ("percent", "quantity", "money") and _closes(atoms, draft):
            _inherit(draft, around[0], scale=False)


def _parted(atoms: Sequence[Atom], a: Draft, b: Draft) -> bool:
    return any(atom.text == ";" for atom in atoms[min(a.after, b.after) : max(a.first, b.first)])


def _after_dash(atoms: Sequence[Atom], draft: Draft) -> bool:
    return draft.first > 0 and atoms[draft.first - 1].text in DASHES


def _closes(atoms: Sequence[Atom], draft: Draft) -> bool:
    return (
        draft.after >= len(atoms)
        or atoms[draft.after].text in ",;.)"
        or atoms[draft.after].norm in ("и", "және", "ал", "а")
    )
