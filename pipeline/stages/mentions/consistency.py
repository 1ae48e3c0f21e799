"""One name, one label, found everywhere: what a document calls an organization once is one in all of the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.lang.ru.full import is_full_name
from pipeline.stages.mentions.words import Candidate, Words, word_set

WEIGHT = 2.5
# A longer word in capitals is one of a headline, or a surname as some papers print it.
LONGEST_ABBREVIATION = 5
# A surname of the document longer than this is it also where a sentence opens.
LONG_SURNAME = 4


def key(words: Words, start: int, end: int) -> tuple[str, ...]:
    """What two mentions of one name share: lemmas without endings and case, ё as е, quotes left out.

    Abbreviations are compared as they are written, without an ending after a hyphen.
    """
    parts: list[str] = []
    for i in range(start, end):
        norm = words.norms[i]
        if not any(char.isalnum() for char in norm):
            continue
        bare = norm.split("-")[0]
        if 1 < len(bare) <= LONGEST_ABBREVIATION and bare.isupper():
            parts.append(bare)
        else:
            parts.append(words.tokens[i].lemma.lower().replace("ё", "е"))
    return tuple(parts)


def one_label(words: Words, mentions: Sequence[Candidate]) -> list[Candidate]:
    """Every name has the label that its mentions give the most weight; a person's surname counts for the person."""
    totals: dict[tuple[str, ...], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    keys = [key(words, mention.start, mention.end) for mention in mentions]
    for mention, own in zip(mentions, keys, strict=True):
        totals[own][mention.label] += mention.weight
        if mention.label == "person" and len(own) > 1:
            totals[own[-1:]]["person"] += 2 * mention.weight
    found: list[Candidate] = []
    for mention, own in zip(mentions, keys, strict=True):
        votes = totals[own]
        label = max(sorted(votes), key=lambda name: votes[name])
        if label != mention.label:
            mention = replace(mention, label=label, rule=f"{mention.rule}+document", place_kind=None)
        found.append(mention)
    return found


def repeated(words: Words, mentions: Sequence[Candidate]) -> list[Candidate]:
    """Candidates for names of the document that stand elsewhere unnoticed, in whatever case; persons also by surname alone."""
    known: dict[tuple[str, ...], Candidate] = {}
    given: dict[tuple[str, ...], Candidate] = {}  # Kazakh texts name persons again by their given names
    for mention in mentions:
        own = key(words, mention.start, mention.end)
        if not own or mention.confidence < 0.6:
            continue
        if mention.label == "person" and len(own) > 1 and len(own[-1]) > 2:
            known.setdefault(own[-1:], replace(mention, rule="surname"))
            if words.lang(mention.start) == "kk" and len(own[0]) > LONG_SURNAME:
                given.setdefault(own[:1], replace(mention, rule="given"))
        if len(own) > 1 or len(own[0]) > 2:
            known.setdefault(own, mention)
    known = {**given, **known}
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for own in known:
        by_first[own[0]].append(own)
    found: list[Candidate] = []
    covered = {i for mention in mentions for i in range(mention.start, mention.end)}
    for i in range(len(words)):
        if i in covered or not (words.is_capital(i) or words.norms[i].isupper()):
            continue
        for own in by_first.get((key(words, i, i + 1) or ("",))[0], ()):
            end = i + len(own)
            if (
                not words.same_block(i, end - 1)
                or key(words, i, end) != own
                or not covered.isdisjoint(range(i, end))
            ):
                continue
            model = known[own]
            if _fits(words, i, end, model):
                found.append(
                    Candidate(
                        i, end, model.label, min(model.confidence, 0.9), "document", WEIGHT, model.place_kind
                    )
                )
    return found


def split_persons(words: Words, mentions: Sequence[Candidate]) -> Iterator[Candidate]:
    """«адвокат Есенова Дина Рау»: the surname of another person of the document, in another case, opens no name."""
    surnames = {key(words, m.start, m.end)[-1:] for m in mentions if m.label == "person" and m.length > 1}
    for mention in mentions:
        first, last = words.tokens[mention.start], words.tokens[mention.end - 1]
        mixed = mention.label == "person" and mention.length > 2 and first.lang == "ru"
        if (
            mixed
            and first.feat("Case") == "Gen" != last.feat("Case")
            and key(words, mention.start, mention.start + 1) in surnames
        ):
            yield replace(mention, end=mention.start + 1, rule=f"{mention.rule}+split")
            yield replace(mention, start=mention.start + 1, rule=f"{mention.rule}+split")
        elif mixed and words.opens(mention.start) and _is_post(words, mention):
            yield replace(mention, start=mention.start + 1, rule=f"{mention.rule}+post")
        else:
            yield mention


def _is_post(words: Words, mention: Candidate) -> bool:
    """«Аким Ерлан Сатов»: a post that is a given name, too, before a full name."""
    return words.norms[mention.start].lower() in word_set("post_and_name", "ru") and is_full_name(
        *words.norms[mention.start + 1 : mention.start + 3]
    )


def _fits(words: Words, start: int, end: int, model: Candidate) -> bool:
    """A common noun at the start of a sentence, or an adjective, is not the name that it looks like."""
    if end - start > 1:
        return True
    token = words.tokens[start]
    if token.pos == "ADJ" and words.norms[model.start] != token.norm:
        return False
    if model.rule == "surname" and len(token.norm) > LONG_SURNAME:
        return True
    return not (words.sentence_starts[start] and token.pos not in ("PROPN", "X") and not token.norm.isupper())
