"""Speakers that are no persons: institutions named by their kind, documents, unnamed groups."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.schema import Mention, Token
from pipeline.stages.claims import kk_orgs
from pipeline.stages.claims.draft import Draft, Source, Speaker
from pipeline.stages.claims.genders import stands_in
from pipeline.stages.claims.kinds import is_latin, is_name_of
from pipeline.stages.claims.kk_words import word_set
from pipeline.stages.claims.nouns import Speaking, speaking_noun
from pipeline.stages.claims.orgs import entity_name, is_common, state_after
from pipeline.stages.claims.papers import document_before, document_name
from pipeline.stages.claims.phrases import clean_name, phrase_name
from pipeline.stages.claims.ru_orgs import institution_meant
from pipeline.stages.claims.ru_phrase import phrase
from pipeline.stages.claims.scene import Scene
from pipeline.stages.claims.titles import language
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words


def joined(view: View, end: int, start: int) -> bool:
    """Between two names stands «и», «мен» or a bare comma."""
    between = view.text[end:start]
    words = {fold(t.norm) for t in view.inside(end, start)}
    return bool(words & ({"и", "а"} | word_set("and"))) or between.strip() == ","


def own_mention(view: View, source: Source) -> Mention | None:
    """The organization or place that the phrase is or ends with."""
    assert source.span is not None
    head_char = view.tokens[source.head].start_char if source.head is not None else -1
    covering = view.mention_at(head_char, "organization", "place") if head_char >= 0 else None
    if covering is not None and covering.end_char <= source.span[1] and not is_common(view, covering):
        return covering
    inside = [m for m in view.labelled(*source.span, "organization") if not is_common(view, m)]
    inside = [m for m in inside if not _told_to(view, m, source)]
    return inside[0] if inside else None


def of_another(view: View, own: Mention, noun: Speaking) -> bool:
    """«В сообщении пресс-службы Минфина»: between a notice and the name stands the press service whose notice it is."""
    if noun.kind != "document" or noun.role != "notice":
        return False
    between = view.range_of(view.tokens[noun.positions[-1]].end_char, own.start_char)
    return own.lang == "ru" and any(fold(view.tokens[i].lemma) == "пресс-служба" for i in between)


def _told_to(view: View, mention: Mention, source: Source) -> bool:
    """«в министерстве «Вечорке» ответили»: who is told stands in the dative."""
    tokens = view.inside(mention.start_char, mention.end_char)
    return mention.lang == "ru" and source.case == "Loc" and bool(tokens) and tokens[-1].feat("Case") == "Dat"


def named(scene: Scene, source: Source, own: Mention, noun: Speaking | None, lang: str) -> Speaker:
    """A phrase that is an organization's name, or holds one: «Минфин», «Казахстан и Россия», «пресс-служба КТЖ»."""
    assert source.span is not None
    view = scene.view
    head_char = view.tokens[source.head].start_char if source.head is not None else -1
    if own.text[:1].islower() and source.span[0] < own.start_char and lang == "kk":
        # «Жасанды интеллект министрлігі»: the finder has missed the head of the name.
        return Speaker(phrase_name(view, source, lang), own.entity_id, "organization", "phrase with a name")
    if own.lang == "kk-Latn" and own.start_char <= head_char < own.end_char:
        name = phrase_name(view, Source((own.start_char, own.end_char), source.head, source.case), lang)
        return Speaker(name, own.entity_id, "organization", "named")
    if own.start_char <= head_char < own.end_char or source.head is None:
        members = [own]
        for other in view.labelled(*source.span, own.label):
            if other.start_char > members[-1].end_char and joined(
                view, members[-1].end_char, other.start_char
            ):
                members.append(other)
        if lang == "ru" and len(members) == 1 and _of_another(view, source, own):
            return Speaker(phrase_name(view, source, lang), own.entity_id, "organization", "named")
        names = [_agency(entity_name(view, m)) + state_after(view, m) for m in members]
        if lang == "ru" and len(members) == 1:
            names = [names[0] + _rest_of_name(view, source, own)]
        return Speaker("; ".join(dict.fromkeys(names)), own.entity_id, "organization", "named")
    if noun is not None and noun.words[-1] in source_words("venue", "ru"):
        return Speaker(entity_name(view, own), own.entity_id, "organization", "owner of the site")
    if noun is not None and noun.kind == "document":
        if noun.role == "notice" or noun.words[-1] in source_words("report"):
            return Speaker(entity_name(view, own), own.entity_id, "organization", "owner of the document")
        return document(scene, source, noun, lang)
    if noun is not None and is_name_of(view, source, own, noun):
        name, written = entity_name(view, own), clean_name(own.text)
        if own.end_char < source.span[1] - 1 and is_latin(view.text[own.start_char : source.span[1]]):
            name = clean_name(view.text[own.start_char : source.span[1]])  # «газета L'Est Libre»
        lone = lang == "ru" and own.rule != "registry" and len(written.split()) == 1
        as_written = lone and name == clean_name(own.normal)  # «газета Кларин»
        return Speaker(written if as_written else name, own.entity_id, "organization", "named")
    if noun is not None and noun.kind == "media" and lang == "kk":
        return Speaker(entity_name(view, own), own.entity_id, "organization", "named")
    return Speaker(_agency(phrase_name(view, source, lang)), None, "organization", "phrase with a name")


def _of_another(view: View, source: Source, own: Mention) -> bool:
    """«Пресс-служба городского управления» МЧС: the finder has cut the name before the organization whose it is."""
    assert source.span is not None
    noun = speaking_noun(view, view.index_from(own.start_char), "ru")
    rest = view.labelled(own.end_char, source.span[1], "organization")
    return noun is not None and bool(rest) and rest[0].start_char == own.end_char + 1


def _rest_of_name(view: View, source: Source, own: Mention) -> str:
    """What the finder has left out of a name: « парламента» of «Комитет по бюджету парламента», what «Инициатива «Чистая река»»
    is called, whose «Фонд защиты Анны Ким» is."""
    assert source.span is not None
    rest = view.inside(own.end_char, source.span[1])
    if not rest or own.start_char != view.tokens[source.head or 0].start_char and rest[0].text != "«":
        return ""
    i = view.index_from(rest[0].start_char)
    whose = view.mention_at(rest[0].start_char, "person")
    if whose is not None and whose.end_char == source.span[1] and stands_in(whose, "Gen") is not False:
        return f" {whose.text}"
    body = speaking_noun(view, i, "ru")
    common = len(rest) == 1 and rest[0].text.islower() and rest[0].feat("Case") == "Gen"
    if (
        common
        and body is not None
        and body.kind == "institution"
        and body.words[-1] in source_words("owning", "ru")
    ):
        return f" {rest[0].text}"
    quoted = rest[0].text == "«" and speaking_noun(view, i - 1, "ru") is None
    return f" {clean_name(view.text[own.end_char : source.span[1]])}" if quoted else ""


def _agency(name: str) -> str:
    """«Reuters агенттігі», «Orda.kz порталы»: a name in Latin letters needs no word for what it is."""
    first, _, rest = name.rpartition(" ")
    return first if first.isascii() and fold(rest) in source_words("outlet", "kk") else name


def institution(scene: Scene, source: Source, noun: Speaking, lang: str) -> Speaker:
    """«Министерство», «банк» alone: the organization with that word in its name that was named last; «ведомство» and
    «компания» take the last one of their kind."""
    assert source.span is not None
    view = scene.view
    words_in = [t for t in view.inside(*source.span) if t.pos not in ("PUNCT", "ADP")]
    if lang == "kk":
        found = kk_orgs.institution(scene, source, noun)
    elif len(words_in) == 2 and noun.words[-1] == "пресс-служба":
        return _press_service(scene, source, lang)
    else:
        found = institution_meant(scene, source, noun)
    if found is not None:
        return found
    return plain(scene, source, lang, "organization")


def _press_service(scene: Scene, source: Source, lang: str) -> Speaker:
    """«пресс-служба предприятия»: of which one, where its name stays as it is (quoted or an abbreviation)."""
    assert source.span is not None
    view = scene.view
    whose = view.index_from(source.span[1]) - 1
    noun = speaking_noun(view, whose, lang)
    said = plain(scene, source, lang, "organization")
    if noun is None or noun.kind != "institution" or view.tokens[whose].feat("Case") != "Gen":
        return said
    token = view.tokens[whose]
    found = institution(scene, Source((token.start_char, token.end_char), whose, "Gen"), noun, lang)
    if found.entity_id is None or found.name is None:
        return said
    texts = [m.text for m in view.mentions if m.entity_id == found.entity_id]
    still = found.name.isupper() or any(text[:1] in '«"“' or text == found.name for text in texts)
    if not still or not (
        "«" in "".join(texts) or found.name.isupper() or _quoted_somewhere(view, found.name)
    ):
        return said
    return Speaker(f"пресс-служба «{found.name}»", found.entity_id, "organization", "phrase with a name")


def _quoted_somewhere(view: View, name: str) -> bool:
    return f"«{name}»" in view.text or f'"{name}"' in view.text


Owner = Callable[[Source], Speaker | None]


def document(scene: Scene, source: Source, noun: Speaking, lang: str, owner: Owner | None = None) -> Speaker:
    """«В документе», «доклад ООН»: the fullest name of the document; the owner of a bare notice."""
    assert source.span is not None
    view, position = scene.view, source.span[0]
    said = [t for t in view.inside(*source.span) if fold(t.lemma) not in source_words("pointing")]
    pointed = len(said) < len(view.inside(*source.span))  # «этот закон» is the one named before
    bare = len(said) == 1 and (source.head is None or document_name(view, source.head, lang) is None)
    several = lang == "ru" and source.head is not None and view.tokens[source.head].feat("Number") == "Plur"
    if noun.role == "notice" and not bare and owner is not None:
        whose = owner(source)
        if whose is not None and whose.name is not None:
            return whose
    if noun.role == "notice" and not bare:
        institution_of = _owner(scene, source, noun, lang)
        if institution_of is not None:
            return institution_of
    issuer = _issuer(scene, source.head) if noun.role == "notice" and lang == "ru" and source.head else None
    if issuer is not None:
        return issuer
    if bare and noun.role == "notice":
        for _, speaker in scene.spoken_before(position):
            if speaker.kind == "organization":
                return Speaker(speaker.name, speaker.entity_id, "organization", "owner of the document")
    if bare and not several:
        generic = noun.words[-1] in source_words("any_document")
        for at, name in reversed(scene.documents[-20:]):
            if at < position and (generic or noun.words[-1][:5] in fold(name)):
                return Speaker(name, None, "document", "document named before")
        # «Министр принял решение об отставке, говорится в документе»: what is told names no document that tells it.
        told = scene.sentence_start(position) if lang == "ru" and generic else position
        before = document_before(view, told, noun, lang)
        if before is not None:
            return Speaker(before, None, "document", "document named before")
    full = document_name(view, source.head, lang) if source.head is not None else None
    name = full or (fold(said[0].lemma) if bare and pointed else phrase_name(view, source, lang))
    if not bare or full is not None:
        scene.documents.append((position, name))
    return Speaker(name, None, "document", "document")


def _owner(scene: Scene, source: Source, noun: Speaking, lang: str) -> Speaker | None:
    """«Ведомство хабарламасы», «сообщение министерства»: the institution whose notice it is, where the text names it."""
    assert source.span is not None
    view = scene.view
    for i in view.range_of(*source.span):
        found = speaking_noun(view, i, lang)
        if found is not None and found.kind == "institution" and i not in noun.positions:
            token = view.tokens[i]
            one = Source((token.start_char, token.end_char), i, token.feat("Case"))
            owner = institution(scene, one, found, lang)
            return owner if owner.reason != "phrase" else None
    return None


def taken_up(scene: Scene, source: Source, lang: str) -> Speaker:
    """«В нем говорится», «там же отмечают»: the document or institution that the text was last about."""
    assert source.span is not None and source.head is not None
    view, position = scene.view, source.span[0]
    limit = scene.sentence_start(position)
    pronoun = view.tokens[source.head]
    there = fold(pronoun.norm) in ("там", "сонда")
    place = _place_before(scene, limit, position) if there and lang == "ru" else None
    if place is not None:
        return place
    for spoken, speaker in scene.spoken_before(position if there else limit):
        if scene.paragraphs(spoken, position) > 1:
            break
        if speaker.kind == "document" or (there and speaker.kind == "organization"):
            return Speaker(
                speaker.name, speaker.entity_id, speaker.kind or "document", "pronoun: last source"
            )
    gender = pronoun.feat("Gender")
    for i in reversed(view.range_of(max(0, limit - 600), limit)):
        token = view.tokens[i]
        noun = speaking_noun(view, i, lang)
        if noun is None or noun.kind != "document" or token.pos != "NOUN":
            continue
        fits = gender is None or token.feat("Gender") in (None, gender)
        if fold(pronoun.norm) == "нем" and token.feat("Gender") == "Neut":
            fits = True  # «в нем»: письмо too
        issuer = _issuer(scene, i) if noun.role == "notice" and lang == "ru" else None
        if fits and issuer is not None:
            return issuer
        if fits and token.feat("Number") != "Plur":
            return document(
                scene, Source((token.start_char, token.end_char), i, token.feat("Case")), noun, lang
            )
    return Speaker(None, None, None, "unresolved pronoun")


def _issuer(scene: Scene, i: int) -> Speaker | None:
    """«МИД опубликовал комментарий, в котором (В нем) говорится …»: the subject of the verb whose object the notice is."""
    view = scene.view
    verb = view.tokens[i].head if view.tokens[i].dep == "obj" else None
    if verb is not None and fold(view.tokens[verb].lemma) not in source_words("issues", "ru"):
        return None  # «прокуратура получила сообщение»
    subjects = view.children_of(verb, "nsubj") if verb is not None else []
    for j in [one for head in subjects for one in (head, *view.children_of(head, "appos"))]:
        mention = view.mention_at(view.tokens[j].start_char, "organization", "person")
        if view.tokens[j].feat("Case") not in ("Nom", None):
            continue
        here = view.document.sentence_at(view.tokens[j].start_char)
        at = view.range_of(here.start_char, here.end_char) if here is not None else range(j, j + 1)
        whole = phrase(view, j, at, sure=True)
        if mention is not None and mention.label == "organization":
            name = entity_name(view, mention) + _rest_of_name(view, whole, mention)
            return Speaker(name, mention.entity_id, "organization", "owner of the document")
        noun = speaking_noun(view, j, "ru") if mention is None and whole.span is not None else None
        if noun is not None and noun.kind == "institution":
            return institution(scene, whole, noun, "ru")
        if mention is not None:
            who = scene.cast.fullest(scene.person(mention))
            return Speaker(who.name, who.entity_id, "person", "owner of the document", (who.key,))
    return None


def _place_before(scene: Scene, limit: int, position: int) -> Speaker | None:
    """«Сетевая компания «Энерго» не привлечена. Там сообщили …», «В самой компании «Темиржол» … , утверждают там»: the
    organization that the sentence before (or this one) is about or speaks of as a place; whoever spoke since is nearer."""
    view = scene.view
    start = scene.sentence_start(limit - 2)
    last = next((at for at, s in scene.spoken_before(position) if s.kind in ("organization", "document")), -1)
    for mention in reversed(view.labelled(max(start, last + 1), position, "organization")):
        tokens = view.range_of(mention.start_char, mention.end_char)
        heads = {view.tokens[i].head for i in tokens} - set(tokens)
        around = [
            view.tokens[i] for i in (*tokens, *(h for h in heads if h is not None and h < tokens.start))
        ]
        if any(t.dep.startswith("nsubj") or t.feat("Case") == "Loc" and t.pos != "ADP" for t in around):
            return Speaker(
                entity_name(view, mention), mention.entity_id, "organization", "pronoun: last place"
            )
    return None


def goes_on(scene: Scene, draft: Draft) -> Speaker | None:
    """«Также подчеркивается …» after a sentence about a document: the document goes on speaking."""
    view = scene.view
    if draft.cue is None or draft.cue.form == "marker" or "passive" not in draft.cue.frames:
        return None
    here = view.document.sentence_at(draft.cue.span[0])
    if here is None or draft.cue.cls == "forecast":
        return None
    block = view.document.blocks[here.block_i]
    for spoken, speaker in scene.spoken_before(draft.cue.span[0]):
        if spoken < block.start_char:
            break
        return (
            Speaker(speaker.name, None, "document", "document goes on")
            if speaker.kind == "document"
            else None
        )
    lang = language(draft.lang)
    for i in reversed(view.range_of(max(block.start_char, here.start_char - 1500), here.start_char)):
        noun = speaking_noun(view, i, lang)
        if noun is not None and noun.kind == "document" and view.tokens[i].feat("Case") == "Nom":
            name = document_name(view, i, lang) or document_before(view, i, noun, lang)
            if name is not None:
                return Speaker(name, None, "document", "document goes on")
    return None


def _names_somebody(tokens: list[Token]) -> bool:
    """Two or three capitalised words of which none is a common noun, an abbreviation or possessed."""
    return all(
        t.text[:1].isupper()
        and t.text[1:].islower()
        and t.pos in ("PROPN", "NOUN")
        and t.feat("Person[psor]") is None
        for t in tokens
    ) and any(t.pos == "PROPN" for t in tokens[1:])


def plain(scene: Scene, source: Source, lang: str, kind: str | None = None) -> Speaker:
    """The phrase itself, in the nominative."""
    assert source.span is not None
    name = phrase_name(scene.view, source, lang)
    token = scene.view.tokens[source.head] if source.head is not None else None
    if kind is None:
        proper = token is not None and (
            token.pos == "PROPN" or token.text[:1].isupper() and token.start_char != source.span[0]
        )
        kind = "organization" if proper else "unnamed_group"
    people = [t for t in scene.view.inside(*source.span) if t.pos != "PUNCT"]
    if lang == "kk" and kind == "organization" and 2 <= len(people) <= 3 and _names_somebody(people):
        kind = "person"  # Пак Чжи Хун: a name that no finder knows
    single = kind == "person" or (
        kind == "unnamed_group"
        and token is not None
        and token.feat("Number") == "Sing"
        and token.feat("Animacy") == "Anim"
    )
    gender = token.feat("Gender") if single and token is not None else None
    return Speaker(name or None, None, kind, "phrase", single=single, gender=gender)
