"""The organization of a position that is told by a common noun: «директор предприятия», «институттың қызметкері».

The noun stands for an organization that the document named before: one that carries the noun («Всемирный банк» for «представитель
банка»), or, for companies, the last name that is no institution's. Territories («глава города») stay words of the position.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.document import Document
from pipeline.schema import Mention, Token
from pipeline.stages.roles.lexicon import Positions, plain
from pipeline.stages.roles.phrase import Clause, Tie

_FAR = 40  # mentions looked back at; what was named earlier is another story


def understood(clause: Clause, tie: Tie, words: Sequence[Token]) -> tuple[Mention | None, Sequence[Token]]:
    """The organization that a common noun of the position stands for, and the position's words without that noun; None and all
    words where none was named."""
    noun = _common_noun(clause, tie, words)
    if noun is None:
        return None, words
    found = _antecedent(clause, noun)
    return (found, [word for word in words if word is not noun]) if found else (None, words)


def _common_noun(clause: Clause, tie: Tie, words: Sequence[Token]) -> Token | None:
    """The organization's noun with nothing of its own: the last word in Russian, the first in Kazakh."""
    if len(words) < 2 or tie.phrase.employers or tie.phrase.state:
        return None
    if clause.lexicon.code == "kk":
        noun = words[0]
    else:
        at = next((n for n, word in enumerate(words) if word is clause.tokens[tie.phrase.head]), 0) + 1
        if at >= len(words) or (at + 1 < len(words) and words[at + 1].pos != "ADP"):
            return None  # «компании» of «директор компании по продажам», not of «директор компании сына»
        noun = words[at]
    if noun is clause.tokens[tie.phrase.head] or noun.feat("Case") not in ("Gen", "Nom", None):
        return None
    kind = clause.lexicon.cues["generic"].get(plain(noun.lemma))
    return noun if kind is not None and kind != "territory" else None


def _antecedent(clause: Clause, noun: Token) -> Mention | None:
    """The nearest organization before the noun that it can stand for."""
    document, lexicon = clause.document, clause.lexicon
    mentions = document.mentions
    end = bisect_left(mentions, noun.start_char, key=_first)
    lemma = plain(noun.lemma)
    company = lexicon.cues["generic"][lemma] == "company"
    for mention in reversed(mentions[max(0, end - _FAR) : end]):
        if mention.label != "organization":
            continue
        kinds = _kinds(document, mention, lexicon)
        if lemma in kinds or (company and all(lexicon.cues["generic"][kind] == "company" for kind in kinds)):
            return mention
    return None


def _kinds(document: Document, mention: Mention, lexicon: Positions) -> set[str]:
    """The nouns in a name, and right before it, that tell what kind of organization it is."""
    tokens = document.tokens_in(mention.start_char, mention.end_char)
    first = tokens[0].token_i if tokens else 0
    before = [token for token in document.tokens[max(0, first - 2) : first] if token.text not in '«"“„']
    return {
        plain(token.lemma)
        for token in [*before[-1:], *tokens]
        if plain(token.lemma) in lexicon.cues["generic"]
    }


def _first(mention: Mention) -> int:
    return mention.start_char
