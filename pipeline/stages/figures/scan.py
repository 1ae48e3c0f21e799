"""Groups of digits and number words below a thousand, scale words, halves and decimals: the pieces that numbers are made of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pipeline.stages.figures.atoms import DASHES, Atom
from pipeline.stages.figures.lexicon import Lexicon, NumberForm
from pipeline.stages.figures.numeral import Numeral, read_digits

_ROOM_NEEDED = {"hundred": 1000, "ten": 100, "teen": 100, "unit": 10, "one": 10}


class Scan:
    """The atoms of one sentence, those in `closed` left out, and what number words stand at an index."""

    def __init__(self, atoms: Sequence[Atom], lex: Lexicon, closed: Sequence[bool]) -> None:
        self.atoms, self.lex, self.closed = atoms, lex, closed
        self.n = len(atoms)

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

    def _word(self, i: int, j: int, kind: str, value: Fraction | None, rule: str) -> Numeral:
        last = self.lex.numbers.get(self.atoms[j - 1].norm, ())
        case, tag = (last[0].case, last[0].tag) if last else ("", "")
        return Numeral(
            i, j, self.atoms[i].start, self.atoms[j - 1].end, kind, value, rule, case=case, tag=tag
        )

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
        if (
            self.lex.lang != "kk"
            or i + 3 >= self.n
            or atoms[i + 1].text != ","
            or not atoms[i].text.isdigit()
        ):
            return None
        part, unit = atoms[i + 2], atoms[i + 3]
        if (
            part.kind != "d"
            or not part.text.isdigit()
            or not part.gap
            or len(atoms[i].text) > 3
            or len(part.text) > (2 if unit.text == "%" or atoms[i].text == "0" else 1)
        ):
            return None
        if (
            unit.text in DASHES and i + 5 < self.n and atoms[i + 4].kind == "d" and len(part.text) == 1
        ):  # 2, 5 – 3 есеге
            unit = atoms[i + 5]
        if unit.text != "%" and not (
            unit.kind == "w"
            and any(
                word in self.lex.units or self.forms(i + 3, "scale")
                for word, _, _ in self.lex.words.get(unit.norm, ())
            )
        ):
            return None
        return Fraction(f"{atoms[i].text}.{part.text}"), i + 3, "digits"

    def _spoken_decimal(self, k: int, value: Fraction) -> tuple[Fraction, int] | None:
        """Kazakh speech: `он жеті де жеті пайыз` is 17.7 per cent."""
        if self.lex.lang != "kk" or k + 2 >= self.n or self.atoms[k].norm not in ("де", "да", "те", "та"):
            return None
        part = self._group(k + 1) if not self.closed[k + 1] else None
        if (
            part is None
            or part[0] >= 10
            or part[1] >= self.n
            or not (self._scale_at(part[1]) or self.atoms[part[1]].norm in self.lex.words)
        ):
            return None
        return value + part[0] / 10, part[1]

    def _hundreds(self, j: int, form: NumberForm) -> tuple[Fraction, int, int] | None:
        """Kazakh `екі жүз`: a unit before the word for hundred."""
        hundred = (
            self.forms(j + 1, "hundred") if form.kind in ("unit", "one") and self._follows(j + 1) else None
        )
        if (
            hundred is None
            or hundred.value is None
            or form.value is None
            or (form.case and self.lex.lang == "kk")
        ):
            return None
        return form.value * hundred.value, 1000, j + 2

    def _scale_at(self, i: int) -> tuple[Fraction, int] | None:
        """A scale word (`тыс.`, `миллионов`, `мыңнан`) or a dozen at `i`: its factor and the index after it, dot included."""
        form = self.forms(i, "scale", "group")
        if form is None or form.value is None or form.tag in ("attr", "place"):
            return None
        j = i + 1
        if (
            j < self.n
            and self.atoms[j].text == "."
            and not self.atoms[j].gap
            and len(self.atoms[i].norm) <= 4
            and j + 1 < self.n
        ):
            j += 1
        return form.value, j

    def _half_at(self, i: int) -> int | None:
        """Index after `с половиной` or `жарым` at `i`."""
        if self.forms(i, "half"):
            return i + 1
        if i + 1 < self.n and self.atoms[i].norm == "с" and self.atoms[i + 1].norm == "половиной":
            return i + 2
        return None

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

    def _ends(self, i: int) -> bool:
        """In Kazakh a case ending closes a number."""
        forms = self.lex.numbers.get(self.atoms[i].norm, ())
        return self.lex.lang == "kk" and bool(forms) and bool(forms[0].case or forms[0].tag)

    def _is_plural(self, i: int) -> bool:
        """`тысячи людей`, `сотнями`: many, not one. After a word that governs the genitive `тысячи` is one thousand."""
        forms = [
            form for form in self.lex.numbers.get(self.atoms[i].norm, ()) if form.kind in ("scale", "group")
        ]
        if not any(form.number == "Plur" for form in forms) or any(form.number == "" for form in forms):
            return False
        if any(form.number == "Sing" and form.case == "Gen" for form in forms):
            return not (i > 0 and self.atoms[i - 1].norm in self.lex.role("governs_genitive"))
        return not any(form.number == "Sing" for form in forms)
