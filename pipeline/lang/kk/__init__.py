"""Kazakh: tokenizer, sentences, lemmas, parts of speech and features, names; spaCy components that work alone.

`spacy.blank("kk")` gives the tokenizer; `nlp()` the whole pipeline. See docs/kazakh.md.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from spacy.attrs import LIKE_NUM, NORM
from spacy.language import BaseDefaults, Language
from spacy.util import load_config_from_str

from pipeline.lang.base import LanguagePack
from pipeline.lang.kk.analyze import Analysis, analyze
from pipeline.lang.kk.components import make_lemmatizer, make_morphology
from pipeline.lang.kk.latin import is_latin_kazakh, kk_to_latin, latin_to_kk
from pipeline.lang.kk.lexical import STOP_WORDS, like_num
from pipeline.lang.kk.names import base_name, strip_case
from pipeline.lang.kk.normalize import mend
from pipeline.lang.kk.sentences import kk_sentences
from pipeline.lang.kk.tokenizer import KazakhTokenizer, suffix_of_prev
from pipeline.schema import Token

__all__ = [
    "PACK", "Analysis", "Kazakh", "KazakhTokenizer", "analyze", "base_name", "is_latin_kazakh", "kk_sentences", "kk_to_latin",
    "latin_to_kk", "like_num", "make_lemmatizer", "make_morphology", "mend", "nlp", "strip_case", "suffix_of_prev",
]  # fmt: skip

_CONFIG = """
[nlp]

[nlp.tokenizer]
@tokenizers = "derek.kk_tokenizer.v1"
"""


class KazakhDefaults(BaseDefaults):
    """What `spacy.blank("kk")` starts from."""

    config = load_config_from_str(_CONFIG)
    lex_attr_getters: dict[int, Any] = {LIKE_NUM: like_num, NORM: mend}
    stop_words = set(STOP_WORDS)
    writing_system = {"direction": "ltr", "has_case": True, "has_letters": True}


class Kazakh(Language):
    """Kazakh for spaCy."""

    lang = "kk"
    Defaults = KazakhDefaults


@cache
def nlp() -> Language:
    """The Kazakh pipeline, built once: tokens with `norm_`, sentences, `pos_`, `morph`, `lemma_`."""
    pipeline = Kazakh()
    pipeline.add_pipe("kk_sentences")
    pipeline.add_pipe("kk_morphology", config={"lemmas": True})
    return pipeline


def normal(tokens: Sequence[Token], label: str, variants: Collection[str] = ()) -> str:
    """The nominative of a mention: `Қазақстан Республикасының` → Қазақстан Республикасы. See `pipeline.lang.base.Normalizer`."""
    return base_name([token.norm for token in tokens], variants)


PACK = LanguagePack(code="kk", langs=("kk", "kk-Latn"), nlp=nlp, normal=normal)
