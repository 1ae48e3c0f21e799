"""The best reading of each word in its sentence: the readings of the word alone, weighed by what stands before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.lang.kk.analyze import Analysis, analyze, suffix_reading
from pipeline.lang.kk.rank import weights
from pipeline.lang.kk.tokenizer import CLOSING_QUOTES

_SPACE = Analysis("", "SPACE", "", (), 1.0, True, 0.0)
# Verbs that lean on a verb in a converb form before them.
AUXILIARIES = frozenset("ал бар баста бер бол ет жат жүр жібер кел кет көр қал қой отыр сал түс тұр тұрғыз шық өт".split())
_CONVERBS = frozenset(("CONV", "CONV_IMP"))
_NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET"))
_DEMONSTRATIVES = frozenset(("бұл", "осы", "сол"))


def category(word: str) -> str:
    """What a neighbour is, judged alone: END, PUNCT, VERB, CONV, GEN, NUM, ADJ, NOM or OTHER."""
    if not word:
        return "END"
    if not any(map(str.isalnum, word)):
        return "END" if word[0] in ".!?…" else "PUNCT"
    first = analyze(word)[0]
    if first.pos in ("VERB", "AUX"):
        return "CONV" if first.chain[-1:] in (("CONV",), ("CONV_IMP",)) else "VERB"
    if first.pos == "NUM":
        return "NUM"
    if "GEN" in first.chain or "Case=Gen" in first.feats:
        return "GEN"
    if first.pos == "ADJ":
        return "ADJ"
    return "NOM" if first.pos in ("NOUN", "PROPN") else "OTHER"


def context_features(reading: Analysis, word: str, before: str, after: str) -> list[str]:
    """Names of the features of a reading between two neighbours (their categories)."""
    last = reading.chain[-1] if reading.chain else f"bare:{reading.pos}" if reading.pos in ("ADJ", "ADV") else "bare"
    found = [f"{last}>{after}", f"{before}>{last}"]
    if not reading.chain and word[-2:].lower() in ("ты", "ті", "ды", "ді", "лы", "лі"):
        found.append(f"-лы>{after}")
    if "P3" in reading.chain:
        found.append(f"{before}>>P3")
    return found


@lru_cache(maxsize=1 << 17)
def choose(word: str, before: str, after: str, opening: bool) -> Analysis:
    """The best reading of a word between neighbours of two categories; `opening` says that its capital is that of a sentence."""
    readings = analyze(word)
    if opening and word[0].isupper() and word[1:].islower():
        small = analyze(word[0].lower() + word[1:])
        if small[0].known or not readings[0].known:
            readings = small
        if word == "Мен":
            return Analysis("мен", "PRON", "Case=Nom|Number=Sing|Person=1|PronType=Prs", (), 1.0, True, 0.0)
    if len(readings) == 1 or readings[0].confidence > 0.995:
        return readings[0]
    table = weights()
    return max(readings, key=lambda r: r.score + sum(table.get(name, 0.0) for name in context_features(r, word, before, after)))


def read(words: Sequence[str], glued: Sequence[bool], starts: Sequence[bool]) -> Iterator[Analysis]:
    """The best reading of each word.

    `words` are normal forms in order, white space included; `glued` says that no white space stands before a word, `starts` that
    it opens a sentence.
    """
    full = [i for i, word in enumerate(words) if not word.isspace()]
    categories = {i: category(words[i]) for i in full}
    following = dict(zip(full, full[1:], strict=False))
    before, previous = "END", _SPACE
    last_word = ""
    for i, word in enumerate(words):
        if i not in categories:
            yield _SPACE
            continue
        clitic = _clitic(word) if glued[i] and last_word[-1:] in CLOSING_QUOTES and last_word else None
        if clitic is not None:
            reading = clitic
        else:
            after = following.get(i)
            next_category = "END" if after is None or starts[after] else categories[after]
            reading = choose(word, "END" if starts[i] else before, next_category, starts[i])
            reading = _function(reading, previous, next_category)
        yield reading
        before, previous, last_word = categories[i], reading, word


def _function(reading: Analysis, previous: Analysis, after: str) -> Analysis:
    """Auxiliaries after converbs, and demonstratives that stand alone."""
    if reading.pos == "VERB" and reading.lemma in AUXILIARIES:
        if previous.chain[-1:] and previous.chain[-1] in _CONVERBS and reading.lemma != "ет":
            return replace(reading, pos="AUX")
        if reading.lemma == "бол" and previous.pos in ("ADJ", "NOUN", "PROPN", "VERB", "AUX") and "Case=" not in previous.feats.replace("Case=Nom", ""):
            return replace(reading, pos="AUX")
    if reading.pos == "DET" and reading.lemma in _DEMONSTRATIVES and after in ("END", "PUNCT", "VERB", "CONV"):
        return replace(reading, pos="PRON", feats="Case=Nom|Number=Sing|" + reading.feats)
    return reading


def _clitic(word: str) -> Analysis | None:
    """The suffix of a quoted name as a token: `ның` after `»`."""
    if not (word[0].islower() or word[0] in "-‐‑"):
        return None
    found = suffix_reading(word)
    if found is None:
        return None
    feats = "|".join(sorted(["Clitic=Yes", *found[0].split("|")], key=str.lower))
    return Analysis(word.lstrip("-‐‑"), "PART", feats, found[1], 1.0, True, 0.0)
