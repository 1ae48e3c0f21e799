"""«Об этом сообщил X», «Такое мнение высказал Y»: the content is the sentence before."""

from __future__ import annotations

from bisect import bisect_right

from pipeline.schema import Sentence, Token
from pipeline.stages.claims.draft import Cue, Draft, trimmed
from pipeline.stages.claims.ru_clause import colon, that_clause
from pipeline.stages.claims.ru_cues import find_cues, is_finite
from pipeline.stages.claims.ru_source import source_of
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, lookup, words

_LEAD = 14  # words of a sentence in which it points back
_TOLD_ABOVE = (":", ";")  # «Мост закрыт: об этом сообщил аким»


def anaphoric(view: View, at: range) -> tuple[Cue, Draft] | None:
    """The claim whose content is the sentence before `at`; its parts are filled in by the caller's `before`."""
    tokens = view.tokens[at.start : at.stop]
    for i in range(len(tokens)):
        hit = lookup(words("ru").anaphors, tokens, i)
        if hit is None:
            continue
        entry, positions = hit
        if tuple(fold(tokens[k].norm) for k in positions) != entry.words:
            continue
        if entry.words == ("об", "этом") and i > 2 and tokens[i - 1].text in _TOLD_ABOVE:
            return _clause_before(view, at, at.start + i)
        if i >= _LEAD and entry.words != ("о", "чем"):
            continue
        if entry.lemma == "это" and (i > 1 or tokens[i].feat("Case") == "Nom" or _beside_noun(tokens, i)):
            continue
        if entry.words == ("так",) and (i > 0 or tokens[i + 1 : i + 2] and tokens[i + 1].text == ","):
            continue
        if entry.words == ("о", "чем"):
            return _clause_before(view, at, at.start + i)
        verb = _verb(view, at, at.start + positions[-1], entry.cls)
        if verb is None:
            continue
        silent = verb.negated and ("clause" not in verb.frames or verb.cls == "factive")
        if (verb.cls == "negative" or silent) and tokens[positions[-1]].pos == "NOUN":
            return None  # «эту информацию опровергли» denies what it names, «… не комментируют» says nothing
        source = source_of(view, verb, at)
        if (
            source.span is None
            or that_clause(view, verb, at) is not None
            or colon(view, verb, at) is not None
        ):
            continue
        before = sentence_before(view, view.tokens[at.start].start_char)
        if before is None:
            continue
        draft = Draft("indirect", [before], verb, source, "ru", "sentence_before", "clause")
        return verb, draft
    return None


def _clause_before(view: View, at: range, i: int) -> tuple[Cue, Draft] | None:
    """«Мост закрыли, о чем сообщил аким»: the content is the clause before the comma; not «главное, о чем говорили»."""
    verb = _verb(view, at, i + 1, "cue")
    main = range(at.start, i - 1)
    if (
        verb is None
        or view.tokens[i - 1].text not in (",", *_TOLD_ABOVE)
        or not any(is_finite(view.tokens[j]) for j in main)
    ):
        return None
    source = source_of(view, verb, range(i, at.stop))
    span = trimmed(view.text, view.tokens[at.start].start_char, view.tokens[i - 2].end_char)
    if source.span is None or span[1] <= span[0]:
        return None
    return verb, Draft("indirect", [span], verb, source, "ru", "clause_before", "clause")


def _beside_noun(tokens: list[Token], i: int) -> bool:
    """«Это предложение» says which proposal and points back to no sentence."""
    return tokens[i].pos == "DET" or (
        i + 1 < len(tokens)
        and tokens[i + 1].pos in ("NOUN", "ADJ")
        and tokens[i + 1].feat("Gender") == "Neut"
    )


def _verb(view: View, at: range, anaphor: int, wanted: str) -> Cue | None:
    """The cue near the anaphor; for «такое мнение» any verb in the third person."""
    near = [
        c
        for c in find_cues(view, at)
        if abs(c.head - anaphor) <= 10 and c.form == "finite" and c.frames & {"clause", "about", "quote"}
    ]
    if near:
        return min(near, key=lambda c: abs(c.head - anaphor))
    if wanted != "any":
        return None
    for i in range(anaphor + 1, min(anaphor + 8, at.stop)):
        token = view.tokens[i]
        if (
            token.pos == "VERB"
            and is_finite(token)
            and token.feat("Person") not in ("1", "2")
            and token.feat("VerbForm") == "Fin"
        ):
            return Cue(
                (token.start_char, token.end_char), fold(token.lemma), "neutral", frozenset({"clause"}), i
            )
    return None


def _points_back(view: View, sentence: Sentence) -> bool:
    """The sentence begins with an anaphor itself."""
    tokens = view.inside(sentence.start_char, sentence.end_char)
    lang = "kk" if sentence.lang.startswith("kk") else "ru"
    hit = lookup(words(lang).anaphors, tokens, 0) if tokens else None
    return (
        hit is not None
        and hit[0].lemma != "это"
        and tuple(fold(tokens[k].norm) for k in hit[1]) == hit[0].words
    )


def _captions(view: View, sentence: Sentence) -> bool:
    """A line of its own that is a name: what stands under a picture."""
    tokens = view.inside(sentence.start_char, sentence.end_char)
    block = view.document.blocks[sentence.block_i]
    alone = block.end_char - block.start_char <= sentence.end_char - sentence.start_char + 1
    return alone and 1 < len(tokens) <= 3 and all(t.text.istitle() and not is_finite(t) for t in tokens)


def sentence_before(view: View, char: int) -> tuple[int, int] | None:
    """The sentence that ends before a character, in this paragraph or the one before it; None at the head of the text."""
    sentences = view.document.sentences
    here = bisect_right(sentences, char, key=lambda s: s.start_char) - 1
    if here <= 0 or char >= sentences[here].end_char:
        return None
    if here > 1 and _points_back(view, sentences[here - 1]):
        here -= 1  # «Об этом сообщил X. Это подтвердил Y»: both mean the sentence before
    before = sentences[here - 1]
    blocks = view.document.blocks
    if here > 1 and _captions(view, before) and sentences[here - 2].block_i == before.block_i - 1:
        before = sentences[here - 2]
        return trimmed(view.text, before.start_char, before.end_char)
    if abs(sentences[here].block_i - before.block_i) > 1 and any(
        blocks[b].is_read for b in range(before.block_i + 1, sentences[here].block_i)
    ):
        return None
    if blocks[before.block_i].kind not in ("body", "title"):
        return None
    span = trimmed(view.text, before.start_char, before.end_char)
    return span if span[1] > span[0] else None
