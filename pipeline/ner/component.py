"""The model as a spaCy component: `nlp.add_pipe("derek_ner")` sets `doc.ents` with their confidence.

    nlp = spacy.blank("kk"); nlp.add_pipe("sentencizer"); nlp.add_pipe("derek_ner")
    [(ent.text, ent.label_, ent._.confidence) for ent in nlp("Қасым-Жомарт Тоқаев Астанада болды.").ents]

Sentences are taken from the pipe before it; a Doc without sentence boundaries is one sentence (long ones are cut into
windows, nothing is lost).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import spacy.tokens
from spacy.language import Language

from pipeline.ner.tagger import Tagger, load_ner

BATCH = 32
"""Documents tagged together in `pipe`."""


class NerComponent:
    """Sets entities of one head: `fine` (25 types) or `coarse` (PER, ORG, LOC)."""

    def __init__(self, head: str) -> None:
        if head not in ("fine", "coarse"):
            raise ValueError(f"head must be fine or coarse, not {head!r}")
        self.head = head
        self._tagger: Tagger | None = None

    def __call__(self, doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
        """Tag one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[spacy.tokens.Doc], batch_size: int = BATCH) -> Iterator[spacy.tokens.Doc]:
        """Tag documents in batches."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            self._tag(batch)
            yield from batch

    def _tag(self, docs: list[spacy.tokens.Doc]) -> None:
        if self._tagger is None:
            self._tagger = load_ner()  # when first used: a pipeline that is only described costs nothing
        places: list[tuple[spacy.tokens.Doc, list[int]]] = []
        for doc in docs:
            sentences = doc.sents if doc.has_annotation("SENT_START") else [doc[:]]
            for sentence in sentences:
                places.append((doc, [token.i for token in sentence if not token.is_space]))
        tagged = self._tagger.tag([[doc[i].text for i in words] for doc, words in places])
        found: dict[int, list[spacy.tokens.Span]] = {id(doc): [] for doc in docs}
        for (doc, words), result in zip(places, tagged, strict=True):
            for span in result.fine if self.head == "fine" else result.coarse:
                entity = spacy.tokens.Span(doc, words[span.start], words[span.end - 1] + 1, label=span.label)
                entity._.confidence = span.confidence
                found[id(doc)].append(entity)
        for doc in docs:
            doc.ents = tuple(found[id(doc)])


@Language.factory("derek_ner", assigns=["doc.ents", "span._.confidence"], default_config={"head": "fine"})
def make_ner(nlp: Language, name: str, head: str) -> NerComponent:
    """The factory of `derek_ner`; the model is loaded at the first document."""
    if not spacy.tokens.Span.has_extension("confidence"):
        spacy.tokens.Span.set_extension("confidence", default=None)
    return NerComponent(head)
