"""Write the files that ship: vocabulary, embeddings, network, sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.ner.weights import EMBEDDINGS, ENCODER, SUMS, VOCABULARY, sha256
from pipeline.train import export
from pipeline.train.e5 import Encoder
from pipeline.train.model import Shape


def write(
    folder: Path,
    encoder: Encoder,
    keep: Sequence[int],
    shape: Shape,
    weights: Mapping[str, npt.NDArray[Any]],
    ranges: Mapping[str, tuple[float, float]],
) -> None:
    """Write all files of the model into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = (f"{encoder.pieces[i][0]}\t{encoder.pieces[i][1]:.6g}\n" for i in keep)
    (folder / VOCABULARY).write_text("".join(lines), encoding="utf-8")
    with (folder / EMBEDDINGS).open("wb") as stream:
        np.savez(
            stream,
            scales=encoder.embedding_scales[list(keep)],
            nibbles=encoder.embedding_nibbles[list(keep)],
            positions=weights["positions.weight"].astype(np.float32),
        )
    export.write(shape, weights, ranges, folder / ENCODER)
    sums = (f"{name}\t{sha256(folder / name)}\n" for name in (VOCABULARY, EMBEDDINGS, ENCODER))
    (folder / SUMS).write_text("file\tsha256\n" + "".join(sums), encoding="utf-8")
