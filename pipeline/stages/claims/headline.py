"""Headlines that name their source without a verb: «Токаев: рост продолжится», «Рост продолжится – Токаев»."""

from __future__ import annotations

import re

from pipeline.document import Block
from pipeline.stages.claims.draft import Draft, Source, trimmed
from pipeline.stages.claims.genders import stands_in
from pipeline.stages.claims.quotes import DASHES
from pipeline.stages.claims.ru_cues import is_finite
from pipeline.stages.claims.view import View

_COLON = re.compile(r"^([^:«»]{3,60}):\s+(?=\S)")
_DASH = re.compile(rf"\s[{DASHES}]\s*([^{DASHES}]{{3,60}})$")
_LONGEST = 200  # characters of a headline


def headline(view: View, block: Block, lang: str) -> Draft | None:
    """The claim of a headline, or None: the words beside the colon or dash must be a person's name with at most a title."""
    text = view.text[block.start_char : block.end_char]
    if len(text) > _LONGEST or text.endswith((".", ":", ";")):
        return None
    before, after = _COLON.match(text), _DASH.search(text)
    if before is not None:
        source, content = (0, before.end(1)), (before.end(), len(text))
    elif after is not None:
        source, content = (after.start(1), after.end(1)), (0, after.start())
    else:
        return None
    start, end = block.start_char + source[0], block.start_char + source[1]
    names = view.labelled(start, end, "person")
    if not names or names[-1].end_char < end - 2 or len(text[source[0] : source[1]].split()) > 7:
        return None
    said = view.range_of(block.start_char + content[0], block.start_char + content[1])
    if len(said) < 3:
        return None
    if lang == "ru" and (
        stands_in(names[-1], "Nom") is False
        or not _names_one(view, view.range_of(start, names[-1].start_char))
        or (before is None and _awaits_name(view, said))
    ):
        return None
    part = trimmed(view.text, block.start_char + content[0], block.start_char + content[1])
    if part[1] <= part[0]:
        return None
    head = view.index_from(names[-1].start_char)
    return Draft("indirect", [part], None, Source((start, end), head, None), lang, "headline", "headline")


def _names_one(view: View, title: range) -> bool:
    """A title stands before the name, and nothing that the name belongs to: «Смерть Егора Котова: …»."""
    tokens = [view.tokens[i] for i in title]
    nouns = [t for t in tokens if t.pos == "NOUN" and t.feat("Case") == "Nom"]
    return not any(is_finite(t) for t in tokens) and all(t.feat("Animacy") == "Anim" for t in nouns)


def _awaits_name(view: View, said: range) -> bool:
    """«Область возглавила женщина — Анна Котова»: the name says who it is of whom the words tell."""
    verb = next((i for i in said if is_finite(view.tokens[i])), said.stop)
    behind = [view.tokens[i] for i in range(verb, said.stop)]
    return any(t.feat("Animacy") == "Anim" and t.feat("Case") == "Nom" for t in behind)
