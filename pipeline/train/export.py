"""Write a trained network as an ONNX graph with 8-bit weights and fixed activation scales.

Written node by node, since the graph differs from the network that trains in three ways:

- matrix products are 8-bit: weights by output channel; activations with ONE fixed scale and zero point for each matrix,
  measured on training sentences, or by row where single positions stand out (the feed-forward part). Nothing is scaled
  by the batch at hand, so a sentence's result does not depend on its neighbours;
- positions of all sentences are packed into one row axis without padding; attention alone sees (sentence, position);
- heads are picked by index from the packed rows (a gather of 128 bytes each), so that nothing is transposed.

Inputs (float32 or int64; N positions, M words with one `<s>` a sentence, B sentences, P and W positions and words of
the longest): `embedded` (N, width); `pad` (B, P) row of each position, 0 at padding; `unpad` (N,) index into B * P;
`mask` (B, 1, 1, P) 0, at padding -10000; `firsts` (M,) rows of the words' first pieces; `word_pad`, `word_unpad`, `word_mask` likewise.
Outputs `fine` and `coarse`: scores of tags (M, tags).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from pipeline.train.model import Shape

Array = npt.NDArray[Any]

_EPSILON = 1e-12
_GELU_LOW = 0.17
"""GELU is never below minus this."""


@dataclass
class Graph:
    """Nodes and constants while a graph is written; names are generated."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: dict[str, Array] = field(default_factory=dict)

    def node(self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: object) -> str:
        """Add a node; returns the name of its first output."""
        names = [f"n{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names[0]

    def integers(self, *values: int) -> str:
        """Add a constant list of integers."""
        return self.constant(np.array(values, np.int64))

    def constant(self, value: Array) -> str:
        """Add a constant tensor."""
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name


@dataclass(frozen=True, slots=True)
class Rows:
    """Names of index tensors: of queries, keys, values (B, heads, P) in the packed rows, and back (N, heads)."""

    q: str
    k: str
    v: str
    back: str


def quantized_weight(weight: Array) -> tuple[Array, Array]:
    """(in, out) int8 weights and the scale of each output channel, from float (out, in)."""
    scale = np.maximum(np.abs(weight).max(axis=1), 1e-8) / 127
    rounded = np.clip(np.rint(weight / scale[:, None]), -127, 127).astype(np.int8)
    return np.ascontiguousarray(rounded.T), scale.astype(np.float32)


class Writer:
    """Writes the graph of one network: `weights` by parameter name, `ranges` (low, high) of the inputs of attention products."""

    def __init__(
        self, shape: Shape, weights: Mapping[str, Array], ranges: Mapping[str, tuple[float, float]]
    ) -> None:
        self.shape = shape
        self.weights = weights
        self.ranges = ranges
        self.graph = Graph()

    def linear(self, x: str, name: str) -> str:
        """`x @ weight.T + bias` in 8 bits with the fixed scale of this matrix's input."""
        low, high = self.ranges[name]
        scale = np.float32(max(high - low, 1e-6) / 255)
        zero = np.uint8(np.clip(np.rint(-low / scale), 0, 255))
        return self._product(x, name, scale, zero, self.weights[f"{name}.bias"])

    def linear_by_row(self, x: str, name: str, low: float) -> str:
        """`x @ weight.T + bias` in 8 bits, each row scaled by its own greatest value first.

        For inputs where one position in a hundred has values ten times those of the others. `low` in -1..0: the least
        value of a row as a part of its greatest absolute value; known for the output of GELU.
        """
        g = self.graph
        axis = g.integers(-1)
        highest = g.node("ReduceMax", x, axis, keepdims=1)
        if low == -1:
            lowest = g.node("Neg", g.node("ReduceMin", x, axis, keepdims=1))
            highest = g.node("Max", highest, lowest)
        else:
            highest = g.node("Max", highest, g.constant(np.array(_GELU_LOW / -low, np.float32)))
        scaled = g.node("Div", x, highest)
        scale = np.float32((1 - low) / 255)
        y = self._product(scaled, name, scale, np.uint8(round(-low / float(scale))), None)
        return g.node(
            "Add", g.node("Mul", y, highest), g.constant(self.weights[f"{name}.bias"].astype(np.float32))
        )

    def _product(self, x: str, name: str, scale: np.float32, zero: np.uint8, bias: Array | None) -> str:
        g = self.graph
        scale_name, zero_name = g.constant(np.array(scale)), g.constant(np.array(zero))
        q = g.node("QuantizeLinear", x, scale_name, zero_name)
        weight, weight_scale = quantized_weight(self.weights[f"{name}.weight"])
        inputs = [q, g.constant(weight), scale_name, g.constant(weight_scale), zero_name]
        inputs.append(g.constant(np.zeros(weight.shape[1], np.int8)))
        if bias is not None:
            inputs.append(g.constant(bias.astype(np.float32)))
        return g.node("MatMulIntegerToFloat", *inputs, domain="com.microsoft")

    def norm(self, x: str, name: str, skip: str | None = None) -> str:
        """Layer norm of `x`, or of `x + skip`."""
        g = self.graph
        gain = g.constant(self.weights[f"{name}.weight"].astype(np.float32))
        bias = g.constant(self.weights[f"{name}.bias"].astype(np.float32))
        total = x if skip is None else g.node("Add", x, skip)
        return g.node("LayerNormalization", total, gain, bias, axis=-1, epsilon=_EPSILON)

    def rows(self, pad: str, unpad: str) -> Rows:
        """Where heads lie in packed rows seen as rows of one head each: computed once for layers of one kind."""
        g, heads = self.graph, self.shape.heads
        by_head = g.node("Mul", g.node("Unsqueeze", pad, g.integers(1)), g.integers(3 * heads))  # (B, 1, P)
        parts = [
            g.node(
                "Add", by_head, g.constant(np.arange(part * heads, (part + 1) * heads).reshape(1, heads, 1))
            )
            for part in range(3)
        ]
        length = g.node("Gather", g.node("Shape", pad), g.integers(1), axis=0)
        sentence = g.node("Div", unpad, length)
        first = g.node("Add", g.node("Mul", sentence, g.node("Mul", length, g.integers(heads - 1))), unpad)
        steps = g.node("Mul", g.constant(np.arange(heads).reshape(1, heads)), length)  # (1, heads)
        back = g.node("Add", g.node("Unsqueeze", first, g.integers(1)), steps)  # (N, heads)
        return Rows(parts[0], parts[1], parts[2], back)

    def attention(self, qkv: str, rows: Rows, mask: str) -> str:
        """Multi-head attention of packed rows (N, 3 * width) -> (N, width)."""
        g, shape = self.graph, self.shape
        head = shape.width // shape.heads
        flat = g.node("Reshape", qkv, g.integers(-1, head))
        q, k, v = (
            g.node("Gather", flat, part, axis=0) for part in (rows.q, rows.k, rows.v)
        )  # (B, heads, P, head)
        scores = g.node("FusedMatMul", q, k, domain="com.microsoft", transB=1)  # scaled: the weights of q are
        weights = g.node("Softmax", g.node("Add", scores, mask), axis=-1)
        mixed = g.node("Reshape", g.node("MatMul", weights, v), g.integers(-1, head))
        return g.node("Reshape", g.node("Gather", mixed, rows.back, axis=0), g.integers(-1, shape.width))

    def layer(self, x: str, i: int, rows: Rows, mask: str) -> str:
        """One post-norm layer."""
        g = self.graph
        qkv = self.linear(x, f"layers.{i}.qkv")
        mixed = self.linear(self.attention(qkv, rows, mask), f"layers.{i}.out")
        x = self.norm(mixed, f"layers.{i}.norm1", skip=x)
        up = g.node("Gelu", self.linear_by_row(x, f"layers.{i}.up", -1), domain="com.microsoft")
        down = self.linear_by_row(up, f"layers.{i}.down", -0.25)
        return self.norm(down, f"layers.{i}.norm2", skip=x)

    def model(self) -> onnx.ModelProto:
        """The whole graph."""
        g, shape = self.graph, self.shape
        x = self.norm("embedded", "norm")
        where = self.rows("pad", "unpad"), "mask"
        for i in range(len(shape.layers)):
            if i == shape.split:
                x = g.node("Gather", x, "firsts", axis=0)
                where = self.rows("word_pad", "word_unpad"), "word_mask"
            x = self.layer(x, i, *where)
        outputs = []
        for head in ("fine", "coarse"):
            weight = g.constant(np.ascontiguousarray(self.weights[f"{head}.weight"].T.astype(np.float32)))
            bias = g.constant(self.weights[f"{head}.bias"].astype(np.float32))
            g.nodes.append(helper.make_node("Gemm", [x, weight, bias], [head]))
            outputs.append(helper.make_tensor_value_info(head, TensorProto.FLOAT, ["M", None]))
        integers, floats = TensorProto.INT64, TensorProto.FLOAT
        declared: list[tuple[str, int, list[str | int]]] = [
            ("embedded", floats, ["N", shape.width]),
            ("pad", integers, ["B", "P"]),
            ("unpad", integers, ["N"]),
            ("mask", floats, ["B", 1, 1, "P"]),
            ("firsts", integers, ["M"]),
            ("word_pad", integers, ["B", "W"]),
            ("word_unpad", integers, ["M"]),
            ("word_mask", floats, ["B", 1, 1, "W"]),
        ]
        inputs = [helper.make_tensor_value_info(name, kind, dims) for name, kind, dims in declared]
        graph = helper.make_graph(
            g.nodes,
            "derek_ner",
            inputs,
            outputs,
            [numpy_helper.from_array(v, k) for k, v in g.constants.items()],
        )
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
        onnx.checker.check_model(model)
        return model


def folded(weights: Mapping[str, Array], shape: Shape) -> dict[str, Array]:
    """Weights with the attention scale folded into the queries."""
    result = dict(weights)
    width = shape.width
    factor = np.ones(3 * width, np.float32)
    factor[:width] = (width // shape.heads) ** -0.5
    for i in range(len(shape.layers)):
        name = f"layers.{i}.qkv"
        result[f"{name}.weight"] = weights[f"{name}.weight"] * factor[:, None]
        result[f"{name}.bias"] = weights[f"{name}.bias"] * factor
    return result


def write(
    shape: Shape, weights: Mapping[str, Array], ranges: Mapping[str, tuple[float, float]], out: Path
) -> None:
    """Write the ONNX file."""
    onnx.save(Writer(shape, folded(weights, shape), ranges).model(), str(out))
