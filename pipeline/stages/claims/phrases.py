"""A source that has no entity, as a name: nominative, without legal form, quotes and brackets."""

from __future__ import annotations

import re

from pipeline.lang.base import pack
from pipeline.lang.ru.inflection import genitive
from pipeline.lang.ru.lemmas import is_being
from pipeline.stages.claims.draft import Source
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, source_words

_LEGAL = re.compile(
    r"(?<!\w)(?:АО|ОАО|ПАО|ЗАО|ООО|ТОО|НАО|ГУ(?! М[ВЧ])|РГП|КГП|ФГУП|АҚ|ЖШС|ЖАҚ|ААҚ|КеАҚ|РМК|ҰК|НК|НАК)(?!\w)\s*"
)
_BRACKET = re.compile(r"\s*\([^)]*\)?")
_ABBREVIATION = re.compile(r"\s*\(([^\W\d_a-zа-яё]{2,8})\)")
_OF_INITIALS = re.compile(r"\b([^\W\d_a-zа-яәғқңөұүһі]{2,})-[ндт][ыі]ң(?= )")
_OF_WHICH = re.compile(r"(?<! из)(?<! от) котор(?:ого|ой|ых)$")  # «в пресс-службе которого сообщили»
_MARKS = re.compile(r"[«»“”„\"]|''")


def clean_name(name: str) -> str:
    """A name without legal form and quotes: `АО «Қазпочта»` gives `Қазпочта`."""
    bare = _MARKS.sub("", _LEGAL.sub("", name)).strip(" -,")
    return re.sub(r"\s+", " ", bare) or name


def phrase_name(view: View, source: Source, lang: str) -> str:
    """The phrase of a source in the nominative; names inside it keep their own normal form."""
    assert source.span is not None
    start, end = source.span
    said = view.inside(start, end)
    while (
        lang == "ru" and len(said) > 1 and source_words("whose") & {fold(said[0].norm), fold(said[0].lemma)}
    ):
        said = said[1:]
        start = said[0].start_char  # «его адвокат», «сама женщина»
    text = view.text[start:end]
    if source.case not in ("Nom", None) and source.head is not None:
        tokens = [t for t in view.inside(start, end) if t.pos != "PUNCT" or t.text == "-"]
        if tokens:
            text = _nominative(view, tokens, lang)
    if fold(text.split(" ")[0]) in ("одного", "одной", "одному"):
        text = ("одна" if fold(text).startswith("одной") else "один") + text[len(text.split(" ")[0]) :]
    name = clean_name(_OF_WHICH.sub("", _BRACKET.sub("", text)))
    if lang == "kk":
        name = _OF_INITIALS.sub(r"\1", name)  # ҚТЖ-ның баспасөз қызметі
    first = view.index_from(start)
    token = view.tokens[first]
    mention = view.mention_at(token.start_char)
    common = (
        fold(token.lemma) in source_words("bare")
        and token.text[1:].islower()
        and (mention is None or (mention.text == token.text and fold(token.lemma) in source_words("bare")))
    )
    role = (
        mention is None
        and speaking_noun(view, first, lang) is not None
        and token.text[1:].islower()
        and fold(token.lemma) not in source_words("own_name")
    )
    known = lang == "ru" and mention is None and view.opens_sentence(first) and is_being(token.text)
    proper = (
        not common
        and not role
        and not known
        and (token.pos == "PROPN" or mention is not None or token.text.isupper())
    )
    if lang == "kk" and len(name.split()) == 2 and all(w[:1].isupper() for w in name.split()) and not role:
        proper = True  # «Загипа Тұрлыбек» at the head of a sentence
    if not proper and text[:1] not in '«“"' and name[:1].isupper() and not name[1:2].isupper():
        name = name[0].lower() + name[1:]
    return name


def noun_phrase_name(view: View, i: int, lang: str) -> str | None:
    """The noun at `i` with what complements it («о …», «к …», a genitive), in the nominative; None when it is bare."""
    if lang != "ru":
        return None
    if any(
        view.tokens[j].pos in ("PRON", "DET") and view.tokens[j].head == i
        for j in range(i + 1, min(i + 4, len(view.tokens)))
    ):
        return None  # «декларация об этом»
    last = i
    titled = fold(view.tokens[i].lemma) in source_words("titled", "ru")
    links = {"к", "ко", "о", "об", "по", "с", "со"} if titled else {"к", "ко"}
    beside = set(view.children_of(i, "conj", "cc"))
    for j in view.subtree(i, stop=("acl", "acl:relcl", "parataxis", "appos", "punct")):
        if j in beside or view.tokens[j].head in beside:
            break
        if j > i and view.tokens[j].pos == "ADP" and fold(view.tokens[j].norm) not in links:
            break  # «приговор по делу о пожаре», «доклад о воздухе»; but «Декларация о союзничестве»
        if j > last and j - last <= 2:
            last = j
    if last == i:
        return None
    last = _quoted_name(view, last)
    first = i
    while first - 1 in view.children_of(i, "amod"):
        first -= 1
    tokens = [t for t in view.tokens[first : last + 1] if t.pos != "PUNCT"]
    return clean_name(_shortened(view, _nominative(view, tokens, lang), view.tokens[last].end_char))


def _quoted_name(view: View, last: int) -> int:
    """«опрос центра «Степь»»: last token of a phrase with the quoted name behind it, which the tree may hang elsewhere."""
    opened = view.text[view.tokens[last].end_char :].lstrip()[:1]
    if opened not in ("«", '"', "“") or last + 2 >= len(view.tokens):
        return last
    name = view.mention_at(view.tokens[last + 2].start_char)
    if name is None or name.start_char < view.tokens[last + 1].start_char:
        return last
    return view.index_from(name.end_char) - 1


def _shortened(view: View, name: str, end: int) -> str:
    """A name at the end of a phrase gives way to its abbreviation in brackets: «… антимонопольной службы (ФАС)»."""
    own = view.mention_at(end - 1, "organization")
    short = _ABBREVIATION.match(view.text, end)
    if own is None or short is None:
        return name
    text = view.text[own.start_char : end]
    return name[: -len(text)] + short.group(1) if name.endswith(text) else name


def _nominative(view: View, tokens: list, lang: str) -> str:
    """The phrase with its head part in the nominative, by the language pack; complements stay as they are."""
    head: list = []
    for token in tokens:
        if head and (
            token.pos == "ADP"
            or (
                lang == "ru"
                and token.feat("Case") == "Gen"
                and head[-1].pos in ("NOUN", "PROPN")
                and head[-1].feat("Case") != "Gen"
            )
        ):
            break
        head.append(token)
        if lang == "ru" and token.pos in ("NOUN", "PROPN") and token.feat("Case") == "Gen":
            break
    if lang != "ru":
        head = list(tokens)
    if head and head[0].lang == "kk-Latn":
        return _latin(view, head)
    counted = _counted(tokens) if lang == "ru" else None
    if counted is not None:
        return counted
    rest = tokens[len(head) :]
    name = pack(lang).normal(head, "organization", ())
    for ending, bare in (("летнего", "летний"), ("летней", "летняя"), ("летних", "летние")):
        name = re.sub(rf"(\d-){ending}\b", rf"\1{bare}", name)  # 25-летнего аспиранта
    if not view.mention_at(head[0].start_char) and not head[0].text.isupper() and head[0].pos != "PROPN":
        name = name[:1].lower() + name[1:]
    if not rest:
        return name
    return f"{name} {view.text[rest[0].start_char : rest[-1].end_char]}"


def _counted(tokens: list) -> str | None:
    """«двух источников в кабмине», «пяти врачей»: the number in the nominative, what it counts in the genitive."""
    few = {"двух": "два", "трех": "три", "трёх": "три", "четырех": "четыре", "четырёх": "четыре"}
    if (
        len(tokens) < 2
        or tokens[1].pos != "NOUN"
        or tokens[1].feat("Case") != "Gen"
        or fold(tokens[0].norm) not in few
    ):
        return None
    number = few[fold(tokens[0].norm)]
    if number == "два" and tokens[1].feat("Gender") == "Fem":
        number = "две"
    rest = " ".join(token.text for token in tokens[2:])
    lemma = fold(tokens[1].lemma)
    own = tokens[1].text if lemma.endswith(("ый", "ий", "ой", "ая")) else genitive(lemma)  # четыре рабочих
    return f"{number} {own} {rest}".strip()


def _latin(view: View, tokens: list) -> str:
    """A Kazakh phrase in Latin letters: its last word cut to as many letters as the nominative has."""
    last = tokens[-1]
    bare = pack("kk").normal([last], "organization", ())
    cut = len(last.text)
    if fold(last.norm).startswith(fold(bare)) and len(last.norm) == len(last.text):
        cut = len(bare)
    name = view.text[tokens[0].start_char : last.start_char] + last.text[:cut]
    return name if view.mention_at(tokens[0].start_char) else name[:1].lower() + name[1:]
