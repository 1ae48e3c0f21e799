"""Kazakh: positions that a verb tells: «кеңесші болып тағайындалды», «министр қызметін атқарды», «банкті басқарады».

The position stands right before «болып», «етіп» or an office noun; the holder is the nearest bare name of the clause, or
the name in the accusative where an active verb gives the position.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.schema import Mention
from pipeline.stages.roles.phrase import Clause, Phrase, Tie, near

_BARE = frozenset({None, "Nom"})
_FAR = 12  # tokens from the position to the verb that gives it


def ties(clause: Clause, phrases: Sequence[Phrase]) -> Iterator[Tie]:
    """All ties that verbs of the sentence tell."""
    if not clause.persons:
        return
    outer = [
        p
        for p in phrases
        if not any(p is not q and q.start <= p.head < q.head for q in near(phrases, p.head, p.head))
    ]
    for phrase in outer:
        yield from _joined(clause, phrase)
        yield from _office(clause, phrase)
    for i in range(len(clause)):
        if clause.has("heads", i):
            yield from _heads(clause, i)


def _verb(clause: Clause, start: int, kinds: Sequence[str]) -> int | None:
    """The first verb after a place that is a cue of one of the kinds; None when another finite verb comes first."""
    for i in range(start, min(len(clause), start + _FAR)):
        if any(clause.has(kind, i) for kind in kinds):
            return i
        if clause.tokens[i].feat("VerbForm") == "Fin" or clause.text(i) in (";", ":"):
            return None
    return None


def _joined(clause: Clause, phrase: Phrase) -> Iterator[Tie]:
    """«Қарин кеңесші болып тағайындалды», «Президент Омаровты министр етіп тағайындады», «ректор болып жұмыс істейді»."""
    if not clause.has("join", phrase.stop) or clause.case(phrase.head) not in _BARE:
        return
    verb = _verb(clause, phrase.stop + 1, ("appoint", "be"))
    if verb is None or _is_unreal(clause, verb):
        return
    given = clause.has("appoint", verb)
    for person in _holders(clause, phrase, verb, gives=given):
        yield Tie(
            person, phrase, "appointed" if given else "predicate", former=not given and _is_past(clause, verb)
        )


def _office(clause: Clause, phrase: Phrase) -> Iterator[Tie]:
    """«министр қызметіне тағайындалды», «директор міндетін атқарды», «әкім қызметінен босатылды»."""
    office = phrase.head + 1
    if not clause.has("office", office) or clause.case(phrase.head) not in (None, "Nom", "Gen"):
        return
    verb = _verb(clause, office + 1, ("appoint", "be", "leave"))
    if verb is None or _is_unreal(clause, verb):
        return
    leaves = clause.has("leave", verb)
    given = clause.has("appoint", verb)
    acting = clause.lexicon.cues["office"][clause.lemma(office)] == "acting"
    holders = _holders(clause, phrase, verb, gives=given or leaves)
    for person in holders or (_nearest(clause, phrase, verb, _BARE) if leaves else []):
        rule = "left" if leaves else "appointed" if given else "office"
        over = leaves or (not given and _is_past(clause, verb))
        yield Tie(person, phrase, rule, former=over, acting=acting)


def _heads(clause: Clause, verb: int) -> Iterator[Tie]:
    """«Сүлейменов Ұлттық банкті басқарады»: the verb says the position, its accusative object the organization."""
    if clause.tokens[verb].pos != "VERB" or _is_unreal(clause, verb):
        return
    start = verb - 1
    if start > 0 and clause.tokens[start].feat("Clitic") == "Yes" and clause.case(start) == "Acc":
        start -= 1  # «Қазатомпром»ды: an ending after a quote
        while start > 0 and clause.text(start) in '»"' and clause.employer_at(start) is None:
            start -= 1
    employer = clause.employer_at(start)
    if employer is None and verb >= 2 and clause.has("generic", verb - 1) and clause.case(verb - 1) == "Acc":
        employer = clause.employer_at(verb - 2)
    elif employer is not None and start == verb - 1 and "Acc" not in clause.cases(employer):
        return
    if employer is None:
        return
    first = clause.span_of(employer)[0]
    phrase = Phrase(first, verb + 1, verb + 1, verb, verb, (employer,))
    for person in _holders(clause, phrase, verb, gives=False):
        yield Tie(
            person, phrase, "heads", employer=employer, position=clause.lexicon.cues["heads"][clause.lemma(verb)],
            former=_is_past(clause, verb),
        )  # fmt: skip


def _holders(clause: Clause, phrase: Phrase, verb: int, *, gives: bool) -> list[Mention]:
    """The accusative name where an active verb gives the position, else the nearest bare name of the clause."""
    passive = clause.tokens[verb].feat("Voice") == "Pass"
    if gives and not passive:
        return _nearest(clause, phrase, verb, frozenset({"Acc"}))
    return _nearest(clause, phrase, verb, _BARE)


def _nearest(clause: Clause, phrase: Phrase, verb: int, wanted: frozenset[str | None]) -> list[Mention]:
    left = [m for m in clause.persons if clause.span_of(m)[1] <= phrase.start]
    right = [
        m for m in clause.persons if phrase.stop <= clause.span_of(m)[0] and clause.span_of(m)[1] <= verb
    ]
    for person in [*right, *reversed(left)]:
        first, last = clause.span_of(person)
        if clause.case(last - 1) not in wanted:
            continue
        between = range(last, phrase.start) if last <= phrase.start else range(0)
        if any(
            clause.tokens[i].feat("VerbForm") == "Fin" or clause.text(i) in (";", ":", "»") for i in between
        ):
            return []
        return [person]
    return []


def _is_unreal(clause: Clause, verb: int) -> bool:
    """Negated, future, conditional or wanted."""
    token = clause.tokens[verb]
    after = [clause.lemma(i) for i in range(verb + 1, min(len(clause), verb + 3))]
    return (
        token.feat("Polarity") == "Neg"
        or token.feat("Tense") == "Fut"
        or token.feat("Mood") in ("Cnd", "Opt", "Des", "Imp")
        or "жоқ" in after
        or any(clause.has("modal", i) for i in range(verb + 1, min(len(clause), verb + 3)))
    )


def _is_past(clause: Clause, verb: int) -> bool:
    """A finished state: past of the verb itself or of the auxiliary after it; «атқарып отыр» goes on."""
    if clause.tokens[verb].feat("VerbForm") == "Conv" and verb + 1 < len(clause):
        return clause.tokens[verb + 1].feat("Tense") == "Past"
    return clause.tokens[verb].feat("Tense") == "Past"
