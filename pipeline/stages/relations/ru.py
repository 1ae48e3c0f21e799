"""Russian frames over the syntactic tree."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.schema import DateRow
from pipeline.stages.relations.draft import Draft, Part, Scene, sensible
from pipeline.stages.relations.ru_words import FRAMES_OF_TIME, GENERIC, INTENTIONS, ORDERS, PHASE, REFUSALS
from pipeline.stages.relations.triggers import Trigger
from pipeline.stages.roles.build import lower_first

_NAMES = ("appos", "flat", "flat:name", "flat:foreign")
_WITH = {"с": ("с", "со"), "в": ("в", "во"), "на": ("на",), "у": ("у",), "к": ("к", "ко")}
_NEAR = 10  # tokens from a verb to its object where the tree errs
_PLACE_PREPOSITIONS = frozenset({"в", "во", "на"})


def drafts(scene: Scene, triggers: dict[str, list[Trigger]]) -> Iterator[Draft]:
    """The relations of one sentence."""
    for i in range(len(scene.tokens)):
        if i in scene.owner:
            continue
        for trigger in triggers.get(scene.lemma(i), ()):
            words = _words(scene, trigger, i)
            if words is None:
                continue
            draft = _filled(scene, trigger, i, words)
            if draft is not None and draft.is_complete:
                yield draft
                break


def _words(scene: Scene, trigger: Trigger, head: int) -> list[int] | None:
    """The tokens of the trigger's other words, which depend on the head («принять участие»)."""
    found = [head]
    for word in trigger.words[1:]:
        child = next((j for j in scene.children.get(head, ()) if scene.lemma(j) == word), None)
        if child is None:
            return None
        found.append(child)
    return found


def _filled(scene: Scene, trigger: Trigger, head: int, words: list[int]) -> Draft | None:
    token = scene.tokens[head]
    is_verb = token.pos == "VERB"
    described = is_verb and token.feat("VerbForm") == "Part" and token.feat("Variant") != "Short"
    passive = is_verb and (token.feat("Variant") == "Short" or token.feat("Voice") == "Pass")
    slots = dict(trigger.frame)
    if passive and slots.get("object", "").startswith("obj"):
        slots = {"subject": "Ins", "object": slots["object"].replace("obj", "nsubj")}
    if described and not slots.get("object", "").startswith("nsubj"):
        return None  # «подписавший договор» tells no event of its own; «принадлежащая Киму компания» tells who owns it
    subjects = _parts(scene, [head], slots.get("subject", "nsubj"))
    if is_verb and not subjects and slots.get("subject", "nsubj") == "nsubj":
        subjects = _raised(scene, head) or _right_before(scene, head)
    if not is_verb and not subjects:
        subjects = _of_the_verb(scene, head)
    allowed = scene.objects[trigger.kind] if trigger.needs in ("subject", "any") else frozenset()
    objects = _parts(scene, words, slots.get("object", "obj"), allowed)
    if described:
        objects = [*_described(scene, head), *objects]
        if not any(part.mention for part in objects):
            return None
    if not objects and slots.get("object", "").startswith("obj"):
        objects = _right_after(scene, head, subjects)
    if not objects and trigger.kind == "met" and slots.get("object") == "obj":
        objects = _received(scene, head, subjects)
    if trigger.kind == "met" and not objects and len(subjects) > 1:
        subjects, objects = subjects[:1], subjects[1:]  # «Токаев и Путин встретились»
    if trigger.kind == "signed" and subjects:
        deed = [i for part in objects if part.mention is None for i in range(part.start, part.end)]
        subjects += [part for part in _parts(scene, [head, *deed], "с") if part not in subjects]
    subjects, objects = sensible(trigger, subjects, objects)
    anchor = head
    above = scene.head(head)
    if not is_verb and above is not None and scene.tokens[above].pos == "VERB":
        anchor = above  # «встреча прошла в Астане»
    return Draft(
        trigger, head, subjects, objects,
        place=_place(scene, [*words, anchor], [*subjects, *objects]), date=_date(scene, anchor),
        modality=_modality(scene, head), words=words,
    )  # fmt: skip


def _described(scene: Scene, participle: int) -> list[Part]:
    """What a participle describes: the name before its comma («Tesla, принадлежащая Маску»), else its noun."""
    if participle >= 2 and scene.tokens[participle - 1].text == ",":
        at = participle - 2
        while at > 0 and scene.tokens[at].text in '»"':
            at -= 1
        return [scene.part_of(scene.owner[at])] if at in scene.owner else []
    above = scene.head(participle)
    return list(_named(scene, above, frozenset(), alone=True)) if above is not None else []


def _right_after(scene: Scene, verb: int, subjects: list[Part]) -> list[Part]:
    """A name right after the verb in the accusative or without case («купила 3Com»): parsers trip over foreign names."""
    at = verb + 1
    while at < len(scene.tokens) and scene.tokens[at].text in '«"„“':
        at += 1
    mention = scene.owner.get(at)
    if mention is None or scene.tokens[at].feat("Case") not in ("Acc", None):
        return []
    part = scene.part_of(mention)
    return [] if any(part.start == subject.start for subject in subjects) else [part]


def _received(scene: Scene, verb: int, subjects: list[Part]) -> list[Part]:
    """«принимает в Доме правительства своего коллегу Олега Кима»: the accusative person of the clause, which parsers hang on nouns between."""
    for at in range(verb + 1, min(len(scene.tokens), verb + _NEAR)):
        token = scene.tokens[at]
        if token.text in ",;:(" or token.pos == "VERB":
            break
        mention = scene.owner.get(at)
        if mention is not None and mention.label == "person":
            part = scene.part_of(mention)
            above = scene.head(at)
            titled = (
                token.dep == "appos" and above is not None and scene.tokens[above].feat("Animacy") == "Anim"
            )
            fits = (token.feat("Case") == "Acc" or titled) and all(
                part.start != other.start for other in subjects
            )
            return [part] if fits else []
    return []


def _right_before(scene: Scene, verb: int) -> list[Part]:
    """A nominative name right before a finite verb is its subject whatever the tree says, unless it lies in another phrase."""
    mention = scene.owner.get(verb - 1)
    if mention is None or scene.tokens[verb].feat("VerbForm") != "Fin":
        return []
    part = scene.part_of(mention)
    cases = {scene.tokens[i].feat("Case") for i in range(part.start, part.end)}
    if mention.label != "person" or cases != {"Nom"}:
        return []
    found = [part]
    while found[0].start >= 2 and scene.tokens[found[0].start - 1].text.lower() in ("и", ","):
        before = scene.owner.get(found[0].start - 2)
        if before is None or before.label != "person":
            break
        found.insert(0, scene.part_of(before))
    return found


def _of_the_verb(scene: Scene, noun: int) -> list[Part]:
    """«HP объявила о покупке 3Com», «в ходе встречи с Кимом Пак заявил»: who does it is the subject of the verb over the noun."""
    above = scene.head(noun)
    if above is not None and scene.lemma(above) in FRAMES_OF_TIME and scene.tokens[noun].dep == "nmod":
        noun, above = above, scene.head(above)
    if above is None or scene.tokens[above].pos != "VERB" or scene.tokens[noun].dep not in ("obl", "obj"):
        return []
    return _parts(scene, [above], "nsubj")


def _raised(scene: Scene, head: int) -> list[Part]:
    """The subject of an infinitive is that of the verb it depends on, of a joined verb that of the first, of a relative clause
    («который») the noun before it. «Поручил построить»: not who orders builds."""
    token = scene.tokens[head]
    above = scene.head(head)
    if (
        above is not None
        and token.dep.startswith("acl")
        and any(
            scene.tokens[j].dep.startswith("nsubj") and scene.lemma(j) == "который"
            for j in scene.children.get(head, ())
        )
    ):
        many = token.feat("Number") == "Plur"  # «Ким и Пак, которые встретились»
        return list(_named(scene, above, frozenset(), alone=not many))
    if (
        above is None
        or scene.lemma(above) in ORDERS
        or token.dep not in ("xcomp", "conj", "csubj")
        or scene.tokens[above].pos not in ("VERB", "ADJ")
    ):
        return []
    return _parts(scene, [above], "nsubj")


def _parts(scene: Scene, heads: list[int], slot: str, allowed: frozenset[str] = frozenset()) -> list[Part]:
    """What fills a slot: names, with what is joined to them; common nouns where the kind allows those."""
    found: list[Part] = []
    for child in (j for head in heads for j in scene.children.get(head, ())):
        if any(_fits(scene, child, one) for one in slot.split("/")):
            for part in _named(scene, child, allowed):
                if all(part.start != other.start for other in found):
                    found.append(part)
    return found


def _fits(scene: Scene, child: int, slot: str) -> bool:
    token = scene.tokens[child]
    prepositions = [
        scene.tokens[j].text.lower() for j in scene.children.get(child, ()) if scene.tokens[j].dep == "case"
    ]
    if slot == "nsubj":
        return token.dep in ("nsubj", "nsubj:pass") and token.feat("Case") in ("Nom", None)
    if slot == "obj":
        return token.dep == "obj" and not prepositions
    if slot in ("Ins", "Dat", "Gen"):
        fits = token.feat("Case") == slot or (
            slot == "Gen" and token.feat("Case") is None and token.dep == "nmod"
        )
        fits = fits or (slot == "Ins" and token.dep == "obl:agent")
        return fits and not prepositions and token.dep in ("obl", "iobj", "nmod", "obj", "obl:agent")
    name, _, case = slot.partition("+")
    return (
        token.dep in ("obl", "nmod", "iobj")
        and any(word in _WITH.get(name, (name,)) for word in prepositions)
        and (not case or token.feat("Case") in (case, None))
    )


def _named(scene: Scene, token: int, allowed: frozenset[str], *, alone: bool = False) -> Iterator[Part]:
    """The names that a noun stands for: itself, what is in apposition to it, who holds the position; and what «и» joins."""
    mention = scene.owner.get(token)
    kin = scene.children.get(token, ())
    if mention is not None:
        yield scene.part_of(mention)
    else:
        named = next(
            (scene.owner[j] for j in kin if scene.tokens[j].dep in _NAMES and j in scene.owner), None
        )
        role = scene.role_at.get(token)
        holder = next(
            (
                m
                for m in scene.mentions
                if role and m.label == "person" and role.start_char <= m.start_char < role.end_char
            ),
            None,
        )
        if scene.lemma(token) in allowed:
            yield _common(scene, token)
        elif named is not None or holder is not None:
            yield scene.part_of(named or holder)  # type: ignore[arg-type]
        elif (scene.lemma(token) in GENERIC or "%" in scene.tokens[token].text) and (
            owned := _complement(scene, token)
        ) is not None:
            yield owned
    if alone:
        return
    for j in kin:
        if scene.tokens[j].dep == "conj" and scene.owner.get(j) is not mention:
            yield from _named(scene, j, allowed)
        elif scene.tokens[j].dep in _NAMES and mention is not None and j in scene.owner:
            for k in scene.children.get(j, ()):
                if scene.tokens[k].dep == "conj" and scene.owner.get(k) not in (None, mention):
                    yield from _named(scene, k, allowed)


def _complement(scene: Scene, token: int) -> Part | None:
    """«25% акций «Мегафона»», «компании «Восток»»: the name among the genitives or in apposition."""
    for child in scene.children.get(token, ()):
        prepositional = any(scene.tokens[j].dep == "case" for j in scene.children.get(child, ()))
        if scene.tokens[child].dep in ("nmod", *_NAMES) and child > token and not prepositional:
            if child in scene.owner:
                return scene.part_of(scene.owner[child])
            if (found := _complement(scene, child)) is not None:
                return found
    return None


def _common(scene: Scene, head: int) -> Part:
    """A noun with its adjectives and genitives, in the nominative: «новый завод», «меморандум о сотрудничестве»."""
    start, end = head, head + 1
    while start > 0 and scene.head(start - 1) == head and scene.tokens[start - 1].pos == "ADJ":
        start -= 1
    while (
        end < len(scene.tokens)
        and end < head + 7
        and _descends(scene, end, head)
        and scene.tokens[end].pos not in ("VERB", "PUNCT", "CCONJ")
    ):
        owner = scene.owner.get(end)
        if scene.tokens[end].feat("Case") == "Nom" or (owner is not None and owner.label == "person"):
            break  # «декларацию президенты … подписали»: the tree errs
        if scene.tokens[end].pos == "ADP" and any(end + n in scene.owner for n in (1, 2, 3)):
            break  # «завод в Алматы», «договор с Китаем»: place and partner have their own columns
        end += 1
    if end - 1 in scene.owner:
        end = scene.part_of(scene.owner[end - 1]).end
    while end > head + 1 and end - 1 not in scene.owner and scene.tokens[end - 1].pos in ("ADP", "ADJ"):
        end -= 1
    words = scene.tokens[start:end]
    shown = [scene.pack.normal(words[: head - start + 1], "position")]
    for before, token in zip(words[head - start :], words[head - start + 1 :], strict=False):
        shown += [" " if token.start_char > before.end_char else "", token.norm]
    return Part(start, end, lower_first("".join(shown)))


def _descends(scene: Scene, i: int, head: int) -> bool:
    for _ in range(5):
        above = scene.head(i)
        if above is None:
            return False
        if above == head:
            return True
        i = above
    return False


def _place(scene: Scene, heads: list[int], parts: list[Part]) -> Part | None:
    """A place with «в» or «на» in the locative, under the trigger or under what fills its slots."""
    taken = {part.start for part in parts}
    under = [*heads, *(i for part in parts for i in range(part.start, part.end))]
    for child in (j for head in under for j in scene.children.get(head, ())):
        mention = scene.owner.get(child)
        if (
            mention is None
            or mention.label != "place"
            or scene.tokens[child].feat("Case") not in ("Loc", None)
        ):
            continue
        part = scene.part_of(mention)
        if part.start not in taken and any(
            scene.tokens[j].text.lower() in _PLACE_PREPOSITIONS for j in scene.children.get(child, ())
        ):
            return part
    return None


def _date(scene: Scene, head: int) -> DateRow | None:
    """The first date under the trigger with no other verb between."""
    for date in scene.dates:
        if date.kind == "time" or (date.start_date is None and date.end_date is None):
            continue
        for i in scene.range_of(date.start_char, date.end_char):
            above: int | None = i
            for _ in range(5):
                above = scene.head(above) if above is not None else None
                if above is None or (above != head and scene.tokens[above].pos == "VERB"):
                    break
                if above == head:
                    return date
    return None


def _modality(scene: Scene, head: int) -> str:
    token = scene.tokens[head]
    kin = [scene.tokens[j].text.lower() for j in scene.children.get(head, ())]
    above = scene.head(head)
    if "не" in kin or (head and scene.tokens[head - 1].text.lower() == "не"):
        return "denied"
    if token.pos == "NOUN" and above is not None and scene.lemma(above) in INTENTIONS:
        return "plan"
    if above is not None and token.feat("VerbForm") == "Inf":
        if any(scene.tokens[j].text.lower() == "не" for j in scene.children.get(above, ())):
            return "denied"
        if scene.lemma(above) in REFUSALS:
            return "denied"
        if scene.lemma(above) not in PHASE:
            return "plan"
    if token.feat("VerbForm") == "Inf" and above is None:
        return "plan"
    future = token.feat("Tense") == "Fut" or any(
        scene.tokens[j].dep in ("aux", "aux:pass", "cop")
        and (scene.tokens[j].feat("Tense") == "Fut" or scene.tokens[j].text.lower().startswith("буд"))
        for j in scene.children.get(head, ())
    )
    if future or "бы" in kin or "чтобы" in kin or token.feat("Mood") == "Imp":
        return "plan"
    return "fact"
