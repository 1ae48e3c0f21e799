"""Where Russian indirect speech meets quotations: what the cue of one tells besides, contents that are one from end to end."""

from __future__ import annotations

from dataclasses import replace

from pipeline.stages.claims.draft import Cue, Draft, trimmed
from pipeline.stages.claims.ru_clause import governed_by, infinitive
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold


def beside_quote(view: View, cue: Cue, at: range) -> tuple[Cue, range] | None:
    """«предложил решить спор в схватке: «Выйдем …»», «заявила о давлении на суд: «Нам …»», «признался в краже: «Я …»»: the cue of a quotation with the
    frame in which it tells something besides, and the words up to the colon."""
    if "inf" in cue.frames and infinitive(view, cue, at) is not None:
        return replace(cue, frames=frozenset({"inf"})), at
    stop = next((i for i in range(cue.head, at.stop) if view.tokens[i].text == ":"), at.stop)
    before = range(at.start, stop)
    for frame, prepositions in (("about", {"о", "об", "обо"}), ("in", {"в", "во"})):
        if frame in cue.frames and governed_by(view, cue, before, frozenset(prepositions)) is not None:
            return replace(cue, frames=frozenset({frame})), before
    return None


def quoting(view: View, draft: Draft, taken: set[int]) -> bool:
    """«Цитата», – заявил X, сообщает BBC: the author's words beside a quotation are no content."""
    own = [view.range_of(*part) for part in draft.parts]
    return any(head in part for part in own for head in taken)


def as_direct(view: View, draft: Draft) -> Draft:
    """«…, что «Слово в слово»», «Как сообщил X, «…»»: a content that is one quotation from end to end is direct speech; so is
    «Мы рады итогам, сказал X», which lost its marks."""
    start, end = draft.parts[0]
    if draft.rule == "inserted" and len(draft.parts) == 1 and _in_his_words(view, draft):
        draft.type, draft.frame = "direct", "quote"
        return draft
    text = view.text[start:end]
    inner = text[1:-1]
    whole = (
        text[:1] in '«“"'
        and (draft.rule == "inserted" or (inner[:1].isupper() and not _name_opens(view, start + 1)))
        and text[-1:] in '»”"'
        and not any(mark in inner for mark in '«»“”"')
    )
    if draft.frame != "clause" or len(draft.parts) > 1 or not whole or len(inner.split()) < 3:
        return draft
    draft.type, draft.frame = "direct", "quote"
    draft.parts = [trimmed(view.text, start + 1, end - 1)]
    return draft


def _in_his_words(view: View, draft: Draft) -> bool:
    """A whole sentence before the cue in which the speaker is «я» or «мы»."""
    first, last = view.range_of(*draft.parts[0])[0], view.range_of(*draft.parts[0])[-1]
    sentence = view.document.sentence_at(draft.start)
    if (
        sentence is None
        or draft.start - sentence.start_char > 1
        or draft.cue is None
        or last > draft.cue.head
    ):
        return False
    said = view.tokens[first : last + 1]
    if any(t.text in ("«", "»", '"', "“", "”") for t in said):
        return False
    return any(fold(t.norm) in ("я", "мы") for t in said) and any(
        t.feat("Person") == "1" and t.feat("VerbForm") == "Fin" or t.feat("Variant") == "Short" for t in said
    )


def _name_opens(view: View, char: int) -> bool:
    """A name, which owes its capital to no sentence, stands at a character: «что «ЕС сам решит»» goes on with the clause."""
    token = view.tokens[view.index_from(char)]
    return token.pos == "PROPN" or token.text.isupper() or view.mention_at(char) is not None
