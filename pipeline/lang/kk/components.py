"""spaCy components: `kk_morphology` sets `pos_` and `morph`, `kk_lemmatizer` sets `lemma_`. Each works without the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from spacy.attrs import LEMMA, MORPH, POS, SENT_START, SPACY
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.lang.kk.analyze import Analysis
from pipeline.lang.kk.context import read
from pipeline.lang.kk.latin import kk_to_latin

_SPACY_SENT_START = 1


def readings(doc: Doc) -> Iterator[Analysis]:
    """The best reading of each token of a doc, in order; sentences are used where they are set."""
    words = [token.norm_ for token in doc]
    blanks, boundaries = doc.to_array([SPACY]), doc.to_array([SENT_START])
    spaced = [bool(blank) for blank in blanks.tolist()]
    starts: list[bool] = []
    start = True
    for word, boundary in zip(words, boundaries.tolist(), strict=True):
        start = start or boundary == _SPACY_SENT_START
        starts.append(start)
        # Quotes, dashes and white space before the first word leave the sentence open.
        start = start and not any(map(str.isalnum, word))
    return read(words, [False] + [not blank for blank in spaced[:-1]], starts)


class Analyzer:
    """Sets some of `pos_` and `morph` (`morphology`) and `lemma_` (`lemmas`); `script="Latn"` gives lemmas in the Latin alphabet
    of 2021."""

    def __init__(self, *, morphology: bool, lemmas: bool, script: str = "Cyrl") -> None:
        self.morphology = morphology
        self.lemmas = lemmas
        self.script = script

    def __call__(self, doc: Doc) -> Doc:
        strings, morphology = doc.vocab.strings, doc.vocab.morphology
        pos: list[int] = []
        feats: list[int] = []
        lemmas: list[int] = []
        for token, reading in zip(doc, readings(doc), strict=True):
            if self.morphology:
                pos.append(strings.add(reading.pos))
                feats.append(morphology.add(reading.feats))
            if self.lemmas:
                lemma = reading.lemma or token.text
                lemmas.append(strings.add(kk_to_latin(lemma) if self.script == "Latn" else lemma))
        columns = {POS: pos, MORPH: feats, LEMMA: lemmas}
        chosen = [name for name, values in columns.items() if values]
        if not chosen:
            return doc
        table: Any = np.array([columns[name] for name in chosen], dtype="uint64").T.copy()
        return doc.from_array(chosen, table)


def make_morphology(nlp: Language, name: str, lemmas: bool = False) -> Analyzer:
    """Factory of `kk_morphology` (entry point of spaCy). With `lemmas` it does the work of `kk_lemmatizer` in the same pass."""
    return Analyzer(morphology=True, lemmas=lemmas)


def make_lemmatizer(nlp: Language, name: str, script: str = "Cyrl") -> Analyzer:
    """Factory of `kk_lemmatizer` (entry point of spaCy). `script`: Cyrl or Latn."""
    return Analyzer(morphology=False, lemmas=True, script=script)


Language.factory(
    "kk_morphology",
    default_config={"lemmas": False},
    assigns=["token.pos", "token.morph"],
    func=make_morphology,
)
Language.factory(
    "kk_lemmatizer", default_config={"script": "Cyrl"}, assigns=["token.lemma"], func=make_lemmatizer
)
