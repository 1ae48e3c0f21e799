"""Indirect speech in Russian: «X сообщил, что …», «…, сообщил X», «как сообщил X, …», «X отметил рост», «поручил сделать»."""

from __future__ import annotations

from dataclasses import replace

from pipeline.stages.claims.draft import NO_SOURCE, Cue, Draft, Source, draft_of, trimmed
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.ru_anaphora import anaphoric
from pipeline.stages.claims.ru_clause import (
    before_cue,
    colon,
    complement,
    governed_by,
    infinitive,
    infinitive_before,
    infinitive_start,
    next_noun,
    that_clause,
    unjoined_clause,
)
from pipeline.stages.claims.ru_content import content
from pipeline.stages.claims.ru_cues import find_cues
from pipeline.stages.claims.ru_inserted import inserted
from pipeline.stages.claims.ru_naming import called, naming, object_before, seen, valued, verdict
from pipeline.stages.claims.ru_quoted import as_direct, beside_quote, quoting
from pipeline.stages.claims.ru_silent import (
    bare,
    enacts,
    nameless,
    points_back,
    side,
    trapped,
    unknown_name,
    wished,
    witness,
)
from pipeline.stages.claims.ru_source import shares_subject, source_of
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import claim_words, fold, source_words

_TELLING = ("говорить", "рассказать")  # of these «о» has a topic more often than what is said

_NEAR = 8  # words from a cue without a source to its content


def indirect(view: View, at: range, taken: set[int]) -> list[Draft]:
    """The claims of one sentence (or of what a quote leaves of it). `taken` are heads of cues that a quote has used."""
    cues = find_cues(view, at)
    drafts: list[Draft] = []
    back = anaphoric(view, at)
    if back is not None and back[0].head not in taken:
        drafts.append(as_direct(view, back[1]))
        taken = taken | {back[0].head}
    last: tuple[Cue, Source] | None = None
    for cue in cues:
        own = at
        if cue.head in taken:
            beside = beside_quote(view, cue, at)
            if beside is None:
                continue
            cue, own = beside
        source = source_of(view, cue, own)
        if source.span is None and last is not None and shares_subject(view, *last, cue):
            source = last[1]
        if source.span is not None and cue.form == "finite":
            last = cue, source
        if _of_whom(view, cue, own) and _of_other_clause(view, cue, source):
            source = NO_SOURCE  # «Дороги закрыты, жителей просят не выезжать»
        if source.reason == "inanimate":
            continue
        if source.span is None and _nobody(view, cue, own):
            continue
        if source.span is not None and fold(view.text[slice(*source.span)]) == "кто":
            continue  # «Единственный, кто ждет снижения, – X»
        draft = inserted(view, cue, source, own, cues) or _following(view, cue, source, own, cues)
        if draft is not None and not (draft.rule == "inserted" and quoting(view, draft, taken)):
            drafts.append(as_direct(view, draft))
    return drafts


def _goes_on_about(cue: Cue) -> bool:
    """«Также подчеркивается намерение …»: the document of the sentence before may be the source; «Свадьба отмечалась» has none."""
    return "passive" in cue.frames and "noun" in cue.frames and cue.form == "finite"


def _nobody(view: View, cue: Cue, at: range) -> bool:
    """What no report says: «следует отметить, что», «не исключено, что», «решено продлить сбор»; but «ему сообщили, что» is one."""
    verb = view.tokens[cue.head]
    denied = verb.feat("VerbForm") == "Part" and (cue.negated or cue.lemma.startswith("не "))
    if "from" in cue.frames or denied:
        return True
    if cue.form == "participle":
        return [t.text for t in view.tokens[cue.head + 1 : cue.head + 2]] != [
            ","
        ]  # «напоминающей ту, что была»
    several = cue.form == "finite" and "passive" not in cue.frames and verb.feat("Number") == "Plur"
    if not several and verb.feat("VerbForm") != "Part":
        return False
    if _of_whom(view, cue, at):
        return False
    first = that_clause(view, cue, at)  # near, and no «указали, что делать»
    near = first is not None and first - cue.head <= _NEAR and first < at.stop
    return not near or first is None or view.tokens[first].feat("VerbForm") == "Inf"


def _of_whom(view: View, cue: Cue, at: range) -> bool:
    """«Жителей просят не выезжать», «Жителям поручено …»: the sentence opens with those of whom somebody unnamed asks it."""
    start = next((i for i in range(cue.head, at.start, -1) if view.tokens[i].text in (",", ":")), at.start)
    first = next((i for i in range(start, cue.head) if view.tokens[i].pos not in ("PUNCT", "ADJ")), cue.head)
    token = view.tokens[first]
    asked = first < cue.head and token.pos == "NOUN" and token.feat("Animacy") == "Anim"
    return (
        asked
        and cue.cls == "directive"
        and cue.form in ("finite", "passive")
        and first in view.children_of(cue.head, "obj", "iobj", "obl")
        and token.feat("Case") in ("Acc", "Gen", "Dat")
        and infinitive(view, cue, at) is not None
    )


def _of_other_clause(view: View, cue: Cue, source: Source) -> bool:
    """No speaker, or the subject of the clause before the comma."""
    first = source.head if source.head is not None else cue.head
    return source.reason == "inanimate" or "," in [token.text for token in view.tokens[first : cue.head]]


def _following(view: View, cue: Cue, source: Source, at: range, cues: list[Cue]) -> Draft | None:
    """The content after the cue, frame by frame, the surest first."""
    reports = cue.frames & {"clause", "passive", "from"}
    if reports:
        first = that_clause(view, cue, at)
        verb = infinitive(view, cue, at) if "inf" in cue.frames else None
        if first is not None and first < at.stop and (verb is None or verb > first):
            return draft_of(cue, source, [content(view, cue, first, at, cues)], "that_clause", "clause")
    if {"clause", "quote"} <= cue.frames and cue.form == "finite" and source.span and not cue.negated:
        first = unjoined_clause(view, cue, at)
        if first is not None:
            return draft_of(cue, source, [content(view, cue, first, at, cues)], "unjoined", "clause")
    shows = cue.lemma.startswith("показ") and (
        source.head is None
        or speaking_noun(view, source.head, "ru") is None
        or view.tokens[source.head].feat("Animacy") == "Anim"
    )
    # «Ким это отрицает: в статью, говорит она, вошло …», «банк этому не верит: …»: not what is denied.
    elsewhere = cue.cls == "negative" and any(other.head > cue.head for other in cues)
    shows = shows or elsewhere or cue.negated and cue.cls == "belief"
    announces = (cue.form == "finite" and "quote" in cue.frames) or cue.form == "passive"
    if (reports or cue.cls == "evaluative") and announces and not shows:
        first = colon(view, cue, at)
        verb = infinitive(view, cue, at) if "inf" in cue.frames else None
        if first is not None and (
            (verb is not None and verb < first)
            or (
                cue.cls in ("negative", "evaluative")
                and "noun" in cue.frames
                and complement(view, cue, range(at.start, first)) is not None
            )
            or ("ins" in cue.frames and _by_what(view, cue, at))
            or ("on" in cue.frames and _governs(view, cue, range(at.start, first), "на"))
            or ("in" in cue.frames and _governs(view, cue, range(at.start, first), "в"))
            or (
                "naming" in cue.frames and naming(view, cue, source, range(at.start, first), cues) is not None
            )
        ):
            first = None  # «потребовал закрепить срок: сутки», «считает цифру заниженной: …»
        if first is not None and first < at.stop:
            told = content(view, cue, first, at, cues)
            inside = source.span is not None and told[0] <= source.span[0] < told[1]
            # «на вопросы отвечали: врач Ким и тренер Ли»: who speaks, not what is said
            return None if inside else draft_of(cue, source, [told], "colon", "clause")
    if (
        source.span is None
        and not ("about" in cue.frames and "passive" in cue.frames)
        and not _goes_on_about(cue)
        and not _of_whom(view, cue, at)
    ):
        return None
    if source.head is not None and "passive" not in cue.frames and not source.pronoun:
        noun = speaking_noun(view, source.head, "ru")
        if noun is not None and noun.kind == "document" and enacts(cue, noun):
            return None  # a law forbids, a plan foresees: no report
    if source.head is not None and unknown_name(view, source, at):
        return None
    if "inf" in cue.frames:
        verb = infinitive(view, cue, at)
        if wished(view, cue) or verb is not None and nameless(view, cue, verb):
            return None
        if verb is not None:
            first, addressee = infinitive_start(view, cue, verb)
            parts = [content(view, cue, first, at, cues, phrase=True)]
            if (
                source.span is not None and parts[0][0] < source.span[0] < parts[0][1]
            ):  # «обещал прийти посол»
                parts = [trimmed(view.text, parts[0][0], source.span[0])]
                alone = len(view.inside(*parts[0])) == 1
                if alone and view.tokens[cue.head].dep == "acl:relcl":
                    return None  # «жалоба, которую намерены подать адвокаты»
                if alone and cue.head > at.start + 1:  # «Впервые обещал быть посол»
                    parts.insert(0, trimmed(view.text, *view.span(at.start, cue.head - 1)))
            asked = _of_whom(view, cue, at)  # «Жителей просят не выезжать»
            thing = None if asked else object_before(view, cue, source, at, verb)
            draft = draft_of(cue, source, [thing, *parts] if thing else parts, "infinitive", "inf")
            if draft is not None and addressee is not None:
                draft.addressee = view.tokens[addressee].text
            return draft
        fronted = infinitive_before(view, cue, at) if cue.cls != "negative" else None
        if fronted is not None:
            return draft_of(cue, source, [fronted], "infinitive", "inf")
    if " о " in cue.lemma and "inf" in cue.frames:
        said = next(
            (
                i
                for i in range(cue.head + 1, at.stop)
                if fold(view.tokens[i].norm) in ("готовности", "намерении")
            ),
            None,
        )
        if said is not None:
            verb_only = replace(cue, span=(view.tokens[cue.head].start_char, view.tokens[cue.head].end_char))
            return draft_of(
                verb_only, source, [content(view, verb_only, said, at, cues, phrase=True)], "about", "about"
            )
    for frame, prepositions in (
        ("about", {"о", "об", "обо"}),
        ("on", {"на"}),
        ("to", {"к", "ко"}),
        ("in", {"в", "во"}),
    ):
        if frame in cue.frames:
            found = governed_by(view, cue, at, frozenset(prepositions))
            if frame == "about" and cue.negated and cue.cls == "neutral":
                continue  # «не сообщает о подробностях»: nothing is told
            if found is not None and cue.lemma in _TELLING and not _asserts(view, cue, found[1], at):
                continue
            if found is not None and trapped(view, cue, found[1], at, placed=frame == "in"):
                continue
            if found is not None and frame == "in" and cue.cls == "evaluative":
                own = view.range_of(*source.span) if source.span is not None else range(0)
                whom = next(i for i in range(cue.head + 1, found[1] + 1) if i not in own)
                return _about(view, cue, source, whom, at, cues, frame)  # «обвинил завод в халатности»
            if found is not None:
                return _about(view, cue, source, found[1], at, cues, frame)
    if "ins" in cue.frames:
        i = view.range_of(*cue.span).stop
        if cue.cls == "plan":  # «пригрозил рабочим увольнением»
            i = next((j for j in range(i, min(i + 3, at.stop)) if view.tokens[j].feat("Case") == "Ins"), i)
        if _by_what(view, cue, at) and not trapped(view, cue, i, at):
            draft = _about(view, cue, source, i, at, cues, "on")
            what = object_before(view, cue, source, at)
            if draft is not None and what is not None:
                draft.parts.insert(0, what)
            return draft
    behind = view.range_of(*cue.span).stop
    if "noun" in cue.frames and view.tokens[behind - 1].pos == "ADP" and behind < at.stop:
        if fold(view.tokens[behind - 1].norm) == "за" and side(view, behind, at):
            return None
        return _about(view, cue, source, behind, at, cues, "noun")  # высказался за отмену налога
    opened = before_cue(view, cue, at) if "about" in cue.frames else None
    if opened is not None and (cue.negated or cue.lemma == "рассказать"):
        opened = None  # «о его состоянии не сообщается»; «о задачах рассказал»: a topic
    if opened is not None and fold(view.tokens[opened[0]].norm) not in (
        "этом",
        "том",
        "чем",
        "своем",
        "своих",
    ):
        return draft_of(cue, source, [trimmed(view.text, *view.span(*opened))], "about_before", "about")
    if "likens" in cue.frames:
        return _likened(view, cue, source, at, cues)
    if "sees" in cue.frames:
        return seen(view, cue, source, at, cues)
    if "value" in cue.frames:
        return valued(view, cue, source, at, cues)
    if "naming" in cue.frames:
        return naming(view, cue, source, at, cues)
    other = called(view, cue, source, at, cues)
    if other is not None:
        return other
    if "noun" in cue.frames:
        said = complement(view, cue, at)
        if said is None and cue.cls == "forecast":
            said = next_noun(view, cue, at)
        silent = cue.negated and (  # «не критикует власти», «не подтвердили эту информацию»
            cue.cls == "evaluative" or cue.cls == "factive" and said is not None and points_back(view, said)
        )
        if said is not None and not silent and not verdict(view, cue, source, said):
            draft = _noun(view, cue, source, said, at, cues)
            return None if draft is None or bare(view, cue, draft.parts) else draft
    return None


def _asserts(view: View, cue: Cue, first: int, at: range) -> bool:
    """«Перевозчики говорят о росте затрат», «о возможной отставке», «о «травле»»: what happens, told now; «говорил о детстве»
    names a topic. Who tells «о договоренности закрыть завод» tells what was agreed on."""
    token = view.tokens[first]
    noun = next((i for i in range(first, min(first + 4, at.stop)) if view.tokens[i].pos == "NOUN"), first)
    if fold(view.tokens[noun].lemma) in claim_words("resolve", "ru"):
        return infinitive(view, replace(cue, head=noun), at) is not None
    happens = cue.lemma == "говорить" and (
        fold(token.lemma) in source_words("change", "ru") | claim_words("likely", "ru")
        or view.text[token.start_char - 1] in '«"“'
        or token.text in ("«", '"', "“")
    )
    return happens and view.tokens[cue.head].feat("Tense") == "Pres"


def _by_what(view: View, cue: Cue, at: range) -> bool:
    """«объясняет цену необходимостью …»: an instrumental follows the cue."""
    i = view.range_of(*cue.span).stop
    return any(view.tokens[j].feat("Case") == "Ins" for j in range(i, min(i + 3, at.stop)))


def _governs(view: View, cue: Cue, at: range, preposition: str) -> bool:
    """«посетовал на нехватку рабочих: …», «обвиняет банк в росте цен: …»: the cue has its content before the colon."""
    hit = governed_by(view, cue, at, frozenset({preposition}))
    return hit is not None and at.stop - hit[1] > 2 and not witness(view, hit[1], at)


def _likened(view: View, cue: Cue, source: Source, at: range, cues: list[Cue]) -> Draft | None:
    """«сравнил съемки с каторгой»: a thing and what it is like."""
    thing = next((i for i in view.children_of(cue.head, "obj") if i in at and i > cue.head), None)
    if thing is None or trapped(view, cue, thing, at):
        return None
    behind = view.tokens[thing + 1 : at.stop]
    if cue.negated or not any(fold(token.norm) in ("с", "со") for token in behind):
        return None
    first = min(i for i in view.subtree(thing) if i > cue.head)
    return draft_of(cue, source, [content(view, cue, first, at, cues, phrase=True)], "naming", "naming")


def _about(
    view: View, cue: Cue, source: Source, first: int, at: range, cues: list[Cue], frame: str
) -> Draft | None:
    by_what = "ins" in cue.frames and _by_what(view, replace(cue, span=view.span(cue.head, first)), at)
    if fold(view.tokens[first].norm) in ("этом", "том", "нем", "ней", "чем", "этому", "другом") or (
        fold(view.tokens[first].norm) == "это" and not by_what
    ):
        return None
    why = cue.form == "gerund"  # «молчит, ссылаясь на занятость»
    if frame == "on" and cue.lemma in ("сослаться", "ссылаться") and (why or witness(view, first, at)):
        return None
    return draft_of(cue, source, [content(view, cue, first, at, cues, phrase=True)], "about", frame)


def _noun(view: View, cue: Cue, source: Source, noun: int, at: range, cues: list[Cue]) -> Draft | None:
    if source.span is None and noun < cue.head:
        return None  # «Свадьба отмечалась дома»
    if ":" in [token.text for token in view.tokens[noun : cue.head]]:
        return None  # «Очереди на границе: стороны объяснили причины»
    spoken = set(view.subtree(source.head)) if source.head is not None else set()
    own = [i for i in view.subtree(noun) if i in at and (i == noun or i not in spoken)]
    token = view.tokens[noun]
    if cue.span[0] < token.start_char < cue.span[1]:
        # «подтвердили готовность к диалогу»: without an infinitive the noun belongs to the content.
        verb = view.tokens[cue.head]
        cue = replace(cue, span=(verb.start_char, verb.end_char))
    if noun > cue.head:
        first = min((i for i in own if i > cue.head), default=noun)
        for i in range(first, noun):
            if source.span is not None and source.span[0] <= view.tokens[i].start_char < source.span[1]:
                first = i + 1
        return draft_of(cue, source, [content(view, cue, first, at, cues, phrase=True)], "noun", "noun")
    first, last = own[0], noun
    for i in own:
        if i < cue.head:
            last = max(last, i)
    return draft_of(cue, source, [trimmed(view.text, *view.span(first, last))], "noun_before", "noun")
