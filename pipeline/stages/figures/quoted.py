"""Short names in quotes that hold numbers: «Казахстан-2050», «100 нақты қадам», фильм «Три мушкетёра»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.stages.figures.atoms import Atom
from pipeline.stages.figures.lexicon import Lexicon
from pipeline.stages.figures.phrases_negative import Blocked

_MAX_NAME = 7


def _is_title(atoms: Sequence[Atom], i: int, j: int, lex: Lexicon) -> bool:
    before = i > 0 and atoms[i - 1].norm in lex.role("titled_before")
    return before or (j + 1 < len(atoms) and atoms[j + 1].norm in lex.role("titled_after"))


def quoted_names(atoms: Sequence[Atom], lex: Lexicon) -> Iterator[Blocked]:
    """A short name in quotes: «Казахстан-2050», «100 нақты қадам». Units, currencies and verbs make it speech instead."""
    i = 0
    while i < len(atoms):
        if atoms[i].text not in '«“„"':
            i += 1
            continue
        closing = {"«": "»", "“": "”", "„": "“", '"': '"'}[atoms[i].text]
        j = next(
            (k for k in range(i + 1, min(len(atoms), i + _MAX_NAME + 2)) if atoms[k].text == closing), None
        )
        if j is None:
            i += 1
            continue
        inside = atoms[i + 1 : j]
        speech = any(
            (
                a.token is not None
                and a.token.pos in ("VERB", "AUX")
                and a.token.feat("VerbForm") in ("Fin", None)
            )
            or (
                k > 0
                and (inside[k - 1].kind == "d" or inside[k - 1].norm in lex.numbers)
                and lex.is_unit(a.norm)
                and a.norm not in lex.numbers
            )
            or a.text in "%."
            for k, a in enumerate(inside)
        )
        named = _is_title(atoms, i, j, lex)
        if inside and (named or not speech) and any(a.kind == "d" or a.norm in lex.numbers for a in inside):
            yield Blocked(inside[0].start, inside[-1].end, "org_name", "block.quoted_name")
        i = j + 1
