"""Choose the pieces that ship: Cyrillic of Russian and Kazakh, digits and punctuation, the best Latin ones.

The encoder knows a hundred languages with 250,000 pieces; two of them need a seventh of these, and what is cut away
is five sixths of the file.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ner.segment import META, SPECIALS

CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіїєґўђ")
SIGNS = frozenset("«»„“”‘’‚‹›—–‐‑−…№%‰€£$₸₽¥₺°§©®™×·•¹²³½¼¾±+=<>/\\|&@#*^~_'\"`()[]{}.,:;!?-")
LATIN_EXTRA = frozenset("áäåçèéëğıńñóöőšşúüýžāčßíàâãêîôûïīūōŋćłżźąęśʼ")


def chosen(pieces: Sequence[tuple[str, float]], latin: int = 5000) -> list[int]:
    """Indices of the pieces to keep, specials first; `latin` = how many longer Latin pieces, the most frequent."""
    keep: list[int] = list(range(len(SPECIALS)))
    latin_seen = 0
    for i, (piece, _) in enumerate(pieces):
        if i < len(SPECIALS) or piece.startswith("<") and piece.endswith(">") and len(piece) > 1:
            continue
        body = piece.replace(META, "").casefold()
        if not body:
            if piece == META:
                keep.append(i)
            continue
        letters = [c for c in body if c.isalpha()]
        others = [c for c in body if not c.isalpha()]
        if not all(c in SIGNS or c in "0123456789" for c in others):
            continue
        if all(c in CYRILLIC for c in letters):
            keep.append(i)
        elif all(c.isascii() or c in LATIN_EXTRA for c in letters):
            short = len(body) <= 2 and body.isascii() or len(body) == 1
            if short or latin_seen < latin:  # pieces are sorted by frequency
                keep.append(i)
                latin_seen += 0 if short else 1
    return keep
