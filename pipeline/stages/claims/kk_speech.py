"""The author's words beside a Kazakh quotation: «деді министр», «деп атап өтті облыс әкімі», «Президент:»."""

from __future__ import annotations

from pipeline.schema import Token
from pipeline.stages.claims.draft import DROPPED, Cue, Source
from pipeline.stages.claims.kk_clause import source_after
from pipeline.stages.claims.kk_cues import dictionary, find_cues, finite_end
from pipeline.stages.claims.kk_markers import marker_before
from pipeline.stages.claims.kk_phrase import can_speak, in_nominative, is_finite, name_at, phrase
from pipeline.stages.claims.kk_source import genitive, in_document, nominative
from pipeline.stages.claims.kk_words import saying_nouns, word_set
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, words

_FRAMES = frozenset({"clause", "quote"})
_FORMS = ("деді", "дейді", "деп", "деген")
_NOT_SAID = ("дегенмен", "дегенде", "десе", "демек")
# A verb that the analyser took for another word: деп қуанды.
_PAST = ("ды", "ді", "ты", "ті", "йды", "йді", "ады", "еді")
_REACH = 12  # words from деп to a listed verb
_OPEN_REACH = 8  # words from деп to a verb that no table lists
_BRIDGED = 10  # words before «деп мәлімдеді» that name who said what stands before


def reporting(view: View, at: range, *, after: bool) -> tuple[Cue, Source] | None:
    """Cue and source in the author's words. After a quotation they open with a form of де- (деді, дейді, деп V)."""
    if not at:
        return None
    if not after:
        return _before(view, at)
    first = at.start
    token = view.tokens[first]
    form = fold(token.norm)
    if not _says(token) or form in _NOT_SAID:
        return _without_dep(view, at)
    if form in ("деп", "деген", "дейтін"):
        named = next((c for c in find_cues(view, at) if c.form == "noun" or _held(c, view, first)), None)
        if named is not None:  # «…» деп ескерту жасады, «…» деген пікірде
            return named, _source(view, named, view.index_from(named.span[1]), at, first + 1)
        if form == "деп":
            return _with_dep(view, at)
        if not _closes(view, first, at):
            return None
    if token.feat("Person") in ("1", "2"):
        return None  # «…», дейміз: nobody else has said it
    if form == "деген" and first + 1 < at.stop and view.tokens[first + 1].lemma in ("бол", "е"):
        first += 1  # деген еді
    cue = Cue(view.span(at.start, first), "деу", "neutral", _FRAMES, at.start)
    if token.feat("Voice") == "Pass" or token.lemma == "делін":
        return cue, in_document(view, range(first + 1, at.stop)) or Source(None, reason="agentless")
    source = _source(view, cue, first + 1, at)
    linked = first + 1 < at.stop and fold(view.tokens[first + 1].norm) in ("де", "да")
    if source.span is None and (token.feat("VerbForm") == "Conv" or linked):
        # «…», – дей келе, X кілтін көрсетті; «…», – деді де, X кетті: the subject of the sentence, behind its comma
        comma = next(
            (i for i in range(first + 1, min(first + 4, at.stop)) if view.tokens[i].text == ","), None
        )
        source = (nominative(view, range(comma + 1, at.stop)) if comma is not None else None) or source
    return cue, source


def _held(cue: Cue, view: View, first: int) -> bool:
    """«…» деген пікірде, «…» деген сенімде: the state begins with the деген at `first`."""
    return "state" in cue.frames and cue.span[0] == view.tokens[first].start_char


def _says(token: Token) -> bool:
    """A form of де-; by its letters where the words around it are Russian («– Насос старый, – деді инженер»)."""
    return token.lemma in ("де", "дес", "делін") or fold(token.norm) in _FORMS


def _closes(view: View, i: int, at: range) -> bool:
    """«…», – деген министр: a participle that reports, not one that names (деген жоба)."""
    return (
        i + 1 >= at.stop
        or view.tokens[i + 1].text in (".", ",", "!")
        or view.tokens[i + 1].lemma in ("бол", "е")
        or nominative(view, range(i + 1, at.stop)) is not None
    )


def _with_dep(view: View, at: range) -> tuple[Cue, Source] | None:
    """деп + verb: a listed cue first, else any finite verb of a third person (open class)."""
    rest = range(at.start + 1, at.stop)
    if rest and _names_thing(view, rest):
        return None
    cue = next((c for c in find_cues(view, rest) if c.head - at.start <= _REACH), None)
    if cue is not None and (not cue.frames & _FRAMES or _calls(view, cue, at.start)):
        return None
    if cue is not None:
        return cue, _source(view, cue, view.index_from(cue.span[1]), at, at.start + 1)
    if rest and view.tokens[rest.start].lemma in word_set("carrying") | {"е", "бол"}:  # деп отыр
        cue = Cue(view.span(at.start, rest.start), "деу", "neutral", _FRAMES, at.start)
        return cue, _source(view, cue, rest.start + 1, at)
    return _any_verb(view, at, rest)


def _calls(view: View, cue: Cue, dep: int) -> bool:
    """«жобаны «үздік тәжірибе» деп бағалады»: the quotation before деп is what somebody calls a thing, no speech."""
    if "naming" not in cue.frames or view.tokens[dep - 1].text not in ("»", "”", '"'):
        return False
    opening = next((i for i in range(dep - 2, 0, -1) if view.tokens[i].text in ("«", "“", '"')), 0)
    return opening > 0 and view.tokens[opening - 1].feat("Case") == "Acc"


def _names_thing(view: View, rest: range) -> bool:
    """«…» деп аталатын көше: деп gives a name to the noun behind the participle."""
    token = view.tokens[rest.start]
    if any("quote" in entry.frames for entry in words("kk").cues.get(fold(token.lemma), ())):
        return False  # «…» деп жазылған хатта
    return (
        token.feat("VerbForm") == "Part"
        and token.feat("Voice") == "Pass"
        and rest.start + 1 < rest.stop
        and view.tokens[rest.start + 1].pos in ("NOUN", "PROPN", "ADJ", "NUM")
    )


def _any_verb(view: View, at: range, rest: range) -> tuple[Cue, Source] | None:
    """«…», – деп қынжылды шаруа: any verb whose subject can speak."""
    if rest and view.tokens[rest.start].pos not in ("VERB", "AUX", "PUNCT"):
        token = view.tokens[rest.start]
        if fold(token.norm).endswith(_PAST):
            cue = Cue((token.start_char, token.end_char), fold(token.norm), "neutral", _FRAMES, rest.start)
            source = _source(view, cue, rest.start + 1, at)
            return (cue, source) if source.span is not None else None
    for i in rest:
        if i - at.start > _OPEN_REACH:
            return None
        found = finite_end(view, i, at)
        if found is not None and is_finite(view.tokens[found[0]]):
            lemma = dictionary(fold(view.tokens[i].lemma))
            cue = Cue(view.span(i, found[0]), lemma, "neutral", _FRAMES, i)
            source = nominative(view, range(at.start + 1, i)) or _source(view, cue, found[0] + 1, at)
            return (cue, source) if source.span is not None else None
    return None


def _without_dep(view: View, at: range) -> tuple[Cue, Source] | None:
    """«…», хабарлайды агенттік; «…», – X осылай деді: a listed verb at the head, or after its subject."""
    cue = next((c for c in find_cues(view, at) if "quote" in c.frames), None)
    if cue is None:
        return None
    if cue.head - at.start <= 3:
        source = _source(view, cue, view.index_from(cue.span[1]), at)
        if source.span is not None:
            return cue, source
    if cue.head - at.start > _BRIDGED or any(is_finite(view.tokens[i]) for i in range(at.start, cue.head)):
        return None
    bridge = any(
        fold(view.tokens[i].norm) in ("деп", "осылай") or view.tokens[i].lemma == "де"
        for i in range(at.start, cue.head + 1)
    )
    before = nominative(view, range(at.start, cue.head)) if bridge else None
    return (cue, before) if before is not None else None


def _source(view: View, cue: Cue, start: int, at: range, between: int | None = None) -> Source:
    """The phrase between деп and the verb (from `between` on), else after the verb from `start` on."""
    if between is not None:
        found = nominative(view, range(between, view.index_from(cue.span[0])))
        if found is not None:
            return found
    return source_after(view, start, at, any_noun=True) or Source(None, reason=DROPPED)


def announces(view: View, at: range) -> tuple[Cue, Source] | None:
    """Cue and source of words that end with a cue or a noun of speech: «Сарапшы ескертеді», «министрдің жауабы қысқа»."""
    named = _noun_of_speech(view, at)
    if named is not None:
        return named
    for cue in reversed(find_cues(view, at)):
        end = view.index_from(cue.span[1])
        source = nominative(view, range(at.start, view.index_from(cue.span[0]))) or source_after(
            view, end, at
        )
        if source is None or source.span is None:
            continue
        behind = max(end, view.range_of(*source.span).stop)
        return (cue, source) if behind == at.stop else None
    return None


def _noun_of_speech(view: View, at: range) -> tuple[Cue, Source] | None:
    """«Министрдің жауабы қысқа:», «мамандардың пікірі мынадай:», «олардың болжамы:»."""
    last = at.stop - 1
    while last > at.start and (
        view.tokens[last].text == ":" or fold(view.tokens[last].norm) in word_set("such_words")
    ):
        last -= 1
    token = view.tokens[last] if last in at else None
    noun = saying_nouns().get(fold(token.lemma)) if token is not None else None
    if token is None or noun is None or token.feat("Person[psor]") != "3" or not in_nominative(token):
        return None
    source = genitive(view, last, at)
    if source is None:
        return None
    cue = Cue((token.start_char, token.end_char), noun.lemma, noun.cls, _FRAMES, last, form="noun")
    return cue, source


def _before(view: View, at: range) -> tuple[Cue, Source] | None:
    """Before a quotation: «Министр былай деді:», «Президент:», or a phrase that opens the sentence."""
    named = _noun_of_speech(view, at)
    if named is not None:
        return named
    for cue in reversed([c for c in find_cues(view, at) if "quote" in c.frames]):
        subject = nominative(view, range(at.start, view.index_from(cue.span[0])))
        source = subject or _source(view, cue, view.index_from(cue.span[1]), at)
        if source.span is not None:
            return cue, source
    return marker_before(view, at)


def tells(view: View, at: range) -> bool:
    """The author tells the sentence: it reports, or somebody named is its subject."""
    if find_cues(view, at) or marker_before(view, at) is not None:
        return True
    first, last = view.tokens[at.start].start_char, view.tokens[at.stop - 1].end_char
    return any(
        in_nominative(view.tokens[view.index_from(m.end_char) - 1])
        for m in view.labelled(first, last, "person")
    )


def is_clause(view: View, said: range) -> bool:
    """Quoted words that say something: one of them is a predicate."""
    return any(
        is_finite(view.tokens[i]) or fold(view.tokens[i].norm) in word_set("bare_predicates") for i in said
    )


def person_of(view: View, at: range) -> Source | None:
    """«Ауыл тұрғыны X қолын жайды. «A».»: the person who is the subject of a sentence without speech."""
    source = nominative(view, at)
    if source is None or source.head is None or source.span is None:
        return None
    noun = speaking_noun(view, source.head, "kk")
    person = name_at(view, source.head, "person") is not None or source.pronoun
    return source if person or noun is not None and noun.kind in ("person", "group") else None


def speaker_before(view: View, at: range) -> Source | None:
    """The phrase before a quotation whose verb follows it: «Президент: «…», – деді.», «Министр «…» деді»."""
    colon = bool(at) and view.tokens[at.stop - 1].text == ":"
    found = nominative(view, at, last=colon) or in_document(view, at)
    if found is not None:
        return found
    for i in reversed(at):
        token = view.tokens[i]
        if token.pos == "PUNCT":
            continue
        plain = token.pos in ("NOUN", "PROPN", "PRON") and in_nominative(token)
        if token.feat("Person[psor]") == "3" and not can_speak(view, i):
            return None  # «Жиын тақырыбы: «…»»
        announced = view.text[token.end_char : token.end_char + 2].strip().startswith(":")
        return phrase(view, i, at, "Nom") if plain and announced else None
    return None
