"""Documents that speak: the full name of a declaration or report that the text later calls «документ»."""

from __future__ import annotations

from pipeline.lang.base import pack
from pipeline.stages.claims.nouns import Speaking, speaking_noun
from pipeline.stages.claims.phrases import noun_phrase_name
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words

_BACK = 4000  # tokens in which the full name of a document is looked for


def document_name(view: View, i: int, lang: str) -> str | None:
    """A document noun with its complement («декларация партии», «записка к проекту»), nominative; None when it stands alone."""
    return noun_phrase_name(view, i, lang)


def document_before(view: View, position: int, noun: Speaking, lang: str) -> str | None:
    """The last naming, before the position, of a document: what «документ» means; of one with the same noun else."""
    here = view.index_from(position)
    generic = noun.words[-1] in source_words("any_document")
    bare = None
    for i in range(here - 1, max(-1, here - _BACK), -1):
        found = speaking_noun(view, i, lang)
        if bare is not None and (found is None or found.words != noun.words):
            continue
        if (
            found is None
            or found.kind != "document"
            or found.words[-1] in source_words("any_document")
            or i not in found.positions
        ):
            continue
        if not generic and found.words != noun.words or _inside_another(view, i, lang):
            continue
        if generic and found.words[-1] in source_words("decided") and view.tokens[i].dep == "obj":
            continue  # «принял решение об отставке» tells of no paper
        name = document_name(view, i, lang) or _described(view, i)
        if found.role == "notice" and generic and name is None or not generic and name is None:
            continue
        if view.tokens[i].feat("Number") == "Plur" and generic:
            continue
        if name is None:  # «декларация может …» says which one where it was named in full
            bare, noun, generic = bare or fold(view.tokens[i].lemma), found, False
            continue
        return name
    return bare


def last_document(view: View, position: int) -> int | None:
    """Where the document is named that was spoken of last."""
    here = view.index_from(position)
    for i in range(here - 1, max(-1, here - _BACK), -1):
        noun = speaking_noun(view, i, "ru")
        named = (
            noun is not None
            and noun.kind == "document"
            and noun.words[-1] not in source_words("any_document")
        )
        if named and not _inside_another(view, i, "ru") and view.tokens[i].feat("Number") == "Sing":
            return i
    return None


def _inside_another(view: View, i: int, lang: str) -> bool:
    """«записка к проекту приказа», «руководитель исследования»: what belongs to another document or to somebody's post."""
    head = view.tokens[i].head if view.tokens[i].dep == "nmod" else None
    for _ in range(3):
        if head is None:
            return False
        found = speaking_noun(view, head, lang)
        if found is not None and found.kind in ("document", "person"):
            return True
        head = view.tokens[head].head
    return False


def _described(view: View, i: int) -> str | None:
    """«совместное заявление»: the noun with the adjective before it; None without one."""
    if i == 0 or view.tokens[i - 1].pos != "ADJ" or view.tokens[i - 1].head != i:
        return None
    if view.tokens[i].feat("Number") != "Sing" or fold(view.tokens[i].lemma) not in source_words("adopted"):
        return None
    return pack("ru").normal(view.tokens[i - 1 : i + 1], "organization", ()).lower()
