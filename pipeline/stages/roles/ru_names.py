"""Russian: positions beside a name, before it or in apposition after it.

Before the name the noun agrees with it in case, and of several nested nouns the outermost that agrees holds («заместителя
министра Титова» is the deputy, «помощник президента Путина» names the president). After it a comma, dash or bracket opens
the position, and something must close it: «Иванов, президент уехал» gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.schema import Mention
from pipeline.stages.roles.phrase import REACH, Clause, Phrase, Tie, near
from pipeline.stages.roles.ru_phrase import agree

_DASHES = frozenset("–—-")
_CLOSE = frozenset(',–—-(.);:!?…»"')
_PLURAL = ("ы", "и", "ов", "ей", "ам", "ям", "ами", "ями", "ах", "ях")


def ties(clause: Clause, phrases: Sequence[Phrase]) -> Iterator[Tie]:
    """All ties of the sentence's positions to the names beside them."""
    persons = clause.persons
    for n, person in enumerate(persons):
        first, last = clause.span_of(person)
        local = near(phrases, first, last)
        title = _title_end(clause, persons, n)
        ending = [p for p in local if p.stop == title]
        if not ending and clause.text(first - 1) in _DASHES:
            # «у российского фехтовальщика — Тимура Сафина»
            ending = [
                p
                for p in local
                if p.stop == first - 1
                and agree(clause.case_of(p), clause.cases(person))
                and clause.tokens[p.head].dep != "nmod"  # «вдове президента — Анне Ким»
            ]
        if n + 1 < len(persons) and _title_end(clause, persons, n + 1) == first:
            ending = []  # «врач Анны Ким Олег Пак»: the second holds
        if (
            not ending
            and clause.text(first - 1) == "," == clause.text(last)
            and "Nom" in clause.cases(person)
        ):
            # «Бывший спикер палаты, Нэнси Пелоси, …»
            ending = [p for p in local if p.stop == first - 1 and p.start == 0 and clause.case_of(p) == "Nom"]
        for phrase in _before(clause, ending, person, local):
            yield from _shared(clause, phrase, persons[n:])
        yield from _after(clause, local, person, last)


def _title_end(clause: Clause, persons: Sequence[Mention], n: int) -> int:
    """Where the words before a name end that may tell its position: «министр Чехии немец Карл Шварценберг», «врач Анны Ким Олег
    Пак»."""
    first = clause.span_of(persons[n])[0]
    while clause.has("address", first - 1):
        first -= 1
    if n and clause.span_of(persons[n - 1])[1] == first:
        owner, holder = (clause.cases(persons[i]) for i in (n - 1, n))
        if "Gen" in owner and "Gen" not in holder:
            first = clause.span_of(persons[n - 1])[0]
    return first


def is_plural(clause: Clause, phrase: Phrase) -> bool:
    """Plural by the tagger or by an ending that the masculine singular does not have; «один из министров» is not."""
    if phrase.one is not None:
        return False
    i = phrase.head
    word, lemma = clause.tokens[i].norm.lower(), clause.lemma(i)
    return clause.tokens[i].feat("Number") == "Plur" or (
        word.endswith(_PLURAL)
        and not lemma.endswith(("а", "я", "ь", "й"))
        and word != lemma
        and not lemma.endswith(_PLURAL)
    )


def _before(
    clause: Clause, ending: Sequence[Phrase], person: Mention, phrases: Sequence[Phrase]
) -> list[Phrase]:
    """The phrases that end where the name begins and hold of it: one, and those that «и» joins to it."""
    cases = clause.cases(person)
    # «врио» and «и. о.» govern a genitive and are not declined
    chosen = next((p for p in ending if p.acting or agree(clause.case_of(p), cases)), None)
    if chosen is None:
        first, last = clause.span_of(person)
        heads = {clause.head(i) for i in range(first, last) if clause.tokens[i].dep != "nmod"}
        # a wrong case of a foreign name, or of the plural noun that two names follow
        chosen = next((p for p in ending if p.head in heads), None)
        if chosen is None:
            chosen = next((p for p in ending if is_plural(clause, p) and "Nom" in cases), None)
    if chosen is None:
        return []
    found = [chosen]
    while (other := _titled_before(clause, found[-1], person, phrases)) is not None:
        found.append(other)
    return found


def _titled_before(
    clause: Clause, phrase: Phrase, person: Mention, phrases: Sequence[Phrase]
) -> Phrase | None:
    """One more position of the same person before a phrase: «президент и председатель совета», «глава центра профессор», «лидер
    партии, депутат» (the last only outside lists of several people)."""
    joint = clause.text(phrase.start - 1).lower()
    for other in phrases:
        if (
            other.head >= phrase.start
            or clause.case_of(other) != clause.case_of(phrase)
            or is_plural(clause, other)
        ):
            continue
        if joint == "и" and other.stop in (phrase.start - 1, phrase.start):
            return other if other.employers or other.state else replace(other, employers=phrase.employers)
        if other.stop == phrase.start and other.end == other.stop:
            return other
        if (
            joint == ","
            and other.stop == phrase.start - 1
            and not _in_a_list(clause, other, person, phrases)
            and not _is_of_many(clause, other)
        ):
            return other
    return None


def _is_of_many(clause: Clause, phrase: Phrase) -> bool:
    """«Пришли певец, актер Ким»: a plural verb has several subjects."""
    verb = clause.head(phrase.head)
    return (
        verb is not None
        and clause.tokens[phrase.head].dep in ("nsubj", "nsubj:pass")
        and clause.tokens[verb].feat("Number") == "Plur"
    )


def _in_a_list(clause: Clause, first: Phrase, person: Mention, phrases: Sequence[Phrase]) -> bool:
    """Do commas or «и» join the phrase or the name to something that is no position of the same case?"""
    end = clause.span_of(person)[1]
    if (
        not first.employers
        and clause.text(end).lower() in (",", "и")
        and (
            any(p.start == end + 1 for p in phrases)
            or (clause.owner[end + 1 : end + 2] or [None])[0] is not None
        )
    ):
        return True
    return clause.text(first.start - 1).lower() in (",", "и") and not any(
        p.stop == first.start - 1 and clause.case_of(p) == clause.case_of(first) for p in phrases
    )


def _shared(clause: Clause, phrase: Phrase, persons: Sequence[Mention]) -> Iterator[Tie]:
    """One tie, or one for each name of a list after a plural: «президенты России и Казахстана Путин и Токаев»."""
    listed = [persons[0]]
    plural = is_plural(clause, phrase)
    if plural:
        for person in persons[1:]:
            gap = range(clause.span_of(listed[-1])[1], clause.span_of(person)[0])
            if len(gap) != 1 or clause.tokens[gap[0]].text.lower() not in (",", "и"):
                break
            listed.append(person)
    if plural and len(listed) == 1 and clause.tokens[phrase.head].feat("Number") == "Plur":
        return  # «представители Думы, Иванов»: they are others
    end = clause.span_of(listed[-1])[1]
    if not phrase.employers and clause.text(end) == "(":
        phrase = _bracketed(clause, phrase, end + 1)
    elif not phrase.employers and clause.text(end).lower() == "из":
        # «биолог Хуан Рекена из университета Гранады»
        origin = clause.employer_at(end + 1)
        if origin is not None and origin.label == "organization":
            phrase = replace(phrase, employers=(origin,))
    each = phrase.employers if len(phrase.employers) == len(listed) > 1 else ()
    for n, person in enumerate(listed):
        own = replace(phrase, employers=(each[n],)) if each else phrase
        yield Tie(person, own, "before", one_of=len(listed) > 1 or own.one is not None)


def _bracketed(clause: Clause, phrase: Phrase, at: int) -> Phrase:
    """The phrase with the organization or place that brackets after the name tell: «депутат Олег Ким (КПРФ)»."""
    employer = clause.employer_at(at)
    if employer is None or clause.text(clause.span_of(employer)[1]) != ")":
        return phrase
    return replace(phrase, employers=(employer,))


def _after(clause: Clause, phrases: Sequence[Phrase], person: Mention, end: int) -> Iterator[Tie]:
    """«Ерлан Карин, государственный советник Казахстана,», «Серенко – политолог», «Анна Ким (политолог)»."""
    if clause.span_of(person)[0] == 0 and clause.cases(person) <= {"Nom"}:
        # a signature: «Кирсан Илюмжинов Президент ФИДЕ»
        signed = next((p for p in phrases if p.start == end and clause.text(p.end) in ("", ".")), None)
        if signed is not None and clause.case_of(signed) == "Nom":
            yield Tie(person, signed, "apposition")
            return
    opening = clause.text(end)
    if opening == "(" and (closing := _gloss_end(clause, end)) is not None:
        end = closing + 1
        opening = clause.text(end)
    if opening not in _DASHES and opening not in (",", "("):
        return
    at = end + 1
    while True:
        phrase = next((p for p in phrases if p.start == at), None)
        if phrase is None or not _is_apposition(clause, phrase, person, opening):
            return
        yield Tie(person, phrase, "apposition", one_of=phrase.one is not None)
        joint = clause.text(phrase.end).lower()
        if joint not in (",", "и"):
            return
        at = phrase.end + 1


def _gloss_end(clause: Clause, at: int) -> int | None:
    """The closing bracket after a name in Latin letters («Скотт Хоровиц (Scott Horowitz)») or before a dash («Олег Ким (родился
    в 1950 году) — писатель»); None for other brackets."""
    latin = True
    for i in range(at + 1, min(len(clause), at + REACH)):
        if clause.text(i) == ")":
            return i if i > at + 1 and (latin or clause.text(i + 1) in _DASHES) else None
        latin = latin and clause.text(i).isascii()
    return None


def _is_apposition(clause: Clause, phrase: Phrase, person: Mention, opening: str) -> bool:
    case, cases = clause.case_of(phrase), clause.cases(person)
    if phrase.one is None and clause.tokens[phrase.head].feat("Number") == "Plur":
        return False  # «Иванов, представители Думы, …»: a list
    nominative = case in ("Nom", None)
    if phrase.acting:
        pass
    elif opening in _DASHES:
        if not (nominative if not cases or "Nom" in cases else agree(case, cases)):
            return False
    elif not (agree(case, cases) or not cases or (opening == "(" and nominative)):
        return False
    after = clause.text(_past_date(clause, phrase.end))
    if after.lower() == "и":
        return clause.is_position(phrase.end + 1) or clause.text(phrase.end + 1) in ("«",)
    return (after == "" or after in _CLOSE) and not _starts_a_clause(clause, phrase, opening)


def _starts_a_clause(clause: Clause, phrase: Phrase, opening: str) -> bool:
    """«…сказал Иванов, президент, по его словам, уехал»: the noun is the subject of a verb after it."""
    head = clause.head(phrase.head)
    return (
        opening == ","
        and head is not None
        and head > phrase.end
        and clause.tokens[phrase.head].dep.startswith("nsubj")
        and clause.tokens[head].pos == "VERB"
        and not any(clause.owner[i] for i in range(max(0, phrase.start - 2), phrase.start))
    )


def _past_date(clause: Clause, i: int) -> int:
    """The token after a date at `i`, its preposition included: «министр с 2019 года, …»."""
    if i + 1 < len(clause) and clause.tokens[i].pos == "ADP" and i + 1 in clause.dates:
        i += 1
    return clause.dates.get(i, i)
