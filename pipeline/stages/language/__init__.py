"""Language: which stretches of the text are Russian, Kazakh, Kazakh in Latin script, or something else.

A paragraph is judged by its script and by naive Bayes over letter sequences; it is split between sentences where
whole sentences change the language. Inside a sentence every token is judged by the same scores and a two-state
Viterbi path, which pays for each change of language. What has no letters to judge takes its neighbours' language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.document import Block, Document, Passage
from pipeline.registry import registry
from pipeline.stages.base import Stage
from pipeline.stages.language.others import is_foreign_cyrillic, is_latin_kazakh
from pipeline.stages.language.words import NAME, WORD, script, text_score, word_score

OTHER = "other"
_CLOSING = frozenset(".,;:!?…»”)]'\"’|")
_SURE = 3.0  # log odds below which a text takes its neighbours' language
_SWITCH = 9.0  # log odds that a sentence must show to leave its paragraph's language
_CHANGE = 6.0  # what a change of language between two tokens costs
_FIRST = 3.0  # what it costs to begin in a language that is not the paragraph's
_MIXED = 0.15  # share of a second language from which a document counts as mixed
_SENTENCE_END = re.compile(
    r"[.!?…]+[»\"”)]*[ \u00a0\n\r\t]+(?=[«\"„“(–—-]?[ \u00a0]?[^\W\d_a-zа-яәғқңөұүһі])"
)


@registry.stages("language.v1")
def make_language() -> Stage:
    """Makes `passages` of the blocks that are read, and the document's language."""

    def run(documents: Sequence[Document]) -> None:
        for document in documents:
            document.passages = passages(document)
            document.language = _document_language(document.passages)

    return Stage("language", reads=("text", "blocks"), writes=("passages", "language"), run=run)


def passages(document: Document) -> list[Passage]:
    """The stretches of one language in the read blocks; they cover the blocks up to the white space at their ends."""
    blocks = [(i, block) for i, block in enumerate(document.blocks) if block.is_read]
    judged = [judge(document.text[block.start_char : block.end_char]) for _, block in blocks]
    if not any(judged):  # a headline alone has no neighbours: the little that it says must do
        judged = [judge(document.text[block.start_char : block.end_char], sure=0.0) for _, block in blocks]
    langs = _inherited(judged)
    made: list[Passage] = []
    for (i, block), lang in zip(blocks, langs, strict=True):
        made += _split(document.text, i, block, lang)
    return made


def judge(text: str, sure: float = _SURE) -> str | None:
    """ru, kk, kk-Latn or other; None where the text does not say (no letters, a name or two).

    `sure` are the log odds that either language needs.
    """
    kind = script(text)
    if kind is None:
        return None if len(WORD.findall(text)) < 3 else OTHER
    if kind == "latin":
        if is_latin_kazakh(text):
            return "kk-Latn"
        return OTHER if len(WORD.findall(text)) > 3 else None
    if is_foreign_cyrillic(text):
        return OTHER
    score = text_score(text)
    if abs(score) <= sure:
        return None
    return "ru" if score > 0 else "kk"


def token_languages(words: Sequence[str], lang: str) -> list[str]:
    """The language of each token of a sentence in a passage of language `lang`: ru, kk, kk-Latn or other.

    In a Russian or Kazakh passage the likeliest path through both (Viterbi); tokens without Cyrillic letters go with
    their neighbours, so names keep the language that they stand in. In Latin Kazakh only Cyrillic words leave it.
    """
    if lang == "kk-Latn":
        scores = [word_score(word) for word in words]
        return [lang if score == 0 else "ru" if score > 0 else "kk" for score in scores]
    if lang not in ("ru", "kk"):
        return [lang] * len(words)
    # A capital inside a sentence is mostly a name, and names of one language stand in the other unchanged.
    scores = [word_score(word) * (NAME if i and word[:1].isupper() else 1) for i, word in enumerate(words)]
    sign = 1 if lang == "ru" else -1
    # The common case: nothing that speaks for the other language.
    if all(score * sign >= -_CHANGE / 2 for score in scores):
        return [lang] * len(words)
    return _viterbi(words, scores, lang)


def _viterbi(words: Sequence[str], scores: Sequence[float], lang: str) -> list[str]:
    ru, kk = (0.0, -_FIRST) if lang == "ru" else (-_FIRST, 0.0)
    back: list[tuple[bool, bool]] = []  # whether the best path into (ru, kk) comes from ru
    for score in scores:
        from_ru = (ru >= kk - _CHANGE, ru - _CHANGE > kk)
        back.append(from_ru)
        ru, kk = max(ru, kk - _CHANGE) + score / 2, max(kk, ru - _CHANGE) - score / 2
    is_ru = ru >= kk
    path: list[str] = []
    for into_ru, into_kk in reversed(back):
        path.append("ru" if is_ru else "kk")
        is_ru = into_ru if is_ru else into_kk
    path.reverse()
    return _closed(path, words)


def _closed(path: list[str], words: Sequence[str]) -> list[str]:
    """Signs that close belong to the words before them: a change of language comes after a full stop."""
    for i in range(1, len(path)):
        if words[i] and words[i][0] in _CLOSING:
            path[i] = path[i - 1]
    return path


def _inherited(judged: Sequence[str | None]) -> list[str]:
    """Undecided blocks take the language of the decided one before them, else after them, else `other`."""
    langs: list[str] = []
    following = next((lang for lang in judged if lang), OTHER)
    for lang in judged:
        following = lang or following
        langs.append(following)
    return langs


def _split(text: str, block_i: int, block: Block, lang: str) -> list[Passage]:
    """The block as one passage, or as several where whole sentences are in the other language."""
    if lang not in ("ru", "kk"):
        return [Passage(block.start_char, block.end_char, lang, block_i)]
    starts = [block.start_char]
    starts += [match.end() for match in _SENTENCE_END.finditer(text, block.start_char, block.end_char)]
    starts = [start for start in starts if start < block.end_char]
    made: list[Passage] = []
    for start, end in zip(starts, [*starts[1:], block.end_char], strict=True):
        own = _sentence_language(text[start:end], lang)
        if made and made[-1].lang == own:
            made[-1].end_char = end
        else:
            made.append(Passage(start, end, own, block_i))
    return made


def _sentence_language(sentence: str, lang: str) -> str:
    """The language of a sentence in a paragraph of language `lang`: another one only on strong evidence."""
    score = text_score(sentence)
    if script(sentence) == "latin" and is_latin_kazakh(sentence) and len(WORD.findall(sentence)) >= 4:
        return "kk-Latn"
    if lang == "ru":
        return "kk" if score < -_SWITCH else lang
    return "ru" if score > _SWITCH else lang


def _document_language(made: Sequence[Passage]) -> str | None:
    """The language of most characters; `mixed` when a second one has a seventh of them; None without passages."""
    sizes: Counter[str] = Counter()
    for passage in made:
        sizes[passage.lang] += passage.end_char - passage.start_char
    if not sizes:
        return None
    (first, _), *rest = sizes.most_common()
    if rest and rest[0][1] >= _MIXED * sizes.total() and rest[0][0] != OTHER:
        return "mixed"
    return first
