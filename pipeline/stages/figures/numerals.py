"""Numbers as written: digits, words in any case, and both mixed, with scale words and glued endings.

A number is a sum of groups, each of a smaller scale than the one before: `3 млрд 400 млн`, `двести сорок тысяч пять`,
`12 с половиной тысяч`, `он екі жарым мың`. Fractions (`две трети`, `үштен бірі`), decimals in words (`две целых семь
десятых`), vague numbers (`десятки тысяч`) and numbers inside words (`5-процентный`, `полмиллиона`) are read here too.
Ordinals are read apart: they are no quantities.
"""

from __future__ import annotations

from fractions import Fraction

from pipeline.stages.figures.numeral import VULGAR, Numeral, read_digits
from pipeline.stages.figures.parts import Parts


def _is_round(value: Fraction) -> bool:
    """Whether an ordinal may complete the number: двадцать | пятый, but not два | пятых."""
    return value.denominator == 1 and value >= 10 and (value % 10 == 0)


class Reader(Parts):
    """Reads the numbers of one sentence; atoms in `closed` belong to something else (a date, a phone number)."""

    def read(self) -> list[Numeral]:
        """All numbers, in order, none overlapping."""
        found: list[Numeral] = []
        i = 0
        while i < self.n:
            numeral = None
            atom = self.atoms[i]
            if not self.closed[i] and (atom.kind != "p" or atom.text in VULGAR):
                numeral = self._at(i)
            if numeral is None:
                i += 1
                continue
            found.append(numeral)
            i = max(numeral.after, i + 1)
        return found

    def _at(self, i: int) -> Numeral | None:
        atom = self.atoms[i]
        if atom.kind == "d":
            return self._slashed(i) or self._number(i)
        if atom.text in VULGAR:
            return self._word(i, i + 1, "fraction", VULGAR[atom.text], "numeral.sign")
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
                    if (
                        j == i
                        and self._follows(k)
                        and self._compound(self.atoms[k].norm) is not None
                        and self.atoms[k].norm.startswith("летн")
                    ):
                        return self._compounded(
                            self._plain(i, k, value, warnings),
                            self._compound(self.atoms[k].norm),
                            self.atoms[k].end,
                        )
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
            elif k > j and k < self.n and self.atoms[k].text in VULGAR:
                value, k = value + VULGAR[self.atoms[k].text], k + 1
            elif k > j and k < self.n:
                decimal = self._decimal_words(k, value)
                if decimal is not None:
                    value, k = decimal
            factor = (
                self._scale_at(k)
                if k == j
                or self._follows(k)
                or (k < self.n and self.atoms[k - 1].kind == "d" and self.atoms[k].kind == "w")
                else None
            )
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
        return self._finish(
            i, j, total, digits=digits, scaled=scaled, scale=scale, only=only, warnings=warnings
        )

    def _finish(
        self,
        i: int,
        j: int,
        value: Fraction,
        *,
        digits: bool,
        scaled: bool,
        scale: Fraction,
        only: str,
        warnings: tuple[str, ...],
    ) -> Numeral:
        part = self._fraction(i, j, value) if not scaled else None
        if part is not None:
            return part
        ordinal = (
            self.forms(j, "ordinal", "denominator")
            if not digits and j < self.n and self._follows(j)
            else None
        )
        if (
            ordinal is not None
            and ordinal.value is not None
            and ordinal.value < (scale if scaled else 100)
            and _is_round(value)
        ):
            return self._word(i, j + 1, "ordinal", value + ordinal.value, "numeral.ordinal")
        if (
            ordinal is not None
            and ordinal.value in (100, 1000)
            and 1 <= value < ordinal.value
            and self.lex.lang == "kk"
        ):
            return self._word(i, j + 1, "ordinal", value * ordinal.value, "numeral.ordinal")  # екі мыңыншы
        last = self.atoms[j - 1]
        word = self.atoms[j - 2] if last.text == "." else last
        forms = self.lex.numbers.get(word.norm, ())
        kind = {"one": "one", "collective": "collective"}.get(only, "number") if not scaled else "number"
        rule = "numeral.digits" if digits else "numeral.words"
        if scaled and digits:
            rule = "numeral.scaled"
        case, tag = (forms[0].case, forms[0].tag) if forms else ("", "")
        numeral = Numeral(
            i,
            j,
            self.atoms[i].start,
            last.end,
            kind,
            value,
            rule,
            scaled,
            scale,
            digits,
            case,
            tag,
            warnings=warnings,
        )
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
        if (
            len(self.atoms[j].text) == 4
            and self.atoms[j].text[:2] in ("19", "20")
            and self._scale_at(j + 1) is None
        ):
            return False
        return self._scale_at(j + 1) is not None or least == 1000

    def _unreadable(self, i: int) -> Numeral:
        atom = self.atoms[i]
        _, warnings = read_digits(atom.text, False)
        return Numeral(
            i,
            i + 1,
            atom.start,
            atom.end,
            "unreadable",
            None,
            "numeral.unreadable",
            digits=True,
            warnings=warnings,
        )
