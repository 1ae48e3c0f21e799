"""The words for positions of one language: `positions.tsv` (nouns) and `position_cues.tsv` (what stands round them)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.errors import ResourceError
from pipeline.resources import LANGUAGES, lexicon
from pipeline.schema import Token

# acting «и. о.», written together; former «бывший»; now «ныне»: words before a position that only date it;
# drop «известный»: adjectives that are no part of a position; demonym «российский»: value is the state;
# appoint «назначить»: verbs that give a position; be «являться»: verbs of holding one; leave «покинуть»: verbs that end one;
# office «пост»: nouns that stand for having a position; heads «возглавлять»: verbs that mean a position, which is the value;
# modal «мочь»: what depends on it is not said to be so; order «поручить»: verbs whose infinitive another does; generic «компания»: kinds of organization before a name;
# join «болып»: words between a position and its verb; link «бойынша»: words inside a phrase that do not end it;
# bid «кандидатура»: nouns of wanting an office; perform «исполнять»: verbs that with an office of kind acting mean acting;
# prefix «гео»: first parts of compounds, whose class is that of the rest; opinion «версия»: nouns after «по» that tell whose view it is; address «господин»: nouns between a position and a name that add none; title «бас»: nouns that belong to a position like adjectives.
CUE_KINDS = (
    "acting", "former", "now", "drop", "demonym", "appoint", "be", "leave", "office", "heads", "modal", "order", "generic",
    "join", "link", "title", "address", "opinion", "prefix", "bid",
    "perform",
)  # fmt: skip
# «заведующий», «управляющего»: participles used as nouns, which taggers give the lemma of the verb
_PARTICIPLE = re.compile(r"^(.+[уяю]ющ|.+ующ)(?:ий|его|ему|им|ем|ая|ей|ую|ие|их|ими)$")


@dataclass(frozen=True, slots=True)
class Positions:
    """classes: lemma of a position noun -> class; cues: kind -> lemma -> value (empty where the kind has none)."""

    code: str
    classes: dict[str, str]
    cues: dict[str, dict[str, str]]

    def class_of(self, token: Token) -> str | None:
        """The class of a noun, None for other words."""
        noun = self.noun_of(token)
        if noun is None:
            return None
        first, _, last = noun.rpartition("-")
        found = self.classes.get(noun) or self.classes.get(last) or self.classes.get(first)
        rests = (noun[len(part) :] for part in self.cues["prefix"] if noun.startswith(part))
        return found or next((self.classes[rest] for rest in rests if rest in self.classes), None)

    def noun_of(self, token: Token) -> str | None:
        """The noun in its dictionary form; words joined by a hyphen («экс-президент», «сенатор-республиканец») do not
        hide it."""
        for word in (plain(token.lemma), plain(token.norm)):
            first, dash, last = word.rpartition("-")
            if word in self.classes or (dash and (last in self.classes or first in self.classes)):
                return word
        word = plain(token.lemma)
        if any(word.startswith(part) and word[len(part) :] in self.classes for part in self.cues["prefix"]):
            return word  # «геоботаник»
        word = plain(token.norm)
        if self.code == "kk":
            # «Қазақстан Президенті»: taggers take the capital for a name
            # министр, «министрі»; төраға, «төрағасы»; экономист, «экономисі»
            stems = (word[:-1], word[:-2], word[:-1] + "т") if word.endswith(("ы", "і")) else ()
            return next((stem for stem in stems if stem in self.classes), None)
        participle = _PARTICIPLE.match(word)
        found = participle[1] + "ий" if participle else None
        return found if found in self.classes else None

    def has(self, kind: str, word: str) -> bool:
        """Is the lemma (or, for acting, the words written together) a cue of that kind?"""
        return word in self.cues[kind]


def plain(word: str) -> str:
    """Lower case without ё, as the tables are written."""
    return word.lower().replace("ё", "е")


def load_lexicon(code: str) -> Positions:
    """Read the tables of a language. Raises `ResourceError`, also for a kind that no rule reads."""
    nouns = lexicon(code, "positions.tsv", ("lemma", "class", "example"), ("lemma",))
    cues = lexicon(code, "position_cues.tsv", ("lemma", "kind", "value", "example"), ("lemma", "kind"))
    unknown = sorted({row["kind"] for row in cues} - set(CUE_KINDS))
    if unknown:
        raise ResourceError(
            LANGUAGES / code / "data" / "position_cues.tsv",
            None,
            f"unknown kinds {unknown}",
            f"the kinds are {', '.join(CUE_KINDS)}",
        )
    return Positions(
        code=code,
        classes={row["lemma"]: row["class"] for row in nouns},
        cues={
            kind: {row["lemma"]: row["value"] for row in cues if row["kind"] == kind} for kind in CUE_KINDS
        },
    )
