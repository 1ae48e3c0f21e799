"""The network: a BERT encoder whose upper layers see one position a word, with two classifying heads.

The lower layers read pieces; after layer `split` only the first piece of each word stays (and `<s>`, where attention
likes to rest). Kazakh has 1.8 pieces a word, so the upper layers cost little more than half, in training too.

Head `fine` has the 25 types of KazNERD; head `coarse` has person, organization and place in the conventions of
FactRuEval. Both are trained on Kazakh, `coarse` on Russian too.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from pipeline.train.e5 import Encoder, dequantize

MASKED = -1e4
"""Added to the attention score of padding."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network. `layers` are the layers of the pretrained encoder that are kept, in order."""

    width: int = 384
    heads: int = 12
    inner: int = 1536
    layers: tuple[int, ...] = tuple(range(12))
    split: int = 4
    fine: int = 51
    coarse: int = 7


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, shape.inner)
        self.down = nn.Linear(shape.inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` (batch, positions, width), `mask` (batch, 1, 1, positions) with `MASKED` at padding."""
        batch, length, width = x.shape
        head = width // self.heads
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, head).permute(2, 0, 3, 1, 4)
        scores = torch.softmax(q @ k.transpose(-1, -2) * head**-0.5 + mask.to(q.dtype), dim=-1)
        mixed = (scores @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self._drop(self.out(mixed)))
        return self.norm2(x + self._drop(self.down(F.gelu(self.up(x)))))

    def _drop(self, x: Tensor) -> Tensor:
        if not self.training or self.dropout == 0:
            return x
        keep = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.dropout) / (1 - self.dropout)
        return x * keep.to(x.dtype)  # one mask a sequence: a mask for each position costs 5% of a step


class Network(nn.Module):
    """Pieces in, scores of tags for each word out."""

    words: Tensor

    def __init__(self, shape: Shape, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.register_buffer("words", torch.zeros(vocabulary, shape.width), persistent=False)
        self.positions = nn.Embedding(512, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in shape.layers)
        self.fine = nn.Linear(shape.width, shape.fine)
        self.coarse = nn.Linear(shape.width, shape.coarse)
        self.dropout = dropout

    def forward(
        self, pieces: Tensor, piece_mask: Tensor, firsts: Tensor, word_mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """`pieces` (batch, P) ids and `piece_mask` 1/0; `firsts` (batch, 1 + W): the position of `<s>` and of the
        first piece of each word, `word_mask` 1/0. Returns `fine` and `coarse` scores (batch, W, tags)."""
        x = self.words[pieces] + self.positions.weight[: pieces.shape[1]]
        x = self.norm(x)
        if self.training:
            x = F.dropout(x, self.dropout)
        mask = (1 - piece_mask[:, None, None, :].float()) * MASKED
        for i, layer in enumerate(self.layers):
            if i == self.shape.split:
                x = torch.gather(x, 1, firsts[:, :, None].expand(-1, -1, x.shape[2]))
                mask = (1 - word_mask[:, None, None, :].float()) * MASKED
            x = layer(x, mask)
        x = x[:, 1:]
        if self.training:
            x = F.dropout(x, self.dropout)
        return self.fine(x), self.coarse(x)


def pretrained(encoder: Encoder, keep: list[int], shape: Shape, dropout: float = 0.1) -> Network:
    """A network with the pretrained weights; the heads are new."""
    network = Network(shape, len(keep), dropout)
    tensors = {name: torch.from_numpy(value) for name, value in encoder.tensors.items()}
    width = shape.width
    with torch.no_grad():
        network.words.copy_(
            torch.from_numpy(dequantize(encoder.embedding_scales[keep], encoder.embedding_nibbles[keep]))
        )
        kind = tensors["emb.type"].view(-1, width)[0]
        network.positions.weight.copy_(tensors["emb.pos"].view(-1, width) + kind)
        _copy(network.norm, tensors["emb.ln.w"], tensors["emb.ln.b"])
        for layer, i in zip(network.layers, shape.layers, strict=True):
            weights = torch.cat([tensors[f"l{i}.{name}.w"].view(width, width) for name in "qkv"])
            _copy(layer.qkv, weights, torch.cat([tensors[f"l{i}.{name}.b"] for name in "qkv"]))
            _copy(layer.out, tensors[f"l{i}.ao.w"].view(width, width), tensors[f"l{i}.ao.b"])
            _copy(layer.up, tensors[f"l{i}.fi.w"].view(shape.inner, width), tensors[f"l{i}.fi.b"])
            _copy(layer.down, tensors[f"l{i}.fo.w"].view(width, shape.inner), tensors[f"l{i}.fo.b"])
            _copy(layer.norm1, tensors[f"l{i}.aln.w"], tensors[f"l{i}.aln.b"])
            _copy(layer.norm2, tensors[f"l{i}.oln.w"], tensors[f"l{i}.oln.b"])
    return network


def _copy(module: nn.Linear | nn.LayerNorm, weight: Tensor, bias: Tensor) -> None:
    module.weight.copy_(weight)
    module.bias.copy_(bias)
