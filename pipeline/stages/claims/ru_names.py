"""Names of persons in Russian text as speakers need them: those behind a post that no finder saw («сотрудник института
Айжан Торебаева»), and without the word of the post that was read as theirs («председатель Соцфонда Шайлообек Исаев»)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.document import fact_id
from pipeline.lang.ru.persons import given_gender, name_readings
from pipeline.schema import Mention
from pipeline.stages.claims.settle import is_patronymic
from pipeline.stages.claims.view import View

_OBLIQUE = ("а", "я", "ы", "и")


def mend_russian_names(view: View) -> None:
    """Read the persons of Russian passages by whole names and by no more."""
    mended = [_without_post(view, m) for m in view.mentions]
    found = [*mended, *_unseen(view)]
    view.keep(sorted(found, key=lambda m: (m.start_char, -m.end_char)))


def _without_post(view: View, mention: Mention) -> Mention:
    """«Соцфонда Шайлообек Исаев» behind «председатель»: the first word is no given name and stands in the genitive."""
    words = mention.text.split()
    if (
        mention.label != "person"
        or mention.lang != "ru"
        or len(words) != 3
        or is_patronymic(" ".join(words[:2]))
    ):
        return mention
    first = view.index_from(mention.start_char)
    before = view.tokens[first - 1] if first else None
    if (
        before is None
        or before.sentence_id != view.tokens[first].sentence_id
        or before.pos not in ("NOUN", "ADP")
    ):
        return mention
    own = words[0]
    post = own.endswith(_OBLIQUE) and given_gender(own) is None and not name_readings(words)
    if not post or is_patronymic(" ".join(words[1:])):
        return mention
    name = mention.normal.split(maxsplit=1)[1]
    start = mention.start_char + len(own) + 1
    return replace(mention, start_char=start, text=mention.text[len(own) + 1 :], normal=name, entity_id=None)


def _unseen(view: View) -> Iterator[Mention]:
    """A given name that the tables know, in the nominative, and the surname behind it, in no name that a finder saw."""
    for i, (first, second) in enumerate(zip(view.tokens, view.tokens[1:], strict=False)):
        if not (
            _capital(first.text) and _capital(second.text) and second.head == i and second.dep == "flat:name"
        ):
            continue
        if first.lang != "ru" or view.mention_at(first.start_char) or view.mention_at(second.start_char):
            continue
        words = [first.text, second.text]
        gender = given_gender(words[0])
        if gender is None or (gender, "Nom") not in name_readings(words):
            continue
        text = view.text[first.start_char : second.end_char]
        yield Mention(
            mention_id=fact_id("men", view.document.doc_id, first.start_char, second.end_char, "claims.name"),
            doc_id=view.document.doc_id,
            sentence_id=first.sentence_id,
            start_char=first.start_char,
            end_char=second.end_char,
            text=text,
            label="person",
            place_kind=None,
            normal=text,
            lang="ru",
            entity_id=None,
            confidence=0.6,
            rule="claims.name",
        )


def _capital(text: str) -> bool:
    return text[:1].isupper() and text[1:].islower() and len(text) > 2
