"""From a number to a quantity: the unit, currency or counted noun beside it, and the signs before it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.schema import Token
from pipeline.stages.figures import money
from pipeline.stages.figures.atoms import DASHES, Atom, fold
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicon import Lexicon, Unit
from pipeline.stages.figures.numeral import Numeral

# Marks inside a unit: кВт·ч, км/ч, киловатт-час.
_INNER = frozenset("-·*/⋅×‑.")
# Parts of speech that may stand between a number and the noun that it counts.
_BETWEEN = frozenset({"ADJ", "DET", "NUM", "PRON"})
_MAX_BETWEEN = 4
_NOUNS = frozenset({"NOUN", "PROPN"})
# Units that are also other words: the spelling that makes them units.
_EXACT = {"кв": "кВ", "c": "C", "с": "С"}


def make(
    atoms: Sequence[Atom], numeral: Numeral, lex: Lexicon, skip: dict[int, int], least: int = 0
) -> Draft:
    """The quantity around a numeral. `skip`: bound words that may stand between number and unit, index → index after.

    No sign before atom `least` is taken: it belongs to the quantity before.
    """
    draft = Draft(
        numeral, numeral.first, numeral.after, numeral.first, numeral.after, numeral.start, numeral.end,
        value=numeral.value, case=numeral.case, tag=numeral.tag, warnings=numeral.warnings, rule=numeral.rule,
    )  # fmt: skip
    draft.note(numeral.rule, numeral.start, numeral.end, _shown(numeral))
    if numeral.kind == "vague":
        draft.low = numeral.floor
    if numeral.kind in ("multiple", "fraction"):
        draft.kind = numeral.kind
    if numeral.tag == "approx":
        draft.approx = True
        draft.note("approx.ending", numeral.start, numeral.end, "approx")
    if numeral.compound is not None:
        _compound(atoms, draft)
        return draft
    after = skip.get(numeral.after, numeral.after)
    if not (
        money.sign_before(atoms, draft, least)
        or money.code_before(atoms, draft, least)
        or _percent_sign(atoms, draft, after, lex)
        or _unit(atoms, draft, after, lex)
    ):
        money.sign_after(atoms, draft, after)
    _sign(atoms, draft, least, lex)
    if (
        draft.kind == "duration"
        and draft.unit == "a"
        and draft.first
        and atoms[draft.first - 1].norm in lex.role("age_before")
    ):
        draft.kind, draft.rule = "age", "quantity.age"
        draft.note(draft.rule, atoms[draft.first - 1].start, atoms[draft.first - 1].end, "age")
    if draft.kind == "count" and draft.numeral.kind == "number":
        _age_before(atoms, draft, lex)
    if numeral.tag == "attr" and numeral.rule == "numeral.compound":
        return draft  # в 40-тысячном городе: the noun is not what is counted
    if draft.kind == "count" or (draft.kind == "fraction" and draft.unit == "1"):
        _counted(atoms, draft, after)
    return draft


def _age_before(atoms: Sequence[Atom], draft: Draft, lex: Lexicon) -> None:
    """Kazakh `жасы 41-де`, Russian `старше 18, но моложе 23 лет`: an age whose years are not said."""
    before = atoms[draft.first - 1] if draft.first else None
    if (
        before is not None
        and before.norm in lex.role("age_alone")
        and draft.value is not None
        and draft.value < 120
    ):
        draft.kind, draft.unit, draft.rule = "age", "a", "quantity.age"
        draft.note(draft.rule, before.start, before.end, "age")


def _shown(numeral: Numeral) -> str:
    if numeral.value is None:
        return f"vague, from {numeral.floor}" if numeral.floor else "no number"
    return str(numeral.value)


def _sign(atoms: Sequence[Atom], draft: Draft, least: int, lex: Lexicon) -> None:
    """`+5`, `−12`, `минус 3`: a minus sign is one when no word that a dash could follow stands before it."""
    i = draft.first - 1
    if i < least or draft.value is None:
        return
    sign = atoms[i]
    if sign.norm in ("минус", "plus", "плюс"):
        negative = sign.norm == "минус"
    elif sign.text == "+" and not atoms[draft.first].gap:
        negative = False
    elif (
        sign.text in "-−–"
        and not atoms[draft.first].gap
        and (sign.gap or i == 0 or sign.text == "−" or atoms[i - 1].text in "(~±")
    ):
        after_word = i > 0 and atoms[i - 1].kind == "w" and atoms[i - 1].norm not in lex.role("after_minus")
        if sign.text != "−" and after_word and draft.unit != "Cel":
            return
        if i > 0 and atoms[i - 1].kind == "d":
            return
        negative = True
    else:
        return
    draft.first, draft.start = i, sign.start
    if negative:
        draft.value = -draft.value
    draft.note("sign", sign.start, sign.end, "negative" if negative else "positive")


def _compound(atoms: Sequence[Atom], draft: Draft) -> None:
    compound = draft.numeral.compound
    if compound is None:
        return
    if compound.kind == "count":
        draft.kind, draft.unit = "count", "1"
    else:
        draft.kind, draft.unit = compound.kind, compound.unit
    if compound.stem == "летн" and _is_of_a_person(atoms, draft.after):
        draft.kind = "age"
    draft.rule = "quantity.compound"
    draft.note("quantity.compound", draft.start, draft.end, f"{draft.kind} {draft.unit}")


def _is_of_a_person(atoms: Sequence[Atom], k: int) -> bool:
    """Whether the noun behind an adjective of years (31-летний житель, трёхлетний план) is a living being."""
    for atom in atoms[k : k + 4]:
        token = atom.token
        if token is None or atom.kind != "w":
            return False
        if token.pos in _NOUNS:
            return token.feat("Animacy") == "Anim" or token.pos == "PROPN"
    return False


def _percent_sign(atoms: Sequence[Atom], draft: Draft, k: int, lex: Lexicon) -> bool:
    if k >= len(atoms) or atoms[k].text not in "%٪":
        return False
    draft.kind, draft.unit, draft.after, draft.end, draft.rule = (
        "percent",
        "%",
        k + 1,
        atoms[k].end,
        "quantity.percent_sign",
    )
    draft.note(draft.rule, atoms[k].start, atoms[k].end, "%")
    k += 1
    dash = k + 1 < len(atoms) and atoms[k].text in DASHES and not atoms[k].gap and not atoms[k + 1].gap
    word = k + 1 if dash else k
    if word < len(atoms) and atoms[word].kind == "w" and (dash or not atoms[word].gap):
        suffix = lex.suffixes.get(atoms[word].norm)
        if suffix is not None:
            draft.case, draft.tag, draft.after = suffix.case, suffix.reading, word + 1
            if suffix.reading == "approx":
                draft.approx = True
    return True


def unit_at(atoms: Sequence[Atom], k: int, lex: Lexicon) -> tuple[Unit, int, str, str] | None:
    """The unit phrase that starts at atom `k`: unit, index after it (a dot of an abbreviation included), case, tag."""
    if k >= len(atoms):
        return None
    readings = lex.words.get(atoms[k].norm, ())
    if not readings and atoms[k].norm == "°":
        readings = (("°", "", ""),)
    best: tuple[Unit, int, str, str] | None = None
    for word, case, tag in readings:
        for phrase, unit in lex.units.get(word, ()):
            if best is not None and len(phrase) <= len(best[0].phrase.split()):
                continue
            found = _phrase(atoms, k, phrase, lex)
            if found is not None:
                after, last_case, last_tag = found if len(phrase) > 1 else (found[0], case, tag)
                if unit.phrase == "жылдық" and last_tag != "poss":
                    continue  # үш жылдық жоспар is a duration, 30 жылдығы an anniversary
                best = (unit, after, last_case, last_tag)
    return best


def _phrase(
    atoms: Sequence[Atom], k: int, phrase: tuple[str, ...], lex: Lexicon
) -> tuple[int, str, str] | None:
    case = tag = ""
    j = k
    for n, word in enumerate(phrase):
        if n and j + 1 < len(atoms) and atoms[j].text in _INNER and not atoms[j].gap:
            j += 1
        if j >= len(atoms):
            return None
        atom = atoms[j]
        wanted = _EXACT.get(word) if len(phrase) == 1 or word in ("c", "с") else None
        if wanted is not None and phrase != ("м", "с") and atom.text != wanted:
            return None
        if word == "°":
            if atom.text != "°":
                return None
        else:
            reading = next((reading for reading in lex.words.get(atom.norm, ()) if reading[0] == word), None)
            if reading is None:
                return None
            case, tag = reading[1], reading[2]
        j += 1
    short = len(atoms[j - 1].norm) <= 4 and phrase[-1] not in (
        "год",
        "день",
        "час",
        "век",
        "жыл",
        "ай",
        "күн",
        "есе",
        "рет",
        "раз",
    )
    if short and j < len(atoms) and atoms[j].text == "." and not atoms[j].gap and j + 1 < len(atoms):
        j += 1
    return j, case, tag


def _unit(atoms: Sequence[Atom], draft: Draft, k: int, lex: Lexicon) -> bool:
    found = unit_at(atoms, k, lex)
    if found is None or (k > 0 and atoms[k].text == "."):
        return False
    unit, after, case, tag = found
    if unit.kind == "age" and (
        draft.value is None or draft.value > 120 or not (case or tag or unit.phrase == "жасар")
    ):
        return False  # бес жүз мың жас: young people
    start, end = atoms[k].start, atoms[after - 1].end
    if draft.value is not None:
        draft.value *= unit.times
    if draft.low is not None:
        draft.low *= unit.times
    if unit.kind == "money":
        money.set_money(draft, unit.currency, unit.source, "quantity.currency", start, end)
    else:
        draft.kind, draft.unit, draft.rule = unit.kind, unit.unit, f"quantity.{unit.kind}"
        if unit.kind == "count":
            draft.counted = atoms[k].token
        draft.note(draft.rule, start, end, f"{unit.unit}" + (f" × {unit.times}" if unit.times != 1 else ""))
    draft.after, draft.end, draft.case, draft.tag = after, end, case, tag
    if tag == "approx":
        draft.approx = True
    return True


def _counted(atoms: Sequence[Atom], draft: Draft, k: int) -> None:
    """The noun that is counted: at once after the number (then inside the span), or after its adjectives."""
    adjacent = True
    for j in range(k, min(k + _MAX_BETWEEN + 1, len(atoms))):
        atom = atoms[j]
        token = atom.token
        if atom.kind != "w" or token is None:
            if atom.text in QUOTE_OR_DASH and j > k and j + 1 < len(atoms) and not atoms[j].gap:
                continue
            break
        if token.pos in _NOUNS and not (token.pos == "PROPN" and adjacent and atom.norm != atom.text):
            draft.counted = _head_of_chain(atoms, j) or token
            if adjacent and draft.numeral.kind != "fraction":
                end = max(token.end_char, atom.end)
                draft.after, draft.end = j + 1, end
                while draft.after < len(atoms) and atoms[draft.after].start < end:
                    draft.after += 1
                draft.case = token.feat("Case") or ""
                if token.lang.startswith("kk") and _is_equative(token):  # он төрт скважинадай
                    draft.approx = True
                    draft.note("approx.ending", token.start_char, token.end_char, "approx")
                draft.rule = "quantity.count"
            draft.note(
                "quantity.counted",
                draft.counted.start_char,
                draft.counted.end_char,
                f"counts {draft.counted.lemma}",
            )
            return
        if (
            token.pos not in _BETWEEN
            and not (token.pos == "VERB" and token.feat("VerbForm") in ("Part", "PartAdj"))
            and token.pos != "PROPN"
        ):
            break
        adjacent = False
    draft.bare = True


def _is_equative(token: Token) -> bool:
    """Whether a Kazakh noun has the ending -дай, -дей, -тай, -тей."""
    norm = fold(token.norm)
    return token.feat("Case") == "Sim" or (
        norm.endswith(("дай", "дей", "тай", "тей")) and fold(token.lemma) == norm[:-3]
    )


def _head_of_chain(atoms: Sequence[Atom], j: int) -> Token | None:
    """Kazakh `көлік дәлізі`, `жұмыс орны`: of nouns in a row the last with a possessive is the head."""
    head: Token | None = None
    for k in range(j + 1, min(j + 4, len(atoms))):
        token = atoms[k].token
        if token is None or token.pos != "NOUN" or not token.lang.startswith("kk"):
            break
        if token.feat("Person[psor]"):
            head = token
    return head


QUOTE_OR_DASH = frozenset("-‑")
