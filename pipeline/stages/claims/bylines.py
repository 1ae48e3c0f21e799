"""Lines about who wrote the text: «Автор: …», a name with a post at the head or the foot, rubrics, credits, disclaimers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.document import Block
from pipeline.schema import Mention
from pipeline.stages.claims.draft import Span
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.titles import language
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, words

# Posts of those who report what others say: their names under a text claim nothing of it.
_REPORTERS = frozenset(
    ["корреспондент", "журналист", "редактор", "тілші", "репортер", "обозреватель", "шолушы", "фотограф"]
)
_SPOKESPEOPLE = "spokesperson"
_CREDIT = 20  # words and marks of a credit
_LINE = 25  # words of a line about the author
_POST = 20  # words of the post beside the name
_EDGE = 0.15  # share of the words of the text that may stand before a signature at the head, or behind one at the foot
_WRITTEN = re.compile(r"\s*([^\W\d_][\w’'-]+ [^\W\d_][\w’'-]+)[\s,.]*")
_MARKS = " \t\u00a0,.;–—-«»"


@dataclass(frozen=True, slots=True)
class Signature:
    """A line with the name of a person alone or with a post: the name, the blocks that it takes, where it stands."""

    name: str
    span: Span
    mention: Mention | None
    blocks: range
    post: bool
    foot: bool


def line_effect(line: str, lang: str) -> str | None:
    """What a line about the author says; markers of both languages are read (a Kazakh page may have a Russian foot)."""
    low = " ".join(re.findall(r"\w+|[^\w\s]", fold(line)))
    for code in dict.fromkeys((lang, "ru", "kk")):
        for forms, effect in words(code).bylines:
            phrase = " ".join(forms)
            if effect == "rubric":
                found = low in (phrase, f"айдар : {phrase}", f"рубрика : {phrase}")
            elif effect == "lead" or phrase == "специально для":
                found = phrase in low and (effect == "lead" or len(low.split()) <= _LINE)
            else:
                found = f"{low} ".startswith(f"{phrase} ") and (
                    effect != "credit" or len(low.split()) <= _CREDIT
                )
            if found:
                return effect
    return None


def signatures(view: View) -> list[Signature]:
    """The signatures of a text in text order; a name in the middle of it signs nothing."""
    blocks = [block for _, block in view.read_blocks]
    sizes = [len(view.inside(block.start_char, block.end_char)) for block in blocks]
    total = sum(sizes) or 1
    found = []
    for k, block in enumerate(blocks):
        if sizes[k] > _LINE + _POST:
            continue
        mention = _name_at_head(view, block)
        span = (mention.start_char, mention.end_char) if mention is not None else _written_name(view, block)
        if span is None:
            continue
        post, stop = _post_beside(view, blocks, sizes, k, span)
        before, behind = sum(sizes[:k]) / total, sum(sizes[stop:]) / total
        if post is None or min(before, behind) > _EDGE or (mention is None and not post):
            continue
        name = view.text[span[0] : span[1]]
        found.append(Signature(name, span, mention, range(k, stop), post, before > behind))
    return found


def _written_name(view: View, block: Block) -> Span | None:
    """A line that is two words like a name, given name and surname: «Қуаныш ҚАРАСАЙ,»."""
    found = _WRITTEN.fullmatch(view.text, block.start_char, block.end_char)
    return found.span(1) if found is not None and not found.group(1).isupper() else None


def _name_at_head(view: View, block: Block) -> Mention | None:
    """The person whose name opens the line; after «Автор:» a post may stand before it."""
    text = view.text[block.start_char : block.end_char]
    said = line_effect(text, "ru") == "author"
    for mention in view.labelled(block.start_char, block.end_char, "person")[:1]:
        if said or not view.text[block.start_char : mention.start_char].strip(_MARKS):
            return mention
    return None


def _post_beside(
    view: View, blocks: list[Block], sizes: list[int], k: int, name: Span
) -> tuple[bool | None, int]:
    """Whether the line, or the short one behind it, gives the name a post, and where the signature ends.

    None when the line goes on as a sentence: then it is no signature.
    """
    block = blocks[k]
    rest = view.text[name[1] : block.end_char]
    if _names_post(view, block.start_char, name[0]):
        return True, k + 1  # «Автор: экономист …»
    if rest.strip(_MARKS):
        if rest.lstrip()[:1] not in (",", "–", "—", "-") or not _is_title(view, name[1], block.end_char):
            return None, k + 1
        return _names_post(view, name[1], block.end_char), k + 1
    stop = k + 1
    if stop < len(blocks) and sizes[stop] <= _POST:
        behind = blocks[stop]
        if _is_title(view, behind.start_char, behind.end_char) and _names_post(
            view, behind.start_char, behind.end_char
        ):
            return True, stop + 1
    if k and sizes[k - 1] <= _POST and not rest.strip():
        ahead = blocks[k - 1]
        if view.text[ahead.start_char : ahead.end_char].rstrip().endswith(",") and _names_post(
            view, ahead.start_char, ahead.end_char
        ):
            return True, stop
    return False, stop


def _is_title(view: View, start: int, end: int) -> bool:
    """No sentence: no verb in a personal form and no stop inside."""
    tokens = view.inside(start, end)
    return not any(t.feat("VerbForm") == "Fin" for t in tokens) and not any(
        t.text in (":", "?", "!", "«") and t.start_char > start + 1 for t in tokens[:-1] if t.text != "«"
    )


def _names_post(view: View, start: int, end: int) -> bool:
    """A post other than a reporter's or a spokesperson's stands in a range."""
    for i in view.range_of(start, end):
        noun = speaking_noun(view, i, language(view.tokens[i].lang))
        if (
            noun is not None
            and noun.kind == "person"
            and noun.role != _SPOKESPEOPLE
            and noun.words[-1] not in _REPORTERS
            and noun.words[-1] != "автор"
        ):
            return True
    return False


def names_post(line: str, lang: str) -> bool:
    """A line outside the body (a byline of the page) gives its name a post other than a reporter's."""
    forms = [fold(word) for word in re.findall(r"[\w-]+", line)]
    for code in dict.fromkeys((lang, "ru", "kk")):
        nouns = words(code).nouns
        for form in forms:
            if form == "автор":
                continue
            for bare in (form, form[:-2], form[:-1]) if len(form) > 4 else (form,):
                if bare in nouns and bare not in _REPORTERS and any(e.lemma == "person" for e in nouns[bare]):
                    return True
    return False
