"""What training and the benchmark do to texts and labels, on made-up sentences (no torch needed)."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.eval.ner import Counts, score
from pipeline.eval.ner_benchmark import (
    Record,
    is_tokenized,
    kaznerd_records,
    read_records,
    spaced_words,
    write_records,
)
from pipeline.ner.labels import COARSE_TYPES, coarse_type, fine_types, mention_label, place_kind, tags
from pipeline.train.augment import Augmenter
from pipeline.train.corpora import (
    Sample,
    coarse_tags,
    kaznerd_is_dev,
    kaznerd_samples,
    outermost,
    russian_samples,
    written_samples,
)
from pipeline.train.vocabulary import chosen

WRITTEN = Path(__file__).parent.parent / "pipeline" / "train" / "data"

IOB = """AID24 O
Ержан B-PERSON
Сәрсенов I-PERSON
5 B-PERCENTAGE
, I-PERCENTAGE
3 I-PERCENTAGE
% I-PERCENTAGE
деді O
. O

BID25 O
Ресей B-POSITION
басшысы I-POSITION
Астанада B-GPE
« O
Даму B-ORGANISATION
» O
қоры O

"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "iob.txt"
    path.write_text(IOB, encoding="utf-8")
    return path


def test_documents_are_held_out_by_number(corpus: Path) -> None:
    assert [s.words[0] for s in kaznerd_samples(corpus, dev=True)] == ["Ержан"]
    assert [s.words[0] for s in kaznerd_samples(corpus, dev=False)] == ["Ресей"]
    assert kaznerd_is_dev(36)
    assert not kaznerd_is_dev(37)


def test_names_inside_positions_are_unknown_to_the_coarse_head() -> None:
    fine = ["B-POSITION", "I-POSITION", "B-GPE", "O", "B-ORGANISATION", "B-DATE", "I-PERSON"]
    assert coarse_tags(fine) == ("", "", "B-LOC", "O", "B-ORG", "O", "I-PER")


def test_written_sentences_are_read_from_marks(tmp_path: Path) -> None:
    (tmp_path / "written_kk_1.txt").write_text(
        "« [ORGANISATION Дала транзит] » [DATE бүгін] ашылды .\n", encoding="utf-8"
    )
    (sample,) = written_samples(tmp_path)
    assert sample.words == ("«", "Дала", "транзит", "»", "бүгін", "ашылды", ".")
    assert sample.fine == ("O", "B-ORGANISATION", "I-ORGANISATION", "O", "B-DATE", "O", "O")
    assert sample.coarse == ("O", "B-ORG", "I-ORG", "O", "O", "O", "O")


@pytest.mark.parametrize("line", ["[ORG Дала] ашылды .", "[GPE Астана ашылды ."])
def test_a_wrong_mark_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "written_kk_1.txt").write_text("ашылды .\n" + line + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"written_kk_1.txt:2"):
        written_samples(tmp_path)


def test_the_written_sentences_are_whole_and_differ() -> None:
    samples = written_samples(WRITTEN)
    assert len({sample.words for sample in samples}) == len(samples) > 2000


def test_the_longest_of_nested_spans_stays() -> None:
    assert outermost({(0, 5, "PER"), (0, 9, "ORG"), (10, 12, "LOC"), (8, 11, "LOC")}) == [
        (0, 9, "ORG"),
        (10, 12, "LOC"),
    ]


def test_character_spans_become_tags() -> None:
    samples = russian_samples(
        "Иван Котов приехал. В Самаре тепло.", [(0, 10, "PER"), (22, 28, "LOC")], 0.5, "x"
    )
    assert [s.words for s in samples] == [("Иван", "Котов", "приехал", "."), ("В", "Самаре", "тепло", ".")]
    assert [s.coarse for s in samples] == [("B-PER", "I-PER", "O", "O"), ("O", "B-LOC", "O", "O")]


def test_changed_sentences_keep_their_labels(corpus: Path) -> None:
    samples = kaznerd_samples(corpus, dev=True) + kaznerd_samples(corpus, dev=False)
    augment = Augmenter(samples, seed=1)
    seen: set[str] = set()
    for _ in range(300):
        for sample in samples:
            changed = augment(sample)
            assert changed.fine is not None
            assert changed.coarse is not None
            assert len(changed.words) == len(changed.fine) == len(changed.coarse)
            seen.add(" ".join(f"{w}/{t[:3]}" for w, t in zip(changed.words, changed.fine, strict=True)))
    text = "\n".join(seen)
    assert "5,3/B-P %/I-P" in text
    assert "5,3%/B-P деді" in text
    assert '"/O Даму/B-O "/O' in text
    assert "Астанада/B-G Даму/B-O қоры" in text
    assert "АСТАНАДА/B-G" in text


def test_a_swap_takes_a_mention_with_the_same_ending() -> None:
    one = Sample(("Алматыда", "қар"), ("B-GPE", "O"), ("B-LOC", "O"))
    two = Sample(("Жаңа", "Қалада", "қар"), ("B-GPE", "I-GPE", "O"), ("B-LOC", "I-LOC", "O"))
    augment = Augmenter([one, two], seed=3)
    found = {(s.words, s.fine, s.coarse) for s in (augment._swap(one) for _ in range(20))}
    assert found == {(s.words, s.fine, s.coarse) for s in (one, two)}


def test_pieces_of_other_scripts_are_left_out() -> None:
    pieces = [
        ("<s>", 0.0),
        ("<pad>", 0.0),
        ("</s>", 0.0),
        ("<unk>", 0.0),
        ("▁қала", -5.0),
        ("城", -6.0),
        ("▁the", -7.0),
        ("▁", -8.0),
    ]
    assert chosen([*pieces, ("▁word", -9.0), ("x", -9.5), ("«", -9.6), ("ა", -9.7)], latin=1) == [
        0,
        1,
        2,
        3,
        4,
        6,
        7,
        9,
        10,
    ]


def test_kaznerd_in_the_benchmark_form(corpus: Path, tmp_path: Path) -> None:
    records = [record for _, record in kaznerd_records(corpus)]
    found = [[(r.text[s:e], kind) for s, e, kind in r.entities] for r in records]
    assert found == [
        [("Ержан Сәрсенов", "PERSON"), ("5 , 3 %", "PERCENTAGE")],
        [("Ресей басшысы", "POSITION"), ("Астанада", "GPE"), ("Даму", "ORGANISATION")],
    ]
    write_records(records, tmp_path / "r.jsonl")
    assert read_records(tmp_path / "r.jsonl") == records
    (tmp_path / "bad.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.jsonl:1"):
        read_records(tmp_path / "bad.jsonl")


def test_words_are_given_when_punctuation_stands_apart() -> None:
    apart = [Record("1", "Ол , сірә , келді .", ()), Record("2", "Қ. Тоқаев « Даму » , т.б. деді .", ())] * 3
    assert is_tokenized(apart)
    assert not is_tokenized([Record("1", "Ол, сірә, «Даму» қорына келді.", ())])
    assert spaced_words("ab  c") == [(0, 2), (4, 5)]


def test_scores_count_exact_spans() -> None:
    gold = [Record("1", "", ((0, 2, "PER"), (3, 5, "LOC")))]
    predicted = [Record("1", "", ((0, 2, "PER"), (3, 6, "LOC"), (7, 8, "ORG")))]
    counts = score(gold, predicted)
    assert counts["PER"] == Counts(1, 1, 1)
    assert (counts["micro"].precision, counts["micro"].recall, counts["micro"].f1) == (0.5, 0.5, 0.5)
    assert "ORG" not in counts


def test_labels_of_types() -> None:
    assert len(fine_types()) == 25
    assert len(tags(fine_types())) == 51
    assert (mention_label("GPE"), place_kind("GPE"), coarse_type("GPE")) == ("place", "settlement", "LOC")
    assert (mention_label("MONEY"), coarse_type("PERSON")) == (None, "PER")
    assert tags(COARSE_TYPES) == ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
