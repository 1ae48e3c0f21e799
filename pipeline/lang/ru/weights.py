"""Reading slovnet's weight files: a tar with `model.json`, raw arrays and gzipped vocabularies, and navec's embedding.

The formats are those of slovnet 0.6 (`slovnet/exec/pack.py`) and navec 0.10 (`navec/pq.py`): words are stored as 100
bytes each, every byte naming one of 256 pieces of 3 numbers (product quantization).
"""

from __future__ import annotations

import json
import struct
import tarfile
from functools import cache
from gzip import decompress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ModelError
from pipeline.lang.ru._natasha import weights

Array = NDArray[np.float32]
_PROTOCOL = 1


class Pack:
    """One model file. `tree` is `model.json`; `array("encoder", "layers", 0, "conv", "weight")` reads one array."""

    def __init__(self, name: str) -> None:
        path = weights(name)
        try:
            with tarfile.open(path) as tar:
                self._files = {
                    m.name: handle.read() for m in tar if (handle := tar.extractfile(m)) is not None
                }
        except (OSError, tarfile.TarError) as error:
            raise ModelError(f"{path}: cannot read the weights ({error})", "install natasha again") from error
        if json.loads(self._files["meta.json"])["protocol"] != _PROTOCOL:
            raise ModelError(f"{path}: another format than protocol {_PROTOCOL}", "install natasha 1.6")
        self.tree: dict[str, Any] = json.loads(self._files["model.json"])

    def array(self, *keys: str | int) -> Array:
        node: Any = self.tree
        for key in keys:
            node = node[key]
        raw = self._files[f"arrays/{node['array']}.bin"]
        return np.frombuffer(raw, node["dtype"]).reshape(node["shape"]).astype(np.float32, copy=False)

    def vocabulary(self, name: str) -> list[str]:
        return decompress(self._files[f"vocabs/{name}.gz"]).decode("utf-8").splitlines()


class Embedding:
    """navec's word vectors: `word_ids[word]` and `vectors(ids)` of shape (len(ids), 300)."""

    def __init__(self, name: str = "emb/navec_news_v1_1B_250K_300d_100q.tar") -> None:
        path = weights(name)
        with tarfile.open(path) as tar:
            files = {m.name: handle.read() for m in tar if (handle := tar.extractfile(m)) is not None}
        packed = decompress(files["vocab.bin"])
        (size,) = struct.unpack_from("<I", packed)
        words = packed[4 + 4 * size :].decode("utf-8").splitlines()
        self.word_ids = {word: i for i, word in enumerate(words)}
        self.unknown = self.word_ids["<unk>"]
        vectors, _, pieces, centroids = struct.unpack_from("<4I", files["pq.bin"])
        body = files["pq.bin"]
        self._indexes = np.frombuffer(body, np.uint8, vectors * pieces, 16).reshape(vectors, pieces)
        codes = np.frombuffer(body, np.float32, offset=16 + vectors * pieces)
        self._codes = codes.reshape(pieces, centroids, -1)
        self._pieces = np.arange(pieces)

    def vectors(self, ids: NDArray[np.intp]) -> Array:
        return self._codes[self._pieces, self._indexes[ids]].reshape(len(ids), -1)


@cache
def embedding() -> Embedding:
    """The embedding that the three models share, loaded once a process."""
    return Embedding()
