"""Candidates from what learned: the name finder of each language pack and the neural tagger of both languages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from pipeline.document import Document
from pipeline.lang.base import pack
from pipeline.stages.mentions.words import Candidate, Words

if TYPE_CHECKING:
    from pipeline.ner.tagger import Tagger

PACK_WEIGHT = 3.0
# The tagger reads Kazakh alone. In Russian it is better than natasha at organizations, when it is sure, and only there.
KAZAKH_WEIGHT = 3.2
RUSSIAN_WEIGHT = {"organization": 3.2, "person": 0.6, "place": 0.6}
RUSSIAN_LEAST = 0.8
# A long Kazakh name is believed only when the tagger is sure: in quotes it may be a whole sentence.
LONG, LONG_LEAST = 5, 0.7
# A Russian sentence is read by the tagger, too, when natasha leaves it in doubt; that saves half of its time.
CERTAIN = 0.9
# The tagger's kinds of place in the words of `schema.Mention.place_kind`.
PLACE_KINDS = {"settlement": "city", "building": "facility"}
COARSE = {"PER": "person", "ORG": "organization", "LOC": "place"}


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


def tagger_candidates(
    words: Sequence[Words], proposed: Sequence[Sequence[Candidate]], languages: Sequence[str]
) -> list[list[Candidate]]:
    """What the neural tagger proposes: types of KazNERD in Kazakh sentences, the three coarse ones in Russian.

    `proposed` are the candidates of the packs' own finders; Russian sentences that they leave in no doubt are not read.
    """
    from pipeline.ner.labels import mention_label, place_kind

    jobs: list[tuple[int, int, int, str]] = []
    for i, (own, found_before) in enumerate(zip(words, proposed, strict=True)):
        certain = {
            j
            for c in found_before
            if c.label != "organization" and c.confidence >= CERTAIN
            for j in range(c.start, c.end)
        }
        for start, end, lang in _sentences(own):
            if lang in languages and (lang == "kk" or _is_doubtful(own, start, end, certain)):
                jobs.append((i, start, end, lang))
    found: list[list[Candidate]] = [[] for _ in words]
    if not jobs:
        return found
    tagged = _tagger().tag([words[i].norms[start:end] for i, start, end, _ in jobs])
    for (i, first, _, lang), result in zip(jobs, tagged, strict=True):
        if lang == "kk":
            for span in result.fine:
                label = mention_label(span.label)
                if label in ("person", "organization", "place", "event"):
                    start, end = first + span.start, first + span.end
                    sure, kind = span.confidence, place_kind(span.label)
                    kind = PLACE_KINDS.get(kind, kind) if kind else None
                    if end - start > LONG and sure < LONG_LEAST:
                        continue
                    found[i].append(
                        Candidate(start, end, label, sure, "ner.fine", KAZAKH_WEIGHT * sure, kind)
                    )
        else:
            for span in result.coarse:
                sure = span.confidence
                label = COARSE[span.label]
                if sure >= RUSSIAN_LEAST:
                    start, end, weight = first + span.start, first + span.end, RUSSIAN_WEIGHT[label] * sure
                    found[i].append(Candidate(start, end, label, sure, "ner.coarse", weight))
    return found


def _is_doubtful(words: Words, start: int, end: int, certain: set[int]) -> bool:
    """A capitalised word after the first is no part of a person or place that is certain."""
    return any(words.is_capital(i) and i not in certain for i in range(start + 1, end))


def _sentences(words: Words) -> list[tuple[int, int, str]]:
    """Range of words and language of each sentence."""
    starts = [i for i, opens in enumerate(words.sentence_starts) if opens]
    lang_of = {sentence.sentence_id: sentence.lang.split("-")[0] for sentence in words.document.sentences}
    ends = [*starts[1:], len(words)] if starts else []  # a document in another language has none
    return [
        (start, end, lang_of[words.tokens[start].sentence_id])
        for start, end in zip(starts, ends, strict=True)
    ]
