"""The subject of a Russian cue: by the tree, else the nearest nominative that agrees with the verb."""

from __future__ import annotations

from dataclasses import replace

from pipeline.lang.ru.lemmas import GRAMMEMES, readings
from pipeline.schema import Token
from pipeline.stages.claims.draft import Cue
from pipeline.stages.claims.genders import stands_in
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.ru_cues import is_finite
from pipeline.stages.claims.ru_phrase import PRONOUNS, STOP_MARKS, can_speak
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words

_BUT = ("а", "но", "однако", "зато")


def subject_of(view: View, cue: Cue, at: range) -> int | None:
    head = cue.head
    verb = view.tokens[head]
    upper = _above_which(view, cue, at) or _first_verb(view, cue, at)
    if (
        upper is not None
        and not view.children_of(head, "nsubj", "nsubj:pass")
        and agree(view.tokens[upper], verb)
    ):
        return subject_of(view, replace(cue, head=upper), at)
    for _ in range(4):
        found = [
            i
            for i in view.children_of(head, "nsubj", "nsubj:pass")
            if i in at
            and not _behind_that(view, cue.head, i)
            and _may_be_subject(view, i, at, view.tokens[head])
        ]
        found = [i for i in found if len(found) == 1 or not _whose(view, i)] or found
        if found:
            return _antecedent(view, _likeliest(view, cue, at, head, found))
        above = view.tokens[head].head
        if above is None or above not in at:
            break
        dep = view.tokens[head].dep
        climbs = (
            dep == "conj"
            or (dep == "dep" and bool(view.children_of(head, "cc")))
            or (cue.form == "gerund" and dep in ("advcl", "conj", "acl"))
            or dep in ("xcomp", "cop", "aux")
            or (dep == "advcl" and agree(view.tokens[above], verb))
        )
        if not climbs or (
            dep in ("conj", "dep") and cue.form == "finite" and not agree(view.tokens[above], verb)
        ):
            break
        head = above
    own = nearest(view, cue, at)
    if own is None:
        own = _opener(view, cue, at)
    return nearest(view, replace(cue, head=head), at) if own is None and head != cue.head else own


def _opener(view: View, cue: Cue, at: range) -> int | None:
    """«Тренер Олег Лис, который сидел на трибуне, обещал молчать, но сказал: …»: who opens the sentence,
    before a clause between commas, where the tree has hung them on another verb."""
    verb = view.tokens[cue.head]
    if cue.form != "finite":
        return None
    first = next((i for i in range(at.start, cue.head) if view.tokens[i].feat("Case") == "Nom"), None)
    while first is not None and first < cue.head and view.tokens[first].pos in ("ADJ", "DET"):
        first += 1
    if first is None or first >= cue.head:
        return None
    if any(is_finite(t) and t.feat("Person") != "1" for t in view.tokens[at.start : first]):
        return None  # but «Напомним, …»
    token = view.tokens[first]
    if token.pos not in ("NOUN", "PROPN") or not can_speak(view, first) or not agree(token, verb):
        return None
    comma = next((i for i in range(first, cue.head) if view.tokens[i].text in STOP_MARKS), cue.head)
    opens = view.tokens[comma + 1] if comma + 2 < cue.head and view.tokens[comma].text == "," else token
    inserted = (
        opens.pos == "SCONJ" or opens.feat("VerbForm") in ("Part", "Conv") or fold(opens.lemma) == "который"
    )
    last = max((i for i in range(comma + 2, cue.head) if view.tokens[i].text == ","), default=None)
    if not inserted or last is None or any(t.pos == "SCONJ" for t in view.tokens[last : cue.head]):
        return None
    return first


def _may_be_subject(view: View, i: int, at: range, verb: Token) -> bool:
    """What the tree calls a subject stands in the nominative, and in the number of the verb."""
    token = view.tokens[i]
    if token.feat("VerbForm") == "Part" and speaking_noun(view, i, "ru") is None:
        return False  # but «Демонстранты», which the tagger takes for a participle
    if _names_the_noun(view, i):
        return False
    several = token.feat("Number") == "Plur" and verb.feat("Number") == "Sing" and token.pos == "NOUN"
    if several and not _counted(view, i) and view.mention_at(token.start_char) is None:
        return False  # «Заключенные журналисты Комитет защиты считает»: a heading ran into the sentence
    if _mistagged(token):
        return True
    if token.pos == "ADJ" and fold(token.norm) not in source_words("some", "ru"):
        return False
    if token.text.isupper() and token.feat("Number") == verb.feat("Number"):
        own = view.mention_at(token.start_char, "organization")
        if token.feat("Number") == "Plur" or (own is not None and own.start_char == token.start_char):
            return True  # «США назвали», «АО «Степь» объявляет» do not decline
    if token.feat("Case") in ("Nom", None) or _capital_taken_for_name(view, i, at):
        return True
    own = view.mention_at(token.start_char, "organization")
    if own is not None and fold(token.lemma) == fold(token.norm) and own.normal.startswith(token.text):
        return (
            token.feat("Gender") == verb.feat("Gender") is not None
        )  # «Минэнерго сообщило» does not decline
    return verb.feat("Gender") not in ("Masc", "Fem") and _counted(view, i)


def _whose(view: View, i: int) -> bool:
    """«до отъезда Дали»: a name that does not decline, for the tagger a genitive, behind a thing in the genitive."""
    one, two = view.tokens[i - 1], view.tokens[i]
    thing = i > 0 and one.pos == "NOUN" and one.feat("Animacy") == "Inan"
    return thing and one.feat("Case") == two.feat("Case") == "Gen"


def _names_the_noun(view: View, i: int) -> bool:
    """«Алимов из кишлака Чорвок»: a place behind its noun, which a preposition governs."""
    place = view.mention_at(view.tokens[i].start_char, "place")
    if place is None or place.place_kind == "country" or i < 2:
        return False
    noun = view.tokens[i - 1]
    governed = view.tokens[i - 2].pos == "ADP" and noun.pos == "NOUN"
    return governed and noun.feat("Animacy") == "Inan" and noun.feat("Case") not in ("Nom", "Acc", None)


def _likeliest(view: View, cue: Cue, at: range, verb: int, found: list[int]) -> int:
    """Of several subjects that the tree gives a verb: one of its own clause, no foreign word, the nearest before the verb;
    behind it a noun rather than a name whose case the form does not tell («процитировал Брюля собеседник»). Where all
    of them stand in other clauses, the nearest person in this one."""
    clear = [i for i in found if _same_clause(view, i, verb)]
    if not clear and verb == cue.head:
        own_subject = nearest(view, cue, at)
        if own_subject is not None and view.mention_at(view.tokens[own_subject].start_char, "person"):
            return own_subject
    own = [i for i in clear if view.tokens[i].pos != "X"] or clear or found
    number = view.tokens[verb].feat("Number")
    own = [i for i in own if view.tokens[i].feat("Number") in (number, None)] or own
    before = [i for i in own if i < verb]
    if before:
        return before[-1]
    return next((i for i in own if view.tokens[i].pos == "NOUN"), own[0])


def _same_clause(view: View, i: int, verb: int) -> bool:
    """No other predicate stands between a subject and its verb, nor a comma with an adversative behind the verb."""
    between = range(min(i, verb) + 1, max(i, verb))
    if any(is_finite(view.tokens[j]) for j in between):
        return False
    return i < verb or not any(
        view.tokens[j].text == "," and fold(view.tokens[j + 1].norm) in _BUT for j in between
    )


def _behind_that(view: View, cue: int, i: int) -> bool:
    """«допускают, что доля уйдет»: what stands behind the conjunction is told, and tells nothing."""
    return any(view.tokens[j].pos == "SCONJ" for j in range(cue + 1, i))


def _above_which(view: View, cue: Cue, at: range) -> int | None:
    """«направил письмо, в котором просил …»: the verb before the clause, whose subject it has."""
    which = next(
        (i for i in range(cue.head - 1, max(at.start, cue.head - 5), -1) if view.tokens[i].pos != "ADV"), None
    )
    if which is None or fold(view.tokens[which].lemma) != "который" or view.tokens[which - 1].pos != "ADP":
        return None
    return next((i for i in range(which - 2, at.start - 1, -1) if is_finite(view.tokens[i])), None)


def _first_verb(view: View, cue: Cue, at: range) -> int | None:
    """«Он сообщил, что ВВП вырос на 4%, и пообещал, что …»: the comma before «и» closes the clause behind «что», and the verb
    goes with the one before that clause; so does one behind «но» where the clause tells of a thing."""
    i = cue.head - 1
    while i > at.start and view.tokens[i].pos in ("ADV", "PART"):
        i -= 1
    joint = fold(view.tokens[i].norm)
    if (
        cue.form != "finite"
        or joint not in ("и", *_BUT)
        or i - 1 <= at.start
        or view.tokens[i - 1].text != ","
    ):
        return None
    mark = next((j for j in range(i - 2, at.start, -1) if view.tokens[j].text in STOP_MARKS), None)
    if mark is None or view.tokens[mark].text != "," or view.tokens[mark + 1].pos != "SCONJ":
        return None
    told = [t for t in view.tokens[mark + 2 : i - 1] if t.feat("Case") == "Nom" and t.pos != "ADJ"]
    if joint != "и" and any(t.feat("Animacy") != "Inan" or view.mention_at(t.start_char) for t in told):
        return None
    main = next((j for j in range(mark - 1, at.start - 1, -1) if is_finite(view.tokens[j])), None)
    alike = main is not None and view.tokens[main].feat("Tense") == view.tokens[cue.head].feat("Tense")
    return main if alike and nearest(view, cue, range(cue.head, at.stop)) is None else None


def _counted(view: View, i: int) -> bool:
    """«несколько каналов», «пять депутатов»: the counted noun is the subject in the genitive."""
    counts = [view.tokens[j] for j in view.children_of(i) if view.tokens[j].dep.startswith(("nummod", "det"))]
    return any(t.pos == "NUM" or fold(t.norm) in source_words("quantity", "ru") for t in counts)


def _capital_taken_for_name(view: View, i: int, at: range) -> bool:
    """«Гидротехники опровергли»: the tagger takes the capital at the head of a sentence for a name in another case."""
    token = view.tokens[i]
    mention = view.mention_at(token.start_char, "person")
    person = mention is not None and stands_in(mention, "Nom") is not False
    opens = i == next((j for j in at if view.tokens[j].pos != "PUNCT"), at.start)
    return token.pos == "PROPN" and (person or (opens and view.mention_at(token.start_char) is None))


def _antecedent(view: View, i: int) -> int:
    """«…, который сообщил»: the noun that the clause describes."""
    token = view.tokens[i]
    if fold(token.lemma) != "который" or token.head is None:
        return i
    above = view.tokens[token.head]
    if not above.dep.startswith("acl") or above.head is None:
        return i
    noun = above.head
    upper = view.tokens[noun].head
    if (
        not can_speak(view, noun)
        and view.tokens[noun].dep == "nmod"
        and upper is not None
        and can_speak(view, upper)
    ):
        return upper  # «женщина с коляской, которая повторяла»
    paper = speaking_noun(view, noun, "ru")
    if paper is not None and paper.kind == "document" and upper is not None:
        owner = speaking_noun(view, upper, "ru")
        alive = owner is not None and owner.kind in ("person", "group")
        if alive and view.tokens[upper].feat("Number") == token.feat("Number"):
            return upper  # «сторонники проектов, которые доказывали»
    return noun


def agree(one: Token, two: Token) -> bool:
    """Two predicates may share a subject."""
    return all(
        one.feat(f) is None or two.feat(f) is None or one.feat(f) == two.feat(f) for f in ("Number", "Gender")
    )


def nearest(view: View, cue: Cue, at: range) -> int | None:
    """The nearest nominative that agrees with the verb: after it (сообщил министр), else before it in its clause."""
    verb = view.tokens[cue.head]
    if cue.form == "gerund":
        return None
    for i in range(cue.head + 1, min(cue.head + 16, at.stop)):
        token = view.tokens[i]
        if token.text in STOP_MARKS or is_finite(token) or token.pos == "SCONJ":
            break
        if i >= cue.head + 8 and token.feat("Animacy") != "Anim":
            continue  # «сказал в беседе с корреспондентом «Вестника» лидер»: so far behind only a person
        if _fits(view, token, verb) or _her_surname(view, i, verb) or _neuter(view, i, verb):
            return i
    bracket = False
    for i in range(cue.head - 1, max(at.start, cue.head - 14) - 1, -1):
        token = view.tokens[i]
        if token.text in ("(", ")"):
            bracket = token.text == ")"
            continue
        if bracket:
            continue
        if token.text in STOP_MARKS or is_finite(token) or token.pos == "SCONJ":
            break
        if _fits(view, token, verb):
            return i
        if token.pos == "PROPN" and token.feat("Case") == "Nom" and verb.feat("Number") == "Plur":
            one = _coordinated(view, i, at)
            if one is not None:
                return one
    return None


def _coordinated(view: View, i: int, at: range) -> int | None:
    """«Олег Белозеров и Владимир Морозов отметили»: the first of two names joined before a plural verb."""
    for j in range(i - 1, max(at.start, i - 14) - 1, -1):
        token = view.tokens[j]
        if token.text in STOP_MARKS or is_finite(token):
            return None
        if fold(token.norm) == "и" and j > at.start and view.tokens[j - 1].feat("Case") == "Nom":
            k = j - 1
            while (
                k - 1 >= at.start
                and view.tokens[k - 1].feat("Case") == "Nom"
                and view.tokens[k - 1].pos in ("PROPN", "NOUN")
            ):
                k -= 1
            return k
    return None


def _her_surname(view: View, i: int, verb: Token) -> bool:
    """«рассказывает Ахметова»: a woman's surname that the tagger takes for a man's genitive."""
    token = view.tokens[i]
    hers = token.text.endswith(("ова", "ева", "ёва", "ина", "ына")) and verb.feat("Gender") in (None, "Fem")
    return hers and verb.feat("Number") == "Sing" and view.mention_at(token.start_char, "person") is not None


def _neuter(view: View, i: int, verb: Token) -> bool:
    """«заявило оборонное ведомство»: a neuter that the tagger takes for an object, though it agrees and can speak."""
    token = view.tokens[i]
    return (
        verb.feat("Gender") == token.feat("Gender") == "Neut"
        and (token.feat("Case"), token.feat("Number")) == ("Acc", "Sing")
        and token.pos == "NOUN"
        and not view.children_of(i, "case")
        and can_speak(view, i)
    )


def _fits(view: View, token: Token, verb: Token) -> bool:
    if token.dep == "obj" and token.feat("Animacy") != "Anim":
        return False  # «Слухи в министерстве опровергли»
    mention = view.mention_at(token.start_char, "person")
    told = stands_in(mention, "Nom") if mention is not None else None
    if token.pos == "NUM" and fold(token.norm) in ("один", "одна") and token.feat("Case") == "Nom":
        return agree(token, verb)  # «один из участников утверждал»
    if token.pos not in ("NOUN", "PROPN", "PRON") or not (
        told or (told is None and token.feat("Case") == "Nom")
    ):
        return False
    if token.pos == "PRON" and fold(token.lemma) not in PRONOUNS and fold(token.norm) not in ("тот", "та"):
        return False
    number = verb.feat("Number")
    several = fold(token.lemma) in source_words("quantity", "ru")  # «ряд депутатов призвали»
    return number is None or several or token.feat("Number") in (None, number)


def _mistagged(token: Token) -> bool:
    """«молодожёны» in the dative, «Пресс-служба» an adjective: the dictionary knows the form as a nominative, and in the
    case of the tag it does not."""
    case = token.feat("Case")
    if case in ("Nom", None):
        return False
    found = [parse.tag for parse in readings(token.norm.lower()) if "NOUN" in parse.tag]
    named = {"nomn"} if found and found[0].case == "nomn" else set()
    return bool(named) and not any(tag.case in GRAMMEMES.get(f"Case={case}", ()) for tag in found)
