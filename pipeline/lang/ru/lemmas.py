"""Lemmas: pymorphy3 gives the readings of a form, the tagger's part of speech and features choose among them.

Conventions are those of Universal Dependencies: an infinitive for every verb form, participles included; the
masculine nominative for an adjective (also for a participle that the tagger calls one); a woman's surname stays
feminine («Ивановой» is иванова). Lemmas are lower case, with ё where the dictionary has it; to compare two, use `fold`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from pipeline.resources import lexicon

HARD = frozenset("бвгджзклмнпрстфхцчшщ")  # consonants that a masculine nominative may end in; й is apart
# What marks a reading as a name: of a person, a place, an organization, a brand; or an abbreviation.
NAME_GRAMMEMES = ("Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr")
_OF_PLACE = re.compile("[сц]к(ий|ая|ое|ие|ого|ой|их|ому|им|ими|ом|ую)$")
# What pymorphy calls the parts of speech that a tag may mean, the first the likeliest.
_POS = {
    "NOUN": ("NOUN",),
    "PROPN": ("NOUN",),
    "ADJ": ("ADJF", "ADJS", "COMP", "PRTF", "PRTS"),
    "VERB": ("VERB", "INFN", "PRTF", "PRTS", "GRND", "PRED"),
    "AUX": ("VERB", "INFN", "PRTF", "PRTS", "GRND"),
    "ADV": ("ADVB", "COMP", "PRED", "PRCL"),
    "PRON": ("NPRO", "ADJF"),
    "DET": ("ADJF", "NPRO", "NUMR"),
    "NUM": ("NUMR", "ADJF", "NOUN"),
    "ADP": ("PREP",),
    "CCONJ": ("CONJ", "PRCL"),
    "SCONJ": ("CONJ", "PRCL"),
    "PART": ("PRCL", "CONJ"),
    "INTJ": ("INTJ",),
}

# Universal features as pymorphy's grammemes; a value that stands for several has them all.
GRAMMEMES: dict[str, tuple[str, ...]] = {
    "Case=Nom": ("nomn",),
    "Case=Gen": ("gent", "gen1", "gen2"),
    "Case=Par": ("gen2", "gent"),
    "Case=Dat": ("datv",),
    "Case=Acc": ("accs", "acc2"),
    "Case=Ins": ("ablt",),
    "Case=Loc": ("loct", "loc1", "loc2"),
    "Case=Voc": ("voct", "nomn"),
    "Number=Sing": ("sing",),
    "Number=Plur": ("plur",),
    "Gender=Masc": ("masc", "ms-f"),
    "Gender=Fem": ("femn", "ms-f"),
    "Gender=Neut": ("neut",),
    "Animacy=Anim": ("anim",),
    "Animacy=Inan": ("inan",),
    "Aspect=Imp": ("impf",),
    "Aspect=Perf": ("perf",),
    "Person=1": ("1per",),
    "Person=2": ("2per",),
    "Person=3": ("3per",),
    "Tense=Past": ("past",),
    "Tense=Pres": ("pres",),
    "Tense=Fut": ("futr",),
    "VerbForm=Inf": ("INFN",),
    "VerbForm=Conv": ("GRND",),
    "VerbForm=Part": ("PRTF", "PRTS"),
    "VerbForm=Fin": ("VERB",),
    "Voice=Act": ("actv",),
    "Voice=Pass": ("pssv",),
    "Mood=Imp": ("impr",),
    "Variant=Short": ("ADJS", "PRTS"),
    "Degree=Cmp": ("COMP",),
    "Degree=Sup": ("Supr",),
}
_NAME_GRAMMEMES = ("Name", "Surn", "Patr", "Geox", "Orgn", "Trad")


@cache
def analyzer() -> Any:
    """pymorphy3's analyzer, loaded once a process (some 50 ms)."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=100_000)
def readings(form: str) -> tuple[Any, ...]:
    """pymorphy's readings of a lower-case form, the likeliest first."""
    return tuple(analyzer().parse(form))


def is_being(form: str) -> bool:
    """A capitalised word that the dictionary knows as a noun for somebody alive and as no name: «Внук» opens a sentence.

    >>> is_being("Внук"), is_being("Роман"), is_being("Кремль")
    (True, False, False)
    """
    found = [parse for parse in readings(form.lower()) if parse.is_known and "NOUN" in parse.tag]
    named = any(name in parse.tag for parse in found for name in _NAME_GRAMMEMES)
    return form[1:].islower() and not named and any("anim" in parse.tag for parse in found)


def is_adjective(form: str) -> bool:
    """An adjective of the dictionary, or one in -ский (шымкентской); Келес and Костаная only look like one."""
    lower = form.lower()
    return any(parse.is_known and "ADJF" in parse.tag for parse in readings(lower)) or bool(
        _OF_PLACE.search(lower)
    )


def is_common(form: str) -> bool:
    """A word of the dictionary, and in no reading a name or an abbreviation."""
    known = [parse.tag for parse in readings(form.lower()) if parse.is_known]
    return bool(known) and not any(name in tag for tag in known for name in NAME_GRAMMEMES)


def fold(word: str) -> str:
    """The form in which two words are compared: lower case, ё as е."""
    return word.lower().replace("ё", "е")


@cache
def _conventions() -> dict[tuple[str, str], str]:
    rows = lexicon("ru", "lemmas.tsv", ("form", "pos", "lemma", "example"), ("form", "pos"))
    return {(row["form"], row["pos"]): row["lemma"] for row in rows}


@lru_cache(maxsize=200_000)
def lemma(form: str, pos: str, feats: str) -> str:
    """The lemma of a form (any case) that the tagger gave universal part of speech `pos` and `feats` (`Case=Gen|…`)."""
    form = form.lower()
    conventions = _conventions()
    known = conventions.get((form, pos)) or conventions.get((form, ""))
    if known:
        return known
    if pos in ("PUNCT", "SYM", "X") or not any(char.isalpha() for char in form):
        return form
    if pos == "PROPN" and "Case=Nom" in feats and "Number=Plur" not in feats:
        return form  # most names are in no dictionary: what the tagger calls a nominative is one
    parse = choose(form, pos, feats)
    if parse is None:
        return form
    return _headword(parse, pos)


def choose(form: str, pos: str, feats: str) -> Any | None:
    """The reading that agrees best with the tag: part of speech first, then the count of agreeing features,
    then pymorphy's own order. None when pymorphy knows nothing at all of the form."""
    best, best_score = None, -1e9
    wanted = [GRAMMEMES[pair] for pair in feats.split("|") if pair in GRAMMEMES]
    classes = _POS.get(pos, ())
    for parse in readings(form):
        grammemes = parse.tag.grammemes
        if "UNKN" in grammemes:
            continue
        score = parse.score
        kind = str(parse.tag.POS)
        if kind in classes:
            score += 6.0 - 0.5 * classes.index(kind)
        score += 2.0 * sum(not grammemes.isdisjoint(values) for values in wanted)
        if pos == "PROPN" and not grammemes.isdisjoint(_NAME_GRAMMEMES):
            score += 1.5
        if pos == "DET" and "Apro" in grammemes:
            score += 1.0
        if score > best_score:
            best, best_score = parse, score
    return best


def _headword(parse: Any, pos: str) -> str:
    tag = parse.tag
    if pos == "PROPN" and "Surn" in tag and "femn" in tag:
        female = parse.inflect({"nomn", "sing", "femn"})
        if female is not None:
            return str(female.word)
    if pos == "ADJ" and tag.POS in ("PRTF", "PRTS"):
        full = parse.inflect({"PRTF", "masc", "sing", "nomn"})
        if full is not None:
            return str(full.word)
    return str(parse.normal_form)
