"""Tokens of Kazakh: one regular expression, and a spaCy tokenizer on it that never changes or loses a character.

Whole stay: numbers with their suffix (`170-тен`, `2024-ші`, `50%-ға`, `18.00-де`), abbreviations with their stop (`т.б.`,
`млн.`), initials (`Қ.`), words with inner hyphens and apostrophes. A suffix right after a closing quote (`»ның`, `»-ның`) is a
token of its own; `suffix_of_prev` recognises it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from spacy.attrs import NORM
from spacy.tokens import Doc, Token
from spacy.util import registry
from spacy.vocab import Vocab

from pipeline.lang.kk.latin import alphabet, is_latin_kazakh, latin_to_kk
from pipeline.lang.kk.normalize import INVISIBLE, mend
from pipeline.lang.kk.suffixes import endings
from pipeline.resources import lexicon

ABBREVIATION_COLUMNS = ("form", "ends", "full", "example")
_CHAR = rf"(?:[^\W_]|[{INVISIBLE}\u0300-\u036f])"
_HYPHEN = "[-‐‑]"
_LOWER = "a-zà-öø-ÿа-яёәғқңөұүһі"
_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
CLOSING_QUOTES = "»”“\"'’"


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviation (lower case, with its stop) → `never` or `maybe`: whether a sentence may end there."""
    return {
        row["form"]: row["ends"]
        for row in lexicon("kk", "abbreviations.tsv", ABBREVIATION_COLUMNS, ("form",))
    }


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(abbreviations(), key=len, reverse=True)
    dotted = "|".join(map(re.escape, forms))
    number = r"\d+(?:[.,:]\d+)*(?:%|‰|°\s?[CСFФ]?)?"
    return re.compile(
        rf"""
        (?:https?://|www\.)[^\s<>«»"]+[^\s<>«»".,;:!?)\]]
        | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
        | (?<=[{CLOSING_QUOTES}])(?<=[\w%.!?)…][{CLOSING_QUOTES}]){_HYPHEN}?[{_LOWER}]+(?![\w])
        | (?<!\w)(?i:{dotted})(?!\w)
        | (?<![\w.])(?:[{_LOWER}]\.){{2,}}
        | (?<!\w)(?:[{_UPPER}]|Дж|Ш[яі])\.(?=\s?(?:[{_UPPER}][\w.]|\())
        | [+]?{number}(?:{_HYPHEN}[{_LOWER}]+(?!\w))?(?!{_CHAR})
        | {_CHAR}+(?:[-‐‑'’ʼ]{_CHAR}+)*(?:[.](?=[{_LOWER}]{{2,4}}\b)(?<=[a-z][.])[a-z]+)?
        | \.{{2,}} | [!?]+ | [^\S\n]+ | \n[^\S\n]*(?:\n[^\S\n]*)* | .
        """,
        re.VERBOSE | re.DOTALL,
    )


_NUMBERED = re.compile(rf"([+]?\d[\d.,:]*)({_HYPHEN})([{_LOWER}]+)$")
# What makes another word of a number: 50-дік, 5-еу, 2024-ші.
_DERIVED = re.compile(r"(?:[ыі]?н)?ш[ыі]|(?:[лдт][ыі][қк])|[ае]у|лап|леп|дап|деп|тап|теп")


def pieces(text: str) -> Iterator[str]:
    """Tokens and runs of white space of a text, in order; together they are the text."""
    for match in _pattern().finditer(text):
        piece = match.group()
        if piece[0].isdigit() and piece[-1].isalpha():
            numbered = _NUMBERED.match(piece)
            # `15-жылдығы` is an ordinal and a noun; in `15-тен` the letters are the number's own ending.
            if numbered and not _is_ending(numbered.group(3)):
                yield from numbered.groups()
                continue
        yield piece


@cache
def _is_ending(letters: str) -> bool:
    return (
        bool(_DERIVED.fullmatch(letters))
        or any(not ending.chain.verbal and not ending.restore for ending in endings().get(letters, ()))
        or any(
            _DERIVED.fullmatch(letters[:size]) and letters[size:] in endings()
            for size in range(2, len(letters))
        )
    )


class KazakhTokenizer:
    """Makes a spaCy `Doc` of any text, with `doc.text == text`; `norm_` of a token is its mended form."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        # spaCy would fold quotes, dashes and even currency signs (€ to $) in the norms of every language.
        getters: dict[int, Any] = vocab.lex_attr_getters  # type: ignore[attr-defined]
        getters[NORM] = mend

    def __call__(self, text: str) -> Doc:
        """`Doc` of a text; a text in Latin Kazakh gets norms in Cyrillic."""
        words: list[str] = []
        spaces: list[bool] = []
        for piece in pieces(text):
            # One blank belongs to the word before it, as everywhere in spaCy; all other white space is a token.
            if piece[0] == " " and words and not spaces[-1]:
                spaces[-1] = True
                piece = piece[1:]
                if not piece:
                    continue
            words.append(piece)
            spaces.append(False)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        if is_latin_kazakh(text):
            variant = alphabet(text)
            for token in doc:
                token.norm_ = latin_to_kk(mend(token.text), variant)
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """One `Doc` a text, in order."""
        return (self(text) for text in texts)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing to store: the rules come with the package."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> KazakhTokenizer:
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Nothing to store: the rules come with the package."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> KazakhTokenizer:
        return self


@registry.tokenizers("derek.kk_tokenizer.v1")
def make_tokenizer() -> Callable[[Any], KazakhTokenizer]:
    """For the `[nlp.tokenizer]` block of a spaCy configuration."""
    return lambda nlp: KazakhTokenizer(nlp.vocab)


def suffix_of_prev(token: Token) -> bool:
    """Whether a token is the suffix of the quoted name before it: `ның` in `«Самұрық-Қазына»ның`."""
    if token.i == 0 or not token.morph.get("Clitic", []):
        return False
    before = token.nbor(-1)
    return not before.whitespace_ and before.text[-1:] in CLOSING_QUOTES
