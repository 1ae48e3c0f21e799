"""Names of the registry of known entities (`pipeline/data/registry/*.tsv`), in any case form, in both languages.

A word of the text fits a word of a name when the forms or the lemmas are the same; a name in capitals (США, ҚР) must
stand in capitals. What fits may still be another thing (Владимир), so a learned finder can outvote a short name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from pipeline.lang.base import codes, pack
from pipeline.lang.kk.families import is_common as is_common_kazakh
from pipeline.lang.kk.latin import latin_to_kk
from pipeline.lang.ru.lemmas import is_common
from pipeline.resources import SHARED, read_table
from pipeline.schema import LABELS
from pipeline.stages.mentions.words import QUOTES, Candidate, Words

COLUMNS = (
    "id", "label", "place_kind", "part_of", "name_ru", "name_kk", "name_en", "aliases_ru", "aliases_kk", "external_id", "source",
)  # fmt: skip
# A state or several words are hardly anything else; one word may be a person's or a street's name, too.
# «доллар США», «АҚШ доллары» name no state: rows of these labels keep their words from becoming mentions.
BLOCKING = ("currency",)
BLOCKING_WEIGHT = 8.0
SURE_WEIGHT, ORGANIZATION_WEIGHT, WEAK_WEIGHT, OPENING_WEIGHT = 3.5, 3.2, 2.0, 1.0
_SURE_KINDS = frozenset(("country", "world_region", "union"))


@dataclass(frozen=True, slots=True)
class Known:
    """One spelling of an entity: for each word the forms that stand for it, and whether it is written in capitals."""

    forms: tuple[frozenset[str], ...]
    capitals: bool
    label: str
    place_kind: str | None
    name: str

    @property
    def noun_first(self) -> bool:
        """Begins with a common noun that belongs to it (область Абай): the capital comes later."""
        return self.place_kind == "region" and self.name[:1].islower()

    @property
    def sure(self) -> bool:
        return (
            len(self.forms) > 1
            or self.place_kind in _SURE_KINDS
            or (self.capitals and self.label == "organization")
        )


def fold(word: str) -> str:
    """Lower case, ё as е, hyphens of one kind."""
    return word.lower().replace("ё", "е").replace("‑", "-").replace("–", "-")


@cache
def known_names(lang: str) -> dict[str, tuple[Known, ...]]:
    """Spellings of one language by each form of their first word."""
    spellings: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for path in sorted((SHARED / "registry").glob("*.tsv")):
        for row in read_table(path, COLUMNS, key=("id",)):
            if row["label"] not in (*LABELS, *BLOCKING):
                continue
            for name in (row[f"name_{lang}"], *row[f"aliases_{lang}"].split(";")):
                if (
                    name.strip()
                    and not QUOTES.intersection(name)
                    and not (row["label"] == "person" and " " not in name.strip())
                ):
                    spellings[name.strip()].append((row["label"], row["place_kind"] or None))
    names = sorted(spellings)
    written: dict[tuple[tuple[frozenset[str], ...], bool], str] = {}
    kinds: dict[tuple[tuple[frozenset[str], ...], bool], set[tuple[str, str | None]]] = defaultdict(set)
    for name, doc in zip(names, pack(lang).nlp().pipe(names, batch_size=256), strict=True):
        forms = tuple(
            frozenset((fold(token.norm_), *_lemma(token, alone=" " not in name)))
            for token in doc
            if not token.is_space
        )
        if forms:
            written.setdefault((forms, name.isupper() and len(name) <= 6), name)
            kinds[forms, name.isupper() and len(name) <= 6].update(spellings[name])
    index: dict[str, list[Known]] = defaultdict(list)
    states = {
        frozenset().union(*forms)
        for (forms, _), found in kinds.items()
        if any(k in _SURE_KINDS for _, k in found)
    }
    for (forms, capitals), found in sorted(
        kinds.items(), key=lambda item: (sorted(map(sorted, item[0][0])), item[0][1])
    ):
        sure = {pair for pair in found if pair[1] in _SURE_KINDS} or found
        if len({label for label, _ in sure}) > 1:
            continue  # a name of two kinds of things tells nothing
        label, kind = min(sure, key=str)
        if kind not in _SURE_KINDS and any(
            not frozenset().union(*forms).isdisjoint(state) for state in states if len(forms) == 1
        ):
            continue  # a channel or a newspaper that bears the name of a state
        for form in forms[0]:
            index[form].append(Known(forms, capitals, label, kind, written[forms, capitals]))
    return {form: tuple(known) for form, known in index.items()}


def _lemma(token: Token, *, alone: bool) -> Iterator[str]:
    """The lemma of a word of a name; not that of a common noun which a name of one word only looks like (Семей, Того)."""
    lemma = fold(token.lemma_)
    common = is_common if token.lang_ == "ru" else is_common_kazakh
    if lemma == fold(token.norm_) or not (alone and common(lemma)):
        yield lemma


def registry_candidates(words: Words, languages: Sequence[str]) -> list[Candidate]:
    """The longest registered name at each word; all but currencies begin with a capital, or with the noun of a region."""
    found: list[Candidate] = []
    enabled = [lang for lang in codes() if lang in languages]
    for i in range(len(words)):
        if words.lang(i) in enabled:
            best = max(_matches(words, i), key=lambda pair: pair[0], default=None)
            if best is not None:
                found.append(_candidate(words, i, *best))
    return found


def registered_name(words: Words, start: int, end: int, label: str) -> str | None:
    """The registry's spelling of the name that stands there in whatever case; None when it has none, or several."""
    names = {known.name for last, known in _matches(words, start) if last == end and known.label == label}
    name = names.pop() if len(names) == 1 else None
    written = words.text(start, end).lower()
    return name.replace("ё", "е").replace("Ё", "Е") if name is not None and "ё" not in written else name


def _matches(words: Words, i: int) -> Iterator[tuple[int, Known]]:
    names = known_names(words.lang(i))
    seen: set[int] = set()
    for form in _forms(words, i):
        for known in names.get(form, ()):
            end = i + len(known.forms)
            if id(known) in seen or not words.same_block(i, end - 1):
                continue
            seen.add(id(known))
            blocks = known.label in BLOCKING
            capital = words.is_capital(i + 1 if known.noun_first and len(known.forms) > 1 else i)
            if blocks and len(known.forms) < 2 or not blocks and not capital:
                continue
            if known.capitals and not words.norms[i].split("-")[0].isupper():
                continue
            if all(not forms.isdisjoint(_forms(words, i + k)) for k, forms in enumerate(known.forms)):
                yield end, known


def _forms(words: Words, i: int) -> tuple[str, ...]:
    token = words.tokens[i]
    norm, lemma = fold(token.norm), fold(token.lemma)
    bare = norm.split("-")[0]
    if token.lang == "kk-Latn" and norm.isascii():
        norm = fold(latin_to_kk(norm))  # a word in capitals keeps its Latin letters in `norm`
    # An ending behind a hyphen belongs to an abbreviation (АҚШ-тың); Нью-Йорк is one name.
    return (norm, lemma, bare) if bare != norm and token.norm.split("-")[0].isupper() else (norm, lemma)


def _candidate(words: Words, i: int, end: int, known: Known) -> Candidate:
    if known.label in BLOCKING:
        return Candidate(i, end, "", 0.9, f"registry.{known.label}", BLOCKING_WEIGHT)
    token = words.tokens[i]
    is_organization = known.label == "organization"
    # The first word of a sentence has its capital from there: «Того» may be a pronoun, «Власти» no magazine.
    common = is_organization and token.lang == "kk" and is_common_kazakh(fold(token.lemma))
    is_noun = (token.pos in ("PROPN", "X") and not common) or (
        token.pos == "NOUN" and fold(token.lemma) in known.forms[0] and not is_organization
    )
    quoted = words.same_block(i, end) and words.norms[end] in QUOTES
    opens = words.opens(i) and not quoted and end == i + 1 and not known.capitals and not is_noun
    weak = ORGANIZATION_WEIGHT if is_organization else WEAK_WEIGHT
    weight = OPENING_WEIGHT if opens else SURE_WEIGHT if known.sure else weak
    return Candidate(i, end, known.label, 0.95 if known.sure else 0.7, "registry", weight, known.place_kind)
