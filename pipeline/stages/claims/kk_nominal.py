"""The content is an object of the verb: «жол салынғанын айтты», «салық азайтуды ұсынды», «маңызын атап өтті»."""

from __future__ import annotations

from pipeline.schema import Token
from pipeline.stages.claims.draft import DROPPED, Cue, Draft, Source, trimmed, unquoted
from pipeline.stages.claims.kk_clause import (
    Before,
    addressed,
    behind_addressee,
    clause_start,
    skip_leads,
    source_after,
    source_first,
)
from pipeline.stages.claims.kk_phrase import in_nominative, is_finite, name_at, phrase
from pipeline.stages.claims.kk_source import in_document, nominative, opening
from pipeline.stages.claims.kk_words import endings, saying_nouns, word_set
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, words

# Classes whose subject may be left out.
_SPOKEN = {"neutral", "factive", "distance", "evaluative", "forecast"}
_PAPER_WITHIN = 8  # words from the head of the sentence to the noun of the document
_BREAKS = (";", ":", "–", "—", "!", "?", ",")
_REACH = 9  # words from the object to the verb: the subject and adverbs


def nominal(view: View, cue: Cue, at: range, before: Before) -> Draft | None:
    """The claim of a cue whose object is a nominalised clause, a gerund or a noun of content."""
    first, end = view.index_from(cue.span[0]), view.index_from(cue.span[1])
    found = _object(view, cue, at, first)
    if found is None:
        return None
    obj, frame = found
    at = range(clause_start(view, at, obj), at.stop)
    start = skip_leads(view, range(at.start, obj))
    if "passive" in cue.frames:
        return _of_document(view, cue, at, obj, start, frame)
    source = source_after(view, end, at) or nominative(view, range(obj + 1, first), last=True)
    if source is None and cue.form == "finite" and "thing" in cue.frames:
        source = _paper_first(view, range(start, obj))
        if source is not None and source.span is not None:
            start = skip_leads(view, range(view.range_of(*source.span).stop, at.stop))
    if source is None:
        source, start = _subject(view, range(start, obj + 1), start, obj, before)
    if source is None:
        source = _first_of(view, start, in_document(view, range(at.start, first)))
        if source is not None and source.span is not None:
            start = max(start, view.range_of(*source.span).stop)
    source = source or before.source
    if source is None and cue.form == "gerund":
        source = _behind_converb(view, end, at)
    if source is None and frame == "clause" and _drops_subject(cue):
        source = Source(None, reason=DROPPED)
    start = addressed(view, start, obj)
    if frame == "inf" and cue.lemma in word_set("entrusts"):
        start = behind_addressee(view, start, obj)
    start = _own_clause(view, start, obj, frame)
    if source is None or start > obj:
        return None
    part = trimmed(view.text, view.tokens[start].start_char, view.tokens[obj].end_char)
    inner = unquoted(view.text, part)
    if part[1] <= part[0] or _untold(view, range(start, obj + 1), cue):
        return None
    rule = "nominal" if frame == "clause" else frame
    if inner != part and frame == "clause" and cue.cls != "negative" and not cue.negated:
        return Draft("direct", [inner], cue, source, "kk", rule, "quote")  # «…» дегенді айтты
    part = inner
    return Draft("indirect", [part], cue, source, "kk", rule, frame)


def _behind_converb(view: View, end: int, at: range) -> Source | None:
    """«… екенін айтып, ол қолын жайды»: the subject of both verbs stands behind the comma."""
    if end >= at.stop or view.tokens[end].text != ",":
        return None
    return opening(view, range(skip_leads(view, range(end, at.stop)), at.stop))


def _untold(view: View, said: range, cue: Cue) -> bool:
    """«қашан бітетінін айтпады», «білмейтінін айтты»: a question left open, a lone denial: nothing is said."""
    if cue.negated and any(fold(view.tokens[i].norm) in word_set("question_words") for i in said):
        return True
    only = view.tokens[said.start]
    return len(said) == 1 and only.feat("VerbForm") == "Part" and only.feat("Polarity") == "Neg"


def _first_of(view: View, start: int, source: Source | None) -> Source | None:
    """The source, unless it stands in the ablative inside what is said («білік зауыттан келмегенін айтты»)."""
    if source is None or source.span is None or source.case != "Abl":
        return source
    return source if view.index_from(source.span[0]) <= start else None


def _own_clause(view: View, start: int, obj: int, frame: str) -> int:
    """Where what is said begins, behind a clause of the author's: «… дайын, бірақ», «хат жазып,»."""
    for i in range(obj - 1, start, -1):
        token = view.tokens[i]
        if token.text != "," or i + 1 >= obj:
            continue
        before, after = view.tokens[i - 1], view.tokens[i + 1]
        closed = is_finite(before) or fold(before.norm) in word_set("bare_predicates")
        if fold(after.norm) in word_set("but") - {"ал"} and closed:
            return i + 2
        told = before.feat("VerbForm") == "Conv" and before.feat("Polarity") != "Neg"
        if told and _deed(view, range(start, i), range(i + 1, obj + 1), frame):
            return i + 1
    return start


def _deed(view: View, deed: range, said: range, frame: str) -> bool:
    """A converb with its comma tells what the speaker did, not what he says: «хат жазып,», «қонақты қарсы алып, …».

    It does when its verb is one of coming, gathering or writing, or it has an object; a clause that is said needs besides
    a subject of its own.
    """
    verb = view.tokens[deed.stop - 1]
    pair = (fold(view.tokens[deed.stop - 2].lemma), fold(verb.lemma)) if len(deed) > 1 else ("", "")
    taken = pair[1] in word_set("deeds") or " ".join(pair) in word_set("deeds")
    if frame != "clause" or verb.feat("Voice") == "Pass":
        return taken
    for i in deed:
        owned = any(view.tokens[k].feat("Person[psor]") == "3" for k in range(i + 1, min(i + 3, deed.stop)))
        if view.tokens[i].feat("Case") == "Gen" and not owned:
            return False  # «мектептердің әдісті тастап, … көшуі»: the subject of what is said
    taken = taken or any(view.tokens[i].feat("Case") == "Acc" for i in deed)
    last = view.tokens[said.stop - 1]
    own = (
        last.feat("Voice") == "Pass"
        or last.lemma == "е"
        or any(
            view.tokens[i].feat("Case") == "Gen"
            or view.tokens[i].feat("Case") == "Nom"
            and view.tokens[i].feat("Person[psor]") == "3"
            and view.tokens[i].feat("VerbForm") is None
            for i in range(said.start, said.stop - 1)
        )
    )
    return taken and own


def _paper_first(view: View, at: range) -> Source | None:
    """«Зерттеу … көрсетті», «Заң жобасы … көздейді»: a document is the subject at the head of the sentence."""
    for i in range(at.start, min(at.stop, at.start + _PAPER_WITHIN)):
        token = view.tokens[i]
        noun = speaking_noun(view, i, "kk")
        if token.pos == "PUNCT" or is_finite(token):
            return None
        if noun is None or noun.kind != "document" or noun.positions[-1] != i or not in_nominative(token):
            continue
        after = view.tokens[i + 1] if i + 1 < at.stop else None
        if after is None or after.pos == "ADP" or after.feat("Person[psor]") == "3":
            continue
        found = phrase(view, i, range(at.start, i + 1), "Nom")
        return found if found.span and view.index_from(found.span[0]) == at.start else None
    return None


def _of_document(view: View, cue: Cue, at: range, obj: int, start: int, frame: str) -> Draft | None:
    """«Құжатта … айтылған»: the source of a passive stands in the locative before the object."""
    source = in_document(view, range(at.start, view.index_from(cue.span[0])))
    if source is not None and source.span is not None:
        start = max(start, view.range_of(*source.span).stop)
    elif frame == "inf" and cue.cls == "directive":
        source = Source(None, reason=DROPPED)  # «жолды жөндеу тапсырылды»: by whoever speaks
    elif cue.cls in ("neutral", "factive") and "thing" not in cue.frames:
        source = Source(None, reason="agentless")
    else:
        return None
    part = trimmed(view.text, view.tokens[min(start, obj)].start_char, view.tokens[obj].end_char)
    return Draft("indirect", [part], cue, source, "kk", "nominal", frame)


def _subject(view: View, at: range, start: int, obj: int, before: Before) -> tuple[Source | None, int]:
    """The phrase that opens the sentence; not the subject of what is said («институты құрылатынын хабарлады»)."""
    source, after = source_first(view, at, start, before)
    if (
        source is not None
        and source.span is not None
        and view.range_of(*source.span).stop == obj
        and view.tokens[obj].feat("Voice") == "Pass"
        and (source.head is None or name_at(view, source.head, "person") is None)
    ):
        return None, start
    return source, after


def _drops_subject(cue: Cue) -> bool:
    """The verb may leave out who speaks; of a thing (көрсетті, білдірді) it may be said too, and then nobody does."""
    return cue.form == "finite" and cue.cls in _SPOKEN and "thing" not in cue.frames


def _object(view: View, cue: Cue, at: range, first: int) -> tuple[int, str] | None:
    """The object right before the cue (adverbs and the subject may stand between), and what it is."""
    for i in range(first - 1, max(at.start, first - _REACH) - 1, -1):
        token = view.tokens[i]
        if is_finite(token) and not _told(token, cue) or token.text in _BREAKS:
            return None
        form = fold(token.norm)
        if form in word_set("about") and "about" in cue.frames:
            return _topic(view, i, cue, at)
        if token.lemma == "де" and _told(token, cue):
            return i - 1, "clause"  # «… дегенді айтты»
        if form == "дегенмен" and "that_with" in cue.frames:
            return i - 1, "clause"
        if _told(token, cue):
            return i, "clause"
        named = _named_news(view, i, cue, at)
        if named is not None:
            return named, "clause"
        if "that_with" in cue.frames and token.feat("Case") == "Ins" and token.pos in ("NOUN", "ADJ"):
            by = any(view.tokens[k].feat("Case") == "Acc" for k in range(at.start, i))
            return (i, "noun") if by else None  # «себебін аптап ыстықпен түсіндірді»
        if _asked(token, cue):
            return None if "from" in cue.frames and _speaking(view, i) else (i, "inf")
        if token.feat("Case") == "Acc" and token.pos in ("NOUN", "PROPN", "VERB", "ADJ"):
            gerund = token.feat("VerbForm") in ("Ger", "Vnoun")
            if "noun" not in cue.frames and "to" in cue.frames and not gerund:
                continue  # «қан тапсыруға тұрғындарды шақырды»: whom
            if "noun" not in cue.frames:
                return None
            if (cue.lemma, fold(token.lemma)) in words("kk").traps:
                return None
            return (i, "noun") if gerund or _content_noun(token, cue) else None
    return None


def _named_news(view: View, i: int, cue: Cue, at: range) -> int | None:
    """«… деген ақпаратты растады», «… деген пікірмен келіспейді»: what is said stands before деген and a noun of news."""
    token = view.tokens[i]
    wanted = {"noun": "Acc", "that_to": "Dat", "that_with": "Ins"}
    if token.feat("Case") not in {case for frame, case in wanted.items() if frame in cue.frames}:
        return None
    before = fold(view.tokens[i - 1].norm) if i - 2 > at.start else ""
    about = before in word_set("about") and cue.cls == "negative" and _ends_clause(view.tokens[i - 2])
    if before not in ("деген", "дейтін") and not about:
        return None
    lemma = fold(token.lemma)
    return i - 2 if lemma in word_set("rumours") or lemma in saying_nouns() else None


def _ends_clause(token: Token) -> bool:
    """The last word of a clause made a noun: салынғаны, салуы, екені, салынатындығы."""
    made = token.feat("VerbForm") in ("Part", "Ger") or token.lemma == "е"
    return made or fold(token.lemma).endswith(endings("clause_nouns"))


def _topic(view: View, i: int, cue: Cue, at: range) -> tuple[int, str] | None:
    """«… салатыны туралы мәлімдеді»: a clause before туралы; a mere topic («жол туралы айтты») is no content."""
    before = view.tokens[i - 1] if i > at.start else None
    if before is None:
        return None
    clause = _ends_clause(before) and not any(
        fold(view.tokens[k].norm) in word_set("question_words") for k in range(at.start, i)
    )  # «не болғаны туралы айтты» is a mere topic
    announced = fold(view.tokens[i].norm) == "туралы" and cue.lemma == "жариялау"
    return (i - 1, "clause") if clause or announced else None


def _told(token: Token, cue: Cue) -> bool:
    """A nominalised clause in the case that the cue asks for: салынғанын айтты, сақталатынына сендірді."""
    form, case, verbal = fold(token.norm), token.feat("Case"), token.feat("VerbForm")
    if (
        "passive" in cue.frames
        and (verbal == "Part" or token.lemma == "е" or _quality(token))
        and case in ("Nom", None)
        and token.feat("Person[psor]") == "3"
    ):
        return True  # «… кеңейтетіні айтылған»
    if "noun" in cue.frames:
        if form in ("барын", "жоғын", "барлығын", "жоқтығын"):
            return True  # «қарызы барын»: that there is a debt
        if case == "Acc" and (
            verbal in ("Part", "Fin") or form.startswith("екен") or form.endswith(endings("nominal_endings"))
        ):
            return True
    if "that_with" in cue.frames and case == "Ins" and verbal in ("Part", "Ger"):
        return (
            token.lemma == "де" or token.feat("Person[psor]") is not None
        )  # not «айып таққандармен»: people
    nominal_clause = verbal == "Part" or token.lemma == "е" or _abstract(token)
    return "that_to" in cue.frames and case == "Dat" and nominal_clause


def _asked(token: Token, cue: Cue) -> bool:
    """A gerund in the case that the cue asks for: азайтуды ұсынды, азайтуға шақырды, азайтудан бас тартты."""
    if token.feat("VerbForm") not in ("Ger", "Vnoun") or fold(token.norm).startswith("екен"):
        return False
    case = token.feat("Case")
    if "passive" in cue.frames:
        return cue.cls in ("directive", "plan") and "inf" in cue.frames and case in ("Nom", None)
    return (
        "inf" in cue.frames
        and case == "Acc"
        or "to" in cue.frames
        and case == "Dat"
        or "from" in cue.frames
        and case == "Abl"
    )


def _speaking(view: View, i: int) -> bool:
    """«айтудан бас тартты», «түсініктеме беруден бас тартты», «кездесуден бас тартты»: whoever will not speak has said
    nothing."""
    lemma = fold(view.tokens[i].lemma)
    return (
        lemma in words("kk").cues
        or lemma in word_set("talks")
        or lemma in word_set("saying_verbs")
        and (fold(view.tokens[i - 1].lemma) in saying_nouns())
    )


def _content_noun(token: Token, cue: Cue) -> bool:
    """A noun that can be what is said: importance, growth, readiness; for a denial any noun."""
    if cue.cls == "negative":
        return True
    if _abstract(token) and cue.lemma.split()[0] in word_set("of_nouns"):
        return True
    return _quality(token) and "thing" not in cue.frames  # тиімділігін көрсетті: it was effective


def _quality(token: Token) -> bool:
    """A predicate made a noun, with its owner: қажеттігі, түсініксіздігін."""
    return (
        token.pos in ("NOUN", "ADJ")
        and token.feat("Person[psor]") == "3"
        and fold(token.lemma).endswith(endings("quality_endings"))
    )


def _abstract(token: Token) -> bool:
    """A noun that holds a proposition: importance, growth, need."""
    lemma = fold(token.lemma)
    return token.pos in ("NOUN", "ADJ") and (
        lemma in word_set("content_nouns") or lemma.endswith(endings("abstract_endings"))
    )
