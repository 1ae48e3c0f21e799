"""Direct speech: dash-led paragraphs and quotations, split by the author's words, over several paragraphs.

Language-neutral: it finds what may be speech by its marks and asks the grammar of the language for the cue and its
source in the author's words beside it. A quotation without a cue is no speech, unless it is a whole paragraph that
carries on the speech before.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.document import Block
from pipeline.stages.claims.beside import after_sentence, is_fragment, is_label
from pipeline.stages.claims.draft import Cue, Draft, Source, Span, trimmed
from pipeline.stages.claims.kk_phrase import ends_content
from pipeline.stages.claims.quotes import CLOSING, DASHES, OPENING, Quote, dash_led, find_quotes
from pipeline.stages.claims.told import Marks, Told
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

# The author's words begin: `, – сказал`, `! — сказал`, `», - деді`.
_TO_AUTHOR = re.compile(rf"[,!?…»”\"]\s*[{DASHES}]{{1,2}}(?:\s+|(?=[^\W\d_]))")
# The speaker goes on: `сказал он. – Потом`, `сказал он, – но`.
_TO_SPEECH = re.compile(rf"[.,:;!?…]\s*[{DASHES}]{{1,2}}\s+")
_AFTER_QUOTE = re.compile(rf"\s*(?:,\s*(?:[{DASHES}]{{1,2}}\s*)?|[{DASHES}]{{1,2}}\s*)")
_BEHIND_DASH = re.compile(r"(?<=[.!?…]) ?[–—-]$")  # «A», – сказал X. – «B»
_LISTED = re.compile(r"\s*,\s*[«“\"]")  # «Автор книг: «Сад», «Мост»»
_PRINTED = re.compile(r"\s*,\s*\d{4}\b")  # «Алматы: «Жазушы», 1980»
_SENTENCE_END = re.compile(r"[.!?…](?=\s+[^\s\d]|\s*$)|[.!?…](?=[«“\"])")


def direct(view: View, told: Told, block: Block, marks: Marks, ends: Callable[[int, int], int]) -> None:
    """Add the direct speech of one paragraph to `told`. `ends(start, limit)` is where the sentence at `start` ends."""
    start, end = block.start_char, block.end_char
    before = len(told.drafts)
    _speech_of(view, told, block, marks, ends)
    _join_pending(view, told, start, end, before)


def _join_pending(view: View, told: Told, start: int, end: int, before: int) -> None:
    """Give the paragraphs of a quotation that waited for its cue to the claim that closes it: «A. ¶ «B», – сказал он."""
    pending = [(at, span) for at, span in told.pending if at < start]
    waiting = [span for _, span in pending]
    own = [(at, span) for at, span in told.pending if at >= start]
    if own and pending and not any(mark in view.text[pending[-1][1][1] : start] for mark in CLOSING + '"'):
        return  # «A. ¶ «B. ¶ «C», – сказал он: the mark is opened anew and closed by none of them
    told.pending = own
    first = told.drafts[before] if len(told.drafts) > before else None
    unmarked = first is not None and first.rule == "unmarked"
    dashed = unmarked or dash_led(view.text, start, end) is not None
    if first is None or view.text[start : first.start].strip(' \u00a0«“"–—-') != "":
        told.orphans += pending
    elif all(dashed == (view.text[at - 1] not in OPENING + '"') for at, _ in waiting):
        first.parts = [*waiting, *first.parts]
        told.covered += waiting
    else:
        told.orphans += pending


def _speech_of(view: View, told: Told, block: Block, marks: Marks, ends: Callable[[int, int], int]) -> None:
    start, end = block.start_char, block.end_char
    led = dash_led(view.text, start, end)
    if led is not None and _dash_speech(view, told, led, end, marks):
        told.dash_led = end
        return
    if led is not None and _dash_goes_on(view, told, start, led, end):
        return
    quotes = find_quotes(view.text, start, end)
    last: Draft | None = None
    for quote in quotes:
        last = _quotation(view, told, quote, start, end, marks, ends, last)
    if not quotes or not any(d.start >= start for d in told.drafts):
        _bare(view, told, start, end, marks, ends)
    if led is not None and not any(d.start >= start for d in told.drafts) and _prose(view.text[led:end]):
        told.pending.append((start, trimmed(view.text, led, end)))


def _prose(said: str) -> bool:
    """More than an item of a list or a mere question: at least one sentence that states something."""
    return said.rstrip().endswith((".", "!", "?", "…")) and re.search(r"[.!…](\s|$)", said) is not None


def split(view: View, start: int, end: int, marks: Marks) -> list[tuple[Span, tuple[Cue, Source] | None]]:
    """Speech and author's words in turn: (range, None) is speech, (range, cue and source) the author's."""
    text = view.text
    found: list[tuple[Span, tuple[Cue, Source] | None]] = []
    at, look = start, start
    while look < end:
        boundary = _TO_AUTHOR.search(text, look, end)
        if boundary is None:
            break
        resumed = _TO_SPEECH.search(text, boundary.end(), end)
        stop = resumed.start() + 1 if resumed else _stop(text, boundary.end(), end)
        hit = (
            marks.reporting(view, view.range_of(boundary.end(), stop), after=True)
            if stop > boundary.end()
            else None
        )
        if hit is None:
            look = boundary.end()
            continue
        found.append(((at, boundary.start() + 1), None))
        found.append(((boundary.end(), stop), hit))
        if resumed is None:
            return found
        at = look = resumed.end()
    if found and at < end:
        found.append(((at, end), None))
    return found


def _stop(text: str, start: int, end: int) -> int:
    """Where a sentence of the author's words ends."""
    for found in _SENTENCE_END.finditer(text, start, end):
        word = text[start : found.start()].rsplit(maxsplit=1)[-1:] or [""]
        if len(word[0]) > 2 or not word[0].isalpha():
            return found.end()
    return end


def _dash_speech(view: View, told: Told, start: int, end: int, marks: Marks) -> bool:
    pieces = split(view, start, end, marks)
    if not pieces:
        return False
    tell(view, told, pieces, marks.lang, "dash")
    return True


def _dash_goes_on(view: View, told: Told, start: int, led: int, end: int) -> bool:
    """`– A, – говорит X.` ¶ `– B.`: the speaker goes on; not in a list, nor after a question to somebody else."""
    last = told.drafts[-1] if told.drafts else None
    body = view.text[led:end].strip()
    if last is None or told.dash_led < 0 or view.text[told.dash_led : start].strip():
        return False
    answered = view.text[led - 1 : end].count("?") and not body.endswith((".", "!", "…"))
    if body.endswith((";", ",", ":")) or len(body.split()) < 3 or not body[:1].isupper() or answered:
        return False
    if view.text[last.parts[-1][1] - 1] == "?":
        return False
    part = trimmed(view.text, led, end)
    told.covered.append((led, end))
    told.drafts.append(
        Draft("direct", [part], last.cue, last.source, last.lang, "dash_carried", "quote", group=last.group)
    )
    told.dash_led = end
    return True


def tell(
    view: View, told: Told, pieces: list[tuple[Span, tuple[Cue, Source] | None]], lang: str, rule: str
) -> Draft | None:
    """Claims from alternating speech and author's words; each piece of speech goes to the nearest cue."""
    hits = [(span, hit) for span, hit in pieces if hit is not None]
    last: Draft | None = None
    told.groups += 1
    groups: dict[int, int] = {}
    for k, (span, hit) in enumerate(pieces):
        if hit is not None:
            told.cues.add(hit[0].head)
            continue
        after = next((h for s, h in pieces[k + 1 :] if h is not None), None)
        before = next((h for s, h in reversed(pieces[:k]) if h is not None), None)
        owner = before if before is not None and (after is None or k > 0) else after
        if owner is None:
            owner = hits[0][1]
        if owner is None:
            continue
        part = trimmed(view.text, *span)
        told.covered.append(span)
        if part[1] <= part[0]:
            continue
        group = groups.setdefault(owner[0].head, told.groups * 100 + len(groups))
        last = Draft("direct", [part], owner[0], owner[1], lang, rule, "quote", group=group)
        told.drafts.append(last)
    return last


def _quotation(
    view: View,
    told: Told,
    quote: Quote,
    start: int,
    end: int,
    marks: Marks,
    ends: Callable[[int, int], int],
    last: Draft | None,
) -> Draft | None:
    """The claim of one quotation, or the last one when it is a name, a scare quote or a title."""
    text = view.text
    inner = (quote.inner_start, quote.inner_end)
    # Author's words inside the marks: «Закон нужен, – считает юрист, – но …».
    pieces = split(view, *inner, marks)
    if pieces:
        if not quote.closed and pieces[-1][1] is None:
            pieces[-1] = (_until_the_author(view, *pieces[-1][0], marks), None)
        return tell(view, told, pieces, marks.lang, "quote_split")
    follows = author_start(view, quote.end, end, marks) if quote.closed else None
    if follows is not None:
        stop = ends(follows, end)
        hit = marks.reporting(view, view.range_of(follows, stop), after=True)
        if hit is not None and hit[1].span is None:
            opened = sentence_start(view, start, quote.start)
            source = marks.before(view, view.range_of(opened, quote.start))
            hit = (hit[0], source) if source is not None else hit
        linked = (
            any(dash in text[quote.end : follows] for dash in DASHES)
            or len(text[quote.inner_start : quote.inner_end].split()) > 2
            and not _is_title(view, inner, follows)
        )
        if hit is not None and (linked or marks.bare_words) and _is_speech(view, quote, start, marks):
            return one_claim(view, told, inner, hit, marks.lang, "quote_after")
    before = text[start : quote.start].rstrip()
    words = len(text[inner[0] : inner[1]].split())
    named = words <= 2 and text[quote.end : end].lstrip()[:1].isalpha()
    named = named or words <= 2 and _PRINTED.match(text, quote.end, end) is not None
    named = named or words < 8 and _LISTED.match(text, quote.end, end) is not None
    fragment = (is_fragment(text, inner) or is_label(view, inner)) and not marks.bare_words
    if before.endswith(":") and not named and not fragment:  # «Анықтама: «Ақсу» ЖШС …» begins with a name
        opened = sentence_start(view, start, quote.start)
        hit = marks.reporting(view, view.range_of(opened, quote.start), after=False)
        if hit is None:
            source = marks.before(view, view.range_of(opened, quote.start))
            if source is None and marks.person is not None and _clause(view, inner):
                source = marks.person(view, view.range_of(opened, quote.start))
            hit = (
                (Cue((quote.start, quote.start), "", "neutral", frozenset(), -1), source)
                if source is not None
                else None
            )
        if hit is not None:
            return one_claim(view, told, inner, hit, marks.lang, "quote_before")
    if marks.leads is not None and quote.closed and words > 2:
        opened = sentence_start(view, start, quote.start)
        hit = marks.leads(view, view.range_of(opened, quote.start)) if _clause(view, inner) else None
        if hit is not None:
            return one_claim(view, told, inner, hit, marks.lang, "quote_before")
    bracketed = _bracketed(view, quote, end)
    if bracketed is not None and _is_speech(view, quote, start, marks):
        return one_claim(view, told, inner, bracketed, marks.lang, "quote_bracket")
    carried = _carried(view, told, quote, start, end, last, marks)
    if carried is not None:
        return carried
    whole = not text[start : quote.start].strip() and not text[quote.end : end].strip(" .!?…\u00a0")
    if whole and len(view.inside(*inner)) >= 3 and inner[1] > inner[0]:
        told.pending.append((start, trimmed(text, *inner)))
    return last


def _clause(view: View, inner: Span) -> bool:
    """The words have a verb in a personal form: no title, no name."""
    return any(t.feat("VerbForm") == "Fin" for t in view.inside(*inner))


def _is_title(view: View, inner: Span, follows: int) -> bool:
    """«Час с Анной Ли», как уточнил редактор, – новая программа»: a phrase without a verb, which the sentence goes on about."""
    i = view.index_from(follows)
    how = i < len(view.tokens) and fold(view.tokens[i].norm) == "как"
    return how and not any(t.pos in ("VERB", "AUX") for t in view.inside(*inner))


def _bracketed(view: View, quote: Quote, end: int) -> tuple[Cue, Source] | None:
    """«…» (Ахмет Жумабаев, пенсионер): a person named in brackets after the quotation."""
    bracket = re.match(r"\s*\(([^()]{5,90})\)", view.text[quote.end : end])
    if bracket is None or quote.inner_end - quote.inner_start < 20:
        return None
    opened = quote.end + bracket.start(1)
    named = view.mention_at(opened, "person")
    if named is None:
        return None
    source = Source((named.start_char, named.end_char), view.index_from(named.start_char))
    return Cue((quote.end, quote.end), "", "neutral", frozenset(), -1), source


def _until_the_author(view: View, start: int, end: int, marks: Marks) -> Span:
    """What is left of a quotation that nobody closed: it ends before a sentence that reports again («Она напомнила, что …»)."""
    for sentence in view.sentences_in(start, end)[1:]:
        at = view.range_of(max(start, sentence.start_char), min(sentence.end_char, end))
        hit = marks.reporting(view, at, after=False)
        if hit is not None and hit[1].span is not None and "clause" in hit[0].frames:
            return start, at.start and view.tokens[at.start].start_char
    return start, end


def author_start(view: View, at: int, end: int, marks: Marks) -> int | None:
    """Where the author's words begin after a quotation that ends at `at`; None when nothing links them to it."""
    after = _AFTER_QUOTE.match(view.text, at, end)
    if after is not None and after.end() > at:
        return after.end()
    tokens = view.range_of(at, end)
    if marks.bare_words and tokens and view.tokens[tokens.start].norm.lower() in marks.bare_words:
        return view.tokens[tokens.start].start_char
    return None


def _is_speech(view: View, quote: Quote, start: int, marks: Marks) -> bool:
    """More than a name: it opens a sentence, or follows a colon or a comma; or is long enough to be a sentence."""
    if marks.bare_words and len(view.inside(quote.inner_start, quote.inner_end)) >= 3:
        return True
    before = view.text[start : quote.start].rstrip()
    return not before or before[-1] in ".!?…:,;–—-»”"


def one_claim(
    view: View, told: Told, inner: Span, hit: tuple[Cue, Source], lang: str, rule: str
) -> Draft | None:
    part = trimmed(view.text, *inner)
    if part[1] <= part[0]:
        return None
    if not _says_that(view, hit[0], part[0]):
        told.cues.add(hit[0].head)
    return told.quote(view, inner, hit, lang, rule)


def _says_that(view: View, cue: Cue, quoted: int) -> bool:
    """«уверяет, что школу не закроют: «…»», «апаттың жиі болатынын айтады: «…»»: before the quotation the cue has a clause
    that is a claim of its own."""
    first = view.index_from(cue.span[0])
    if first and cue.form == "finite" and ends_content(view.tokens[first - 1]):
        return True
    between = range(cue.head + 1, view.index_from(quoted))
    return any(view.tokens[i].text == "," and fold(view.tokens[i + 1].norm) == "что" for i in between)


def _carried(
    view: View, told: Told, quote: Quote, start: int, end: int, last: Draft | None, marks: Marks
) -> Draft | None:
    """«A», – сказал X. «B».: the second quotation has no cue of its own and is a sentence by itself."""
    before = _BEHIND_DASH.sub("", view.text[start : quote.start].rstrip())
    after = view.text[quote.end : end].lstrip()
    sentence = (not before or before[-1] in ".!?…") and (
        not after or after[0] in ".!?…" or after[0].isupper() or after[0] in '«"'
    )
    inner = view.text[quote.inner_start : quote.inner_end].strip()
    if not sentence or len(inner.split()) < 3 or not inner[:1].isupper():
        return None
    if last is None or last.cue is None:
        return after_sentence(view, told, quote, start, marks)
    part = trimmed(view.text, quote.inner_start, quote.inner_end)
    told.covered.append((quote.inner_start, quote.inner_end))
    draft = Draft(
        "direct", [part], last.cue, last.source, last.lang, "quote_carried", "quote", group=last.group
    )
    told.drafts.append(draft)
    return draft


def sentence_start(view: View, start: int, at: int) -> int:
    """Where the sentence begins that a colon ends."""
    opened = (s.start_char for s in view.sentences_in(start, at))
    return max((first for first in opened if start <= first < at - 3), default=start)


def _first_said(view: View, start: int, opened: int, tells: Callable[[View, range], bool]) -> int:
    """Where unmarked speech begins that ends with the sentence at `opened`: behind the last sentence that the author tells."""
    first = opened
    for sentence in reversed(view.sentences_in(start, opened)):
        begin = max(start, sentence.start_char)
        if begin >= opened or tells(view, view.range_of(begin, sentence.end_char)):
            break
        first = begin
    return first


def _dash_above(view: View, told: Told, start: int) -> bool:
    """`– A.` ¶ `B, – сказал X.`: the paragraph above opened with a dash and waits for its cue."""
    if not told.pending:
        return False
    first, last = told.pending[-1][1]
    opened = view.text[first - 1] not in OPENING + '"'
    return opened and not view.text[last:start].strip(" \n\r.!?…\u00a0")


def _bare(
    view: View, told: Told, start: int, end: int, marks: Marks, ends: Callable[[int, int], int]
) -> None:
    """Speech that lost its opening mark: `Баға өспейді, – дейді мамандар.`; one sentence, up to the author's words."""
    for found in re.finditer(rf"[,!?…]\s*[{DASHES}]{{1,2}}\s*", view.text[start:end]):
        author = start + found.end()
        stop = ends(author, end)
        hit = marks.reporting(view, view.range_of(author, stop), after=True)
        opening = view.range_of(author, stop).start
        if (
            hit is None
            or hit[0].form != "finite"
            or "clause" not in hit[0].frames
            or hit[0].head - opening > (3 if marks.bare_words else 0)
        ):
            continue
        opened = sentence_start(view, start, author)
        if _dash_above(view, told, start):
            opened = start
        elif marks.tells is not None:
            opened = _first_said(view, start, opened, marks.tells)
        pieces: list[tuple[Span, tuple[Cue, Source] | None]] = [
            ((opened, start + found.start() + 1), None),
            ((author, stop), hit),
        ]
        tell(view, told, pieces, marks.lang, "unmarked")
        return
