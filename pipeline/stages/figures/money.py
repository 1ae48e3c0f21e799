"""Money by signs and codes: `$2 млн`, `5 млн ₸`, `USD 5 млн`, and the rates of a table of exchange."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.stages.figures.atoms import Atom
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicon import currency_codes, signs


def sign_before(atoms: Sequence[Atom], draft: Draft, least: int) -> bool:
    """`$2 млн`, `₸ 5 млн`, `US$2 млн`."""
    i = draft.first - 1
    if i < least or atoms[i].text not in signs():
        return False
    if i > 0 and atoms[i - 1].kind == "d" and not atoms[i].gap:
        return False  # 5 €-10: the sign belongs to the number before
    code, source = signs()[atoms[i].text]
    start = i - 1 if i > least and atoms[i - 1].text == "US" and not atoms[i].gap else i
    set_money(draft, code, source, "quantity.sign_before", atoms[i].start, atoms[i].end)
    draft.first, draft.start = start, atoms[start].start
    return True


def code_before(atoms: Sequence[Atom], draft: Draft, least: int) -> bool:
    """`USD 5 млн`; in a table of exchange rates (`бағамы: USD 273.53`) the price of one unit in the country's own currency."""
    i = draft.first - 1
    if i < least or atoms[i].text not in currency_codes():
        return False
    if i > 0 and atoms[i - 1].kind == "d" and not (i > 1 and atoms[i - 2].text in currency_codes()):
        return False  # 5 USD 10: the code belongs to the number before
    if any(atom.norm.startswith(("курс", "бағам")) for atom in atoms[max(0, i - 30) : i]):
        own = (
            "KZT"
            if any(atom.norm.startswith(("теңге", "тенге")) for atom in atoms[max(0, i - 30) : i])
            else None
        )
        set_money(draft, own, "explicit", "quantity.exchange_rate", atoms[i].start, atoms[i].end)
        draft.per = "{" + atoms[i].text + "}"
        return True
    set_money(draft, atoms[i].text, "explicit", "quantity.code_before", atoms[i].start, atoms[i].end)
    draft.first, draft.start = i, atoms[i].start
    return True


def sign_after(atoms: Sequence[Atom], draft: Draft, k: int) -> bool:
    if k >= len(atoms):
        return False
    text = atoms[k].text
    if text in signs():
        code, source = signs()[text]
    elif text in currency_codes():
        code, source = text, "explicit"
    else:
        return False
    set_money(draft, code, source, "quantity.sign_after", atoms[k].start, atoms[k].end)
    draft.after, draft.end = k + 1, atoms[k].end
    return True


def set_money(draft: Draft, code: str | None, source: str | None, rule: str, start: int, end: int) -> None:
    draft.kind, draft.unit, draft.currency, draft.currency_source, draft.rule = (
        "money",
        None,
        code,
        source,
        rule,
    )
    if code is None:
        draft.currency_source = None
        draft.warnings += ("currency_unknown",)
    elif source == "inferred":
        draft.warnings += ("currency_inferred",)
    draft.note(rule, start, end, code or "a currency of unknown country")
