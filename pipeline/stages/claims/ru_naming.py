"""«назвал решение поспешным», «оценил рынок в 3 млрд», «признал приговор законным»: a thing and what it is called or worth."""

from __future__ import annotations

from pipeline.schema import Token
from pipeline.stages.claims.draft import Cue, Draft, Source, Span, draft_of, trimmed
from pipeline.stages.claims.ru_content import content
from pipeline.stages.claims.ru_cues import ACTIVE, LONG_FORM, is_finite
from pipeline.stages.claims.ru_phrase import can_speak
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import claim_words, fold

_CLAUSE = 12  # words behind a cue in which its complement stands


def naming(view: View, cue: Cue, source: Source, at: range, cues: list[Cue]) -> Draft | None:
    """«назвал ситуацию управляемой», «охарактеризовал рынок как слабый»: the object and what it is called.

    «Самым трудным участком он назвал станцию»: what it is called may come first; «запрет назван ошибкой»: a passive has its subject.
    """
    own = {
        i
        for i in at
        if source.span is not None and source.span[0] <= view.tokens[i].start_char < source.span[1]
    }
    stop, clause = _stop(view, cue, at)
    after = [i for i in range(cue.head + 1, stop) if i not in own and view.tokens[i].pos != "PUNCT"]
    if not after:
        return None
    named = any(
        _free(view, i) or fold(view.tokens[i].norm) == "как" or _quoted_name(view, i, cue) for i in after
    )
    among = [i for i in range(max(at.start, cue.head - 5), stop) if _among(view, i)]
    if among and not named:
        said = [i for i in after if i > max(among, default=0) + 1 or i < among[0]]
        return _chosen(view, cue, source, said, range(at.start, stop), cues)
    fronted = any(
        _free(view, i, ("NOUN", "ADJ")) for i in range(max(at.start, cue.head - 6), cue.head) if i not in own
    )
    if not named and fronted:
        parts = [content(view, cue, after[0], at, cues, phrase=True)]
        before = range(max(at.start, cue.head - 6), cue.head)
        called = [i for i in before if i not in own and _free(view, i)]
        if called:
            last = max(i for i in view.subtree(called[-1]) if i in before and i not in own)
            parts.insert(0, trimmed(view.text, *view.span(called[0], last)))
        return draft_of(cue, source, parts, "naming", "naming")
    if not named:
        return None
    first = after[0] - 1 if view.tokens[after[0] - 1].text in ("«", "“") else after[0]
    parts = [content(view, cue, first, range(at.start, stop), cues, phrase=clause)]
    thing = object_before(view, cue, source, at)
    if thing is not None:
        parts.insert(0, thing)
    elif "passive" in cue.frames:
        what = next(
            (i for i in view.children_of(cue.head, "nsubj:pass", "nsubj") if i < cue.head and i in at), None
        )
        if what is not None:
            words = [
                i
                for i in view.subtree(what, stop=("acl", "acl:relcl", "parataxis"))
                if i < cue.head and i in at
            ]
            parts.insert(0, trimmed(view.text, *view.span(words[0], words[-1])))
    return draft_of(cue, source, parts, "naming", "naming")


def _among(view: View, i: int) -> bool:
    """«среди причин», «в качестве цели»: what kind of thing is named."""
    form = fold(view.tokens[i].norm)
    return form == "среди" or form == "качестве" and fold(view.tokens[i - 1].norm) == "в"


def _chosen(
    view: View, cue: Cue, source: Source, said: list[int], at: range, cues: list[Cue]
) -> Draft | None:
    """«В качестве причины назвала жару»: the object that is named, behind the verb."""
    first = next(
        (i for i in said if view.tokens[i].pos in ("NOUN", "ADJ") and view.tokens[i].feat("Case") == "Acc"),
        None,
    )
    if first is None or cue.lemma != "назвать":
        return None
    return draft_of(cue, source, [content(view, cue, first, at, cues, phrase=True)], "naming", "noun")


def object_before(view: View, cue: Cue, source: Source, at: range, verb: int | None = None) -> Span | None:
    """«Слухи о продаже в компании называют выдумкой», «конфликт обещают разобрать»: the thing stands before its cue."""
    governors = [cue.head] if verb is None else [verb, cue.head]
    what = next(
        (i for head in governors for i in view.children_of(head, "obj") if i < cue.head and i in at), None
    )
    if what is None and verb is None and source.head is not None:
        # «Доводы судьи сочли слабыми»: two subjects for the tree.
        at = range(at.start, max(at.start, source.head))
        what = next((i for i in view.children_of(cue.head, "nsubj") if i in at), None)
        if what is None or can_speak(view, what) or any(_ends(view, i) for i in range(what, source.head)):
            return None  # «Докладчик совета Ким расценил …»
    elif what is not None and verb is not None and view.tokens[what].feat("Case") != "Acc":
        return None
    if what is None or view.tokens[what].pos not in ("NOUN", "PROPN"):
        return None
    words = [
        i
        for i in view.subtree(what, stop=("acl", "acl:relcl", "parataxis", "punct"))
        if i < cue.head and i in at
    ]
    first = last = what
    while first - 1 in words:
        first -= 1
    while last + 1 in words:
        last += 1
    span = view.span(first, last)
    if source.span is not None and source.span[0] < span[1] and span[0] < source.span[1]:
        return None
    return trimmed(view.text, *span)


def _quoted_name(view: View, i: int, cue: Cue) -> bool:
    """«назвал цифру «взятой с потолка»»: behind the object a quotation in small letters says what it is called."""
    return view.tokens[i - 1].text in ("«", "“") and view.tokens[i].text.islower() and i - 2 > cue.head


def _stop(view: View, cue: Cue, at: range) -> tuple[int, bool]:
    """Token after what the object is called, not inside a quotation; True where a clause belongs to it: «ошибкой, которую …»."""
    stop = cue.head + 1
    quoted = False
    while stop < at.stop and (quoted or not _ends(view, stop) or _goes_on(view, cue, stop, at)):
        token = view.tokens[stop]
        quoted = token.text in ("«", "“") or (quoted and token.text not in ("»", "”"))
        stop += 1
    if stop + 2 < at.stop and view.tokens[stop].text == "," and stop > cue.head + 2:
        opened = {fold(token.lemma) for token in view.tokens[stop + 1 : stop + 3]}
        told_of = fold(view.tokens[stop - 1].norm) == "том" and "что" in opened  # «бредом слухи о том, что …»
        if told_of or opened & (claim_words("relative", "ru") | {"поскольку"}):
            return at.stop, True
    return stop, False


def _goes_on(view: View, cue: Cue, comma: int, at: range) -> bool:
    """«назвал его «лжецом», «вором»», «ошибкой, стоившей нам года», «не ошибкой, а шагом»: behind the comma a further name."""
    if view.tokens[comma].text != "," or comma + 2 >= at.stop or comma <= cue.head + 2:
        return False
    behind = comma + 2 if fold(view.tokens[comma + 1].norm) in ("а", "но", "ни", "даже") else comma + 1
    token = view.tokens[behind]
    if token.text in ("«", "“"):
        return view.tokens[comma - 1].text in ("»", "”") or behind > comma + 1
    if fold(view.tokens[comma + 2].lemma) in claim_words("relative", "ru"):
        return False  # «виновным в сговоре, целью которого был взрыв»: a clause
    participle = token.feat("VerbForm") == "Part" or ACTIVE.search(token.norm.lower()) is not None
    if token.pos not in ("NOUN", "ADJ", "VERB") or (
        token.feat("VerbForm") in ("Fin", "Inf", "Conv") and not participle
    ):
        return False
    nouns = [t for t in view.tokens[cue.head + 1 : comma] if t.pos == "NOUN"]
    agrees = any(token.feat("Case") in _cases(noun) and _alike(token, noun) for noun in nouns)
    return token.feat("Case") == "Ins" or participle or (agrees and token.pos != "NOUN")


def _cases(noun: Token) -> tuple[str | None, ...]:
    """The case of a noun; the accusative of a living one is its genitive."""
    case = noun.feat("Case")
    return ("Gen", "Acc") if case in ("Gen", "Acc") and noun.feat("Animacy") == "Anim" else (case,)


def _alike(one: Token, two: Token) -> bool:
    return all(one.feat(f) == two.feat(f) for f in ("Number", "Gender"))


def _ends(view: View, i: int) -> bool:
    token = view.tokens[i]
    return (
        token.text in (",", ";", ":", "–", "—")
        or is_finite(token)
        or (token.pos == "SCONJ" and fold(token.norm) != "как")
    )


def _free(view: View, i: int, pos: tuple[str, ...] = ("NOUN", "ADJ", "NUM", "PRON", "DET", "VERB")) -> bool:
    """An instrumental that no preposition governs and that names no person; the tagger takes «лукавым» for another case."""
    token = view.tokens[i]
    form = token.norm.lower()
    instrumental = token.feat("Case") == "Ins" or (
        token.dep == "xcomp"
        and form.endswith(("ым", "им", "ыми", "ими"))
        or token.feat("Variant") == "Short"
        and form.endswith(LONG_FORM)
        or token.dep in ("xcomp", "nmod")
        and form.endswith(("нной", "нными", "нным", "мой"))
        and token.lemma.endswith("ть")
    )
    return (
        instrumental
        and token.pos in pos
        and not view.children_of(i, "case")
        and view.mention_at(token.start_char, "person") is None
    )


def called(view: View, cue: Cue, source: Source, at: range, cues: list[Cue]) -> Draft | None:
    """What verbs with other meanings call a thing: «объявил страну державой», «расценил слова как угрозу», «признал себя виновным»."""
    after = view.tokens[cue.head + 1 : _stop(view, cue, at)[0]]
    alike = any(fold(token.norm) == "как" for token in after)
    oneself = "себя" in [fold(token.norm) for token in after[:3]]
    if (
        ("as" in cue.frames and alike)
        or ("declares" in cue.frames and "passive" not in cue.frames)
        or (cue.lemma.startswith("призна") and oneself)
    ):
        return naming(view, cue, source, at, cues)
    return None


def valued(view: View, cue: Cue, source: Source, at: range, cues: list[Cue]) -> Draft | None:
    """«оценивает завод в 120 млн»: what is valued and at how much."""
    to = next(
        (
            i
            for i in range(cue.head + 1, at.stop - 1)
            if fold(view.tokens[i].norm) == "в"
            and any(c.isdigit() for c in view.tokens[i + 1].text + view.tokens[min(i + 2, at.stop - 1)].text)
        ),
        None,
    )
    first = cue.head + 1
    while (
        source.span is not None
        and first < at.stop
        and source.span[0] <= view.tokens[first].start_char < source.span[1]
    ):
        first += 1
    if to is None and any(fold(token.norm) == "как" for token in view.tokens[first : at.stop]):
        return naming(view, cue, source, at, cues)  # «оценила состояние как тяжелое»
    if to is None or first > to:
        return None
    return draft_of(cue, source, [content(view, cue, first, at, cues, phrase=True)], "valued", "noun")


def seen(view: View, cue: Cue, source: Source, at: range, cues: list[Cue]) -> Draft | None:
    """«видит причину в бюджете», «не видит в союзе угрозы», «увидел в договоре «победу»»: what one takes a thing for.

    The thing stands in the locative behind «в»; what is seen with the eyes is told in the past: «видел машину во дворе».
    """
    verb = view.tokens[cue.head]
    stop = next((i for i in range(cue.head + 1, at.stop) if view.tokens[i].text in (":", ";")), at.stop)
    behind = range(cue.head + 1, stop)
    near = behind[:_CLAUSE]
    placed = any(fold(view.tokens[i].norm) in ("в", "во") and _located(view, i) for i in near)
    quoted = any(view.tokens[i].text in ("«", "“") for i in near)
    refused = (
        cue.negated
        and verb.feat("Tense") == "Pres"
        and len(near) > 3
        and any(_genitive(view, i) for i in near[:3])
    )
    if not (refused or placed and (verb.feat("Tense") == "Pres" or quoted)):
        return None
    own = view.range_of(*source.span) if source.span is not None else range(0)
    first = next((i for i in behind if i not in own), None)
    if first is None:
        return None
    parts = [content(view, cue, first, at, cues, phrase=True)]
    thing = object_before(view, cue, source, at)
    if thing is not None:
        parts.insert(0, thing)
    return draft_of(cue, source, parts, "seen", "naming")


def _located(view: View, i: int) -> bool:
    """Behind the preposition stands a locative that is no place."""
    noun = next((j for j in range(i + 1, i + 5) if view.tokens[j].pos in ("NOUN", "PROPN", "PRON")), None)
    if noun is None or view.tokens[noun].feat("Case") != "Loc":
        return False
    name = view.tokens[noun].pos == "PROPN"
    return not name and view.mention_at(view.tokens[noun].start_char, "place") is None


def _genitive(view: View, i: int) -> bool:
    return view.tokens[i].pos == "NOUN" and view.tokens[i].feat("Case") == "Gen"


def verdict(view: View, cue: Cue, source: Source, obj: int) -> bool:
    """«Суд признал приговор законным», «признал факт»: a ruling, not a report."""
    if not cue.lemma.startswith("призна"):
        return False
    court = source.head is not None and fold(view.tokens[source.head].lemma).endswith(("суд", "трибунал"))
    named = any(
        view.tokens[i].feat("Case") == "Ins" and not view.children_of(i, "case")
        for i in view.children_of(cue.head) + view.children_of(obj, "amod", "acl")
    )
    return court or named
