"""Measure the range of each matrix product's input on training sentences: the fixed scales of the 8-bit graph."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from pipeline.train.batches import Encoder, grouped
from pipeline.train.corpora import Sample
from pipeline.train.model import Network


def ranges(
    network: Network, encoder: Encoder, samples: Sequence[Sample], tail: float = 1e-5
) -> dict[str, tuple[float, float]]:
    """(low, high) of the inputs of all linear maps in the layers; `tail` = the part of values cut off on each side.

    Cutting is done a batch at a time (quantiles of a batch, then the outermost of these over batches is too wide: the
    mean over batches is taken), so that one odd sentence does not widen the scale for all.
    """
    seen: dict[str, list[tuple[float, float]]] = {}
    mask: Tensor | None = None

    def hook(name: str):  # type: ignore[no-untyped-def]
        def record(_: nn.Module, inputs: tuple[Tensor, ...], __: Tensor) -> None:
            assert mask is not None
            x = inputs[0].float()
            known = mask if x.shape[1] == mask.shape[1] else words
            values = x[known].flatten()
            keep = max(1, int(len(values) * tail))
            low = values.kthvalue(keep).values.item()
            high = -(-values).kthvalue(keep).values.item()
            seen.setdefault(name, []).append((low, high))

        return record

    handles = [
        module.register_forward_hook(hook(name))
        for name, module in network.named_modules()
        if isinstance(module, nn.Linear) and name.startswith("layers.")
    ]
    network.eval()
    for group in grouped(encoder, samples, 2000, None):
        batch = encoder.batch(group)
        mask, words = batch.piece_mask.bool(), batch.word_mask.bool()
        if mask.shape[1] == words.shape[1]:
            continue  # the two could not be told apart
        with torch.inference_mode():
            network(batch.pieces, batch.piece_mask, batch.firsts, batch.word_mask)
    for handle in handles:
        handle.remove()
    return {
        name: (sum(low for low, _ in found) / len(found), sum(high for _, high in found) / len(found))
        for name, found in seen.items()
    }
