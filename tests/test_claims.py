"""Claims: cases in inline markup, speech marks, speakers over several sentences, authors, offsets on any text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.document import Block, Document, Passage
from pipeline.resources import read_table
from pipeline.schema import CLAIM_TYPES, MODALITIES, POLARITIES, Claim
from pipeline.stages.annotate import make_annotate
from pipeline.stages.claims import make_claims
from pipeline.stages.mentions import make_mentions
from pipeline.stages.resolve import make_resolve
from pipeline.view import claim_parts, render_html, render_terminal

LANGUAGES = ["ru", "kk"]
CORPUS = Path(__file__).parent / "corpus"
COLUMNS = ("text", "type", "polarity", "modality", "speaker", "note")
MARK = re.compile(r"\{\{(content|cue|source)\|([^{}]*)\}\}")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Case:
    lang: str
    marked: str
    type: str
    polarity: str
    modality: str
    speaker: str
    note: str


def plain(marked: str) -> tuple[str, set[int], set[int]]:
    """The text without its marks; where the words of the content begin; where those of the cue begin."""
    text, content, cue = "", set(), set()
    at = 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        starts = {len(text) + word.start() for word in WORD.finditer(mark.group(2))}
        if mark.group(1) == "content":
            content |= starts
        elif mark.group(1) == "cue":
            cue |= starts
        text += mark.group(2)
        at = mark.end()
    text += marked[at:]
    return text.replace("¶", "\n"), content, cue


def document(text: str, lang: str) -> Document:
    """A document whose lines are body paragraphs of one language."""
    made = Document.from_text(text)
    for found in re.finditer(r"[^\n]*\S[^\n]*", text):
        made.blocks.append(Block(found.start(), found.end(), "body", "test"))
        made.passages.append(Passage(found.start(), found.end(), lang, len(made.blocks) - 1))
    return made


def run(documents: list[Document]) -> None:
    for stage in (make_annotate(LANGUAGES), make_mentions(LANGUAGES), make_resolve(LANGUAGES), make_claims(LANGUAGES)):
        stage.run(documents)


def cases(lang: str) -> list[Case]:
    rows = read_table(CORPUS / lang / "claims.tsv", COLUMNS)
    return [Case(lang, *(row[name] for name in COLUMNS)) for row in rows]


@cache
def results(lang: str) -> list[tuple[Case, Document]]:
    pairs = [(case, document(plain(case.marked)[0], lang)) for case in cases(lang)]
    run([made for _, made in pairs])
    return pairs


ALL = [(lang, i) for lang in LANGUAGES if (CORPUS / lang / "claims.tsv").exists() for i in range(len(cases(lang)))]


def words_of(claims: list[Claim], text: str) -> set[int]:
    return {word.start() for claim in claims for s, e in claim_parts(claim) for word in WORD.finditer(text, s, e)}


@pytest.mark.parametrize(("lang", "i"), ALL, ids=lambda value: str(value))
def test_case(lang: str, i: int) -> None:
    case, made = results(lang)[i]
    text, content, cue = plain(case.marked)
    told = [claim for claim in made.claims if not claim.continued]
    if case.type == "-":
        assert not told, f"{case.note}: {[(c.cue, c.content) for c in told]}"
        return
    ours = [claim for claim in told if words_of([claim], text) & content]
    assert ours, f"nothing found in {text!r}; {[(c.cue, c.content) for c in told]}"
    best = max(ours, key=lambda c: len(words_of([c], text) & content) - len(words_of([c], text) - content))
    group = [c for c in ours if c is best or (c.group is not None and c.group == best.group)]
    assert words_of(group, text) == content, f"{case.note}: {[c.content for c in group]}"
    if cue:
        assert best.cue_start is not None and best.cue_end is not None
        assert any(best.cue_start <= at < best.cue_end for at in cue), best.cue
    assert best.type == case.type
    assert best.polarity == case.polarity or case.polarity == "*"
    assert best.modality == case.modality or case.modality == "*"
    assert case.speaker == "*" or best.speaker_name == (None if case.speaker == "null" else case.speaker), best.speaker_reason
