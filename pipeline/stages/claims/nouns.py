"""Which nouns can speak: role nouns, groups, institutions, documents, media; read from source_nouns.tsv."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.schema import Token
from pipeline.stages.claims.kk_words import agentive
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import demonyms, fold, lookup, occupations, source_words, words


@dataclass(frozen=True, slots=True)
class Speaking:
    """A noun that can speak: the words, kind (person, group, institution, document, media) and role."""

    words: tuple[str, ...]
    kind: str
    role: str
    positions: tuple[int, ...]


def speaking_noun(view: View, i: int, lang: str) -> Speaking | None:
    """What the table says of the noun at a token; compounds (`вице-министр`) by their last part; a Kazakh
    noun that no table lists by its ending (құтқарушы, кардиолог).

    The longest entry that ends or begins at the token wins: «глава государства» at «глава», «бас консул» at «консул».
    """
    for back in (2, 1):
        ended = lookup(words(lang).nouns, view.tokens, i - back) if i >= back else None
        if ended is not None and ended[1][-1] == i:
            return Speaking(ended[0].words, ended[0].lemma, ended[0].cls, tuple(ended[1]))
    hit = lookup(words(lang).nouns, view.tokens, i)
    if lang == "ru" and i + 2 < len(view.tokens) and view.tokens[i + 1].pos == "ADJ":
        wider = lookup(words(lang).nouns, view.tokens, i, gap=1)  # глава российского государства
        if wider is not None and len(wider[0].words) > 1 and view.tokens[i + 2].feat("Case") == "Gen":
            hit = wider
    if hit is not None:
        entry, positions = hit
        return Speaking(entry.words, entry.lemma, entry.cls, tuple(positions))
    token = view.tokens[i]
    form = fold(token.lemma)
    own = _occupation(token, form, i) if lang == "ru" else None
    if own is not None:
        return own
    if "-" in form:
        first, last = form.split("-")[0], form.rsplit("-", 1)[1]
        papers = [e for e in words(lang).nouns.get(first, ()) if e.lemma == "document" and lang == "ru"]
        for entry in (*words(lang).nouns.get(last, ()), *papers):  # справка-обоснование
            if len(entry.words) == 1:
                return Speaking(entry.words, entry.lemma, entry.cls, (i,))
    if lang == "kk" and agentive(token):
        return Speaking((form,), "person", "", (i,))
    return _by_ending(token, form, i) or _animate(token, form, i) if lang == "ru" else None


def _occupation(token: Token, form: str, i: int) -> Speaking | None:
    """A noun that positions.tsv knows (бухгалтер, психиатр), with the role of its class."""
    if token.pos not in ("NOUN", "PROPN"):
        return None
    role = occupations().get(form)
    return Speaking((form,), "person", role, (i,)) if role is not None else None


def _animate(token: Token, form: str, i: int) -> Speaking | None:
    """A noun for somebody of a state (норвежка), or any other that is alive (вахтовик)."""
    if token.pos != "NOUN" or token.feat("Animacy") != "Anim":
        return None
    return Speaking((form,), "person", "anyone" if form in demonyms() else "", (i,))


def _by_ending(token: Token, form: str, i: int) -> Speaking | None:
    """нейробиолог, лесовед and макрообзор, of which the table knows only the end."""
    if token.pos not in ("NOUN", "PROPN") or len(form) < 7:
        return None
    if token.feat("Animacy") == "Anim" and form.endswith(tuple(source_words("trade_ending", "ru"))):
        return Speaking((form,), "person", "expert", (i,))
    for length in range(5, len(form) - 3):
        for entry in words("ru").nouns.get(form[-length:], ()):
            if entry.words == (form[-length:],) and entry.lemma == "document":
                return Speaking(entry.words, entry.lemma, entry.cls, (i,))
    return None
