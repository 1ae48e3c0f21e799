"""Sentences and tokens: each passage goes through the spaCy pipeline of its language; the rows are read off the Docs.

The rows are the one token layer that later stages read. The Docs stay on the passages until the batch ends, for
rules that want spaCy's matchers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from pipeline.document import Document, Passage, fact_id
from pipeline.lang.base import LanguagePack, pack_for
from pipeline.registry import registry
from pipeline.schema import Sentence, Token
from pipeline.stages.base import Stage
from pipeline.stages.language import token_languages


@registry.stages("annotate.v1")
def make_annotate(languages: list[str]) -> Stage:
    """`languages` are the codes of the packs in use; passages of other languages get no sentences."""

    def run(documents: Sequence[Document]) -> None:
        _analyse(documents, languages)
        for document in documents:
            document.sentences = []
            document.tokens = []
            for passage in document.passages:
                if passage.doc is not None:
                    _read_off(document, passage)

    return Stage(
        "annotate", reads=("text", "blocks", "passages"), writes=("passages", "sentences", "tokens"), run=run
    )


def _analyse(documents: Sequence[Document], languages: Sequence[str]) -> None:
    """Set `passage.doc`, a pack at a time over the passages of all documents."""
    work: dict[str, list[tuple[str, Passage]]] = defaultdict(list)
    packs: dict[str, LanguagePack] = {}
    for document in documents:
        for passage in document.passages:
            pack = pack_for(passage.lang, languages)
            if pack is not None:
                packs[pack.code] = pack
                work[pack.code].append((document.text[passage.start_char : passage.end_char], passage))
    for code, jobs in work.items():
        docs = packs[code].nlp().pipe((text for text, _ in jobs), batch_size=len(jobs))
        for doc, (_, passage) in zip(docs, jobs, strict=True):
            passage.doc = doc


def _read_off(document: Document, passage: Passage) -> None:
    doc: Doc = passage.doc
    has_syntax = doc.has_annotation("DEP")
    for span in doc.sents:
        words = [token for token in span if not token.is_space]
        if not words:
            continue
        start = passage.start_char + words[0].idx
        end = passage.start_char + words[-1].idx + len(words[-1])
        sentence = Sentence(
            sentence_id=fact_id("sent", document.doc_id, start, end),
            doc_id=document.doc_id,
            start_char=start,
            end_char=end,
            text=document.text[start:end],
            lang=passage.lang,
            block_i=passage.block_i,
        )
        document.sentences.append(sentence)
        document.tokens.extend(_rows(document, passage, sentence, words, has_syntax))


def _rows(
    document: Document, passage: Passage, sentence: Sentence, words: Sequence[SpacyToken], has_syntax: bool
) -> Iterator[Token]:
    first = len(document.tokens)
    index = {word.i: first + offset for offset, word in enumerate(words)}
    langs = token_languages([word.text for word in words], passage.lang)
    for word, lang in zip(words, langs, strict=True):
        start = passage.start_char + word.idx
        yield Token(
            doc_id=document.doc_id,
            sentence_id=sentence.sentence_id,
            token_i=index[word.i],
            start_char=start,
            end_char=start + len(word),
            text=word.text,
            norm=word.norm_,
            lemma=word.lemma_,
            pos=word.pos_,
            feats=str(word.morph),
            head=index.get(word.head.i) if has_syntax and word.head.i != word.i else None,
            dep=word.dep_ if has_syntax else "",
            lang=lang,
        )
