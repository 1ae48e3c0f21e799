"""Lexical attributes of Kazakh for spaCy: stop words, and what looks like a number."""

from __future__ import annotations

import re

# Pronouns, particles, postpositions and auxiliaries that carry no topic.
STOP_WORDS = frozenset(
    """
    ал алайда анау бар барлық басқа бері бір бірақ бірге бірнеше біз болады болған болды болып болса бойынша бұл бұрын бүкіл
    да де деген деді деп дейді дейін дейінгі едi еді екен емес енді ең ескере ет етіп ешкім және жоқ жөнінде иә итеру кейін кейбір
    керек кім қазір қай қайда қайта қандай қарай қарсы қатар қоса қой ғана ғой ма мен менің мені маған ме мұнда мұндай мұның мыс
    мына мынау не неге неше немесе ол олар оларды олардың онда оны оның осы осындай өз өзі өзінің өте өткен өткені пе
    сайын сен сенің сияқты сіз сіздер сол солай сондай сондықтан соң соның соны та тағы тағыда те тек туралы түрлі үшін
    ша шейін әлі әр әрі әрбір яғни
    """.split()
) - {"ескере", "итеру", "едi", "мыс"}
_CARDINALS = frozenset(
    "нөл бір екі үш төрт бес алты жеті сегіз тоғыз он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан жүз мың миллион миллиард триллион млн млрд трлн".split()
)
_DIGITS = re.compile(r"[+\-−±]?\d+(?:[.,:/]\d+)*(?:%|‰|°[CС]?)?(?:[-‐‑][^\W\d_]+)?$")
_ORDINAL = re.compile(r"(.+?)(?:[ыі]нш[ыі]|нш[ыі])$")
# Cardinals whose ordinal changes the stem: жиырма → жиырмасыншы, қырық → қырқыншы.
_CHANGED = {"жиырмас": "жиырма", "қырқ": "қырық"}


def like_num(text: str) -> bool:
    """Whether a token is a number: digits with or without a suffix, a fraction, a cardinal or ordinal word."""
    if _DIGITS.match(text):
        return True
    word = text.lower().rstrip(".")
    if word in _CARDINALS:
        return True
    match = _ORDINAL.match(word)
    if not match:
        return False
    stem = match.group(1)
    return _CHANGED.get(stem, stem) in _CARDINALS or stem + word[len(stem)] in _CARDINALS
