"""Kazakh frames by case and word order: everything stands before the verb that closes the clause."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.schema import DateRow, Mention
from pipeline.stages.relations.draft import Draft, Part, Scene
from pipeline.stages.relations.triggers import Trigger

_AND = frozenset({"мен", "пен", "бен", "және"})
_PLAN = frozenset({"жоспар", "жоспарла", "ниет", "ниеттен", "тиіс", "керек", "мүмкін", "көзде", "дайын", "уағдалас", "міндеттен", "қажет", "болма"})
_NOT = frozenset({"жоқ", "емес"})


def drafts(scene: Scene, triggers: dict[str, list[Trigger]]) -> Iterator[Draft]:
    """The relations of one sentence."""
    for i in range(len(scene.tokens)):
        if i in scene.owner:
            continue
        for trigger in triggers.get(scene.lemma(i), ()):
            first = i - len(trigger.words) + 1
            if first < 0 or any(scene.lemma(first + n) != word for n, word in enumerate(trigger.words)):
                continue
            draft = _filled(scene, trigger, first, i)
            if draft is not None and draft.is_complete:
                draft.words = list(range(first, i + 1))
                yield draft
                break


def _filled(scene: Scene, trigger: Trigger, first: int, head: int) -> Draft | None:
    token = scene.tokens[head]
    if token.pos not in ("VERB", "AUX", "NOUN") or token.feat("VerbForm") in ("Part", "Vnoun") and not _is_predicate(scene, head):
        return None
    clause = range(_clause_start(scene, first), first)
    subject, thing = trigger.frame.get("subject", "Nom"), trigger.frame.get("object", "Acc")
    if token.feat("Voice") == "Pass" and thing == "Acc":
        subject, thing = "", "Nom"
    common = trigger.needs in ("subject", "any")
    subjects = _parts(scene, clause, subject) if subject else []
    if trigger.kind == "signed":
        subjects += [part for part in _parts(scene, clause, "Ins") if part not in subjects]
    objects = _parts(scene, clause, thing)
    if not objects and common:
        objects = _common(scene, clause, thing)
    if trigger.kind == "met" and not objects and len(subjects) > 1:
        subjects, objects = subjects[:1], subjects[1:]
    if subjects and objects:
        objects = [part for part in objects if all(part.start != other.start for other in subjects)]
    place = next(iter(_parts(scene, clause, "Loc", labels=("place",))), None)
    return Draft(
        trigger, head, subjects, objects, place=place, date=_date(scene, clause), modality=_modality(scene, head)
    )


def _is_predicate(scene: Scene, head: int) -> bool:
    """«салынған» at the end of the clause tells; before a noun it only describes."""
    following = scene.tokens[head + 1] if head + 1 < len(scene.tokens) else None
    return following is None or following.pos in ("PUNCT", "AUX") or following.lemma in _PLAN | _NOT


def _clause_start(scene: Scene, first: int) -> int:
    """The token after the last finite verb, semicolon or «деп» before the trigger."""
    for i in range(first - 1, -1, -1):
        token = scene.tokens[i]
        if i not in scene.owner and (token.feat("VerbForm") == "Fin" or token.text in ";:" or token.norm.lower() in ("деп", "дейін,")):
            return i + 1
    return 0


def _parts(scene: Scene, clause: range, case: str, labels: tuple[str, ...] = ("person", "organization", "place")) -> list[Part]:
    """The names of the clause in a case; a bare name before a noun that it owns («Қазақстан Президенті») is none."""
    found: list[Part] = []
    for mention in scene.mentions:
        inside = scene.range_of(mention.start_char, mention.end_char)
        if not inside or inside.start not in clause or mention.label not in labels:
            continue
        if _case(scene, inside) == case and not (case == "Nom" and _owns_the_next(scene, inside, mention)):
            found.append(scene.part_of(mention))
    return _joined(scene, clause, found, case)


def _case(scene: Scene, inside: range) -> str:
    """The case of a name: that of its last word, or of an ending after a quote."""
    after = scene.tokens[inside.stop] if inside.stop < len(scene.tokens) else None
    if after is not None and after.text in "»\"" and inside.stop + 1 < len(scene.tokens):
        after = scene.tokens[inside.stop + 1]
    if after is not None and after.feat("Clitic") == "Yes":
        return after.feat("Case") or "Nom"
    for i in reversed(inside):
        if any(char.isalpha() for char in scene.tokens[i].text):
            return scene.tokens[i].feat("Case") or "Nom"
    return "Nom"


def _owns_the_next(scene: Scene, inside: range, mention: Mention) -> bool:
    if mention.label == "person" or inside.stop >= len(scene.tokens) or inside.stop in scene.owner:
        return False
    token = scene.tokens[inside.stop]
    return token.pos in ("NOUN", "ADJ", "NUM", "PROPN") and token.lemma.lower() not in _AND


def _joined(scene: Scene, clause: range, found: list[Part], case: str) -> list[Part]:
    """With the bare names that «мен» or a comma joins to one in the case: «Астана мен Алматыны»."""
    if case == "Nom":
        return found
    result = list(found)
    for part in found:
        first = part
        while first.start >= 2 and scene.tokens[first.start - 1].text.lower() in _AND | {","}:
            before = scene.owner.get(first.start - 2)
            if before is None or first.start - 2 not in clause or before.label != (first.mention.label if first.mention else ""):
                break
            first = scene.part_of(before)
            result.insert(0, first)
    return result


def _common(scene: Scene, clause: range, case: str) -> list[Part]:
    """The last common noun of the clause in the case, with its adjectives and bare nouns: «жаңа зауытты», «келісімге»."""
    for i in reversed(clause):
        token = scene.tokens[i]
        if i in scene.owner or token.pos != "NOUN" or (token.feat("Case") or "Nom") != case or _in_date(scene, i):
            continue
        start = i
        while start - 1 in clause and start - 1 not in scene.owner and not _in_date(scene, start - 1) and (
            scene.tokens[start - 1].pos == "ADJ"
            or (scene.tokens[start - 1].pos == "NOUN" and scene.tokens[start - 1].feat("Case") in (None, "Nom", "Gen") and token.feat("Person[psor]") == "3")
        ):
            start -= 1
        return [Part(start, i + 1, scene.pack.normal(scene.tokens[start : i + 1], "position").lower())]
    return []


def _in_date(scene: Scene, i: int) -> bool:
    token = scene.tokens[i]
    return any(date.start_char < token.end_char and token.start_char < date.end_char for date in scene.dates)


def _date(scene: Scene, clause: range) -> DateRow | None:
    """The first date of the clause."""
    for date in scene.dates:
        if date.kind != "time" and (date.start_date or date.end_date) and scene.range_of(date.start_char, date.end_char).start in clause:
            return date
    return None


def _modality(scene: Scene, head: int) -> str:
    token = scene.tokens[head]
    after = [scene.lemma(i) for i in range(head + 1, min(len(scene.tokens), head + 4))]
    if token.feat("Polarity") == "Neg" or _NOT & set(after):
        return "denied"
    if (
        token.feat("Tense") == "Fut"
        or token.feat("Mood") in ("Cnd", "Opt", "Des", "Imp", "Pot")
        or token.feat("VerbForm") in ("Ger", "Vnoun")
        or _PLAN & set(after)
    ):
        return "plan"
    # «салынады»: the present of a finite verb tells what is to come, that of an auxiliary («салып жатыр») what goes on
    if token.feat("Tense") == "Pres" and token.feat("VerbForm") == "Fin" and token.pos == "VERB" and token.feat("Aspect") is None:
        return "plan" if scene.lemma(head) not in ("иелен", "ет", "тиесілі") else "fact"
    return "fact"
