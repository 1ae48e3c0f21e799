"""Mentions: every naming of a person, organization, place or event in the body.

Learned finders (natasha for Russian, the neural tagger for Kazakh) and rules propose candidates; boundaries are
mended; the longest well-supported ones are chosen; what the document explains or repeats is found everywhere; each
mention gets its nominative. `rule` tells what made it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.document import Document, fact_id
from pipeline.lang.base import pack
from pipeline.registry import registry
from pipeline.schema import Mention
from pipeline.stages.base import Stage
from pipeline.stages.mentions.abbreviations import abbreviation_candidates
from pipeline.stages.mentions.bounds import tidy
from pipeline.stages.mentions.consistency import one_label, repeated, split_persons
from pipeline.stages.mentions.extend import (
    supported,
    whole_quotes,
    with_country,
    with_initials,
    with_number,
    with_owner,
)
from pipeline.stages.mentions.kazakh import kazakh_phrases, months
from pipeline.stages.mentions.known import registered_name, registry_candidates
from pipeline.stages.mentions.merge import merge
from pipeline.stages.mentions.persons import full_names, in_case_of_title, without_owner
from pipeline.stages.mentions.phrases import phrase_candidates
from pipeline.stages.mentions.quoted import quoted_candidates
from pipeline.stages.mentions.rules import rule_candidates
from pipeline.stages.mentions.sources import pack_candidates, tagger_candidates
from pipeline.stages.mentions.surnames import lone_surnames
from pipeline.stages.mentions.words import Candidate, Words


@registry.stages("mentions.v1")
def make_mentions(languages: list[str], tagger: list[str]) -> Stage:
    """`languages` are the codes of the packs in use, `tagger` those whose sentences the neural tagger reads."""

    def run(documents: Sequence[Document]) -> None:
        words = [Words(document) for document in documents]
        proposed = pack_candidates(documents, words, languages)
        read = [lang for lang in tagger if lang in languages]
        for candidates, more in zip(proposed, tagger_candidates(words, read), strict=True):
            candidates.extend(more)
        for document, own, candidates in zip(documents, words, proposed, strict=True):
            document.mentions = _rows(document, own, choose(own, candidates, languages), languages)

    return Stage("mentions", reads=("sentences", "tokens", "passages"), writes=("mentions",), run=run)


def choose(words: Words, learned: Sequence[Candidate], languages: Sequence[str]) -> list[Candidate]:
    """The mentions of one document, out of what the learned finders propose and what the rules add."""
    candidates = tidy(words, [*learned, *phrase_candidates(words), *kazakh_phrases(words, learned)])
    # These know where they begin and end.
    known = [*rule_candidates(words), *months(words), *registry_candidates(words, languages)]
    candidates = [
        *without_owner(words, candidates, known),
        *full_names(words),
        *lone_surnames(words),
        *quoted_candidates(words),
        *known,
    ]
    candidates += [*with_owner(words, candidates), *supported(candidates), *whole_quotes(words, candidates)]
    candidates += with_number(words, candidates)
    first = merge(candidates)
    candidates += with_country(words, first)
    candidates += abbreviation_candidates(words, merge(candidates))
    mentions = one_label(words, merge(candidates))
    found = one_label(words, merge([*mentions, *repeated(words, mentions)]))
    found = list(split_persons(words, found))
    return list(with_initials(words, found))


def _rows(
    document: Document, words: Words, mentions: Sequence[Candidate], languages: Sequence[str]
) -> list[Mention]:
    variants: dict[str, set[str]] = {}
    for mention in mentions:
        variants.setdefault(mention.label, set()).add(" ".join(words.norms[mention.start : mention.end]))
    rows: list[Mention] = []
    for mention in mentions:
        tokens = words.tokens[mention.start : mention.end]
        start, end = tokens[0].start_char, tokens[-1].end_char
        sentence = document.sentence_at(start)
        lang = sentence.lang if sentence is not None else tokens[0].lang
        code = lang.split("-")[0]
        if code not in languages:
            continue
        person = mention.label == "person"
        named = in_case_of_title(words, mention.start, mention.end) if person else tokens
        rows.append(
            Mention(
                mention_id=fact_id("men", document.doc_id, start, end, mention.label),
                doc_id=document.doc_id,
                sentence_id=tokens[0].sentence_id,
                start_char=start,
                end_char=end,
                text=document.text[start:end],
                label=mention.label,
                place_kind=mention.place_kind if mention.label == "place" else None,
                normal=_spaced(
                    (code == "ru" and registered_name(words, mention.start, mention.end, mention.label))
                    or pack(code).normal(named, mention.label, variants[mention.label]),
                    document.text[start:end],
                ),
                lang=lang,
                confidence=round(mention.confidence, 3),
                rule=mention.rule,
            )
        )
    return list(_of_families(rows))


def _of_families(rows: Sequence[Mention]) -> Iterator[Mention]:
    """The rows, with «Кулагина» in the nominative where the document has Наталья Кулагина and no man of that name;
    «Ланского» is Вадим Ланской where nobody is called Ланский."""
    families = {row.normal.split()[-1] for row in rows if row.label == "person" and " " in row.normal}
    for row in rows:
        alone = row.label == "person" and row.lang == "ru" and " " not in row.text
        if alone and row.normal not in families:
            stressed = row.normal[:-2] + "ой" if row.normal.endswith(("ий", "ый")) else row.text
            known = next((name for name in (row.text, stressed) if name in families), row.normal)
            row = replace(row, normal=known)
        yield row


def _spaced(normal: str, text: str) -> str:
    """A name that its nominative leaves as it is keeps the spacing that it is written with: BAQ.KZ, S.a.r.l."""
    return " ".join(text.split()) if "".join(normal.split()) == "".join(text.split()) else normal
