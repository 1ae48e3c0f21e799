"""Lines about who wrote the text: «Автор: …», a name with a post at the head or the foot, rubrics, credits, disclaimers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.document import Block
from pipeline.schema import Mention
from pipeline.stages.claims.draft import Span
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import author_words, fold, words

_CREDIT = 20  # words of a credit
_LINE = 25  # words of a line about the author
_HEADLINE = 12  # words of a headline
_SENTENCE = 8  # words of a paragraph that is one sentence of prose
_PATH = 3  # parts of a line with a rubric: «Мнение | Футбол | 3 декабря», «Главная » Мнения»; a menu has more
_BESIDE = 3  # short lines behind a name that may belong to it
_CAPITAL = "[A-ZÁŃǴŞÚÝİŚÄÖÜĞŇА-ЯЁӘҒҚҢӨҰҮІҺ]"
_PART = rf"{_CAPITAL}(?:\.|[\w’'-]*\w)"
_WRITTEN = re.compile(rf"{_PART}[ \u00a0]?(?:{_PART} )?{_CAPITAL}[\w’'-]*\w")
_MARKS = " \t\u00a0,.;:–—-|/•"
_CONTACT = re.compile(r"\S+@\S+|\+?\d[\d ()-]{5,}")

WRITTEN_FOR, POST, LABEL, HEADLINE, REPORTS = "written for", "post", "label", "headline", "reports"


@dataclass(frozen=True, slots=True)
class Signature:
    """A line that names who wrote the text: the name, the blocks that it takes, where it stands, what is told of them."""

    name: str
    span: Span
    mention: Mention | None
    blocks: range
    foot: bool
    told: frozenset[str]


def line_effect(line: str, lang: str) -> str | None:
    """What a line about the author says; markers of both languages are read (a Kazakh page may have a Russian foot)."""
    low = " ".join(re.findall(r"\w+|[^\w\s]", fold(line)))
    length = len(re.findall(r"\w+", low))
    for code in dict.fromkeys((lang, "ru", "kk")):
        for forms, effect in words(code).bylines:
            phrase = " ".join(forms)
            if effect == "rubric":
                parts = [part.strip() for part in re.split(r" [|/•»:—–-]+ ", low)]
                found = len(parts) <= _PATH and phrase in parts and length <= _CREDIT
            elif effect == "lead" or phrase == "специально для":
                found = phrase in low and (effect == "lead" or length <= _LINE)
            else:
                found = f"{low} ".startswith(f"{phrase} ") and (effect != "credit" or length <= _CREDIT)
            if found:
                return effect
    return None


def line_of(view: View, block: Block) -> str:
    """The words of a block."""
    return view.text[block.start_char : block.end_char].strip()


def is_afterword(line: str) -> bool:
    """«Напомним, …», «Еске сала кетейік, …»: the outlet adds what it told before."""
    low = fold(line)
    return any(low.startswith(" ".join(stop)) for lang in ("ru", "kk") for stop in words(lang).outlet_stops)


def _under_biography(view: View, i: int) -> bool:
    """The line above is «Об авторе»."""
    over = line_of(view, view.document.blocks[i - 1]) if i else ""
    return len(over.split()) <= _PATH and line_effect(over, "ru") == "biography"


def is_quoted_title(line: str) -> bool:
    """«Не будет хлеба – не будет и песни»"""
    return re.fullmatch("«[^«»]+»", line) is not None and len(line.split()) <= _HEADLINE


def is_biography(line: str) -> bool:
    """«Анна Ким – архитектор, ведет канал …», «Анна Ким родилась в …»: who the author is, in a short paragraph."""
    line = line.strip("*_ ")
    name = _WRITTEN.match(line)
    behind = line[name.end() :].lstrip() if name is not None else ""
    if len(line.split()) <= 2 * _LINE and behind.split(" ")[0] in author_words("born"):
        return True
    told = re.split(r"[,.;]", behind.lstrip("–—- "), maxsplit=1)[0]
    return behind[:1] in ("–", "—", "-") and len(line.split()) <= 2 * _LINE and names_post(told, "ru")


def prose(view: View) -> list[int]:
    """The blocks that are paragraphs of the article, without lines about the author and the outlet's afterword."""
    found: list[int] = []
    for i, block in enumerate(view.document.blocks):
        line = line_of(view, block)
        if block.kind != "body" or is_afterword(line) or line_effect(line, "ru") not in (None, "lead"):
            continue
        if is_biography(line) or (found and _under_biography(view, i)) or is_quoted_title(line):
            continue
        if _is_signed(view, block, line):
            continue
        several = len(view.sentences_in(block.start_char, block.end_char)) > 1 and len(line) > 40
        if several or (len(line.split()) >= _SENTENCE and line[-1] in '.!?…»"”'):
            found.append(i)
    return found


def _is_signed(view: View, block: Block, line: str) -> bool:
    """«А. Б. Ким, ветеран труда, с. Каратал.»: a name with what tells of its bearer, whose full stops end no sentence."""
    name = _WRITTEN.match(line)
    behind = line[name.end() :][:1] if name is not None else ""
    return (
        behind == "," and len(line.split()) <= _LINE and _is_title(view, block.start_char, block.end_char, "")
    )


def signatures(view: View, paragraphs: list[int]) -> list[Signature]:
    """The signatures of a text in text order; a name in the middle of it signs nothing."""
    head = paragraphs[1] if len(paragraphs) > 1 else len(view.document.blocks)
    foot = paragraphs[-2] if len(paragraphs) > 1 else -1
    found = []
    for i, block in enumerate(view.document.blocks):
        if foot >= i >= head or not block.is_read:
            continue
        signature = _signature(view, i, block, foot=i > foot)
        if signature is not None:
            found.append(signature)
    return found


def _signature(view: View, i: int, block: Block, *, foot: bool) -> Signature | None:
    """The signature that a block begins, or None: `[Автор:] [post] Name [, post or place]`, which goes on in short lines."""
    line = line_of(view, block)
    effect = line_effect(line, "ru")
    label = effect in ("author", "biography")
    biography = effect == "biography" or (foot and (is_biography(line) or _under_biography(view, i)))
    if (len(line.split()) > _LINE and not biography) or effect in ("credit", "opinion", "lead"):
        return None
    start, end = _part_of_path(view, block) if effect == "rubric" else (block.start_char, block.end_char)
    named = _name(view, start, end, label)
    if named is None:
        return None
    span, mention = named
    before = view.text[start : span[0]]
    if label:
        before = re.split("[:–—]", before, maxsplit=1)[-1]
    behind = _before_credit(view.text[span[1] : end].strip())
    if behind[:1] == ":" and block.kind in ("title", "heading") and not foot and not before.strip(_MARKS):
        return Signature(
            view.text[span[0] : span[1]], span, mention, range(i, i + 1), foot, frozenset({HEADLINE})
        )
    if not (biography or _is_title(view, start, end, behind)) or (not foot and _is_answered(view, i)):
        return None
    told = _told(before) | _told(behind.lstrip(_MARKS), dashed=behind[:1] in "–—-" and bool(behind))
    if before.strip(_MARKS) and not told:
        return None
    if block.kind == "title" and not told and effect != "rubric":
        return None  # a title of two capitalised words
    if behind and behind[0] not in ",.;–—-|/(" and not label:
        return None
    stop = i + 1
    blocks = view.document.blocks
    while stop < len(blocks) and stop <= i + _BESIDE and not behind.endswith("."):
        following = line_of(view, blocks[stop])
        if line_effect(following, "ru") is not None:
            break
        goes_on = behind.endswith(",") and following[0].islower()  # «Анна Ким,» ¶ «писатель.»
        if len(following.split()) > _LINE // 2 or (not goes_on and following[-1] in ".!?…:"):
            break
        beside = _told(following)
        contact = _CONTACT.search(following)
        if blocks[stop].kind == "title" or not (beside or contact or (foot and behind.endswith(","))):
            break
        told |= beside
        behind = following
        stop += 1
    over = _told_over(view, i, foot=foot)
    told |= over | ({LABEL} if label else set())
    around = range(i - bool(over), stop)
    return Signature(view.text[span[0] : span[1]], span, mention, around, foot, frozenset(told))


def _told_over(view: View, i: int, *, foot: bool) -> set[str]:
    """What the line over a name says of its bearer: «Директор музея» ¶ «Иван Петров»."""
    block = view.document.blocks[i - 1] if i else None
    line = line_of(view, block) if block is not None else ""
    if not 0 < len(line.split()) <= _LINE // 2 or line[-1] in ".!?…:":
        return set()
    if block is not None and block.kind == "title" and not foot:
        return set()
    return _told(line) & {POST, REPORTS}


def _part_of_path(view: View, block: Block) -> Span:
    """«Колонка | Ирина Орлова | 5 июня»: the part of a line with a rubric that stands behind the rubric."""
    at = block.start_char
    for part in re.finditer(r"[^|/•»]+", view.text[block.start_char : block.end_char]):
        if line_effect(part.group().strip(), "ru") != "rubric" and _WRITTEN.match(part.group().strip()):
            return at + part.start() + len(part.group()) - len(part.group().lstrip()), at + part.end()
    return block.end_char, block.end_char


def _before_credit(behind: str) -> str:
    """«… министр. Фото: пресс-служба»: what stands before the credit."""
    for stop in re.finditer(r"[.;|] +", behind):
        if line_effect(behind[stop.end() :], "ru") == "credit":
            return behind[: stop.start()]
    return behind


def _is_answered(view: View, i: int) -> bool:
    """The next line opens with a quotation mark: the name says who speaks there."""
    following = view.document.blocks[i + 1 : i + 2]
    return bool(following) and line_of(view, following[0])[:1] in '«“„"' and following[0].kind == "body"


def _name(view: View, start: int, end: int, label: bool) -> tuple[Span, Mention | None] | None:
    """The name in a line: written with capitals, known as a person's unless what stands by it shows that."""
    for mention in view.labelled(start, end, "person")[:1]:
        parts = view.text[mention.start_char : mention.end_char].split()
        written = _WRITTEN.match(view.text, mention.start_char, end)
        if written is not None and (len(parts) > 1 or "." in parts[0]):
            return (mention.start_char, max(mention.end_char, written.end())), mention
    found = _WRITTEN.search(view.text, start, end)
    if (
        found is None
        or names_post(found.group().split()[0], "ru")
        or (found.group().isupper() and "." not in found.group() and not label)
    ):
        return None  # «Ректор СУГТУ», «ЖЕЛТЫЙ СНЕГ» is a title
    if len({char.isascii() for char in found.group() if char.isalpha()}) > 1:
        return None  # «Скачать PDF»
    if any(m.label != "person" for m in view.labelled(*found.span())):
        return None  # «Большой театр» is in the picture
    opens = not view.text[start : found.start()].strip(_MARKS)
    return (found.span(), None) if label or opens else None


def _is_title(view: View, start: int, end: int, behind: str) -> bool:
    """No sentence: no verb in a personal form outside «— о том, почему …», and no question or colon inside."""
    if behind[:1] in "–—-" and fold(behind.strip(_MARKS)).split(" ")[0] in author_words("about"):
        return True
    return not speaks_in_sentences(view, start, end) and not re.search("[?!]", behind)


def speaks_in_sentences(view: View, start: int, end: int) -> bool:
    """A verb in a personal form stands in the range, outside quoted names."""
    depth = 0
    for token in view.inside(start, end):
        depth += (token.text == "«") - (token.text == "»")
        personal = token.feat("VerbForm") == "Fin" or token.feat("Mood") in ("Ind", "Imp")
        if depth <= 0 and personal and token.pos in ("VERB", "AUX") and token.text.islower():
            return True
    return False


def _tokens(line: str) -> set[str]:
    return set(re.findall(r"[\w-]+", fold(line)))


def _told(line: str, *, dashed: bool = False) -> set[str]:
    """What the words by a name say of its bearer: a post, that they report, that they wrote for the outlet."""
    said = _tokens(line)
    if not said:
        return set()
    if _any_form(said, "reporter"):
        return {REPORTS}
    found = set()
    if said & author_words("own") or (dashed or said) and fold(line).split(" ")[0] in author_words("about"):
        found.add(WRITTEN_FOR)
    first = re.findall(r"[\w-]+", line)[0]
    place = bool(said & author_words("place")) or bool(re.match(r"\d", first))
    if names_post(line, "ru") or (
        not place and not found and first[0].islower() and not _any_form(said, "writer")
    ):
        found.add(POST)
    return found


def _any_form(said: set[str], name: str) -> bool:
    return any(form.startswith(word) for word in author_words(name) for form in said)


def names_post(line: str, lang: str) -> bool:
    """A line gives its name a post other than a reporter's: a noun of persons that the tables know, in any form."""
    idle = author_words("reporter") | author_words("writer")
    forms = [fold(word) for word in re.findall(r"[\w-]+", line)]
    for code in dict.fromkeys((lang, "ru", "kk")):
        nouns = words(code).nouns
        for k, form in enumerate(forms):
            stems = (form, form[:-2], form[:-1], form.split("-")[0]) if len(form) > 4 else (form,)
            for bare in stems:
                for entry in () if bare in idle else nouns.get(bare, ()):
                    behind = zip(entry.words[1:], [*forms[k + 1 :], *[""] * len(entry.words)], strict=False)
                    if entry.lemma == "person" and all(form.startswith(word) for word, form in behind):
                        return True
    return False
