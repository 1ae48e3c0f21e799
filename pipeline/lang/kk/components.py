"""spaCy components: `kk_morphology` sets `pos_` and `morph`, `kk_lemmatizer` sets `lemma_`. Each works without the other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.attrs import LEMMA, MORPH, POS
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.lang.kk.analyze import Analysis
from pipeline.lang.kk.context import read
from pipeline.lang.kk.latin import kk_to_latin

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
