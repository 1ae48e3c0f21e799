"""Russian reporting verbs in a stretch of tokens: finite, gerund, short form, passive in -ся."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.lang.ru.lemmas import readings
from pipeline.schema import Token
from pipeline.stages.claims.draft import Cue
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import Entry, claim_words, fold, lookup, source_words, words

# можно отметить, стоит подчеркнуть: the author's own voice; бы: not said.

# Endings of a perfective present, which is a future though the tagger calls it past: возразят.
_FUTURE = ("ит", "ет", "ят", "ют", "ут", "ат")
# Endings of a third person, which the tagger calls another one: смеётся.
_THIRD = (*_FUTURE, "ется", "ится", "утся", "ются", "ятся")
# сообщивший, утверждающая
ACTIVE = re.compile(r"(?:вш|ущ|ющ|ащ|ящ)(?:ий|ая|ее|ие|его|ей|ему|им|ую|их|ими|ем)(?:ся)?$")


# Endings that no short form has: «непрактичным», short for the tagger.
LONG_FORM = ("ым", "ыми", "ими")

# What may follow a participle: сообщивший, что …; требующие построить; называющие его вором; сообщившие о пожаре.
_OF_PARTICIPLE = frozenset({"clause", "inf", "naming", "about"})
_FAR = 14  # words between «обратился» and «с просьбой»: to whom, when and where


def find_cues(view: View, at: range) -> list[Cue]:
    """The cues among the tokens `at`, in order; a longer entry wins over its parts."""
    tokens = [_of_verb(token) for token in view.tokens[at.start : at.stop]]
    found: list[Cue] = []
    taken = -1
    for i in range(len(tokens)):
        if i <= taken:
            continue
        hit = lookup(words("ru").cues, tokens, i, gap=5) or _with_far_noun(tokens, i)
        if hit is None:
            continue
        entry, positions = hit
        verb = next((p for p in positions if _form(tokens[p]) is not None), None)
        if verb is None and len(entry.words) == 1:
            continue
        if verb is None:
            continue
        form = _form(tokens[verb])
        assert form is not None
        if (
            form == "named"
            and "naming" not in entry.frames
            or form == "passive"
            and entry.frames == {"noun"}  # «связано с тем, что»
            or form == "participle"
            and not entry.frames & _OF_PARTICIPLE
        ):
            continue
        if form == "infinitive" and (_phase(tokens, verb) is None or len(positions) > 1):
            continue
        cue = _cue(entry, tokens, positions, verb, form, at.start)
        if cue is not None:
            found.append(cue)
            taken = positions[-1] if positions[-1] - positions[0] < len(positions) else positions[0]
    return found


def _of_verb(token: Token) -> Token:
    """«выразивший», which the tagger takes for an adjective or a noun, with the lemma of its verb."""
    if token.pos not in ("ADJ", "NOUN") or not ACTIVE.search(token.norm.lower()):
        return token
    lemma = next((r.normal_form for r in readings(token.norm.lower()) if "PRTF" in r.tag), None)
    if lemma is None or fold(lemma) not in words("ru").cues:
        return token
    return replace(token, lemma=lemma, pos="VERB", feats=f"{token.feats}|VerbForm=Part")


def _with_far_noun(tokens: Sequence[Token], i: int) -> tuple[Entry, list[int]] | None:
    """«обратился в ходе встречи к гражданам страны с просьбой»: no other clause stands between."""
    hit = lookup(words("ru").cues, tokens, i, gap=_FAR) if is_finite(tokens[i]) else None
    if hit is None or len(hit[0].words) != 3 or hit[0].words[1] not in ("с", "к"):
        return None
    between = tokens[i + 1 : hit[1][-1]]
    return None if any(is_finite(t) or t.pos == "PUNCT" or t.pos == "SCONJ" for t in between) else hit


def _cue(
    entry: Entry, tokens: Sequence[Token], positions: list[int], verb: int, form: str, base: int
) -> Cue | None:
    phase = _phase(tokens, verb) if form == "infinitive" else None
    first_verb = verb if phase is None else phase
    before = [fold(t.norm) for t in tokens[max(0, first_verb - 3) : first_verb]]
    after = [fold(t.norm) for t in tokens[verb + 1 : verb + 2]]
    if "бы" in before[-1:] or "бы" in after:
        return None
    negated = bool(before) and before[-1] == "не" and entry.words[0] != "не"
    frames = entry.frames
    if form == "named":
        frames, form = frozenset({"naming", "passive"}), "passive"
    elif form == "participle":
        frames = entry.frames & _OF_PARTICIPLE
    if form == "passive" and "passive" not in frames:
        asked = entry.cls == "directive" and entry.lemma != "запретить"  # «в зале запрещено курить» is a rule
        frames = frozenset({"passive"}) | (frames & {"inf"} if asked else frozenset())
    # A cue of several words may have others between them: its span is from the first to the last where they are close.
    first, last = positions[0], positions[-1]
    if last - first + 1 > len(positions):
        first = last = verb
        if len(positions) > 1:
            last = positions[-1]
            first = positions[0]
    return Cue(
        span=(tokens[first].start_char, tokens[last].end_char),
        lemma=entry.lemma,
        cls=entry.cls,
        frames=frames,
        head=base + verb,
        form="finite" if form == "infinitive" else form,
        negated=negated,
    )


def _phase(tokens: Sequence[Token], verb: int) -> int | None:
    """«не стал отрицать», «поспешил заверить»: the finite verb before an infinitive that reports."""
    for i in range(verb - 1, max(-1, verb - 4), -1):
        if fold(tokens[i].lemma) in source_words("phase", "ru") and is_finite(tokens[i]):
            return i
        if tokens[i].pos not in ("ADV", "PART", "PRON", "NOUN", "PROPN"):
            return None
    return None


def _form(token: Token) -> str | None:
    """How a word can carry a report: finite, gerund, passive, short; None when it cannot."""
    if token.pos in ("VERB", "AUX") or "VerbForm=" in token.feats:
        form = token.feat("VerbForm")
        if form == "Fin":
            if (
                token.feat("Mood") == "Imp"
                or (token.feat("Person") in ("1", "2") and not fold(token.norm).endswith(_THIRD))
                or token.feat("Tense") == "Fut"
                or (token.feat("Aspect") == "Perf" and token.norm.lower().endswith(_FUTURE))
            ):
                return None
            return "finite"
        if form == "Inf":
            return "infinitive"
        if form == "Conv":  # «прикидывает» is none, whatever the tagger says
            return "finite" if token.norm.lower().endswith(("ет", "ит", "ют", "ят")) else "gerund"
        if form == "Part":
            if fold(token.lemma) in claim_words("short_cue", "ru"):
                return "finite"
            if token.feat("Variant") == "Short":
                return "passive" if token.feat("Gender") == "Neut" else "named"
            return "participle" if ACTIVE.search(token.norm.lower()) else None
        return None
    if token.lemma.endswith(("ть", "ться")) and token.norm.lower() != token.lemma:
        past = token.norm.endswith(("л", "ла", "ли")) and token.pos not in ("NOUN", "PROPN")
        if past or token.norm.endswith(("ет", "ит", "ют", "ят", "ил", "ала", "или", "лся", "лась", "лись")):
            return "finite"  # съязвил, taken for an adverb; «Уверяет она, что», for a noun
    if (
        token.pos == "ADJ"
        and fold(token.lemma) in claim_words("short_cue", "ru")
        and token.feat("Variant") == "Short"
    ):
        return "finite"
    return None


def is_finite(token: Token) -> bool:
    """A verb in a personal form, or a short participle or adjective that stands as the predicate."""
    if token.feat("VerbForm") == "Fin":
        return True
    short = token.feat("Variant") == "Short" and token.pos in ("VERB", "ADJ", "AUX")
    return short and not token.norm.lower().endswith(LONG_FORM)
