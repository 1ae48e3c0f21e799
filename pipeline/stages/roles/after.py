"""A position after the name: an apposition in commas, dashes or brackets, or a predicate."""

from __future__ import annotations

from pipeline.schema import Mention
from pipeline.stages.roles.before import acting_start
from pipeline.stages.roles.phrase import REACH, Clause, Phrase

_OPEN = frozenset(",–—-(")
_CLOSE = frozenset(",–—-).;:!?")
_KK_INSIDE = frozenset({None, "Nom", "Gen"})


def position_after(clause: Clause, person: Mention) -> list[Phrase]:
    """The phrases that follow the name and tell its position."""
    _, end = clause.span_of(person)
    if end == 0:
        return []
    found = [_apposition(clause, end), _predicate(clause, end), _headed(clause, end)]
    return [phrase for phrase in found if phrase is not None]


def _apposition(clause: Clause, end: int) -> Phrase | None:
    """«Ерлан Карин, государственный советник Казахстана, …», «Серенко – политолог», «Анна Ким (политолог)»."""
    tokens = clause.tokens
    if end >= len(tokens) or tokens[end].text not in _OPEN:
        return None
    stop = end + 1
    while stop < min(len(tokens), end + REACH) and clause.is_nominal(stop):
        stop += 1
    if stop < len(tokens) and tokens[stop].text not in _CLOSE:
        return None
    heads = [i for i in range(end + 1, stop) if clause.is_position(i)]
    if not heads:
        return None
    if clause.lexicon.code == "kk":
        head = heads[-1]
        if head != stop - 1 or tokens[head].feat("Case") not in _KK_INSIDE:
            return None
        return Phrase(end + 1, stop, head, "apposition")
    head = heads[0]
    before = range(end + 1, head)
    if any(tokens[i].pos not in ("ADJ", "DET", "NUM", "X", "NOUN", "PUNCT") for i in before) or tokens[
        head
    ].feat("Case") not in (
        None,
        "Nom",
        clause.tokens[end - 1].feat("Case"),
    ):
        return None
    if (
        any(tokens[i].pos == "NOUN" and not clause.is_position(i) for i in before)
        and acting_start(clause, head) == head
    ):
        return None
    return Phrase(end + 1, stop, head, "apposition")


def _predicate(clause: Clause, end: int) -> Phrase | None:
    """«Карин назначен советником …» (instrumental), «Ерлан Қарин кеңесші болып тағайындалды» (position + болып)."""
    tokens = clause.tokens
    limit = min(len(tokens), end + REACH)
    verbs = [i for i in range(end, limit) if clause.lemma(i) in clause.lexicon.cues["predicate"]]
    if not verbs:
        return None
    verb = verbs[0]
    if clause.lexicon.code == "kk":
        head = verb - 1
        if (
            head < end
            or not clause.is_position(head)
            or not all(clause.is_nominal(i) for i in range(end, head))
        ):
            return None
        return Phrase(end, verb, head, "predicate")
    if any(tokens[i].pos in ("VERB", "PROPN") or tokens[i].text in ";:." for i in range(end, verb)):
        return None
    for head in range(verb + 1, min(len(tokens), verb + 6)):
        if clause.is_position(head) and tokens[head].feat("Case") == "Ins":
            stop = head + 1
            while (
                stop < min(len(tokens), head + REACH)
                and clause.is_nominal(stop)
                and tokens[stop].pos != "ADP"
            ):
                stop += 1
            return Phrase(verb + 1, stop, head, "predicate")
        if not clause.is_nominal(head):
            return None
    return None


def _headed(clause: Clause, end: int) -> Phrase | None:
    """«Сулейменов возглавляет Национальный банк»: the verb says the position, its object the organization."""
    tokens = clause.tokens
    if (
        clause.lexicon.code == "kk"
        or end + 1 >= len(tokens)
        or clause.lemma(end) not in clause.lexicon.cues["heads"]
    ):
        return None
    owner = clause.owner[end + 1]
    if owner is None or owner.label != "organization":
        return None
    return Phrase(end, clause.span_of(owner)[1], end, "heads")
