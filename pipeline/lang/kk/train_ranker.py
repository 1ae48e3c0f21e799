"""Trains the weights of the ranker: `python -m pipeline.lang.kk.train_ranker`.

A conditional logit over the candidates of each annotated word (`data/annotated_train.tsv`), with L2 regularisation; all
candidates with an accepted lemma count as right. Writes `data/weights.tsv`. Lexeme entries are left out of training, because
many were written from the same corpus: their weights are set here by hand.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.lang.kk.analyze import reading_of
from pipeline.lang.kk.context import category, context_features
from pipeline.lang.kk.rank import active_stem, candidates, features
from pipeline.resources import LANGUAGES, read_table

DATA = LANGUAGES / "kk" / "data"
COLUMNS = ("word", "lemma", "pos", "context", "sentence")
_HEADER = "# Weights of the ranker (features: rank.py); made by python -m pipeline.lang.kk.train_ranker, those of lexemes set by hand.\nfeature\tweight\n"
_BY_HAND = {
    "lexeme": 2.0,
    "lexeme_whole": 3.5,
    "lexeme_other": -0.7,
    "passive": 0.8,
    "long_stem": 6.0,
    "tag:C1S": -1.0,
    "tag:C2S": -3.0,
    "tag:C2F": -3.0,
    "tag:C1P": -1.5,
    "tag:C2FP": -1.0,
}
_RARE = 4
# Every so-manieth word is seen a second time without its families, so that the weights can cope with unknown words.
_BLIND = 3
_L2 = 0.15
# Features of single endings and neighbours are many and seldom seen: they are held closer to nothing.
_L2_RARE = 1.0
_STEPS = 600

Example = tuple[list[list[tuple[str, float]]], list[bool]]


def examples(path: Path) -> list[Example]:
    """For each annotated word the features of its candidates, and which of them are right; words without a right one are left out."""
    found: list[Example] = []
    for n, row in enumerate(read_table(path, COLUMNS)):
        for blind in (False, True)[: 1 + (n % _BLIND == 0)]:
            rows, accepted = _example(row, blind=blind)
            if any(accepted):
                found.append((rows, accepted))
    return found


def _example(row: dict[str, str], *, blind: bool) -> Example:
    word, lemmas = row["word"], set(row["lemma"].lower().split("|"))
    lower, capital = word.lower(), word[0].isupper()
    verbal = row["pos"] in ("VERB", "AUX")
    left, right = (part.strip() for part in row["context"].split(f"[{word}]", 1))
    before, after = category(left.split()[-1] if left else ""), category(right)
    rows: list[list[tuple[str, float]]] = []
    accepted: list[bool] = []
    for candidate in candidates(lower, capital=capital):
        stems = {candidate.stem, active_stem(candidate.stem) if candidate.chain.verbal else candidate.stem}
        accepted.append(
            bool(stems & lemmas) and (candidate.chain.verbal == verbal or (len(lemmas) > 1 and verbal))
        )
        around = context_features(reading_of(candidate, word), word, before, after)
        own = features(candidate, lower, capital=capital, blind=blind)
        rows.append(
            [feature for feature in own if feature[0] not in _BY_HAND] + [(name, 1.0) for name in around]
        )
    return rows, accepted


def train(data: list[Example]) -> dict[str, float]:
    """Feature → weight, by gradient ascent with momentum on the regularised likelihood."""
    counts = Counter(name for rows, _ in data for name in {name for row in rows for name, _ in row})
    names = sorted(name for name, n in counts.items() if n >= _RARE)
    at = {name: i for i, name in enumerate(names)}
    matrices: list[tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]] = []
    for rows, accepted in data:
        matrix = np.zeros((len(rows), len(names)))
        for i, row in enumerate(rows):
            for name, value in row:
                if name in at:
                    matrix[i, at[name]] += value
        matrices.append((matrix, np.array(accepted)))
    l2 = np.array(
        [_L2_RARE if ":" in name and not name.startswith("tag:") or ">" in name else _L2 for name in names]
    )
    weights, speed = np.zeros(len(names)), np.zeros(len(names))
    for _ in range(_STEPS):
        gradient = -l2 * weights
        for matrix, right in matrices:
            scores = matrix @ weights
            p = np.exp(scores - scores.max())
            q = p * right
            gradient += (q / q.sum() - p / p.sum()) @ matrix
        speed = 0.9 * speed + gradient * (0.5 / len(matrices))
        weights += speed
    return {name: round(float(weights[i]), 3) for name, i in at.items()}


def main(arguments: list[str]) -> int:
    """Command line: no arguments."""
    data = examples(DATA / "annotated_train.tsv")
    found = {**train(data), **_BY_HAND}
    lines = [f"{name}\t{weight:g}" for name, weight in sorted(found.items()) if weight]
    (DATA / "weights.tsv").write_text(_HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    sys.stderr.write(f"{len(data)} words, {len(lines)} weights\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
