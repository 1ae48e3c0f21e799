"""Who stands by a Russian cue: the subject in the tree, else the nearest nominative; «в Минздраве», «из доклада»."""

from __future__ import annotations

from dataclasses import replace

from pipeline.stages.claims.draft import NO_SOURCE, Cue, Source
from pipeline.stages.claims.genders import stands_in
from pipeline.stages.claims.ru_cues import ACTIVE, is_finite
from pipeline.stages.claims.ru_divided import divided_name
from pipeline.stages.claims.ru_phrase import (
    PRONOUNS,
    STOP_MARKS,
    can_speak,
    in_case,
    name_ahead,
    phrase,
    that_one,
)
from pipeline.stages.claims.ru_place import oblique
from pipeline.stages.claims.ru_subject import agree, nearest, subject_of
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

_ADJUNCT = 6  # words that a participle may have before it


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
    subject = subject_of(view, cue, at)
    if subject is not None and subject < cue.head:
        subject = _after_comma(view, cue, at, subject) or subject
    if (subject is None or not can_speak(view, subject)) and _that_opens(view, cue, at):
        subject = at.start
    if subject is None:
        return (
            oblique(view, cue, at)
            or _shared_oblique(view, cue, at)
            or _of_main_verb(view, cue, at)
            or _of_main_clause(view, cue, at)
            or NO_SOURCE
        )
    subject = _behind_thing(view, cue, at, subject) or subject
    told = _outlet_told(view, cue, at, subject)
    if told is not None:
        return told
    subject = _behind_outlet(view, cue, at, subject)
    described = view.tokens[cue.head].dep == "acl:relcl" and view.tokens[cue.head].head == subject
    case = described and view.tokens[subject].feat("Case") or "Nom"  # «цитирует сотрудника, который …»
    found = divided_name(view, cue, at, phrase(view, subject, at, case))
    if found.reason == "inanimate" and subject < cue.head and view.tokens[cue.head].feat("Number") == "Plur":
        return oblique(view, cue, at) or found  # «Итоги там обещают обнародовать»
    if (
        found.reason == "inanimate"
        and subject > cue.head
        and view.tokens[subject].pos not in ("NOUN", "PROPN")
    ):
        return _named_after(view, cue, at) or found
    return found


def _behind_thing(view: View, cue: Cue, at: range, subject: int) -> int | None:
    """«Доводы истца судьи сочли слабыми»: the form tells no case, the tree has the thing as the subject; who can speak stands
    between it and the verb."""
    if subject > cue.head or cue.form != "finite" or can_speak(view, subject):
        return None
    own = nearest(view, cue, range(subject, cue.head + 1))
    speaks = own is not None and own > subject and view.tokens[own].feat("Animacy") == "Anim"
    return own if speaks and own is not None and can_speak(view, own) else None


def _outlet_told(view: View, cue: Cue, at: range, subject: int) -> Source | None:
    """«сообщили РИА Новости в пресс-службе базы»: one outlet, an institution behind it, and the verb of several: who is
    told does not decline, and the institution tells."""
    own = view.mention_at(view.tokens[subject].start_char, "organization")
    if own is None or subject < cue.head or view.tokens[cue.head].feat("Number") != "Plur":
        return None
    first, last = view.range_of(own.start_char, own.end_char)[0], view.index_from(own.end_char)
    if first != cue.head + 1 or last >= at.stop or fold(view.tokens[last].norm) not in ("в", "во", "на"):
        return None
    place = oblique(view, cue, at)
    return place if place is not None and place.head is not None and place.head > last else None


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
    teller = token.pos == "NOUN" and can_speak(view, behind) and agree(token, view.tokens[cue.head])
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
    # «признал вину, пожаловался на судью и попросил …»: a list, where the tree joins the verbs.
    listed = view.tokens[i].text == "," and two.head == cue.head and two.dep in ("conj", "dep", "parataxis")
    listed = listed and not any(t.pos == "SCONJ" or is_finite(t) for t in view.tokens[cue.head + 1 : i])
    return (listed or fold(view.tokens[i].norm) in ("и", "а", "но")) and not any(
        view.tokens[j].feat("Case") == "Nom" for j in view.children_of(other.head, "nsubj")
    )


def _modified(view: View, cue: Cue, at: range) -> Source | None:
    """«Лаура Ким, сообщившая, что …»: the noun before the comma, in the case of the participle, or after a participle that
    leads it. «с жителями, требующими мост»: in another case than the nominative only before «, что»."""
    verb, first = view.tokens[cue.head], cue.head
    if fold(view.tokens[first - 1].norm) == "и":  # «Ким, назвавшая цену и пояснившая, что …»
        first = next((i for i in range(first - 2, at.start, -1) if _opens(view, i)), first)
    lead = first
    while lead > at.start and first - lead < _ADJUNCT and view.tokens[lead - 1].pos not in ("PUNCT", "VERB"):
        lead -= 1
    if lead < first and view.tokens[lead].pos == "ADP":
        first = lead  # «Ким, в своей речи назвавшая …»
    if first == at.start or view.tokens[first - 1].text != ",":
        return None
    noun = verb.head if first == cue.head else None
    if (
        noun is None
        or noun not in at
        or noun > cue.head
        or view.tokens[noun].feat("Case") != verb.feat("Case")
    ):
        before = range(first - 2, max(at.start, first - 8) - 1, -1)
        noun = next((i for i in before if view.tokens[i].pos in ("NOUN", "PROPN")), None)
    if noun is None:
        return None
    case = view.tokens[noun].feat("Case")
    if case == "Nom":
        return phrase(view, noun, at)
    behind = [fold(token.norm) for token in view.tokens[cue.head + 1 : min(cue.head + 4, at.stop)]]
    agrees = case is not None and case == verb.feat("Case") and view.tokens[noun].feat("Animacy") == "Anim"
    return phrase(view, noun, at, case) if agrees and case and "," in behind and "что" in behind else None


def _opens(view: View, i: int) -> bool:
    """A participle behind its comma."""
    return view.tokens[i - 1].text == "," and ACTIVE.search(view.tokens[i].norm.lower()) is not None


def _after_comma(view: View, cue: Cue, at: range, subject: int) -> int | None:
    """«Запрета правительство вводить не будет, заявил министр»: the author's words have their own subject after the verb."""
    lead = cue.head - 1
    while lead > subject and view.tokens[lead].pos in ("ADV", "PART"):
        lead -= 1
    if lead <= subject or view.tokens[lead].text not in (",", "–", "—", "»", '"') or cue.form == "gerund":
        return None
    own = nearest(view, cue, at)
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


def _of_main_verb(view: View, cue: Cue, at: range) -> Source | None:
    """«…; через час боксер назвал это шуткой, написав в своем блоге»: the gerund has the subject of the verb before it,
    wherever the tree hangs it."""
    if cue.form != "gerund":
        return None
    verb = next((i for i in range(cue.head - 1, at.start - 1, -1) if is_finite(view.tokens[i])), None)
    subject = subject_of(view, replace(cue, head=verb, form="finite"), at) if verb is not None else None
    return phrase(view, subject, at) if subject is not None and can_speak(view, subject) else None


def _of_main_clause(view: View, cue: Cue, at: range) -> Source | None:
    """«Петров записал обращение, в котором сообщил: …»: a relative clause without a subject of its own has that of the main clause."""
    verb = view.tokens[cue.head]
    if cue.form != "finite" or verb.feat("Number") == "Plur":
        return None
    for i in range(cue.head - 1, max(at.start, cue.head - 7), -1):
        token = view.tokens[i]
        if token.text == ",":
            return None
        if fold(token.lemma) not in ("который", "где"):
            continue
        if token.feat("Case") in ("Nom", "Acc"):
            return None
        main = next((j for j in range(i - 1, at.start - 1, -1) if is_finite(view.tokens[j])), None)
        subject = subject_of(view, replace(cue, head=main), at) if main is not None else None
        if subject is None or subject > i or not can_speak(view, subject):
            return None
        return phrase(view, subject, at) if agree(view.tokens[subject], verb) else None
    return None


def _whose_words(view: View, cue: Cue, at: range) -> Source | None:
    """«приводятся в релизе слова директора», «цитирует министра газета»: who is quoted, not who quotes."""
    said = [i for i in at if fold(view.tokens[i].norm) in ("слова", "рассказ") and abs(i - cue.head) < 8]
    after = said[0] + 1 if said else cue.head + 1
    if said and fold(view.tokens[said[0] - 1].norm) in ("его", "ее", "их"):
        after = said[0] - 1
    beyond = after
    for i in range(after, min(after + 8, at.stop)):
        token = view.tokens[i]
        if i < beyond:
            continue
        if token.text in STOP_MARKS:
            return None
        if not said and (beyond := _outlet_end(view, i, at)):
            continue
        if fold(token.norm) in ("его", "ее", "их"):
            return Source((token.start_char, token.end_char), i, "Gen", pronoun=True)
        person = view.mention_at(token.start_char, "person")
        if person is not None:
            if token.feat("Case") == "Nom" and stands_in(person, "Nom"):
                return None  # «цитирует Иванов»: who quotes
            return phrase(view, i, at, "Gen", sure=True)
        case = token.feat("Case")
        if token.pos in ("NOUN", "PROPN") and case in ("Gen", "Acc", None) and can_speak(view, i):
            if not said and not name_ahead(view, i, at, "Gen") and name_ahead(view, i, at, "Acc"):
                case = "Acc"  # «цитирует директора Анну Ким»
            return phrase(view, i, at, case or "Gen", sure=True)
    return None


def _outlet_end(view: View, i: int, at: range) -> int:
    """«цитирует Infox.ru пресс-службу», «цитирует ТАСС министра»: where the name of who quotes ends, before whom it quotes;
    0 where no such name begins."""
    outlet = view.mention_at(view.tokens[i].start_char, "organization")
    if outlet is None or outlet.start_char < view.tokens[i].start_char:
        return 0
    end = view.index_from(outlet.end_char)
    while end < at.stop and (view.tokens[end].text in '»”"' or view.tokens[end].pos == "ADJ"):
        end += 1
    token = view.tokens[end] if end < at.stop else None
    if token is None or token.pos != "NOUN":
        return 0
    quoted = token.feat("Case") == "Acc" or (token.feat("Case"), token.feat("Animacy")) == ("Gen", "Anim")
    return end if quoted and can_speak(view, end) else 0


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
