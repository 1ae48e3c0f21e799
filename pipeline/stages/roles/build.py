"""From a phrase and a name to a row: normal forms, the organization, acting and former."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.document import fact_id
from pipeline.lang.base import LanguagePack
from pipeline.schema import Mention, Role, Token
from pipeline.stages.roles.phrase import Clause, Phrase

_CONFIDENCE = {"before": 0.95, "apposition": 0.9, "predicate": 0.85, "heads": 0.85}


def build_role(
    clause: Clause, person: Mention, phrase: Phrase, pack: LanguagePack, names: Mapping[str, str]
) -> Role:
    """The row; offsets cover position and name, whichever comes first. `names` are the names of the document's entities."""
    tokens, document = clause.tokens, clause.document
    start = min(tokens[phrase.start].start_char, person.start_char)
    end = max(tokens[phrase.end - 1].end_char, person.end_char)
    employer = _employer(clause, phrase)
    acting = "".join(token.text for token in tokens[phrase.start : phrase.head]).lower()
    words = [
        token
        for i, token in enumerate(tokens[phrase.start : phrase.end], start=phrase.start)
        if clause.owner[i] is None and clause.lemma(i) not in clause.lexicon.cues["former"]
    ]
    return Role(
        role_id=fact_id("role", document.doc_id, start, end, person.mention_id),
        doc_id=document.doc_id,
        sentence_id=clause.sentence.sentence_id,
        start_char=start,
        end_char=end,
        text=document.text[start:end],
        lang=clause.sentence.lang,
        person=names.get(person.entity_id or "", person.normal),
        person_entity_id=person.entity_id,
        position="" if phrase.rule == "heads" else pack.normal(_trimmed(words), "position"),
        position_class="head"
        if phrase.rule == "heads"
        else clause.lexicon.class_of(tokens[phrase.head].lemma),
        organization=names.get(employer.entity_id or "", employer.normal) if employer else None,
        organization_entity_id=employer.entity_id if employer else None,
        acting=any(acting.startswith(cue) for cue in clause.lexicon.cues["acting"]),
        former=_is_former(clause, phrase),
        confidence=_CONFIDENCE[phrase.rule],
        rule=f"role.{phrase.rule}",
    )


def _employer(clause: Clause, phrase: Phrase) -> Mention | None:
    """The organization named inside the phrase; a place (a state, a city) when there is none."""
    inside = [
        m
        for m in clause.mentions
        if clause.span_of(m)[0] >= phrase.start and clause.span_of(m)[1] <= phrase.end
    ]
    for label in ("organization", "place"):
        found = [mention for mention in inside if mention.label == label and clause.span_of(mention)[1]]
        if found:
            return found[0]
    return None


def _trimmed(words: list[Token]) -> list[Token]:
    """Without what the dropped names leave hanging at the edges: prepositions, conjunctions, punctuation."""
    while words and words[-1].pos in ("ADP", "CCONJ", "PUNCT"):
        words = words[:-1]
    while words and words[0].pos in ("CCONJ", "PUNCT"):
        words = words[1:]
    return words


def _is_former(clause: Clause, phrase: Phrase) -> bool:
    lemmas = {clause.lemma(i) for i in range(phrase.start, phrase.head)}
    return bool(lemmas & clause.lexicon.cues["former"]) or clause.lemma(phrase.head).startswith("экс-")
