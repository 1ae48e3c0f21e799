"""Author articles: the whole text is one person's, sentence by sentence, without the outlet's own lines.

A text is an author's article when a line names its author as more than a reporter (a post, «Специально для …», «Автор
выражает личное мнение»), or when its first lines announce the article of a named person and it speaks in the first
person. Reporters' bylines make no claims of the news that they report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Block
from pipeline.schema import Sentence
from pipeline.stages.claims.bylines import line_effect, names_post, signatures
from pipeline.stages.claims.draft import Draft, Source, Span, Speaker, trimmed
from pipeline.stages.claims.kk_author import own_words
from pipeline.stages.claims.quotes import dash_led
from pipeline.stages.claims.speech import Told
from pipeline.stages.claims.titles import Cast, language
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, words

_FIRST_PERSON = {"я", "мы", "мой", "наш", "мен", "біз", "менің", "біздің", "маған", "бізге", "мені", "бізді"}
_SINGULAR = {"я", "мой", "мен", "менің", "маған", "мені"}
_ARTICLE = {"статья", "колонка", "мақала", "эссе", "сөз", "речь", "выступление"}
_PUBLISHED = {
    "опубликовать",
    "опубликованный",
    "выйти",
    "публиковать",
    "жарияла",
    "шығ",
    "публикация",
    "сөйле",
    "произнести",
}
_OWN_VOICE = 2  # sentences in the first person singular that make a signed text its author's
_CAPITAL = r"[A-ZÁŃǴŞÚÝİŚÄÖÜĞŇА-ЯЁӘҒҚҢӨҰҮІ]"
_NAME = re.compile(rf"{_CAPITAL}[\w’'-]+\s+(?:{_CAPITAL}\.\s*)?{_CAPITAL}[\w’'-]+")
_POST = 15  # words of a post beside a name
_LINE = 14  # words of a line with a name and a post
_HEAD = 3  # paragraphs in which an announcement or the outlet's lead may stand


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote the whole text, and the paragraphs that the outlet wrote around it (indices of blocks)."""

    name: str
    entity_id: str | None
    span: Span | None
    rule: str
    outlet: frozenset[int]


def author_of(view: View, cast: Cast, told: Told) -> Author | None:
    """The author of the text, or None for a report."""
    blocks = [(i, b) for i, b in view.read_blocks if b.kind == "body"]
    sentences = [s for s in view.document.sentences if view.document.blocks[s.block_i].kind == "body"]
    if len(sentences) < 3 or _quoted_share(told, sentences) > 0.3:
        return None
    lang = language(sentences[0].lang)
    if lang not in ("ru", "kk") or _talks(view, blocks):
        return None
    found = (
        _by_line(view, cast, told, sentences, lang)
        or _announced(view, cast, told, blocks, sentences)
        or _signed(view, cast, told, sentences, lang)
    )
    if found is None:
        return None
    name, entity_id, span, rule, outlet = found
    return Author(name, entity_id, span, rule, frozenset(outlet | _outlet_lines(view, blocks, name, lang)))


def _talks(view: View, blocks: list[tuple[int, Block]]) -> bool:
    """A quarter of the paragraphs are dash-led: a conversation, whoever signs it."""
    led = sum(dash_led(view.text, b.start_char, b.end_char) is not None for _, b in blocks)
    return led >= 3 and 4 * led >= len(blocks)


def author_claims(view: View, author: Author, drafts: Sequence[Draft]) -> list[Draft]:
    """One claim for each sentence that is the author's: body text outside the outlet's paragraphs and what others say.

    `drafts` are the claims of others; a sentence that carries one of them is theirs.
    """
    others = _sentences_of_others(view, drafts)
    found: list[Draft] = []
    for sentence in view.document.sentences:
        block = view.document.blocks[sentence.block_i]
        if block.kind != "body" or sentence.block_i in author.outlet or sentence.sentence_id in others:
            continue
        span = trimmed(view.text, sentence.start_char, sentence.end_char)
        if len(view.inside(*span)) < 2:
            continue
        lang = language(sentence.lang)
        own = own_words(view, sentence) if lang == "kk" else None
        parts, cue = own if own is not None else ([span], None)
        draft = Draft("author", parts, cue, Source(author.span), lang, author.rule, "author", 0.8)
        draft.speaker = Speaker(author.name, author.entity_id, "person", "author of the text")
        found.append(draft)
    return found


def _sentences_of_others(view: View, drafts: Sequence[Draft]) -> set[str]:
    """The sentences that carry somebody else's speech: its words or its cue stand there."""
    busy: set[str] = set()
    for draft in drafts:
        for start, end in draft.parts:
            for sentence in view.sentences_in(start, end):
                busy.add(sentence.sentence_id)
        if draft.cue is not None and draft.frame != "inf" and draft.source.span is not None:
            own = view.document.sentence_at(draft.cue.span[0])
            if own is not None:
                busy.add(own.sentence_id)
    return busy


def _quoted(told: Told, start: int, end: int) -> int:
    """Characters of the range that are somebody's quoted words."""
    return sum(max(0, min(e, end) - max(s, start)) for s, e in told.covered)


_Found = tuple[str, str | None, Span | None, str, set[int]]


def _by_line(view: View, cast: Cast, told: Told, sentences: list[Sentence], lang: str) -> _Found | None:
    """A line that names the author: a signature at the head or the foot, or the byline of the page."""
    effects = {
        i: line_effect(view.text[block.start_char : block.end_char], lang)
        for i, block in enumerate(view.document.blocks)
    }
    view_of_one = bool({"opinion", "rubric"} & set(effects.values()))
    read = [i for i, _ in view.read_blocks]
    voice = _first_person(view, told, sentences, _FIRST_PERSON)
    singular = _first_person(view, told, sentences, _SINGULAR)
    for signature in signatures(view):
        if effects[read[signature.blocks.start]] == "credit":
            continue
        if not (signature.post and voice or view_of_one or singular >= _OWN_VOICE):
            continue
        mention = signature.mention
        person = cast.by_mention[mention.start_char] if mention is not None else None
        name = person.name if person is not None else signature.name.title()
        around = read[signature.blocks.start :] if signature.foot else read[: signature.blocks.stop]
        return name, person.entity_id if person else None, signature.span, "signature", set(around)
    line, beside = _page_byline(view)
    written = _NAME.findall(line) if line else []
    if (
        not line
        or not written
        or not (names_post(f"{line}, {beside}", lang) or view_of_one or singular >= _OWN_VOICE)
    ):
        return None
    wanted = fold(written[-1]).split()[-1]
    known = next((p for p in cast.persons.values() if fold(p.name).split()[-1] == wanted), None)
    name = known.name if known is not None and len(known.name.split()) > 1 else written[-1]
    return name, known.entity_id if known else None, None, "byline", set()


def _page_byline(view: View) -> tuple[str | None, str]:
    """The byline of the page and the short line behind it, which may give the post."""
    for i, block in enumerate(view.document.blocks):
        text = view.text[block.start_char : block.end_char].strip()
        if block.kind == "byline" and _NAME.fullmatch(text.strip(" .,")) and not text.isupper():
            behind = view.document.blocks[i + 1 : i + 2]
            beside = view.text[behind[0].start_char : behind[0].end_char] if behind else ""
            return text, beside if len(beside.split()) <= _POST else ""
    return view.document.author, ""


def _signed(view: View, cast: Cast, told: Told, sentences: list[Sentence], lang: str) -> _Found | None:
    """A name and a post as a line of their own at the head or the foot, and a text in the first person between."""
    own = [s for s in sentences if not told.covers(s.start_char, s.start_char + 1)]
    if _first_person(view, told, own, _SINGULAR) < 2 and _first_person(view, told, own, _FIRST_PERSON) < max(
        3, len(own) // 6
    ):
        return None
    read = view.read_blocks
    for k, (i, block) in enumerate(read):
        if _HEAD <= k < len(read) - _HEAD - 1:
            continue
        names = view.labelled(block.start_char, block.end_char, "person")
        line = view.text[block.start_char : block.end_char]
        if not names or names[0].start_char > block.start_char + 1 or len(line.split()) > _LINE:
            continue
        tokens = view.inside(block.start_char, block.end_char)
        following = read[k + 1][1] if k + 1 < len(read) else None
        post = line
        if following is not None and line.rstrip().endswith(","):
            post += " " + view.text[following.start_char : following.end_char]
        if any(t.feat("VerbForm") == "Fin" for t in tokens) or not names_post(post, lang):
            continue
        person = cast.by_mention.get(names[0].start_char)
        if person is None or line.rstrip().endswith((".", "!", "?", ":", "…")):
            continue
        span = (names[0].start_char, names[0].end_char)
        return person.name, person.entity_id, span, "signed", {i}
    return None


def _announced(
    view: View, cast: Cast, told: Told, blocks: list[tuple[int, Block]], sentences: list[Sentence]
) -> _Found | None:
    """«… опубликована статья Президента X», «X-тың … атты мақаласы жарияланды» and a text in the first person."""
    if _first_person(view, told, sentences, _FIRST_PERSON) < max(3, len(sentences) // 12):
        return None
    for i, block in [(i, b) for i, b in view.read_blocks][:_HEAD]:
        tokens = view.inside(block.start_char, block.end_char)
        lemmas = {fold(t.lemma) for t in tokens}
        if not (lemmas & _ARTICLE and lemmas & _PUBLISHED):
            continue
        article = next(t for t in tokens if fold(t.lemma) in _ARTICLE)
        owners = [
            m for m in view.labelled(block.start_char, block.end_char, "person") if _owns(view, m.end_char)
        ]
        owners.sort(key=lambda m: abs(m.start_char - article.start_char))
        if not owners:
            continue
        person = cast.by_mention[owners[0].start_char]
        span = (owners[0].start_char, owners[0].end_char)
        return person.name, person.entity_id, span, "announced", {j for j, _ in blocks if j <= i}
    return None


def _owns(view: View, end_char: int) -> bool:
    """The name stands in the genitive: whose article it is."""
    i = view.index_from(end_char) - 1
    return i >= 0 and (
        view.tokens[i].feat("Case") == "Gen"
        or (
            i + 1 < len(view.tokens)
            and view.tokens[i + 1].feat("Case") == "Gen"
            and view.tokens[i + 1].feat("Clitic") == "Yes"
        )
    )


def _outlet_lines(view: View, blocks: list[tuple[int, Block]], name: str, lang: str) -> set[int]:
    """The outlet's lead (it names the author as somebody else) and its afterword (Напомним, Еске сала кетейік)."""
    found: set[int] = set()
    surname = fold(name).split()[-1]
    for k, (_, block) in enumerate(blocks[:_HEAD]):
        tokens = view.inside(block.start_char, block.end_char)
        named = any(fold(t.lemma).startswith(surname) or fold(t.norm).startswith(surname) for t in tokens)
        if named or line_effect(view.text[block.start_char : block.end_char], lang) == "lead":
            found |= {j for j, _ in blocks[: k + 1]}
    found |= {
        j
        for j, block in blocks
        if line_effect(view.text[block.start_char : block.end_char], lang) in ("credit", "opinion", "author")
    }
    disclaimed = next(
        (
            i
            for i, block in enumerate(view.document.blocks)
            if i > len(view.document.blocks) // 2
            and line_effect(view.text[block.start_char : block.end_char], lang) == "opinion"
        ),
        None,
    )
    if disclaimed is not None:
        found |= {j for j, _ in blocks if j >= disclaimed}  # behind the disclaimer the outlet speaks
    for k, (i, block) in enumerate(blocks):
        if k < len(blocks) // 2 and k < len(blocks) - _HEAD:
            continue
        own = view.text[block.start_char : block.end_char]
        low = " ".join(
            fold(t.norm) for t in view.inside(block.start_char, min(block.end_char, block.start_char + 80))
        )
        over = k >= len(blocks) - _HEAD and any(
            low.startswith(" ".join(stop)) for stop in words(lang).outlet_stops
        )
        if over or line_effect(own, lang) not in (None, "rubric", "lead") or is_signature(own, surname):
            found |= {j for j, _ in blocks if j >= i}
            break
    return found


def is_signature(line: str, surname: str) -> bool:
    """A short line that is the author's name, with a post at most."""
    said = [fold(word).strip(".,;:–—-") for word in line.split()]
    return 0 < len(said) <= 10 and surname in said and not line.rstrip().endswith((".", "!", "?", "…"))


def _first_person(view: View, told: Told, sentences: list[Sentence], forms: set[str]) -> int:
    """Sentences that speak in the first person outside quotations."""
    count = 0
    for sentence in sentences:
        if _quoted(told, sentence.start_char, sentence.end_char):
            continue
        for token in view.inside(sentence.start_char, sentence.end_char):
            if (
                fold(token.lemma) in forms
                or fold(token.norm) in forms
                or (
                    token.feat("Person") == "1"
                    and token.pos == "VERB"
                    and (
                        forms is _FIRST_PERSON
                        or token.feat("Number") == "Sing"
                        and token.lang.startswith("kk")
                    )
                )
            ):
                count += 1
                break
    return count


def _quoted_share(told: Told, sentences: list[Sentence]) -> float:
    return sum(told.covers(s.start_char, s.start_char + 1) for s in sentences) / len(sentences)
