"""The name between commas or dashes behind its post: «Ее ученик, ныне сотрудник музея Глеб Янчев, полагает»."""

from __future__ import annotations

from pipeline.schema import Mention
from pipeline.stages.claims.draft import Source
from pipeline.stages.claims.genders import stands_in
from pipeline.stages.claims.scene import Scene
from pipeline.stages.claims.titles import Person
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words

_REACH = 16  # tokens from the post to the name between commas
_CLAUSE = 8  # tokens of the clause behind a noun
_MARKS = (",", "–", "—")


def apposed(scene: Scene, source: Source) -> Person | None:
    """The name between the commas or dashes behind the noun, in its case; of other cases a full name alone."""
    assert source.span is not None
    view = scene.view
    first = view.index_from(source.span[1])
    if first + 1 >= len(view.tokens) or view.tokens[first].text not in _MARKS:
        return None
    if view.tokens[first + 1].pos in ("ADP", "SCONJ", "CCONJ", "PRON", "DET", "PART"):
        return None
    reach = first + (_REACH if source.case == "Nom" else 2)
    for i in range(first + 1, min(reach, len(view.tokens) - 1)):
        token = view.tokens[i]
        mention = view.mention_at(token.start_char, "person")
        if mention is not None:
            end = view.index_from(mention.end_char)
            closed = end < len(view.tokens) and view.tokens[end].text in (*_MARKS, ".")
            dash = view.tokens[first].text != "," and end < len(view.tokens)
            closed = closed or (dash and view.tokens[end].pos == "VERB")  # «адвокат — Анна Лис заявила»
            full = source.case == "Nom" or len(mention.text.split()) > 1
            return scene.person(mention) if closed and full and _in_case(view, mention, source.case) else None
        if (
            token.pos in ("VERB", "SCONJ", "PUNCT", "PRON")
            or token.sentence_id != view.tokens[first].sentence_id
        ):
            return None
    return None


def nameless_behind(view: View, source: Source) -> bool:
    """«Представитель сервиса, пожелавший остаться неназванным, опасается»: the clause behind the noun hides who it is."""
    assert source.span is not None
    first = view.index_from(source.span[1])
    if first >= len(view.tokens) or view.tokens[first].text != ",":
        return False
    clause = view.tokens[first + 1 : first + _CLAUSE]
    stop = next((i for i, token in enumerate(clause) if token.pos == "PUNCT"), len(clause))
    return any(fold(token.lemma) in source_words("anonymous", "ru") for token in clause[:stop])


def _in_case(view: View, mention: Mention, case: str | None) -> bool:
    told = stands_in(mention, case) if case is not None else None
    if told is not None:
        return told
    tokens = view.inside(mention.start_char, mention.end_char)
    return any(token.feat("Case") in (case, None) for token in tokens)
