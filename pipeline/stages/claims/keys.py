"""The key that one statement has wherever it is told: content words in any order, without endings that reports change."""

from __future__ import annotations

import re

from pipeline.document import stable_hash
from pipeline.schema import Token
from pipeline.stages.claims.words import fold

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "X"}


def claim_key(tokens: list[Token], speaker_id: str | None, names: dict[int, str]) -> str:
    """Hash of what is said: entities (the same in both languages), numbers, and the lemmas of the content words.

    `names` gives the entity of a token that begins a mention. Statements that hold at least two numbers or entities
    are keyed by those alone with their speaker, so that the Russian and the Kazakh version meet; others by their words.
    """
    numbers = sorted({m.group().replace(",", ".") for t in tokens for m in _NUMBER.finditer(t.norm)})
    entities = sorted({names[t.token_i] for t in tokens if t.token_i in names})
    if speaker_id and len(numbers) >= 1 and len(numbers) + len(entities) >= 3:
        return stable_hash("facts", speaker_id, *numbers, "/", *entities)
    lemmas = sorted({fold(t.lemma) for t in tokens if t.pos in _CONTENT})
    return stable_hash("words", *lemmas) if lemmas else ""
