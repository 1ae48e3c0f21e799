"""The claims of one document: quotations first, then the sentences around them, then names for the speakers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipeline.document import Block, Document
from pipeline.schema import Claim
from pipeline.stages.claims.announced import announced
from pipeline.stages.claims.author import author_claims, author_of, of_others
from pipeline.stages.claims.beside import orphans
from pipeline.stages.claims.bylines import line_effect
from pipeline.stages.claims.carry import carried
from pipeline.stages.claims.draft import Draft, trimmed
from pipeline.stages.claims.grammars import Grammar, grammar
from pipeline.stages.claims.headline import headline
from pipeline.stages.claims.interview import interview_claims, interview_of
from pipeline.stages.claims.keys import Keys
from pipeline.stages.claims.kk_names import mend_names
from pipeline.stages.claims.named_dash import named_dash
from pipeline.stages.claims.paragraphs import rest, spread
from pipeline.stages.claims.quotes import CLOSING, OPENING, Quote, find_quotes
from pipeline.stages.claims.rows import claim_row
from pipeline.stages.claims.ru_names import mend_russian_names
from pipeline.stages.claims.speakers import Speakers
from pipeline.stages.claims.speech import direct
from pipeline.stages.claims.titles import drop_posts, language
from pipeline.stages.claims.told import Told
from pipeline.stages.claims.view import View

_BYLINE = 25  # words of a line about the author


def find_claims(document: Document, languages: Sequence[str]) -> list[Claim]:
    """All claims, sorted by place; at most one for the same content and cue."""
    view = View(document)
    drop_posts(view)
    if "ru" in languages:
        mend_russian_names(view)
    mend_names(view)
    grammars = {lang: found for lang in languages if (found := grammar(lang)) is not None}
    speakers = Speakers(view)
    talk = interview_of(view, speakers.cast)
    turns = talk.blocks if talk is not None else frozenset[int]()
    told = Told()
    drafts = _quotations(view, told, turns, grammars)
    drafts += _around(view, told, turns, grammars)
    drafts += told.drafts
    if talk is not None:
        drafts += interview_claims(view, talk)
    else:
        author = author_of(view, speakers.cast, told, drafts)
        if author is not None:
            drafts = of_others(view, author, drafts)
            drafts += author_claims(view, author, drafts)
        else:
            drafts += carried(view, drafts, told)
    speakers.scene.quoted = sorted(part for d in drafts if d.type == "direct" for part in d.parts)
    speakers.scene.reported = sorted(
        (*part, d.source.span[0])
        for d in drafts
        if d.type == "indirect" and d.source.span is not None and not d.continued
        for part in d.parts
    )
    drafts.sort(key=lambda d: (d.cue.span[0] if d.cue else d.start, d.start))
    rows: dict[str, Claim] = {}
    keys = Keys(view)
    for draft in drafts:
        row = claim_row(view, keys, draft, speakers.resolve(draft))
        rows.setdefault(row.claim_id, row)
    return sorted(rows.values(), key=lambda row: (row.start_char, row.end_char, row.cue_lemma, row.claim_id))


def _quotations(
    view: View, told: Told, turns: frozenset[int], grammars: Mapping[str, Grammar]
) -> list[Draft]:
    """Reads the direct speech of a document into `told`; the claims of headlines that say «X: …» come back."""
    drafts: list[Draft] = []
    mixed = "kk" in grammars and any(language(s.lang) == "kk" for s in view.document.sentences)
    previous: Block | None = None
    after = [block for _, block in view.read_blocks]
    for k, (i, block) in enumerate(view.read_blocks):
        if i in turns:
            previous = None
            continue
        sentences = view.sentences_in(block.start_char, block.end_char)
        lang = language(sentences[0].lang) if sentences else ""
        if lang not in grammars:
            continue
        marks = grammars[lang].marks
        titled = headline(view, block, lang)
        if titled is not None and k == 0 and len(after) > 1 and view.text[titled.start] in OPENING + '"':
            continue  # «Анна Ким: «Мост стар»»: the title of an interview, whose words stand below
        if titled is not None and not told.drafts:
            drafts.append(titled)
        left = rest(told, block)
        if left is None:
            continue
        if named_dash(view, told, left, marks):
            previous = block
            continue
        direct(view, told, left, marks, _sentence_end(view))
        if mixed and lang == "ru" and not any(d.start >= block.start_char for d in told.drafts):
            # «– Насос старый, – деді инженер»: Russian words in a Kazakh report.
            direct(view, told, left, grammars["kk"].marks, _sentence_end(view))
        if previous is not None and left is block:
            announced(view, told, previous, block, marks)
        spread(view, told, left, after[k + 1 : k + 9], marks)
        previous = block
    told.orphans += told.pending
    for lang, own in grammars.items():
        if _speaks(view, lang):
            orphans(view, told, own.marks)
    return drafts


def _around(view: View, told: Told, turns: frozenset[int], grammars: Mapping[str, Grammar]) -> list[Draft]:
    """The indirect speech of a document: sentence by sentence, outside what `told` has as quoted."""
    drafts: list[Draft] = []
    for i, block in view.read_blocks:
        if i in turns:
            continue
        own = view.text[block.start_char : block.end_char]
        if len(own.split()) <= _BYLINE and line_effect(own, "ru") not in (None, "lead"):
            continue  # «Автор выражает личное мнение», «Подготовила …»: about the text, not of it
        quotes = find_quotes(view.text, block.start_char, block.end_char)
        for start, end, lang in _units(view, block):
            if lang in grammars:
                found = _around_quotes(view, told, start, end, grammars[lang])
                _to_its_close(view, told, found, quotes, end)
                # «… намерены увеличить перевозки» in a headline tells what the article tells, and quotes nobody.
                drafts += [
                    d
                    for d in found
                    if block.kind == "body" or d.frame != "inf" or d.cue is None or d.cue.cls != "plan"
                ]
    return drafts


def _to_its_close(view: View, told: Told, found: list[Draft], quotes: list[Quote], end: int) -> None:
    """«сказал, что «цены упали. Спрос тоже»»: a quotation that opens the content goes on through the sentences to its close."""
    for draft in found:
        first, last = draft.parts[-1]
        quote = next((q for q in quotes if q.start == first and last < q.inner_end and q.closed), None)
        if quote is not None and end - last < 3 and view.text[quote.end - 1] in CLOSING + '"':
            draft.parts[-1] = trimmed(view.text, first, quote.end)
            told.covered.append((end, quote.end))


def _speaks(view: View, lang: str) -> bool:
    """Most sentences are in the language."""
    sentences = view.document.sentences
    return 2 * sum(language(s.lang) == lang for s in sentences) > len(sentences)


def _units(view: View, block: Block) -> list[tuple[int, int, str]]:
    """Sentences of a paragraph, with those joined again that were cut inside a quoted name («ВЭБ. РФ»)."""
    units: list[tuple[int, int, str]] = []
    for sentence in view.sentences_in(block.start_char, block.end_char):
        start, end = max(sentence.start_char, block.start_char), min(sentence.end_char, block.end_char)
        if units:
            before = view.text[units[-1][0] : units[-1][1]]
            if _bracket_open(before) and _bracket_closes(view.text[start:end]):
                units[-1] = (units[-1][0], end, units[-1][2])
                continue
            opened = before.count("«") - before.count("»")
            closing = view.text.find("»", start, min(end, start + 60))
            if (
                opened > 0
                and closing >= 0
                and "«" not in view.text[start:closing]
                and before.rfind("«") > len(before) - 60
            ):
                units[-1] = (units[-1][0], end, units[-1][2])
                continue
        units.append((start, end, language(sentence.lang)))
    return units


def _bracket_open(text: str) -> bool:
    return text.count("(") > text.count(")") and text.rfind("(") > len(text) - 60


def _bracket_closes(text: str) -> bool:
    """«(Бавария; | Германия) …»: the next piece closes the bracket before it opens another."""
    return -1 < text.find(")") < (text.find("(") + 1 or len(text) + 1)


def _around_quotes(view: View, told: Told, start: int, end: int, grammar: Grammar) -> list[Draft]:
    """Indirect speech of a sentence, outside quoted words."""
    drafts: list[Draft] = []
    at = start
    for quoted_start, quoted_end in sorted(told.covered):
        if quoted_end <= start or quoted_start >= end:
            continue
        if quoted_start > at:
            drafts += grammar.indirect(view, view.range_of(at, quoted_start), told.cues)
        at = max(at, quoted_end)
    if at < end:
        drafts += grammar.indirect(view, view.range_of(at, end), told.cues)
    return drafts


def _sentence_end(view: View) -> Callable[[int, int], int]:
    """Where the sentence at a character ends, at most at a limit."""

    def ends(start: int, limit: int) -> int:
        sentence = view.document.sentence_at(start)
        return min(limit, sentence.end_char) if sentence is not None else limit

    return ends
