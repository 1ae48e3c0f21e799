"""What is no figure, found before any figure rule: dates, clock times, phones, codes, law references, addresses, names with numbers.

Each rule is a generator of (first character, character after, reason, rule) over one sentence. The ledger keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.stages.figures.atoms import DASHES, Atom
from pipeline.stages.figures.lexicon import Lexicon, currency_codes
from pipeline.stages.figures.phrases_negative import Blocked, negatives
from pipeline.stages.figures.quoted import quoted_names

_URL = re.compile(
    r"(?:https?://|www\.)\S{1,500}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\w{2,10}|(?<![\w-])[\w-]{1,63}\.(?:kz|ru|com|org|net)\b[/\w.-]{0,200}"
)
_CLOCK = re.compile(r"(?<![\d:.,])(?:[01]?\d|2[0-4]):\s?[0-5]\d(?::[0-5]\d)?(?![\d:])")
_SCORE = re.compile(r"(?<![\d:.,])\d{1,3}:\d{1,3}(?![\d:])")
_PHONE = re.compile(
    r"(?<![\w+])\+\d[\d\s().\-–]{7,18}\d(?!\d)|(?<![\w+])8[\s\-(]{1,2}\(?7\d\d\)?[\d\s().\-–]{6,12}\d(?!\d)|(?<!\d)\(\d{3,5}\)\s?\d{2,3}[-\s]\d{2}[-\s]?\d{2}(?!\d)|(?<![\d-])\d{2,3}-\d{2}-\d{2}(?![\d-])"
)
_DATE = re.compile(r"(?<![\d.,/])(?:\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?![\d/])")
_SEASON = re.compile(r"(?<!\d)(?:19|20)\d{2}\s?[-/–—]\s?(?:(?:19|20)\d{2}|\d{2})(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,4})\s?/\s?(\d{1,4})(?![\d/])")
_HOUR = re.compile(
    r"(?:\b[вкВК]\s+|\b[Сс]\s+|\b[Дд]о\s+|\b[Оо]коло\s+)?\b(\d{1,2})(?:\s+час[а-я]*)?\s+(?:утра|вечера|ночи|дня)\b|\b[Вв]\s+(\d{1,2})\s+час(?:ов|а)?\b(?!\s+(?:\d|назад))"
)
_AGE_MARK = re.compile(r"(?<!\d)(?:0|6|12|14|16|18|21)\+(?!\w)")
_COPYRIGHT = re.compile(r"©\s*\d{4}(?:\s*[-–—]\s*\d{4})?")
_LIST_NUMBER = re.compile(r"^\W{0,2}(\d{1,3}(?:\.\d{1,2}){0,3})[.)]\s+(?=\w|«|\")|^\((\d{1,3})\)\s")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_LATIN = re.compile(r"[A-Za-z]+")


def find(
    text: str,
    offset: int,
    atoms: Sequence[Atom],
    lex: Lexicon,
    dates: Sequence[tuple[int, int]],
    names: Sequence[tuple[int, int, str]],
) -> list[Blocked]:
    """All that is blocked in a sentence; `dates` and `names` are the ranges of date rows and mentions with digits in them."""
    found: list[Blocked] = []
    for pattern, reason, rule in _PATTERNS:
        found.extend(
            Blocked(offset + m.start(), offset + m.end(), reason, rule) for m in pattern.finditer(text)
        )
    match = _LIST_NUMBER.match(text)
    if match and not _YEAR.fullmatch(match[1] or match[2]):
        found.append(
            Blocked(
                offset + match.start(1 if match[1] else 2),
                offset + match.end(1 if match[1] else 2),
                "list_number",
                "block.list_number",
            )
        )
    for slashed in _SLASHED.finditer(text):
        if not 0 < int(slashed[1]) < int(slashed[2]) <= 20 or slashed.end() - slashed.start() > 5:
            found.append(Blocked(offset + slashed.start(), offset + slashed.end(), "fragment", "block.slash"))
    if lex.lang == "ru":
        for hour in _HOUR.finditer(text):
            found.append(
                Blocked(offset + hour.start(1 if hour[1] else 2), offset + hour.end(), "time", "block.hour")
            )
    found.extend(Blocked(start, end, "date", "block.date_row") for start, end in dates)
    found.extend(Blocked(start, end, reason, "block.mention") for start, end, reason in names)
    found.extend(_by_atoms(atoms, lex))
    found.extend(_rows_of_numbers(atoms))
    found.extend(negatives(atoms, lex))
    found.extend(quoted_names(atoms, lex))
    return found


_PATTERNS = (
    (_URL, "url", "block.url"),
    (_PHONE, "phone", "block.phone"),
    (_DATE, "date", "block.date"),
    (_SEASON, "date", "block.years"),
    (_SCORE, "score", "block.score"),
    (_CLOCK, "time", "block.clock"),
    (_AGE_MARK, "age_mark", "block.age_mark"),
    (_COPYRIGHT, "boilerplate", "block.copyright"),
)


def _by_atoms(atoms: Sequence[Atom], lex: Lexicon) -> Iterator[Blocked]:
    for i, atom in enumerate(atoms):
        if atom.kind != "d":
            continue
        yield from _name_with_number(atoms, i, lex)
        yield from _plain_date(atoms, i, lex)
        if _house(atoms, i, lex):
            yield Blocked(atom.start, atom.end, "address", "block.house")


_MIN_ROW = 4


def _rows_of_numbers(atoms: Sequence[Atom]) -> Iterator[Blocked]:
    """Four and more numbers in a row with nothing between them but space or a hyphen: a table row or a code, no sentence."""
    i = 0
    while i < len(atoms):
        if atoms[i].kind != "d":
            i += 1
            continue
        j, count = i + 1, 1
        while j < len(atoms) and (
            atoms[j].kind == "d"
            or (atoms[j].text in DASHES and j + 1 < len(atoms) and atoms[j + 1].kind == "d")
        ):
            count += atoms[j].kind == "d"
            j += 1
        if count >= _MIN_ROW:
            yield Blocked(atoms[i].start, atoms[j - 1].end, "number_row", "block.row")
        i = j


def _name_with_number(atoms: Sequence[Atom], i: int, lex: Lexicon) -> Iterator[Blocked]:
    """Ми-8, ГРЭС-2, COVID-19, А320, 5G, Boeing 737, № 6."""
    atom = atoms[i]
    if i > 0 and not atom.gap:
        before = atoms[i - 1]
        if before.kind == "w" and not _is_unit_like(before, lex):
            yield Blocked(before.start, atom.end, "model_name", "block.letters_digits")
        elif (
            before.text in DASHES
            and i > 2
            and atoms[i - 2].kind == "d"
            and atoms[i - 3].kind == "w"
            and not atoms[i - 2].gap
            and not before.gap
        ):
            yield Blocked(atom.start, atom.end, "model_name", "block.letters_digits")  # ФС77-67642
        elif (
            before.text in DASHES
            and i > 1
            and not before.gap
            and atoms[i - 2].kind == "w"
            and atoms[i - 2].norm not in lex.numbers
            and not (i > 3 and atoms[i - 2].norm in lex.suffixes and atoms[i - 4].kind == "d")
        ):
            yield Blocked(atoms[i - 2].start, atom.end, "model_name", "block.name_hyphen_number")
    if i > 0 and (atoms[i - 1].text in "№#" or (atoms[i - 1].text == "N" and atom.gap)):
        yield Blocked(atoms[i - 1].start, atom.end, "number_of", "block.number_sign")
        j = i + 1
        while (
            j + 1 < len(atoms)
            and atoms[j].text in "/-–"
            and atoms[j + 1].kind == "d"
            and not atoms[j + 1].gap
        ):
            yield Blocked(atoms[j + 1].start, atoms[j + 1].end, "number_of", "block.number_sign")
            j += 2
        while (
            j + 1 < len(atoms)
            and atoms[j].norm in (",", "и", "және")
            and atoms[j + 1].kind == "d"
            and not _has_unit_after(atoms, j + 2, lex)
        ):
            yield Blocked(atoms[j + 1].start, atoms[j + 1].end, "number_of", "block.number_sign")
            j += 2
    if (
        i > 0
        and atom.gap
        and atoms[i - 1].text not in currency_codes()
        and _LATIN.fullmatch(atoms[i - 1].text)
        and atoms[i - 1].text[0].isupper()
        and _ends_name(atoms, i + 1, lex)
    ):
        yield Blocked(atoms[i - 1].start, atom.end, "model_name", "block.latin_name")
    if (
        i + 1 < len(atoms)
        and not atoms[i + 1].gap
        and _LATIN.fullmatch(atoms[i + 1].text)
        and atoms[i + 1].norm not in lex.words
        and atoms[i + 1].text not in ("C", "F", "USD", "EUR", "KZT", "RUB")
    ):
        yield Blocked(atom.start, atoms[i + 1].end, "model_name", "block.digits_letters")


def _is_unit_like(atom: Atom, lex: Lexicon) -> bool:
    return (
        atom.norm in lex.words
        or len(atom.text) > 12
        or atom.norm in ("на", "в", "до", "от", "по", "с", "за", "из", "к")
    )


def _has_unit_after(atoms: Sequence[Atom], k: int, lex: Lexicon) -> bool:
    return k < len(atoms) and (atoms[k].text == "%" or lex.is_unit(atoms[k].norm))


def _plain_date(atoms: Sequence[Atom], i: int, lex: Lexicon) -> Iterator[Blocked]:
    """Years and days of months, for texts whose date rows are not at hand: 7 марта, 2025 жылы, 90-е годы."""
    atom = atoms[i]
    j = i + 1
    if (
        j < len(atoms)
        and atoms[j].text in DASHES
        and not atoms[j].gap
        and j + 1 < len(atoms)
        and atoms[j + 1].kind == "w"
    ):
        j += 2 if atoms[j + 1].norm in lex.suffixes else 1
    if j >= len(atoms) or atoms[j].kind != "w":
        return
    after = atoms[j]
    if (
        lex.lang == "kk"
        and i
        and atoms[i - 1].norm in lex.role("month")
        and atoms[i - 1].norm.endswith(("ның", "нің", "дың", "дің", "тың", "тің"))
        and len(atom.text) <= 2
    ):
        yield Blocked(atoms[i - 1].start, after.end, "date", "block.month_day")
    elif after.norm in lex.role("month") and atom.text.isdigit() and len(atom.text) <= 2:
        start = atom.start
        if i > 1 and atoms[i - 1].text in DASHES and atoms[i - 2].kind == "d" and len(atoms[i - 2].text) <= 2:
            start = atoms[i - 2].start
        yield Blocked(start, after.end, "date", "block.day_month")
    elif _YEAR.fullmatch(atom.text) and after.norm in lex.role("year"):
        yield Blocked(atom.start, after.end, "date", "block.year")
    elif (
        j > i + 1
        and atom.text.endswith("0")
        and re.match(r"год|жылдар", after.norm)
        and len(atom.text) in (2, 4)
    ):
        yield Blocked(atom.start, after.end, "date", "block.decade")


def _ends_name(atoms: Sequence[Atom], k: int, lex: Lexicon) -> bool:
    """Whether what follows shows that the number closes a name (Boeing 737 вылетел) and counts nothing (Reuters 20 человек)."""
    if _has_unit_after(atoms, k, lex):
        return False
    if k + 1 < len(atoms) and atoms[k].text in DASHES and not atoms[k].gap:
        return False
    token = atoms[k].token if k < len(atoms) else None
    return token is None or not (token.pos in ("NOUN", "ADJ") and atoms[k].text.islower())


def _house(atoms: Sequence[Atom], i: int, lex: Lexicon) -> bool:
    """`на улице Абая, 10`, `Абай көшесі, 10`: a number after a street and a comma, nothing to count behind it."""
    k = i - 1
    if k >= 0 and atoms[k].text == ",":
        k -= 1
    closes = (
        i + 1 >= len(atoms)
        or (atoms[i + 1].kind == "p" and atoms[i + 1].text not in "%/")
        or len(atoms[i + 1].text) == 1
    )
    return (
        closes
        and atoms[i].text.isdigit()
        and len(atoms[i].text) <= 4
        and any(atom.norm in lex.role("street") for atom in atoms[max(0, k - 3) : k + 1])
    )
