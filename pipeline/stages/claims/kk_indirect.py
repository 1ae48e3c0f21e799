"""Indirect speech in Kazakh: «… деп мәлімдеді X», «X …-ғанын айтты», «X-тың айтуынша, …», «…-уды тапсырды»."""

from __future__ import annotations

from pipeline.schema import Token
from pipeline.stages.claims.draft import DROPPED, Cue, Draft, Source, Span, trimmed
from pipeline.stages.claims.kk_cues import find_cues, is_finite
from pipeline.stages.claims.kk_source import PRONOUNS, can_speak, genitive, nominative, phrase
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.ru_anaphora import sentence_before
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, lookup, words

_LEADS = (
    ("өз", "кезегінде"),
    ("сонымен", "қатар"),
    ("сонымен", "бірге"),
    ("бұдан", "бөлек"),
    ("бұдан", "басқа"),
    ("бұл", "ретте"),
    ("осы", "ретте"),
    ("сондай-ақ",),
    ("ал",),
    ("оның", "ішінде"),
    ("бұған", "қоса"),
    ("сондықтан",),
    ("бірақ",),
    ("алайда",),
    ("атап", "айтқанда"),
    ("мәселен",),
    ("мысалы",),
    ("бүгін",),
    ("кеше",),
    ("сонда",),
    ("демек",),
    ("яғни",),
    ("жалпы",),
    ("және",),
    ("да",),
    ("де",),
)
# Whoever stands in the genitive before these speaks.
_SURE = {"айтуынша", "айтуларынша", "сөзінше", "пікірінше", "ойынша", "пайымдауынша", "түсіндіруінше"}


def indirect(view: View, at: range, taken: set[int]) -> list[Draft]:
    """The claims of one sentence (or of what a quotation leaves of it). `taken` are heads of cues that a quote has used."""
    drafts = _marked(view, at)
    start = at.start
    carry: Source | None = None
    for cue in find_cues(view, at):
        if cue.head in taken or cue.head < start:
            continue
        unit = range(start, at.stop)
        draft = (
            _anaphoric(view, cue, unit) or _said(view, cue, unit, carry) or _nominal(view, cue, unit, carry)
        )
        if draft is not None:
            drafts.append(draft)
            carry = draft.source if draft.source.span is not None else carry
            start = _next_clause(view, cue, at)
    return drafts


def _next_clause(view: View, cue: Cue, at: range) -> int:
    """After a finite cue and a comma another report may begin in the same sentence."""
    i = view.index_from(cue.span[1])
    return i + 1 if i < at.stop and view.tokens[i].text in (",", ";") else at.start


# --- X-тың айтуынша, … ---


def _marked(view: View, at: range) -> list[Draft]:
    drafts: list[Draft] = []
    tokens = view.tokens[at.start : at.stop]
    for i in range(len(tokens)):
        hit = lookup(words("kk").markers, tokens, i)
        if hit is None or "via" in hit[0].frames:
            continue
        entry, positions = hit
        first, last = at.start + positions[0], at.start + positions[-1]
        source = _marker_source(view, entry.frames, first, at, sure=entry.words[-1] in _SURE)
        dropped = (
            source is None and entry.words[-1] in _SURE and _skip_leads(view, range(at.start, first)) == first
        )
        if dropped:
            source = Source(None, reason=DROPPED)  # «Айтуынша, жол жабық»
        if source is None or (source.span is None and not dropped):
            continue
        cue = Cue(view.span(first, last), entry.lemma, entry.cls, frozenset({"clause"}), first, form="marker")
        begin = view.index_from(source.span[0]) if source.span is not None else first
        parts = _around(view, begin, last + 1, at)
        if parts:
            drafts.append(Draft("indirect", parts, cue, source, "kk", "marker", "clause", 0.9))
    return drafts


def _marker_source(
    view: View, side: frozenset[str], first: int, at: range, *, sure: bool = False
) -> Source | None:
    if "gen" in side:
        return genitive(view, first, at, sure=sure)
    if "dat" in side:
        token = view.tokens[first - 1] if first > at.start else None
        if token is None or token.feat("Case") != "Dat":
            return None
        source = genitive(view, first, at)
        if source is None:
            if not can_speak(view, first - 1) or first - 1 == at.start:
                return None  # «Заңға сәйкес»: by law
            return phrase(view, first - 1, at, "Dat")
        return source
    return nominative(view, range(max(at.start, first - 12), first), last=True)


def _around(view: View, first: int, stop: int, at: range) -> list[Span]:
    """The content beside a marker with its source: after its comma, and before it when it is inserted."""
    parts: list[Span] = []
    before = _skip_leads(view, range(at.start, first))
    if before < first and any(view.tokens[i].pos != "PUNCT" for i in range(before, first)):
        part = trimmed(view.text, view.tokens[before].start_char, view.tokens[first - 1].end_char)
        if part[1] > part[0]:
            parts.append(part)
    tail = [i for i in range(stop, at.stop) if view.tokens[i].pos != "PUNCT" or view.tokens[i].text in "«“"]
    if tail:
        parts.append(trimmed(view.text, view.tokens[tail[0]].start_char, view.tokens[at.stop - 1].end_char))
    return [p for p in parts if p[1] > p[0]]


def _skip_leads(view: View, at: range) -> int:
    """First token that is no connective (Ал, өз кезегінде, сонымен қатар) and no comma."""
    i = at.start
    moved = True
    while moved and i < at.stop:
        moved = False
        if view.tokens[i].text in (",", "–", "—", "-"):
            i, moved = i + 1, True
            continue
        for lead in _LEADS:
            forms = tuple(fold(t.norm) for t in view.tokens[i : min(i + len(lead), at.stop)])
            if forms == lead:
                i, moved = i + len(lead), True
                break
    return i


# --- … деп V ---


def _said(view: View, cue: Cue, at: range, carry: Source | None) -> Draft | None:
    """The content stands before деп (деген): «Салық көтерілмейді деп мәлімдеді Қаржы министрлігі»."""
    if not cue.frames & {"clause", "quote"}:
        return None
    dep = _dep_before(view, cue, at)
    if dep is None:
        return None
    end = view.index_from(cue.span[1])
    source = _after(view, end, at)
    between = nominative(view, range(dep + 1, view.index_from(cue.span[0]))) if source is None else None
    source = source or between
    start = _skip_leads(view, range(at.start, dep))
    if (
        source is None
        and cue.head != dep
        or source is None
        and fold(view.tokens[dep].norm) in ("дейді", "деді", "деген")
    ):
        source, start = _leading(view, range(start, dep), start)
    if start >= dep:
        return None
    source = source or carry
    if source is None and "passive" not in cue.frames and cue.cls not in ("neutral", "factive"):
        return None
    if source is None and cue.lemma == "деу" and "passive" not in cue.frames:
        return None
    part = trimmed(view.text, view.tokens[start].start_char, view.tokens[dep - 1].end_char)
    part = _unquoted(view.text, part)
    if part[1] <= part[0] or not _clause_like(view, part):
        return None
    if source is None and "passive" in cue.frames:
        source = _in_document(view, range(view.index_from(cue.span[1]), at.stop)) or _in_document(
            view, range(at.start, view.index_from(cue.span[0]))
        )
        if source is not None and source.span is not None and source.span[0] < cue.span[0]:
            part = trimmed(view.text, max(part[0], source.span[1]), part[1])
    found = source or Source(None, reason="agentless")
    return Draft("indirect", [part], cue, found, "kk", "dep", "clause", 0.9 if source else 0.6)


def _dep_before(view: View, cue: Cue, at: range) -> int | None:
    """Index of the деп or деген that the cue completes; for a lone «дейді» the cue itself."""
    if view.tokens[cue.head].lemma == "де" and (
        fold(view.tokens[cue.head].norm) in ("дейді", "деді", "деген", "десті", "дейтін")
        or view.tokens[cue.head].feat("Voice") == "Pass"
    ):
        return cue.head if cue.lemma == "деу" else None
    first = view.index_from(cue.span[0])
    if fold(view.tokens[first].norm) == "деген":
        return first
    for i in range(first - 1, max(at.start, first - 9) - 1, -1):
        token = view.tokens[i]
        if fold(token.norm) == "деп":
            return i
        if (
            is_finite(token)
            or token.text in (";", ":", "–", "—", ",")
            or (token.feat("Case") == "Acc" and cue.cls != "belief")
        ):
            return None
    return None


def _after(view: View, end: int, at: range, *, any_noun: bool = False) -> Source | None:
    """The phrase after the verb: «деп мәлімдеді Қаржы министрлігі»; up to a comma or the end.

    `any_noun` takes a nominative of any meaning when none is known to speak (дейді табиғат жанашырлары).
    """
    stop = end
    while (
        stop < at.stop
        and view.tokens[stop].text not in (",", ";", ":", ".", "–", "—", "!", "?")
        and not is_finite(view.tokens[stop])
    ):
        stop += 1
    while (
        stop < at.stop
        and view.tokens[stop].text == "."
        and stop > end
        and (
            len(view.tokens[stop - 1].text) <= 2
            or view.text[view.tokens[stop].end_char : view.tokens[stop].end_char + 1].isalpha()
        )
    ):
        stop += 1
        while (
            stop < at.stop
            and view.tokens[stop].text not in (",", ";", ":", ".", "–", "—", "!", "?")
            and not is_finite(view.tokens[stop])
        ):
            stop += 1
    if stop <= end:
        return None
    found = nominative(view, range(end, stop), last=True)
    if (
        found is None
        and any_noun
        and view.tokens[stop - 1].pos in ("NOUN", "PROPN", "ADJ")
        and view.tokens[stop - 1].feat("Case") in ("Nom", None)
    ):
        return phrase(view, stop - 1, range(end, stop), "Nom")
    return found


def _leading(view: View, at: range, start: int) -> tuple[Source | None, int]:
    """The phrase that opens the sentence, when it can speak, and the first token after it."""
    source = nominative(view, range(at.start, min(at.stop, at.start + 24)))
    if (source is None or source.span is None) and at and fold(view.tokens[at.start].norm) in PRONOUNS:
        # «Ол сапар өтпейтінін айтты»: nobody else is named, so «ол» is no article.
        token = view.tokens[at.start]
        source = Source((token.start_char, token.end_char), at.start, "Nom", pronoun=True)
    if source is None or source.span is None:
        return None, start
    first = view.index_from(source.span[0])
    if first > at.start and any(
        is_finite(view.tokens[i])
        or view.tokens[i].feat("VerbForm") == "Part"
        and view.tokens[i].feat("Case") == "Acc"
        for i in range(at.start, first)
    ):
        return None, start
    # Adverbials may stand before the subject (Кездесу соңында әкім …); a clause may not.
    if first - at.start > 14:
        return None, start
    stop = view.range_of(*source.span).stop
    while stop < at.stop and view.tokens[stop].text in ("»", '"', "”", ",", ")"):
        stop += 1
    return source, _skip_leads(view, range(stop, at.stop))


def _unquoted(text: str, part: Span) -> Span:
    start, end = part
    if text[start] in '«“"' and text[end - 1] in '»”"':
        return trimmed(text, start + 1, end - 1)
    return part


def _clause_like(view: View, part: Span) -> bool:
    """Before деп stands a predicate, not the name of a thing («форум деп аталды»)."""
    tokens = view.inside(*part)
    return len(tokens) >= 2 or any(is_finite(t) for t in tokens)


# --- …-ғанын V, …-уды V ---


_SPOKEN = {"neutral", "factive", "distance", "evaluative", "forecast"}


def _nominal(view: View, cue: Cue, at: range, carry: Source | None) -> Draft | None:
    """The content is an object in the accusative (dative, ablative): a nominalised clause, a gerund, a noun."""
    first = view.index_from(cue.span[0])
    end = view.index_from(cue.span[1])
    found = _object(view, cue, at, first)
    if found is None:
        return None
    obj, frame = found
    start = _skip_leads(view, range(at.start, obj))
    document = None
    if "passive" in cue.frames:
        source = _in_document(view, range(at.start, first))
        if source is None or source.span is None:
            return None
        start = max(start, view.range_of(*source.span).stop)
        part = trimmed(view.text, view.tokens[min(start, obj)].start_char, view.tokens[obj].end_char)
        return Draft("indirect", [part], cue, source, "kk", "nominal", frame, 0.8)
    source = _after(view, end, at) or nominative(view, range(obj + 1, first), last=True)
    if source is None:
        source, start = _leading(view, range(start, obj + 1), start)
    if source is None:
        document = _in_document(view, range(at.start, first))
        if document is not None:
            source = document
            start = max(start, view.range_of(*document.span).stop) if document.span else start
    source = source or carry
    if (
        source is None
        and frame == "clause"
        and cue.form == "finite"
        and "passive" not in cue.frames
        and cue.cls in _SPOKEN
        and cue.lemma not in ("анықтау", "көрсету", "дәлелдеу")
    ):
        source = Source(None, reason=DROPPED)
    if source is None or start > obj:
        return None
    part = trimmed(view.text, view.tokens[start].start_char, view.tokens[obj].end_char)
    if part[1] <= part[0]:
        return None
    sure = 0.9 if frame == "clause" and source.span is not None else 0.75
    return Draft(
        "indirect", [part], cue, source, "kk", "nominal" if frame == "clause" else frame, frame, sure
    )


def _object(view: View, cue: Cue, at: range, first: int) -> tuple[int, str] | None:
    """The object right before the cue (adverbs and the subject may stand between), and what it is."""
    for i in range(first - 1, max(at.start, first - 9) - 1, -1):
        token = view.tokens[i]
        case, verbal = token.feat("Case"), token.feat("VerbForm")
        if "noun" in cue.frames and fold(token.norm) in ("барын", "жоғын"):
            return i, "clause"  # «қарызы барын»: that there is a debt
        if is_finite(token) or token.text in (";", ":", "–", "—", "!", "?"):
            return None
        if token.text == ",":
            return None
        form = fold(token.norm)
        if form in ("туралы", "жөнінде", "жайлы", "жайында", "жөнінен") and "about" in cue.frames:
            before = view.tokens[i - 1] if i > at.start else None
            if before is not None and (
                before.feat("VerbForm") in ("Part", "Ger") or form == "туралы" and cue.lemma == "жариялау"
            ):
                return i - 1, "clause"
            return None
        if (
            "passive" in cue.frames
            and verbal == "Part"
            and case in ("Nom", None)
            and token.feat("Person[psor]") == "3"
        ):
            return i, "clause"  # «… кеңейтетіні айтылған»
        if (
            "noun" in cue.frames
            and case == "Acc"
            and (verbal in ("Part", "Fin") or form.startswith("екен") or _nominalised(form))
        ):
            return i, "clause"
        if (
            "noun" in cue.frames
            and case == "Dat"
            and verbal == "Part"
            and cue.lemma in ("сендіру", "иландыру")
        ):
            return i, "clause"
        gerund = verbal in ("Ger", "Vnoun") and not form.startswith("екен")
        if gerund and (
            "inf" in cue.frames
            and case == "Acc"
            or "to" in cue.frames
            and case == "Dat"
            or "from" in cue.frames
            and case == "Abl"
        ):
            return i, "inf"
        if case == "Acc" and token.pos in ("NOUN", "PROPN", "VERB", "ADJ"):
            if "noun" in cue.frames and not _trapped(cue, token) and _content_noun(view, i, cue):
                return i, "noun"
            if gerund and "noun" in cue.frames:
                return i, "noun"
            return None
    return None


def _nominalised(form: str) -> bool:
    """…-тындығын, …-ғандығын: the clause as a noun."""
    return form in ("барлығын", "жоқтығын") or form.endswith(
        (
            "тындығын",
            "тіндігін",
            "ғандығын",
            "гендігін",
            "қандығын",
            "кендігін",
            "тындарын",
            "тіндерін",
            "ғандарын",
            "гендерін",
            "қандарын",
            "кендерін",
            "ғанын",
            "генін",
            "қанын",
            "кенін",
            "тынын",
            "тінін",
            "мауын",
            "меуін",
            "жеттігін",
            "ректігін",
            "кіндігін",
            "кендігін",
        )
    )


def _trapped(cue: Cue, token: Token) -> bool:
    return (cue.lemma, fold(token.lemma)) in words("kk").traps


_CONTENT_NOUNS = {
    "маңызды",
    "маңыз",
    "маңыздылық",
    "маңыздылығы",
    "қажеттілік",
    "қажет",
    "мүмкіндік",
    "рөл",
    "мән",
    "өсім",
    "төмендеу",
    "айырмашылық",
    "басымдық",
    "әлеует",
    "мүдделілік",
    "дайындық",
    "ниет",
    "бейілділік",
    "ұстаным",
    "ақпарат",
    "қауесет",
    "айып",
    "ерекшелік",
    "тиімділік",
    "қызығушылық",
    "сенім",
    "міндет",
    "орын",
    "үлес",
    "ынтымақтастық",
    "табыс",
    "нәтиже",
}


def _content_noun(view: View, i: int, cue: Cue) -> bool:
    """A noun that can be what is said: importance, growth, readiness; for a denial any noun."""
    token = view.tokens[i]
    lemma = fold(token.lemma)
    if cue.cls == "negative":
        return True
    if lemma in _CONTENT_NOUNS or lemma.endswith(("лық", "лік", "дық", "дік", "тық", "тік")):
        return cue.lemma.split()[0] in (
            "атап",
            "баса",
            "ерекше",
            "растау",
            "мойындау",
            "білдіру",
            "айту",
            "мәлімдеу",
            "жеткізу",
        )
    return False


def _in_document(view: View, at: range) -> Source | None:
    """«Құжатта … айтылған», «хабарламада …»: a document in the locative speaks for a passive verb."""
    for i in at:
        token = view.tokens[i]
        if token.feat("Case") == "Loc":
            noun = speaking_noun(view, i, "kk")
            if noun is not None and noun.kind in ("document", "institution", "media"):
                return phrase(view, i, at, "Loc")
    return None


# --- Бұл туралы X мәлімдеді ---


def _anaphoric(view: View, cue: Cue, at: range) -> Draft | None:
    tokens = view.tokens[at.start : at.stop]
    hit, where = None, 0
    for i in range(min(len(tokens), 16)):
        hit = lookup(words("kk").anaphors, tokens, i)
        if hit is not None and tuple(fold(tokens[k].norm) for k in hit[1]) == hit[0].words:
            where = i
            break
        hit = None
    if hit is None or at.start + where > cue.head:
        return None
    end = view.index_from(cue.span[1])
    last = at.start + hit[1][-1]
    source = _after(view, end, at) or nominative(
        view, range(last + 1, view.index_from(cue.span[0])), last=True
    )
    if source is None and where > 0:
        source = nominative(view, range(at.start, at.start + where))
    if source is None:
        return None
    if any(
        view.tokens[i].feat("VerbForm") == "Part" and view.tokens[i].feat("Case") == "Acc"
        for i in range(last, view.index_from(cue.span[0]))
    ):
        return None
    before = sentence_before(view, tokens[0].start_char)
    if before is None:
        return None
    return Draft("indirect", [before], cue, source, "kk", "sentence_before", "clause", 0.85)
