"""Candidates from what learned: the name finder of each language pack and the neural tagger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from pipeline.document import Document
from pipeline.lang.base import pack
from pipeline.lang.kk.casing import name_case
from pipeline.stages.mentions.words import Candidate, Words

if TYPE_CHECKING:
    from pipeline.ner.tagger import Span, Tagger

PACK_WEIGHT = 3.0
TAGGER_WEIGHT = 2.6
# A long name is believed only when the tagger is sure: in quotes it may be a whole sentence.
LONG, LONG_LEAST = 5, 0.7
# So are the types that KazNERD has few of: alone, the tagger is wrong on every second one.
LEAST = {"FACILITY": 0.8, "EVENT": 0.8}
COARSE = {"PER": "person", "ORG": "organization", "LOC": "place"}
# The tagger's kinds of place in the words of `schema.Mention.place_kind`.
PLACE_KINDS = {"settlement": "city", "building": "facility"}


def pack_candidates(
    documents: Sequence[Document], words: Sequence[Words], languages: Sequence[str]
) -> list[list[Candidate]]:
    """What the packs' own finders propose, document by document."""
    found: list[list[Candidate]] = [[] for _ in documents]
    for code in languages:
        finder = pack(code).names
        if finder is None:
            continue
        for own, names, place in zip(words, finder(documents), found, strict=True):
            for name in names:
                start, end = own.range_of(name.start_char, name.end_char)
                if start < end:
                    weight = PACK_WEIGHT * name.confidence
                    place.append(
                        Candidate(start, end, name.label, name.confidence, name.rule, weight, name.place_kind)
                    )
    return found


@cache
def _tagger() -> Tagger:
    from pipeline.ner.tagger import load_ner

    return load_ner()


def tagger_candidates(words: Sequence[Words], languages: Sequence[str]) -> list[list[Candidate]]:
    """What the neural tagger proposes, document by document, in the sentences of `languages`.

    It tells the types of KazNERD in Kazakh, the three coarse ones in Russian, where natasha leaves it nothing to add.
    """
    jobs = [
        (i, start, end, lang)
        for i, own in enumerate(words)
        for start, end, lang in _sentences(own)
        if lang in languages
    ]
    found: list[list[Candidate]] = [[] for _ in words]
    if jobs:
        tagged = _tagger().tag([_shown(words[i], start, end) for i, start, end, _ in jobs])
        for (i, first, _, lang), result in zip(jobs, tagged, strict=True):
            found[i].extend(_candidates(first, result.fine if lang == "kk" else result.coarse))
    return found


def _shown(words: Words, start: int, end: int) -> list[str]:
    norms = words.norms[start:end]
    return (
        name_case(norms, latin=words.tokens[start].lang == "kk-Latn") if words.lang(start) == "kk" else norms
    )


def _candidates(first: int, spans: Iterable[Span]) -> Iterator[Candidate]:
    """Those spans of a sentence that begins at word `first` that are mentions in our sense."""
    from pipeline.ner.labels import mention_label, place_kind

    for span in spans:
        sure = span.confidence
        label = COARSE.get(span.label) or mention_label(span.label)
        if label not in ("person", "organization", "place", "event"):
            continue
        if sure < (LONG_LEAST if span.end - span.start > LONG else LEAST.get(span.label, 0.0)):
            continue
        kind = None if span.label in COARSE else place_kind(span.label)
        yield Candidate(
            first + span.start,
            first + span.end,
            label,
            sure,
            "ner",
            TAGGER_WEIGHT * sure,
            PLACE_KINDS.get(kind, kind) if kind else None,
        )


def _sentences(words: Words) -> list[tuple[int, int, str]]:
    """Range of words and language of each sentence."""
    starts = [i for i, opens in enumerate(words.sentence_starts) if opens]
    lang_of = {sentence.sentence_id: sentence.lang.split("-")[0] for sentence in words.document.sentences}
    ends = [*starts[1:], len(words)] if starts else []  # a document in another language has none
    return [
        (start, end, lang_of[words.tokens[start].sentence_id])
        for start, end in zip(starts, ends, strict=True)
    ]
