"""«По словам X», «согласно докладу», «на взгляд эксперта»: a fixed phrase, its source, and the clause around it."""

from __future__ import annotations

from pipeline.schema import Token
from pipeline.stages.claims.draft import Cue, Draft, Source, Span, trimmed
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.ru_bounds import behind_apposition, clause_start, clause_stop
from pipeline.stages.claims.ru_content import LONGEST
from pipeline.stages.claims.ru_cues import find_cues, is_finite
from pipeline.stages.claims.ru_inserted import content_before
from pipeline.stages.claims.ru_phrase import can_speak, phrase
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import Entry, claim_words, fold, lookup, words

_POSSESSIVE = {"его", "ее", "их"}
_INSIDE = 2  # words that may stand inside a fixed phrase
_NEAR = 120  # tokens around a phrase in which the cue of another clause may stand
# After these the genitive is whose words they are, whatever the noun.


def marked(view: View, at: range) -> list[Draft]:
    """The claims that fixed phrases of one unit introduce."""
    drafts: list[Draft] = []
    tokens = view.tokens[at.start : at.stop]
    index = words("ru").markers
    i = 0
    while i < len(tokens):
        hit = lookup(index, tokens, i) or _widened(tokens, i)
        if hit is None or hit[0].frames & {"via", "none"}:
            i += 1
            continue
        entry, positions = hit
        draft = _claim(view, entry, at.start + positions[0], at.start + positions[-1], at)
        if draft is not None:
            drafts.append(draft)
        i = positions[-1] + 1
    return drafts


def via(view: View, at: range) -> Source | None:
    """«со ссылкой на X»: the source behind the source."""
    tokens = view.tokens[at.start : at.stop]
    for i in range(len(tokens)):
        hit = lookup(words("ru").markers, tokens, i)
        if hit is not None and "via" in hit[0].frames:
            head = _head_after(view, at.start + hit[1][-1] + 1, at, None)
            if head is not None:
                found = phrase(view, head, at, "Acc")
                return found if found.span is not None else None
    return None


def _widened(tokens: list, i: int) -> tuple[Entry, list[int]] | None:
    """«по его словам», «по последним данным», «с его точки зрения»: a pronoun or an adjective stands inside the phrase."""
    for entry in words("ru").markers.get(fold(tokens[i].norm), ()):
        rest = entry.words[1:]
        for gap in range(1, _INSIDE + 1):
            inner, behind = tokens[i + 1 : i + 1 + gap], tokens[i + 1 + gap : i + 1 + gap + len(rest)]
            if not inner or not _attribute(inner[-1]):
                break
            if rest and [fold(token.norm) for token in behind] == list(rest):
                return entry, [i, *range(i + 1 + gap, i + 1 + gap + len(rest))]
    return None


def _attribute(token: Token) -> bool:
    """What may stand between «по» and «словам»: his, same, latest."""
    return token.pos == "ADJ" or fold(token.norm) in _POSSESSIVE | claim_words("of_self", "ru") | {"же"}


def _claim(view: View, entry: Entry, first: int, last: int, at: range) -> Draft | None:
    inner = [i for i in range(first, last) if fold(view.tokens[i].norm) in _POSSESSIVE]
    own = [i for i in range(first, last) if fold(view.tokens[i].norm) in claim_words("of_self", "ru")]
    if own:
        return None
    if inner:
        token = view.tokens[inner[0]]
        source = Source((token.start_char, token.end_char), inner[0], "Gen", pronoun=True)
        stop = last + 1
    else:
        wanted = _case(entry)
        if fold(view.tokens[min(last + 1, at.stop - 1)].lemma) == "который":
            return _relative(view, entry, first, last, at)
        head = _head_after(view, last + 1, at, wanted, entry.words[-1] in claim_words("sure_marker", "ru"))
        if head is None:
            return None
        source = phrase(view, head, at, wanted, sure=True)
        if source.span is None or entry.cls == "distance" and _nobodys(view, head, source):
            return None
        noun = speaking_noun(view, head, "ru")
        if entry.words[-1] == "зрения" and noun is not None and noun.kind == "document":
            return None  # «с точки зрения закона»
        stop = view.range_of(*source.span).stop
        if stop < at.stop and view.tokens[stop].text in ("»", '"', ")"):
            stop += 1
    # The phrase may carry adjuncts to its comma: «по данным Нацбанка на 1 мая, …».
    k = stop
    while (
        k < at.stop
        and view.tokens[k].text not in (",", ":", ".", "–", "—")
        and k - stop < 14
        and not is_finite(view.tokens[k])
    ):
        k += 1
    if k < at.stop and view.tokens[k].text in (",", ":") or k == at.stop or view.tokens[k].text == ".":
        stop = k
    stop = behind_apposition(view, stop, at, source.case)
    parts = _parts(view, first, stop, _own_bracket(view, first, stop, at))
    if not parts:
        return None
    cue = Cue(view.span(first, last), entry.lemma, entry.cls, frozenset({"clause"}), first, form="marker")
    return Draft("indirect", parts, cue, source, "ru", "marker", "clause")


def _own_bracket(view: View, first: int, stop: int, at: range) -> range:
    """«уходить не собирается (по его словам, он здоров)»: a phrase that opens a bracket tells the clause inside."""
    if first == at.start or view.tokens[first - 1].text != "(":
        return at
    close = next((i for i in range(stop, at.stop) if view.tokens[i].text == ")"), at.stop)
    return range(first, close) if any(is_finite(view.tokens[i]) for i in range(stop, close)) else at


def _relative(view: View, entry: Entry, first: int, last: int, at: range) -> Draft | None:
    """«… аналитик Ольга Ким, по мнению которой рост продолжится»: whose words they are stands before the comma."""
    head = next(
        (i for i in range(first - 2, at.start - 1, -1) if view.tokens[i].pos in ("NOUN", "PROPN")), None
    )
    if (
        view.tokens[first - 1].text != ","
        or head is None
        or last + 2 >= at.stop
        or "dative" in entry.frames
        or not can_speak(view, head)
    ):
        return None
    for _ in range(4):  # up from a name to its title
        title = view.tokens[head].head
        if title is None or title not in at or view.tokens[head].dep not in ("flat:name", "appos"):
            break
        head = title
    source = phrase(view, head, at, view.tokens[head].feat("Case") or "Nom", sure=True)
    if source.span is None:
        return None
    above = view.tokens[head].head
    goes_on = above if above is not None and above > last and above in at else at.stop
    stop = at.stop
    if goes_on < at.stop:  # «директор, по словам которой долг вернут, ушла»
        stop = next((i for i in range(goes_on - 1, last + 2, -1) if view.tokens[i].text == ","), goes_on)
    said = trimmed(view.text, view.tokens[last + 2].start_char, view.tokens[stop - 1].end_char)
    cue = Cue(view.span(first, last), entry.lemma, entry.cls, frozenset({"clause"}), first, form="marker")
    return Draft("indirect", [said], cue, source, "ru", "marker", "clause")


def _nobodys(view: View, head: int, source: Source) -> bool:
    """«судя по сообщениям»: nobody's in particular."""
    noun = speaking_noun(view, head, "ru")
    assert source.span is not None
    return noun is not None and noun.role == "notice" and len(view.inside(*source.span)) == 1


def _case(entry: Entry) -> str:
    """The case of a source after a phrase: «согласно докладу», «по словам министра»."""
    return "Dat" if "dative" in entry.frames else "Gen"


def _head_after(view: View, start: int, at: range, case: str | None, sure: bool = False) -> int | None:
    """Head of the noun phrase that begins at `start`: the first speaking noun or name before the comma."""
    for i in range(start, min(start + 6, at.stop)):
        token = view.tokens[i]
        if (
            token.text in (",", ":", ";", ".", "–", "—")
            or is_finite(token)
            or token.pos in ("SCONJ", "ADP", "CCONJ")
        ):
            return None
        if fold(token.lemma) == "который":
            return None
        if fold(token.norm) == "же":
            continue
        if fold(token.lemma) == "один" and i + 1 < at.stop and fold(view.tokens[i + 1].norm) == "из":
            return i
        if (
            token.pos in ("NOUN", "PROPN", "X", "PRON", "DET")
            or view.mention_at(token.start_char, "person", "organization", "place") is not None
        ):
            whose = token.pos == "DET" or fold(token.norm) in _POSSESSIVE
            after = i + 2 if i + 1 < at.stop and fold(view.tokens[i + 1].norm) == "же" else i + 1
            if whose and after < at.stop and view.tokens[after].pos in ("NOUN", "ADJ"):
                continue  # «согласно тому же документу»
            if token.dep == "acl" and token.head is not None and token.head in range(i, at.stop):
                noun = view.tokens[token.head]
                told = noun.pos == "NOUN" and can_speak(view, token.head)
                if told and noun.feat("Case") == token.feat("Case") == case:
                    return token.head  # «согласно оглашенному в понедельник решению»
            alike = case == "Dat" and token.feat("Gender") == "Fem" and token.feat("Case") in ("Gen", "Loc")
            if (
                case is not None
                and token.feat("Case") not in (case, None)
                and token.pos == "NOUN"
                and not alike
            ):
                return None
            if not sure and not can_speak(view, i) and speaking_noun(view, i, "ru") is None:
                return None
            return i
        if token.pos == "ADJ" and i + 1 < at.stop and view.tokens[i + 1].pos in ("PUNCT", "VERB"):
            return i if can_speak(view, i) else None
    return None


def _parts(view: View, first: int, stop: int, at: range) -> list[Span]:
    """What stands around the phrase: after its comma, and before it when it is inserted."""
    at = range(max(at.start, first - LONGEST), min(at.stop, stop + LONGEST))
    start = clause_start(view, at, first, stop, find_cues(view, at))
    if stop < at.stop and view.tokens[stop].text in ("–", "—"):
        start = first  # «…, по оценке аудиторов – 5%»
    parts: list[Span] = []
    before = content_before(view, start, first)
    if before is not None:
        last = first - 2 if view.tokens[first - 1].text == "(" else first - 1
        parts.append(trimmed(view.text, view.tokens[before].start_char, view.tokens[last].end_char))
    at = range(at.start, clause_stop(view, at, start, first, stop))
    tail = [i for i in range(stop, at.stop) if view.tokens[i].pos != "PUNCT" or view.tokens[i].text in "«“"]
    if tail:
        end = view.tokens[_tail_stop(view, tail[0], at) - 1].end_char
        parts.append(trimmed(view.text, view.tokens[tail[0]].start_char, end))
    return [part for part in parts if part[1] > part[0]]


def _tail_stop(view: View, first: int, at: range) -> int:
    """«По ее словам, уволены триста, и люди не придут, уверена X»: the second clause is another claim."""
    index = words("ru").markers
    for i in range(first + 2, min(first + _NEAR, at.stop)):
        joined = fold(view.tokens[i - 1].norm) in ("и", "а", "но") and view.tokens[i - 2].text == ","
        if joined and lookup(index, view.tokens[at.start : at.stop], i - at.start) is not None:
            return i - 2
    for cue in find_cues(view, range(first, min(first + _NEAR, at.stop))):
        before = view.tokens[cue.head - 1].text
        if before != "," or cue.form != "finite" or "clause" not in cue.frames or cue.negated:
            continue
        joint = [
            i
            for i in range(first + 1, cue.head)
            if view.tokens[i].text == "," and fold(view.tokens[i + 1].norm) in ("и", "а", "но")
        ]
        if joint:
            return joint[-1]
    return at.stop


def source_of_phrase(view: View, at: range, within: int = 2) -> tuple[Cue, Source] | None:
    """Cue and source of a fixed phrase `within` the first tokens of `at`, when the content is a quotation beside it."""
    tokens = view.tokens[at.start : at.stop]
    for i in range(min(within, len(tokens))):
        hit = lookup(words("ru").markers, tokens, i) or _widened(tokens, i)
        if hit is None or hit[0].frames & {"via", "none"}:
            continue
        entry, positions = hit
        first, last = at.start + positions[0], at.start + positions[-1]
        cue = Cue(view.span(first, last), entry.lemma, entry.cls, frozenset({"clause"}), first, form="marker")
        inner = [j for j in range(first, last) if fold(view.tokens[j].norm) in _POSSESSIVE]
        if inner:
            token = view.tokens[inner[0]]
            return cue, Source((token.start_char, token.end_char), inner[0], "Gen", pronoun=True)
        wanted = _case(entry)
        head = _head_after(view, last + 1, at, wanted, entry.words[-1] in claim_words("sure_marker", "ru"))
        source = phrase(view, head, at, wanted, sure=True) if head is not None else None
        if source is not None and source.span is not None:
            return cue, source
    return None
