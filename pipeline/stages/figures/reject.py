"""Last looks at a count: what reads as a number but is none - `один` the pronoun, a number without anything to count."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.stages.figures.atoms import DASHES, Atom, fold
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicon import Lexicon


def reason_against(atoms: Sequence[Atom], draft: Draft, lex: Lexicon) -> tuple[str, str] | None:
    """Reason and rule why a draft is no figure; None when it is one."""
    numeral = draft.numeral
    if numeral.kind == "one" and draft.low is None and not _one_counts(draft):
        return "pronoun_one", "reject.one"
    if (
        draft.kind == "duration"
        and numeral.kind == "one"
        and draft.after < len(atoms)
        and atoms[draft.after].norm in lex.role("ago")
    ):
        return "date", "reject.ago"
    if numeral.digits and numeral.value == 1 and lex.lang == "kk" and _is_one_of(draft):
        return "pronoun_one", "reject.one"
    if _is_quarter(atoms, draft, lex):
        return "date", "reject.quarter"
    if (
        draft.kind == "count"
        and draft.counted is not None
        and numeral.digits
        and fold(draft.counted.norm) in lex.role("rank")
    ):
        return "ordinal", "reject.rank"
    if draft.kind in ("count", "ordinal") and draft.low is None and _is_ordinal_noun(atoms, draft):
        return "ordinal", "reject.hyphen_noun"
    if draft.bare and draft.kind == "count":
        return _bare(atoms, draft, lex)
    return None


def _is_quarter(atoms: Sequence[Atom], draft: Draft, lex: Lexicon) -> bool:
    """Kazakh `алғашқы тоқсанда`, `І тоқсан`: the quarter of a year, not ninety."""
    first = atoms[draft.num_first]
    if lex.lang != "kk" or draft.num_after != draft.num_first + 1 or not first.norm.startswith("тоқсан"):
        return False
    before = atoms[draft.num_first - 1] if draft.num_first else None
    return draft.bound == "=" and (
        bool(draft.numeral.case or draft.numeral.tag)
        or (before is not None and (before.text in _ROMAN or before.norm.endswith(("шы", "ші"))))
    )


_ROMAN = frozenset({"I", "II", "III", "IV", "І", "ІІ", "ІІІ", "ІV", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"})


def _is_one_of(draft: Draft) -> bool:
    """Kazakh `1-і`, `1-еуі`, `1 жолы`: one of them, as transcripts write бірі, біреуі, бір жолы."""
    if draft.tag in ("poss", "collective"):
        return True
    return draft.kind == "count" and draft.counted is not None and bool(draft.counted.feat("Person[psor]"))


def _one_counts(draft: Draft) -> bool:
    return (
        draft.kind in ("money", "percent", "quantity")
        or (draft.kind == "duration" and not draft.tag)
        or draft.bound != "="
    )


def _is_ordinal_noun(atoms: Sequence[Atom], draft: Draft) -> bool:
    """`13-мектеп`, `6- орынға`, `11-классник`: digits, a hyphen, a noun."""
    k = draft.num_after
    return (
        draft.numeral.digits
        and not draft.numeral.scaled
        and k + 1 < len(atoms)
        and atoms[k - 1].kind == "d"
        and atoms[k].text in DASHES
        and not atoms[k].gap
        and atoms[k + 1].kind == "w"
        and draft.after <= k
    )


def _bare(atoms: Sequence[Atom], draft: Draft, lex: Lexicon) -> tuple[str, str] | None:
    """A number with nothing to count: kept when a bound, a change, a share or a case ending shows that it is a quantity."""
    if (
        draft.bound != "="
        or draft.approx
        or draft.low is not None
        or draft.numeral.scaled
        or draft.change_mode
    ):
        return None
    if draft.tag != "poss" and _is_year(atoms, draft):
        return "date", "reject.year"
    if draft.numeral.kind == "collective" or draft.tag in ("cardinal", "poss"):
        return None
    i, k = draft.first - 1, draft.after
    if _is_label(atoms, draft, lex):
        return "number_of", "reject.label"
    before = atoms[i].text if i >= 0 else ""
    after = atoms[k].text if k < len(atoms) else ""
    if before in "([" and after in ")]" and before:
        return "in_brackets", "reject.brackets"
    if before in "/\\" and before or (after and after in "/\\"):
        return "fragment", "reject.slash"
    return None


def _is_year(atoms: Sequence[Atom], draft: Draft) -> bool:
    """A bare four-digit number of our centuries: `в 2025-м`, `2025-те`, `к 2030`."""
    return (
        draft.numeral.digits
        and len(atoms[draft.num_first].text) == 4
        and draft.value is not None
        and 1500 <= draft.value < 2100
        and draft.value.denominator == 1
    )


def _is_label(atoms: Sequence[Atom], draft: Draft, lex: Lexicon) -> bool:
    """`служба 911`, `007`: a number behind the noun that it names; behind a word of amount (`число`) it is one."""
    first = atoms[draft.num_first]
    if first.kind == "d" and first.text.isdigit() and len(first.text) > 1 and first.text[0] == "0":
        return True
    before = atoms[draft.first - 1] if draft.first else None
    token = before.token if before is not None else None
    if lex.lang != "ru" or before is None or token is None or not draft.numeral.digits:
        return False
    return before.kind == "w" and token.pos in ("NOUN", "PROPN") and before.norm not in lex.role("amount")
