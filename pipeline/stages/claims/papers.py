"""Documents that speak: the full name of a declaration or report that the text later calls «документ»."""

from __future__ import annotations

from pipeline.lang.base import pack
from pipeline.stages.claims.nouns import Speaking, speaking_noun
from pipeline.stages.claims.phrases import noun_phrase_name
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words

_BACK = 4000  # tokens in which the full name of a document is looked for


def document_name(view: View, i: int, lang: str) -> str | None:
    """A document noun with its complement («декларация о всеобъемлющем партнерстве»), nominative; None when it stands alone."""
    return noun_phrase_name(view, i, lang)


def document_before(view: View, position: int, noun: Speaking, lang: str) -> str | None:
    """The fullest naming, before the position, of a document with the same noun; of any document for «документ»."""
    best: tuple[int, str] | None = None
    here = view.index_from(position)
    for i in range(max(0, here - _BACK), here):
        proper = view.tokens[i].text[:1].isupper()
        found = speaking_noun(view, i, lang)
        if found is None or found.kind != "document":
            continue
        generic = noun.words[-1] in ("документ", "құжат", "преамбула")
        if found.words != noun.words and (
            not generic or (found.role == "notice" and not _described(view, i))
        ):
            continue
        if found.words[-1] in ("документ", "құжат"):
            continue
        name = document_name(view, i, lang) or (_described(view, i) if generic and lang == "ru" else None)
        rank = 2 if proper and not opens_sentence(view, i) else 1
        if name is not None and document_name(view, i, lang) is None:
            rank = 0
        if name is not None and (best is None or rank >= best[0]):
            best = (rank, name)
    return best[1] if best else None


def _described(view: View, i: int) -> str | None:
    """«совместное заявление»: the noun with the adjective before it; None without one."""
    if i == 0 or view.tokens[i - 1].pos != "ADJ" or view.tokens[i - 1].head != i:
        return None
    if view.tokens[i].feat("Number") != "Sing" or fold(view.tokens[i].lemma) not in source_words("adopted"):
        return None
    return pack("ru").normal(view.tokens[i - 1 : i + 1], "organization", ()).lower()


def opens_sentence(view: View, i: int) -> bool:
    """The token is the first of its sentence."""
    return i == 0 or view.tokens[i - 1].sentence_id != view.tokens[i].sentence_id
