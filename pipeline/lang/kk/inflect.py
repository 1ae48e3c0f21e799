"""Inflection: the form of a lemma with given features, the way back from `analyze`."""

from __future__ import annotations

from functools import cache

from pipeline.lang.kk.alphabet import VOWELS, harmony
from pipeline.lang.kk.analyze import ud_feats
from pipeline.lang.kk.rank import ELISION_COLUMNS
from pipeline.lang.kk.suffixes import Chain, Suffix, attach, paths
from pipeline.resources import lexicon

_VOICED = {"п": "б", "к": "г", "қ": "ғ"}


@cache
def _paths(verbal: bool) -> dict[str, tuple[Suffix, ...]]:
    """UD features of a chain → its suffixes; of several chains with the same features the first (shortest) of the table."""
    table: dict[str, tuple[Suffix, ...]] = {}
    for path, feats in paths(verbal=verbal):
        chain = Chain(tuple(suffix.tag for suffix in path), tuple(sorted(feats.items())), verbal)
        key = ud_feats(chain)
        if key not in table or len(path) < len(table[key]):
            table[key] = path
    return table


@cache
def _short_stems() -> dict[str, str]:
    """Stems that lose their last vowel before a vowel: орын → орн."""
    return {row["stem"]: row["short"] for row in lexicon("kk", "elision.tsv", ELISION_COLUMNS, ("stem",))}


def inflect(lemma: str, pos: str, feats: str) -> str:
    """The form of a lemma: `inflect("кітап", "NOUN", "Case=Gen|Number=Sing")` → кітаптың; case of letters is kept.

    `pos` is VERB or AUX for verbs (the lemma is the bare stem), anything else is inflected as a noun. `feats` are UD features as
    `analyze` gives them, in any order; a noun without Case is nominative, without Number singular. Raises `ValueError` for features
    that no chain of Kazakh suffixes has.
    """
    verbal = pos in ("VERB", "AUX")
    wanted = dict(pair.split("=", 1) for pair in feats.split("|") if pair)
    if not verbal and "Degree" not in wanted:
        wanted = {"Case": "Nom", "Number": "Sing", **wanted}
    key = "|".join(
        f"{name}={value}" for name, value in sorted(wanted.items(), key=lambda item: item[0].lower())
    )
    path = _paths(verbal).get(key)
    if path is None:
        raise ValueError(f"no Kazakh {'verb' if verbal else 'noun'} form has the features {feats!r}")
    form, own_harmony = _stem_form(lemma, verbal=verbal, bare=not path), _harmony(lemma)
    for i, suffix in enumerate(path):
        attached = attach(form, suffix, own_harmony)
        if attached is None:
            raise ValueError(f"{lemma!r} cannot take the suffix {suffix.spelling!r}")
        form = _seam(form, attached, verbal=verbal) if i == 0 else attached
    return form


def _stem_form(lemma: str, *, verbal: bool, bare: bool) -> str:
    """Loans lose a consonant of a final cluster before any suffix: съезд → съез-, процесс → процес-, артист → артис-."""
    if verbal or bare or len(lemma) < 4:
        return lemma
    lower = lemma.lower()
    if lower.endswith(("зд", "ист")) or (lower[-1] == lower[-2] and lower[-1] not in VOWELS):
        return lemma[:-1]
    return lemma


def _harmony(lemma: str) -> int:
    """Surnames in -ов, -ев take the harmony of what they are made from: Тоқаевтың, Бектеновтің."""
    if lemma[:1].isupper() and lemma[1:].islower() and len(lemma) > 4 and lemma.endswith(("ов", "ев")):
        return harmony(lemma[:-2])
    return harmony(lemma)


def _seam(stem: str, attached: str, *, verbal: bool) -> str:
    """The sounds of the stem before a vowel: кітап → кітаб-, орын → орн-, тап → тауып, съезд → съез-."""
    tail = attached[len(stem) :]
    if not attached.startswith(stem) or not tail:
        return attached
    lower = stem.lower()
    if tail[0] not in VOWELS:
        return attached
    if lower in _short_stems():
        short = _short_stems()[lower]
        return stem[:1] + short[1:] + tail
    if not verbal and lower.endswith("ь"):
        return stem[:-1] + tail
    if lower[-1] in _VOICED and lower[-2:-1] in VOWELS and stem[-1].islower():
        if verbal and lower[-1] == "п" and tail[0] in "ыі":
            return stem[:-1] + "у" + tail
        return stem[:-1] + _VOICED[lower[-1]] + tail
    return attached


def dictionary_form(lemma: str, pos: str) -> str:
    """The form that dictionaries list: of a verb the gerund (айт → айту), of everything else the lemma."""
    return inflect(lemma, pos, "Case=Nom|VerbForm=Ger") if pos in ("VERB", "AUX") else lemma
