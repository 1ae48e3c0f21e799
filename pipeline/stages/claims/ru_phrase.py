"""The noun phrase of a Russian source: where it begins and ends, and whether its head can speak."""

from __future__ import annotations

from pipeline.schema import Mention
from pipeline.stages.claims.draft import Source
from pipeline.stages.claims.genders import declined, stands_in
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.ru_cues import is_finite
from pipeline.stages.claims.ru_edges import (
    attributes,
    behind_bracket,
    close_quote,
    dated,
    himself,
    is_short,
    open_quote,
    turns_to,
)
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words

PRONOUNS = {"он", "она", "они"}
STOP_MARKS = {",", ";", ":", ".", "!", "?", "…", "–", "—", "-", ")", "("}


def phrase(view: View, head: int, at: range, case: str = "Nom", *, sure: bool = False) -> Source:
    """The noun phrase of a source from its head word; reason `inanimate` when the head cannot speak (unless `sure`)."""
    token = view.tokens[head]
    lemma = fold(token.lemma)
    if token.pos in ("PRON", "DET") and (lemma in PRONOUNS or that_one(view, head)):
        if _thing(view, head, at):
            return Source(None, head, case, reason="inanimate")
        return Source((token.start_char, token.end_char), head, case, pronoun=True)
    if lemma == "который" or (not sure and not can_speak(view, head)):
        return Source(None, head, case, reason="inanimate")
    first, last = _bounds(view, head, at, case)
    for other in view.children_of(head, "conj"):
        # «и Токаев, и Путин»: the tree joins what a comma separates.
        if last < other <= last + 4 and other in at and view.tokens[other].pos == "PROPN":
            last = _bounds(view, other, at, case)[1]
    start, end = view.span(first, last)
    joint = tuple(i for i in view.children_of(head, "conj") if i in at)
    return Source((open_quote(view.text, start), close_quote(view.text, start, end)), head, case, heads=joint)


def that_one(view: View, i: int) -> bool:
    """«Тот отрицает», «Те, впрочем, отрицают»: the pronoun alone, before no noun and no clause."""
    token = view.tokens[i]
    after = view.tokens[i + 1] if i + 1 < len(view.tokens) else token
    if after.text == "," and i + 2 < len(view.tokens) and view.tokens[i + 2].pos == "ADV":
        after = view.tokens[i + 2]
    own = {"тот": "Masc", "та": "Fem"}.get(fold(token.norm))
    noun = after.pos in ("ADJ", "NOUN", "PROPN", "NUM") and after.feat("Variant") != "Short"
    alone = not noun or after.feat("Gender") not in (own, None)
    return (
        fold(token.norm) in ("тот", "та", "те")
        and alone
        and after.text != ","
        and after.pos not in ("PART", "SCONJ")
    )


def _thing(view: View, i: int, at: range) -> bool:
    """«Документ имеет значение – он подтверждает …»: the pronoun takes up a thing named as subject in its sentence."""
    pronoun = view.tokens[i]
    if pronoun.feat("Number") == "Plur" or (i > at.start and is_finite(view.tokens[i - 1])):
        return False  # «…, отметил он»
    for j in range(i - 1, at.start - 1, -1):
        token = view.tokens[j]
        if (
            token.dep.startswith("nsubj")
            and token.pos in ("NOUN", "PROPN")
            and token.feat("Gender") == pronoun.feat("Gender")
        ):
            return token.feat("Number") == "Sing" and not can_speak(view, j)
    return False


def can_speak(view: View, head: int) -> bool:
    """A person, organization or state by name, or a noun that can speak."""
    token = view.tokens[head]
    mention = view.mention_at(token.start_char, "person", "organization", "place", "event")
    if mention is not None and not (
        mention.label in ("place", "event") and speaking_noun(view, head, "ru") is not None
    ):
        return mention.label != "event" and (
            mention.label != "place" or mention.place_kind in (None, "country", "city", "region")
        )
    if "-" in token.text and speaking_noun(view, head, "ru") is not None:
        return True  # «вице-министр», an adjective for the tagger
    if token.pos in ("PRON", "DET", "NUM", "ADJ"):
        return fold(token.norm) in source_words("some", "ru") or fold(token.lemma) in ("который", "кто")
    if token.pos in ("PROPN", "X"):
        return True
    if speaking_noun(view, head, "ru") is not None:
        return True
    if fold(token.lemma) in source_words("quantity", "ru"):  # «ряд депутатов»
        return any(can_speak(view, i) for i in view.children_of(head, "nmod") if i == head + 1)
    return token.pos == "NOUN" and token.feat("Animacy") == "Anim"


def _bounds(view: View, head: int, at: range, case: str) -> tuple[int, int]:
    """First and last token of the phrase: attributes before the head, then titles, complements and the name after it."""
    first = head
    for i in reversed(
        [
            j
            for j in view.subtree(
                head, stop=("acl", "acl:relcl", "parataxis", "conj", "advmod", "cc", "case")
            )
            if j < head
        ]
    ):
        if i != first - 1 or i not in at or is_finite(view.tokens[i]) or view.tokens[i].text in STOP_MARKS:
            break
        if _told_name(view, i, head):
            break
        first = i
    last = head
    own = view.mention_at(view.tokens[head].start_char, "person", "organization")
    named = own is not None and own.label == "person"
    if own is not None:
        last = max(head, min(view.range_of(own.start_char, own.end_char).stop, at.stop) - 1)
    i = last + 1
    governed = False
    noun = speaking_noun(view, head, "ru")
    body = own is not None and own.label == "organization"
    several = view.tokens[head].feat("Number") == "Plur"  # «Как отмечают коллеги, Ким ушла»
    thing = body or several or (noun is not None and noun.kind in ("media", "document", "institution"))
    while i < at.stop:
        token = view.tokens[i]
        mention = view.mention_at(token.start_char)
        if mention is not None and mention.start_char <= token.start_char:
            stop = view.range_of(mention.start_char, mention.end_char).stop
            if mention.label == "organization" and case == "Nom" and token.feat("Case") == "Dat":
                break  # «сказал эксперт «Газете»»: who is told
            if mention.label == "person":
                if named and view.tokens[i - 1].text not in ("и",) and not _whose(view, head, i):
                    break
                if case == "Gen" and not governed and _opens_clause(view, mention):
                    break
                if not in_case(view, mention.end_char, case) and named:
                    break
                named = named or in_case(view, mention.end_char, case)
            last, i = stop - 1, stop
            continue
        if token.text == "," and not named and not thing and _title_goes_on(view, i + 1, at, case):
            i += 1
            continue
        if (
            token.text in ("«", "»", '"', "“", "”", "№", "'")
            or (token.text == "." and _initial(view, i))
            or (token.text == "-")
        ):
            i += 1
            continue
        if fold(token.norm) in source_words("addressee") and i > head:
            break  # «в управлении редакции сообщили»
        if (
            token.text[:1].isdigit()
            and not name_ahead(view, i, at, case)
            and (case == "Gen" or dated(view, i))
        ):
            break  # «по данным следствия 3 февраля он …», «сообщают СМИ 3 февраля»
        if is_short(token):
            break
        if token.pos in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "X") and not is_finite(token):
            if named and token.feat("Case") not in (case, None):
                break
            if token.feat("Case") not in (case, "Gen", None) and not governed:
                break
            last, i = i, i + 1
            continue
        if (
            token.text in ("и", "по", "при", "в", "на", "с", "со", "для", "о", "об", "из", "от", "г", "г.")
            and not named
            and name_ahead(view, i, at, case)
        ):
            governed = True
            i += 1
            continue
        if token.feat("VerbForm") == "Part" and not named and name_ahead(view, i, at, case):
            governed, i = True, i + 1  # «глава правящего в стране совета маршал Петров»
            continue
        if himself(view, i):
            break
        if token.text == "и" and (
            any(j > i for j in view.children_of(head, "conj"))
            or _joins(view, i, at, case)
            or attributes(view, i, at)
        ):
            named = named and not name_ahead(view, i + 1, at, case)
            i += 1
            continue
        after = behind_bracket(view, i, at) if token.text == "(" and not named else None
        if after is not None and name_ahead(view, after, at, case):
            i = after
            continue
        if len(token.text) == 1 and token.text.isupper():
            last, i = i, i + 1
            continue
        break
    last = max(last, head)
    return first, last if named else _complemented(view, head, last, at)


def _told_name(view: View, i: int, head: int) -> bool:
    """«рассказал Вечорке источник»: a name before a common noun is who is told, or another phrase, and no part of this one."""
    named = view.mention_at(view.tokens[i].start_char, "person")
    return (
        named is not None
        and named.end_char < view.tokens[head].start_char
        and not view.mention_at(view.tokens[head].start_char, "person")
    )


def _complemented(view: View, head: int, last: int, at: range) -> int:
    """Last token with the complements that the tree hangs on the head: источник в отрасли, специалист по праву."""
    token_is_person = view.tokens[head].feat("Animacy") == "Anim"
    own_words = set(view.subtree(head, stop=("acl", "acl:relcl", "parataxis", "conj", "punct")))
    if last + 2 < at.stop and view.tokens[last + 1].text in ("»", '"') and last + 2 in own_words:
        last += 1  # источник «Интерфакса» в министерстве
    while (
        last + 1 < at.stop
        and last + 1 in own_words
        and (not is_finite(view.tokens[last + 1]) or view.tokens[last + 1].dep == "nmod")
        and fold(view.tokens[last + 1].norm) not in source_words("addressee")
        and not (token_is_person and turns_to(view, last + 1))
        and not _in_common(view, head, last + 1)
        and not _subject_behind(view, head, last + 1)
        and not himself(view, last + 1)
    ):
        last += 1
    while (
        last > head
        and view.tokens[last].pos in ("ADP", "CCONJ", "PART")
        and view.mention_at(view.tokens[last].start_char, "person") is None  # Заида аль-Омари
    ):
        last -= 1
    return _second_name(view, last, at)


def _subject_behind(view: View, head: int, i: int) -> bool:
    """«По словам врачей Иван Крылов в больнице»: behind several in the genitive one in the nominative opens the clause."""
    mention = view.mention_at(view.tokens[i].start_char, "person")
    several = view.tokens[head].feat("Number") == "Plur" and view.tokens[head].feat("Case") == "Gen"
    return mention is not None and several and _opens_clause(view, mention)


def _whose(view: View, head: int, i: int) -> bool:
    """«Врач Хиллари Рид Анна Ким»: the name before another behind a post tells whose post it is, where it does not decline."""
    before = view.mention_at(view.tokens[i - 1].start_char, "person")
    return (
        before is not None
        and before.start_char > view.tokens[head].start_char
        and stands_in(before, "Gen") is not False
    )


def _second_name(view: View, last: int, at: range) -> int:
    """«врачи Университета Орла и Университета Омска», «управление полиции по г. Омску»: last token of the name that goes
    on behind «и», in the same case, or behind a word cut to one letter."""
    own = view.mention_at(view.tokens[last].start_char, "organization", "place")
    if last + 2 >= at.stop:
        return last
    if own is not None and view.tokens[last + 1].text == ",":
        return _list_of_names(view, own, last, at)
    other = view.mention_at(view.tokens[last + 2].start_char, "organization", "place")
    if other is None or other.start_char != view.tokens[last + 2].start_char:
        return last
    stop = view.range_of(other.start_char, other.end_char).stop - 1
    if view.tokens[last + 1].text == ".":
        return stop if len(view.tokens[last].text) == 1 and other.label == "place" else last
    if own is None or own.label != other.label or fold(view.tokens[last + 1].norm) != "и" or stop >= at.stop:
        return last
    one, two = view.tokens[view.index_from(own.start_char)], view.tokens[last + 2]
    return stop if one.feat("Case") == two.feat("Case") not in ("Nom", None) else last


def _list_of_names(view: View, own: Mention, last: int, at: range) -> int:
    """«представители США, Канады и Кубы»: last token of names of one kind in one case, where «и» closes the list."""
    case, i = view.tokens[view.index_from(own.start_char)].feat("Case"), last
    while case not in ("Nom", None) and i + 2 < at.stop:
        mark, other = fold(view.tokens[i + 1].norm), view.mention_at(view.tokens[i + 2].start_char, own.label)
        agrees = view.tokens[i + 2].feat("Case") in (case, None)
        if mark not in (",", "и") or other is None or not agrees:
            return last
        i = view.range_of(other.start_char, other.end_char).stop - 1
        if mark == "и":
            return i if i < at.stop else last
    return last


def _opens_clause(view: View, mention: Mention) -> bool:
    """«По словам соседей Олег Лис уехал»: no comma parts the source from the subject of what is told."""
    if stands_in(mention, "Nom") and stands_in(mention, "Gen") is False:
        return True
    return any(token.dep.startswith("nsubj") for token in view.inside(mention.start_char, mention.end_char))


def _in_common(view: View, head: int, i: int) -> bool:
    """«министерство здравоохранения в больницах …»: where it happened, not which ministry; «суд в Омске» is that of Omsk."""
    noun = speaking_noun(view, head, "ru")
    if noun is None or noun.kind != "institution" or fold(view.tokens[i].norm) not in ("в", "на"):
        return False
    return i + 1 < len(view.tokens) and view.mention_at(view.tokens[i + 1].start_char) is None


def _joins(view: View, i: int, at: range, case: str) -> bool:
    """«X и Y»: after the conjunction another name in the case, before the next verb."""
    if i + 1 >= at.stop or case != "Nom":
        return False
    after = view.tokens[i + 1]
    if fold(after.lemma) == "сам" or after.pos not in ("NOUN", "PROPN", "ADJ"):
        return False
    return (after.pos == "PROPN" and after.feat("Case") == case) or name_ahead(
        view, i + 1, range(at.start, min(at.stop, i + 9)), case
    )


def in_case(view: View, end_char: int, case: str) -> bool:
    """The last word of a name ends at `end_char` and stands in the case (or does not decline)."""
    i = view.index_from(end_char) - 1
    if i < 0:
        return False
    mention = view.mention_at(view.tokens[i].start_char, "person")
    told = stands_in(mention, case) if mention is not None else None
    if told is not None:
        return told
    if mention is not None and case == "Nom" and declined(mention.text, mention.normal):
        return False
    if mention is not None and any(
        t.feat("Case") not in (None, case) and fold(t.norm) != fold(t.lemma)
        for t in view.inside(mention.start_char, mention.end_char)
        if t.pos in ("PROPN", "NOUN")
    ):
        return False  # Соной Ованнисян: the first name shows the case
    found = view.tokens[i].feat("Case")
    return found in (None, case) or (
        case == "Nom"
        and view.tokens[i - 1].feat("Case") == "Nom"
        and view.tokens[i].pos == "PROPN"
        and i > 0
        and found is None
    )


def _initial(view: View, i: int) -> bool:
    return i > 0 and (
        len(view.tokens[i - 1].text) <= 2 or view.tokens[i - 1].text.lower() in ("им", "проф", "акад")
    )


def _title_goes_on(view: View, i: int, at: range, case: str) -> bool:
    """After the comma another title follows (политолог, руководитель отдела …) and a name closes the list."""
    if i >= at.stop:
        return False
    where = fold(view.tokens[i].norm) in ("в", "на") and i + 1 < at.stop
    # «директор в России, на Кипре Анна Ким»
    nominal = where and view.mention_at(view.tokens[i + 1].start_char, "place") is not None
    for j in range(i, min(i + 4, at.stop)):
        token = view.tokens[j]
        if is_finite(token) or token.pos in ("SCONJ", "PUNCT") or fold(token.lemma) == "который":
            break
        if token.pos in ("NOUN", "PROPN") and token.feat("Case") == case:
            nominal = True
            break
        if token.pos == "NOUN" and token.feat("Case") == "Gen" == view.tokens[i - 2].feat("Case"):
            nominal = True  # министр труда, социальной защиты и миграции
            break
    return nominal and name_ahead(view, i, at, case)


def name_ahead(view: View, i: int, at: range, case: str) -> bool:
    """A person's name in the case comes before the next verb."""
    for j in range(i, min(i + 25, at.stop)):
        token = view.tokens[j]
        if is_finite(token) or token.text in (";", ":", "–", "—") or token.pos == "SCONJ":
            return False
        mention = view.mention_at(token.start_char, "person")
        if mention is not None and in_case(view, mention.end_char, case):
            return True
    return False
