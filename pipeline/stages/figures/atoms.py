"""A sentence as atoms: numbers, words and marks with their offsets, finer than tokens.

`170-тен`, `35%-ын` and `5-процентный` are one token each, but the figure stands on `170`, `35%`, `5`. Atoms carry the
form that rules match: `Token.norm` where the pieces of a token and of its norm correspond one to one, lower case, ё as е.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.schema import Token

SPACES = " \u00a0\u202f\u2009\u2007"
_ATOM = re.compile(
    rf"(?P<d>\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)*|\d+(?:[.,]\d+)*)"
    r"|(?P<w>[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*)"
    r"|(?P<p>\S)"
)
# Scale words that are written together with the unit: 784,2 млндолларын, 20млрдтенге.
_GLUED = re.compile(r"(млн|млрд|трлн)(?=\w{2})")
DASHES = frozenset("-‐‑–—−")
QUOTES_OPEN = frozenset("«“„\"'")


@dataclass(slots=True)
class Atom:
    """A number (`d`), a word (`w`) or a mark (`p`): characters, form to match, whether a space stands before, its token."""

    start: int
    end: int
    text: str
    norm: str
    kind: str
    gap: bool
    token: Token | None


def fold(form: str) -> str:
    """Lower case, ё as е: what the tables are looked up by."""
    return form.lower().replace("ё", "е")


def split(text: str, offset: int = 0, tokens: Sequence[Token] = ()) -> list[Atom]:
    """The atoms of a sentence whose first character is `offset`; `tokens` are its tokens, in order (may be empty)."""
    atoms: list[Atom] = []
    end_before = -1
    t = 0
    n_tokens = len(tokens)
    for match in _ATOM.finditer(text):
        start, end = offset + match.start(), offset + match.end()
        while t < n_tokens and tokens[t].end_char <= start:
            t += 1
        token = tokens[t] if t < n_tokens and tokens[t].start_char < end else None
        kind = str(match.lastgroup)
        piece = match.group()
        norm = piece
        if kind == "w":
            norm = fold(piece if token is None else _norm_of(token, start, end, piece))
            glued = _GLUED.match(norm)
            if glued and len(norm) == len(piece):
                cut = glued.end()
                atoms.append(
                    Atom(start, start + cut, piece[:cut], norm[:cut], kind, start != end_before, token)
                )
                start, piece, norm, end_before = start + cut, piece[cut:], norm[cut:], start + cut
        atoms.append(Atom(start, end, piece, norm, kind, start != end_before, token))
        end_before = end
    return atoms


def _norm_of(token: Token, start: int, end: int, piece: str) -> str:
    """The part of the token's norm that corresponds to the piece; the piece itself where they do not line up."""
    if token.norm == token.text:
        return piece
    if token.start_char == start and token.end_char == end:
        return token.norm
    pieces = [match.start() for match in _ATOM.finditer(token.text)]
    norms = [match.group() for match in _ATOM.finditer(token.norm)]
    if len(pieces) == len(norms) and start - token.start_char in pieces:
        return norms[pieces.index(start - token.start_char)]
    return piece
