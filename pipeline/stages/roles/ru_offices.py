"""Russian: positions that stand with a noun of office: «занимает пост министра», «назначен на должность директора», «с поста секретаря».

Who leaves a position holds it until then: «подаст в отставку с должности премьера» tells a position held now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.schema import Mention
from pipeline.stages.roles.phrase import Clause, Phrase, Tie, near
from pipeline.stages.roles.ru_holders import OBJECT, SUBJECT, arguments, holders, is_passive, modality
from pipeline.stages.roles.ru_verbs import is_over


def ties(clause: Clause, phrases: Sequence[Phrase]) -> Iterator[Tie]:
    """All ties that offices of the sentence tell. Needs heads and relations."""
    if not clause.persons:
        return
    by_start = {phrase.start: phrase for phrase in reversed(phrases)}
    for i in range(len(clause)):
        phrase = by_start.get(i + 1)
        if phrase is None or not clause.has("office", i) or not _is_owner(clause, phrase):
            continue
        verb = _verb(clause, i)
        if verb is None or (
            clause.lexicon.cues["office"][clause.lemma(i)] == "acting" and not clause.has("perform", verb)
        ):
            continue
        for own in [phrase, *_joined(clause, phrase, near(phrases, i, i))]:
            for tie in _of_the_verb(clause, own, verb, leaves=_leaves(clause, i, verb)):
                kind = clause.lexicon.cues["office"][clause.lemma(i)]
                yield replace(tie, acting=kind == "acting", former=tie.former and kind != "as")


def _is_owner(clause: Clause, phrase: Phrase) -> bool:
    return clause.case(phrase.head) == "Gen" or phrase.acting


def _joined(clause: Clause, phrase: Phrase, phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """«должность вице-спикера и руководителя фракции»."""
    for other in phrases:
        if (
            other.start == phrase.stop + 1
            and clause.text(phrase.stop).lower() in ("и", ",")
            and _is_owner(clause, other)
        ):
            yield other
            phrase = other


def _verb(clause: Clause, office: int) -> int | None:
    """The verb that the office depends on, or the noun of leaving or giving that names its person («снятие Кима с поста»)."""
    above: int | None = office
    for _ in range(4):
        above = clause.head(above) if above is not None else None
        if above is None or clause.has("bid", above):
            return None  # «кандидатура на пост директора»
        if clause.tokens[above].pos == "VERB" or _owners(clause, above):
            return above
    return None


def _leaves(clause: Clause, office: int, verb: int) -> bool:
    """Does the verb, or a noun with it before the office, tell that somebody leaves it: «подал в отставку с поста»?"""
    return clause.has("leave", verb) or any(
        clause.has("leave", i) and clause.head(i) == verb for i in range(verb + 1, office)
    )


def _owners(clause: Clause, noun: int) -> list[Mention]:
    """Whose leaving or appointment a noun tells: «отставка Кима», «назначение Кима»."""
    if clause.tokens[noun].pos != "NOUN" or not (clause.has("leave", noun) or clause.has("appoint", noun)):
        return []
    return [p for p in arguments(clause, noun, ("nmod", "obj", "obl")) if "Gen" in clause.cases(p)]


def _of_the_verb(clause: Clause, phrase: Phrase, verb: int, *, leaves: bool) -> Iterator[Tie]:
    given = clause.has("appoint", verb)
    for person in _owners(clause, verb):
        yield Tie(person, phrase, "left" if leaves else "appointed", modality="fact" if leaves else "plan")
    if clause.tokens[verb].pos == "NOUN":
        return
    people: list[Mention] = []
    if (given or clause.has("leave", verb)) and not is_passive(clause, verb):
        people = arguments(clause, verb, OBJECT)
    people = people or holders(clause, verb, verb, active_gives=False)
    if leaves and not people:
        people = arguments(clause, verb, (*SUBJECT, "obl", "nmod"))
    how = modality(clause, verb)
    for person in people:
        if leaves:
            yield Tie(person, phrase, "left", former=how == "fact")
        else:
            rule = "appointed" if given else "office"
            yield Tie(person, phrase, rule, former=is_over(clause, verb), modality=how)
