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
        score = (
            np.take_along_axis(options, best[:, None, :], axis=1)[:, 0, :] + stepwise[starts[:live] + step]
        )
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


def marginals(emissions: Sequence[Array], transitions: Array) -> list[NDArray[np.float64]]:
    """The probability of each tag at each word, (words, tags) for each sequence: forward-backward, scaled at every step.

    Sequences of like length are worked on together; sums run over the tags of one sequence alone.
    """
    moves = np.exp(transitions.astype(np.float64))
    found: list[NDArray[np.float64]] = [np.empty((0, len(moves)))] * len(emissions)
    order = sorted((i for i in range(len(emissions)) if len(emissions[i])), key=lambda i: len(emissions[i]))
    for start in range(0, len(order), 16):
        group = order[start : start + 16]
        longest = len(emissions[group[-1]])
        # Padding goes behind the words with equal scores for all tags, which tells the words nothing.
        scores = np.ones((len(group), longest, len(moves)))
        for row, i in enumerate(group):
            own = emissions[i].astype(np.float64)
            scores[row, : len(own)] = np.exp(own - own.max(axis=1, keepdims=True))
        lengths = np.array([len(emissions[i]) for i in group])
        forward = np.empty_like(scores)
        backward = np.ones_like(scores)
        forward[:, 0] = scores[:, 0]
        for t in range(1, longest):
            step = (forward[:, t - 1, :, None] * moves).sum(axis=1) * scores[:, t]
            forward[:, t] = step / step.sum(axis=1, keepdims=True)
        for t in range(longest - 2, -1, -1):
            step = ((backward[:, t + 1] * scores[:, t + 1])[:, None, :] * moves).sum(axis=2)
            step /= step.sum(axis=1, keepdims=True)
            backward[:, t] = np.where((lengths > t + 1)[:, None], step, 1.0)
        both = forward * backward
        both /= both.sum(axis=2, keepdims=True)
        for row, i in enumerate(group):
            found[i] = both[row, : len(emissions[i])]
    return found
