"""Author articles: the whole text is one person's, sentence by sentence, without the outlet's own lines.

Whoever signs the text at its head or foot, or whose article the first lines announce, is its author when the evidence
for it (`evidence`) is enough: a post, a rubric, the first person, opinions, against reported speech and datelines.
Reporters' bylines make no claims of the news that they report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.document import Block
from pipeline.schema import Mention, Token
from pipeline.stages.claims.bylines import (
    POST,
    Signature,
    is_afterword,
    is_quoted_title,
    line_effect,
    line_of,
    prose,
    signatures,
    speaks_in_sentences,
)
from pipeline.stages.claims.draft import Draft, Source, Span, Speaker, trimmed
from pipeline.stages.claims.evidence import (
    ANNOUNCED,
    ENOUGH,
    is_closing,
    names,
    names_again,
    spoken_of,
    surname,
    weigh,
)
from pipeline.stages.claims.kk_author import own_words
from pipeline.stages.claims.quotes import dash_led
from pipeline.stages.claims.titles import Cast, language
from pipeline.stages.claims.told import Told
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import author_words, fold, words

_HEAD = 3  # paragraphs in which an announcement or the outlet's lead may stand
_SENTENCES = 3  # of an article
_QUOTED = 0.3  # share of sentences that are quoted in an article at most
_SURE = 3.0  # points of a text that a report never has
_PARAGRAPH = 15  # words of a paragraph that no line of a page has
_OPENING = 4  # words within which «Но мне часто возражают: …» says that others speak
_PHRASE = 12  # words of a title that is no sentence


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote the whole text, and the paragraphs that the outlet wrote around it (indices of blocks)."""

    name: str
    entity_id: str | None
    span: Span | None
    rule: str
    outlet: frozenset[int]


def author_of(view: View, cast: Cast, told: Told, drafts: Sequence[Draft]) -> Author | None:
    """The author of the text, or None for a report; `drafts` are the claims of others."""
    paragraphs = prose(view)
    sentences = [s for s in view.document.sentences if s.block_i in set(paragraphs)]
    if len(sentences) < _SENTENCES or language(sentences[0].lang) not in ("ru", "kk"):
        return None
    quoted = sum(told.covers(s.start_char, s.start_char + 1) for s in sentences)
    if quoted > _QUOTED * len(sentences) or _talks(view):
        return None
    evidence = weigh(view, told, drafts, paragraphs)
    best: tuple[float, Author] | None = None
    signed: dict[str, set[int]] = {}
    beside: Signature | None = None
    for signature in signatures(view, paragraphs):
        name, entity_id = _who(cast, signature.name, signature.mention)
        caption = not signature.foot and signature.told <= {POST}
        points = evidence.with_signature(signature, spoken_of(view, name, paragraphs, caption=caption))
        around = (
            range(signature.blocks.start, len(view.document.blocks))
            if signature.foot
            else range(signature.blocks.stop)
        )
        signed.setdefault(surname(name), set()).update(around)
        first = best[1] if best is not None and points == best[0] and _joint(beside, signature) else None
        if first is not None and name not in first.name:
            best = points, replace(first, name=f"{first.name}; {name}", outlet=first.outlet | {*around})
        elif best is None or points > best[0]:
            best = points, Author(name, entity_id, signature.span, "signature", frozenset(around))
        beside = signature
    for mention, stop in _announced(view, paragraphs):
        name, entity_id = _who(cast, "", mention)
        span = (mention.start_char, mention.end_char)
        points = evidence.points + ANNOUNCED + spoken_of(view, name, paragraphs)
        if best is None or points > best[0]:
            best = points, Author(name, entity_id, span, "announced", frozenset(range(stop)))
    if best is None and evidence.points >= _SURE:
        best = next(((evidence.points, a) for a in _beside(view, cast, paragraphs)), None)
    if best is None or best[0] < ENOUGH:
        return None
    author = best[1]
    outlet = author.outlet | signed.get(surname(author.name), set())
    outlet |= _outlet_lines(view, author.name, paragraphs)
    return Author(author.name, author.entity_id, author.span, author.rule, outlet)


def _joint(first: Signature | None, second: Signature) -> bool:
    """Two signatures in neighbouring lines that tell the same of their bearers: both wrote the text."""
    return first is not None and first.blocks.stop == second.blocks.start and first.told == second.told


def of_others(view: View, author: Author, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims of an article that are not its author's: not «Убежден: …», no proverb, no «предки говорили»."""
    return [draft for draft in drafts if not (_is_own(view, draft) or _is_introduction(view, author, draft))]


def _is_introduction(view: View, author: Author, draft: Draft) -> bool:
    """«Иван Петров: Двор, который ушел» over the article, «Иван Петров в своем канале:» ¶: what follows is the article."""
    if draft.source.span is None or draft.rule not in ("headline", "paragraph_after_colon"):
        return False
    return surname(author.name) in fold(view.text[slice(*draft.source.span)])


def _is_own(view: View, draft: Draft) -> bool:
    """The author speaks for himself or for all: in the first person, with a word such as «уверен», or in a proverb."""
    own, folk = author_words("me") | author_words("us"), author_words("folk")
    if draft.source.span is not None:
        said = {fold(word) for t in view.inside(*draft.source.span) for word in (t.norm, t.lemma)}
        return bool(said & folk) or (len(view.inside(*draft.source.span)) == 1 and bool(said & own))
    if draft.cue is None or draft.cue.form == "passive":
        return False
    sentence = view.document.sentence_at(draft.cue.span[0])
    head = view.tokens[draft.cue.head]
    if head.feat("Person") == "1" or (head.feat("Variant") == "Short" and head.pos == "ADJ"):
        return True
    inside = view.inside(sentence.start_char, sentence.end_char) if sentence is not None else []
    return any({fold(t.norm), fold(t.lemma)} & folk for t in inside)


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
        if not _asserts(view, span) or _is_hearsay(view, span):
            continue
        lang = language(sentence.lang)
        own = own_words(view, sentence) if lang == "kk" else None
        parts, cue = own if own is not None else ([span], None)
        draft = Draft("author", parts, cue, Source(author.span), lang, author.rule, "author")
        draft.speaker = Speaker(author.name, author.entity_id, "person", "author of the text")
        found.append(draft)
    return found


def _asserts(view: View, span: Span) -> bool:
    """No question, no courtesy, and no line without words."""
    text = view.text[slice(*span)]
    if text.rstrip(' »”"').endswith("?") or not re.search(r"\w", text):
        return False
    return not fold(text).startswith(tuple(author_words("courtesy")))


def _is_hearsay(view: View, span: Span) -> bool:
    """«Говорят, что …», «Мне возражают: …», «… дейтіндер бар»: what people say, whoever they are."""
    tokens = view.inside(*span)
    low = fold(view.text[slice(*span)])
    if any(phrase in low for phrase in author_words("hearsay")):
        return True
    for i, token in enumerate(tokens[:_OPENING]):
        if token.pos == "VERB" and fold(token.lemma) in words("ru").cues:
            behind = [fold(t.norm) for t in tokens[i + 1 : i + 3]]
            nobody = not any(t.feat("Case") == "Nom" for t in tokens[:i])
            they = [token.feat(name) for name in ("Person", "Number", "Tense")] == ["3", "Plur", "Pres"]
            return nobody and they and (behind[:1] == [":"] or behind == [",", "что"])
    return False


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


def _talks(view: View) -> bool:
    """A quarter of the paragraphs are dash-led: a conversation, whoever signs it."""
    blocks = [block for _, block in view.read_blocks if block.kind == "body"]
    led = sum(_is_turn(view, b) for b in blocks)
    return led >= 3 and 4 * led >= len(blocks)


def _is_turn(view: View, block: Block) -> bool:
    """Dash-led, and no item of a list: it opens with a capital."""
    first = re.search(r"\w", view.text[block.start_char : block.end_char])
    led = dash_led(view.text, block.start_char, block.end_char) is not None
    return led and first is not None and not first.group().islower()


def _who(cast: Cast, name: str, mention: Mention | None) -> tuple[str, str | None]:
    """Canonical name and entity of who signs with a name as written, or of a mention in another case (no name)."""
    person = cast.by_mention.get(mention.start_char) if mention is not None else None
    written = _spelled(name)
    if not written and person is not None:
        return person.name, person.entity_id
    family = surname(written)
    known = person or next((p for p in cast.persons.values() if surname(p.name) == family), None)
    if known is None:
        return written, None
    # A signature stands in the nominative; the text may name its bearer more fully.
    fuller = len(known.name.replace(".", "")) > len(written) and surname(known.name) == family
    return _spelled(known.name) if fuller else written, known.entity_id


def _spelled(name: str) -> str:
    """«Светлана ЮРЬЕВА» as names are written."""
    return " ".join(word.title() if len(word) > 2 and word.isupper() else word for word in name.split())


def _announced(view: View, paragraphs: Sequence[int]) -> Iterator[tuple[Mention, int]]:
    """«… опубликована статья Президента X», «Колонка X», «в своей колонке рассуждает X»: whose, and the first block behind."""
    stop = paragraphs[1] if len(paragraphs) > 1 else 0
    for i, block in enumerate(view.document.blocks[:stop]):
        if not block.is_read:
            continue
        tokens = view.inside(block.start_char, block.end_char)
        genres = [t for t in tokens if {fold(t.lemma), fold(t.norm)} & author_words("genre")]
        if not genres:
            continue
        lemmas = {fold(t.lemma) for t in tokens} | {fold(t.norm) for t in tokens}
        lead = line_effect(line_of(view, block), "ru") == "lead"
        given_out = bool(lemmas & author_words("published")) or lead
        own = any(_is_own_text(view, genre) for genre in genres)
        own = own or (lead and bool(lemmas & author_words("writer")))
        phrase = len(tokens) <= 2 * _PHRASE and not speaks_in_sentences(
            view, block.start_char, block.end_char
        )
        persons = view.labelled(block.start_char, block.end_char, "person")
        persons.sort(key=lambda m: abs(m.start_char - genres[0].start_char))
        for mention in persons:
            if (given_out or phrase) and _owns(view, mention.end_char) or own:
                yield mention, i + 1
                break


def _is_own_text(view: View, genre: Token) -> bool:
    """«в своей недавней колонке»; not «во время своего выступления» or «ушел со своего места на пост ректора»."""
    i = view.index_from(genre.start_char)
    beside = {fold(view.tokens[k].lemma) for k in view.children_of(i)}
    return "в" in beside and bool(beside & author_words("own"))


def _owns(view: View, end_char: int) -> bool:
    """The name stands in the genitive: whose article it is."""
    i = view.index_from(end_char) - 1
    return i >= 0 and (
        view.tokens[i].feat("Case") in ("Gen", "Acc")  # surnames of men have one form for both
        or (
            i + 1 < len(view.tokens)
            and view.tokens[i + 1].feat("Case") == "Gen"
            and view.tokens[i + 1].feat("Clitic") == "Yes"
        )
    )


def _outlet_lines(view: View, name: str, paragraphs: Sequence[int]) -> set[int]:
    """The outlet's lead (it names the author as somebody else), its lines about the text, all that follows these at the foot."""
    blocks = view.document.blocks
    found = set(range(_title_at(view, paragraphs)))
    for k, i in enumerate(paragraphs[:_HEAD]):
        if names(view, blocks[i], name) or line_effect(line_of(view, blocks[i]), "ru") == "lead":
            found |= set(range(paragraphs[k] + 1))
    for i, block in enumerate(blocks):
        line = line_of(view, block)
        effect = line_effect(line, "ru")
        about = effect not in (None, "rubric", "lead")
        if effect == "lead" and i < paragraphs[0]:
            found |= set(range(i + 1))
        furniture = block.rule == "last_lines" and line[-1] not in '.!?…»"”'
        if about or effect == "rubric" or is_closing(line) or re.fullmatch(r"\(.*\)[.]?", line):
            found.add(i)
        over = is_afterword(line) or about or is_closing(line) or furniture
        over = over and block.kind != "caption"  # one may stand between the paragraphs
        if over and i > len(blocks) // 2 and not _goes_on(i, paragraphs):
            found |= set(range(i, len(blocks)))
            break
    return found


def _beside(view: View, cast: Cast, paragraphs: Sequence[int]) -> Iterator[Author]:
    """Whoever is named by full name in a line over or under the text, when it is sure that one person wrote it."""
    blocks = view.document.blocks
    for i in (*range(paragraphs[0]), *range(paragraphs[-1] + 1, len(blocks))):
        line = line_of(view, blocks[i])
        if not blocks[i].is_read or is_afterword(line) or line_effect(line, "ru") == "credit":
            continue
        for mention in view.labelled(blocks[i].start_char, blocks[i].end_char, "person"):
            name, entity_id = _who(cast, "", mention) if mention.start_char in cast.by_mention else ("", None)
            if len(name.split()) > 1 and not names_again(view, name, paragraphs):
                span = (mention.start_char, mention.end_char)
                yield Author(_spelled(name), entity_id, span, "signature", frozenset({i}))


def _title_at(view: View, paragraphs: Sequence[int]) -> int:
    """The last title over the first paragraph of some length: what stands above it is the page's."""
    blocks = view.document.blocks
    first = next(
        (i for i in paragraphs if len(line_of(view, blocks[i]).split()) >= _PARAGRAPH), paragraphs[0]
    )
    quoted = [is_quoted_title(line_of(view, block)) for block in blocks[:first]]
    return max(
        (
            i + quoted[i]
            for i in range(first)
            if quoted[i] or blocks[i].kind in ("title", "heading", "byline")
        ),
        default=0,
    )


def _goes_on(i: int, paragraphs: Sequence[int]) -> bool:
    """Several paragraphs of the article still follow: the line was a caption or a note between them."""
    return sum(p > i for p in paragraphs) > 2
