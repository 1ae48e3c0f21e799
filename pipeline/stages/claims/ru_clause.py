"""Where the content of a Russian report begins and ends: after «что», after a colon, an infinitive, a noun phrase."""

from __future__ import annotations

from bisect import bisect_right

from pipeline.schema import Token
from pipeline.stages.claims.draft import Cue, Span, trimmed
from pipeline.stages.claims.ru_cues import is_finite
from pipeline.stages.claims.ru_phrase import can_speak
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, words

_THAT = {"что", "будто", "якобы", "чтобы", "мол", "дескать"}
_TURNS = {"однако", "но", "а", "хотя", "поэтому", "зато", "при", "причем", "тогда"}
# Tokens of a content: more are no sentence, and nested reports must not read each other to the end.
LONGEST = 300
_NEXT = 40  # cues ahead that may end a content
_STOPS = {",", ";", ":", "–", "—"}
_PREDICATES = {"нет", "можно", "надо", "нужно", "нельзя"}
_QUESTIONS = {"как", "когда", "почему", "зачем", "кто", "сколько", "насколько", "чем", "ли", "если"}
_RELATIVE = {"который", "где", "куда", "откуда", "чей"}


def that_clause(view: View, cue: Cue, at: range) -> int | None:
    """Index of the first token after «что» that opens the content of the cue; None when there is none.

    Between the cue and its «что» stand subject, addressee and adjuncts, but no other predicate of the same level.
    """
    for i in range(cue.head + 1, at.stop):
        token = view.tokens[i]
        form = fold(token.norm)
        if (form in _THAT or (form == "как" and "how" in cue.frames)) and view.tokens[i - 1].text == ",":
            first = i + 2 if i + 2 < at.stop and view.tokens[i + 1].text == "," else i + 1  # «, мол, …»
            return None if _told_by_relative(view, cue.head, i - 1) else first
        if token.text in (";", ":", "!", "?"):
            return None
        if is_finite(token) and not _relative(view, i, cue.head):
            return None
        if token.feat("VerbForm") == "Conv" and fold(token.lemma) in words("ru").cues:
            return None
    return None


def unjoined_clause(view: View, cue: Cue, at: range) -> int | None:
    """«Жители говорят, воды нет с мая»: first token of a clause of its own behind the comma that follows subject and cue."""
    first = next((i for i in at if view.tokens[i].pos != "PUNCT"), cue.head)
    start = cue.head + 2
    before = view.tokens[first : cue.head]
    if (
        start >= at.stop
        or view.tokens[start - 1].text != ","
        or any(is_finite(t) or t.text in _STOPS for t in before)
    ):
        return None
    opening = view.tokens[start]
    if (
        opening.pos in ("SCONJ", "CCONJ", "VERB")
        or fold(opening.norm) in _TURNS | _THAT | _QUESTIONS
        or fold(opening.lemma) in _RELATIVE
    ):
        return None
    stop = next((i for i in range(start, at.stop) if view.tokens[i].text in _STOPS), at.stop)
    said = view.tokens[start:stop]
    told = any(is_finite(t) or fold(t.norm) in _PREDICATES for t in said) and said[-1].text != "?"
    return start if told else None


def _told_by_relative(view: View, cue: int, comma: int) -> bool:
    """«сослался на отчет, в котором сказано, что»: the relative clause has the content, not the cue before it."""
    for i in range(comma - 1, cue, -1):
        if view.tokens[i].text == ",":
            return False
        if is_finite(view.tokens[i]):
            return _relative(view, i, cue)
    return False


def _relative(view: View, i: int, after: int) -> bool:
    """The verb belongs to a relative clause («министр, который возглавил комиссию, сообщил»)."""
    return any(fold(view.tokens[j].lemma) == "который" for j in range(after + 1, i))


def colon(view: View, cue: Cue, at: range) -> int | None:
    """Index of the first token after the colon that announces the content."""
    for i in range(cue.head + 1, at.stop):
        token = view.tokens[i]
        if token.text == ":":
            return i + 1 if at.stop - i > 3 else None
        if token.text in (";", "!", "?", "–", "—") or is_finite(token) or token.pos == "SCONJ":
            return None
    return None


def infinitive(view: View, cue: Cue, at: range) -> int | None:
    """Index of the infinitive that the cue governs, by the tree, else the first one in its clause."""
    for i in view.children_of(cue.head, "xcomp", "ccomp", "csubj", "advcl", "obj", "acl"):
        if i > cue.head and i in at and _is_infinitive(view.tokens[i]):
            return i
    for i in range(cue.head + 1, at.stop):
        token = view.tokens[i]
        if _is_infinitive(token):
            return i
        if token.text in (",", ";", ":", "–", "—") or is_finite(token) or token.pos == "SCONJ":
            return None
    return None


def _is_infinitive(token: Token) -> bool:
    """By its ending too: the tagger takes «акиматам» for one."""
    return token.feat("VerbForm") == "Inf" and token.norm.lower().endswith(("ть", "ти", "чь", "ся", "сь"))


def infinitive_start(view: View, cue: Cue, verb: int) -> tuple[int, int | None]:
    """First token of an infinitive clause, and the addressee before it («поручил кабмину до 1 марта подготовить план»)."""
    own = [i for i in view.subtree(verb) if cue.head < i <= verb]
    start = min(own, default=verb)
    addressee = None
    for i in view.children_of(cue.head, "iobj", "obl", "obj"):
        token = view.tokens[i]
        if (
            i > cue.head
            and i < verb
            and token.feat("Case") in ("Dat", "Acc")
            and not view.children_of(i, "case")
        ):
            addressee = i
            start = max(start, max(view.subtree(i)) + 1)
    return min(start, verb), addressee


def infinitive_before(view: View, cue: Cue, at: range) -> Span | None:
    """«Вводить запрет правительство не планирует»: an infinitive that the cue governs opens the sentence."""
    verb = next(
        (
            i
            for i in view.children_of(cue.head, "xcomp", "csubj", "ccomp")
            if i in at and i < cue.head and view.tokens[i].feat("VerbForm") == "Inf"
        ),
        None,
    )
    if verb is None:
        return None
    own = view.subtree(verb, stop=("nsubj", "parataxis", "conj"))
    first = last = verb
    while first - 1 in own and first > at.start:
        first -= 1
    while last + 1 in own and last + 1 < cue.head:
        last += 1
    return trimmed(view.text, *view.span(first, last)) if last > first else None


def complement(view: View, cue: Cue, at: range) -> int | None:
    """Head noun of the object (subject, of a passive) that is the content: «отметил рост», «подчеркивается важность»."""
    deps = ("nsubj:pass", "nsubj", "obj") if "passive" in cue.frames else ("obj", "obl")
    for dep in deps:
        for i in view.children_of(cue.head, dep):
            token = view.tokens[i]
            if i not in at or token.pos not in ("NOUN", "PROPN", "NUM") or token.feat("Animacy") == "Anim":
                continue
            if dep == "obl" and (token.feat("Case") not in ("Gen", "Acc") or view.children_of(i, "case")):
                continue
            if dep == "obj" and view.children_of(i, "case"):
                continue
            if (cue.lemma, fold(token.lemma)) in words("ru").traps:
                continue
            if view.mention_at(token.start_char, "person", "organization", "event") is not None:
                continue
            return i
    return None


def next_noun(view: View, cue: Cue, at: range) -> int | None:
    """«аналитики ждут прибавки»: the noun beside a verb with a subject, which the tree takes for another subject."""
    subjects = view.children_of(cue.head, "nsubj")
    for i in range(cue.head + 1, min(cue.head + 4, at.stop)):
        token = view.tokens[i]
        if token.pos == "NOUN" and token.feat("Animacy") != "Anim":
            return i if i in subjects and subjects[0] < cue.head else None
        if token.pos not in ("ADJ", "ADV", "NUM", "DET"):
            return None
    return None


def before_cue(view: View, cue: Cue, at: range) -> tuple[int, int] | None:
    """First and last token of «об убийстве …» that opens the sentence before its cue; None when it does not."""
    start = at.start
    while start < cue.head and view.tokens[start].pos in ("PUNCT", "CCONJ"):
        start += 1
    if fold(view.tokens[start].norm) not in ("о", "об", "обо") or start + 1 >= cue.head:
        return None
    head = view.tokens[start].head
    if head is None or head <= start or view.tokens[head].pos not in ("NOUN", "PROPN"):
        return None
    own = [i for i in view.subtree(head) if start < i < cue.head]
    return (start + 1, max(own, default=head))


def governed_by(view: View, cue: Cue, at: range, prepositions: frozenset[str]) -> tuple[int, int] | None:
    """(preposition, first token after it) of «о запуске», «к миру», «на рост»; the preposition follows the cue."""
    for i in range(cue.head + 1, min(cue.head + 14, at.stop)):
        token = view.tokens[i]
        if token.text in (",", ";", ":", "–", "—") or is_finite(token) or token.pos == "SCONJ":
            return None
        if token.pos == "ADP" and fold(token.norm) in prepositions and i + 1 < at.stop:
            head = token.head
            if head is None or view.tokens[head].head is None or _under(view, head, cue.head):
                return i, i + 1
    return None


def _under(view: View, i: int, cue: int) -> bool:
    """The tree hangs the word on the cue, on a word of the cue's phrase after it, or knows better."""
    seen = 0
    at: int | None = i
    while at is not None and seen < 3:
        at = view.tokens[at].head
        if at == cue:
            return True
        seen += 1
    return False


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
    if cue.form != "participle" and token.dep != "acl:relcl":
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
    """«написала, что отменяет тур, и извинилась»: the comma before «и» closes the clause where the verb agrees with the cue."""
    said = view.tokens[cue.head]
    if said.feat("VerbForm") != "Fin":
        return None
    for i in range(first + 1, stop - 2):
        if view.tokens[i].text != "," or fold(view.tokens[i + 1].norm) != "и":
            continue
        verb = i + 2
        while verb < stop and view.tokens[verb].pos in ("ADV", "PART") and not is_finite(view.tokens[verb]):
            verb += 1
        if verb >= stop or view.tokens[verb].feat("VerbForm") != "Fin":
            continue
        agrees = all(
            view.tokens[verb].feat(f) == said.feat(f) for f in ("Gender", "Number", "Tense", "Person")
        )
        if agrees and not view.children_of(verb, "nsubj", "nsubj:pass"):
            return i
    return None


def _new_clause(view: View, i: int, at: range) -> bool:
    """A colon, or a comma and «однако», «но», «а», «хотя», «поэтому», before a predicate."""
    if [fold(t.norm) for t in view.tokens[i : i + 3]] == [",", "после", "чего"] or _own_subject(view, i, at):
        return True
    if view.tokens[i].text == ":":
        return any(is_finite(view.tokens[j]) for j in range(i + 1, at.stop))
    if view.tokens[i].text != "," or i + 1 >= at.stop or fold(view.tokens[i + 1].norm) not in _TURNS:
        return False
    return any(is_finite(view.tokens[j]) for j in range(i + 2, min(i + 14, at.stop)))


def _own_subject(view: View, i: int, at: range) -> bool:
    """«грозил выселить их, служба требовала раковину»: behind the comma a nominative and its verb."""
    if view.tokens[i].text != ",":
        return False
    j = i + 1
    while j < at.stop and view.tokens[j].pos in ("ADJ", "DET") and view.tokens[j].feat("Case") == "Nom":
        if fold(view.tokens[j].lemma) in _RELATIVE:
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
    """«пообещал вернуть деньги | и ушел», «отметил рост цен | и призвал ждать»: after «и» a second verb of the same doer."""
    if fold(view.tokens[i].norm) not in ("и", "а", "но", ","):
        return False
    verb = i + 1
    while (
        verb < at.stop
        and verb - i <= 3
        and view.tokens[verb].pos in ("ADV", "PART", "PRON")
        and not is_finite(view.tokens[verb])
    ):
        verb += 1
    if verb >= at.stop or not is_finite(view.tokens[verb]) or view.tokens[verb].feat("VerbForm") != "Fin":
        return False
    said = view.tokens[cue.head]
    if any(view.tokens[verb].feat(f) != said.feat(f) for f in ("Gender", "Number", "Tense", "Person")):
        return False
    inside = range(first, i)
    return not any(
        view.tokens[j].pos == "SCONJ" or is_finite(view.tokens[j]) or fold(view.tokens[j].lemma) in _RELATIVE
        for j in inside
    )


def _cut(view: View, cue: Cue, other: Cue, first: int, *, phrase: bool = False) -> int | None:
    """Token before which the content ends because `other` reports on: «…, и призвал», «…, назвав», «…, передает ТАСС»."""
    head = view.tokens[other.head].head
    coordinated = head == cue.head and view.tokens[other.head].dep in ("conj", "advcl", "parataxis")
    chunk = other.head
    while (
        chunk > first
        and view.tokens[chunk - 1].text not in (",", ";", "–", "—")
        and not is_finite(view.tokens[chunk - 1])
    ):
        if fold(view.tokens[chunk - 1].norm) in ("и", "а", "но"):
            break
        chunk -= 1
    if chunk <= first:
        return None
    if (
        other.form != "gerund"
        and not phrase
        and coordinated
        and view.tokens[other.head].dep == "conj"
        and view.children_of(other.head, "nsubj")
    ):
        return None
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


def _shares(view: View, cue: Cue, other: Cue) -> bool:
    """«… что станция построена, и призвал …»: the second verb agrees with the cue and not with the predicate
    beside it, or that predicate tells of a thing."""
    one, two = view.tokens[cue.head], view.tokens[other.head]
    if two.head is None or not all(one.feat(f) == two.feat(f) for f in ("Gender", "Number", "Tense")):
        return False
    beside = view.tokens[two.head]
    if any(beside.feat(f) != two.feat(f) for f in ("Gender", "Number", "Tense", "VerbForm")):
        return True
    subjects = view.children_of(two.head, "nsubj", "nsubj:pass")
    return bool(subjects) and not any(can_speak(view, i) or view.tokens[i].pos == "PRON" for i in subjects)


def _nearest_governor_is(view: View, i: int, cue: int) -> bool:
    return view.tokens[i].head == cue
