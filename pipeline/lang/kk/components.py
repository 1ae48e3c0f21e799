"""spaCy components: `kk_morphology` sets `pos_` and `morph`, `kk_lemmatizer` sets `lemma_`. Each works without the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from spacy.attrs import LEMMA, MORPH, POS
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.lang.kk.analyze import Analysis, analyze, suffix_reading
from pipeline.lang.kk.latin import kk_to_latin
from pipeline.lang.kk.tokenizer import CLOSING_QUOTES

_SPACE = Analysis("", "SPACE", "", (), 1.0, True)


def read(words: Sequence[str], glued: Sequence[bool], starts: Sequence[bool]) -> Iterator[Analysis]:
    """The best reading of each word in its sentence.

    `words` are normal forms in order; `glued` says that no white space stands before a word, `starts` that it opens a sentence.
    """
    before = ""
    for i, word in enumerate(words):
        if word.isspace():
            yield _SPACE
            continue
        if glued[i] and before[-1:] in CLOSING_QUOTES and before:
            clitic = _clitic(word)
            if clitic is not None:
                before = word
                yield clitic
                continue
        yield analyze(word)[0] if not (starts[i] and word[0].isupper()) else _opening(word)
        before = word


def _clitic(word: str) -> Analysis | None:
    """The suffix of a quoted name as a token: `ның` after `»`."""
    if not (word[0].islower() or word[0] in "-‐‑"):
        return None
    found = suffix_reading(word)
    if found is None:
        return None
    return Analysis(word.lstrip("-‐‑"), "PART", "|".join(sorted(["Clitic=Yes", *found[0].split("|")], key=str.lower)), found[1], 1.0, True)


def _opening(word: str) -> Analysis:
    """The first word of a sentence: its capital says nothing, unless only the name is known."""
    small = analyze(word[0].lower() + word[1:])[0]
    if small.known or not word[1:].islower():
        return small if word[1:].islower() else analyze(word)[0]
    return analyze(word)[0]


def _analyses(doc: Doc) -> Iterator[Analysis]:
    words, glued, starts = [], [], []
    space, start = True, True
    for token in doc:
        word = token.norm_
        words.append(word)
        glued.append(not space)
        sent_start = token.is_sent_start
        start = start or bool(sent_start)
        starts.append(start)
        start = start and not any(map(str.isalnum, word))
        space = bool(token.whitespace_)
    return read(words, glued, starts)


def kk_morphology(doc: Doc) -> Doc:
    """Sets `pos_` and `morph` of every token (Universal Dependencies)."""
    strings, morphology = doc.vocab.strings, doc.vocab.morphology
    values = np.zeros((len(doc), 2), dtype="uint64")
    for i, reading in enumerate(_analyses(doc)):
        values[i, 0] = strings.add(reading.pos)
        values[i, 1] = morphology.add(reading.feats)
    return doc.from_array([POS, MORPH], values) if len(doc) else doc


class Lemmatizer:
    """Sets `lemma_`; `script="Latn"` gives lemmas in the Latin alphabet of 2021."""

    def __init__(self, script: str = "Cyrl") -> None:
        self.script = script

    def __call__(self, doc: Doc) -> Doc:
        strings = doc.vocab.strings
        values = np.zeros((len(doc), 1), dtype="uint64")
        for i, reading in enumerate(_analyses(doc)):
            lemma = reading.lemma or doc[i].text
            values[i, 0] = strings.add(kk_to_latin(lemma) if self.script == "Latn" else lemma)
        return doc.from_array([LEMMA], values) if len(doc) else doc


def make_morphology(nlp: Language, name: str) -> object:
    """Factory of `kk_morphology` (entry point of spaCy)."""
    return kk_morphology


def make_lemmatizer(nlp: Language, name: str, script: str = "Cyrl") -> Lemmatizer:
    """Factory of `kk_lemmatizer` (entry point of spaCy). `script`: Cyrl or Latn."""
    return Lemmatizer(script)


Language.factory("kk_morphology", assigns=["token.pos", "token.morph"], func=make_morphology)
Language.factory("kk_lemmatizer", default_config={"script": "Cyrl"}, assigns=["token.lemma"], func=make_lemmatizer)
