"""The author's words as a parenthesis in a Russian sentence: «Как сообщил X, …», «…, сообщил X, …», «…, сообщил X»."""

from __future__ import annotations

from pipeline.stages.claims.draft import Cue, Draft, Source, Span, draft_of, trimmed
from pipeline.stages.claims.ru_bounds import behind_apposition, clause_start, clause_stop
from pipeline.stages.claims.ru_clause import that_clause
from pipeline.stages.claims.ru_content import LONGEST, content
from pipeline.stages.claims.ru_cues import is_finite
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import claim_words, fold, words

_STOPS = {",", ";", ":", "–", "—", "-"}


def inserted(view: View, cue: Cue, source: Source, at: range, cues: list[Cue]) -> Draft | None:
    """The author's words as a parenthesis: at the head (Как сообщил X, …), inside (…, сообщил X, …) or at the end (…, сообщил X)."""
    if not cue.frames & {"clause", "quote", "passive", "from"} or cue.form == "gerund":
        return None
    chunk = _chunk(view, cue, source, at)
    if chunk is None:
        return None
    first, stop = chunk
    lead = [fold(view.tokens[i].norm) for i in range(first, min(first + 4, cue.head + 1))]
    how = "как" in lead and "время" not in lead
    spoken = (
        cue.cls in ("neutral", "evaluative", "factive", "directive")
        and source.span is not None
        and source.span[0] > cue.span[0]
    )
    if not how and not cue.frames & {"clause", "passive", "from"} and not spoken:
        return None
    if not how and source.span is not None and source.span[1] <= view.tokens[first].start_char:
        return None  # a parenthesis names its source itself: «В компании, чей директор в отпуске, напомнили о сроке»
    stop = behind_apposition(view, stop, at, source.case if source.span is not None else None)
    start = clause_start(view, at, first, stop, cues)
    before = content_before(view, start, first)
    at = range(at.start, clause_stop(view, at, start, first, stop))
    after = range(stop, at.stop)
    if any(is_finite(view.tokens[i]) for i in range(first, cue.head)):
        return None
    if (
        not how
        and before is None
        and not (source.span is not None and stop < at.stop and _between_commas(view, first, stop, at))
        and not ("passive" in cue.frames and source.span is not None and stop < at.stop)
    ):
        return None
    if source.span is None and not how and (not cue.frames & {"passive", "from"} or stop - first > 2):
        return None  # «ожидается около ста гостей» is no parenthesis
    if how and source.span is None and cue.lemma in ("говориться", "сказано"):
        return None  # как говорится
    if source.span is None and (
        cue.lemma.startswith("показ")
        or not cue.frames & {"passive", "from"}
        and view.children_of(cue.head, "nsubj")
    ):
        return None  # «Как показало заседание, …»: a subject that cannot speak
    if cue.lemma == "считаться" and any(
        view.tokens[i].feat("Case") == "Ins"
        for i in view.children_of(cue.head, "obl", "xcomp", "iobj", "obj")
    ):
        return None  # «а песни считаются классикой»: what a thing is taken for
    if how and source.span is None and "passive" not in cue.frames and cue.form != "finite":
        return None
    if not how and _that_ahead(view, cue, at):
        return None
    parts: list[Span] = []
    if before is not None:
        parts.append(trimmed(view.text, view.tokens[before].start_char, view.tokens[first - 1].end_char))
    if not how and stop < at.stop and view.tokens[stop].text == ":":
        after = range(0)
    tail = [i for i in after[:LONGEST] if view.tokens[i].pos != "PUNCT" or view.tokens[i].text in "«“"]
    if tail and (_adjunct(view, tail) or _titles(view, stop, tail, source)):
        tail = []
    if tail:
        parts.append(content(view, cue, tail[0], at, cues))
    if (
        not tail
        and not how
        and not _has_predicate(view, range(before if before is not None else first, first))
    ):
        return None
    if not how and before is not None and not tail and _subject_waits(view, range(before, first)):
        return None
    if not parts:
        return None
    return draft_of(cue, source, parts, "inserted", "clause")


def _subject_waits(view: View, at: range) -> bool:
    """«Председатель, успокоив коллег, зачитал письмо»: a subject and a gerund, whose verb is the cue."""
    tokens = view.tokens
    gerund = any(
        tokens[i].feat("VerbForm") == "Conv" or tokens[i].norm.endswith(("ив", "ав", "яв", "вшись"))
        for i in at
    )
    return gerund and not any(is_finite(tokens[i]) for i in at)


def _between_commas(view: View, first: int, stop: int, at: range) -> bool:
    """«При этом, подчеркнул эксперт, отказаться нельзя»."""
    return first > at.start + 1 and view.tokens[first - 1].text == "," and view.tokens[stop].text == ","


def _chunk(view: View, cue: Cue, source: Source, at: range) -> tuple[int, int] | None:
    """First token of the author's words and the token after them; None when the cue is no parenthesis.

    They begin at the unit's start, a comma or a dash, and hold only the cue, its source and adjuncts.
    """
    first = cue.head
    while (
        first > at.start
        and view.tokens[first - 1].text not in _STOPS
        and not (view.tokens[first - 1].text == "(" and fold(view.tokens[first].norm) == "как")
    ):
        first -= 1
    lead = [fold(view.tokens[i].norm) for i in range(first, cue.head)]
    how = "как" in lead and "время" not in lead  # «в то время как»
    if how and first - 2 >= at.start:
        before = view.tokens[first - 2]
        joint = fold(view.tokens[first - 3].norm) if first - 3 >= at.start else ""
        besides = joint in ("кроме", "более", "помимо", "между", "с")
        if fold(before.norm) in ("того", "тем", "так") and not besides:
            return None  # после того, как суд признал
        if fold(before.lemma) == "вопрос":
            return None  # «На вопрос, как он считает, …»
        if is_finite(before) and fold(before.lemma) in words("ru").cues:
            return None  # рассказала, как ждала
    if not how and fold(view.tokens[first].norm) in ("и", "а", "но", "однако") and first < cue.head:
        return None
    if not how:
        # X сообщил, … with the subject before the verb is no parenthesis unless a comma stands before X and content before that.
        if first == at.start:
            return None
        allowed = claim_words("between", "ru")
        source_words = set()
        if source.span is not None:
            source_words = {
                i
                for i in range(first, cue.head)
                if source.span[0] <= view.tokens[i].start_char < source.span[1]
            }
        if any(
            form not in allowed
            and i not in source_words
            and view.tokens[i].pos not in ("ADV", "PART")
            and not _with_feeling(view, i, first)
            for i, form in zip(range(first, cue.head), lead, strict=True)
        ):
            return None
        if source_words and (
            view.tokens[cue.head].dep not in ("parataxis",) or _goes_on(view, cue.head + 1, at)
        ):
            return None
        if (
            view.tokens[cue.head].dep in ("conj", "acl:relcl", "acl", "advcl", "ccomp")
            and view.tokens[first - 1].text == ","
            and first == cue.head
            and _has_left_subject(view, cue, source)
        ):
            return None
    elif first < cue.head and fold(view.tokens[first].norm) not in {"как"} | claim_words("light", "ru"):
        return None
    stop = cue.head + 1
    end = max(cue.span[1], source.span[1] if source.span and source.span[0] > cue.span[0] else 0)
    while stop < at.stop and view.tokens[stop].start_char < end:
        stop += 1
    while stop < at.stop and view.tokens[stop].text not in (",", ";", ":", "–", "—", ".", "!", "?"):
        if is_finite(view.tokens[stop]):
            if how and "passive" in cue.frames and source.span is None:
                stop = cue.head + 1  # «Как сообщается мост закрыт», a comma forgotten
                break
            return None
        stop += 1
    if (
        not how
        and stop < at.stop
        and view.tokens[stop].text == ":"
        and not _told_before(view, cue, source, first, at)
    ):
        return None
    return first, stop


def _told_before(view: View, cue: Cue, source: Source, first: int, at: range) -> bool:
    """«Барьеры не исчезнут, полагает Вишневецкая: …»: a clause stands before cue and source, the colon explains it."""
    begin = max(
        (i for i in range(at.start, first - 1) if view.tokens[i].text in (";", ":", ",")), default=at.start
    )
    return (
        first == cue.head
        and source.span is not None
        and source.span[0] > cue.span[0]
        and (
            any(is_finite(view.tokens[i]) for i in range(begin, first))
            or first - begin > 3
            and _has_predicate(view, range(begin, first))
        )
        and fold(view.tokens[begin + 1].lemma) not in ("который", "что", "если", "когда")
    )


def _with_feeling(view: View, i: int, first: int) -> bool:
    """«с сожалением отметил», «с улыбкой добавил»."""
    if fold(view.tokens[i].norm) in ("с", "со"):
        return any(view.tokens[j].feat("Case") == "Ins" for j in range(i + 1, i + 3))
    near = range(max(first, i - 2), i)
    return view.tokens[i].feat("Case") == "Ins" and any(
        fold(view.tokens[j].norm) in ("с", "со") for j in near
    )


def _goes_on(view: View, i: int, at: range) -> bool:
    """After «, он подтверждает» come more words than an adverb: the verb has its own object."""
    stop = i
    while stop < at.stop and view.tokens[stop].pos != "PUNCT":
        stop += 1
    return stop - i > 2


def _adjunct(view: View, tail: list[int]) -> bool:
    """After the source only a gerund clause or «в ходе …» follows: it belongs to the author's words."""
    first = view.tokens[tail[0]]
    if first.feat("VerbForm") == "Conv":
        return True
    return (
        not any(is_finite(view.tokens[i]) for i in tail)
        and len(tail) <= 12
        and (
            first.pos == "ADP"
            and fold(first.norm) in ("в", "на", "после", "со", "во", "по")
            or fold(first.norm) in ("передает", "комментируя")
        )
    )


def _titles(view: View, stop: int, tail: list[int], source: Source) -> bool:
    """«…, считает Анна Ким – профессор права»: behind the dash stands who she is."""
    first = view.tokens[tail[0]]
    living = first.feat("Animacy") == "Anim" and first.feat("Case") == "Nom" and first.pos == "NOUN"
    named = source.span is not None and bool(view.labelled(*source.span, "person"))
    return (
        living
        and named
        and view.tokens[stop].text in ("–", "—")
        and not any(is_finite(view.tokens[i]) for i in tail)
    )


def _has_left_subject(view: View, cue: Cue, source: Source) -> bool:
    """The source stands before the comma: «Он приехал, сообщил о пожаре»."""
    return source.span is not None and source.span[1] <= cue.span[0]


def _that_ahead(view: View, cue: Cue, at: range) -> bool:
    opened = cue.head >= 3 and fold(view.tokens[cue.head - 2].norm) in ("том", "то", "тем", "так")
    return not opened and that_clause(view, cue, at) is not None  # «Беда в том, продолжает он, что …»


def content_before(view: View, start: int, stop: int) -> int | None:
    """First token of what stands before the author's words, None when it is only a connective («При этом,»)."""
    at = [i for i in range(start, stop) if view.tokens[i].pos != "PUNCT"]
    opened = [fold(view.tokens[i].norm) for i in at[:4]]
    for conjunction in (["о", "том", "что"], ["то", "что"], ["что"]):
        if opened[: len(conjunction)] == conjunction:
            at = at[len(conjunction) :]
    if opened[:2] == ["о", "том"] and opened[2:3] != ["что"]:
        return None  # «О том, почему …, рассказывает X»: a topic
    while at and fold(view.tokens[at[0]].norm) in ("и", "а", "но", "да", "причем", "притом"):
        at = at[1:]
    if all(fold(view.tokens[i].norm) in claim_words("light", "ru") for i in at):
        return None
    return at[0] if at else None


def _has_predicate(view: View, at: range) -> bool:
    """A clause, not a phrase: it holds a predicate or a nominative beside a dash."""
    return any(is_finite(view.tokens[i]) or view.tokens[i].text in ("–", "—") for i in at) or any(
        view.tokens[i].feat("Case") == "Nom" or fold(view.tokens[i].norm) in claim_words("predicative", "ru")
        for i in at
    )
