"""Regions: title, headings and body of an article, told from the furniture of its page.

Nothing is cut out of the text. Every paragraph becomes a block with a kind; later stages read the title, headings and
body, and the rest stays in the table `blocks` for who asks what was skipped and why (`rule`).

The article reaches from the first to the last paragraph of prose. Inside it only sure furniture is skipped (credits,
«Читайте также» with its headlines); before it stand menu and title, after it what the page adds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.document import Block, Document
from pipeline.lang.ru.persons import name_readings
from pipeline.registry import registry
from pipeline.stages.base import Stage
from pipeline.stages.regions.dateline import author, dateline, full_date
from pipeline.stages.regions.markers import Mark, mark, names_only
from pipeline.stages.regions.paragraphs import Paragraph, date_line, paragraphs

_TERMINAL = '.!?…:;»"”)'
_LONG = 100  # characters of a paragraph that is prose for sure
_WEB = 1991  # no page on the web was published before
_LEAD_LINES = 4  # lines of a page between a headline and its article
_SIGNED = 20  # words of a name with a post
_TAIL = 0.35  # comments end the article when less than this share of its prose comes after them


@dataclass(slots=True)
class _Part:
    """A paragraph on its way to a block."""

    span: Paragraph
    text: str
    mark: Mark | None
    prose: bool
    kind: str = ""
    rule: str = ""

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def strong(self) -> bool:
        """Prose that no teaser or comment counter looks like."""
        return self.prose and len(self.text) >= _LONG and self.text[-1] in '.!…»"”'


@registry.stages("regions.v1")
def make_regions() -> Stage:
    """Makes `blocks`; sets title, author and date of publication where the text tells them and nothing better did."""

    def run(documents: Sequence[Document]) -> None:
        for document in documents:
            _divide(document)

    writes = ("blocks", "published", "published_source", "title", "author")
    return Stage("regions", reads=("text", "published", "title", "author"), writes=writes, run=run)


def _divide(document: Document) -> None:
    text = document.text
    spans = paragraphs(text)
    head = date_line(text)
    parts = [_part(text, span) for span in spans]
    if head:
        parts[0].kind, parts[0].rule = "dateline", "date_line"
        _publish(document, _iso(head[2]))
        _after_date(text, parts)
    _judge([part for part in parts if not part.kind])
    blocks: list[Block] = []
    for part in parts:
        blocks += _blocks(part)
    document.blocks = blocks
    _metadata(document, parts)


def _after_date(text: str, parts: Sequence[_Part]) -> None:
    """What is left of the line of the date and begins small is a note to the picture: `фото из архива акимата`."""
    if len(parts) < 2:
        return
    rest = parts[1]
    between = text[parts[0].span.end : rest.span.start]
    if "\n" not in between and rest.text[0].islower() and not rest.prose and rest.mark is None:
        _settle(rest, "caption", "after_date_line")


def _part(text: str, span: Paragraph) -> _Part:
    own = text[span.start : span.end]
    found = mark(own)
    return _Part(span, own, found, found is None and _is_prose(own))


def _is_prose(text: str) -> bool:
    words = len(text.split())
    return (text[-1] in _TERMINAL and words >= 5) or words >= 25 or len(text) >= 200


def _judge(parts: Sequence[_Part]) -> None:
    """Give every part its kind."""
    _after_markers(parts)
    prose = [i for i, part in enumerate(parts) if part.prose and not part.kind]
    if not prose:
        for part in parts:
            if not part.kind:
                _settle(part, "body", "alone") if part.mark is None else _furniture(part)
        return
    first, last = prose[0], prose[-1]
    following = prose[1] if len(prose) > 1 else 0
    over = [part for part in parts[:first] if part.mark is None and part.words > 1 and not _signed(part)]
    near = first < following <= first + _LEAD_LINES
    if near and not over and _is_headline(parts[first], parts[following]):
        _settle(parts[first], "title", "first_line")
        first = following
    _before(parts[:first], " ".join(parts[i].text for i in prose).lower())
    for part in parts[first : last + 1]:
        if not part.kind:
            _inside(part)
    _after(parts[last + 1 :])


def _after_markers(parts: Sequence[_Part]) -> None:
    """Headlines under «Читайте также» go with it; so does all that follows a comment box at the end of a page."""
    lengths = [len(part.text) if part.prose else 0 for part in parts]
    carry: str | None = None
    for i, part in enumerate(parts):
        if part.mark is not None:
            if part.mark.sure:
                kind = part.mark.kind
                ends = kind == "comments" and sum(lengths[i:]) < _TAIL * sum(lengths) and any(lengths[:i])
                if ends or carry == "comments!":
                    carry = "comments!"
                elif kind == "related":  # with a headline of its own it speaks of no other
                    carry = "related" if part.words <= 5 and ": " not in part.text else None
        elif carry == "comments!":
            _settle(part, "comments", "after_comments")
        elif carry == "related":
            if part.strong:
                carry = None
            else:
                _settle(part, "related", "under_related")


def _is_headline(part: _Part, following: _Part) -> bool:
    """A first line that ends like a sentence but is a headline: `Токаев: «Мы готовы!»` over a longer paragraph."""
    text = part.text
    return (
        part.mark is None
        and following.prose
        and len(text) <= 120
        and text[-1] in '?!»"”)'
        and text[0] not in '–—-«"“'
        and len(following.text) > len(text)
        and not re.search(r"[.!?…] [^\W\d_]", text[:-1])
    )


def _before(parts: Sequence[_Part], article: str) -> None:
    """What stands over the first paragraph (menu, title, lead lines); `article` is its prose in small letters."""
    _names_over_title(parts)
    free = [part for part in parts if part.mark is None and not part.kind]
    title = next((part for part in parts if part.kind == "title"), None)
    if title is not None:
        pass
    elif free and free[0].words >= 2 and (free[0] is parts[0] or parts[0].rule == "date_line"):
        title = free[0]  # nothing stands over it, so it is no menu
    else:
        title = next((part for part in free if part.words >= 4), None)
    if title is None and free:
        title = free[-1] if not names_only(free[-1].text) or len(free) == 1 else free[0]
    seen = title is None
    for part in parts:
        if part.kind:
            seen = seen or part is title
        elif part is title:
            _settle(part, "title", "first_headline")
            seen = True
        elif part.mark is not None and part.mark.kind == "legal" and not part.mark.sure:
            _settle(part, "body", "legal_words_at_the_top")  # imprints stand at the foot of a page
        elif part.mark is not None:
            _furniture(part)
        elif not seen:
            _settle(part, "menu", "short_before_title")
        elif names_only(part.text) and not _told_of(part.text, article):
            _settle(part, "byline", "name_under_title")
        else:
            _settle(part, "heading", "under_title")


def _names_over_title(parts: Sequence[_Part]) -> None:
    """A name that stands alone over the title, and what the next line tells of its bearer, are no title."""
    free = [part for part in parts if part.mark is None and not part.kind]
    titles = 0 if any(part.kind == "title" for part in parts) else 1  # that must be left
    signed = [part for part in free[: len(free) - titles] if _signed(part)]
    if not signed:
        return
    person = next((part for part in signed if _of_person(part)), signed[0])
    at = free.index(person)
    for part in free[:at]:  # «Вечерний Омск» ¶ «Анна Ким»: the newspaper has a name too
        if part in signed:
            _settle(part, "menu", "short_before_title")
    _settle(person, "byline", "name_over_title")
    beside = free[at + 1] if at + 1 + titles < len(free) else None
    if beside is not None and beside.span.start - person.span.end == 1:
        _settle(beside, "byline", "told_of_name")


def _signed(part: _Part) -> bool:
    """«Анна Ким», «Анна Ким, экономист»; «ЖЕЛТЫЙ СНЕГ» is a title."""
    name = part.text.split(",")[0]
    capitals = name.isupper() and "." not in name
    return names_only(name) and not capitals and part.words <= _SIGNED and ":" not in part.text


def _of_person(part: _Part) -> bool:
    """The words of a name are those of a person's, in the nominative."""
    return any(case == "Nom" for _, case in name_readings(part.text.split(",")[0].split()))


def _told_of(name: str, article: str) -> bool:
    """Whether the article speaks of the name in a line of its own: its hero under a picture, not its author."""
    stems = [word[: max(3, len(word) - 2)].lower() for word in name.split()]
    return any(re.search(rf"(?<!\w){re.escape(stem)}", article) for stem in stems)


def _inside(part: _Part) -> None:
    if part.mark is not None and part.mark.sure:
        _furniture(part)
    elif part.prose or part.mark is not None or len(part.text) > 120 or part.text[-1] in _TERMINAL + ",":
        _settle(part, "body", "prose")
    else:
        _settle(part, "heading", "no_full_stop")


def _after(parts: Sequence[_Part]) -> None:
    """What stands under the last paragraph: the end of a list or a cut sentence is read unless furniture came first."""
    carry: str | None = None
    for i, part in enumerate(parts):
        if part.kind:
            carry = part.kind
        elif part.mark is not None:
            _furniture(part)
            carry = part.kind
        elif carry in ("legal", "menu", "comments", "related", "share", "counter", "cookie"):
            _settle(part, carry if carry != "counter" else "menu", "after_furniture")
        elif names_only(part.text) or _signed(part):
            _settle(part, "byline", "name_under_article")
            carry = "byline"
        elif carry == "byline" and part.span.start - parts[i - 1].span.end == 1:
            _settle(part, "byline", "told_of_name")
        elif part.words <= 3 and i + 1 < len(parts) and parts[i + 1].mark is not None:
            _settle(part, "menu", "short_before_furniture")
        else:
            _settle(part, "body", "last_lines")


def _furniture(part: _Part) -> None:
    if part.mark is not None:
        _settle(part, part.mark.kind, part.mark.rule)


def _settle(part: _Part, kind: str, rule: str) -> None:
    part.kind, part.rule = kind, rule


def _blocks(part: _Part) -> list[Block]:
    """The block of a part; a dateline that opens a paragraph is a block of its own."""
    start, end = part.span.start, part.span.end
    cut, kind = dateline(part.text) if part.kind in ("title", "heading", "body") else (0, "")
    if not cut or (kind == "body" and part.kind != "body"):
        return [Block(start, end, part.kind, part.rule)]
    body = part.text[cut:]
    lead = start + len(part.text[:cut].rstrip())
    return [
        Block(start, lead, kind, "dateline"),
        Block(end - len(body.lstrip()), end, part.kind, part.rule),
    ]


def _metadata(document: Document, parts: Sequence[_Part]) -> None:
    read = [i for i, part in enumerate(parts) if part.kind == "body"] or [len(parts)]
    for i, part in enumerate(parts):
        if part.kind == "title" and document.title is None:
            document.title = " ".join(part.text[dateline(part.text)[0] :].split())
        elif part.kind == "byline" and document.author is None and part.mark is not None:
            document.author = author(part.text)
        elif i == read[0] and (head := dateline(part.text))[0]:
            _publish(document, full_date(part.text[: head[0]]))
        elif part.kind == "dateline" and part.rule != "date_line" and not read[0] < i < read[-1]:
            found = full_date(part.text)
            # Under a picture of a document a day of another age may stand alone in a line.
            _publish(document, found if found and found.year >= _WEB else None)


def _publish(document: Document, found: date | None) -> None:
    """Set the date of publication from the text; a column of the source knows better, `--date` does not."""
    if found is not None and document.published_source not in ("column", "text"):
        document.published, document.published_source = found, "text"


def _iso(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
