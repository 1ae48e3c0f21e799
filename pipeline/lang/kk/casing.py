"""Words in capitals as they would be written in running text, for the name tagger: ALMATY, ЕСЕНОВ."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lang.kk.latin import latin_to_kk

# Up to this length a word in capitals is taken for an abbreviation.
_SHORT = 4
# More words in capitals in a row are a headline: nothing tells its names from its other words.
_ROW = 2


def name_case(words: Sequence[str], *, latin: bool = False) -> list[str]:
    """The words of a sentence, long ones in capitals with one capital; in Latin Kazakh (`latin`) also in Cyrillic.

    >>> name_case(["Ерлан", "ДОСОВ", ",", "БҰҰ"])
    ['Ерлан', 'Досов', ',', 'БҰҰ']
    """
    cased = list(words)
    run: list[int] = []
    for i in range(len(words) + 1):
        word = words[i] if i < len(words) else ""
        if word.isupper() and len(word) > 1 and word.isalpha():
            run.append(i)
            continue
        if len(run) <= _ROW:
            for j in run:
                if len(words[j]) > _SHORT and (latin or not words[j].isascii()):
                    cased[j] = (latin_to_kk(words[j]) if latin else words[j]).capitalize()
        run = []
    return cased
