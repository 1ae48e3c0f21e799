"""Main predicates of a Russian content, and whether the first of them is denied."""

from __future__ import annotations

from pipeline.stages.claims.draft import Draft
from pipeline.stages.claims.ru_cues import is_finite
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import claim_words, fold


def main_predicates(view: View, at: list[int]) -> list[int]:
    """Predicates of the main clauses of the content: not in a relative or subordinate clause."""
    inside = set(at)
    found = []
    for i in at:
        token = view.tokens[i]
        if not (is_finite(token) or fold(token.norm) in claim_words("predicative", "ru")):
            continue
        if (token.dep in ("acl", "acl:relcl", "advcl", "ccomp")) and token.head in inside:
            continue
        above = token.head
        nested = False
        for _ in range(6):
            if above is None or above not in inside:
                break
            if view.tokens[above].dep in ("acl", "acl:relcl", "advcl") and view.tokens[above].head in inside:
                nested = True
                break
            above = view.tokens[above].head
        if not nested:
            found.append(i)
    return found


def is_negated(view: View, draft: Draft, at: list[int]) -> bool:
    """The first main predicate of a content is denied."""
    main = main_predicates(view, at)
    verb = next((i for i in at if view.tokens[i].feat("VerbForm") == "Inf"), None)
    if draft.frame == "inf" and verb is not None:
        return fold(view.tokens[verb - 1].norm) == "не"  # «призвал не поднимать тарифы»
    # What is said first decides, be it a verb or a noun: «Я не пират».
    nominal = [
        i for i in at if view.tokens[i].dep == "ROOT" and view.tokens[i].pos in ("NOUN", "ADJ", "PROPN")
    ]
    if main:
        return _denied(view, min([*main, *nominal]))
    if any(_denied(view, i) for i in nominal) or any(
        view.tokens[i].feat("VerbForm") == "Inf"
        and view.tokens[i].dep == "ROOT"
        and fold(view.tokens[i - 1].norm) == "не"
        for i in at[1:]
    ):
        return True
    lacks = fold(view.tokens[at[0]].norm) in claim_words("lack", "ru")
    return lacks or any(fold(view.tokens[i].norm) == "не" and _predicate_follows(view, i) for i in at[:12])


def _predicate_follows(view: View, i: int) -> bool:
    """«не» before a nominal predicate: «Это не рост»; not «не только»."""
    if i + 1 >= len(view.tokens):
        return False
    after = view.tokens[i + 1]
    return (
        fold(after.norm) not in claim_words("not_denied", "ru")
        and after.pos in ("NOUN", "ADJ", "ADV", "PROPN")
        and fold(view.tokens[i - 1].norm) in ("это", "–", "—", "-", "он", "она")
    )


def _denied(view: View, i: int) -> bool:
    token = view.tokens[i]
    if fold(token.norm) in claim_words("denying", "ru"):
        return True
    before = [fold(view.tokens[j].norm) for j in range(max(0, i - 2), i)]
    if before[-1:] == ["не"]:
        return fold(token.norm) not in ("исключено",) and not (
            fold(token.lemma) in ("исключать", "исключить", "мочь") and _double(view, i)
        )
    aux = [j for j in view.children_of(i, "aux", "cop", "aux:pass") if j > 0]
    if any(fold(view.tokens[j - 1].norm) == "не" or fold(view.tokens[j].norm) == "нет" for j in aux):
        return True
    negs = [
        j
        for j in view.children_of(i, "advmod")
        if fold(view.tokens[j].norm) == "не"
        and abs(j - i) <= 2
        and (j + 1 >= i or view.tokens[j + 1].pos not in ("NOUN", "PROPN", "PRON"))
    ]
    if any(
        j + 1 < len(view.tokens) and fold(view.tokens[j + 1].norm) in claim_words("not_denied", "ru")
        for j in negs
    ):
        return False
    return bool(negs)


def _double(view: View, i: int) -> bool:
    """«не может не», «не исключает»: two negations affirm."""
    return fold(view.tokens[i].lemma) != "мочь" or any(
        fold(view.tokens[j].norm) == "не" for j in range(i + 1, min(i + 3, len(view.tokens)))
    )
