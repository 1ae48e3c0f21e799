"""A linear-chain CRF over many sequences at once: the best path, and how probable each tag is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.lang.ru.weights import Array


def best_paths(emissions: Sequence[Array], transitions: Array) -> list[list[int]]:
    """The best tags of each sequence.

    `emissions` are (words, tags) each, `transitions[a, b]` the score of tag b after tag a. Sequences are worked on
    longest first, so that at step t those still running are the first ones of the batch and nothing is padded.
    """
    order = sorted(range(len(emissions)), key=lambda i: -len(emissions[i]))
    order = [i for i in order if len(emissions[i])]
    paths: list[list[int]] = [[] for _ in emissions]
    if not order:
        return paths
    lengths = [len(emissions[i]) for i in order]
    longest = lengths[0]
    # Words in the order of the steps: all first words, all second words, …
    running = _running(lengths)
    stepwise = np.concatenate([emissions[i] for i in order])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    score = stepwise[starts]
    back: list[NDArray[np.intp]] = []
    final = score
    for step in range(1, longest):
        live = running[step]
        options = score[:live, :, None] + transitions
        best = options.argmax(axis=1)
        back.append(best)
        score = np.take_along_axis(options, best[:, None, :], axis=1)[:, 0, :] + stepwise[starts[:live] + step]
        final[:live] = score
    last = final.argmax(axis=1).tolist()
    for row, i in enumerate(order):
        tag = last[row]
        path = [tag]
        for step in range(lengths[row] - 2, -1, -1):
            tag = int(back[step][row, tag])
            path.append(tag)
        path.reverse()
        paths[i] = path
    return paths


def _running(lengths: Sequence[int]) -> list[int]:
    """How many sequences, sorted longest first, have a word at each step."""
    counts = np.bincount(lengths)
    longer = len(lengths) - np.cumsum(counts)
    return [len(lengths), *longer[1:-1].tolist()]


def marginals(emissions: Array, transitions: Array) -> NDArray[np.float64]:
    """The probability of each tag at each word of one sequence, (words, tags): forward-backward, scaled at every step."""
    scores = np.exp((emissions - emissions.max(axis=1, keepdims=True)).astype(np.float64))
    moves = np.exp(transitions.astype(np.float64))
    count = len(scores)
    forward = np.empty_like(scores)
    backward = np.ones_like(scores)
    forward[0] = scores[0] / scores[0].sum()
    for i in range(1, count):
        row = (forward[i - 1][:, None] * moves).sum(axis=0) * scores[i]
        forward[i] = row / row.sum()
    for i in range(count - 2, -1, -1):
        row = (moves * (backward[i + 1] * scores[i + 1])).sum(axis=1)
        backward[i] = row / row.sum()
    both = forward * backward
    return both / both.sum(axis=1, keepdims=True)
