"""The reporting vocabulary of a language: cues, fixed phrases, speaking nouns, modality, read from its tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.resources import lexicon, shared, word_set
from pipeline.schema import Token

LANGUAGES = ("ru", "kk")  # that have claims

CUE_COLUMNS = ("match", "lemma", "class", "frames", "example")
CUE_NOUN_COLUMNS = ("match", "form", "class", "frames", "verbs", "example")
MARKER_COLUMNS = ("match", "lemma", "class", "side", "example")
NOUN_COLUMNS = ("match", "kind", "role", "example")
MODALITY_COLUMNS = ("match", "modality", "scope", "example")
TRAP_COLUMNS = ("cue", "word", "example")
CARRY_COLUMNS = ("match", "outlet", "example")
ANAPHOR_COLUMNS = ("match", "verb", "example")
BYLINE_COLUMNS = ("match", "effect", "example")
KINDRED_COLUMNS = ("role", "also", "example")
CLASS_COLUMNS = ("class", "role", "example")


def fold(word: str) -> str:
    """Lower case, ё as е: the form in which the tables are matched."""
    return word.lower().replace("ё", "е")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: the words in order, folded, and the other cells."""

    words: tuple[str, ...]
    lemma: str
    cls: str
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """All tables of one language, indexed by first (nouns, markers) or last word (cues: the verb of a Kazakh pair)."""

    cues: dict[str, tuple[Entry, ...]]
    markers: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    modality: dict[str, tuple[Entry, ...]]
    traps: frozenset[tuple[str, str]]
    anaphors: dict[str, tuple[Entry, ...]]
    carry_stops: tuple[tuple[str, ...], ...]
    outlet_stops: tuple[tuple[str, ...], ...]
    bylines: tuple[tuple[tuple[str, ...], str], ...]


@cache
def source_words(name: str, lang: str | None = None) -> frozenset[str]:
    """One set of source_words.tsv (nameless, bare, authority …) in a language, or in all that have claims."""
    return word_set("source_words.tsv", name, *((lang,) if lang else LANGUAGES))


@cache
def author_words(name: str) -> frozenset[str]:
    """One set of author_words.tsv (me, genre, opinion, reporter …) in all languages: a Kazakh page may have a Russian foot."""
    return word_set("author_words.tsv", name, *LANGUAGES)


@cache
def claim_words(name: str, lang: str | None = None) -> frozenset[str]:
    """One set of claim_words.tsv (auxiliaries, but, not_denied …) in a language, or in all that have claims."""
    return word_set("claim_words.tsv", name, *((lang,) if lang else LANGUAGES))


@cache
def kindred(role: str) -> frozenset[str]:
    """The roles whose holders a noun of `role` may also name: «глава ведомства» is a minister or a chairman."""
    rows = shared("kindred_posts.tsv", KINDRED_COLUMNS, ("role", "also"))
    return frozenset(row["also"] for row in rows if row["role"] == role)


@cache
def role_kind(role: str) -> str:
    """Whether the role is an `office`, a `leading` post or a `trade`; empty for none of them."""
    rows = shared("role_kinds.tsv", ("role", "kind", "example"), ("role",))
    return next((row["kind"] for row in rows if row["role"] == role), "")


@cache
def occupations() -> dict[str, str]:
    """The Russian nouns of positions.tsv by lemma, with the role that their class is here."""
    roles = {row["class"]: row["role"] for row in shared("position_roles.tsv", CLASS_COLUMNS, ("class",))}
    rows = lexicon("ru", "positions.tsv", ("lemma", "class", "example"), ("lemma",))
    return {row["lemma"]: roles[row["class"]] for row in rows if row["class"] in roles}


@cache
def demonyms() -> dict[str, str]:
    """The state of an adjective or a people: российский, Россия; швед, Швеция."""
    return {
        fold(row["adjective"]): row["place"]
        for code in LANGUAGES
        for row in lexicon(code, "demonyms.tsv", ("adjective", "place", "example"), ("adjective",))
    }


@cache
def words(lang: str) -> Words:
    """The tables of `lang` (ru, kk)."""
    return Words(
        cues=_with_nouns(_index(lang, "cues.tsv", CUE_COLUMNS, "lemma", "class", "frames"), lang),
        markers=_index(lang, "cue_markers.tsv", MARKER_COLUMNS, "lemma", "class", "side"),
        nouns=_index(lang, "source_nouns.tsv", NOUN_COLUMNS, "kind", "role", ""),
        modality=_index(
            lang, "modality_claims.tsv", MODALITY_COLUMNS, "modality", "scope", "", key=("match", "modality")
        ),
        traps=frozenset(
            (r["cue"], r["word"]) for r in lexicon(lang, "cue_traps.tsv", TRAP_COLUMNS, ("cue", "word"))
        ),
        anaphors=_index(lang, "anaphors.tsv", ANAPHOR_COLUMNS, "match", "verb", ""),
        carry_stops=tuple(
            tuple(r["match"].split()) for r in lexicon(lang, "carry_stops.tsv", CARRY_COLUMNS, ("match",))
        ),
        outlet_stops=tuple(
            tuple(r["match"].split())
            for r in lexicon(lang, "carry_stops.tsv", CARRY_COLUMNS, ("match",))
            if r["outlet"] == "yes"
        ),
        bylines=tuple(
            (tuple(r["match"].split()), r["effect"])
            for r in lexicon(lang, "bylines.tsv", BYLINE_COLUMNS, ("match",))
        ),
    )


def _with_nouns(cues: dict[str, tuple[Entry, ...]], lang: str) -> dict[str, tuple[Entry, ...]]:
    """The cues and those of a verb with a noun of speech: «выразил мнение», «внес предложение»; Russian alone has the table."""
    if lang != "ru":
        return cues
    found = {first: list(rows) for first, rows in cues.items()}
    for row in lexicon(lang, "cue_nouns.tsv", CUE_NOUN_COLUMNS, ("match", "form")):
        for verb in row["verbs"].split():
            parts = (fold(verb), *fold(row["match"]).split())
            lemma = f"{verb} {row['form']}"
            found.setdefault(parts[0], []).append(
                Entry(parts, lemma, row["class"], frozenset(row["frames"].split()))
            )
    return {first: tuple(sorted(rows, key=lambda e: -len(e.words))) for first, rows in found.items()}


def _index(
    lang: str,
    name: str,
    columns: tuple[str, ...],
    lemma: str,
    cls: str,
    frames: str,
    key: tuple[str, ...] = ("match",),
) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for row in lexicon(lang, name, columns, key):
        parts = tuple(fold(row["match"]).split())
        entry = Entry(parts, row[lemma], row[cls], frozenset(row[frames].split()) if frames else frozenset())
        found.setdefault(parts[0], []).append(entry)
    return {first: tuple(sorted(rows, key=lambda e: -len(e.words))) for first, rows in found.items()}


def matches(entry: Entry, tokens: Sequence[Token], at: int, gap: int = 0) -> list[int] | None:
    """Positions in `tokens` of the words of `entry` from `at` on; up to `gap` other tokens may stand between two words.

    A word matches the lemma or the form of a token.
    """
    if not same(entry.words[0], tokens[at]):
        return None
    positions = [at]
    for word in entry.words[1:]:
        for j in range(positions[-1] + 1, min(positions[-1] + 2 + gap, len(tokens))):
            if same(word, tokens[j]):
                positions.append(j)
                break
        else:
            return None
    return positions


def same(word: str, token: Token) -> bool:
    """The word of a table is the lemma or the form of the token."""
    return word in keys(token)


PLURALS = ("лар", "лер", "дар", "дер", "тар", "тер")


def keys(token: Token) -> tuple[str, ...]:
    """What a token can be found by: lemma, form, and for a capitalised Kazakh title (Президенті) the form without its possessive."""
    lemma, form = fold(token.lemma), fold(token.norm)
    found = (lemma,) if lemma == form else (lemma, form)
    if (
        token.lang.startswith("kk")
        and len(lemma) > 5
        and token.pos in ("NOUN", "PROPN")
        and lemma.endswith(PLURALS)
    ):
        found = (*found, lemma[:-3])  # a noun that the analyser does not know keeps its plural
    if (
        token.pos == "VERB"
        and token.feat("Polarity") == "Neg"
        and token.feat("Case")
        and token.lang.startswith("kk")
    ):
        return (*found, f"{lemma}ма", f"{lemma}ме")  # хабарламасында: the noun хабарлама
    if token.feat("VerbForm") == "Ger" and token.lang.startswith("kk"):
        return (*found, (lemma[:-1] if lemma[-1:] in "ыі" else lemma) + "у")  # зерттеуінде: the noun зерттеу
    if token.pos == "PROPN" and token.lang.startswith("kk") and len(form) > 4:
        if form.endswith(("сы", "сі")):
            return (*found, form[:-2])
        if form.endswith(("ы", "і")):
            return (*found, form[:-1])
    return found


def lookup(
    index: dict[str, tuple[Entry, ...]], tokens: Sequence[Token], at: int, gap: int = 0
) -> tuple[Entry, list[int]] | None:
    """The longest entry that begins at a token, and where its words stand."""
    rows = [entry for key in keys(tokens[at]) for entry in index.get(key, ())]
    best: tuple[Entry, list[int]] | None = None
    for entry in rows:
        if best is not None and len(entry.words) <= len(best[0].words):
            continue
        positions = matches(entry, tokens, at, gap)
        if positions is not None:
            best = (entry, positions)
    return best
