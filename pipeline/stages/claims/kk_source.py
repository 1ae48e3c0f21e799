"""Who stands by a Kazakh cue: the nominative that can speak; the genitive before айтуынша; a document in the locative."""

from __future__ import annotations

from pipeline.schema import Token
from pipeline.stages.claims.draft import Source
from pipeline.stages.claims.kk_phrase import (
    ATTRIBUTES,
    ONE_OF,
    after_marks,
    can_speak,
    ends_noun,
    in_nominative,
    is_finite,
    name_at,
    phrase,
    speaks,
    those_of,
)
from pipeline.stages.claims.kk_place import in_own_speech, on_platform
from pipeline.stages.claims.kk_words import honorific, word_set
from pipeline.stages.claims.nouns import Speaking, speaking_noun
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

PRONOUNS = {"ол", "олар"}
_THAT = {"ол", "сол", "бұл", "осы"}
_CLAUSE = 25  # words of a question before who answers it
_PEOPLE_WITHIN = 60  # words from «олар» back to those whom it means
_IN_IT = {"онда", "мұнда"}  # «Онда: «…», – делінген»: in the letter told of
_QUOTES = ("«", "»", "“", "”", '"')


def nominative(view: View, at: range, *, last: bool = False) -> Source | None:
    """The first (or last) phrase in the nominative among the tokens `at` that can speak."""
    found: Source | None = None
    i = at.start
    while i < at.stop:
        source = _source_at(view, i, at)
        if source is None or source.span is None:
            i += 1
            continue
        found = source
        if not last:
            return (
                after_question(view, at)
                or against(view, at)
                or _after_relative(view, found, at)
                or _apposed(view, found, at)
                or found
            )
        i = max(i + 1, view.range_of(*source.span).stop)
    return found


def opening(view: View, at: range) -> Source | None:
    """The phrase in the nominative that the tokens `at` begin with, when it can speak."""
    found = nominative(view, at)
    begins = found is not None and found.span is not None and view.index_from(found.span[0]) == at.start
    return found if begins else None


def opening_name(view: View, at: range) -> Source | None:
    """The person whose name the tokens `at` begin with, alone or behind a title."""
    found = opening(view, at)
    named = found is not None and found.head is not None and name_at(view, found.head, "person") is not None
    return found if named else None


def _source_at(view: View, i: int, at: range) -> Source | None:
    token = view.tokens[i]
    if fold(token.norm) in PRONOUNS and token.pos in ("PRON", "DET"):
        if _modifies(view, i, at):
            return None
        if i + 1 < at.stop and fold(view.tokens[i + 1].norm) == "кісі":
            return Source(view.span(i, i + 1), i, "Nom", pronoun=True)  # ол кісі
        return Source((token.start_char, token.end_char), i, "Nom", pronoun=True)
    if _self(token) and i > at.start and in_nominative(token):
        return _owner(view, i, at)
    if not _heads(view, i, at):
        return None
    stop = i + 1
    if (
        i - 2 >= at.start
        and fold(view.tokens[i - 1].norm) in word_set("by_name")
        and name_at(view, i - 2, "person")
    ):
        name = phrase(view, i - 2, at, "Nom")  # Ләззат есімді әйел
        return Source((name.span[0], token.end_char), i - 2, "Nom") if name.span is not None else None
    if name_at(view, i, "person") is not None and stop < at.stop and honorific(view.tokens[stop]):
        stop += 1  # Наурызбай қажы
    return _joint(view, phrase(view, i, at, "Nom", stop=stop), at)


def _self(token: Token) -> bool:
    """өзі, өздерінің: whoever is named before it, in person."""
    return token.lemma == "өз" and token.pos == "PRON" and token.feat("Person[psor]") == "3"


def _owner(view: View, i: int, at: range) -> Source | None:
    """«Айгүлдің өзі», «министрдің өзі»: who stands in the genitive before «өзі»; not «өзі туралы»."""
    owner = view.tokens[i - 1]
    if owner.feat("Case") != "Gen" or i + 1 < at.stop and _governed(view, i + 1):
        return None
    known = can_speak(view, i - 1) or owner.text[:1].isupper() and i - 1 > at.start
    return phrase(view, i - 1, at, "Gen") if known else None


def _after_relative(view: View, found: Source, at: range) -> Source | None:
    """«Бабиш бастаған Үкімет»: the participle right after a phrase makes it a clause about the next one, which speaks."""
    assert found.span is not None
    i = view.range_of(*found.span).stop
    if i >= at.stop:
        return None
    verb = view.tokens[i]
    if verb.feat("VerbForm") != "Part" or verb.feat("Case") is not None or verb.feat("Person[psor]"):
        return None
    return opening(view, range(i + 1, min(at.stop, i + 9)))


def after_question(view: View, at: range) -> Source | None:
    """«Журналистер қашан бітетінін сұрағанда, ол …»: who answers, behind the clause of those who asked."""
    for i in range(at.start, min(at.stop, at.start + _CLAUSE) - 1):
        token = view.tokens[i]
        asked = token.feat("Case") == "Loc" and fold(token.lemma) in word_set("asked")
        if asked:
            return opening(view, range(i + 1 + (view.tokens[i + 1].text == ","), at.stop))
    return None


def against(view: View, at: range) -> Source | None:
    """«Ерлан Қасымов заңға қарсы болса, Айгүл Сейітова оны қажет деп санайды»: the one of two persons who is told of last."""
    end = next((i for i in at if view.tokens[i].feat("Mood") == "Cnd"), at.stop)
    if end + 2 >= at.stop or view.tokens[end + 1].text != ",":
        return None
    first = next((s for i in range(at.start, end) if (s := _source_at(view, i, at)) is not None), None)
    if first is None or first.span is None or first.head is None or not name_at(view, first.head, "person"):
        return None
    deed = view.tokens[view.range_of(*first.span).stop : end]
    if not deed or any(is_finite(t) or t.text == "," for t in deed):
        return None  # «Ерлан Қасымов болса, …»: as for him
    owned = [t.feat("Person[psor]") == "3" for t in view.tokens[end - len(deed) + 1 : end + 1]]
    nouns = (t for t, own in zip(deed, owned, strict=True) if t.pos in ("NOUN", "PROPN") and not own)
    if any(in_nominative(t) for t in nouns):
        return None  # «Ерлан Қасымов баға өссе, Айгүл Сейітова кетеді деп отыр»: what the first one says
    return opening_name(view, range(end + 2, at.stop))


def _apposed(view: View, found: Source, at: range) -> Source | None:
    """«Одақ сарапшысы, бұрынғы диспетчер Сергей Вдовин», «аналардың бірі, Айгүл Сейітова»: a post, a comma, and the name
    that it belongs to."""
    assert found.span is not None and found.head is not None
    noun = speaking_noun(view, found.head, "kk")
    comma = view.range_of(*found.span).stop
    person = noun is not None and noun.kind == "person" or fold(view.tokens[found.head].norm) in ONE_OF
    if not person or name_at(view, found.head, "person") is not None:
        return None
    if view.tokens[found.head].feat("Number") == "Plur" or comma >= at.stop or view.tokens[comma].text != ",":
        return None
    name = opening_name(view, range(comma + 1, min(at.stop, comma + 12)))
    if name is None or name.span is None:
        return None
    return Source((found.span[0], name.span[1]), name.head, "Nom", heads=name.heads)


def _joint(view: View, first: Source, at: range) -> Source:
    """«X пен Y»: one source of two phrases."""
    assert first.span is not None
    join = view.range_of(*first.span).stop
    if join >= at.stop or fold(view.tokens[join].norm) not in word_set("and"):
        return first
    second = opening(view, range(join + 1, min(at.stop, join + 12)))
    if second is None or second.span is None or second.pronoun:
        return first
    heads = (second.head,) if second.head is not None else ()
    return Source((first.span[0], second.span[1]), first.head, first.case, heads=heads)


def genitive(view: View, end: int, at: range, *, sure: bool = False) -> Source | None:
    """The phrase that ends just before `end`: «Министрдің» айтуынша, «Ұлттық банк» мәліметінше.

    `sure` takes any genitive: whatever stands before айтуынша speaks.
    """
    i = end - 1
    while i >= at.start and view.tokens[i].text in ("»", '"', "”", ")"):
        i -= 1
    if i < at.start:
        return None
    if _self(view.tokens[i]) and i > at.start and view.tokens[i - 1].feat("Case") == "Gen":
        i -= 1  # Айгүлдің өзінің айтуынша
    token = view.tokens[i]
    if fold(token.norm) in ("оның", "олардың"):
        return Source((token.start_char, token.end_char), i, "Gen", pronoun=True)
    if fold(token.norm) == "кісінің" and i > at.start and fold(view.tokens[i - 1].norm) in _THAT:
        return Source(view.span(i - 1, i), i - 1, "Gen", pronoun=True)
    if fold(token.norm) in word_set("no_owner"):
        return None
    case = token.feat("Case")
    mention = name_at(view, i, "person", "organization", "place")
    if token.feat("Clitic") == "Yes":
        return phrase(view, i - 1 if view.tokens[i - 1].text not in ("»",) else i - 2, at, "Gen", stop=i + 1)
    bare = case in ("Nom", None) and (speaking_noun(view, i, "kk") is not None or token.pos in ("PROPN", "X"))
    if case != "Gen" and mention is None and not bare:
        return None
    if mention is None and case == "Gen" and not sure and not can_speak(view, i):
        return None
    return phrase(view, i, at, "Gen" if case == "Gen" else "Nom")


def people_before(view: View, char: int) -> Source | None:
    """Whom «олар» before a character means: the last plural subject of an earlier sentence nearby that can speak.

    In the sentence right before a plural object will do («Бұл уәде тұрғындарды жұбатпады»).
    """
    here = view.document.sentence_at(char)
    stop = view.index_from(here.start_char if here is not None else char)
    near = view.tokens[stop - 1].sentence_id if stop else ""
    told: Source | None = None
    for i in range(stop - 1, max(-1, stop - _PEOPLE_WITHIN), -1):
        token = view.tokens[i]
        noun = speaking_noun(view, i, "kk") if token.feat("Number") == "Plur" or those_of(token) else None
        if noun is None or noun.kind not in ("person", "group"):
            continue
        if in_nominative(token):
            return phrase(view, i, range(max(0, i - 12), i + 1), "Nom") if told is None else told
        if told is None and token.sentence_id == near and token.feat("Case") in ("Acc", "Dat"):
            first = max(0, i - 12) if token.feat("Person[psor]") else i
            told = phrase(view, i, range(first, i + 1), token.feat("Case") or "Acc")
    return told


def in_document(view: View, at: range) -> Source | None:
    """«Құжатта … айтылған», «баспасөз қызметінен хабарлады»: a document in the locative, those of an institution in the ablative too."""
    for i in at:
        case = view.tokens[i].feat("Case")
        if fold(view.tokens[i].norm) in _IN_IT:
            return Source(view.span(i, i), i, "Loc", pronoun=True)
        if case in ("Loc", "Abl"):
            noun = speaking_noun(view, i, "kk")
            kinds = ("document", "institution", "media") if case == "Loc" else ("institution", "media")
            if noun is not None and noun.kind in kinds:
                return phrase(view, i, at, case)
    return None


def _heads(view: View, i: int, at: range) -> bool:
    """The token at `i` heads a phrase in the nominative that can speak; for a name, its last token counts."""
    token = view.tokens[i]
    if not in_nominative(token) or on_platform(view, i):
        return False
    mention = name_at(view, i, "person", "organization", "place")
    if mention is None:
        return _noun_heads(view, i, at)
    stop = view.range_of(mention.start_char, mention.end_char).stop
    if stop - 1 != i or stop > at.stop:
        return False
    if stop < at.stop and view.tokens[stop].feat("Clitic") == "Yes":
        return False
    after = after_marks(view, stop, at.stop)
    if after < at.stop and mention.label == "person" and fold(view.tokens[after].norm) in word_set("by_name"):
        return False  # Айгүл есімді әйел: the noun heads
    if after < at.stop:
        full = mention.label == "person" and stop - view.index_from(mention.start_char) > 1
        if honorific(view.tokens[after]) and mention.label == "person":
            return view.tokens[after].feat("Case") in ("Nom", None)
        closed = _chain(view, after, at) if mention.label == "place" else after
        if _governed(view, after) or not full and _possessed(view, closed):
            return False
    if mention.label != "person" and _titles_a_name(view, after, at):
        return False
    # A state speaks only as the first words of the clause.
    return mention.label != "place" or view.index_from(mention.start_char) - at.start <= 1


def _noun_heads(view: View, i: int, at: range) -> bool:
    token = view.tokens[i]
    heads = token.pos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") or ends_noun(view, i)  # қорғаушы тарап
    if not heads or not speaks(view, i):
        return False
    noun = speaking_noun(view, i, "kk")
    if noun is not None and (noun.positions[-1] > i or noun.kind == "document"):
        return False
    if i > at.start and view.tokens[i - 1].feat("Case") == "Gen" and token.feat("Person[psor]") is None:
        return False  # «институттың жетекші қызметкері»: what the genitive owns comes later
    after = after_marks(view, i + 1, at.stop)  # «Дала» талдаушысы
    if after >= at.stop:
        return True
    people = (
        token.feat("Number") == "Plur" and token.feat("Person[psor]") == "3"
    )  # «орталық мамандары табысының …»
    people = people or _owned_kin(view, i, noun)
    if _governed(view, after) or not people and _possessed(view, after):
        return False
    if name_at(view, after, "person") is not None or _goes_on(view, after, noun):
        return False  # a title: the name that follows is the head
    if fold(token.norm) == "тұрғын" and fold(view.tokens[after].norm).startswith("үй"):
        return False  # housing
    return not _titles_a_name(view, after, at)


def _owned_kin(view: View, i: int, noun: Speaking | None) -> bool:
    """«Оқушының әкесі баласының …»: whoever is told by a genitive owns what follows without a genitive no more."""
    owned = view.tokens[i].feat("Person[psor]") == "3" and i > 0 and view.tokens[i - 1].feat("Case") == "Gen"
    return owned and noun is not None and noun.kind == "person"


def _goes_on(view: View, i: int, noun: Speaking | None) -> bool:
    """A proper noun in the nominative continues the name, unless it opens a name of its own in another case, or that of a
    place behind an institution or a post («Reuters агенттігі Қазақстан …»)."""
    if view.tokens[i].pos != "PROPN" or not in_nominative(view.tokens[i]):
        return False
    other = name_at(view, i, "place", "organization")
    if other is None or view.index_from(other.start_char) != i:
        return True
    if other.label == "place" and noun is not None and noun.kind in ("institution", "media", "person"):
        return False
    return in_nominative(view.tokens[view.range_of(other.start_char, other.end_char).stop - 1])


def _chain(view: View, i: int, at: range) -> int:
    """The word that closes a chain of bare nouns: «Абай облысы полиция департаментінің» is one phrase."""
    while (
        i + 1 < at.stop
        and view.tokens[i].pos in ("NOUN", "ADJ")
        and view.tokens[i].feat("Case") in ("Nom", None)
        and view.tokens[i].feat("Person[psor]") is None
        and view.tokens[i + 1].pos in ("NOUN", "ADJ")
    ):
        i += 1
    return i


def _governed(view: View, i: int) -> bool:
    """The next word makes the phrase no subject: a case suffix of its own, a postposition, «болып»."""
    token = view.tokens[i]
    if fold(token.norm) in word_set("and"):
        return False
    return token.feat("Clitic") == "Yes" or token.pos == "ADP" or fold(token.norm) in word_set("as_post")


def _titles_a_name(view: View, i: int, at: range) -> bool:
    """«Ресей Президенті Владимир Путин»: after the state or organization a post and then the name."""
    for j in range(i, min(i + 14, at.stop)):
        token = view.tokens[j]
        if token.text in _QUOTES:
            continue  # бас мердігер «Дала» серіктестігінің басшысы X
        if fold(token.norm) == "және" or token.feat("VerbForm") == "Ger":
            continue  # Еңбек және әлеуметтік қорғау министрі
        person = view.mention_at(token.start_char, "person")
        if person is not None:
            last = view.tokens[view.range_of(person.start_char, person.end_char).stop - 1]
            post = speaking_noun(view, j - 1, "kk") if j > i else None
            return post is not None and post.kind == "person" and in_nominative(last)
        attribute = fold(token.norm).endswith(ATTRIBUTES)  # стратегия жөніндегі директор
        case = token.feat("Case")
        if token.pos not in ("NOUN", "PROPN", "ADJ") or not (attribute or case in ("Nom", "Gen", None)):
            return False
    return False


def _possessed(view: View, i: int) -> bool:
    """The next word owns this one: «Тоқаев үкіметі», «министр орынбасары»; not «деді Сәуле көзіне жас алып»."""
    token = view.tokens[i]
    if token.feat("Case") in ("Acc", "Dat") and any(
        t.feat("VerbForm") == "Conv" and t.sentence_id == token.sentence_id
        for t in view.tokens[i + 1 : i + 3]
    ):
        return False
    if in_own_speech(view, i):
        return False
    return (
        token.pos in ("NOUN", "PROPN", "ADJ")
        and fold(token.norm) not in word_set("where_from")
        and fold(token.lemma) not in word_set("name_noun")
        and token.feat("Person[psor]") == "3"
        and token.feat("VerbForm") is None
        and view.mention_at(token.start_char, "person") is None
    )


def _modifies(view: View, i: int, at: range) -> bool:
    """«ол кезде»: the pronoun as an article before a noun of time or place."""
    return (
        i + 1 < at.stop
        and fold(view.tokens[i].norm) == "ол"
        and fold(view.tokens[i + 1].lemma) in word_set("after_that")
    )
