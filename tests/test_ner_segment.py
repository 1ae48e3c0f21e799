"""Pieces, windows, decoding: nothing of the text is lost on the way into the encoder and out of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ner.decode import log_softmax, spans, viterbi
from pipeline.ner.segment import MAX_PIECES, META, SPECIALS, UNK, Segmenter
from pipeline.ner.weights import vocabulary
from pipeline.ner.windows import windows

PIECES = vocabulary()
SEGMENTER = Segmenter(PIECES)
KAZAKH = "абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяәАҚӘ"


@given(st.text(alphabet=KAZAKH, min_size=1, max_size=12))
@settings(deadline=None)
def test_pieces_of_a_word_spell_it(word: str) -> None:
    pieces = [PIECES[i][0] for i in SEGMENTER.word(word)]
    assert "".join(pieces) == META + word


@given(st.text(min_size=1, max_size=60))
@settings(deadline=None)
def test_any_word_has_pieces(word: str) -> None:
    ids = SEGMENTER.word(word)
    assert 1 <= len(ids) <= MAX_PIECES
    assert all(len(SPECIALS) <= i < SEGMENTER.size or i == UNK for i in ids)


def test_the_most_probable_segmentation_wins() -> None:
    table = [
        *((s, 0.0) for s in SPECIALS),
        (META, -3.0),
        (META + "ab", -4.0),
        ("a", -2.0),
        ("b", -2.0),
        ("c", -2.0),
    ]
    segmenter = Segmenter(table)
    assert [table[i][0] for i in segmenter.word("abc")] == [META + "ab", "c"]  # -6 against -9
    assert segmenter.word("x") == (4, UNK)
    assert segmenter.word("xxx") == (4, UNK)  # a run of unknown characters is one piece


def test_a_vocabulary_without_specials_is_refused() -> None:
    with pytest.raises(ValueError, match="must begin"):
        Segmenter([("a", 0.0)])


@given(st.lists(st.integers(1, 10), max_size=200), st.integers(12, 60), st.integers(0, 8))
@settings(deadline=None)
def test_windows_cover_a_sentence_once(sizes: list[int], most: int, overlap: int) -> None:
    found = windows(sizes, most, overlap)
    assert [i for w in found for i in range(w.keep_start, w.keep_end)] == list(range(len(sizes)))
    for w in found:
        assert w.start <= w.keep_start < w.keep_end <= w.end
        assert sum(sizes[w.start : w.end]) + 2 <= most


def test_inner_words_are_kept_away_from_the_cut() -> None:
    first, second = windows([1] * 60, 42, 16)
    assert (first.end, second.start) == (40, 24)
    assert first.keep_end == second.keep_start == 32


def test_a_word_wider_than_the_window_is_an_error() -> None:
    with pytest.raises(ValueError, match="word 1 has 9 pieces"):
        windows([1, 9], 8)


@given(st.integers(1, 6), st.integers(1, 3), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_viterbi_is_the_best_valid_sequence(length: int, types: int, random: object) -> None:
    tags = 1 + 2 * types
    rng = np.random.default_rng(random.getrandbits(32))  # type: ignore[attr-defined]
    scores = log_softmax(rng.normal(size=(1, length, tags)).astype(np.float32) * 3)
    best, best_path = -np.inf, ()
    for path in np.ndindex(*[tags] * length):
        valid = all(t % 2 == 1 or t == 0 or (i > 0 and path[i - 1] in (t, t - 1)) for i, t in enumerate(path))
        total = sum(scores[0, i, t] for i, t in enumerate(path))
        if valid and total > best:
            best, best_path = total, path
    assert tuple(viterbi(scores)[0]) == best_path


def test_spans_of_tags() -> None:
    tags = np.array([1, 2, 1, 0, 3, 4, 4])
    sure = np.log(np.array([0.9, 0.8, 0.7, 1, 1, 0.5, 1], np.float32))
    assert spans(tags, sure) == [(0, 2, 0, 0.8), (2, 3, 0, 0.7), (4, 7, 1, 0.5)]
