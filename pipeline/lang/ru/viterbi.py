"""The best path through a linear-chain CRF for many sequences at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

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
    back: list[np.ndarray[tuple[int, ...], np.dtype[np.intp]]] = []
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
