"""The files of the model: vocabulary, word embeddings in 4 bits, the network; each checked against its sha256.

`models/ner/` holds `vocab.tsv` (piece TAB log probability, in the order of ids), `embeddings.npz` (`scales` float16
(pieces, blocks), `nibbles` uint8 (pieces, blocks, 16), `positions` float32 (512, width)), `encoder.onnx`, and
`sha256.tsv` with the sum of each of them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.errors import ResourceError
from pipeline.resources import ROOT, read_table

FOLDER = ROOT / "models" / "ner"
SUMS = "sha256.tsv"
VOCABULARY, EMBEDDINGS, ENCODER = "vocab.tsv", "embeddings.npz", "encoder.onnx"


def sha256(path: Path) -> str:
    """The sha256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check(folder: Path = FOLDER) -> None:
    """Raise `ResourceError` when a file of the model is missing or is not the one that the card describes."""
    for row in read_table(folder / SUMS, ("file", "sha256"), key=("file",)):
        path = folder / row["file"]
        if not path.is_file():
            raise ResourceError(
                path, None, "a file of the model is missing", "restore it from the repository"
            )
        if sha256(path) != row["sha256"]:
            raise ResourceError(
                path,
                None,
                "the file is not the one that sha256.tsv describes",
                "restore it from the repository",
            )


def vocabulary(folder: Path = FOLDER) -> list[tuple[str, float]]:
    """(piece, log probability) in the order of ids."""
    pieces: list[tuple[str, float]] = []
    for line in (folder / VOCABULARY).read_text(encoding="utf-8").split("\n"):
        if line:
            piece, score = line.split("\t")
            pieces.append((piece, float(score)))
    return pieces


@dataclass(frozen=True, slots=True)
class Embeddings:
    """Embeddings of pieces in blocks of 32 weights of 4 bits: weight = (nibble - 8) * scale of its block."""

    scales: npt.NDArray[np.float16]
    nibbles: npt.NDArray[np.uint8]
    positions: npt.NDArray[np.float32]

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Embeddings:
        """Read the file of embeddings."""
        with np.load(folder / EMBEDDINGS) as arrays:
            return cls(arrays["scales"], arrays["nibbles"], arrays["positions"])

    def rows(
        self, pieces: npt.NDArray[np.int64], positions: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float32]:
        """Embedding of each piece plus that of its position: (N,) and (N,) -> (N, width)."""
        packed = self.nibbles[pieces]
        weights = np.concatenate([packed & 15, packed >> 4], axis=2).astype(np.float32)
        weights -= 8
        weights *= self.scales[pieces].astype(np.float32)[:, :, None]
        result = weights.reshape(len(pieces), -1)
        result += self.positions[positions]
        return result
