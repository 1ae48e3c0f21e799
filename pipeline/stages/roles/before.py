"""A position before the name.

Russian: the noun agrees with the name in case; an outer noun takes an inner one in the genitive («заместителя министра
Титова»), so the walk goes outward over genitives. Kazakh: the noun stands right before the name and closes its phrase,
which reaches left over genitives and bare nouns («Қазақстанның сыртқы істер министрі Мұрат Нұртілеу»).
"""

from __future__ import annotations

from pipeline.schema import Mention
from pipeline.stages.roles.phrase import QUOTES, REACH, Clause, Phrase

_KK_INSIDE = frozenset({None, "Nom", "Gen"})


def position_before(clause: Clause, person: Mention) -> Phrase | None:
    """The phrase that ends where the name begins, or None."""
    first, last = clause.span_of(person)
    if last == 0:
        return None
    if clause.lexicon.code == "kk":
        return _kazakh(clause, first)
    return _russian(clause, first)


def _russian(clause: Clause, first: int) -> Phrase | None:
    case = clause.tokens[first].feat("Case")
    left = first
    while left > max(0, first - REACH) and clause.is_nominal(left - 1):
        left -= 1
    heads = [i for i in range(left, first) if clause.is_position(i)]
    chosen: int | None = None
    for i in reversed(heads):
        inner_is_genitive = chosen is None or clause.tokens[chosen].feat("Case") == "Gen"
        if not inner_is_genitive:
            break
        chosen = i
    # An outer noun in another case than the name («встретился с президентом директор Иванов») is another phrase.
    while chosen is not None and case and clause.tokens[chosen].feat("Case") not in (None, case):
        chosen = next((i for i in heads if i > chosen), None)
    if chosen is None or not _reaches(clause, chosen, first):
        return None
    return Phrase(_with_modifiers(clause, chosen), first, chosen, "before")


def _reaches(clause: Clause, head: int, first: int) -> bool:
    """Between the noun and the name stand only its complements: genitives, names, or prepositions with their nouns."""
    governed = False
    for i in range(head + 1, first):
        token = clause.tokens[i]
        if token.pos == "ADP":
            governed = True
        elif (
            not governed
            and token.pos in ("NOUN", "ADJ", "DET")
            and clause.owner[i] is None
            and token.feat("Case") not in (None, "Gen")
            and not clause.is_position(i)
        ):
            return False
    return True


def _with_modifiers(clause: Clause, head: int) -> int:
    """The first token of the adjectives, «бывший» and «и. о.» before the noun."""
    start = head
    case = clause.tokens[head].feat("Case")
    while start > 0:
        token = clause.tokens[start - 1]
        agrees = (
            token.pos in ("ADJ", "DET", "NUM")
            and token.feat("Case") in (None, case)
            and clause.owner[start - 1] is None
        )
        if not (agrees or clause.lemma(start - 1) in clause.lexicon.cues["former"]):
            break
        start -= 1
    return acting_start(clause, start)


def acting_start(clause: Clause, start: int) -> int:
    """Extend the phrase over «и. о.», «и.о.», «врио» right before it."""
    for width in (4, 3, 2, 1):
        if start >= width:
            words = "".join(token.text for token in clause.tokens[start - width : start]).lower()
            if words in clause.lexicon.cues["acting"]:
                return start - width
    return start


def _kazakh(clause: Clause, first: int) -> Phrase | None:
    head = first - 1
    if (
        head >= 0
        and "".join(t.text for t in clause.tokens[head:first]).lower() in clause.lexicon.cues["acting"]
    ):
        head -= 1
    if head < 0 or not clause.is_position(head):
        return None
    if clause.tokens[head].feat("Case") not in _KK_INSIDE:
        return None
    start = head
    while start > max(0, first - REACH):
        token = clause.tokens[start - 1]
        if not clause.is_nominal(start - 1) or (token.pos == "ADP" or token.pos == "ADV"):
            break
        if token.text not in QUOTES and token.feat("Case") not in _KK_INSIDE:
            break
        start -= 1
    return Phrase(start, first, head, "before")
