"""What is glued to a number or has one inside: `170-тен`, `5-процентный`, `трёхлетний`, `полмиллиона`."""

from __future__ import annotations

from fractions import Fraction

from pipeline.stages.figures.atoms import DASHES
from pipeline.stages.figures.lexicon import Compound
from pipeline.stages.figures.numeral import Numeral
from pipeline.stages.figures.scan import Scan


class Endings(Scan):
    """Reads endings and compounds of numbers."""

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
            if (
                after.kind == "w"
                and known
                and (not after.gap or (after.norm in self.lex.suffixes and len(after.norm) > 2))
            ):
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
        numeral = Numeral(
            i,
            glued + 1,
            self.atoms[i].start,
            self.atoms[k - 1].end,
            "number",
            value,
            "numeral.glued",
            digits=True,
            warnings=warnings,
        )
        suffix = self.lex.suffixes.get(self.atoms[glued].norm)
        if suffix is None:
            compound = self._compound(self.atoms[glued].norm)
            return self._compounded(numeral, compound, self.atoms[glued].end) if compound else numeral
        numeral.case, numeral.tag = suffix.case, suffix.reading
        if (
            suffix.reading == "cardinal" and self.lex.lang == "ru" and self._follows(numeral.after)
        ):  # 72-х летний, 10-ти дневный
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
        scale = (
            self._scale_at(numeral.after)
            if numeral.kind == "number" and self._follows(numeral.after)
            else None
        )
        if scale is not None and numeral.value is not None:
            numeral.value, numeral.after = numeral.value * scale[0], scale[1]
            numeral.end, numeral.scaled, numeral.scale = self.atoms[scale[1] - 1].end, True, scale[0]
        return numeral

    def _digit_fraction(self, numeral: Numeral) -> Numeral | None:
        """`10-нан 1-і`: a tenth."""
        j = numeral.after
        if (
            numeral.case != "Abl"
            or not numeral.value
            or j + 2 >= self.n
            or self.atoms[j].kind != "d"
            or not self.atoms[j].text.isdigit()
        ):
            return None
        glued = self._glued(j + 1)
        suffix = self.lex.suffixes.get(self.atoms[glued].norm) if glued is not None else None
        top = int(self.atoms[j].text) if len(self.atoms[j].text) < 4 else 0
        if suffix is None or suffix.reading != "poss" or not 0 < top < numeral.value:
            return None
        return Numeral(
            numeral.first,
            (glued or j) + 1,
            numeral.start,
            self.atoms[j].end,
            "fraction",
            top / numeral.value,
            "numeral.fraction",
            digits=True,
            case=suffix.case,
            tag="poss",
        )

    def _plain(self, i: int, k: int, value: Fraction, warnings: tuple[str, ...]) -> Numeral:
        return Numeral(
            i,
            k + 1,
            self.atoms[i].start,
            self.atoms[k - 1].end,
            "number",
            value,
            "numeral.digits",
            digits=True,
            warnings=warnings,
        )

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
                    return Numeral(
                        i,
                        i + 1,
                        self.atoms[i].start,
                        self.atoms[i].end,
                        "number",
                        number[0].value / 2,
                        "numeral.half_word",
                        True,
                        number[0].value,
                    )
                if case == "Gen" and any(phrase == (word,) for phrase, _ in self.lex.units.get(word, ())):
                    unit = next(unit for phrase, unit in self.lex.units[word] if phrase == (word,))
                    half = Compound(word, unit.kind, unit.unit or "")
                    if unit.kind in ("duration", "quantity"):
                        return Numeral(
                            i,
                            i + 1,
                            self.atoms[i].start,
                            self.atoms[i].end,
                            "number",
                            unit.times / 2,
                            "numeral.half_word",
                            compound=half,
                        )
        return self._prefixed(i, norm)

    def _prefixed(self, i: int, norm: str) -> Numeral | None:
        for compound in self.lex.compounds:
            at = norm.find(compound.stem, 2)
            if at < 0:
                continue
            value = self._prefix_value(norm[:at])
            if value is not None:
                numeral = Numeral(
                    i, i + 1, self.atoms[i].start, self.atoms[i].end, "number", value, "numeral.compound"
                )
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
