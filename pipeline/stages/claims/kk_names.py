"""Names of persons in Kazakh text as speakers need them: pieces put together, initials that were taken for an organization,
a first name that the text elsewhere has alone («Загипа Тұрлыбек», later «Загипа апа»)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.lang.base import pack
from pipeline.schema import Mention, Token
from pipeline.stages.claims.kk_words import word_set
from pipeline.stages.claims.view import View

_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){1,2}[^\W\d_][\w-]+")
_SITE = re.compile(r"[\w-]+\.(?:kz|ru|com|org|net) (?=[^\W\d_])", re.IGNORECASE)


def mend_names(view: View) -> None:
    """Read the persons of Kazakh passages by whole names."""
    if not any(m.label == "person" and m.lang.startswith("kk") for m in view.mentions):
        return
    view.keep([_without_site(_person_of_initials(m)) for m in view.mentions])
    view.keep(list(_joined(view)))
    longer = list(_with_surnames(view))
    starts = {m.start_char for m in longer}
    view.keep(sorted([*(m for m in view.mentions if m.start_char not in starts), *longer], key=_place))


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start_char, -mention.end_char


def _person_of_initials(mention: Mention) -> Mention:
    """«Ю. Шнайдер» is somebody, whatever a finder says."""
    if mention.label == "organization" and _INITIALS.fullmatch(mention.text):
        return replace(mention, label="person", entity_id=None)
    return mention


def _without_site(mention: Mention) -> Mention:
    """«Inbusiness.kz Еңбек министрлігінің»: who reports, then of whom."""
    site = _SITE.match(mention.text)
    if mention.label != "organization" or site is None:
        return mention
    return replace(
        mention,
        start_char=mention.start_char + site.end(),
        text=mention.text[site.end() :],
        normal=mention.normal[site.end() :],
        entity_id=None,
    )


def _joined(view: View) -> Iterator[Mention]:
    """The mentions, with «Жұмабек» and «Сейтжан» side by side as one person."""
    held: Mention | None = None
    for mention in view.mentions:
        if held is not None and _side_by_side(view, held, mention):
            yield replace(
                mention,
                start_char=held.start_char,
                text=view.text[held.start_char : mention.end_char],
                normal=f"{held.text} {mention.normal}",
            )
            held = None
            continue
        if held is not None:
            yield held
        held = mention
    if held is not None:
        yield held


def _side_by_side(view: View, one: Mention, two: Mention) -> bool:
    between = view.text[one.end_char : two.start_char].split()
    return (
        one.label == two.label == "person"
        and one.lang.startswith("kk")
        and (not between or len(between) == 1 and between[0] in word_set("honorifics"))
        and two.start_char > one.end_char
        and len(one.text.split()) == len(two.text.split()) == 1
        and one.text == one.normal
    )


def _with_surnames(view: View) -> Iterator[Mention]:
    """Full names that no finder saw: a first name that stands alone elsewhere, and a capitalised word behind it."""
    alone = {m.normal: m for m in view.mentions if m.label == "person" and len(m.normal.split()) == 1}
    if not alone:
        return
    for i, (first, second) in enumerate(zip(view.tokens, view.tokens[1:], strict=False)):
        known = alone.get(first.text)
        if known is None or first.sentence_id != second.sentence_id or not _surname(view, second):
            continue
        here = view.mention_at(first.start_char)
        if here is not None and here.text != first.text:
            continue
        after = view.tokens[i + 2] if i + 2 < len(view.tokens) else None
        if after is not None and after.sentence_id == second.sentence_id and _surname(view, after):
            continue
        yield replace(
            known,
            start_char=first.start_char,
            end_char=second.end_char,
            text=view.text[first.start_char : second.end_char],
            sentence_id=first.sentence_id,
            lang=first.lang,
            normal=f"{first.text} {pack('kk').normal([second], 'person', ())}",
        )


def _surname(view: View, token: Token) -> bool:
    text = token.text
    return (
        text[:1].isupper()
        and text[1:].islower()
        and len(text) > 2
        and view.mention_at(token.start_char) is None
    )
