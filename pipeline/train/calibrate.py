"""Measure the range of the attention products' inputs on training sentences: the fixed scales of the 8-bit graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from pipeline.train.batches import Batch, Encoder, grouped
from pipeline.train.corpora import Sample
from pipeline.train.model import Network

TAIL = 1e-5
"""The part of a batch's values that is cut off on each side."""

_POSITIONS = 2000


def ranges(network: Network, encoder: Encoder, samples: Sequence[Sample]) -> dict[str, tuple[float, float]]:
    """(low, high) of the inputs of `layers.N.qkv` and `layers.N.out`, padding left out.

    The mean over batches of each batch's outermost values without `TAIL`: one odd sentence does not widen the scale of all.
    """
    seen: dict[str, list[tuple[float, float]]] = defaultdict(list)
    current: list[Batch] = []

    def recorder(name: str, after_split: bool) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def record(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            mask = current[-1].word_mask if after_split else current[-1].piece_mask
            values = inputs[0].float()[mask.bool()].flatten()
            cut = max(1, int(len(values) * TAIL))
            seen[name].append((values.kthvalue(cut).values.item(), -(-values).kthvalue(cut).values.item()))

        return record

    handles = []
    for i, layer in enumerate(network.layers):
        for part in ("qkv", "out"):
            record = recorder(f"layers.{i}.{part}", i >= network.shape.split)
            handles.append(layer.get_submodule(part).register_forward_pre_hook(record))
    network.eval()
    for group in grouped(encoder, samples, _POSITIONS, None):
        current.append(encoder.batch(group))
        with torch.inference_mode():
            network(current[-1].pieces, current[-1].piece_mask, current[-1].firsts, current[-1].word_mask)
    for handle in handles:
        handle.remove()
    return {
        name: (sum(low for low, _ in found) / len(found), sum(high for _, high in found) / len(found))
        for name, found in seen.items()
    }
