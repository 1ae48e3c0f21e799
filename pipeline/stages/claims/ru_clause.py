"""Where the content of a Russian report begins: after «что», after a colon, an infinitive, a noun phrase."""

from __future__ import annotations

from pipeline.schema import Token
from pipeline.stages.claims.draft import Cue, Span, trimmed
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.ru_cues import is_finite
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import claim_words, fold, source_words, words

_STOPS = {",", ";", ":", "–", "—"}


def that_clause(view: View, cue: Cue, at: range) -> int | None:
    """Index of the first token after «что» that opens the content of the cue; None when there is none.

    Between the cue and its «что» stand subject, addressee and adjuncts, but no other predicate of the same level.
    """
    behind = view.range_of(*cue.span).stop
    for i in range(cue.head + 1, at.stop):
        token = view.tokens[i]
        form = fold(token.norm)
        unmarked = (
            form == "что" and i == behind and token.pos == "SCONJ"
        )  # «надежду что …», a comma forgotten
        if (form in claim_words("that", "ru") or (form == "как" and "how" in cue.frames)) and (
            view.tokens[i - 1].text == "," or unmarked
        ):
            if _reason(view, cue, i):
                return None
            first = i + 2 if i + 2 < at.stop and view.tokens[i + 1].text == "," else i + 1  # «, мол, …»
            return None if _told_by_relative(view, cue.head, i - 1) else first
        if token.text in (";", ":", "!", "?"):
            return None
        if is_finite(token) and not _relative(view, i, cue.head):
            return None
        if token.feat("VerbForm") in ("Conv", "Part") and fold(token.lemma) in words("ru").cues:
            return None
    return None


def _reason(view: View, cue: Cue, that: int) -> bool:
    """«согласился при условии, что …», «сообщил о переносе, чтобы …», «заключил договор, чтобы …», «…, несмотря на то, что»: why,
    not what. «объявил о переносе, что удивило всех»: what comes of it."""
    between = [fold(t.norm) for t in view.tokens[cue.head + 1 : that - 1]]
    about = bool({"о", "об"} & set(between)) and between[-1] not in ("том", "этом")
    if fold(view.tokens[that].norm) == "чтобы":
        signed = any(cue.head < i < that for i in view.children_of(cue.head, "obj"))
        return cue.cls == "neutral" and (about or signed)
    if about and "about" in cue.frames and _subject_of_next(view, that):
        return True
    return bool(set(between[-3:]) & claim_words("reason", "ru"))


def _subject_of_next(view: View, that: int) -> bool:
    """«что удивило всех»: the word is the subject of its clause, which has no other."""
    verb = next(
        (i for i in range(that + 1, min(that + 6, len(view.tokens))) if is_finite(view.tokens[i])), None
    )
    if fold(view.tokens[that].norm) != "что" or verb is None:
        return False
    token = view.tokens[verb]
    alone = not any(
        view.tokens[i].feat("Case") == "Nom" and view.tokens[i].pos in ("NOUN", "PROPN", "PRON")
        for i in range(that + 1, verb)
    )
    return alone and token.feat("Number") == "Sing" and token.feat("Gender") in ("Neut", None)


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
        or fold(opening.norm)
        in claim_words("turn", "ru") | claim_words("that", "ru") | claim_words("question", "ru")
        or fold(opening.lemma) in claim_words("relative", "ru")
    ):
        return None
    stop = next((i for i in range(start, at.stop) if view.tokens[i].text in _STOPS), at.stop)
    said = view.tokens[start:stop]
    told = (
        any(is_finite(t) or fold(t.norm) in claim_words("predicative", "ru") for t in said)
        and said[-1].text != "?"
    )
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
            whom = speaking_noun(view, i, "ru") if cue.cls == "evaluative" else None
            if whom is not None and whom.kind != "document":
                continue  # «раскритиковал правительство»
            if any((cue.lemma, lemma) in words("ru").traps for lemma in _named(view, i)):
                continue
            if view.mention_at(token.start_char, "person", "organization", "event") is not None:
                continue
            return i
    return None


def _named(view: View, i: int) -> list[str]:
    """What a noun names: 200-летие is a летие, «множество функций» and «ряд функций» are функции."""
    nouns = [i]
    if fold(view.tokens[i].lemma) in source_words("quantity", "ru"):
        nouns += [j for j in view.children_of(i) if view.tokens[j].pos == "NOUN"]
    return [fold(view.tokens[j].lemma).rsplit("-", 1)[-1] for j in nouns]


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
    while start < cue.head and view.tokens[start].pos in ("PUNCT", "CCONJ", "ADV"):
        start += 1  # «Ранее об убийстве …»
    noun = view.tokens[start].head
    if fold(view.tokens[start].norm) in ("к", "на", "за") and noun is not None:
        start = noun + 1  # «К этому времени об убийстве …»
    if fold(view.tokens[start].norm) not in ("о", "об", "обо") or start + 1 >= cue.head:
        return None
    head = view.tokens[start].head
    if head is None or head <= start or view.tokens[head].pos not in ("NOUN", "PROPN"):
        return None
    own = [i for i in view.subtree(head) if start < i < cue.head]
    last = max(own, default=head)
    if fold(view.tokens[last + 1].norm) == "и":  # «о взятках и участии в них заявил …»
        last = max(last, cue.head - 1)
    return start + 1, last


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
