"""Russian: positions that a verb tells: «назначен советником», «был директором», «занимает пост министра», «возглавляет МИД»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.schema import Mention
from pipeline.stages.roles.phrase import Clause, Phrase, Tie, near

_FAR = 8  # tokens between a verb and the noun that it governs
_SUBJECT = ("nsubj", "nsubj:pass")
_OBJECT = ("obj", "iobj")


def ties(clause: Clause, phrases: Sequence[Phrase]) -> Iterator[Tie]:
    """All ties that verbs of the sentence tell. Needs heads and relations."""
    if not clause.persons:
        return
    by_start = {phrase.start: phrase for phrase in reversed(phrases)}
    for i in range(len(clause)):
        if clause.owner[i] is not None:
            continue
        if clause.has("appoint", i) or clause.has("be", i):
            yield from _governing(clause, phrases, i)
        if clause.has("office", i) and i + 1 in by_start:
            yield from _office(clause, by_start[i + 1], i)
        if clause.has("heads", i):
            yield from _heads(clause, i)


def _governing(clause: Clause, phrases: Sequence[Phrase], verb: int) -> Iterator[Tie]:
    """«Карин назначен советником», «Президент назначил Иванова министром», «Ким был директором»."""
    local = near(phrases, verb, verb)
    for phrase in local:
        if clause.case(phrase.head) != "Ins" or any(p.head < phrase.head < p.end for p in local):
            continue
        if phrase.start and clause.tokens[phrase.start - 1].pos == "ADP":
            continue
        copula = clause.head(verb) == phrase.head and clause.tokens[verb].dep in ("cop", "aux")
        if not (copula or clause.head(phrase.head) == verb or _adjacent(clause, verb, phrase)):
            continue
        centre = phrase.head if copula else verb
        if _is_unreal(clause, verb) or _is_unreal(clause, centre):
            continue
        active_gives = clause.has("appoint", verb) and not clause.has("be", verb)
        for person in _holders(clause, verb, centre, active_gives=active_gives) or _right_after(
            clause, verb, phrase
        ):
            if clause.span_of(person)[0] in range(phrase.start, phrase.end):
                continue
            past = clause.tokens[verb].feat("Tense") == "Past"
            imperfective = clause.tokens[verb].feat("Aspect") == "Imp" or clause.lemma(verb) == "быть"
            given = clause.has("appoint", verb)
            yield Tie(
                person, phrase, "appointed" if given else "predicate",
                former=past and imperfective and not given,
            )  # fmt: skip
        return


def _right_after(clause: Clause, verb: int, phrase: Phrase) -> list[Mention]:
    """«Сенатором избран Олег Ким», «назначен сенатором Олег Ким»: the nominative name that follows both."""
    token = clause.tokens[verb]
    if token.feat("Variant") != "Short" and not clause.has("be", verb):
        return []
    end = max(verb + 1, phrase.stop)
    return [p for p in clause.persons if clause.span_of(p)[0] == end and clause.cases(p) <= {"Nom"}]


def _adjacent(clause: Clause, verb: int, phrase: Phrase) -> bool:
    """The noun stands by the verb with nothing but its own words between: the tree may say otherwise."""
    if phrase.stop == verb:
        return True
    between = range(verb + 1, phrase.start)
    return 0 <= phrase.start - verb - 1 <= 3 and all(
        clause.tokens[i].pos in ("ADJ", "ADV", "NOUN", "PROPN", "NUM", "ADP") and clause.text(i) != ","
        for i in between
    )


def _is_unreal(clause: Clause, i: int) -> bool:
    """Negated, future, conditional, or what somebody may or wants to: the text does not say that it holds."""
    token = clause.tokens[i]
    if token.feat("Tense") == "Fut" or token.feat("Mood") in ("Cnd", "Imp"):
        return True
    if any(clause.text(j).lower() in ("не", "бы") for j in range(max(0, i - 2), min(len(clause), i + 2))):
        return True
    head = clause.head(i)
    return token.feat("VerbForm") == "Inf" and (
        head is None or clause.has("modal", head) or clause.tokens[head].pos != "NOUN"
    )


def _holders(clause: Clause, verb: int, centre: int, *, active_gives: bool) -> list[Mention]:
    """Who gets or has the position: the object of an active verb of giving, else the subject."""
    token = clause.tokens[verb]
    if token.feat("VerbForm") == "Part" and token.feat("Variant") != "Short":
        return _described(clause, verb)
    passive = token.feat("Voice") in ("Pass", "Mid") or token.feat("Variant") == "Short"
    if active_gives and not passive:
        return arguments(clause, centre, _OBJECT)
    return arguments(clause, centre, _SUBJECT) or _nearest_before(clause, verb)


def arguments(clause: Clause, verb: int, relations: tuple[str, ...]) -> list[Mention]:
    """The persons that stand to a verb in one of the relations, or in apposition to or joined with what does."""
    found = []
    for person in clause.persons:
        top: int | None = clause.span_of(person)[0]
        for _ in range(4):
            if top is None:
                break
            if clause.tokens[top].dep in relations and clause.head(top) == verb:
                found.append(person)
                break
            if clause.tokens[top].dep not in ("appos", "flat", "flat:name", "conj", "flat:foreign"):
                break
            top = clause.head(top)
    return found


def _described(clause: Clause, participle: int) -> list[Mention]:
    """«Иванов, назначенный министром» and «занимающий пост директора Иванов»: the name that a participle describes."""
    head = clause.head(participle)
    for person in clause.persons:
        first, last = clause.span_of(person)
        if (head is not None and first <= head < last) or (
            last == participle - 1 and clause.text(last) == ","
        ):
            return [person]
    return []


def _nearest_before(clause: Clause, verb: int) -> list[Mention]:
    """The last nominative name before a verb with no other verb or clause between them."""
    for person in reversed(clause.persons):
        first, last = clause.span_of(person)
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


def _office(clause: Clause, phrase: Phrase, office: int) -> Iterator[Tie]:
    """«занимает пост министра», «назначен на должность директора», «ушел с поста секретаря»."""
    if clause.case(phrase.head) != "Gen":
        return
    verb = office
    for _ in range(3):
        head = clause.head(verb)
        if head is None:
            break
        verb = head
        if clause.tokens[verb].pos == "VERB":
            break
    if clause.tokens[verb].pos != "VERB" or _is_unreal(clause, verb):
        return
    leaves = clause.has("leave", verb)
    token = clause.tokens[verb]
    passive = token.feat("Voice") in ("Pass", "Mid") or token.feat("Variant") == "Short"
    moved = clause.has("appoint", verb) or leaves
    people = arguments(clause, verb, _OBJECT) if moved and not passive else []
    people = people or _holders(clause, verb, verb, active_gives=False)
    over = leaves or (token.feat("Tense") == "Past" and token.feat("Aspect") == "Imp")
    for person in people:
        rule = "left" if leaves else "appointed" if clause.has("appoint", verb) else "office"
        yield Tie(person, phrase, rule, former=over)


def _heads(clause: Clause, verb: int) -> Iterator[Tie]:
    """«Сулейменов возглавляет Национальный банк»: the verb says the position, its object the organization."""
    if clause.tokens[verb].pos != "VERB" or _is_unreal(clause, verb):
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
    token = clause.tokens[verb]
    for person in _holders(clause, verb, verb, active_gives=False):
        over = token.feat("Tense") == "Past" and token.feat("Aspect") == "Imp"
        yield Tie(person, phrase, "heads", employer=employer, position=value, former=over)


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
