"""Where the content of a Russian report ends: at a new clause, at the next report, where the main clause goes on."""

from __future__ import annotations

from bisect import bisect_right

from pipeline.schema import Token
from pipeline.stages.claims.draft import Cue, Span, trimmed
from pipeline.stages.claims.quotes import DASHES
from pipeline.stages.claims.ru_clause import that_clause
from pipeline.stages.claims.ru_cues import is_finite
from pipeline.stages.claims.ru_phrase import can_speak
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import claim_words, fold

# Tokens of a content: more are no sentence, and nested reports must not read each other to the end.
LONGEST = 300
_BESIDE, _TO_VERB = 3, 6  # words up to a second verb: a few, with what completes it
_AFTERWARDS = (["после", "чего"], ["а", "потом"], ["а", "затем"], ["и", "затем"])
_NEXT = 40  # cues ahead that may end a content


def content(view: View, cue: Cue, first: int, at: range, cues: list[Cue], *, phrase: bool = False) -> Span:
    """The characters of a content from a token to the end of the unit, without what another cue of the same speaker begins.

    A `phrase` (a noun and what belongs to it) also ends where a new main clause begins: «…, однако позже …».
    """
    if first - 1 > cue.head and (
        view.tokens[first - 1].text in ("«", "“") or fold(view.tokens[first - 1].norm) == "не"
    ):
        first -= 1
    stop = min(at.stop, first + LONGEST)
    stop = _within(view, cue, first, stop)
    closed = _closed(view, cue, first, stop) if not phrase else None
    stop = closed if closed is not None else stop
    if phrase:  # a noun or infinitive with what belongs to it
        stop = next(
            (
                i
                for i in range(first + 1, stop)
                if view.tokens[i].text == ";"
                or _new_clause(view, i, at)
                or _beside_cue(view, cue, first, i, at)
                or _occasion(view, first, i, at)
                or (cue.form == "gerund" and view.tokens[i].text == "," and is_finite(view.tokens[i + 1]))
            ),
            stop,
        )
    ahead = bisect_right(cues, first, key=lambda other: other.head)
    for other in cues[ahead : ahead + _NEXT]:
        if other.head <= first or other.head >= stop or other.head == cue.head:
            continue
        cut = _cut(view, cue, other, first, phrase=phrase)
        if cut is not None:
            stop = cut
            break
    while stop - 1 > first and (
        view.tokens[stop - 1].pos in ("CCONJ", "PUNCT")
        and view.tokens[stop - 1].text not in ')»”"!?…'
        and not any(c.isdigit() for c in view.tokens[stop - 1].text + view.tokens[stop - 2].text)
        or fold(view.tokens[stop - 1].norm) in ("также", "при", "этом")
        and stop < at.stop
    ):
        stop -= 1
    return trimmed(view.text, view.tokens[first].start_char, view.tokens[stop - 1].end_char)


def _within(view: View, cue: Cue, first: int, stop: int) -> int:
    """«Жители, требующие построить мост, собрали подписи»: the content ends where the main clause goes on."""
    token = view.tokens[cue.head]
    if cue.form == "gerund":  # «…, посчитав, что он пьян; в порту …»
        stop = next((i for i in range(first, stop) if view.tokens[i].text == ";"), stop)
    if cue.form not in ("participle", "gerund") and token.dep != "acl:relcl":
        return stop
    above = token.head
    for _ in range(4):
        if above is None or above > first:
            break
        above = view.tokens[above].head
    if above is not None and first < above < stop:
        return next((i for i in range(above, first, -1) if view.tokens[i].text == ","), stop)
    if cue.form != "participle":
        return stop
    verb = next((i for i in range(first, stop) if is_finite(view.tokens[i])), first)
    return next((i for i in range(verb, stop) if view.tokens[i].text == ","), stop)


def _closed(view: View, cue: Cue, first: int, stop: int) -> int | None:
    """«написала, что отменяет тур, и извинилась», «ждал, что суд простит, однако был осужден»: the comma closes the clause
    where the verb behind it agrees with the cue (behind «однако» and «но», with the cue alone)."""
    said = view.tokens[cue.head]
    if said.feat("VerbForm") != "Fin":
        return None
    for i in range(first + 1, stop - 2):
        joint = fold(view.tokens[i + 1].norm)
        later = [fold(token.norm) for token in view.tokens[i + 1 : i + 3]] in _AFTERWARDS
        if view.tokens[i].text != "," or not later and joint not in ("и", "но", "однако"):
            continue
        verb = i + 3 if later else i + 2
        while verb < stop and view.tokens[verb].pos in ("ADV", "PART") and not is_finite(view.tokens[verb]):
            verb += 1
        if joint == "и" and _behind_relative(view, first, i, said):
            continue
        if joint != "и":
            if fold(view.tokens[verb].norm) == "в" and verb + 2 < stop:
                verb += 2  # «однако в итоге был …»
            if any(is_finite(t) and _agrees(t, said) and _past(t) for t in view.tokens[first:i]):
                continue
        if verb >= stop or view.tokens[verb].feat("VerbForm") != "Fin":
            continue
        if _agrees(view.tokens[verb], said) and not view.children_of(verb, "nsubj", "nsubj:pass"):
            return i
    return None


def _behind_relative(view: View, first: int, comma: int, said: Token) -> bool:
    """«признал, что поднял бутылку, которую бросил сосед, и бросил ее»: the comma closes a clause inside the content, whose
    verb agrees too."""
    opened = next((i for i in range(comma - 1, first, -1) if view.tokens[i].text == ","), None)
    if opened is None or fold(view.tokens[opened + 1].lemma) not in claim_words("relative", "ru"):
        return False
    return any(is_finite(t) and _agrees(t, said) for t in view.tokens[first:opened])


def _unbracketed(tokens: list[Token]) -> list[Token]:
    """The tokens without what stands in brackets."""
    found: list[Token] = []
    depth = 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0:
            found.append(token)
    return found


def _past(token: Token) -> bool:
    """By its ending: the tagger takes «переменит» for a past."""
    return token.norm.endswith(("л", "ла", "ло", "ли", "лся", "лась", "лись"))


def _agrees(one: Token, two: Token) -> bool:
    return all(one.feat(f) == two.feat(f) for f in ("Gender", "Number", "Tense", "Person"))


def _new_clause(view: View, i: int, at: range) -> bool:
    """A colon, or a comma and «однако», «но», «а», «хотя», «поэтому», before a predicate."""
    if [fold(t.norm) for t in view.tokens[i : i + 3]] == [",", "после", "чего"] or _own_subject(view, i, at):
        return True
    if view.tokens[i].text in DASHES and view.tokens[i - 1].text != ",":
        # «обвинил ведомство в поборах – за каждый акт просили десятину»
        if view.tokens[i] not in _unbracketed(view.tokens[at.start : i + 1])[-1:]:
            return False
        ahead = _unbracketed(view.tokens[i + 1 : at.stop])
        verb = next((k for k, token in enumerate(ahead) if is_finite(token)), None)
        return verb is not None and not any(
            fold(token.lemma) in claim_words("relative", "ru")
            or token.pos == "SCONJ"
            or token.feat("VerbForm") == "Inf"
            for token in ahead[:verb]
        )
    if view.tokens[i].text == ":":
        return any(is_finite(view.tokens[j]) for j in range(i + 1, at.stop))
    if (
        view.tokens[i].text != ","
        or i + 1 >= at.stop
        or fold(view.tokens[i + 1].norm) not in claim_words("turn", "ru")
        or [fold(t.norm) for t in view.tokens[i + 1 : i + 3]][:1] == ["при"]
        and fold(view.tokens[min(i + 2, at.stop - 1)].norm) != "этом"  # «положение, при котором …»
    ):
        return False
    for j in range(i + 2, min(i + 14, at.stop)):
        if is_finite(view.tokens[j]):
            return True
        if view.tokens[j].text in DASHES and view.tokens[i + 2].feat("Case") == "Dat":
            return False  # «…, а агентству – проверить, как …»
    return False


def _own_subject(view: View, i: int, at: range) -> bool:
    """«грозил выселить их, служба требовала раковину»: behind the comma a nominative and its verb."""
    if view.tokens[i].text != ",":
        return False
    j = i + 1
    while j < at.stop and view.tokens[j].pos in ("ADJ", "DET") and view.tokens[j].feat("Case") == "Nom":
        if fold(view.tokens[j].lemma) in claim_words("relative", "ru"):
            return False
        j += 1
    if (
        j + 1 >= at.stop
        or view.tokens[j].pos not in ("NOUN", "PROPN")
        or view.tokens[j].feat("Case") != "Nom"
    ):
        return False
    verb = next(
        (
            k
            for k in range(j + 1, min(j + 4, at.stop))
            if is_finite(view.tokens[k]) or view.tokens[k].pos == "PUNCT"
        ),
        None,
    )
    return verb is not None and is_finite(view.tokens[verb]) and j in view.children_of(verb, "nsubj")


def _beside_cue(view: View, cue: Cue, first: int, i: int, at: range) -> bool:
    """«пообещал вернуть деньги | и в мае ушел», «не признал итогов | и потребует пересчета»: behind «и» a second verb of the
    same doer, which agrees with the cue but for its tense."""
    if fold(view.tokens[i].norm) not in ("и", "а", "но", ","):
        return False
    verb = i + 1
    while (
        verb < at.stop
        and verb - i <= _TO_VERB
        and (
            view.tokens[verb].pos in ("ADV", "PART", "PRON")
            or view.tokens[i].text != ","
            and view.tokens[verb].pos in ("ADP", "ADJ", "NUM", "DET", "NOUN")
            and view.tokens[verb].feat("Case") != "Nom"
        )
        and fold(view.tokens[verb].lemma) not in claim_words("relative", "ru")
        and not is_finite(view.tokens[verb])
    ):
        verb += 1
    if verb >= at.stop or not is_finite(view.tokens[verb]) or view.tokens[verb].feat("VerbForm") != "Fin":
        return False
    if verb - i > _BESIDE and (
        fold(view.tokens[i].norm) != "и" or view.children_of(verb, "nsubj", "nsubj:pass", "csubj")
    ):
        return False
    one, two = view.tokens[verb], view.tokens[cue.head]
    later = one.feat("Tense") in ("Fut", "Pres") and one.feat("Number") == two.feat("Number")
    if not _agrees(one, two) and not (later and not view.children_of(verb, "nsubj", "nsubj:pass", "csubj")):
        return False
    inside = range(first, i)
    return not any(
        view.tokens[j].pos == "SCONJ"
        or is_finite(view.tokens[j])
        or fold(view.tokens[j].lemma) in claim_words("relative", "ru")
        for j in inside
    )


def _occasion(view: View, first: int, i: int, at: range) -> bool:
    """«сообщил об арестах | в среду на пресс-конференции»: where and when it was said closes a content without a verb."""
    if fold(view.tokens[i].norm) == "ранее" and view.tokens[min(i + 1, at.stop - 1)].pos == "ADP":
        return True  # «сообщившие о смерти политика | ранее в понедельник»
    if view.tokens[i].pos != "ADP" or any(
        is_finite(t) or t.text == "," or t.feat("VerbForm") == "Inf" for t in view.tokens[first:i]
    ):
        return False
    if i + 2 < at.stop and fold(view.tokens[i + 1].lemma) in claim_words("weekday", "ru"):
        i += 2
    opened = [fold(token.norm) for token in view.tokens[i : min(i + 3, at.stop)]]
    during = opened[:2] in (["во", "время"], ["в", "ходе"])
    if not during and opened[:1] not in (["в"], ["на"]):
        return False
    noun = view.tokens[i].head if not during else None
    if during:
        noun = next((j for j in range(i + 2, min(i + 5, at.stop)) if view.tokens[j].pos == "NOUN"), None)
    if noun is None or noun < i or noun not in at:
        return False
    told = claim_words("occasion", "ru") | (claim_words("session", "ru") if during else frozenset())
    return fold(view.tokens[noun].lemma) in told and view.tokens[noun].feat("Case") in ("Loc", "Gen", None)


def _cut(view: View, cue: Cue, other: Cue, first: int, *, phrase: bool = False) -> int | None:
    """Token before which the content ends because `other` reports on: «…, и призвал», «…, назвав», «…, передает ТАСС»."""
    head = view.tokens[other.head].head
    coordinated = head == cue.head and view.tokens[other.head].dep in ("conj", "advcl", "parataxis")
    chunk = other.head
    while (
        chunk > first
        and view.tokens[chunk - 1].text not in (",", ";", ":", "–", "—")
        and not is_finite(view.tokens[chunk - 1])
    ):
        if fold(view.tokens[chunk - 1].norm) in ("и", "а", "но"):
            break
        chunk -= 1
    if chunk <= first:
        return None
    if other.form == cue.form == "participle" and chunk == other.head:
        return chunk  # «назвавшая цену низкой и пояснившая, что …»
    if not phrase and (_rejoins(view, other, chunk) or _of_other_gender(view, cue, other, first, chunk)):
        return chunk
    if _of_same_doer(view, cue, other, first):
        return None
    if (
        other.form != "gerund"
        and not phrase
        and coordinated
        and view.tokens[other.head].dep == "conj"
        and view.children_of(other.head, "nsubj")
    ):
        return chunk if _contrasted(view, other, chunk) else None
    if (
        other.form == "gerund"
        and that_clause(view, other, range(other.head, min(other.head + 12, len(view.tokens)))) is not None
    ):
        return chunk  # …, добавив, что …: always the speaker goes on
    if (
        other.form == "finite"
        and view.tokens[other.head].dep == "conj"
        and not view.children_of(other.head, "nsubj")
        and _shares(view, cue, other)
    ):
        return chunk
    if other.form == "gerund":
        return chunk if coordinated or _nearest_governor_is(view, other.head, cue.head) else None
    if other.form == "finite" and head == cue.head and _contrasted(view, other, chunk):
        return chunk
    if coordinated or (
        head is not None and view.tokens[head].dep == "conj" and view.tokens[head].head == cue.head
    ):
        return chunk
    if (
        view.tokens[chunk - 1].text == ","
        and chunk == other.head
        and view.tokens[other.head].dep == "parataxis"
    ):
        return chunk
    return None


def _of_other_gender(view: View, cue: Cue, other: Cue, first: int, chunk: int) -> bool:
    """«утверждая, что полиция выдумала дело, | и заявлял, что …»: no verb of the content fits the second verb."""
    verb = view.tokens[other.head]
    if other.form != "finite" or [fold(t.norm) for t in view.tokens[chunk - 2 : chunk]] != [",", "и"]:
        return False
    if verb.feat("Gender") is None or any(chunk <= i for i in view.children_of(other.head, "nsubj")):
        return False
    inside = [t for t in view.tokens[first : chunk - 2] if t.feat("VerbForm") == "Fin"]
    behind = range(other.head, min(other.head + 6, len(view.tokens)))
    return (
        bool(inside)
        and all(t.feat("Gender") not in (None, verb.feat("Gender")) for t in inside)
        and that_clause(view, other, behind) is not None
    )


def _of_same_doer(view: View, cue: Cue, other: Cue, first: int) -> bool:
    """«заявил, что знает о деле и надеется, что …»: the second verb has the tense of the content, which tells of one doer, and
    not that of the cue."""
    one, two, said = view.tokens[first], view.tokens[other.head], view.tokens[cue.head]
    if one.feat("VerbForm") != "Fin" or other.form != "finite" or one.feat("Tense") == said.feat("Tense"):
        return False
    return _agrees(one, two) and not view.children_of(other.head, "nsubj")


def _rejoins(view: View, other: Cue, chunk: int) -> bool:
    """«…, что лидер умер, | однако власти не подтвердили», «…, | в ответ министр назвал …»: somebody answers what was said."""
    opened = {fold(token.norm) for token in view.tokens[chunk : chunk + 2]}
    return (
        other.form == "finite"
        and bool(opened & claim_words("rejoins", "ru"))
        and (
            any(chunk <= i for i in view.children_of(other.head, "nsubj"))
            or any(
                t.feat("Case") == "Nom" and t.pos in ("NOUN", "PROPN") or fold(t.lemma) == "этот"
                for t in view.tokens[chunk : other.head]
            )
        )
    )


def _contrasted(view: View, other: Cue, chunk: int) -> bool:
    """«Минфин сообщил, что оценки нет, | а источник назвал цифру завышенной»: somebody else reports behind «, а»."""
    joint = [fold(token.norm) for token in view.tokens[chunk - 2 : chunk]]
    return joint == [",", "а"] and any(
        chunk <= i < other.head and can_speak(view, i) for i in view.children_of(other.head, "nsubj")
    )


def _shares(view: View, cue: Cue, other: Cue) -> bool:
    """«… что станция построена, и призвал …»: the second verb agrees with the cue and not with the predicate
    beside it, or that predicate tells of a thing."""
    one, two = view.tokens[cue.head], view.tokens[other.head]
    if two.head is None or not all(one.feat(f) == two.feat(f) for f in ("Gender", "Number", "Tense")):
        return False
    beside = view.tokens[two.head]
    if (
        beside.feat("Variant") == "Short"
    ):  # «был возмущен, но не собирался»: the verb of a short form is its «был»
        beside = next((view.tokens[i] for i in view.children_of(two.head, "aux:pass", "cop")), beside)
    if any(beside.feat(f) != two.feat(f) for f in ("Gender", "Number", "Tense", "VerbForm")):
        return True
    subjects = view.children_of(two.head, "nsubj", "nsubj:pass")
    if not subjects and {"clause", "inf"} & other.frames == {"clause"}:
        behind = range(other.head, min(other.head + 6, len(view.tokens)))
        return (
            that_clause(view, other, behind) is not None
        )  # «напомнил, что уже внес проект, и подчеркнул, что …»
    return bool(subjects) and not any(can_speak(view, i) or view.tokens[i].pos == "PRON" for i in subjects)


def _nearest_governor_is(view: View, i: int, cue: int) -> bool:
    return view.tokens[i].head == cue
