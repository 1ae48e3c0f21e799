"""Russian: whom a verb gives a position, by the tree: subjects and objects, also those of a verb above, a relative clause
(«Ким, который был …»), a participle («Ким, назначенный …») and a noun that the name is in apposition to («стал юрист Ким»)."""

from __future__ import annotations

from pipeline.schema import Mention
from pipeline.stages.roles.phrase import Clause

_FAR = 8  # tokens between a verb and the noun that it governs
SUBJECT = ("nsubj", "nsubj:pass")
OBJECT = ("obj", "iobj")
_JOINED = ("appos", "flat", "flat:name", "conj", "flat:foreign")
_UP = 4  # links climbed from a name or a verb


def holders(clause: Clause, verb: int, centre: int, *, active_gives: bool) -> list[Mention]:
    """Who gets or has the position: the object of an active verb of giving, else the subject. `centre` is the token that the
    arguments depend on, the position itself where the verb is a copula."""
    token = clause.tokens[verb]
    if token.feat("VerbForm") == "Part" and token.feat("Variant") != "Short":
        return _described(clause, verb)
    if active_gives and not is_passive(clause, verb):
        return arguments(clause, centre, OBJECT)
    for i in _with_verbs_above(clause, centre):
        found = arguments(clause, i, SUBJECT) or _relative(clause, i)
        if found or _has_subject(clause, i):
            return found
    return _nearest_before(clause, verb)


def is_passive(clause: Clause, verb: int) -> bool:
    """«назначен», «назначается»."""
    token = clause.tokens[verb]
    return token.feat("Voice") in ("Pass", "Mid") or token.feat("Variant") == "Short"


def arguments(clause: Clause, verb: int, relations: tuple[str, ...]) -> list[Mention]:
    """The persons that stand to a verb in one of the relations, or in apposition to or joined with what does."""
    return [person for person in clause.persons if _stands(clause, person, verb, relations)]


def _stands(clause: Clause, person: Mention, verb: int, relations: tuple[str, ...]) -> bool:
    top: int | None = clause.span_of(person)[0]
    for _ in range(_UP):
        if top is None:
            return False
        if clause.tokens[top].dep in relations:
            return clause.head(top) == verb
        if clause.tokens[top].dep not in _JOINED:
            return False
        top = clause.head(top)
    return False


def _has_subject(clause: Clause, verb: int) -> bool:
    """Has the verb a subject of its own, a name or not?"""
    return any(
        clause.head(i) == verb and clause.tokens[i].dep in SUBJECT
        for i in range(max(0, verb - 3 * _FAR), min(len(clause), verb + 3 * _FAR))
    )


def _with_verbs_above(clause: Clause, verb: int) -> list[int]:
    """The verb, and those whose subject it shares: «может стать», «ушел и возглавил»."""
    found = [verb]
    for _ in range(_UP):
        above = clause.head(found[-1])
        if above is None or clause.tokens[found[-1]].dep not in ("xcomp", "conj", "csubj"):
            break
        if clause.tokens[above].pos not in ("VERB", "ADJ", "AUX") or clause.has("order", above):
            break
        found.append(above)
    return found


def _relative(clause: Clause, verb: int) -> list[Mention]:
    """«Ким, который ранее был министром»: the name that a relative clause describes."""
    above = clause.head(verb)
    if above is None or not clause.tokens[verb].dep.startswith("acl"):
        return []
    if not any(
        clause.lemma(i) == "который" and clause.tokens[i].dep in SUBJECT and clause.head(i) == verb
        for i in range(max(0, verb - _FAR), verb)
    ):
        return []
    return _at(clause, above)


def _at(clause: Clause, i: int) -> list[Mention]:
    """The name that a token belongs to, or that stands in apposition to it."""
    owner = clause.owner[i]
    if owner is not None:
        return [owner] if owner.label == "person" else []
    return [
        p
        for p in clause.persons
        if clause.head(clause.span_of(p)[0]) == i and clause.tokens[clause.span_of(p)[0]].dep in _JOINED
    ]


def _described(clause: Clause, participle: int) -> list[Mention]:
    """«Иванов, назначенный министром» and «занимающий пост директора Иванов»: the name that a participle describes."""
    for person in clause.persons:
        if clause.span_of(person)[1] == participle - 1 and clause.text(participle - 1) == ",":
            return [person]
    head = clause.head(participle)
    return _at(clause, head) if head is not None else []


def _nearest_before(clause: Clause, verb: int) -> list[Mention]:
    """The last nominative name before a verb with no other verb or clause between them."""
    for person in reversed(clause.persons):
        last = clause.span_of(person)[1]
        if last > verb:
            continue
        between = range(last, verb)
        if clause.cases(person) - {"Nom"} or any(
            (clause.tokens[i].pos == "VERB" and clause.tokens[i].feat("VerbForm") == "Fin")
            or clause.text(i) in (";", ":", "»")
            or clause.tokens[i].pos in ("SCONJ", "PRON")
            for i in between
        ):
            return []
        commas = sum(clause.text(i) == "," for i in between)
        return [person] if commas in (0, 2) and len(between) <= 2 * _FAR else []
    return []


def modality(clause: Clause, verb: int) -> str:
    """fact; denied («не является»); plan: future, conditional, or what somebody may or wants to."""
    token = clause.tokens[verb]
    if any(clause.text(i).lower() == "не" for i in range(max(0, verb - 2), verb)):
        return "denied"
    if token.feat("Tense") == "Fut" or token.feat("Mood") in ("Cnd", "Imp"):
        return "plan"
    if any(
        clause.text(i).lower() in ("бы", "чтобы") for i in range(max(0, verb - 2), min(len(clause), verb + 2))
    ):
        return "plan"
    if any(
        clause.head(i) == verb and clause.tokens[i].dep.startswith(("aux", "cop")) and clause.text(i).lower().startswith("буд")
        for i in range(max(0, verb - _FAR), verb)
    ):  # fmt: skip
        return "plan"
    head = clause.head(verb)
    if token.feat("VerbForm") == "Inf" and (
        head is None or clause.has("modal", head) or clause.tokens[head].pos != "NOUN"
    ):
        return "plan"
    return "fact"
