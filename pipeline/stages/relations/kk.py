"""Kazakh frames by case and word order: everything stands before the verb that closes the clause."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.schema import DateRow, Mention
from pipeline.stages.relations.draft import Draft, Part, Scene, sensible
from pipeline.stages.relations.triggers import Trigger

_AND = frozenset({"мен", "пен", "бен", "және"})
_PLAN = frozenset(
    {
        "жоспар",
        "жоспарла",
        "ниет",
        "ниеттен",
        "тиіс",
        "керек",
        "мүмкін",
        "көзде",
        "дайын",
        "уағдалас",
        "міндеттен",
        "қажет",
        "болма",
    }
)
_SHARES = frozenset({"акция", "үлес", "пайыз", "пакет"})
_NOT = frozenset({"жоқ", "емес"})


def drafts(scene: Scene, triggers: dict[str, list[Trigger]]) -> Iterator[Draft]:
    """The relations of one sentence."""
    end = len(scene.tokens)
    for i in reversed(range(len(scene.tokens))):
        if i in scene.owner or i >= end:
            continue
        for trigger in triggers.get(scene.lemma(i), ()):
            first = i - len(trigger.words) + 1
            if first < 0 or any(
                word not in (scene.lemma(first + n), scene.tokens[first + n].norm.lower())
                for n, word in enumerate(trigger.words)
            ):
                continue
            end = first  # «сатып ал» is not «сат»
            draft = _filled(scene, trigger, first, i)
            if draft is not None and draft.is_complete:
                draft.words = list(range(first, i + 1))
                yield draft
            break


def _filled(scene: Scene, trigger: Trigger, first: int, head: int) -> Draft | None:
    token = scene.tokens[head]
    deed = _is_deed(scene, trigger, head)
    if (
        token.pos not in ("VERB", "AUX", "NOUN", "ADJ")
        or token.feat("VerbForm") in ("Part", "Vnoun", "Ger")
        and not (deed or _is_predicate(scene, head))
    ):
        return None
    clause = range(_clause_start(scene, first), first)
    subject, thing = trigger.frame.get("subject", "Nom"), trigger.frame.get("object", "Acc")
    if deed:
        subject = "Gen"
    elif token.feat("Voice") == "Pass" and thing == "Acc":
        subject, thing = "", "Nom"
    common = trigger.needs in ("subject", "any")
    subjects = _parts(scene, clause, subject) if subject else []
    if trigger.kind == "signed":
        subjects += [part for part in _parts(scene, clause, "Ins") if part not in subjects]
    objects = _parts(scene, clause, thing, shares=scene.objects[trigger.kind] & _SHARES)
    if not objects and common:
        objects = _common(scene, clause, thing, scene.objects[trigger.kind])
        if not objects and thing == "Acc":
            objects = _common(
                scene, clause[-1:], "Nom", scene.objects[trigger.kind]
            )  # «зауыт салды»: a bare object
    if trigger.kind == "met" and not objects and len(subjects) > 1:
        subjects, objects = subjects[:1], subjects[1:]
    if subjects and objects:
        objects = [part for part in objects if all(part.start != other.start for other in subjects)]
    subjects, objects = sensible(trigger, subjects, objects)
    place = next(iter(_parts(scene, clause, "Loc", labels=("place",))), None)
    return Draft(
        trigger,
        head,
        subjects,
        objects,
        place=place,
        date=_date(scene, clause),
        modality="fact" if deed else _modality(scene, head, lasting=trigger.kind in ("owns", "works")),
    )


def _is_deed(scene: Scene, trigger: Trigger, head: int) -> bool:
    """A meeting or visit told as a noun with its owner: «Тоқаевтың Путинмен кездесуі»."""
    token = scene.tokens[head]
    if _is_predicate(scene, head):
        return False
    owned = token.feat("VerbForm") in ("Vnoun", "Ger") and token.feat("Person[psor]") == "3"
    return owned and trigger.kind in ("met", "visited")


def _is_predicate(scene: Scene, head: int) -> bool:
    """«салынған» at the end of the clause tells; before a noun it only describes."""
    following = scene.tokens[head + 1] if head + 1 < len(scene.tokens) else None
    return following is None or following.pos in ("PUNCT", "AUX") or following.lemma in _PLAN | _NOT


def _clause_start(scene: Scene, first: int) -> int:
    """The token after the last finite verb, participle, semicolon or «деп» before the trigger.

    What stands before a participle belongs to it: «орталықты басқаратын Олег Ким мектеп ашты».
    """
    for i in range(first - 1, -1, -1):
        token = scene.tokens[i]
        if i in scene.owner:
            continue
        verb = token.pos == "VERB" and token.feat("VerbForm") in ("Fin", "Part")
        if verb or token.text in ";:" or token.norm.lower() == "деп":
            return i + 1
    return 0


def _parts(
    scene: Scene,
    clause: range,
    case: str,
    labels: tuple[str, ...] = ("person", "organization", "place"),
    shares: frozenset[str] = frozenset(),
) -> list[Part]:
    """The names of the clause in a case; a bare name before a noun that it owns («Қазақстан Президенті») is none. `shares` are
    nouns that stand for what they are a part of («банктің акцияларын»)."""
    found: list[Part] = []
    for mention in scene.mentions:
        inside = scene.range_of(mention.start_char, mention.end_char)
        if not inside or inside.start not in clause or mention.label not in labels:
            continue
        wide = _with_kind(scene, inside, mention, shares)
        if _case(scene, wide) == case and not (case == "Nom" and _owns_the_next(scene, wide, mention)):
            found.append(scene.part_of(mention))
    return _joined(scene, clause, found, case)


def _with_kind(scene: Scene, inside: range, mention: Mention, shares: frozenset[str]) -> range:
    """The name with the noun of its kind, or the share of it, that carries the case: ««Сырым» банкін», «банктің 20 пайызына»."""
    if mention.label != "organization":
        return inside
    stop = inside.stop
    while stop < len(scene.tokens) and scene.tokens[stop].text in '»"' and stop not in scene.owner:
        stop += 1
    if stop < len(scene.tokens) and stop not in scene.owner and scene.lemma(stop) in scene.kinds:
        inside, stop = range(inside.start, stop + 1), stop + 1
    if shares and _case(scene, inside) in ("Gen", "Nom"):
        for i in range(stop, min(len(scene.tokens), stop + 3)):
            if i not in scene.owner and scene.lemma(i) in shares:
                return range(inside.start, i + 1)
    return inside


def _case(scene: Scene, inside: range) -> str:
    """The case of a name: that of its last word, or of an ending after a quote."""
    after = scene.tokens[inside.stop] if inside.stop < len(scene.tokens) else None
    if after is not None and after.text in '»"' and inside.stop + 1 < len(scene.tokens):
        after = scene.tokens[inside.stop + 1]
    if after is not None and after.feat("Clitic") == "Yes":
        return after.feat("Case") or "Nom"
    following = scene.owner.get(inside.stop + 1)
    if (
        after is not None
        and after.text.lower() in _AND
        and following is not None
        and inside.stop not in scene.owner
    ):
        return _case(scene, scene.range_of(following.start_char, following.end_char))  # «Алматы мен Астанада»
    for i in reversed(inside):
        if any(char.isalpha() for char in scene.tokens[i].text):
            return scene.tokens[i].feat("Case") or "Nom"
    return "Nom"


def _owns_the_next(scene: Scene, inside: range, mention: Mention) -> bool:
    """Does a possessed noun follow («Қазақстан Президенті», «Қазақстан сыртқы істер министрі»)?"""
    if mention.label == "person":
        return False
    for i in range(inside.stop, min(len(scene.tokens), inside.stop + 4)):
        token = scene.tokens[i]
        if i in scene.owner or token.pos not in ("NOUN", "ADJ", "NUM", "PROPN"):
            return False
        if token.feat("Person[psor]") == "3" or token.pos == "PROPN":
            return True
        if token.pos == "NOUN" and token.feat("Case") not in (None, "Nom", "Gen"):
            return False
    return False


def _joined(scene: Scene, clause: range, found: list[Part], case: str) -> list[Part]:
    """With the bare names that «мен» or a comma joins to one in the case: «Астана мен Алматыны»."""
    if case == "Nom":
        return found
    result = list(found)
    for part in found:
        first = part
        while first.start >= 2 and scene.tokens[first.start - 1].text.lower() in _AND | {","}:
            before = scene.owner.get(first.start - 2)
            if (
                before is None
                or first.start - 2 not in clause
                or before.label != (first.mention.label if first.mention else "")
            ):
                break
            first = scene.part_of(before)
            result.insert(0, first)
    return result


def _common(scene: Scene, clause: range, case: str, allowed: frozenset[str]) -> list[Part]:
    """The last common noun of the clause in the case that the kind takes, with its adjectives and bare nouns: «жаңа зауытты», «келісімге»."""
    for i in reversed(clause):
        token = scene.tokens[i]
        if (
            i in scene.owner
            or token.pos != "NOUN"
            or (token.feat("Case") or "Nom") != case
            or _in_date(scene, i)
            or scene.lemma(i) not in allowed
        ):
            continue
        start = i
        while (
            start - 1 in clause
            and start - 1 not in scene.owner
            and not _in_date(scene, start - 1)
            and not _tells_kind(scene, start - 1)
            and (
                scene.tokens[start - 1].pos == "ADJ"
                or (
                    scene.tokens[start - 1].pos == "NOUN"
                    and scene.tokens[start - 1].feat("Case") in (None, "Nom", "Gen")
                    and token.feat("Person[psor]") == "3"
                )
            )
        ):
            start -= 1
        name = scene.pack.normal(scene.tokens[start : i + 1], "position").lower()
        if start == i and token.feat("Person[psor]") == "3":
            name = token.lemma.lower()  # its owner is a name or not there: «МГИМО филиалы»
        return [Part(start, i + 1, name)]
    return []


def _tells_kind(scene: Scene, i: int) -> bool:
    """A noun that belongs to the name before it: ««Дала» мектебінің филиалы»."""
    before = next((j for j in (i - 1, i - 2) if j >= 0 and scene.tokens[j].text not in '»"'), i)
    return scene.lemma(i) in scene.kinds and before in scene.owner


def _in_date(scene: Scene, i: int) -> bool:
    token = scene.tokens[i]
    return any(date.start_char < token.end_char and token.start_char < date.end_char for date in scene.dates)


def _date(scene: Scene, clause: range) -> DateRow | None:
    """The first date of the clause."""
    for date in scene.dates:
        if (
            date.kind != "time"
            and (date.start_date or date.end_date)
            and scene.range_of(date.start_char, date.end_char).start in clause
        ):
            return date
    return None


def _modality(scene: Scene, head: int, *, lasting: bool) -> str:
    """fact, plan or denied; `lasting` relations (owning) are told in the present, of events it tells what is to come."""
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
    # «салынады» is to come, «салып жатыр» (an auxiliary's present) goes on
    return "plan" if token.feat("Aspect") == "Hab" and not lasting else "fact"
