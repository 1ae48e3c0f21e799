"""Numbers as written: digits, words in any case, and both mixed, with scale words and glued endings.

A number is a sum of groups, each of a smaller scale than the one before: `3 млрд 400 млн`, `двести сорок тысяч пять`,
`12 с половиной тысяч`, `он екі жарым мың`. Fractions (`две трети`, `үштен бірі`), decimals in words (`две целых семь
десятых`), vague numbers (`десятки тысяч`) and numbers inside words (`5-процентный`, `полмиллиона`) are read here too.
Ordinals are read apart: they are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.stages.figures.atoms import DASHES, SPACES, Atom
from pipeline.stages.figures.lexicon import Compound, Lexicon, NumberForm

MAX_DIGITS = 15
_GROUPS_OF_THREE = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+")
_EUROPEAN = re.compile(r"([1-9]\d{0,2}(?:\.\d{3})+),(\d+)")
_ENGLISH = re.compile(r"([1-9]\d{0,2}(?:,\d{3})+)\.(\d+)")


@dataclass(slots=True)
class Numeral:
    """A number of the text. `first` and `after` are atom indices, `start` and `end` characters (endings left out).

    kind: number, fraction, vague, multiple, collective, ordinal, one (a lone `один`), unreadable. `value` is null for
    vague numbers (then `floor` is the least power of ten) and unreadable ones. `case`, `tag`: of the last word or the
    glued ending. `compound`: second part of the word that the number is the first part of.
    """

    first: int
    after: int
    start: int
    end: int
    kind: str
    value: Fraction | None
    rule: str
    scaled: bool = False
    scale: Fraction = Fraction(1)
    digits: bool = False
    case: str = ""
    tag: str = ""
    floor: Fraction | None = None
    compound: Compound | None = None
    warnings: tuple[str, ...] = ()


def read_digits(text: str, scaled: bool) -> tuple[Fraction | None, tuple[str, ...]]:
    """The value of a run of digits with separators, and warnings; None where it is no number (1.2.3, too long).

    A comma is a decimal comma, a point with exactly three digits after it groups thousands unless a scale word follows
    (18.000 but 1.500 млн), `,000` and repeated commas too.
    """
    plain = text.translate(_DROP_SPACES)
    if sum(char.isdigit() for char in plain) > MAX_DIGITS:
        return None, ("too_long",)
    if plain.isdigit():
        return Fraction(int(plain)), ()
    english = _ENGLISH.fullmatch(plain)
    if english:
        return Fraction(english[1].replace(",", "") + "." + english[2]), ("comma_ambiguous",)
    european = _EUROPEAN.fullmatch(plain)
    if european:
        return Fraction(european[1].replace(".", "") + "." + european[2]), ()
    if _GROUPS_OF_THREE.fullmatch(plain) and not scaled and len(plain) == len(text):
        separator = "." if "." in plain else ","
        several = plain.count(separator) > 1
        if several or separator == "." or plain.endswith("000"):
            return Fraction(int(plain.replace(separator, ""))), () if several else ("comma_ambiguous",)
    parts = re.split("[.,]", plain)
    if len(parts) != 2:
        return None, ("not_a_number",)
    warnings = ("comma_ambiguous",) if len(parts[1]) == 3 and parts[0] != "0" and not scaled else ()
    return Fraction(f"{parts[0]}.{parts[1]}"), warnings


_DROP_SPACES = {ord(space): None for space in SPACES}


class Reader:
    """Reads the numbers of one sentence; atoms in `closed` belong to something else (a date, a phone number)."""

    def __init__(self, atoms: Sequence[Atom], lex: Lexicon, closed: Sequence[bool]) -> None:
        self.atoms, self.lex, self.closed = atoms, lex, closed
        self.n = len(atoms)

    def read(self) -> list[Numeral]:
        """All numbers, in order, none overlapping."""
        found: list[Numeral] = []
        i = 0
        while i < self.n:
            numeral = None
            atom = self.atoms[i]
            if not self.closed[i] and (atom.kind != "p" or atom.text in _VULGAR):
                numeral = self._at(i)
            if numeral is None:
                i += 1
                continue
            found.append(numeral)
            i = max(numeral.after, i + 1)
        return found

    # --- single atoms -------------------------------------------------------------------------------------------

    def forms(self, i: int, *kinds: str) -> NumberForm | None:
        """The reading of atom `i` as a number word of one of the kinds."""
        if not 0 <= i < self.n or self.closed[i]:
            return None
        for form in self.lex.numbers.get(self.atoms[i].norm, ()):
            if form.kind in kinds:
                return form
        return None

    def _follows(self, i: int) -> bool:
        """Whether atom `i` continues the number before it: a space between, no mark."""
        return i < self.n and self.atoms[i].gap and not self.closed[i]

    def _at(self, i: int) -> Numeral | None:
        atom = self.atoms[i]
        if atom.kind == "d":
            return self._slashed(i) or self._number(i)
        if atom.text in _VULGAR:
            return self._word(i, i + 1, "fraction", _VULGAR[atom.text], "numeral.sign")
        readings = self.lex.numbers.get(atom.norm)
        if readings is None:
            return self._inside_word(i)
        kinds = {reading.kind for reading in readings}
        if "every" in kinds:
            return self._every(i)
        if "multiple" in kinds:
            return self._word(i, i + 1, "multiple", readings[0].value, "numeral.multiple_word")
        number = self._number(i)
        if number is not None:
            return number
        if "fraction" in kinds:
            return self._fraction_word(i)
        if kinds & {"vague", "scale", "group"}:
            return self._vague(i)
        if kinds & {"ordinal", "denominator"}:
            return self._ordinal(i)
        return None

    def _slashed(self, i: int) -> Numeral | None:
        """`3/4 срока`: only small proper fractions come here, other slashes are blocked."""
        if i + 2 >= self.n or self.atoms[i + 1].text != "/" or self.atoms[i + 2].kind != "d" or self.atoms[i + 2].gap or self.closed[i + 2]:
            return None
        top, bottom = self.atoms[i].text, self.atoms[i + 2].text
        if not (top.isdigit() and bottom.isdigit() and 0 < int(top) < int(bottom) <= 20):
            return None
        return Numeral(i, i + 3, self.atoms[i].start, self.atoms[i + 2].end, "fraction", Fraction(int(top), int(bottom)), "numeral.slash", digits=True)

    def _word(self, i: int, j: int, kind: str, value: Fraction | None, rule: str) -> Numeral:
        last = self.lex.numbers.get(self.atoms[j - 1].norm, ())
        case, tag = (last[0].case, last[0].tag) if last else ("", "")
        return Numeral(i, j, self.atoms[i].start, self.atoms[j - 1].end, kind, value, rule, case=case, tag=tag)

    # --- cardinal numbers ---------------------------------------------------------------------------------------

    def _group(self, i: int) -> tuple[Fraction, int, str] | None:
        """A number below a thousand in words, or a run of digits: value, index after, kind (digits, words, one, …)."""
        atom = self.atoms[i]
        if atom.kind == "d":
            spaced = self._spaced_decimal(i)
            if spaced is not None:
                return spaced
            value, _ = read_digits(atom.text, self._scale_at(i + 1) is not None)
            return None if value is None else (value, i + 1, "digits")
        zero = self.forms(i, "zero")
        if zero:
            return Fraction(0), i + 1, "words"
        fixed = self.forms(i, "fixed", "collective")
        if fixed and fixed.value is not None:
            return fixed.value, i + 1, fixed.kind
        total, room, j = Fraction(0), 1000, i
        while j < self.n and (j == i or self._follows(j)):
            form = self.forms(j, "hundred", "ten", "teen", "unit", "one")
            if form is None or form.value is None:
                break
            step = self._hundreds(j, form) if room == 1000 else None
            if step is not None:
                value, size, j = step
            else:
                value, size = form.value, _ROOM_NEEDED[form.kind]
                if room < size:
                    break
                j += 1
            total += value
            room = 1 if form.kind == "teen" else size // 10
            if self.lex.numbers[self.atoms[j - 1].norm][0].case and self.lex.lang == "kk":
                break
        if j == i:
            return None
        return total, j, "one" if j == i + 1 and self.forms(i, "one") else "words"

    def _spaced_decimal(self, i: int) -> tuple[Fraction, int, str] | None:
        """Kazakh `8, 5 пайызға`: a decimal comma with a stray space, told by the one digit and the unit at once after it.

        In Russian the same is a list (`на 200, 500%`); a Kazakh list would join its last number by `және`.
        """
        atoms = self.atoms
        if self.lex.lang != "kk" or i + 3 >= self.n or atoms[i + 1].text != "," or not atoms[i].text.isdigit():
            return None
        part, unit = atoms[i + 2], atoms[i + 3]
        if part.kind != "d" or not part.text.isdigit() or not part.gap or len(atoms[i].text) > 3 or len(part.text) > (2 if unit.text == "%" or atoms[i].text == "0" else 1):
            return None
        if unit.text in DASHES and i + 5 < self.n and atoms[i + 4].kind == "d" and len(part.text) == 1:  # 2, 5 – 3 есеге
            unit = atoms[i + 5]
        if unit.text != "%" and not (unit.kind == "w" and any(word in self.lex.units or self.forms(i + 3, "scale") for word, _, _ in self.lex.words.get(unit.norm, ()))):
            return None
        return Fraction(f"{atoms[i].text}.{part.text}"), i + 3, "digits"

    def _spoken_decimal(self, k: int, value: Fraction) -> tuple[Fraction, int] | None:
        """Kazakh speech: `он жеті де жеті пайыз` is 17.7 per cent."""
        if self.lex.lang != "kk" or k + 2 >= self.n or self.atoms[k].norm not in ("де", "да", "те", "та"):
            return None
        part = self._group(k + 1) if not self.closed[k + 1] else None
        if part is None or part[0] >= 10 or part[1] >= self.n or not (self._scale_at(part[1]) or self.atoms[part[1]].norm in self.lex.words):
            return None
        return value + part[0] / 10, part[1]

    def _hundreds(self, j: int, form: NumberForm) -> tuple[Fraction, int, int] | None:
        """Kazakh `екі жүз`: a unit before the word for hundred."""
        hundred = self.forms(j + 1, "hundred") if form.kind in ("unit", "one") and self._follows(j + 1) else None
        if hundred is None or hundred.value is None or form.value is None or (form.case and self.lex.lang == "kk"):
            return None
        return form.value * hundred.value, 1000, j + 2

    def _scale_at(self, i: int) -> tuple[Fraction, int] | None:
        """A scale word (`тыс.`, `миллионов`, `мыңнан`) or a dozen at `i`: its factor and the index after it, dot included."""
        form = self.forms(i, "scale", "group")
        if form is None or form.value is None or form.tag in ("attr", "place"):
            return None
        j = i + 1
        if j < self.n and self.atoms[j].text == "." and not self.atoms[j].gap and len(self.atoms[i].norm) <= 4 and j + 1 < self.n:
            j += 1
        return form.value, j

    def _half_at(self, i: int) -> int | None:
        """Index after `с половиной` or `жарым` at `i`."""
        if self.forms(i, "half"):
            return i + 1
        if i + 1 < self.n and self.atoms[i].norm == "с" and self.atoms[i + 1].norm == "половиной":
            return i + 2
        return None

    def _number(self, i: int) -> Numeral | None:
        total, least, j, digits, scaled = Fraction(0), None, i, False, False
        only: str = ""
        scale = Fraction(1)
        warnings: tuple[str, ...] = ()
        while j < self.n:
            if j > i and not self._continues(j, least):
                break
            group = self._group(j)
            k = j
            value = Fraction(1)
            if group is not None:
                value, k, only = group
                if self.atoms[j].kind == "d":
                    if j > i and least is not None and value >= least:
                        break
                    digits = True
                    warnings += read_digits(self.atoms[j].text, self._scale_at(k) is not None)[1]
                    if j == i and self._follows(k) and self._compound(self.atoms[k].norm) is not None and self.atoms[k].norm.startswith("летн"):
                        return self._compounded(self._plain(i, k, value, warnings), self._compound(self.atoms[k].norm), self.atoms[k].end)
                    glued = self._glued(k)
                    if glued is not None:
                        if j > i:
                            break  # 5 тыс. 12-летних
                        return self._with_ending(i, k, value, warnings)
            elif j == i and self.atoms[j].kind == "d":
                return self._unreadable(i)
            half = self._half_at(k) if k > j and k < self.n else None
            spoken = self._spoken_decimal(k, value) if k > j else None
            if half is not None:
                value, k = value + Fraction(1, 2), half
            elif spoken is not None:
                value, k = spoken
            elif k > j and k < self.n and self.atoms[k].text in _VULGAR:
                value, k = value + _VULGAR[self.atoms[k].text], k + 1
            elif k > j and k < self.n:
                decimal = self._decimal_words(k, value)
                if decimal is not None:
                    value, k = decimal
            factor = self._scale_at(k) if k == j or self._follows(k) or (k < self.n and self.atoms[k - 1].kind == "d" and self.atoms[k].kind == "w") else None
            if factor is None:
                if k == j:
                    break
                if least is not None and value >= least:
                    break
                total += value
                j = k
                break
            if k == j and (j > i or self._is_plural(j)):
                break
            if least is not None and factor[0] >= least:
                break
            value, k = value * factor[0], factor[1]
            while k < self.n and self._follows(k):  # тысяча миллиардов, жүз мың миллион
                more = self._scale_at(k)
                if more is None or more[0] <= factor[0]:
                    break
                value, k, factor = value * more[0], more[1], more
            half = self._half_at(k) if k < self.n else None
            if half is not None:
                value, k = value + factor[0] / 2, half
            total += value
            least, scale, scaled, j = factor[0], factor[0], True, k
            if self._ends(j - 1):
                break
        if j == i:
            return None
        return self._finish(i, j, total, digits=digits, scaled=scaled, scale=scale, only=only, warnings=warnings)

    def _finish(self, i: int, j: int, value: Fraction, *, digits: bool, scaled: bool, scale: Fraction, only: str, warnings: tuple[str, ...]) -> Numeral:
        part = self._fraction(i, j, value) if not scaled else None
        if part is not None:
            return part
        ordinal = self.forms(j, "ordinal", "denominator") if not digits and j < self.n and self._follows(j) else None
        if ordinal is not None and ordinal.value is not None and ordinal.value < (scale if scaled else 100) and _is_round(value):
            return self._word(i, j + 1, "ordinal", value + ordinal.value, "numeral.ordinal")
        last = self.atoms[j - 1]
        word = self.atoms[j - 2] if last.text == "." else last
        forms = self.lex.numbers.get(word.norm, ())
        kind = {"one": "one", "collective": "collective"}.get(only, "number") if not scaled else "number"
        rule = "numeral.digits" if digits else "numeral.words"
        if scaled and digits:
            rule = "numeral.scaled"
        case, tag = (forms[0].case, forms[0].tag) if forms else ("", "")
        numeral = Numeral(i, j, self.atoms[i].start, last.end, kind, value, rule, scaled, scale, digits, case, tag, warnings=warnings)
        glued = self._glued(j) if scaled else None
        if glued is not None:  # 40 млн-ға
            suffix = self.lex.suffixes.get(self.atoms[glued].norm)
            if suffix is not None and suffix.reading != "ordinal":
                numeral.case, numeral.tag, numeral.after = suffix.case, suffix.reading, glued + 1
            elif suffix is not None:
                numeral.kind, numeral.after = "ordinal", glued + 1
        return numeral

    def _continues(self, j: int, least: Fraction | None) -> bool:
        """Whether a further group may start at `j`: after a scale, with a space, and digits only with a scale of their own."""
        if least is None or not self._follows(j):
            return False
        if self.atoms[j].kind != "d":
            return True
        if len(self.atoms[j].text) == 4 and self.atoms[j].text[:2] in ("19", "20") and self._scale_at(j + 1) is None:
            return False
        return self._scale_at(j + 1) is not None or least == 1000

    def _ends(self, i: int) -> bool:
        """In Kazakh a case ending closes a number."""
        forms = self.lex.numbers.get(self.atoms[i].norm, ())
        return self.lex.lang == "kk" and bool(forms) and bool(forms[0].case or forms[0].tag)

    def _is_plural(self, i: int) -> bool:
        """`тысячи людей`, `сотнями`: many, not one. After a word that governs the genitive `тысячи` is one thousand."""
        forms = [form for form in self.lex.numbers.get(self.atoms[i].norm, ()) if form.kind in ("scale", "group")]
        if not any(form.number == "Plur" for form in forms) or any(form.number == "" for form in forms):
            return False
        if any(form.number == "Sing" and form.case == "Gen" for form in forms):
            return not (i > 0 and self.atoms[i - 1].norm in _GOVERN_GENITIVE)
        return not any(form.number == "Sing" for form in forms)

    def _decimal_words(self, k: int, value: Fraction) -> tuple[Fraction, int] | None:
        """`две целых семь десятых`, `ноль целых пять`, `екі бүтін оннан жеті`: value and index after."""
        if not self.forms(k, "whole") or not self._follows(k):
            return None
        k += 1
        if k < self.n and self.atoms[k].norm == "и":
            k += 1
        if k >= self.n:
            return value, k
        if self.lex.lang == "kk":
            base = self.lex.numbers.get(self.atoms[k].norm, ())
            if base and base[0].case == "Abl" and base[0].value:
                part = self._group(k + 1) if k + 1 < self.n else None
                if part is not None:
                    return value + part[0] / base[0].value, part[1]
            said = self._group(k)
            if said is None or said[0].denominator != 1:
                return value, k
            return value + said[0] / 10 ** len(str(int(said[0]))), said[1]
        part = self._group(k)
        if part is None:
            return value, k
        denominator = self.forms(part[1], "denominator")
        if denominator is not None and denominator.value:
            return value + part[0] / denominator.value, part[1] + 1
        return value + part[0] / 10 ** len(str(int(part[0]))), part[1]

    # --- endings and compounds ----------------------------------------------------------------------------------

    def _glued(self, k: int) -> int | None:
        """Index of a word glued to the number that ends before `k`, by a hyphen or directly; None if there is none."""
        if k >= self.n:
            return None
        atom = self.atoms[k]
        if atom.kind == "w" and not atom.gap:
            return k if atom.norm in self.lex.suffixes or self._compound(atom.norm) else None
        if atom.text in DASHES and not atom.gap and k + 1 < self.n:
            after = self.atoms[k + 1]
            known = after.norm in self.lex.suffixes or self._compound(after.norm) is not None
            if after.kind == "w" and known and (not after.gap or (after.norm in self.lex.suffixes and len(after.norm) > 2)):
                return k + 1
        return None

    def _compound(self, norm: str) -> Compound | None:
        for compound in self.lex.compounds:
            if norm.startswith(compound.stem):
                return compound
        for ending in ("х", "ти", "ми", "и"):  # 34-хлетний, 10-тидневный
            rest = norm[len(ending) :]
            if self.lex.lang == "ru" and norm.startswith(ending) and len(rest) > 5:
                for compound in self.lex.compounds:
                    if rest.startswith(compound.stem):
                        return compound
        return None

    def _with_ending(self, i: int, k: int, value: Fraction, warnings: tuple[str, ...]) -> Numeral:
        """Digits with a glued ending (5-й, 170-тен, 7-еуі) or second part (5-процентный)."""
        glued = self._glued(k)
        assert glued is not None
        numeral = Numeral(i, glued + 1, self.atoms[i].start, self.atoms[k - 1].end, "number", value, "numeral.glued", digits=True, warnings=warnings)
        suffix = self.lex.suffixes.get(self.atoms[glued].norm)
        if suffix is None:
            compound = self._compound(self.atoms[glued].norm)
            return self._compounded(numeral, compound, self.atoms[glued].end) if compound else numeral
        numeral.case, numeral.tag = suffix.case, suffix.reading
        if suffix.reading == "cardinal" and self.lex.lang == "ru" and self._follows(numeral.after):  # 72-х летний, 10-ти дневный
            compound = self._compound(self.atoms[numeral.after].norm)
            if compound is not None:
                numeral.after += 1
                return self._compounded(numeral, compound, self.atoms[numeral.after - 1].end)
        if suffix.reading == "ordinal":
            numeral.kind = "ordinal"
        elif suffix.reading == "collective":
            numeral.kind = "collective"
        top = self._digit_fraction(numeral)
        if top is not None:
            return top
        scale = self._scale_at(numeral.after) if numeral.kind == "number" and self._follows(numeral.after) else None
        if scale is not None and numeral.value is not None:
            numeral.value, numeral.after = numeral.value * scale[0], scale[1]
            numeral.end, numeral.scaled, numeral.scale = self.atoms[scale[1] - 1].end, True, scale[0]
        return numeral

    def _digit_fraction(self, numeral: Numeral) -> Numeral | None:
        """`10-нан 1-і`: a tenth."""
        j = numeral.after
        if numeral.case != "Abl" or not numeral.value or j + 2 >= self.n or self.atoms[j].kind != "d" or not self.atoms[j].text.isdigit():
            return None
        glued = self._glued(j + 1)
        suffix = self.lex.suffixes.get(self.atoms[glued].norm) if glued is not None else None
        top = int(self.atoms[j].text) if len(self.atoms[j].text) < 4 else 0
        if suffix is None or suffix.reading != "poss" or not 0 < top < numeral.value:
            return None
        return Numeral(numeral.first, (glued or j) + 1, numeral.start, self.atoms[j].end, "fraction", top / numeral.value, "numeral.fraction", digits=True, case=suffix.case, tag="poss")

    def _plain(self, i: int, k: int, value: Fraction, warnings: tuple[str, ...]) -> Numeral:
        return Numeral(i, k + 1, self.atoms[i].start, self.atoms[k - 1].end, "number", value, "numeral.digits", digits=True, warnings=warnings)

    def _compounded(self, numeral: Numeral, compound: Compound | None, end: int) -> Numeral:
        if compound is None:
            return numeral
        numeral.end, numeral.rule = end, "numeral.compound"
        if compound.kind == "scale" and numeral.value is not None:
            numeral.value, numeral.scaled, numeral.tag = numeral.value * Fraction(compound.unit), True, "attr"
        else:
            numeral.compound = compound
        return numeral

    def _inside_word(self, i: int) -> Numeral | None:
        """A number as the first part of a word: трёхлетний, полмиллиона; and Kazakh numbers written with an unknown ending."""
        norm = self.atoms[i].norm
        if len(norm) < 5 or norm in self.lex.words:
            return None
        if norm.startswith("пол") and self.lex.lang == "ru":
            rest = norm[3:]
            for word, case, _ in self.lex.words.get(rest, ()):
                number = self.lex.numbers.get(rest, ())
                if case == "Gen" and number and number[0].kind in ("scale", "group") and number[0].value:
                    return Numeral(i, i + 1, self.atoms[i].start, self.atoms[i].end, "number", number[0].value / 2, "numeral.half_word", True, number[0].value)
                if case == "Gen" and any(phrase == (word,) for phrase, _ in self.lex.units.get(word, ())):
                    unit = next(unit for phrase, unit in self.lex.units[word] if phrase == (word,))
                    half = Compound(word, unit.kind, unit.unit or "")
                    if unit.kind in ("duration", "quantity"):
                        return Numeral(i, i + 1, self.atoms[i].start, self.atoms[i].end, "number", unit.times / 2, "numeral.half_word", compound=half)
        return self._prefixed(i, norm)

    def _prefixed(self, i: int, norm: str) -> Numeral | None:
        for compound in self.lex.compounds:
            at = norm.find(compound.stem, 2)
            if at < 0:
                continue
            value = self._prefix_value(norm[:at])
            if value is not None:
                numeral = Numeral(i, i + 1, self.atoms[i].start, self.atoms[i].end, "number", value, "numeral.compound")
                return self._compounded(numeral, compound, self.atoms[i].end)
        return None

    def _prefix_value(self, prefix: str) -> Fraction | None:
        """двадцатипяти- is 25: parts that grow smaller."""
        total, rest, last = Fraction(0), prefix, Fraction(1000)
        while rest:
            for length in range(len(rest), 1, -1):
                value = self.lex.prefixes.get(rest[:length])
                if value is not None and value < last:
                    total, rest, last = total + value, rest[length:], value
                    break
            else:
                return None
        return total or None

    # --- parts, vague numbers, ordinals -------------------------------------------------------------------------

    def _fraction(self, i: int, j: int, value: Fraction) -> Numeral | None:
        """`две трети`, `три пятых`; Kazakh `бестен екісі`: the number that ends before `j` is one side of a fraction."""
        if j >= self.n or not self._follows(j):
            return None
        if self.lex.lang == "kk":
            last = self.lex.numbers.get(self.atoms[j - 1].norm, ())
            if not last or last[0].case != "Abl" or not value or self.atoms[j - 1].kind == "d":
                return None
            top = self._group(j) if self.atoms[j].kind == "w" else None
            if top is None:
                form = self.forms(j, "one", "unit")
                top = (form.value, j + 1, "words") if form and form.value is not None else None
            if top is None or not 0 < top[0] < value or self.atoms[top[1] - 1].norm in self.lex.numbers and not self.lex.numbers[self.atoms[top[1] - 1].norm][0].tag and not self._is_last(top[1]):
                return None
            return self._word(i, top[1], "fraction", top[0] / value, "numeral.fraction")
        noun = self.forms(j, "fraction")
        if noun is not None and noun.value is not None and noun.word != "половина" and value.denominator == 1 and 1 <= value < 10:
            return self._word(i, j + 1, "fraction", value * noun.value, "numeral.fraction")
        denominator = self.forms(j, "denominator")
        norm = self.atoms[j].norm
        if denominator is None or not denominator.value or not 0 < value < denominator.value * 10:
            return None
        plural, single = norm.endswith(("ых", "их", "ым", "ыми")), norm.endswith(("ая", "ой", "ую", "ья", "ей"))
        if (value > 1 and plural and value < denominator.value) or (value == 1 and single):
            return self._word(i, j + 1, "fraction", value / denominator.value, "numeral.fraction")
        return None

    def _is_last(self, j: int) -> bool:
        return j >= self.n or self.atoms[j].kind == "p"

    def _fraction_word(self, i: int) -> Numeral | None:
        form = self.forms(i, "fraction")
        if form is None or form.value is None:
            return None
        scale = self._scale_at(i + 1) if self._follows(i + 1) else None
        if form.word == "пол" and scale is None:
            return None
        if scale is not None and form.word in ("пол", "жарты", "ширек", "четверть", "треть"):
            numeral = self._word(i, scale[1], "number", form.value * scale[0], "numeral.half_word")
            numeral.scaled, numeral.scale = True, scale[0]
            return numeral
        return self._word(i, i + 1, "fraction", form.value, "numeral.fraction_word")

    def _every(self, i: int) -> Numeral | None:
        """`каждый третий`, `әр бесінші`: one of so many."""
        form = self.forms(i + 1, "denominator", "ordinal") if self._follows(i + 1) else None
        if form is None or not form.value or form.value < 2:
            return None
        return self._word(i, i + 2, "fraction", 1 / form.value, "numeral.every")

    def _vague(self, i: int) -> Numeral | None:
        """`десятки тысяч`, `несколько сотен`, `ондаған мың`, `бірнеше мың`: only the power of ten is known."""
        floor, j = Fraction(1), i
        form = self.forms(i, "vague")
        if form is not None:
            floor, j = form.value or Fraction(1), i + 1
        while j < self.n and (j == i or self._follows(j)):
            scale = self._scale_at(j) or self._plural_hundred(j)
            if scale is None:
                break
            floor, j = floor * scale[0], scale[1]
        if floor == 1:
            return None
        numeral = self._word(i, j, "vague", None, "numeral.vague")
        numeral.floor, numeral.scaled = floor, True
        return numeral

    def _plural_hundred(self, j: int) -> tuple[Fraction, int] | None:
        form = self.forms(j, "hundred") if self.lex.lang == "kk" else None
        return (form.value, j + 1) if form is not None and form.value else None

    def _ordinal(self, i: int) -> Numeral | None:
        """Ordinals in words; of `двадцать пятый` the part before was read as a number and is joined by the ledger."""
        form = self.forms(i, "ordinal", "denominator")
        if form is None:
            return None
        return self._word(i, i + 1, "ordinal", form.value, "numeral.ordinal")

    def _unreadable(self, i: int) -> Numeral:
        atom = self.atoms[i]
        _, warnings = read_digits(atom.text, False)
        return Numeral(i, i + 1, atom.start, atom.end, "unreadable", None, "numeral.unreadable", digits=True, warnings=warnings)


def _is_round(value: Fraction) -> bool:
    """Whether an ordinal may complete the number: двадцать | пятый, but not два | пятых."""
    return value.denominator == 1 and value >= 10 and (value % 10 == 0)


_VULGAR = {"½": Fraction(1, 2), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_ROOM_NEEDED = {"hundred": 1000, "ten": 100, "teen": 100, "unit": 10, "one": 10}
_GOVERN_GENITIVE = frozenset(["около", "более", "менее", "свыше", "до", "от", "порядка", "больше", "меньше", "из", "с", "без", "для", "половины", "полутора"])
