"""The spaCy pipeline for Russian: razdel's tokens and sentences, slovnet's tags and trees, pymorphy3's lemmas.

The components work on batches of Docs (`pipe`), because the taggers are quickest over many sentences at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, SENT_START
from spacy.lang.ru import Russian
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.tokens import Doc, MorphAnalysis
from spacy.vocab import Vocab

from pipeline.lang.ru.lemmas import lemma
from pipeline.lang.ru.norms import norm
from pipeline.lang.ru.tokenizer import RazdelTokenizer
from pipeline.lang.ru.trees import mend_tree

BATCH = 64


def make_language() -> Language:
    """A blank Russian pipeline with our tokenizer, `ru_morphology` and `ru_syntax`."""
    language = Russian()
    language.tokenizer = RazdelTokenizer(language.vocab)
    language.add_pipe("ru_morphology")
    language.add_pipe("ru_syntax")
    return language


def _words(doc: Doc) -> list[list[int]]:
    """Indices of the tokens that are no white space, sentence by sentence; no empty sentences."""
    sentences: list[list[int]] = []
    for token in doc:
        if token.is_sent_start or not sentences:
            sentences.append([])
        if not token.is_space:
            sentences[-1].append(token.i)
    return [sentence for sentence in sentences if sentence]


def _batches(docs: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    iterator = iter(docs)
    while batch := list(islice(iterator, size)):
        yield batch


class Morphology:
    """Sets `norm_`, `pos_`, `morph` and `lemma_`."""

    def __init__(self, vocab: Vocab) -> None:
        from pipeline.lang.ru.taggers import morph_tagger

        self.tagger = morph_tagger()
        # Made now, not on first use: what is interned inside a memory zone dies with it.
        self.tags: dict[str, tuple[str, str, int, MorphAnalysis]] = {}
        for tag in self.tagger.tags:
            pos, _, feats = tag.partition("|")
            if pos in POS_IDS:
                self.tags[tag] = (pos, feats, POS_IDS[pos], MorphAnalysis(vocab, feats))

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = BATCH) -> Iterator[Doc]:
        for batch in _batches(docs, batch_size):
            self.set(batch)
            yield from batch

    def set(self, docs: Sequence[Doc]) -> None:
        sentences = [(doc, words) for doc in docs for words in _words(doc)]
        forms = [[norm(doc[i].text) for i in words] for doc, words in sentences]
        for (doc, words), texts, tags in zip(sentences, forms, self.tagger.tag(forms), strict=True):
            for i, text, tag in zip(words, texts, tags, strict=True):
                token: Any = doc[i]  # spaCy's stubs do not know set_morph
                pos, feats, token.pos, analysis = self.tags[tag]
                token.set_morph(analysis)
                token.lemma_ = lemma(text, pos, feats)
                token.norm_ = text
        for doc in docs:
            for token in doc:
                if token.is_space:
                    token.pos = POS_IDS["SPACE"]
                    token.lemma_ = token.norm_ = token.text


class Syntax:
    """Sets heads and relations: one root and no cycle in a sentence; white space hangs on the word before it."""

    def __init__(self, vocab: Vocab) -> None:
        from pipeline.lang.ru.taggers import syntax_parser

        self.parser = syntax_parser()
        self.relations = {
            name: vocab.strings.add("ROOT" if name == "root" else name) for name in self.parser.relations
        }
        self.blank = vocab.strings.add("dep")

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = BATCH) -> Iterator[Doc]:
        for batch in _batches(docs, batch_size):
            self.set(batch)
            yield from batch

    def set(self, docs: Sequence[Doc]) -> None:
        indices = [_words(doc) for doc in docs]
        forms = [
            [doc[i].norm_ for i in words]
            for doc, sentences in zip(docs, indices, strict=True)
            for words in sentences
        ]
        parsed = iter(self.parser.parse(forms))
        for doc, sentences in zip(docs, indices, strict=True):
            if sentences:
                self._set_doc(doc, sentences, [next(parsed) for _ in sentences])

    def _set_doc(
        self, doc: Doc, sentences: Sequence[Sequence[int]], trees: Sequence[tuple[Any, Any]]
    ) -> None:
        starts = np.array([1 if token.is_sent_start else -1 for token in doc], dtype=np.int64)
        heads = np.zeros(len(doc), dtype=np.int64)
        relations = np.full(len(doc), self.blank, dtype=np.uint64)
        placed = np.zeros(len(doc), dtype=bool)
        for words, (raw_heads, names) in zip(sentences, trees, strict=True):
            tree, root = mend_tree(raw_heads)
            for i, head, name in zip(words, tree, names, strict=True):
                is_root = head < 0
                heads[i] = 0 if is_root else words[head] - i
                relations[i] = self.relations["root" if is_root else ("dep" if name == "root" else name)]
                placed[i] = True
        for i in range(len(doc)):
            if not placed[i]:  # white space: on the token before; at the very start on the first word
                heads[i] = -1 if i else sentences[0][0]
        array: Any = np.stack([heads.astype(np.uint64), relations], axis=1)
        doc.from_array([HEAD, DEP], array)
        # spaCy derives sentence starts from the trees, which fails on deep or crossing ones; the tokenizer knows them.
        array = starts.astype(np.uint64).reshape(-1, 1)
        doc.from_array([SENT_START], array)


@Language.factory("ru_morphology", assigns=["token.pos", "token.morph", "token.lemma", "token.norm"])
def make_morphology(nlp: Language, name: str) -> Morphology:
    """Tags, features and lemmas; `name` is the component's name in the pipeline."""
    return Morphology(nlp.vocab)


@Language.factory("ru_syntax", assigns=["token.head", "token.dep"], requires=["token.norm"])
def make_syntax(nlp: Language, name: str) -> Syntax:
    """Heads and relations; `name` is the component's name in the pipeline."""
    return Syntax(nlp.vocab)
