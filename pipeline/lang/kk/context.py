"""The best reading of each word in its sentence: the readings of the word alone, weighed by what stands before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import inf

from pipeline.lang.kk.analyze import Analysis, analyze, suffix_reading
from pipeline.lang.kk.families import families
from pipeline.lang.kk.names import bare_names, strip_case
from pipeline.lang.kk.rank import lexemes, weights
from pipeline.lang.kk.tokenizer import CLOSING_QUOTES

_SPACE = Analysis("", "SPACE", "", (), 1.0, True, 0.0)
# Verbs that lean on a verb in a converb form before them.
AUXILIARIES = frozenset(("ал", "бер", "бол", "жат", "жүр", "жібер", "кел", "қал", "қой", "отыр", "тұр"))
# A reading so much better than the others is right in every context.
_SURE = 0.99
_CONVERBS = frozenset(("CONV", "CONV_IMP"))
_NO_NOUN = frozenset(("END", "PUNCT", "VERB", "CONV", "OTHER"))
_OPEN = frozenset(("NOUN", "PROPN", "ADJ", "ADV", "VERB", "X"))
_TAGS = {"Gen": "GEN", "Dat": "DAT", "Acc": "ACC", "Loc": "LOC", "Abl": "ABL", "Ins": "INS"}
_I = Analysis("мен", "PRON", "Case=Nom|Number=Sing|Person=1|PronType=Prs", (), 1.0, True, 0.0)
_DEMONSTRATIVES = frozenset(("бұл", "осы", "сол"))


@lru_cache(maxsize=1 << 16)
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
    last = (
        reading.chain[-1]
        if reading.chain
        else f"bare:{reading.pos}"
        if reading.pos in ("ADJ", "ADV")
        else "bare"
    )
    found = [f"{last}>{after}", f"{before}>{last}"]
    if not reading.chain and word[-2:].lower() in ("ты", "ті", "ды", "ді", "лы", "лі"):
        found.append(f"-лы>{after}")
    if "P3" in reading.chain:
        found.append(f"{before}>>P3")
    return found


@lru_cache(maxsize=1 << 16)
def choose(word: str, before: str, after: str, opening: bool) -> Analysis:
    """The best reading of a word between neighbours of two categories; `opening` says that its capital is that of a sentence."""
    # мен joins nouns; where no noun stands before it, it is the pronoun.
    if before in _NO_NOUN and word.lower() == "мен":
        return _I
    readings = analyze(word)
    if word[0].isupper() and word[1:].islower() and readings[0].pos in _OPEN:
        small = analyze(word[0].lower() + word[1:])
        name = _name_reading(word)
        if _is_name(name, small[0], opening=opening):
            return name
        readings = small
    if len(readings) == 1 or readings[0].confidence > _SURE:
        return readings[0]
    weight = weights().get
    best, most = readings[0], -inf
    for reading in readings:
        points = reading.score
        for feature in context_features(reading, word, before, after):
            points += weight(feature, 0.0)
        if points > most:
            best, most = reading, points
    return best


def _name_reading(word: str) -> Analysis:
    """A capitalised word as a name: its nominative and case as `names` decides them."""
    base, case = strip_case(word)
    return Analysis(
        base,
        "PROPN",
        f"Case={case or 'Nom'}|Number=Sing",
        (_TAGS[case],) if case else (),
        0.9,
        families()[base.lower()].name > 0,
        0.0,
    )


def _is_name(name: Analysis, small: Analysis, *, opening: bool) -> bool:
    """Whether a capitalised word is a name rather than the common word `small`: which of the two is better attested.

    Inside a sentence a capital speaks for the name, at its start it says nothing.
    """
    if small.pos not in _OPEN:
        return False
    lemma = small.lemma.lower()
    family = families()[lemma]
    # Verbs have four times the forms of nouns.
    common = family.verbal / 4 if small.pos == "VERB" else family.nominal
    if lemma in lexemes():
        common += 20
    attested = families()[name.lemma.lower()].name + (20 if name.lemma.lower() in bare_names() else 0)
    if opening:
        return attested > common + 1
    return 4 * attested + 4 > common


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
        if previous.chain[-1:] and previous.chain[-1] in _CONVERBS:
            return reading._replace(pos="AUX")
        if (
            reading.lemma == "бол"
            and previous.pos in ("ADJ", "NOUN", "PROPN", "VERB", "AUX")
            and "Case=" not in previous.feats.replace("Case=Nom", "")
        ):
            return reading._replace(pos="AUX")
    if (
        reading.pos == "DET"
        and reading.lemma in _DEMONSTRATIVES
        and after in ("END", "PUNCT", "VERB", "CONV")
    ):
        return reading._replace(pos="PRON", feats="Case=Nom|Number=Sing|" + reading.feats)
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
