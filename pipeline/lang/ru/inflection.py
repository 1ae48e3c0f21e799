"""Putting single Russian words into the nominative; the letters' case of the original is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from pipeline.lang.ru.lemmas import HARD, choose, fold, readings
from pipeline.lang.ru.syllabic import syllabic
from pipeline.resources import lexicon
from pipeline.schema import Token

QUOTES_OPEN = frozenset("«“„\"'‹‘”")
QUOTES_CLOSE = frozenset("»”“\"'›’")
QUOTES = QUOTES_OPEN | QUOTES_CLOSE
# An abbreviation of masculine gender with its case ending in small letters, МИДа: stem, then ending. Only stems in a
# consonant take endings; before the run of capitals a shortened word may stand, АвтоВАЗа.
_DECLINED = re.compile(r"([А-ЯЁа-яё]*[А-ЯЁ][БВГДЖЗЙКЛМНПРСТФХЦЧШЩ])(а|у|е|ом|ем|ы|и|ов|ев|ей|ам|ами|ах)")
_PLURAL_ENDINGS = frozenset(["ы", "и", "ов", "ев", "ей", "ам", "ами", "ах"])
_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}


def like(word: str, model: str) -> str:
    """`word` in the letter case of `model`, part by part between hyphens; without ё where the model writes none.

    >>> like("министерство", "Министерства"), like("нью-йорк", "Нью-Йорка"), like("рф", "РФ")
    ('Министерство', 'Нью-Йорк', 'РФ')
    >>> like("мегафон", "МегаФона")
    'МегаФон'
    """
    if "ё" not in model.lower():
        word = word.replace("ё", "е")
    parts, models = word.split("-"), model.split("-")
    if len(parts) != len(models):
        models = [model] * len(parts)
    return "-".join(_shape(part, pattern) for part, pattern in zip(parts, models, strict=True))


def _shape(word: str, model: str) -> str:
    letters = [char for char in model if char.isalpha()]
    if len(letters) > 1 and all(char.isupper() for char in letters):
        return word.upper()
    if not letters or not letters[0].isupper():
        return word
    # Capitals inside a name stay on their letters, as far as the two words are the same: МегаФона, МегаФон.
    same = 0
    while same < min(len(word), len(model)) and fold(word[same]) == fold(model[same]):
        same += 1
    kept = "".join(
        char.upper() if pattern.isupper() else char
        for char, pattern in zip(word[:same], model[:same], strict=True)
    )
    shaped = kept + word[same:]
    return shaped[:1].upper() + shaped[1:]


def is_abbreviation(word: str) -> bool:
    """Written mostly in capitals, or with digits or Latin letters: such a word is not declined (КИСИ, ГРЭС-2, KASE)."""
    letters = [char for char in word if char.isalpha()]
    if (
        not letters
        or any(char.isdigit() for char in word)
        or any("a" <= char.lower() <= "z" for char in letters)
    ):
        return True
    return len(letters) > 1 and sum(char.isupper() for char in letters) > len(letters) / 2


def declined_abbreviation(word: str) -> tuple[str, str] | None:
    """Nominative and number of an abbreviation that carries a case ending; None for any other word.

    >>> declined_abbreviation("МИДе"), declined_abbreviation("ВУЗов"), declined_abbreviation("НАТО")
    (('МИД', 'sing'), ('ВУЗы', 'plur'), None)
    """
    found = _DECLINED.fullmatch(word)
    if found is None:
        return None
    stem, ending = found.groups()
    if ending not in _PLURAL_ENDINGS:
        return stem, "sing"
    return stem + ("и" if stem[-1] in "ГКХЖШЩЧЙ" else "ы"), "plur"


@cache
def _heads() -> frozenset[str]:
    rows = lexicon("ru", "name_heads.tsv", ("lemma", "label", "quoted", "phrase", "example"), ("lemma",))
    return frozenset(row["lemma"] for row in rows)


def noun_nominative(token: Token) -> tuple[str, str, str]:
    """Nominative of a noun with its gender and number as pymorphy names them: `("путь", "masc", "sing")`.

    A word that pymorphy cannot put there stays as it is.
    """
    word = token.norm
    number = "plur" if token.feat("Number") == "Plur" else "sing"
    gender = _GENDERS.get(token.feat("Gender") or "", "")
    declined = declined_abbreviation(word)
    if declined is not None:
        return declined[0], "masc", declined[1]
    if is_abbreviation(word):
        return word, gender, number
    joined = syllabic(word)
    if joined is not None:
        return like(joined, word), "masc" if joined[-1] in HARD else gender, number
    parse = choose(word.lower(), token.pos if token.pos in ("NOUN", "PROPN") else "NOUN", token.feats)
    if parse is not None and not parse.is_known:
        # Words like «акимат» are in no dictionary, but in our own table of what names begin with.
        parse = next(
            (p for p in readings(word.lower()) if p.normal_form in _heads() and "plur" not in p.tag), parse
        )
        if parse.normal_form in _heads():
            return like(str(parse.normal_form), word), str(parse.tag.gender or gender), "sing"
    if parse is None or parse.tag.POS != "NOUN":
        return word, gender, number
    if not parse.is_known and {"plur", "gent"} <= parse.tag.grammemes and word[-1].lower() in HARD:
        return word, "masc", "sing"  # «Алтынсар»: sooner one thing than many of «Алтынсара»
    number = str(parse.tag.number or number)
    gender = str(parse.tag.gender or gender)
    if token.feat("Case") == "Nom" and "nomn" in parse.tag:
        return word, gender, number
    if gender == "neut" and number == "sing" and not parse.is_known and token.feat("Gender") == "Masc":
        # Only the nominative tells a masculine from a neuter: of unknown words (Русала) the tagger saw more context.
        bare = str(parse.normal_form)
        if bare.endswith("о") and not word.lower().endswith("о"):
            return like(bare[:-1], word), "masc", number
    form = parse.inflect({"nomn", number})
    return (like(str(form.word), word) if form is not None else word), gender, number


def adjective_nominative(token: Token, gender: str, number: str) -> str:
    """Nominative of an adjective, participle or ordinal that agrees with a noun of that gender and number."""
    word = token.norm
    if is_abbreviation(word):
        return word
    pos = token.pos if token.pos in ("ADJ", "VERB", "DET", "NUM") else "ADJ"
    parse = choose(word.lower(), pos, token.feats)
    if parse is None or parse.tag.POS not in ("ADJF", "PRTF"):
        return word
    wanted = (
        {"nomn", "plur"}
        if number == "plur"
        else {"nomn", "sing", *([gender] if gender in _GENDERS.values() else [])}
    )
    form: Any = parse.inflect(wanted)
    if form is None:
        return word
    if fold(str(form.word))[:3] != fold(word)[:3] or "Supr" in parse.tag:
        return _by_ending(word, gender, number)  # «высшего» would become «высочайший»
    return like(str(form.word), word)


def _by_ending(word: str, gender: str, number: str) -> str:
    """Nominative of a superlative by its letters alone: высшего → высший."""
    endings = ("ими", "его", "ему", "ей", "ую", "их", "им", "ем", "ая", "ее", "ие", "ий")
    ending = next((e for e in endings if word.lower().endswith(e)), "")
    if not ending:
        return word
    new = "ие" if number == "plur" else {"femn": "ая", "neut": "ее"}.get(gender, "ий")
    return word[: len(word) - len(ending)] + like(new, ending)


def is_adjective(token: Token) -> bool:
    """The dictionary knows the word as an adjective or participle and as nothing else."""
    known = [parse.tag.POS for parse in readings(token.norm.lower()) if parse.is_known]
    return bool(known) and all(pos in ("ADJF", "PRTF") for pos in known)


def is_noun(token: Token) -> bool:
    """The dictionary knows the word as a noun and as nothing else, names begin with it (`name_heads.tsv`), or it is an
    abbreviation with a case ending."""
    parses = readings(token.norm.lower())
    known = [parse.tag.POS for parse in parses if parse.is_known]
    return (
        bool(known)
        and all(pos == "NOUN" for pos in known)
        or declined_abbreviation(token.norm) is not None
        or any(parse.normal_form in _heads() and parse.tag.POS == "NOUN" for parse in parses)
    )


def surface(tokens: Sequence[Token], words: Sequence[str]) -> str:
    """Words put together with the spacing of their tokens; a line end or several blanks become one blank."""
    parts: list[str] = []
    for i, (token, word) in enumerate(zip(tokens, words, strict=True)):
        if i and token.start_char > tokens[i - 1].end_char:
            parts.append(" ")
        parts.append(word)
    return "".join(parts)


def without_quotes(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens inside, when one pair of quotes stands round the whole: «Росатома» but not «Даму» қоры."""
    if len(tokens) < 3 or tokens[0].text not in QUOTES_OPEN or tokens[-1].text not in QUOTES_CLOSE:
        return tokens
    inner = [token.text for token in tokens[1:-1]]
    depth = 0
    for text in inner:
        if text == "«":
            depth += 1
        elif text == "»":
            depth -= 1
            if depth < 0:
                return tokens
    plain = sum(text in '"“”' for text in inner)
    return tokens[1:-1] if plain % 2 == 0 else tokens


def genitive(lemma: str) -> str:
    """The genitive of a noun in its number: доклад, доклада; the word itself when the dictionary does not know it.

    >>> genitive("доклад"), genitive("письмо")
    ('доклада', 'письма')
    """
    for parse in readings(lemma):
        if "NOUN" in parse.tag and "nomn" in parse.tag:
            form = parse.inflect({"gent", "sing"} if "sing" in parse.tag else {"gent"})
            if form is not None:
                return str(form.word)
    return lemma
