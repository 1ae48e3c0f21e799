"""Author articles: the whole text is one person's, sentence by sentence, without the outlet's own lines.

A text is an author's article when a line names its author as more than a reporter (a post, «Специально для …», «Автор
выражает личное мнение»), or when its first lines announce the article of a named person and it speaks in the first
person. Reporters' bylines make no claims of the news that they report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.document import Block
from pipeline.schema import Sentence
from pipeline.stages.claims.draft import Draft, Source, Span, Speaker, trimmed
from pipeline.stages.claims.speech import Told
from pipeline.stages.claims.titles import Cast, language
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, words

_FIRST_PERSON = {"я", "мы", "мой", "наш", "мен", "біз", "менің", "біздің", "маған", "бізге", "мені", "бізді"}
_SINGULAR = {"я", "мой", "мен", "менің", "маған", "мені"}
_ARTICLE = {"статья", "колонка", "мақала", "эссе"}
_PUBLISHED = {"опубликовать", "опубликованный", "выйти", "публиковать", "жарияла", "шығ", "публикация"}
_REPORTERS = {"корреспондент", "журналист", "редактор", "тілші", "репортер", "обозреватель", "шолушы"}
_NAME = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮІ][\w’'-]+\s+(?:[А-ЯЁӘҒҚҢӨҰҮІ]\.\s*)?[А-ЯЁӘҒҚҢӨҰҮІ][\w’'-]+")
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
    if lang not in ("ru", "kk"):
        return None
    found = (
        _by_line(view, cast, sentences, lang)
        or _announced(view, cast, blocks, sentences)
        or _signed(view, cast, told, sentences, lang)
    )
    if found is None:
        return None
    name, entity_id, span, rule, outlet = found
    return Author(name, entity_id, span, rule, frozenset(outlet | _outlet_lines(view, blocks, name, lang)))


def author_claims(view: View, author: Author, drafts: list[Draft]) -> list[Draft]:
    """One claim for each sentence that is the author's: body text without the outlet's paragraphs and others' words."""
    found: list[Draft] = []
    others = _sentences_of_others(view, drafts)
    for sentence in view.document.sentences:
        block = view.document.blocks[sentence.block_i]
        if block.kind != "body" or sentence.block_i in author.outlet or sentence.sentence_id in others:
            continue
        span = trimmed(view.text, sentence.start_char, sentence.end_char)
        if len(view.inside(*span)) < 2:
            continue
        draft = Draft(
            "author", [span], None, Source(author.span), language(sentence.lang), author.rule, "author", 0.8
        )
        draft.speaker = Speaker(author.name, author.entity_id, "person", "author of the text")
        found.append(draft)
    return found


def _sentences_of_others(view: View, drafts: list[Draft]) -> set[str]:
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


_Found = tuple[str, str | None, Span | None, str, set[int]]


def _by_line(view: View, cast: Cast, sentences: list[Sentence], lang: str) -> _Found | None:
    """A line that names the author: the byline of the page, or a short paragraph at the head or the foot."""
    line, at = view.document.author, None
    opinion = False
    outlet: set[int] = set()
    for i, block in enumerate(view.document.blocks):
        own = view.text[block.start_char : block.end_char]
        effect = line_effect(own, lang)
        opinion = opinion or effect == "opinion"
        if effect == "author" and len(own.split()) <= 25:
            line, at = own, block.start_char
            outlet.add(i)
        elif line and line in own and len(own.split()) <= 25:
            at = view.text.find(line, block.start_char)
            outlet.add(i)
    if not line:
        return None
    credited = at is not None and _effect_at(view, at, lang) == "credit"
    expert = at is not None and _names_a_post(line, lang)
    if credited or not (opinion or expert or _first_person(view, sentences, _SINGULAR) >= 2):
        return None
    person = next(
        (
            p
            for p in cast.persons.values()
            if fold(p.name).split()[-1][:5] in fold(line) and fold(p.name).split()[-1][:5]
        ),
        None,
    )
    written = _NAME.findall(line)
    if person is None and not written:
        return None
    name = (
        person.name
        if person is not None and len(person.name.split()) > 1
        else (written[-1] if written else person.name if person else "")
    )
    where = view.text.find(written[-1], at) if at is not None and written else -1
    span = (where, where + len(written[-1])) if where >= 0 else None
    return name, person.entity_id if person else None, span, "byline", outlet


def line_effect(line: str, lang: str) -> str | None:
    """What a line about the author says; markers of both languages are read (a Kazakh page may have a Russian foot)."""
    low = " ".join(re.findall(r"\w+|[^\w\s]", fold(line)))
    for code in dict.fromkeys((lang, "ru", "kk")):
        for forms, effect in words(code).bylines:
            phrase = " ".join(forms)
            if low.startswith(phrase) or (
                phrase in ("специально для",) and phrase in low and len(low.split()) <= 25
            ):
                return effect
    return None


def _effect_at(view: View, at: int, lang: str) -> str | None:
    start = view.text.rfind("\n", 0, at) + 1
    return line_effect(view.text[start : at + 40], lang)


def _names_a_post(line: str, lang: str) -> bool:
    """The line gives the author a post other than the reporter's."""
    forms = [fold(word) for word in re.findall(r"[\w-]+", line)]
    for code in dict.fromkeys((lang, "ru", "kk")):
        nouns = words(code).nouns
        if any(
            form in nouns and form not in _REPORTERS and any(e.lemma == "person" for e in nouns[form])
            for form in forms
            if form != "автор"
        ):
            return True
    return False


def _signed(view: View, cast: Cast, told: Told, sentences: list[Sentence], lang: str) -> _Found | None:
    """A name and a post as a line of their own at the head or the foot, and a text in the first person between."""
    own = [s for s in sentences if not told.covers(s.start_char, s.start_char + 1)]
    if _first_person(view, own, _SINGULAR) < 2 and _first_person(view, own, _FIRST_PERSON) < max(
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
        if any(t.feat("VerbForm") == "Fin" for t in tokens) or not _names_a_post(post, lang):
            continue
        person = cast.by_mention.get(names[0].start_char)
        if person is None or line.rstrip().endswith((".", "!", "?", ":", "…")):
            continue
        span = (names[0].start_char, names[0].end_char)
        return person.name, person.entity_id, span, "signed", {i}
    return None


def _announced(
    view: View, cast: Cast, blocks: list[tuple[int, Block]], sentences: list[Sentence]
) -> _Found | None:
    """«… опубликована статья Президента X», «X-тың … атты мақаласы жарияланды» and a text in the first person."""
    if _first_person(view, sentences, _FIRST_PERSON) < max(3, len(sentences) // 12):
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
        if any(fold(t.lemma).startswith(surname) or fold(t.norm).startswith(surname) for t in tokens):
            found |= {j for j, _ in blocks[: k + 1]}
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
        if over or line_effect(own, lang) is not None or is_signature(own, surname):
            found |= {j for j, _ in blocks if j >= i}
            break
    return found


def is_signature(line: str, surname: str) -> bool:
    """A short line that is the author's name, with a post at most."""
    said = [fold(word).strip(".,;:–—-") for word in line.split()]
    return 0 < len(said) <= 10 and surname in said and not line.rstrip().endswith((".", "!", "?", "…"))


def _first_person(view: View, sentences: list[Sentence], forms: set[str]) -> int:
    """Sentences that speak in the first person."""
    count = 0
    for sentence in sentences:
        for token in view.inside(sentence.start_char, sentence.end_char):
            if (
                fold(token.lemma) in forms
                or fold(token.norm) in forms
                or (forms is _FIRST_PERSON and token.feat("Person") == "1" and token.pos == "VERB")
            ):
                count += 1
                break
    return count


def _quoted_share(told: Told, sentences: list[Sentence]) -> float:
    return sum(told.covers(s.start_char, s.start_char + 1) for s in sentences) / len(sentences)
