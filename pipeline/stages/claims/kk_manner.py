"""Polarity and modality of a Kazakh content: both stand on its last predicate (-ма-, емес, жоқ; керек, мүмкін, -мақ)."""

from __future__ import annotations

from pipeline.schema import Token
from pipeline.stages.claims.draft import Draft
from pipeline.stages.claims.kk_future import ahead, timed, to_come
from pipeline.stages.claims.kk_phrase import is_finite
from pipeline.stages.claims.kk_words import endings, word_set
from pipeline.stages.claims.view import View
from pipeline.stages.claims.votes import by_sentence, vote
from pipeline.stages.claims.words import fold, lookup, words

_NOT = {"емес", "жоқ"}  # with an ending of a person too: емеспін, жоқпыз


def manner(view: View, draft: Draft, at: list[int]) -> tuple[str, str]:
    """(polarity, modality) of a draft."""
    ends = _predicates(view, at)
    cls = draft.cue.cls if draft.cue is not None else ""
    votes = [_denied(view, _first_clause(view, own, end), own) for own, end in _sentences(at, ends)]
    negated = bool(votes) and (votes[0] if len(votes) <= 2 else sum(votes) * 2 > len(votes))
    if cls == "negative":
        negated = not (draft.cue is not None and draft.cue.negated)
    elif cls == "plan" and draft.cue is not None and draft.cue.negated:
        negated = True  # «зауытты жабуды жоспарлап отырған жоқ»
    told = [_modality(view, draft, own, _predicates(view, own), cls) for own in by_sentence(view, at)]
    return ("negated" if negated else "affirmed"), vote(told)


def _predicates(view: View, at: list[int]) -> list[int]:
    """Index of the last word of each sentence of the content."""
    ends: list[int] = []
    for k, i in enumerate(at):
        closing = (
            k + 1 == len(at)
            or view.tokens[at[k + 1]].sentence_id != view.tokens[i].sentence_id
            or view.tokens[i].text in (".", "!", "?", "…")
        )
        if closing:
            j = k
            while j >= 0 and view.tokens[at[j]].pos in ("PUNCT", "SPACE", "PART"):
                j -= 1
            if j >= 0 and (not ends or at[j] != ends[-1]):
                ends.append(at[j])
    return ends


def _sentences(at: list[int], ends: list[int]) -> list[tuple[list[int], int]]:
    """The tokens of each sentence up to its predicate, and the predicate."""
    found, start = [], at[0] if at else 0
    for end in ends:
        found.append(([i for i in at if start <= i <= end], end))
        start = end + 1
    return found


def _first_clause(view: View, at: list[int], end: int) -> int:
    """The predicate of the first of several clauses side by side: «жол ашылды, бірақ көпір бітпеді».

    A clause that ends with емес is set against the next one («баға емес, сұраныс өсті») and is no clause of its own.
    """
    for k in range(1, len(at) - 1):
        if view.tokens[at[k]].text == "," and fold(view.tokens[at[k - 1]].norm) != "емес":
            after = fold(view.tokens[at[k] + 1].norm)
            if after in word_set("but") or _closes(view.tokens[at[k - 1]], view.tokens[end]):
                return at[k - 1]
    return end


def _closes(token: Token, last: Token) -> bool:
    """A clause ends at the token: with a finite verb, or with a nominal form in the case of the last one."""
    if token.feat("VerbForm") in ("Part", "Ger"):
        return token.feat("Case") in ("Acc", "Dat") and token.feat("Case") == last.feat("Case")
    finite = is_finite(token) and token.feat("Mood") not in ("Cnd", "Imp", "Des", "Opt")
    return finite or fold(token.lemma) in word_set("modal")


def _denied(view: View, end: int, at: list[int]) -> bool:
    """The predicate that ends at a token is negated; two negations affirm."""
    count = 0
    for i in range(end, max(at[0], end - 2) - 1, -1):
        token = view.tokens[i]
        if i < end and token.pos not in ("VERB", "AUX", "PART", "ADJ", "ADV", "NOUN"):
            break
        if fold(token.norm).startswith(("емес", "жоғын", "жоқтығын")) or fold(token.lemma) in _NOT:
            before = fold(view.tokens[i - 1].norm) if i > 0 else ""
            if before not in word_set("not_denied"):
                count += 1
        elif token.feat("Polarity") == "Neg" and (
            i == end or token.pos in ("VERB", "AUX") and _carries(view, i, end)
        ):
            count += 1
        elif i < end and token.pos in ("VERB", "AUX") and not _carries(view, i, end):
            break
    return count % 2 == 1


def _carries(view: View, i: int, end: int) -> bool:
    """The verb at `i` and the word at the end are one predicate: өспей отыр, болмауы мүмкін, аспаған болатын."""
    last = view.tokens[end]
    return (
        last.pos in ("VERB", "AUX")
        and (fold(last.lemma) in ("бол", "е") or fold(last.lemma) in word_set("carrying") - {"жат"})
        or fold(last.norm) in word_set("closing")
    )


def _modality(view: View, draft: Draft, at: list[int], ends: list[int], cls: str) -> str:
    if cls == "directive":
        return "directive"
    if cls == "plan" and draft.frame in ("inf", "noun"):
        return "plan"
    index = words("kk").modality
    near = {i for end in ends for i in range(max(at[0], end - 3), end + 1)}
    found: set[str] = set()
    evaluative = 0
    future: set[str] = set()
    for i in at:
        hit = lookup(index, view.tokens, i)
        if hit is None:
            continue
        entry = hit[0]
        if entry.cls == "eval":
            evaluative += 1
        elif entry.cls == "any" or (entry.cls == "main" and i in near):
            denied = (
                entry.lemma == "possibility" and fold(view.tokens[i + 1].norm) == "емес"
                if i < at[-1]
                else False
            )
            if not denied:
                found.add(entry.lemma)
        elif (
            entry.cls == "future"
            and i in near
            and ahead(view, i)
            and (entry.lemma == "forecast" or _intended(view, i, at) or _announced(view, draft, i))
        ):
            future.add(entry.lemma)
    if any(_able(view, i) for i in near):
        found.add("possibility")
    if any(_unable(view, i) for i in ends):
        found.add("opinion")
    if any(
        fold(view.tokens[i].norm).endswith(endings("purpose_endings"))
        and view.tokens[i].pos in ("VERB", "NOUN", "X")
        for end in ends
        for i in ((end - 1, end) if view.tokens[end].lemma == "е" else (end,))
    ):
        found.add("plan")
    if any(view.tokens[i].feat("Mood") in ("Imp", "Opt") for i in ends):
        found.add("directive")
    for name in ("directive", "possibility", "plan"):
        if name in found:
            return name
    if cls == "forecast" or "forecast" in found:
        return "forecast"
    if cls == "plan":
        return "plan"
    coming = to_come(view, draft, at, ends, cls)
    if coming is not None:
        return coming
    if "opinion" in found:
        return "opinion"
    if future:
        return "plan" if "plan" in future else "forecast"
    if any(view.tokens[i].feat("Tense") == "Fut" for i in ends):
        return "forecast"
    named = draft.frame == "naming" or draft.cue is not None and draft.cue.lemma in word_set("judging")
    if named:
        return "opinion"
    counted = any(view.tokens[i].pos == "NUM" for i in at)
    estimate = draft.cue is not None and draft.cue.lemma.startswith(tuple(word_set("estimates")))
    if cls == "belief" and not (counted and estimate):
        return "opinion"
    numbers = any(view.tokens[i].pos == "NUM" for i in at)
    past = any(view.tokens[i].feat("Tense") == "Past" and view.tokens[i].lemma != "е" for i in ends)
    likened = draft.type == "direct" and any(view.tokens[i].text in ("–", "—") for i in at[1:-1])
    if likened and not (numbers or past):
        return "opinion"  # «Кітап – ауылға келген қонақ»
    if evaluative and not (numbers or past) or evaluative >= 3:
        return "opinion"
    return "fact"


def _announced(view: View, draft: Draft, i: int) -> bool:
    """«одақтың ұсыныс енгізетінін айтты»: a deed in -атын under a cue that announces."""
    cls = draft.cue.cls if draft.cue is not None else ""
    return (
        draft.rule == "nominal"
        and view.tokens[i].feat("VerbForm") == "Part"
        and cls in ("neutral", "factive")
    )


def _intended(view: View, i: int, at: list[int]) -> bool:
    """Somebody will do it at a time: a passive (ашылады), a first person, a time or number beside it."""
    token = view.tokens[i]
    if token.feat("Voice") == "Pass" or token.feat("Person") == "1":
        return True
    return timed(view, at)


def _unable(view: View, i: int) -> bool:
    """«кадрсыз бара алмаймыз»: what the speaker says he cannot do."""
    token = view.tokens[i]
    return fold(token.lemma) == "ал" and token.feat("Polarity") == "Neg" and token.feat("Person") == "1"


def _able(view: View, i: int) -> bool:
    """бола алады, жеткізе алмайды: a converb with ал-."""
    token = view.tokens[i]
    if fold(token.lemma) != "ал" or i == 0 or token.feat("Polarity") == "Neg":
        return False  # «дәрі таба алмай жүр» tells what is
    before = view.tokens[i - 1]
    return before.feat("VerbForm") == "Conv" and not fold(before.norm).endswith(("п",))
