"""From a tie to a row: normal forms, the organization, acting and former."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document import fact_id
from pipeline.lang.base import LanguagePack
from pipeline.lang.kk.inflect import inflect
from pipeline.schema import Mention, Role, Token
from pipeline.stages.roles.lexicon import plain
from pipeline.stages.roles.phrase import CLOSING, QUOTES, Clause, Tie
from pipeline.stages.roles.understood import understood

_CONFIDENCE = {
    "before": 0.95,
    "apposition": 0.9,
    "appointed": 0.9,
    "heads": 0.85,
    "office": 0.85,
    "left": 0.85,
    "predicate": 0.8,
}
# whose «российский» tells whom they serve; of a writer or a sportsman it tells where he is from
_OF_STATES = frozenset(
    ["head_of_state", "head_of_government", "minister", "chair", "head", "deputy", "deputy_parliament", "governor", "ambassador",
     "representative", "military", "monarch", "justice", "secretary", "adviser"]
)  # fmt: skip


def build_role(clause: Clause, tie: Tie, pack: LanguagePack, names: Mapping[str, str]) -> Role:
    """The row; offsets cover position and name, whichever comes first. `names` are the names of the document's entities."""
    tokens, document, phrase, person = clause.tokens, clause.document, tie.phrase, tie.person
    start = min(tokens[phrase.start].start_char, person.start_char)
    end = max(tokens[phrase.end - 1].end_char, person.end_char)
    read = position_words(clause, tie)
    meant, words = understood(clause, tie, read)
    position = tie.position or lower_first(_normal(clause, tie, pack, words))
    employer = tie.employer or _employer(phrase.employers) or meant
    kind = "head" if tie.position else clause.lexicon.class_of(tokens[phrase.head])
    state = phrase.state if kind in _OF_STATES else None
    organization = names.get(employer.entity_id or "", employer.normal) if employer else state
    if phrase.named is not None and (employer is None or employer.label == "place"):
        organization = pack.normal(tokens[phrase.named[0] : phrase.named[1]], "organization")
    return Role(
        role_id=fact_id("role", document.doc_id, start, end, person.mention_id, phrase.head),
        doc_id=document.doc_id,
        sentence_id=clause.sentence.sentence_id,
        start_char=start,
        end_char=end,
        text=document.text[start:end],
        lang=clause.sentence.lang,
        person=names.get(person.entity_id or "", person.normal),
        person_entity_id=person.entity_id,
        position=position,
        position_start=read[0].start_char if read else tokens[phrase.head].start_char,
        position_end=read[-1].end_char if read else tokens[phrase.head].end_char,
        position_class=kind,
        organization=organization,
        organization_entity_id=employer.entity_id
        if employer and phrase.named is None
        else _entity_named(organization, names),
        acting=tie.acting or phrase.acting,
        former=tie.former or phrase.former,
        modality=tie.modality,
        since=tie.since,
        until=tie.until,
        confidence=_CONFIDENCE[tie.rule],
        rule=f"role.{tie.rule}",
    )


def lower_first(position: str) -> str:
    """The first word as a common noun («Премьер-Министр» is премьер-министр); abbreviations stay."""
    first, blank, rest = position.partition(" ")
    common = "-".join(part if sum(map(str.isupper, part)) > 1 else part.lower() for part in first.split("-"))
    return common + blank + rest


def _normal(clause: Clause, tie: Tie, pack: LanguagePack, words: Sequence[Token]) -> str:
    """The nominative: in Kazakh of the whole phrase; in Russian what follows the noun does not change."""
    alone = _is_alone(clause, words)
    shown = [_for_normal(clause, tie, token, alone=alone) for token in words]
    if clause.lexicon.code == "kk":
        return pack.normal(shown, "position")
    head = next(n for n, token in enumerate(words) if token is clause.tokens[tie.phrase.head])
    parts = [pack.normal(shown[: head + 1], "position")]
    for before, token in pairwise(words[head:]):
        parts += [" " if token.start_char > before.end_char else "", token.norm]
    return "".join(parts)


def _for_normal(clause: Clause, tie: Tie, token: Token, *, alone: bool) -> Token:
    """The head as the normaliser wants it: a noun, one of several, without «экс-»."""
    if token is not clause.tokens[tie.phrase.head]:
        return token
    norm = token.norm[4:] if plain(token.norm).startswith("экс-") else token.norm
    feats = token.feats
    if clause.lexicon.code == "kk" and alone:
        noun = clause.lexicon.noun_of(token) or token.lemma
        return replace(token, norm=noun.removeprefix("экс-"), pos="NOUN", feats="Case=Nom|Number=Sing")
    if tie.one_of:
        norm, feats = _singular(clause, token), feats.replace("Number=Plur", "Number=Sing")
        feats = "|".join("Case=Nom" if pair.startswith("Case=") else pair for pair in feats.split("|"))
    return replace(token, norm=norm, feats=feats, pos="NOUN")


def _is_alone(clause: Clause, words: Sequence[Token]) -> bool:
    """Is nothing left of the owner of a Kazakh position once the organization is dropped («Ұлттық банк төрағасы»)? Then the
    possessive ending goes too: төраға."""
    return all(word.pos == "ADJ" or clause.lexicon.has("title", plain(word.lemma)) for word in words[:-1])


def _singular(clause: Clause, token: Token) -> str:
    if clause.lexicon.code == "kk" and token.feat("Person[psor]") == "3":
        return inflect(
            clause.lexicon.noun_of(token) or token.lemma,
            "NOUN",
            "Case=Nom|Number=Sing|Number[psor]=Plur,Sing|Person[psor]=3",
        )
    return clause.lexicon.noun_of(token) or token.lemma


def _entity_named(name: str | None, names: Mapping[str, str]) -> str | None:
    """The document's entity of a state that only an adjective names («американский президент»)."""
    return next((entity for entity, known in names.items() if known == name), None) if name else None


def _employer(inside: tuple[Mention, ...]) -> Mention | None:
    """The first organization named inside the phrase; the first place (a state, a city) when there is none."""
    for label in ("organization", "place"):
        found = next((mention for mention in inside if mention.label == label), None)
        if found is not None:
            return found
    return None


def position_words(clause: Clause, tie: Tie) -> list[Token]:
    """The tokens that tell the position: without names, what governs a dropped name, quotes, and «бывший» or «и. о.»."""
    phrase = tie.phrase
    if tie.position is not None:
        return []
    first = phrase.words
    last = phrase.head + 1 if clause.lexicon.code == "kk" else phrase.end
    kept: list[int] = []
    i = first
    while i < last:
        owner = clause.owner[i]
        if owner is not None:
            while (
                kept
                and (
                    clause.tokens[kept[-1]].pos in ("ADP", "CCONJ", "ADJ")
                    or clause.has("generic", kept[-1])
                    or clause.tokens[kept[-1]].lemma.endswith("ский")
                )
                and kept[-1] != phrase.head
                and clause.lexicon.code == "ru"
            ):
                kept.pop()
            i = max(i + 1, clause.span_of(owner)[1])
            if clause.lexicon.code == "kk":
                after = i + 1 if clause.text(i) in CLOSING else i
                if after < phrase.head and clause.has("generic", after):
                    i = after + 1  # «Шымкент қаласы әкімінің», «Дала» компаниясының басшысы
            continue
        if clause.lexicon.code == "ru" and i > phrase.head and plain(clause.text(i)) in ("в", "во", "на"):
            # «глава делегации на переговорах», «полпред в округе»: where or when, not what
            i += 1
            while i < last and clause.owner[i] is None and clause.tokens[i].pos in ("ADJ", "NOUN", "DET"):
                i += 1
            continue
        dropped = (
            clause.tokens[i].text in QUOTES
            or clause.text(i) in "()"
            or clause.has("former", i)
            or clause.has("now", i)
            or ((clause.has("drop", i) or clause.has("demonym", i)) and i < phrase.head)
            or clause.tokens[i].feat("Clitic") == "Yes"
            or _in_quotes(clause, i, first, last)
            or (phrase.named is not None and i in range(*phrase.named))
        )
        if not dropped:
            kept.append(i)
        i += 1
    while kept and kept[-1] != phrase.head and clause.tokens[kept[-1]].pos in ("ADP", "CCONJ", "PUNCT"):
        kept.pop()
    while (
        kept
        and kept[0] != phrase.head
        and (clause.tokens[kept[0]].pos in ("CCONJ", "PUNCT") or clause.has("link", kept[0]))
    ):
        kept.pop(0)
    return [clause.tokens[i] for i in kept]


def _in_quotes(clause: Clause, i: int, first: int, last: int) -> bool:
    """Inside quotes that open and close in the phrase: a name that was not recognised as one."""
    before = sum(clause.text(j) in "«“„" for j in range(first, i)) - sum(
        clause.text(j) in "»”" for j in range(first, i)
    )
    return before > 0 and any(clause.text(j) in "»”" for j in range(i, last))
