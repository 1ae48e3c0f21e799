"""Russian tokens and sentences (razdel) as a spaCy tokenizer that keeps every character of the text.

razdel drops white space; spaCy stores one trailing space a token. Whatever else stands between tokens (line ends,
tabs, a second space, NBSP) becomes a white-space token, so that `doc.text == text` for every input.
"""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.lang.ru.norms import mend
from pipeline.lang.ru.sentences import later_sentences


class RazdelTokenizer:
    """Callable for `Language.tokenizer`: sets tokens, spaces and sentence starts."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        from razdel import tokenize

        readable = mend(text)
        words: list[str] = []
        spaces: list[bool] = []
        starts: list[int] = []
        end = 0
        for token in tokenize(readable):
            _gap(text[end : token.start], words, spaces, starts, end)
            words.append(text[token.start : token.stop])
            spaces.append(False)
            starts.append(token.start)
            end = token.stop
        _gap(text[end:], words, spaces, starts, end)
        # A sentence starts at its first word, the very first at the first character: white space belongs to the
        # sentence before it.
        later = set(later_sentences(readable)) if text.strip() else set()
        opens: list[bool | int | None] = [i == 0 or start in later for i, start in enumerate(starts)]
        return Doc(self.vocab, words=words, spaces=spaces, sent_starts=opens)


def _gap(white: str, words: list[str], spaces: list[bool], starts: list[int], start: int) -> None:
    """Store the white space between two tokens: the first blank on the token before, the rest as a token."""
    if white and words and white[0] == " ":
        spaces[-1] = True
        white, start = white[1:], start + 1
    if white:
        words.append(white)
        spaces.append(False)
        starts.append(start)
