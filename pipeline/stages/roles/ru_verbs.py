"""Russian: positions that a verb tells: «назначен советником», «был директором», «возглавляет МИД»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.schema import Mention
from pipeline.stages.roles.phrase import Clause, Phrase, Tie, near
from pipeline.stages.roles.ru_holders import arguments, holders, modality

_SURE = {"fact": 0, "plan": 1, "denied": 2}


def ties(clause: Clause, phrases: Sequence[Phrase]) -> Iterator[Tie]:
    """All ties that verbs of the sentence tell. Needs heads and relations."""
    if not clause.persons:
        return
    for i in range(len(clause)):
        if clause.owner[i] is not None:
            continue
        if clause.has("appoint", i) or clause.has("be", i):
            yield from _governing(clause, phrases, i)
        if clause.has("heads", i):
            yield from _heads(clause, i)


def is_over(clause: Clause, verb: int) -> bool:
    """A past state: «занимал», «был», not «занял»."""
    token = clause.tokens[verb]
    imperfective = token.feat("Aspect") == "Imp" or clause.lemma(verb) == "быть"
    return token.feat("Tense") == "Past" and imperfective


def _governing(clause: Clause, phrases: Sequence[Phrase], verb: int) -> Iterator[Tie]:
    """«Карин назначен советником», «Президент назначил Иванова министром», «Ким был директором»."""
    local = near(phrases, verb, verb)
    for n, phrase in enumerate(local):
        if not _is_governed(clause, phrase, verb) or any(p.head < phrase.head < p.end for p in local):
            continue
        copula = clause.head(verb) == phrase.head and clause.tokens[verb].dep in ("cop", "aux")
        centre = phrase.head if copula else verb
        how = max(modality(clause, verb), modality(clause, centre), key=_SURE.__getitem__)
        given = clause.has("appoint", verb)
        people = holders(clause, verb, centre, active_gives=given and not clause.has("be", verb))
        for person in people or _right_after(clause, verb, phrase, local):
            for own in [phrase, *_joined(clause, phrase, local[n + 1 :])]:
                if clause.span_of(person)[0] not in range(own.start, own.end):
                    yield Tie(
                        person, own, "appointed" if given else "predicate",
                        former=not given and is_over(clause, verb), modality=how,
                        one_of=own.one is not None,
                    )  # fmt: skip
        return


def _is_governed(clause: Clause, phrase: Phrase, verb: int) -> bool:
    """Does the position stand with the verb, in the instrumental or as «и. о. …»?"""
    if clause.case_of(phrase) != "Ins" and not phrase.acting:
        return False
    if phrase.start and clause.tokens[phrase.start - 1].pos == "ADP":
        return False
    tops = (phrase.head, phrase.start) if phrase.acting else (phrase.head,)
    return (
        (clause.head(verb) == phrase.head and clause.tokens[verb].dep in ("cop", "aux"))
        or any(clause.head(i) == verb for i in tops)
        or _adjacent(clause, verb, phrase)
    )


def _joined(clause: Clause, phrase: Phrase, following: Sequence[Phrase]) -> Iterator[Phrase]:
    """The positions that «и» or a comma joins: «был депутатом и членом комитета»."""
    for other in following:
        if (
            other.start == phrase.stop + 1
            and clause.text(phrase.stop).lower() in ("и", ",")
            and clause.case_of(other) == "Ins"
        ):
            yield other
            phrase = other


def _right_after(clause: Clause, verb: int, phrase: Phrase, local: Sequence[Phrase]) -> list[Mention]:
    """«Сенатором избран Олег Ким», «назначен сенатором Олег Ким»: the nominative name that follows both; the accusative one after
    an active verb, perhaps with a title before it («назначил начальником штаба генерала Олега Кима»)."""
    token = clause.tokens[verb]
    active = token.feat("VerbForm") == "Fin" and clause.has("appoint", verb) and not clause.has("be", verb)
    if token.feat("Variant") != "Short" and not clause.has("be", verb) and not active:
        return []
    wanted = {"Acc", "Gen"} if active else {"Nom"}
    end = max(verb + 1, phrase.stop)
    starts = {end, *(title.stop for title in local if title.start == end)}
    return [p for p in clause.persons if clause.span_of(p)[0] in starts and clause.cases(p) <= wanted]


def _adjacent(clause: Clause, verb: int, phrase: Phrase) -> bool:
    """The noun stands by the verb with nothing but its own words between: the tree may say otherwise."""
    if phrase.stop == verb:
        return True
    between = range(verb + 1, phrase.start)
    return 0 <= phrase.start - verb - 1 <= 3 and all(
        clause.tokens[i].pos in ("ADJ", "ADV", "NOUN", "PROPN", "NUM", "ADP") and clause.text(i) != ","
        for i in between
    )


def _heads(clause: Clause, verb: int) -> Iterator[Tie]:
    """«Сулейменов возглавляет Национальный банк»: the verb says the position, its object the organization."""
    if clause.tokens[verb].pos != "VERB":
        return
    token = clause.tokens[verb]
    if (
        token.feat("VerbForm") == "Part"
        and token.feat("Voice") == "Pass"
        and token.feat("Variant") != "Short"
    ):
        yield from _headed(clause, verb)
        return
    employer = next(
        (
            mention
            for mention in clause.mentions
            if mention.label in ("organization", "place")
            and mention.mention_id in clause.spans
            and _is_object(clause, mention, verb)
        ),
        None,
    )
    if employer is None:
        return
    start, end = clause.span_of(employer)
    phrase = Phrase(min(verb, start), max(verb + 1, end), end, verb, verb, (employer,))
    value = clause.lexicon.cues["heads"][clause.lemma(verb)]
    for person in holders(clause, verb, verb, active_gives=False):
        yield Tie(
            person, phrase, "heads", employer=employer, position=value, former=is_over(clause, verb),
            modality=modality(clause, verb),
        )  # fmt: skip


def _headed(clause: Clause, participle: int) -> Iterator[Tie]:
    """«партия «Восток», возглавляемая Кимом», «возглавляемый Кимом банк «Восток»»."""
    people = [
        p for p in arguments(clause, participle, ("obl", "obl:agent", "iobj")) if "Ins" in clause.cases(p)
    ]
    noun = clause.head(participle)
    near = [participle - 2, participle - 3, noun, *([] if noun is None else [noun + 1, noun + 2])]
    employer = next((m for i in near if i is not None and (m := clause.employer_at(i))), None)
    if employer is None:
        return
    start, end = clause.span_of(employer)
    phrase = Phrase(
        min(participle, start), max(participle + 1, end), end, participle, participle, (employer,)
    )
    value = clause.lexicon.cues["heads"][clause.lemma(participle)]
    for person in people:
        yield Tie(person, phrase, "heads", employer=employer, position=value)


def _is_object(clause: Clause, mention: Mention, verb: int) -> bool:
    """Right after the verb, or its object by the tree, as a name or in a phrase that the name ends («холдинг «Восток»»)."""
    start, end = clause.span_of(mention)
    while start - 1 > verb and (
        clause.tokens[start - 1].pos in ("ADJ",)
        or clause.text(start - 1) in ("«", '"')
        or clause.has("generic", start - 1)
    ):
        start -= 1
    if start == verb + 1:
        return True
    return any(
        clause.head(i) == verb and clause.tokens[i].dep in ("obj", "obl", "iobj") and i > verb
        for i in range(start, end)
    )
