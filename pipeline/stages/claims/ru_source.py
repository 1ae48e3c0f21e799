"""Who stands by a Russian cue: the subject in the tree, else the nearest nominative; «в Минздраве», «из доклада»."""

from __future__ import annotations

from dataclasses import replace

from pipeline.schema import Token
from pipeline.stages.claims.draft import NO_SOURCE, Cue, Source
from pipeline.stages.claims.genders import stands_in
from pipeline.stages.claims.ru_cues import is_finite
from pipeline.stages.claims.ru_phrase import (
    PRONOUNS,
    STOP_MARKS,
    can_speak,
    in_case,
    phrase,
    that_one,
)
from pipeline.stages.claims.ru_place import oblique
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words


def source_of(view: View, cue: Cue, at: range) -> Source:
    """The source of a cue inside the tokens `at`; `NO_SOURCE` when the cue has none, reason `inanimate` when it is no speaker."""
    if "words" in cue.frames:
        return _whose_words(view, cue, at) or NO_SOURCE
    if cue.form == "participle":
        return _modified(view, cue, at) or NO_SOURCE
    if "came" in cue.frames:
        return oblique(view, cue, at) or NO_SOURCE
    if "passive" in cue.frames or "from" in cue.frames:
        return _agent(view, cue, at) or oblique(view, cue, at) or NO_SOURCE
    subject = _subject(view, cue, at)
    if subject is not None and subject < cue.head:
        subject = _after_comma(view, cue, at, subject) or subject
    if (subject is None or not can_speak(view, subject)) and _that_opens(view, cue, at):
        subject = at.start
    if subject is None:
        return oblique(view, cue, at) or _shared_oblique(view, cue, at) or NO_SOURCE
    subject = _behind_outlet(view, cue, at, subject)
    found = phrase(view, subject, at)
    if found.reason == "inanimate" and subject < cue.head and view.tokens[cue.head].feat("Number") == "Plur":
        return oblique(view, cue, at) or found  # «Итоги там обещают обнародовать»
    if (
        found.reason == "inanimate"
        and subject > cue.head
        and view.tokens[subject].pos not in ("NOUN", "PROPN")
    ):
        return _named_after(view, cue, at) or found
    return found


def _behind_outlet(view: View, cue: Cue, at: range, subject: int) -> int:
    """«рассказал «Деловой Оби» директор»: an outlet in any case is told, the person behind it tells."""
    own = view.mention_at(view.tokens[subject].start_char, "organization")
    if (
        own is None
        or subject < cue.head
        or view.text[view.tokens[cue.head].end_char : own.start_char].strip(' «"“')
    ):
        return subject
    after = view.range_of(own.end_char, view.tokens[at.stop - 1].end_char)
    behind = next(
        (i for i in after if view.tokens[i].pos != "PUNCT" or view.tokens[i].text not in '»”"'), None
    )
    if (
        behind is None
        or view.tokens[behind].feat("Case") != "Nom"
        or view.tokens[behind].pos not in ("NOUN", "ADJ")
    ):
        return subject
    while behind + 1 < at.stop and view.tokens[behind].pos == "ADJ":
        behind += 1
    token = view.tokens[behind]
    teller = token.pos == "NOUN" and can_speak(view, behind) and _agree(token, view.tokens[cue.head])
    return behind if teller else subject


def _that_opens(view: View, cue: Cue, at: range) -> bool:
    """«Тот получение писем отрицает»: the pronoun at the head of the sentence, which the tagger took for the object's."""
    verb = view.tokens[cue.head]
    agrees = verb.feat("Number") == "Sing" and verb.feat("Gender") in (
        None,
        {"тот": "Masc", "та": "Fem"}.get(fold(view.tokens[at.start].norm)),
    )
    return cue.head > at.start and agrees and that_one(view, at.start)


def shares_subject(view: View, cue: Cue, source: Source, other: Cue) -> bool:
    """«Петров пообещал тепло и признал, что …»: a second verb that agrees, behind a conjunction, without a subject of its own."""
    if other.form != "finite" or source.span is None or not cue.head < other.head:
        return False
    one, two = view.tokens[cue.head], view.tokens[other.head]
    if any(one.feat(f) != two.feat(f) for f in ("Number", "Gender", "Tense")):
        return False
    i = other.head - 1
    while i > cue.head and view.tokens[i].pos not in ("CCONJ", "PUNCT", "VERB"):
        if view.tokens[i].feat("Case") == "Nom" and view.tokens[i].pos in ("NOUN", "PROPN", "PRON"):
            return False
        i -= 1
    return fold(view.tokens[i].norm) in ("и", "а", "но") and not any(
        view.tokens[j].feat("Case") == "Nom" for j in view.children_of(other.head, "nsubj")
    )


def _modified(view: View, cue: Cue, at: range) -> Source | None:
    """«Лаура Ким, сообщившая, что …»: the noun before the comma, or after a participle that leads it."""
    verb = view.tokens[cue.head]
    if cue.head == at.start or view.tokens[cue.head - 1].text != ",":
        return None
    noun = verb.head
    if (
        noun is None
        or noun not in at
        or noun > cue.head
        or view.tokens[noun].feat("Case") != verb.feat("Case")
    ):
        before = range(cue.head - 2, max(at.start, cue.head - 8) - 1, -1)
        noun = next((i for i in before if view.tokens[i].pos in ("NOUN", "PROPN")), None)
    if noun is None or view.tokens[noun].feat("Case") != "Nom":
        return None
    return phrase(view, noun, at)


def _after_comma(view: View, cue: Cue, at: range, subject: int) -> int | None:
    """«Запрета правительство вводить не будет, заявил министр»: the author's words have their own subject after the verb."""
    lead = cue.head - 1
    while lead > subject and view.tokens[lead].pos in ("ADV", "PART"):
        lead -= 1
    if lead <= subject or view.tokens[lead].text not in (",", "–", "—", "»", '"') or cue.form == "gerund":
        return None
    own = _nearest(view, cue, at)
    if own is None or own < cue.head:
        return None
    return own if can_speak(view, own) or fold(view.tokens[own].lemma) in PRONOUNS else None


def _shared_oblique(view: View, cue: Cue, at: range) -> Source | None:
    """«В компании подтвердили арест и подчеркнули (подчеркнув), что …»: the second verb shares the institution of the first."""
    verb = view.tokens[cue.head]
    joined = verb.dep == "conj" and verb.feat("Number") == "Plur" or cue.form == "gerund"
    if not joined or verb.head is None or verb.head not in at or not is_finite(view.tokens[verb.head]):
        return None
    return oblique(view, replace(cue, head=verb.head), at)


def _whose_words(view: View, cue: Cue, at: range) -> Source | None:
    """«приводятся в релизе слова директора», «цитирует министра газета»: who is quoted, not who quotes."""
    said = [i for i in at if fold(view.tokens[i].norm) == "слова" and abs(i - cue.head) < 8]
    after = said[0] + 1 if said else cue.head + 1
    for i in range(after, min(after + 5, at.stop)):
        token = view.tokens[i]
        if token.text in STOP_MARKS:
            return None
        if fold(token.norm) in ("его", "ее", "их"):
            return Source((token.start_char, token.end_char), i, "Gen", pronoun=True)
        person = view.mention_at(token.start_char, "person") is not None
        if token.pos in ("NOUN", "PROPN") and (person or can_speak(view, i)):
            case = token.feat("Case")
            return phrase(view, i, at, case or "Gen", sure=True) if case in ("Gen", "Acc", None) else None
    return None


def _agent(view: View, cue: Cue, at: range) -> Source | None:
    """«отмечалось лидерами»: the doer of a passive stands in the instrumental."""
    deps = ("obl", "obl:agent", "iobj", *(("xcomp",) if "naming" in cue.frames else ()))
    for i in view.children_of(cue.head, *deps):
        token = view.tokens[i]
        if (
            i in at
            and token.feat("Case") == "Ins"
            and token.pos in ("NOUN", "PROPN")
            and not view.children_of(i, "case")
            and can_speak(view, i)
        ):
            return phrase(view, i, at, "Ins")
    return None


def _named_after(view: View, cue: Cue, at: range) -> Source | None:
    """«отмечает и. о. руководителя отдела … Марат Рамазанов»: a title that the tree did not understand, then the name."""
    for i in range(cue.head + 1, min(at.stop, cue.head + 30)):
        token = view.tokens[i]
        if is_finite(token) or token.text in (";", ":", "–", "—"):
            return None
        mention = view.mention_at(token.start_char, "person")
        if mention is not None and in_case(view, mention.end_char, "Nom"):
            return Source(
                (view.tokens[cue.head + 1].start_char, mention.end_char),
                view.index_from(mention.start_char),
                "Nom",
            )
    return None


def _subject(view: View, cue: Cue, at: range) -> int | None:
    head = cue.head
    verb = view.tokens[head]
    upper = _above_which(view, cue, at)
    if (
        upper is not None
        and not view.children_of(head, "nsubj", "nsubj:pass")
        and _agree(view.tokens[upper], verb)
    ):
        return _subject(view, replace(cue, head=upper), at)
    for _ in range(4):
        for i in view.children_of(head, "nsubj", "nsubj:pass"):
            if (
                i in at
                and not _behind_that(view, cue.head, i)
                and (
                    view.tokens[i].feat("Case") in ("Nom", None)
                    or _capital_taken_for_name(view, i, at)
                    or _counted(view, i)
                )
                and view.tokens[i].feat("VerbForm") != "Part"
                and (view.tokens[i].pos != "ADJ" or fold(view.tokens[i].norm) in source_words("some", "ru"))
            ):
                return _antecedent(view, i)
        above = view.tokens[head].head
        if above is None or above not in at:
            break
        dep = view.tokens[head].dep
        climbs = (
            dep == "conj"
            or (cue.form == "gerund" and dep in ("advcl", "conj", "acl"))
            or dep in ("xcomp", "cop", "aux")
            or (dep == "advcl" and _agree(view.tokens[above], verb))
        )
        if not climbs or (dep == "conj" and cue.form == "finite" and not _agree(view.tokens[above], verb)):
            break
        head = above
    return _nearest(view, cue, at)


def _behind_that(view: View, cue: int, i: int) -> bool:
    """«допускают, что доля уйдет»: what stands behind the conjunction is told, and tells nothing."""
    return any(view.tokens[j].pos == "SCONJ" for j in range(cue + 1, i))


def _above_which(view: View, cue: Cue, at: range) -> int | None:
    """«направил письмо, в котором просил …»: the verb before the clause, whose subject it has."""
    which = next(
        (i for i in range(cue.head - 1, max(at.start, cue.head - 5), -1) if view.tokens[i].pos != "ADV"), None
    )
    if which is None or fold(view.tokens[which].lemma) != "который" or view.tokens[which - 1].pos != "ADP":
        return None
    return next((i for i in range(which - 2, at.start - 1, -1) if is_finite(view.tokens[i])), None)


def _counted(view: View, i: int) -> bool:
    """«несколько каналов», «пять депутатов»: the counted noun is the subject in the genitive."""
    counts = [view.tokens[j] for j in view.children_of(i) if view.tokens[j].dep.startswith(("nummod", "det"))]
    return any(t.pos == "NUM" or fold(t.norm) in source_words("quantity", "ru") for t in counts)


def _capital_taken_for_name(view: View, i: int, at: range) -> bool:
    """«Гидротехники опровергли»: the tagger takes the capital at the head of a sentence for a name in another case."""
    token = view.tokens[i]
    person = view.mention_at(token.start_char, "person") is not None
    opens = i == next((j for j in at if view.tokens[j].pos != "PUNCT"), at.start)
    return token.pos == "PROPN" and (person or (opens and view.mention_at(token.start_char) is None))


def _antecedent(view: View, i: int) -> int:
    """«…, который сообщил»: the noun that the clause describes."""
    token = view.tokens[i]
    if fold(token.lemma) != "который" or token.head is None:
        return i
    above = view.tokens[token.head]
    if not above.dep.startswith("acl") or above.head is None:
        return i
    noun = above.head
    upper = view.tokens[noun].head
    if (
        not can_speak(view, noun)
        and view.tokens[noun].dep == "nmod"
        and upper is not None
        and can_speak(view, upper)
    ):
        return upper  # «женщина с коляской, которая повторяла»
    return noun


def _agree(one: Token, two: Token) -> bool:
    """Two predicates may share a subject."""
    return all(
        one.feat(f) is None or two.feat(f) is None or one.feat(f) == two.feat(f) for f in ("Number", "Gender")
    )


def _nearest(view: View, cue: Cue, at: range) -> int | None:
    """The nearest nominative that agrees with the verb: after it (сообщил министр), else before it in its clause."""
    verb = view.tokens[cue.head]
    if cue.form == "gerund":
        return None
    for i in range(cue.head + 1, min(cue.head + 8, at.stop)):
        token = view.tokens[i]
        if token.text in STOP_MARKS or is_finite(token) or token.pos == "SCONJ":
            break
        if _fits(view, token, verb) or _her_surname(view, i, verb) or _neuter(view, i, verb):
            return i
    bracket = False
    for i in range(cue.head - 1, max(at.start, cue.head - 14) - 1, -1):
        token = view.tokens[i]
        if token.text in ("(", ")"):
            bracket = token.text == ")"
            continue
        if bracket:
            continue
        if token.text in STOP_MARKS or is_finite(token) or token.pos == "SCONJ":
            break
        if _fits(view, token, verb):
            return i
        if token.pos == "PROPN" and token.feat("Case") == "Nom" and verb.feat("Number") == "Plur":
            one = _coordinated(view, i, at)
            if one is not None:
                return one
    return None


def _coordinated(view: View, i: int, at: range) -> int | None:
    """«Олег Белозеров и Владимир Морозов отметили»: the first of two names joined before a plural verb."""
    for j in range(i - 1, max(at.start, i - 14) - 1, -1):
        token = view.tokens[j]
        if token.text in STOP_MARKS or is_finite(token):
            return None
        if fold(token.norm) == "и" and j > at.start and view.tokens[j - 1].feat("Case") == "Nom":
            k = j - 1
            while (
                k - 1 >= at.start
                and view.tokens[k - 1].feat("Case") == "Nom"
                and view.tokens[k - 1].pos in ("PROPN", "NOUN")
            ):
                k -= 1
            return k
    return None


def _her_surname(view: View, i: int, verb: Token) -> bool:
    """«рассказывает Ахметова»: a woman's surname that the tagger takes for a man's genitive."""
    token = view.tokens[i]
    hers = token.text.endswith(("ова", "ева", "ёва", "ина", "ына")) and verb.feat("Gender") in (None, "Fem")
    return hers and verb.feat("Number") == "Sing" and view.mention_at(token.start_char, "person") is not None


def _neuter(view: View, i: int, verb: Token) -> bool:
    """«заявило оборонное ведомство»: a neuter that the tagger takes for an object, though it agrees and can speak."""
    token = view.tokens[i]
    return (
        verb.feat("Gender") == token.feat("Gender") == "Neut"
        and (token.feat("Case"), token.feat("Number")) == ("Acc", "Sing")
        and token.pos == "NOUN"
        and not view.children_of(i, "case")
        and can_speak(view, i)
    )


def _fits(view: View, token: Token, verb: Token) -> bool:
    if token.dep == "obj" and token.feat("Animacy") != "Anim":
        return False  # «Слухи в министерстве опровергли»
    mention = view.mention_at(token.start_char, "person")
    told = stands_in(view, mention, "Nom") if mention is not None else None
    if token.pos not in ("NOUN", "PROPN", "PRON") or not (
        told or (told is None and token.feat("Case") == "Nom")
    ):
        return False
    if token.pos == "PRON" and fold(token.lemma) not in PRONOUNS and fold(token.norm) not in ("тот", "та"):
        return False
    number = verb.feat("Number")
    return number is None or token.feat("Number") in (None, number)
