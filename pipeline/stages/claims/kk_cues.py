"""Kazakh reporting verbs: a listed stem in a finite form, alone or with its fixed partner (атап өтті, тілге тиек етті)."""

from __future__ import annotations

from pipeline.schema import Token
from pipeline.stages.claims.draft import Cue
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import Entry, fold, lookup, words

# After a converb these carry person and tense: жоспарлап отыр, айтып кетті.
_AUXILIARIES = {
    "отыр",
    "жатыр",
    "жүр",
    "тұр",
    "кел",
    "бер",
    "ет",
    "өт",
    "кет",
    "қой",
    "бол",
    "е",
    "ал",
    "жібер",
    "сал",
    "таста",
    "бар",
    "көр",
    "шық",
}


def find_cues(view: View, at: range) -> list[Cue]:
    """The cues among the tokens `at`, in order; the longest entry at a place wins."""
    tokens = view.tokens[at.start : at.stop]
    found: list[Cue] = []
    i = 0
    while i < len(tokens):
        hit = lookup(words("kk").cues, tokens, i, gap=0)
        if hit is None:
            i += 1
            continue
        entry, positions = hit
        cue = _cue(view, entry, at.start + positions[0], at.start + positions[-1], at)
        if cue is None and len(positions) > 1:
            i += 1
            continue
        if cue is not None:
            found.append(cue)
            i = max(positions[-1] + 1, view.index_from(cue.span[1]) - at.start)
            continue
        i += 1
    return found


def _cue(view: View, entry: Entry, first: int, last: int, at: range) -> Cue | None:
    head = view.tokens[last]
    if entry.words[-1] in ("пікірде", "ойда", "сенімде", "үмітте") or (
        entry.words == ("сенімді",) and head.pos != "VERB"
    ):
        end = last
        return (
            Cue(view.span(first, end), entry.lemma, entry.cls, entry.frames, last)
            if _closes(view, last, at)
            else None
        )
    found = finite_end(view, last, at)
    if found is None:
        return None
    end, negated, passive = found
    frames = entry.frames | ({"passive"} if passive else frozenset())
    return Cue(view.span(first, end), entry.lemma, entry.cls, frames, last, form="finite", negated=negated)


def _closes(view: View, i: int, at: range) -> bool:
    return (
        i + 1 >= at.stop
        or view.tokens[i + 1].pos == "PUNCT"
        or view.tokens[i + 1].lemma in ("е", "бол", "екен")
    )


def finite_end(view: View, i: int, at: range) -> tuple[int, bool, bool] | None:
    """(last token of the verb group, negated, passive) when the verb at `i` is a finite predicate of a third person."""
    token = view.tokens[i]
    if token.pos not in ("VERB", "AUX"):
        return None
    form = token.feat("VerbForm")
    negated, passive = token.feat("Polarity") == "Neg", token.feat("Voice") == "Pass"
    last = i
    if form != "Fin":
        # A converb or participle needs its auxiliary, or the end of the sentence (айтқан.).
        j = i + 1
        while (
            j < at.stop
            and view.tokens[j].pos in ("VERB", "AUX")
            and fold(view.tokens[j].lemma) in _AUXILIARIES
        ):
            last = j
            negated = (
                negated or view.tokens[j].feat("Polarity") == "Neg" or fold(view.tokens[j].norm) == "емес"
            )
            j += 1
        if j < at.stop and fold(view.tokens[j].norm) in ("жоқ", "емес"):
            negated, last = True, j
        if last == i and form == "Conv" and i + 1 < at.stop and view.tokens[i + 1].text == ",":
            return i, negated, passive  # …екенін айтып, … тапсырды
        if last == i and not (
            form == "Part"
            and token.feat("Case") is None
            and (_ends_sentence(view, i, at) or _names_speaker(view, i, at))
        ):
            return None
        if (
            last > i
            and view.tokens[last].feat("VerbForm") not in ("Fin", None)
            and not _ends_sentence(view, last, at)
        ):
            return None
    final = view.tokens[last]
    if (
        fold(token.norm).endswith(("ғым", "гім", "қым", "кім", "ғымыз", "гіміз", "қымыз", "кіміз"))
        and token.feat("VerbForm") != "Fin"
    ):
        return None  # айтқым келеді: the writer's own wish
    if final.feat("Mood") in ("Imp", "Cnd", "Opt", "Des") or final.feat("Person") in ("1", "2"):
        return None
    return last, negated, passive


def _names_speaker(view: View, i: int, at: range) -> bool:
    """«…екенін айтқан Президент»: a participle right before a phrase that can speak."""
    from pipeline.stages.claims.kk_source import nominative

    found = nominative(view, range(i + 1, min(i + 9, at.stop)))
    return found is not None and found.span is not None and view.index_from(found.span[0]) == i + 1


def _ends_sentence(view: View, i: int, at: range) -> bool:
    return (
        i + 1 >= at.stop
        or view.tokens[i + 1].text in (".", "!", "?", "…", ";")
        or view.tokens[i + 1].lemma == "е"
    )


def is_finite(token: Token) -> bool:
    """A verb in a personal form."""
    return token.feat("VerbForm") == "Fin" and token.pos in ("VERB", "AUX")
