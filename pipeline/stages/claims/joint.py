"""Several who say one thing: the speakers of a joint source, and the second subject of a Russian verb in the plural."""

from __future__ import annotations

from dataclasses import replace

from pipeline.stages.claims.draft import Draft, Source, Speaker
from pipeline.stages.claims.ru_phrase import can_speak, phrase
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

_LIST = 300  # characters in which the names of a list stand


def together(speakers: list[Speaker]) -> Speaker:
    """Several speakers as one: the names joined; nobody where one of them has none."""
    if any(speaker.name is None for speaker in speakers):
        return Speaker(None, None, None, "a joint speaker is not resolved")
    names = "; ".join(dict.fromkeys(speaker.name or "" for speaker in speakers))
    kinds = {speaker.kind for speaker in speakers}
    people = tuple(key for speaker in speakers for key in speaker.people)
    kind = speakers[0].kind if len(kinds) == 1 else "person" if "person" in kinds else speakers[0].kind
    return Speaker(names, speakers[0].entity_id, kind, "joint", people)


def joined_subjects(view: View, source: Source, draft: Draft) -> list[Source] | None:
    """«Посол Анна Ким и представители совета призывают», «противники и юристы заявляют»: the two subjects of a verb behind
    them, where the phrase of the source is but one of them; None where there is no other."""
    if source.span is None or source.head is None or source.case != "Nom" or draft.cue is None:
        return None
    verb = draft.cue.head
    first, last = view.index_from(source.span[0]), view.index_from(source.span[1])
    if not last <= verb < len(view.tokens) or view.tokens[verb].feat("Number") != "Plur":
        return None
    if view.tokens[source.head].feat("Number") == "Sing":
        for i in range(source.head + 1, last + 1):
            other = _subject(view, range(i + 1, verb)) if fold(view.tokens[i].norm) == "и" else None
            if other is not None and not _both_named(view, source.head, other):
                one_span = (source.span[0], view.tokens[i - 1].end_char)
                one = replace(source, span=one_span, heads=())
                # «семья и близкие погибшего»: whose they are stands behind the second.
                return [one, other] if view.labelled(*one_span) else None
        return None
    if first < 2 or fold(view.tokens[first - 1].norm) != "и":
        return None
    noun = view.tokens[first - 2]
    opens = first == 2 or view.tokens[first - 3].pos in ("PUNCT", "ADJ")
    alike = noun.pos == "NOUN" and (noun.feat("Case"), noun.feat("Number")) == ("Nom", "Plur")
    if not (opens and alike and noun.sentence_id == view.tokens[first].sentence_id) or not can_speak(
        view, first - 2
    ):
        return None
    return [phrase(view, first - 2, range(max(0, first - 4), first - 1)), source]


def such_as(view: View, source: Source) -> list[Source] | None:
    """«Такие организации, как «Заря» и «Мир», считают»: those whose names the phrase goes on with; None for any other."""
    if source.span is None or fold(view.tokens[view.index_from(source.span[0])].lemma) != "такой":
        return None
    i = view.index_from(source.span[1])
    if [fold(t.norm) for t in view.tokens[i : i + 2]] != [",", "как"]:
        return None
    found: list[Source] = []
    end = view.tokens[i + 1].end_char
    for name in view.labelled(end, view.tokens[i].end_char + _LIST, "person", "organization", "place"):
        if view.text[end : name.start_char].strip(' «»"“”') not in ("", ",", "и"):
            break
        found.append(Source((name.start_char, name.end_char), view.index_from(name.start_char), "Nom"))
        end = name.end_char
    return found or None


def _subject(view: View, at: range) -> Source | None:
    """The phrase that opens with the first noun in the nominative there."""
    for i in at[:4]:
        token = view.tokens[i]
        if token.pos in ("NOUN", "PROPN"):
            alone = token.feat("Case") != "Nom" or not can_speak(view, i)
            found = phrase(view, i, at) if not alone else None
            return found if found is not None and found.span is not None else None
        if token.pos != "ADJ":
            return None
    return None


def _both_named(view: View, head: int, other: Source) -> bool:
    """«Казахстан и Россия»: two names of one kind are read as one source anyway."""
    one = view.mention_at(view.tokens[head].start_char)
    two = view.mention_at(view.tokens[other.head].start_char) if other.head is not None else None
    return one is not None and two is not None and one.label == two.label
