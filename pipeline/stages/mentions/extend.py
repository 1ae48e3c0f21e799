"""Names that are longer than what finders see of them: the territory after an office, its owner, the rest of the quotes,
initials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.stages.mentions.heads import head_at, is_legal_form
from pipeline.stages.mentions.merge import LEAST
from pipeline.stages.mentions.quotes import quoted_names
from pipeline.stages.mentions.words import QUOTES, Candidate, Words

# Words and marks of a name in quotes that is surely no quotation.
SHORT_NAME = 6
_WHOLE = frozenset(("country", "world_region", "union"))
_INITIAL = re.compile(r"[^\W\d_]\.")


def with_country(words: Words, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Минтранс РФ, МИД Казахстана, ГУ МВД России по Самарской области: an office and the territory after it are one name.

    Yields the joined candidates; the state must be a place (or an abbreviation of one) in the genitive, what «по»
    governs a part of a state (прогноз МВФ по Казахстану is no office).
    """
    found = list(candidates)
    places = {c.start: c for c in found if c.label == "place" and c.length <= 3}
    for office in found:
        if office.label != "organization" or words.lang(office.start) != "ru":
            continue
        start = office.start
        if (
            words.norms[start].isupper()
            and words.same_block(start - 1, start)
            and is_legal_form(words, start - 1)
        ):
            start -= 1  # ГУ МВД, АО КТЖ
        joined = [office]
        state = places.get(office.end)
        if state is not None and words.norms[office.end - 1] not in QUOTES and _is_owner(words, state.start):
            joined.append(state)
        end = joined[-1].end
        region = places.get(end + 1)
        if (
            region is not None
            and words.same_block(office.start, end)
            and words.norms[end] == "по"
            and region.place_kind not in _WHOLE
        ):
            joined.append(region)
        if (start < office.start or len(joined) > 1) and words.same_block(start, joined[-1].start):
            yield Candidate(
                start,
                joined[-1].end,
                "organization",
                min(part.confidence for part in joined),
                f"{office.rule}+state",
                max(part.weight for part in joined),
            )


def with_number(words: Words, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Есильский районный суд № 2, Школа № 5: the number behind an organization belongs to its name."""
    for part in candidates:
        i = part.end
        if (
            part.label == "organization"
            and words.same_block(part.start, i + 1)
            and words.norms[i] == "№"
            and words.norms[i + 1].isdigit()
            and words.norms[i - 1] not in QUOTES
            and head_at(words, i - 1) is not None
        ):
            yield replace(part, end=i + 2, rule=f"{part.rule}+number")


def whole_quotes(words: Words, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """«Уральской стали»: a finder that sees the first words of a short name in quotes means all of it."""
    ends = {
        quoted.start + 1: quoted.end - 1
        for quoted in quoted_names(words)
        if quoted.end - quoted.start <= SHORT_NAME
    }
    for part in candidates:
        end = ends.get(part.start, part.end)
        if part.label == "organization" and end > part.end and part.weight >= LEAST:
            yield replace(part, end=end, rule=f"{part.rule}+quotes", weight=part.weight + 1.0)


def with_initials(words: Words, mentions: Iterable[Candidate]) -> Iterator[Candidate]:
    """The mentions, persons with the initials that stand before them: Б.Обама."""
    last = 0
    for mention in mentions:
        start = mention.start
        while mention.label == "person" and (size := _initial(words, start)) and start - size >= last:
            start -= size
        last = mention.end
        yield mention if start == mention.start else replace(mention, start=start)


def _initial(words: Words, start: int) -> int:
    """How many words the initial before word `start` takes: none, one (the Kazakh tokenizer leaves its stop on), two."""
    for size in (1, 2):
        i = start - size
        if words.same_block(i, start) and words.is_capital(i) and _INITIAL.fullmatch(words.text(i, start)):
            return size
    return 0


def _is_owner(words: Words, i: int) -> bool:
    token = words.tokens[i]
    return (
        token.lang == "ru"
        and not words.sentence_starts[i]
        and (token.norm.isupper() or token.feat("Case") == "Gen")
    )


def with_owner(words: Words, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Центральная дирекция инфраструктуры ОАО «РЖД»: a phrase and the organization right after it, which it is a part of;
    Национальный театр «Сахна»: a phrase and the name in quotes right after it."""
    found = list(candidates)
    owners = {c.start: c for c in found if c.rule in ("quotes.form", "form.bare")}
    quoted = {c.start - 1: c for c in found if c.rule == "quotes.generic"}
    for part in found:
        owner = owners.get(part.end)
        if part.rule == "phrase.organization" and owner is not None:
            yield Candidate(
                part.start, owner.end, part.label, part.confidence, f"{part.rule}+owner", owner.weight + 0.5
            )
        name = quoted.get(part.end)
        noun = head_at(words, part.end - 1) if name is not None and part.length > 1 else None
        if name is None or noun is None or part.label != noun.label:
            continue
        if noun.phrase == "capital" and not noun.inside:
            yield replace(part, end=name.end + 1, rule=f"{part.rule}+quotes", weight=name.weight + 0.5)
        elif words.opens(part.start):
            # «Экологическая организация «…» only says what the name in quotes is.
            yield replace(part, label="", rule="quotes.noun", weight=name.weight)


def supported(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """A phrase that opens a sentence proves nothing alone; a learned finder that sees part of it does."""
    found = list(candidates)
    learned = {
        (c.label, i)
        for c in found
        if c.rule.startswith(("ru.", "ner")) and c.confidence >= 0.5
        for i in range(c.start, c.end)
    }
    for part in found:
        weak = part.rule.startswith("phrase.") and part.weight < 1.0
        if weak and any((part.label, i) in learned for i in range(part.start, part.end)):
            yield replace(part, weight=3.0, rule=f"{part.rule}+learned")
