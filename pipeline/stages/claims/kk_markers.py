"""«X-тың айтуынша, …», «X айтқандай, …», «құжатқа сәйкес, …»: words that name a source beside its content."""

from __future__ import annotations

from pipeline.stages.claims.draft import DROPPED, Cue, Draft, Source, Span, trimmed
from pipeline.stages.claims.kk_clause import skip_leads
from pipeline.stages.claims.kk_cues import dictionary
from pipeline.stages.claims.kk_phrase import can_speak, is_finite, phrase
from pipeline.stages.claims.kk_source import genitive, in_document, nominative
from pipeline.stages.claims.kk_words import marker_nouns, marker_tails, word_set
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, lookup, words

_NEAR = 12  # words from a nominative source to айтқандай


def marked(view: View, at: range) -> list[Draft]:
    """The claims of the markers of one sentence."""
    drafts: list[Draft] = []
    for cue, source, frames in _found(view, at):
        first = view.index_from(cue.span[0])
        stop = view.index_from(cue.span[1])
        alone = (
            "sure" in frames and stop < at.stop and (view.tokens[stop].text == "," or cue.head + 1 == stop)
        )
        if source is None and alone and skip_leads(view, range(at.start, first)) == first:
            source = Source(None, reason=DROPPED)  # «Айтуынша, жол жабық»
        if source is None:
            continue
        begin = view.index_from(source.span[0]) if source.span is not None else first
        parts = _around(view, begin, view.index_from(cue.span[1]), at)
        quoted = _quoted(view.text, parts)
        if quoted is not None:
            drafts.append(Draft("direct", [quoted], cue, source, "kk", "marker", "quote"))
        elif parts:
            drafts.append(Draft("indirect", parts, cue, source, "kk", "marker", "clause"))
    return drafts


def _quoted(text: str, parts: list[Span]) -> Span | None:
    """What stands between the marks, where all that is said is one quotation."""
    if len(parts) != 1 or text[parts[0][0]] not in '«“"' or text[parts[0][1] - 1] not in '»”"':
        return None
    inner = trimmed(text, parts[0][0] + 1, parts[0][1] - 1)
    whole = not any(mark in text[inner[0] : inner[1]] for mark in '«»“”"')
    return inner if whole and len(text[inner[0] : inner[1]].split()) > 2 else None


def marker_before(view: View, at: range) -> tuple[Cue, Source] | None:
    """Cue and source of a marker that announces a quotation: «Министрдің айтуынша: «…»»."""
    return next(((cue, source) for cue, source, _ in _found(view, at) if source is not None), None)


def _found(view: View, at: range) -> list[tuple[Cue, Source | None, frozenset[str]]]:
    found: list[tuple[Cue, Source | None, frozenset[str]]] = []
    i = at.start
    while i < at.stop:
        hit = _of_noun(view, i, at) or _of_verb(view, i, at) or _of_table(view, i, at)
        if hit is None:
            i += 1
            continue
        cls, side, stop = hit
        lemma = " ".join(fold(view.tokens[k].norm) for k in range(i, stop))
        cue = Cue(view.span(i, stop - 1), lemma, cls, frozenset({"clause"}), i, form="marker")
        comma = stop < at.stop and view.tokens[stop].text == ","
        found.append((cue, _source(view, side, i, at, comma=comma), side))
        i = stop
    return found


Marker = tuple[str, frozenset[str], int]  # class of the cue, what stands before it, the token behind it


def _of_table(view: View, i: int, at: range) -> Marker | None:
    hit = lookup(words("kk").markers, view.tokens[i : at.stop], 0)
    if hit is None or "via" in hit[0].frames:
        return None
    return hit[0].cls, hit[0].frames, i + hit[1][-1] + 1


def _of_noun(view: View, i: int, at: range) -> Marker | None:
    """«сөзінше», «дерегіне сүйенсек», «мәліметі бойынша»."""
    token = view.tokens[i]
    lemma = fold(token.lemma)
    noun = marker_nouns().get(dictionary(lemma) if token.feat("VerbForm") == "Ger" else lemma)
    stop = _tailed(view, i, at) if noun is not None else None
    if noun is None or stop is None:
        return None
    if token.feat("Person[psor]") is None and stop > i + 1:
        alone = token.feat("Case") == "Dat" and _giver(view, i, at) is None
        return (noun.cls, frozenset({"given"}), stop) if noun.stands == "given" and not alone else None
    return noun.cls, frozenset({"gen", noun.stands}), stop


def _of_verb(view: View, i: int, at: range) -> Marker | None:
    """«айтқандай», «атап өткендей», «есептеуінше», «уәде бергеніне қарағанда»: a cue in a form that compares or accords."""
    hit = lookup(words("kk").cues, view.tokens[i : at.stop], 0)
    if hit is None or not hit[0].frames & {"clause", "noun"}:
        return None
    last = i + hit[1][-1]
    verb = view.tokens[last]
    if (
        verb.feat("VerbForm") == "Conv"
        and last + 1 < at.stop
        and fold(view.tokens[last + 1].lemma) in word_set("auxiliaries")
    ):
        last, verb = last + 1, view.tokens[last + 1]  # айтып кеткендей
    if verb.feat("Case") == "Sim" and verb.feat("VerbForm") == "Part":
        if "noun" not in hit[0].frames or not hit[0].frames & {"quote", "thing"}:
            return None  # күткендей, сенгендей: as one hoped
        side = "gen" if verb.feat("Person[psor]") else "nom"
        return hit[0].cls, frozenset({side}), last + 1
    if verb.feat("Person[psor]") != "3" or verb.feat("VerbForm") not in ("Ger", "Part"):
        return None
    stop = _tailed(view, last, at)
    return (hit[0].cls, frozenset({"gen", "sure"}), stop) if stop is not None else None


def _tailed(view: View, i: int, at: range) -> int | None:
    """The token behind a word in -ынша, or behind a word in the case that the tail after it asks for."""
    case = view.tokens[i].feat("Case")
    if case == "Equ":
        return i + 1 if view.tokens[i].feat("Person[psor]") == "3" else None
    if i + 1 >= at.stop:
        return None
    for name, forms in marker_tails().get(fold(view.tokens[i + 1].norm), ()):
        stop = i + 1 + len(forms)
        if case in (name, None) and [fold(t.norm) for t in view.tokens[i + 1 : stop]] == list(forms):
            return stop if stop <= at.stop else None
    return None


def _source(view: View, side: frozenset[str], first: int, at: range, *, comma: bool) -> Source | None:
    if "gen" in side:
        return genitive(view, _owned_from(view, first, at), at, sure="sure" in side)
    if "given" in side:
        return _giver(view, first, at) or (_paper(view, first, at) if comma else None)
    if "dat" not in side:
        near = range(max(at.start, first - _NEAR), first)
        return nominative(view, near, last=True) or in_document(view, range(max(at.start, first - 1), first))
    token = view.tokens[first - 1] if first > at.start else None
    if token is None or token.feat("Case") != "Dat":
        return None
    source = genitive(view, first, at)
    if source is not None:
        return source
    giver = _giver(view, first - 1, at)
    if giver is not None:
        return giver
    if fold(token.lemma) in word_set("norms"):
        return None  # «Заңға сәйкес»: by law
    return phrase(view, first - 1, at, "Dat") if can_speak(view, first - 1) else _paper(view, first - 1, at)


def _paper(view: View, i: int, at: range) -> Source | None:
    """«Есепке сәйкес», «құжат бойынша»: the document itself, where nobody is said to have given it."""
    token = view.tokens[i]
    lemma = dictionary(fold(token.lemma)) if token.feat("VerbForm") == "Ger" else fold(token.lemma)
    paper = any(e.lemma == "document" and len(e.words) == 1 for e in words("kk").nouns.get(lemma, ()))
    return phrase(view, i, at, token.feat("Case") or "Nom") if paper else None


def _owned_from(view: View, first: int, at: range) -> int:
    """Where what a genitive owns begins: «Ұлттық банктің соңғы дерегіне», «полицияның таратқан мәліметіне»."""
    i = first
    while i - 1 > at.start and (
        view.tokens[i - 1].pos == "ADJ"
        or view.tokens[i - 1].feat("VerbForm") == "Part"
        and view.tokens[i - 1].feat("Case") is None
    ):
        i -= 1
    return i if view.tokens[i - 1].feat("Case") == "Gen" else first


def _giver(view: View, first: int, at: range) -> Source | None:
    """«Департамент ұсынған дерекке сүйенсек»: who gave the data; «Мәліметтер бойынша» alone names nobody."""
    verb = view.tokens[first - 1] if first > at.start else None
    if verb is None or verb.feat("VerbForm") != "Part" or verb.feat("Case") is not None:
        return None
    found = nominative(view, range(max(at.start, first - 1 - _NEAR), first - 1), last=True)
    if found is None or found.span is None or view.range_of(*found.span).stop != first - 1:
        return None
    return found


def _behind_but(view: View, start: int, first: int) -> int:
    """Behind a clause of its own: «уәде берген, бірақ министрліктің есебінше, …»."""
    for i in range(first - 1, start, -1):
        if view.tokens[i].text == "," and (
            is_finite(view.tokens[i - 1]) or fold(view.tokens[i + 1].norm) in word_set("but")
        ):
            return skip_leads(view, range(i + 1, first))
    return start


def _around(view: View, first: int, stop: int, at: range) -> list[Span]:
    """The content beside a marker with its source: after its comma, and before it when it is inserted."""
    parts: list[Span] = []
    tail = [i for i in range(stop, at.stop) if view.tokens[i].pos != "PUNCT" or view.tokens[i].text in "«“"]
    before = skip_leads(view, range(at.start, first))
    if tail:
        before = _behind_but(view, before, first)
    if (
        first > before
        and view.tokens[first - 1].feat("VerbForm") == "Part"
        and not view.tokens[first - 1].feat("Case")
    ):
        # «Жиынға қатысқан министрдің айтуынша»: a clause about the source
        first = next((i for i in range(first - 1, before, -1) if view.tokens[i].text == ","), before)
    if before < first and any(view.tokens[i].pos != "PUNCT" for i in range(before, first)):
        parts.append(trimmed(view.text, view.tokens[before].start_char, view.tokens[first - 1].end_char))
    if tail:
        parts.append(trimmed(view.text, view.tokens[tail[0]].start_char, view.tokens[at.stop - 1].end_char))
    return [p for p in parts if any(char.isalnum() for char in view.text[p[0] : p[1]])]
