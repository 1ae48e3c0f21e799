"""Indirect speech in Russian: «X сообщил, что …», «…, сообщил X», «как сообщил X, …», «X отметил рост», «поручил сделать»."""

from __future__ import annotations

from dataclasses import replace

from pipeline.stages.claims.draft import NO_SOURCE, Cue, Draft, Source, Span, trimmed
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.ru_anaphora import anaphoric
from pipeline.stages.claims.ru_clause import (
    before_cue,
    colon,
    complement,
    content,
    governed_by,
    infinitive,
    infinitive_start,
    that_clause,
)
from pipeline.stages.claims.ru_cues import find_cues, is_finite
from pipeline.stages.claims.ru_source import source_of
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

_STOPS = {",", ";", ":", "–", "—"}
_LIGHT = {
    "также",
    "тоже",
    "однако",
    "при",
    "этом",
    "кроме",
    "того",
    "так",
    "и",
    "а",
    "но",
    "же",
    "в",
    "частности",
    "связи",
    "этой",
    "то",
    "время",
    "вместе",
    "с",
    "тем",
    "между",
    "более",
    "к",
    "тому",
    "еще",
    "особо",
    "ранее",
    "сегодня",
    "числе",
    "далее",
    "затем",
    "наконец",
    "впрочем",
    "например",
    "скорее",
    "всего",
    "помимо",
    "этого",
    "сам",
    "что",
    "касается",
}


def indirect(view: View, at: range, taken: set[int]) -> list[Draft]:
    """The claims of one sentence (or of what a quote leaves of it). `taken` are heads of cues that a quote has used."""
    cues = find_cues(view, at)
    drafts: list[Draft] = []
    back = anaphoric(view, at)
    if back is not None and back[0].head not in taken:
        drafts.append(back[1])
        taken = taken | {back[0].head}
    for cue in cues:
        if cue.head in taken:
            continue
        source = source_of(view, cue, at)
        if source.reason == "inanimate":
            continue
        if source.span is None and _nobody(view, cue):
            continue
        draft = _inserted(view, cue, source, at, cues) or _following(view, cue, source, at, cues)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _goes_on_about(cue: Cue) -> bool:
    """«Также подчеркивается намерение …»: the document of the sentence before may be the source; «Свадьба отмечалась» has none."""
    return "passive" in cue.frames and "noun" in cue.frames and cue.form == "finite"


def _nobody(view: View, cue: Cue) -> bool:
    """A report that the text gives to nobody in particular: «было установлено, что», «считают, что», «следует отметить»."""
    verb = view.tokens[cue.head]
    if "from" in cue.frames or verb.feat("VerbForm") == "Part":
        return True
    return cue.form == "finite" and "passive" not in cue.frames and verb.feat("Number") == "Plur"


def _draft(
    cue: Cue, source: Source, parts: list[Span], rule: str, frame: str, confidence: float = 0.9
) -> Draft | None:
    parts = [part for part in parts if part[1] > part[0]]
    if not parts:
        return None
    if source.span is None:
        confidence = min(confidence, 0.6)
    return Draft("indirect", parts, cue, source, "ru", rule, frame, confidence)


def _following(view: View, cue: Cue, source: Source, at: range, cues: list[Cue]) -> Draft | None:
    """The content after the cue, frame by frame, the surest first."""
    reports = cue.frames & {"clause", "passive", "from"}
    if reports:
        first = that_clause(view, cue, at)
        verb = infinitive(view, cue, at) if "inf" in cue.frames else None
        if first is not None and first < at.stop and (verb is None or verb > first):
            return _draft(cue, source, [content(view, cue, first, at, cues)], "that_clause", "clause")
    if reports and cue.form == "finite" and "quote" in cue.frames:
        first = colon(view, cue, at)
        if first is not None and first < at.stop:
            return _draft(cue, source, [content(view, cue, first, at, cues)], "colon", "clause")
    if (
        source.span is None
        and not ("about" in cue.frames and "passive" in cue.frames)
        and not _goes_on_about(cue)
    ):
        return None
    if source.head is not None and "passive" not in cue.frames and not source.pronoun:
        noun = speaking_noun(view, source.head, "ru")
        if noun is not None and noun.kind == "document":
            return None  # a law forbids, a plan foresees: no report
    if source.head is not None and _unknown_name(view, source.head, at):
        return None
    if "inf" in cue.frames:
        verb = infinitive(view, cue, at)
        if verb is not None:
            first, addressee = infinitive_start(view, cue, verb)
            draft = _draft(cue, source, [content(view, cue, first, at, cues)], "infinitive", "inf")
            if draft is not None and addressee is not None:
                draft.addressee = view.tokens[addressee].text
            return draft
    for frame, prepositions in (
        ("about", {"о", "об", "обо"}),
        ("on", {"на"}),
        ("to", {"к", "ко"}),
        ("in", {"в", "во"}),
    ):
        if frame in cue.frames:
            found = governed_by(view, cue, at, frozenset(prepositions))
            if found is not None:
                return _about(view, cue, source, found[1], at, cues, frame)
    opened = before_cue(view, cue, at) if "about" in cue.frames else None
    if opened is not None and fold(view.tokens[opened[0]].norm) not in (
        "этом",
        "том",
        "чем",
        "своем",
        "своих",
    ):
        return _draft(cue, source, [trimmed(view.text, *view.span(*opened))], "about_before", "about", 0.65)
    if "naming" in cue.frames:
        return _naming(view, cue, source, at, cues)
    if "noun" in cue.frames:
        said = complement(view, cue, at)
        if said is not None and not _verdict(view, cue, source, said):
            return _noun(view, cue, source, said, at, cues)
    return None


def _unknown_name(view: View, head: int, at: range) -> bool:
    """A capital at the head of the sentence that no name finder knows: «Стрелка указывает на север»."""
    token = view.tokens[head]
    first = next((i for i in at if view.tokens[i].pos != "PUNCT"), head)
    return (
        head == first
        and token.pos == "PROPN"
        and token.text[1:].islower()
        and view.mention_at(token.start_char) is None
        and speaking_noun(view, head, "ru") is None
    )


def _verdict(view: View, cue: Cue, source: Source, obj: int) -> bool:
    """«Суд признал приговор законным», «признал факт»: a ruling, not a report."""
    if not cue.lemma.startswith("призна"):
        return False
    court = source.head is not None and fold(view.tokens[source.head].lemma).endswith(("суд", "трибунал"))
    named = any(
        view.tokens[i].feat("Case") == "Ins" and not view.children_of(i, "case")
        for i in view.children_of(cue.head) + view.children_of(obj, "amod", "acl")
    )
    return court or named


def _about(
    view: View, cue: Cue, source: Source, first: int, at: range, cues: list[Cue], frame: str
) -> Draft | None:
    if fold(view.tokens[first].norm) in ("этом", "том", "нем", "ней", "чем", "этому", "это"):
        return None
    return _draft(cue, source, [content(view, cue, first, at, cues, phrase=True)], "about", frame, 0.7)


def _naming(view: View, cue: Cue, source: Source, at: range, cues: list[Cue]) -> Draft | None:
    """«назвал ситуацию управляемой», «охарактеризовал рынок как слабый»: the object and what it is called."""
    own = {
        i
        for i in at
        if source.span is not None and source.span[0] <= view.tokens[i].start_char < source.span[1]
    }
    stop = cue.head + 1
    named = False
    while (
        stop < at.stop
        and view.tokens[stop].text not in (",", ";", ":", "–", "—")
        and not is_finite(view.tokens[stop])
        and (view.tokens[stop].pos != "SCONJ" or fold(view.tokens[stop].norm) == "как")
    ):
        token = view.tokens[stop]
        free = (
            token.feat("Case") == "Ins"
            and not view.children_of(stop, "case")
            and token.pos in ("NOUN", "ADJ", "NUM", "PRON", "DET", "VERB")
        )
        named = (
            named
            or (free and view.mention_at(token.start_char, "person") is None)
            or fold(token.norm) == "как"
        )
        stop += 1
    inside = [i for i in range(cue.head + 1, stop) if i not in own and view.tokens[i].pos != "PUNCT"]
    before = [i for i in view.children_of(cue.head, "obj") if i < cue.head and i in at]
    if not named or not inside:
        return None
    first = min(j for i in [*before, inside[0]] for j in (view.subtree(i) if i in before else [i]))
    first = first if not before or first in at else inside[0]
    if before:
        first = inside[0]
    return _draft(
        cue,
        source,
        [content(view, cue, first, range(at.start, max(stop, first + 1)), cues)],
        "naming",
        "naming",
        0.8,
    )


def _noun(view: View, cue: Cue, source: Source, noun: int, at: range, cues: list[Cue]) -> Draft | None:
    if source.span is None and noun < cue.head:
        return None  # «Свадьба отмечалась дома»
    own = [i for i in view.subtree(noun) if i in at]
    token = view.tokens[noun]
    if cue.span[0] < token.start_char < cue.span[1]:
        # «подтвердили готовность к диалогу»: without an infinitive the noun belongs to the content.
        verb = view.tokens[cue.head]
        cue = replace(cue, span=(verb.start_char, verb.end_char))
    if noun > cue.head:
        first = min((i for i in own if i > cue.head), default=noun)
        for i in range(first, noun):
            if source.span is not None and source.span[0] <= view.tokens[i].start_char < source.span[1]:
                first = i + 1
        return _draft(cue, source, [content(view, cue, first, at, cues, phrase=True)], "noun", "noun", 0.75)
    first, last = own[0], noun
    for i in own:
        if i < cue.head:
            last = max(last, i)
    return _draft(cue, source, [trimmed(view.text, *view.span(first, last))], "noun_before", "noun", 0.7)


def _inserted(view: View, cue: Cue, source: Source, at: range, cues: list[Cue]) -> Draft | None:
    """The author's words as a parenthesis: at the head (Как сообщил X, …), inside (…, сообщил X, …) or at the end (…, сообщил X)."""
    if not cue.frames & {"clause", "quote", "passive", "from"} or cue.form == "gerund":
        return None
    chunk = _chunk(view, cue, source, at)
    if chunk is None:
        return None
    first, stop = chunk
    how = any(fold(view.tokens[i].norm) == "как" for i in range(first, min(first + 4, cue.head + 1)))
    if not how and not cue.frames & {"clause", "passive", "from"}:
        return None
    before = _content_before(view, at.start, first)
    after = range(stop, at.stop) if stop < at.stop else range(at.stop, at.stop)
    if any(is_finite(view.tokens[i]) for i in range(first, cue.head)):
        return None
    if (
        not how
        and before is None
        and not ("passive" in cue.frames and source.span is not None and stop < at.stop)
    ):
        return None
    if source.span is None and not how and not cue.frames & {"passive", "from"}:
        return None
    if how and source.span is None and cue.lemma in ("говориться", "сказано"):
        return None  # как говорится
    if how and source.span is None and "passive" not in cue.frames and cue.form != "finite":
        return None
    if not how and _that_ahead(view, cue, at):
        return None
    parts: list[Span] = []
    if before is not None:
        parts.append(trimmed(view.text, view.tokens[before].start_char, view.tokens[first - 1].end_char))
    tail = [i for i in after if view.tokens[i].pos != "PUNCT" or view.tokens[i].text in "«“"]
    if tail and _adjunct(view, tail):
        tail = []
    if tail:
        parts.append(content(view, cue, tail[0], at, [c for c in cues if c.head > tail[0]]))
    if (
        not tail
        and not how
        and not _has_predicate(view, range(before if before is not None else first, first))
    ):
        return None
    if not parts:
        return None
    return _draft(cue, source, parts, "inserted", "clause", 0.9 if how or source.span else 0.6)


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
    how = "как" in lead
    if how and first - 2 >= at.start and fold(view.tokens[first - 2].norm) in ("того", "тем", "так"):
        return None  # после того, как суд признал
    if not how:
        # X сообщил, … with the subject before the verb is no parenthesis unless a comma stands before X and content before that.
        if first == at.start:
            return None
        allowed = {
            "также",
            "тоже",
            "же",
            "особо",
            "в",
            "частности",
            "при",
            "этом",
            "еще",
            "ранее",
            "сегодня",
            "вчера",
            "позже",
            "и",
        }
        source_words = set()
        if source.span is not None:
            source_words = {
                i
                for i in range(first, cue.head)
                if source.span[0] <= view.tokens[i].start_char < source.span[1]
            }
        if any(
            form not in allowed and i not in source_words and view.tokens[i].pos not in ("ADV", "PART")
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
    elif first < cue.head and fold(view.tokens[first].norm) not in (
        "как",
        "также",
        "при",
        "в",
        "и",
        "а",
        "но",
        "так",
    ):
        return None
    stop = cue.head + 1
    end = max(cue.span[1], source.span[1] if source.span and source.span[0] > cue.span[0] else 0)
    while stop < at.stop and view.tokens[stop].start_char < end:
        stop += 1
    while stop < at.stop and view.tokens[stop].text not in (",", ";", ":", "–", "—", ".", "!", "?"):
        if is_finite(view.tokens[stop]):
            return None
        stop += 1
    if not how and stop < at.stop and view.tokens[stop].text == ":":
        return None
    return first, stop


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


def _has_left_subject(view: View, cue: Cue, source: Source) -> bool:
    """The source stands before the comma: «Он приехал, сообщил о пожаре»."""
    return source.span is not None and source.span[1] <= cue.span[0]


def _that_ahead(view: View, cue: Cue, at: range) -> bool:
    return that_clause(view, cue, at) is not None


def _content_before(view: View, start: int, stop: int) -> int | None:
    """First token of what stands before the author's words, None when it is only a connective («При этом,»)."""
    at = [i for i in range(start, stop) if view.tokens[i].pos != "PUNCT"]
    while at and fold(view.tokens[at[0]].norm) in ("и", "а", "но"):
        at = at[1:]
    if all(fold(view.tokens[i].norm) in _LIGHT for i in at):
        return None
    return at[0] if at else None


def _has_predicate(view: View, at: range) -> bool:
    """A clause, not a phrase: it holds a predicate or a nominative beside a dash."""
    return any(is_finite(view.tokens[i]) or view.tokens[i].text in ("–", "—") for i in at) or any(
        view.tokens[i].feat("Case") == "Nom"
        or fold(view.tokens[i].norm) in ("нет", "можно", "нужно", "надо", "необходимо")
        for i in at
    )


__all__ = ["NO_SOURCE", "indirect"]
