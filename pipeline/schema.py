"""The one declaration of every table.

A table is a frozen dataclass; a column is a field with its meaning. The Arrow schema, the CSV header, the pandas
dtypes and the data dictionary (`derek schema`) are all derived from here, so a column is added in this file and in
the stage that fills it, nowhere else.

Types in memory and on disk: `str` string, `int` int64, `bool` bool, `float` float64, `Decimal` float64 (the exact
value stands beside it in `value_text`), `date` date32, `tuple[str, ...]` list of strings. `X | None` is nullable.

Every row that stands on characters has `doc_id`, `start_char`, `end_char` and `text`, with
`document.text[start_char:end_char] == text`. Offsets are Python `str` indices (code points), half-open.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

STATUSES = {
    "ok": "every stage ran",
    "empty": "nothing but white space",
    "not_text": "binary content, or no encoding fits",
    "unreadable": "the file or the record cannot be read",
    "failed": "a stage broke on this document; facts of the stages before it are kept",
}

LABELS = ("person", "organization", "place", "event")
BOUNDS = ("=", ">", ">=", "<", "<=")
CLAIM_TYPES = ("direct", "indirect", "mixed", "author")
POLARITIES = ("affirmed", "negated")
MODALITIES = ("fact", "opinion", "plan", "forecast", "directive", "possibility")


def column(doc: str, *, default: Any = MISSING, unit: str = "", refers: str = "") -> Any:
    """A described column: its meaning in one line, what a number counts, and the table that an identifier refers to."""
    return field(default=default, metadata={"doc": doc, "unit": unit, "refers": refers})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Base of all rows. `KEY` names the columns that rows are sorted by on disk; together they are unique."""

    KEY: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow(Row):
    """One row for each input document, also for one that could not be read."""

    KEY: ClassVar[tuple[str, ...]] = ("doc_id",)
    doc_id: str = column("hash of the relative path, the row number and the bytes")
    path: str = column("path relative to the source folder; `-` for standard input")
    row: int | None = column("row of a jsonl, csv or parquet file, from 0", default=None)
    source_id: str | None = column(
        "the document's own identifier in its source (id column), where there is one", default=None
    )
    format: str = column("txt, html, jsonl, csv, parquet")
    encoding: str | None = column("encoding that the bytes were decoded with", default=None)
    status: str = column("ok, empty, not_text, unreadable, failed")
    language: str | None = column("language of most of the body: ru, kk, kk-Latn, mixed, other", default=None)
    published: date | None = column("date of publication", default=None)
    published_source: str | None = column(
        "where the date comes from: text, metadata, column, option", default=None
    )
    title: str | None = column("headline, where one is recognised", default=None)
    author: str | None = column("author as the byline or the metadata names them", default=None)
    url: str | None = column("address from the metadata", default=None)
    n_chars: int = column("length of the text", unit="characters")
    replaced_chars: int = column(
        "characters that could not be decoded or stored and became U+FFFD", default=0, unit="characters"
    )
    text: str = column("the decoded text that all offsets point into")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRow(Row):
    """A paragraph, heading or line of page furniture; what a kind outside title, heading and body covers is skipped."""

    KEY: ClassVar[tuple[str, ...]] = ("doc_id", "start_char")
    doc_id: str = column("document")
    start_char: int = column("first character")
    end_char: int = column("character after the last")
    text: str = column("the characters themselves")
    kind: str = column(
        "title, heading, body, dateline, byline, caption, menu, cookie, counter, comments, legal, …"
    )
    rule: str = column("what decided the kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Row):
    """A sentence of the body."""

    KEY: ClassVar[tuple[str, ...]] = ("doc_id", "start_char")
    sentence_id: str = column("identifier")
    doc_id: str = column("document")
    start_char: int = column("first character")
    end_char: int = column("character after the last")
    text: str = column("the characters themselves")
    lang: str = column("ru, kk, kk-Latn, other")
    block_i: int = column("index of the block that it stands in")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token(Row):
    """A token of the body, with its analysis (Universal Dependencies)."""

    KEY: ClassVar[tuple[str, ...]] = ("doc_id", "token_i")
    doc_id: str = column("document")
    sentence_id: str = column("sentence")
    token_i: int = column("index in the document, from 0")
    start_char: int = column("first character")
    end_char: int = column("character after the last")
    text: str = column("the characters themselves")
    norm: str = column(
        "the form that rules match: look-alike letters mended, soft hyphens dropped, Latin Kazakh in Cyrillic"
    )
    lemma: str = column("lemma; of a Kazakh verb the bare stem")
    pos: str = column("universal part of speech")
    feats: str = column("universal features, `Case=Gen|Number=Sing`; empty if none")
    head: int | None = column(
        "token_i of the syntactic head; null for a root and where syntax is not known", default=None
    )
    dep: str = column("universal dependency relation; empty where syntax is not known", default="")
    lang: str = column("language of this token: ru, kk, kk-Latn, other")

    def feat(self, name: str) -> str | None:
        """The value of one feature: `token.feat("Case") == "Gen"`; None when the token does not carry it."""
        for pair in self.feats.split("|"):
            if pair.startswith(name) and pair[len(name) : len(name) + 1] == "=":
                return pair[len(name) + 1 :]
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Row):
    """A naming of a person, organization, place or event; every one in the body."""

    KEY: ClassVar[tuple[str, ...]] = ("doc_id", "start_char", "end_char", "label")
    mention_id: str = column("identifier")
    doc_id: str = column("document")
    sentence_id: str = column("sentence that it starts in")
    start_char: int = column("first character")
    end_char: int = column("character after the last")
    text: str = column("the characters themselves")
    label: str = column("person, organization, place, event")
    place_kind: str | None = column(
        "country, region, city, water, area, facility, …; places only", default=None
    )
    normal: str = column("the mention in the nominative, without quotes round the whole; abbreviations stay")
    lang: str = column("language of the sentence")
    entity_id: str | None = column("the entity that it names", refers="entities", default=None)
    confidence: float = column("0 to 1, three digits")
    rule: str = column("rule or model that made it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Row):
    """A person, organization, place or event of the real world, one row over all documents and both languages."""

    KEY: ClassVar[tuple[str, ...]] = ("entity_id",)
    entity_id: str = column("identifier")
    label: str = column("person, organization, place, event")
    place_kind: str | None = column("country, region, city, …; places only", default=None)
    name: str = column("the fullest name in the language of most of its mentions")
    name_ru: str | None = column("the fullest name in Russian", default=None)
    name_kk: str | None = column("the fullest name in Kazakh", default=None)
    name_en: str | None = column("name in English, from the registry", default=None)
    aliases: tuple[str, ...] = column("the other normal forms that it was named by, sorted", default=())
    external_id: str | None = column(
        "registry identifier, `iso3166-1:KZ`, `geonames:1526384`, …", default=None
    )
    n_mentions: int = column("mentions over all documents", default=0)
    n_documents: int = column("documents that name it", default=0)
    first_role: str | None = column("position that is told of it first; persons only", default=None)
    rule: str = column("how its mentions were joined")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Row):
    """A quantity that the text asserts of something: value or range, unit, bound, what is measured, of whom, when."""

    KEY: ClassVar[tuple[str, ...]] = ("doc_id", "start_char", "end_char", "kind")
    figure_id: str = column("identifier")
    doc_id: str = column("document")
    sentence_id: str = column("sentence")
    start_char: int = column("first character of number, scale word and unit")
    end_char: int = column("character after the last")
    text: str = column("the characters themselves")
    num_start: int = column("first character of the bare number with its scale word")
    num_end: int = column("character after it")
    lang: str = column("language of the sentence")
    kind: str = column(
        "money, percent, quantity, count, duration, age, anniversary, multiple, fraction, ordinal, rate"
    )
    value: Decimal | None = column("the number, scale applied; null for a range", default=None)
    low: Decimal | None = column("lower end of a range", default=None)
    high: Decimal | None = column("upper end of a range", default=None)
    value_text: str = column("the exact decimal or fraction: `1250000`, `1/3`, `1.5..2`")
    unit: str | None = column(
        "UCUM unit (`t`, `km`, `%`, `{pp}`, `a`), `1` for counts, null for money", default=None
    )
    unit_si: str | None = column("SI unit that value_si is in", default=None)
    value_si: float | None = column("value in unit_si", default=None)
    counted: str | None = column("lemma of the noun that is counted", default=None)
    currency: str | None = column("ISO 4217 code", default=None)
    currency_source: str | None = column("explicit or inferred", default=None)
    bound: str = column("= > >= < <=", default="=")
    approx: bool = column("about, nearly, some", default=False)
    vague: bool = column("tens of thousands: value is null, low is the power of ten", default=False)
    per: str | None = column("what a rate is per: UCUM (`a`, `d`, `[bbl_us]`) or `{noun}`", default=None)
    per_value: Decimal | None = column("every 10 seconds: 10", default=None)
    change: str | None = column("up, down, flat", default=None)
    change_mode: str | None = column("delta (by), factor (times), target (to), from_to", default=None)
    base_value: Decimal | None = column("what it changed from", default=None)
    metric: str | None = column("what is measured, a name of data/metrics.tsv", default=None)
    metric_text: str | None = column("the words that say what is measured", default=None)
    subject: str | None = column("whom or what it is measured of, in the nominative", default=None)
    subject_entity_id: str | None = column("entity of the subject", refers="entities", default=None)
    period_start: date | None = column("first day of the period that it holds for", default=None)
    period_end: date | None = column("last day of it", default=None)
    period_text: str | None = column("the words of the period", default=None)
    period_source: str | None = column("explicit, relative, doc_date", default=None)
    modality: str = column("fact, plan, target, forecast, estimate, conditional, denied", default="fact")
    claim_id: str | None = column("the claim that contains it", refers="claims", default=None)
    confidence: float = column("0 to 1, three digits", default=1.0)
    warnings: tuple[str, ...] = column("comma_ambiguous, currency_inferred, …", default=())
    rule: str = column("rule that made it")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow(Row):
    """A date, period or relative time expression, resolved to a closed interval of days where it can be."""

    KEY: ClassVar[tuple[str, ...]] = ("doc_id", "start_char", "end_char", "kind")
    date_id: str = column("identifier")
    doc_id: str = column("document")
    sentence_id: str = column("sentence")
    start_char: int = column("first character")
    end_char: int = column("character after the last")
    text: str = column("the characters themselves")
    lang: str = column("language of the sentence")
    kind: str = column("date (one day), period (longer), time (clock)")
    grain: str = column("day, week, month, quarter, half, year, decade, century, season, range, time")
    value_text: str = column("EDTF: `2025-11-12`, `2025-11`, `XXXX-11-12`, `2024/2028`")
    start_date: date | None = column(
        "first day of the interval; null when open or not resolved", default=None
    )
    end_date: date | None = column("last day of the interval", default=None)
    bound: str = column("`=`, or `>=` since, `<=` by or until, `>` after, `<` before", default="=")
    approx: bool = column("about, towards", default=False)
    source: str = column(
        "explicit, doc_date (year or day taken from the document's date), relative, context, unresolved"
    )
    claim_id: str | None = column("the claim that contains it", refers="claims", default=None)
    rule: str = column("rule that made it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Row):
    """The ledger: a number of the body that became neither a figure nor a date, and why."""

    KEY: ClassVar[tuple[str, ...]] = ("doc_id", "start_char", "end_char")
    number_id: str = column("identifier")
    doc_id: str = column("document")
    sentence_id: str = column("sentence")
    start_char: int = column("first character")
    end_char: int = column("character after the last")
    text: str | None = column("the characters themselves; null when they are personal and masked")
    lang: str = column("language of the sentence")
    value_text: str | None = column("the number as read, where it can be", default=None)
    reason: str = column(
        "address, phone, law_article, model_name, org_name, ordinal, list_number, pronoun_one, idiom, personal_id, …"
    )
    rule: str = column("rule that put it here")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Row):
    """Attribution: a content that the text gives to a source through a cue."""

    KEY: ClassVar[tuple[str, ...]] = ("doc_id", "start_char", "end_char", "cue_lemma", "claim_id")
    claim_id: str = column("identifier")
    doc_id: str = column("document")
    sentence_id: str = column("sentence that the content starts in")
    start_char: int = column("first character of the content")
    end_char: int = column("character after its last")
    content: str = column(
        "text[start_char:end_char]; with the cue inside when the cue is inserted, see parts"
    )
    parts: tuple[str, ...] = column(
        "`start:end` of each part of a content that a cue splits; empty when it is whole", default=()
    )
    lang: str = column("language of the sentence")
    type: str = column("direct, indirect, mixed, author")
    cue: str | None = column("the reporting expression as written", default=None)
    cue_start: int | None = column("first character of the cue", default=None)
    cue_end: int | None = column("character after its last", default=None)
    cue_lemma: str = column(
        "infinitive (ru), dictionary form in -у (kk) or fixed phrase of the cue; empty if there is none",
        default="",
    )
    cue_class: str | None = column("neutral, factive, negative, belief, directive, …", default=None)
    cue_polarity: str = column("negated in «не подтвердил»", default="affirmed")
    speaker_text: str | None = column("the source as written", default=None)
    speaker_start: int | None = column("first character of the source", default=None)
    speaker_end: int | None = column("character after its last", default=None)
    speaker_name: str | None = column(
        "canonical name of the source; several joined by `; `; null when not resolved", default=None
    )
    speaker_entity_id: str | None = column(
        "entity of the source (of the first of several)", refers="entities", default=None
    )
    speaker_kind: str | None = column("person, organization, unnamed_group, document", default=None)
    speaker_reason: str | None = column(
        "how the name was resolved, or why it was not; `office_table`: the document tells the post alone, the entity is its holder by data/holders.tsv",
        default=None,
    )
    via: str | None = column("the source behind the source: Reuters со ссылкой на …", default=None)
    addressee: str | None = column("to whom a directive is given", default=None)
    polarity: str = column("affirmed, negated: of the content", default="affirmed")
    modality: str = column("fact, opinion, plan, forecast, directive, possibility", default="fact")
    group: str | None = column("the same for parts of one quote that the author's words split", default=None)
    continued: bool = column("carries on after a cue without one of its own", default=False)
    claim_key: str = column("the same for one statement told in several documents", default="")
    confidence: float = column("0 to 1, three digits", default=1.0)
    rule: str = column("rule that made it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Row):
    """Who holds which position where, as one place of a document tells it."""

    KEY: ClassVar[tuple[str, ...]] = ("doc_id", "start_char", "end_char", "person")
    role_id: str = column("identifier")
    doc_id: str = column("document")
    sentence_id: str = column("sentence")
    start_char: int = column("first character of the position with its name")
    end_char: int = column("character after the last")
    text: str = column("the characters themselves")
    lang: str = column("language of the sentence")
    person: str = column("name of the person, nominative")
    person_entity_id: str | None = column("entity of the person", refers="entities", default=None)
    position: str = column(
        "the position, nominative, without the organization: `министр`, `руководитель отдела`"
    )
    position_start: int | None = column(
        "first character of the words that tell the position, as they stand", default=None
    )
    position_end: int | None = column("character after them", default=None)
    position_class: str | None = column(
        "president, minister, head, deputy, expert, …: a name of data/positions.tsv", default=None
    )
    organization: str | None = column("the organization or state, nominative", default=None)
    organization_entity_id: str | None = column("entity of it", refers="entities", default=None)
    acting: bool = column("и. о., міндетін атқарушы", default=False)
    former: bool = column("экс-, бывший, бұрынғы", default=False)
    modality: str = column(
        "fact; plan: what is to be or may be («станет министром»); denied («не является министром»)",
        default="fact",
    )
    since: date | None = column("from when, where told", default=None)
    until: date | None = column("till when, where told", default=None)
    confidence: float = column("0 to 1, three digits", default=1.0)
    rule: str = column("rule that made it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Row):
    """An event or tie between entities: signed, met, visited, owns, builds, acquired."""

    KEY: ClassVar[tuple[str, ...]] = ("doc_id", "start_char", "end_char", "kind")
    relation_id: str = column("identifier")
    doc_id: str = column("document")
    sentence_id: str = column("sentence")
    start_char: int = column("first character of the clause that tells it")
    end_char: int = column("character after the last")
    text: str = column("the characters themselves")
    lang: str = column("language of the sentence")
    kind: str = column("signed, met, visited, owns, builds, acquired, opened, appointed")
    trigger: str = column("lemma of the word that tells it")
    subjects: tuple[str, ...] = column("names of who does it", default=())
    subject_ids: tuple[str, ...] = column("their entities", refers="entities", default=())
    objects: tuple[str, ...] = column("names of what or whom it is done to", default=())
    object_ids: tuple[str, ...] = column("their entities", refers="entities", default=())
    place: str | None = column("where, nominative", default=None)
    start_date: date | None = column("first day of when", default=None)
    end_date: date | None = column("last day of when", default=None)
    modality: str = column("fact, plan, denied", default="fact")
    confidence: float = column("0 to 1, three digits", default=1.0)
    rule: str = column("rule that made it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Row):
    """Why an entity of one document is an entity of the whole collection."""

    KEY: ClassVar[tuple[str, ...]] = ("doc_id", "local_id")
    doc_id: str = column("document")
    local_id: str = column("entity inside the document")
    entity_id: str = column("entity over all documents", refers="entities")
    score: float = column("0 to 100")
    reason: str = column(
        "registry, alias (abbreviation), name_key (same letters), sound (other spelling), initials, family (name alone), review (a person), alone"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FactAcross(Row):
    """The same figure or event told by several documents, and where they disagree."""

    KEY: ClassVar[tuple[str, ...]] = ("across_id",)
    across_id: str = column("identifier")
    kind: str = column("figure or relation")
    key: str = column("what makes them the same: metric, subject, period, …")
    fact_ids: tuple[str, ...] = column("the rows that tell it")
    doc_ids: tuple[str, ...] = column("the documents that tell it")
    values: tuple[str, ...] = column("the different values told")
    agree: bool = column("all tell the same value")


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorRow(Row):
    """What went wrong with a document. The rest of the run went on."""

    KEY: ClassVar[tuple[str, ...]] = ("doc_id", "stage", "type", "message")
    doc_id: str = column("document")
    path: str = column("path relative to the source folder")
    stage: str = column("ingest or the stage that broke")
    type: str = column("class of the error")
    message: str = column("what happened")
    remedy: str = column("what to do about it", default="")


# `persons` and `organizations` are the rows of `entities` with that label: what an analyst asks for first.
TABLES: dict[str, type[Row]] = {
    "documents": DocumentRow,
    "blocks": BlockRow,
    "sentences": Sentence,
    "tokens": Token,
    "mentions": Mention,
    "entities": Entity,
    "persons": Entity,
    "organizations": Entity,
    "figures": Figure,
    "dates": DateRow,
    "numbers": Number,
    "claims": Claim,
    "roles": Role,
    "relations": Relation,
    "links": Link,
    "facts_across": FactAcross,
    "errors": ErrorRow,
}
