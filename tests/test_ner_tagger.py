"""The shipped model: what it finds, and that a sentence's result depends on that sentence alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import spacy

from pipeline.errors import ResourceError
from pipeline.ner import component
from pipeline.ner.tagger import Tagged, load_ner
from pipeline.ner.weights import ENCODER, FOLDER, SUMS, check, sha256
from pipeline.resources import read_table

CORPUS = read_table(
    Path(__file__).parent / "corpus" / "ner.tsv",
    ("lang", "head", "text", "expected", "note"),
    key=("head", "text"),
)


def told(tagged: Tagged, words: list[str], head: str) -> str:
    """Spans as `TYPE=words; …`."""
    spans = tagged.fine if head == "fine" else tagged.coarse
    return "; ".join(f"{s.label}={' '.join(words[s.start : s.end])}" for s in spans)


@pytest.mark.parametrize("row", CORPUS, ids=lambda row: row["text"][:40])
def test_names_of_a_sentence(row: dict[str, str]) -> None:
    words = row["text"].split()
    assert told(load_ner().tag([words])[0], words, row["head"]) == row["expected"]


def test_company_changes_nothing() -> None:
    sentences = [row["text"].split() for row in CORPUS]
    sentences += [words[k:] + words[:k] for words in sentences for k in (3, 7)]
    sentences += [sum(sentences[i : i + 3], []) for i in range(0, len(sentences), 3)]
    tagger = load_ner()
    alone = [tagger.tag([words])[0] for words in sentences]
    rng = random.Random(5)
    for _ in range(3):
        order = rng.sample(range(len(sentences)), len(sentences))
        assert tagger.tag([sentences[i] for i in order]) == [alone[i] for i in order]


def test_an_endless_sentence_loses_nothing() -> None:
    names = ["Иван Смирнов", "Ержан Сәрсенов", "Анна Котова", "Қанат Бозымбаев", "Олег Дымов"]
    words = [word for i in range(150) for word in [*names[i % 5].split(), "Астанада", str(i), ","]]
    spans = load_ner().tag([words, []])
    found = {s.start // 5 for s in spans[0].coarse if s.label == "PER"}
    assert len(found) >= 145  # of 150, all along the sentence
    assert {0, 149} <= found
    assert spans[1] == Tagged([], [])


def test_odd_words_do_no_harm() -> None:
    words = ["\u00a0", "", "𝔘𝔫𝔦", "x" * 5000, "\ud7ff", "中文", "https://" + "a/" * 900, "Астана"]
    tagged = load_ner().tag([words])[0]
    assert all(
        0 <= s.start < s.end <= len(words) and 0 < s.confidence <= 1 for s in tagged.fine + tagged.coarse
    )


def test_the_files_are_those_of_the_card() -> None:
    check()
    card = (FOLDER / "README.md").read_text(encoding="utf-8")
    for row in read_table(FOLDER / SUMS, ("file", "sha256"), key=("file",)):
        assert row["sha256"] in card
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 45_000_000


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / ENCODER).write_bytes(b"other")
    (tmp_path / SUMS).write_text(f"file\tsha256\n{ENCODER}\t{'0' * 64}\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="not the one"):
        check(tmp_path)
    (tmp_path / SUMS).write_text(f"file\tsha256\n{ENCODER}\t{sha256(tmp_path / ENCODER)}\n", encoding="utf-8")
    check(tmp_path)
    (tmp_path / ENCODER).unlink()
    with pytest.raises(ResourceError, match="missing"):
        check(tmp_path)


def test_the_spacy_component_sets_entities() -> None:
    assert component.BATCH > 0
    nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("derek_ner")
    text = "Қасым-Жомарт Тоқаев Астанада болды.\n\nОл Қытайға барады."
    docs = list(nlp.pipe([text, "", text]))
    for doc in (docs[0], docs[2]):
        labels = {(ent.text, ent.label_) for ent in doc.ents}
        assert {("Астанада", "GPE"), ("Қытайға", "GPE")} <= labels
        assert all(0 < ent._.confidence <= 1 for ent in doc.ents)
    assert docs[1].ents == ()
    with pytest.raises(ValueError, match="head must be"):
        component.NerComponent("both")
