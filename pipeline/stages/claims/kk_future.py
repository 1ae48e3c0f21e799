"""The Kazakh present-future (-ады, -атын) is a habit or the future: a time, a condition and the subject decide."""

from __future__ import annotations

from pipeline.stages.claims.draft import Draft
from pipeline.stages.claims.kk_words import word_set
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, lookup, words

_ASSURED = "сендіру"  # what somebody assures lies ahead


def ahead(view: View, i: int) -> bool:
    """A form of the present-future or the future."""
    token = view.tokens[i]
    return token.feat("Tense") == "Fut" or (token.feat("Aspect") == "Hab" and token.feat("Tense") != "Past")


def to_come(view: View, draft: Draft, at: list[int], ends: list[int], cls: str) -> str | None:
    """plan or forecast, where the predicates `ends` of what is said lie ahead; None where they tell a habit or the past."""
    coming = [i for i in ends if ahead(view, i) and view.tokens[i].pos in ("VERB", "AUX")]
    if not coming or any(fold(view.tokens[i].norm) in word_set("habit_words") for i in at):
        return None
    last = coming[-1]
    token = view.tokens[last]
    assured = draft.cue is not None and draft.cue.lemma.endswith(_ASSURED)
    if fold(token.lemma) == "бол" and last > at[0] and _allowed(view, last - 1):
        return None
    if any(view.tokens[i].feat("Mood") == "Cnd" for i in at if i < last):
        return "forecast"  # «тариф өспесе, станса құлайды»
    willed = token.feat("Voice") == "Pass" or token.feat("Person") == "1" or _own_deed(view, draft, at, last)
    changes = _changes(view, last)
    if timed(view, at):
        if cls in ("belief", "forecast", "evaluative") and not assured or changes and not willed:
            return "forecast"
        return "plan" if willed or not changes else "forecast"
    if assured:
        return "plan" if willed else "forecast"
    if token.feat("Polarity") == "Neg" or changes or cls not in ("neutral", "factive", "plan"):
        return None
    if _own_deed(view, draft, at, last):
        return "plan"
    plural = (
        token.feat("Person") == "1"
        and token.feat("Number") == "Plur"
        and fold(token.lemma) not in words("kk").cues
    )
    return "plan" if plural and any(view.tokens[i].feat("Case") == "Acc" for i in at if i < last) else None


def timed(view: View, at: list[int]) -> bool:
    """A time that lies ahead: алдағы, келесі жылы, қарашада, жыл соңына дейін, 2027 жылдан бастап."""
    for i in at:
        form = fold(view.tokens[i].norm)
        if form in word_set("future_times"):
            return True
        before = fold(view.tokens[i - 1].lemma) if i > at[0] else ""
        if form in ("дейін", "қарай", "бастап") and before in word_set("time_nouns"):
            return True
        month = fold(view.tokens[i].lemma) in word_set("month_names")
        if form.startswith("маусым") and before.isdigit():
            return True  # 4 маусымда: June, no season
        if month and view.tokens[i].feat("Case") in ("Loc", "Gen", "Dat", "Abl", "Nom"):
            return True
    return False


def _own_deed(view: View, draft: Draft, at: list[int], last: int) -> bool:
    """«есепті мерзімінен бұрын тапсыратынын мәлімдеді»: what is said has an object and no subject but the speaker."""
    token = view.tokens[last]
    if (
        fold(token.lemma) in word_set("attitudes")
        or draft.rule != "nominal"
        or token.feat("VerbForm") != "Part"
        or token.feat("Voice") == "Pass"
    ):
        return False
    inside = [view.tokens[i] for i in at if i < last]
    subject = any(t.feat("Case") == "Gen" and t.feat("Person[psor]") is None for t in inside)
    return not subject and any(t.feat("Case") == "Acc" for t in inside)


def _allowed(view: View, i: int) -> bool:
    """«айтуға болады», «десе де болады»: what is allowed."""
    token = view.tokens[i]
    return token.feat("VerbForm") == "Ger" and token.feat("Case") == "Dat" or fold(token.norm) in ("де", "да")


def _changes(view: View, i: int) -> bool:
    """A verb of change, which nobody wills: өседі, азаяды."""
    hit = lookup(words("kk").modality, view.tokens, i)
    return hit is not None and hit[0].cls == "future" and hit[0].lemma == "forecast"
