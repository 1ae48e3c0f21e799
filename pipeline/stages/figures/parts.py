"""Parts of a whole, vague numbers, ordinals: `две трети`, `үштен бірі`, `каждый третий`, `десятки тысяч`, `бесінші`."""

from __future__ import annotations

from fractions import Fraction

from pipeline.stages.figures.endings import Endings
from pipeline.stages.figures.numeral import Numeral


class Parts(Endings):
    """Reads fractions, vague numbers and ordinals."""

    def _slashed(self, i: int) -> Numeral | None:
        """`3/4 срока`: only small proper fractions come here, other slashes are blocked."""
        if (
            i + 2 >= self.n
            or self.atoms[i + 1].text != "/"
            or self.atoms[i + 2].kind != "d"
            or self.atoms[i + 2].gap
            or self.closed[i + 2]
        ):
            return None
        top, bottom = self.atoms[i].text, self.atoms[i + 2].text
        if not (top.isdigit() and bottom.isdigit() and 0 < int(top) < int(bottom) <= 20):
            return None
        return Numeral(
            i,
            i + 3,
            self.atoms[i].start,
            self.atoms[i + 2].end,
            "fraction",
            Fraction(int(top), int(bottom)),
            "numeral.slash",
            digits=True,
        )

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
            if (
                top is None
                or not 0 < top[0] < value
                or self.atoms[top[1] - 1].norm in self.lex.numbers
                and not self.lex.numbers[self.atoms[top[1] - 1].norm][0].tag
                and not self._is_last(top[1])
            ):
                return None
            return self._word(i, top[1], "fraction", top[0] / value, "numeral.fraction")
        noun = self.forms(j, "fraction")
        if (
            noun is not None
            and noun.value is not None
            and noun.word != "половина"
            and value.denominator == 1
            and 1 <= value < 10
        ):
            return self._word(i, j + 1, "fraction", value * noun.value, "numeral.fraction")
        denominator = self.forms(j, "denominator")
        norm = self.atoms[j].norm
        if denominator is None or not denominator.value or not 0 < value < denominator.value * 10:
            return None
        plural, single = (
            norm.endswith(("ых", "их", "ым", "ыми")),
            norm.endswith(("ая", "ой", "ую", "ья", "ей")),
        )
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
