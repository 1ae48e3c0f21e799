"""Claims: cases in inline markup, speech marks, speakers over several sentences, authors, offsets on any text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.document import Block, Document, Passage
from pipeline.resources import read_table
from pipeline.schema import CLAIM_TYPES, MODALITIES, POLARITIES, Claim, Entity, Figure, Mention
from pipeline.stages.annotate import make_annotate
from pipeline.stages.claims import make_claims
from pipeline.stages.claims.confidence import confidence, way_of
from pipeline.view import claim_parts, render_html, render_terminal

LANGUAGES = ["ru", "kk"]
CORPUS = Path(__file__).parent / "corpus"
COLUMNS = ("text", "type", "polarity", "modality", "speaker", "note")
MARK = re.compile(r"\{\{(content|cue|source)\|([^{}]*)\}\}")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Case:
    lang: str
    marked: str
    type: str
    polarity: str
    modality: str
    speaker: str
    note: str


def plain(marked: str) -> tuple[str, set[int], set[int]]:
    """The text without its marks; where the words of the content begin; where those of the cue begin."""
    text, content, cue = "", set(), set()
    at = 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        starts = {len(text) + word.start() for word in WORD.finditer(mark.group(2))}
        if mark.group(1) == "content":
            content |= starts
        elif mark.group(1) == "cue":
            cue |= starts
        text += mark.group(2)
        at = mark.end()
    text += marked[at:]
    return text.replace("¶", "\n"), content, cue


def document(text: str, lang: str) -> Document:
    """A document whose lines are body paragraphs of one language."""
    made = Document.from_text(text)
    for found in re.finditer(r"[^\n]*\S[^\n]*", text):
        made.blocks.append(Block(found.start(), found.end(), "body", "test"))
        made.passages.append(Passage(found.start(), found.end(), lang, len(made.blocks) - 1))
    return made


@cache
def names() -> tuple[dict[str, dict[str, str]], re.Pattern[str]]:
    """The names of the corpus by form, and what finds them: the longest form first, whole words only."""
    rows = read_table(CORPUS / "claims_names.tsv", ("form", "label", "normal", "kind"), key=("form",))
    forms = sorted((row["form"] for row in rows), key=len, reverse=True)
    return {row["form"]: row for row in rows}, re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)"
    )


def name_mentions(made: Document) -> None:
    """Mentions and entities of the names of the corpus, so that the cases do not hang on the name finder."""
    table, pattern = names()
    entities: dict[str, Entity] = {}
    for found in pattern.finditer(made.text):
        row = table[found.group()]
        entities.setdefault(
            row["normal"],
            Entity(entity_id=row["normal"], label=row["label"], name=row["normal"], rule="test"),
        )
        made.mentions.append(
            Mention(
                mention_id=f"m{found.start()}",
                doc_id=made.doc_id,
                sentence_id="",
                start_char=found.start(),
                end_char=found.end(),
                text=found.group(),
                label=row["label"],
                place_kind=row["kind"] or None,
                normal=row["normal"],
                lang=made.passages[0].lang,
                entity_id=row["normal"],
                confidence=1.0,
                rule="test",
            )
        )
    made.entities = list(entities.values())


def run(documents: list[Document]) -> None:
    make_annotate(LANGUAGES).run(documents)
    for made in documents:
        name_mentions(made)
    make_claims(LANGUAGES).run(documents)


def cases(lang: str) -> list[Case]:
    rows = read_table(CORPUS / lang / "claims.tsv", COLUMNS)
    return [Case(lang, *(row[name] for name in COLUMNS)) for row in rows]


@cache
def results(lang: str) -> list[tuple[Case, Document]]:
    pairs = [(case, document(plain(case.marked)[0], lang)) for case in cases(lang)]
    run([made for _, made in pairs])
    return pairs


ALL = [
    (lang, i)
    for lang in LANGUAGES
    if (CORPUS / lang / "claims.tsv").exists()
    for i in range(len(cases(lang)))
]


def words_of(claims: list[Claim], text: str) -> set[int]:
    return {
        word.start() for claim in claims for s, e in claim_parts(claim) for word in WORD.finditer(text, s, e)
    }


@pytest.mark.parametrize(("lang", "i"), ALL, ids=lambda value: str(value))
def test_case(lang: str, i: int) -> None:
    case, made = results(lang)[i]
    text, content, cue = plain(case.marked)
    told = [claim for claim in made.claims if not claim.continued]
    if case.type == "-":
        assert not told, f"{case.note}: {[(c.cue, c.content) for c in told]}"
        return
    ours = [claim for claim in told if words_of([claim], text) & content]
    assert ours, f"nothing found in {text!r}; {[(c.cue, c.content) for c in told]}"
    best = max(ours, key=lambda c: len(words_of([c], text) & content) - len(words_of([c], text) - content))
    group = [c for c in ours if c is best or (c.group is not None and c.group == best.group)]
    assert words_of(group, text) == content, f"{case.note}: {[c.content for c in group]}"
    if cue:
        assert best.cue_start is not None and best.cue_end is not None
        assert any(best.cue_start <= at < best.cue_end for at in cue), best.cue
    assert best.type == case.type
    assert best.polarity == case.polarity or case.polarity == "*"
    assert best.modality == case.modality or case.modality == "*"
    assert case.speaker == "*" or best.speaker_name == (None if case.speaker == "null" else case.speaker), (
        best.speaker_reason
    )


# --- a document of several paragraphs ---


def told(text: str, lang: str = "ru") -> list[Claim]:
    made = document(text, lang)
    run([made])
    return made.claims


def test_corpus_is_large_enough() -> None:
    for lang, wanted, traps in (("ru", 150, 150), ("kk", 120, 120)):
        rows = cases(lang)
        assert sum(case.type != "-" for case in rows) >= wanted
        assert sum(case.type == "-" for case in rows) >= traps


def test_every_row_has_an_example() -> None:
    for path in Path("pipeline/lang").glob("*/data/*.tsv"):
        if path.name in (
            "cues.tsv",
            "cue_markers.tsv",
            "source_nouns.tsv",
            "modality_claims.tsv",
            "cue_traps.tsv",
            "anaphors.tsv",
        ):
            lines = [
                line
                for line in path.read_text(encoding="utf-8").splitlines()
                if line and not line.startswith("#")
            ]
            assert all(line.rsplit("\t", 1)[1].strip() for line in lines[1:]), path


def test_a_quote_that_its_cue_splits_is_two_claims_of_one_group() -> None:
    claims = told("– Тарифы мы не повышали, – пояснила директор Анна Ким. – Решение приняло ведомство.")
    assert [c.content for c in claims] == ["Тарифы мы не повышали", "Решение приняло ведомство"]
    assert len({c.group for c in claims}) == 1 and claims[0].group is not None
    assert [c.polarity for c in claims] == ["negated", "affirmed"]
    assert {c.speaker_name for c in claims} == {"Анна Ким"}


def test_an_inserted_cue_leaves_parts() -> None:
    text = "Дорога, как утверждают жители, не ремонтировалась десять лет."
    claim = told(text)[0]
    assert [text[s:e] for s, e in claim_parts(claim)] == ["Дорога", "не ремонтировалась десять лет"]
    assert (claim.cue_class, claim.cue_polarity) == ("distance", "affirmed")


def test_a_sentence_after_a_cue_carries_on() -> None:
    claims = told("Как отмечает эксперт, спрос растет. Это видно по экспорту зерна.")
    assert [c.continued for c in claims] == [False, True]
    assert claims[1].confidence < 0.5


@pytest.mark.parametrize("turn", ["Между тем цены упали вдвое.", "Напомним, мост строили три года."])
def test_the_writer_speaks_again(turn: str) -> None:
    assert not any(c.continued for c in told(f"Как отмечает эксперт, спрос растет. {turn}"))


AUTHORED = (
    "Рынок зерна меняется быстро. Экспорт вырос за год вдвое.\nНам нужны новые порты. Без них рост остановится.\n"
    "«Порт построим», – заявил министр Ерлан Касымов.\n{line}"
)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Автор: экономист Иван Петров.", "Иван Петров"),
        ("Автор – экономист Иван Петров", "Иван Петров"),
        ("Подготовила А. Ким", None),
        ("Источник: агентство", None),
    ],
)
def test_author_article(line: str, author: str | None) -> None:
    claims = told(AUTHORED.format(line=line))
    own = [c for c in claims if c.type == "author"]
    assert {c.speaker_name for c in own} == ({author} if author else set())
    assert len(own) == (4 if author else 0)
    quoted = [c for c in claims if c.type == "direct"]
    assert [c.speaker_name for c in quoted] == ["Ерлан Касымов"]


def test_an_article_of_a_president_in_the_first_person() -> None:
    text = (
        "Қазақстан Президенті Қасым-Жомарт Тоқаевтың «Достық жолы» атты мақаласы жарияланды.\n"
        "Біз көршілермен тату тұрамыз. Менің ойымша, сауда өсе береді.\nБіздің халық бейбіт өмір сүреді. Мен бұған сенемін.\n"
        "Еске сала кетейік, Президент ертең сапарға шығады."
    )
    own = [c for c in told(text, "kk") if c.type == "author"]
    assert len(own) == 4
    assert {c.speaker_name for c in own} == {"Қасым-Жомарт Тоқаев"}
    assert not any("Еске сала" in c.content or "жарияланды" in c.content for c in own)


def test_the_source_behind_the_source() -> None:
    claim = told("Как пишет газета со ссылкой на источники, сделка закрыта.")[0]
    assert (claim.speaker_name, claim.via, claim.content) == ("газета", "источники", "сделка закрыта")


def test_an_addressee_is_no_content() -> None:
    claim = told("Премьер поручил кабмину подготовить план.")[0]
    assert (claim.addressee, claim.content) == ("кабмину", "подготовить план")


def test_figures_and_dates_know_their_claim() -> None:
    made = document("Иван Петров отметил, что экспорт вырос на 9%. Завод построен в 2020 году.", "ru")
    figure = Figure(
        figure_id="f",
        doc_id=made.doc_id,
        sentence_id="",
        start_char=41,
        end_char=43,
        text=made.text[41:43],
        num_start=41,
        num_end=42,
        lang="ru",
        kind="percent",
        value_text="9",
        rule="test",
    )
    made.figures = [figure, replace(figure, figure_id="g", start_char=63, end_char=67, text=made.text[63:67])]
    run([made])
    assert [row.claim_id for row in made.figures] == [made.claims[0].claim_id, None]


def test_a_null_speaker_has_a_reason() -> None:
    for claim in told("Сообщается, что пострадали трое.\nОна рассказала, что школа закрыта."):
        assert claim.speaker_name is None and claim.speaker_reason


def test_two_equally_good_experts_leave_the_speaker_open() -> None:
    text = (
        "Политолог Анна Ким и политолог Иван Петров приехали в Омск. Политолог считает, что спор затянется."
    )
    claim = next(c for c in told(text) if c.cue == "считает")
    assert claim.speaker_name is None
    assert claim.speaker_reason is not None and "ambiguous" in claim.speaker_reason


def test_neighbours_in_a_batch_change_nothing() -> None:
    texts = [
        "Иван Петров отметил, что рынок растет.",
        "– Дорога готова, – сказал Олег Смирнов.",
        "Анна Ким уехала. Она добавила, что вернется.",
    ]
    alone = [told(text) for text in texts]
    together = [document(text, "ru") for text in texts]
    run(together)
    assert [made.claims for made in together] == alone


def test_views_escape_what_the_document_says() -> None:
    made = document("Иван Петров заявил, что <script>alert(1)</script> \x1b[31m опасен.", "ru")
    run([made])
    page, screen = render_html(made), render_terminal(made)
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert "\x1b[31m" not in screen
    assert "Петров" in render_terminal(made, color=False)


PIECES = st.lists(
    st.sampled_from(
        [
            "«",
            "»",
            '"',
            "“",
            "”",
            "„",
            " – ",
            "– ",
            ", — ",
            ": ",
            ". ",
            "! ",
            ", ",
            "\n",
            "\u00a0",
            "Петров",
            "сказал",
            "что",
            "рынок вырос",
            "по словам",
            "деді",
            "деп",
            "мәлімдеді",
            "министр",
            "он",
            "айтуынша",
            "об этом сообщил",
            "…",
            "(",
            ")",
            "12%",
            "🙂",
            "é",
        ]
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES, st.sampled_from(LANGUAGES))
@example(["«", "«", "«", "«", "»", ", "], "ru")
def test_offsets_hold_on_any_text(pieces: list[str], lang: str) -> None:
    made = document(" ".join(["Слово", *pieces]), lang)
    run([made])
    for claim in made.claims:
        assert made.text[claim.start_char : claim.end_char] == claim.content and claim.content
        for start, end in claim_parts(claim):
            assert claim.start_char <= start < end <= claim.end_char
        if claim.cue_start is not None and claim.cue_end is not None:
            assert made.text[claim.cue_start : claim.cue_end] == claim.cue
        if claim.speaker_start is not None and claim.speaker_end is not None:
            assert made.text[claim.speaker_start : claim.speaker_end] == claim.speaker_text
        assert claim.type in CLAIM_TYPES and claim.polarity in POLARITIES and claim.modality in MODALITIES
        assert 0 <= claim.confidence <= 1 and claim.rule
    assert len({claim.claim_id for claim in made.claims}) == len(made.claims)
    render_html(made)


def test_confidence_is_the_measured_share_of_rule_and_speaker() -> None:
    named, nobody, goes_on = (
        confidence("that_clause", "named"),
        confidence("that_clause", way_of(None, "agentless")),
        confidence("continued", "named"),
    )
    assert 1 > named > nobody > 0 and goes_on < named
    assert confidence("no such rule", "no such way") == confidence("*", "*")
