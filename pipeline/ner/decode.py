"""From tag scores to spans: the best valid BIO sequence of a sentence (Viterbi), and how sure it is.

Tag 0 is outside; type number i has the tags `1 + 2 * i` (begins) and `2 + 2 * i` (inside). A valid sequence puts
`inside` only after `begins` or `inside` of the same type, so that each step looks at one best predecessor for all
tags that may follow anything and at two for `inside`: no square transition matrix.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

IMPOSSIBLE = np.float32(-1e9)


def log_softmax(scores: Floats) -> Floats:
    """Log probabilities over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result


def viterbi(log_probabilities: Floats) -> npt.NDArray[np.int64]:
    """The best valid tags of sentences of one length: (sentences, words, tags) -> (sentences, words).

    Padding after the end of a sentence must have probability 1 of tag 0: it then changes nothing before it.
    """
    count, length, tags = log_probabilities.shape
    rows = np.arange(count)
    begins, inside = np.arange(1, tags, 2), np.arange(2, tags, 2)
    best = log_probabilities[:, 0].copy()
    best[:, inside] = IMPOSSIBLE
    back = np.zeros((count, length, tags), dtype=np.int64)
    for t in range(1, length):
        any_best = best.argmax(axis=1)
        step = np.repeat(best[rows, any_best][:, None], tags, axis=1)
        origin = np.repeat(any_best[:, None], tags, axis=1)
        from_begin, from_inside = best[:, begins], best[:, inside]
        continues = from_inside > from_begin
        step[:, inside] = np.where(continues, from_inside, from_begin)
        origin[:, inside] = np.where(continues, inside, begins)
        best = step + log_probabilities[:, t]
        back[:, t] = origin
    path = np.zeros((count, length), dtype=np.int64)
    path[:, -1] = best.argmax(axis=1)
    for t in range(length - 1, 0, -1):
        path[:, t - 1] = back[rows, t, path[:, t]]
    return path


def spans(tags: npt.NDArray[np.int64], chosen: Floats) -> list[tuple[int, int, int, float]]:
    """(first word, end word, type number, confidence) of one sentence's tags.

    `chosen` is the log probability of each word's tag; the confidence is that of the span's least certain word.
    """
    found: list[tuple[int, int, int, float]] = []
    start = -1
    for i, tag in enumerate([*tags.tolist(), 0]):
        if start >= 0 and (tag == 0 or tag % 2 == 1):
            kind = (int(tags[start]) - 1) // 2
            found.append((start, i, kind, round(float(np.exp(chosen[start:i].min())), 3)))
            start = -1
        if tag % 2 == 1:
            start = i
    return found
