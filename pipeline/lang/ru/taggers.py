"""slovnet's models for Russian news behind two plain interfaces: words in, tags or trees out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from pipeline.lang.ru._natasha import natasha


@cache
def _embedding() -> Any:
    return natasha().NewsEmbedding()


class MorphTagger:
    """`tags` are all tags it may give: `NOUN|Case=Gen|…`."""

    def __init__(self) -> None:
        self._tagger = natasha().NewsMorphTagger(_embedding())
        self.tags: list[str] = self._tagger.infer.decoder.tags_vocab.items[1:]

    def tag(self, sentences: Sequence[Sequence[str]]) -> Iterator[list[str]]:
        infer = self._tagger.infer
        yield from infer.decoder(infer.process(infer.encoder(sentences)))


class SyntaxParser:
    """`relations` are all names of relations that it may give."""

    def __init__(self) -> None:
        self._parser = natasha().NewsSyntaxParser(_embedding())
        self.relations: list[str] = self._parser.infer.decoder.rels_vocab.items[1:]

    def parse(self, sentences: Sequence[Sequence[str]]) -> Iterator[tuple[list[int], list[str]]]:
        infer = self._parser.infer
        for _, heads, relations in infer.decoder(infer.process(infer.encoder(sentences))):
            yield [int(head) for head in heads], relations


@cache
def morph_tagger() -> MorphTagger:
    return MorphTagger()


@cache
def syntax_parser() -> SyntaxParser:
    return SyntaxParser()
