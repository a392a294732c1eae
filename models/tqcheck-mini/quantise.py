"""From float32 to int8: weights by output channel, inputs by scales that are fixed, or by a token's own.

`quantize_dynamic` of onnxruntime takes one scale for a whole batch: what a pair gets then depends on the pairs that
it is read with (its risk by .2 logits), and tokens with huge activations, as `<s>` has behind some GELUs, leave few
steps for all others. Here every pair is read alike in any company:

- Behind a layer norm the scale is one for all tokens, fixed by measuring. Channels of large values share them with
  the rows of the weights that they meet (SmoothQuant, https://arxiv.org/abs/2211.10438).
- Behind a GELU every token has its own scale.
- What attention gives has one fixed scale.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import helper, numpy_helper

Floats = NDArray[np.float32]
Feed = Mapping[str, NDArray[Any]]
CONTRIB = "com.microsoft"
SHARED = 0.5
"""How much of a channel's range the weights take over."""
LARGEST = 64
"""Of the weights: where x86 has no VNNI, two products of bytes are summed in 16 bits, and 2 · 255 · 64 still fits."""
MARGIN = 1.05
"""A fixed scale reaches so much further than what was measured."""
LEAST = 0.2
"""A token's scale is for no less than that: below zero a GELU reaches -0.17."""
TOKENS = 24
"""Of a pair, for each input that is measured; drawn at random, but the first and the last are always there."""


def measured(path: Path, feeds: Iterable[Feed], *, seed: int = 0) -> dict[str, Floats]:
    """Return the inputs of all products with weights, [tokens, channels], for a sample of the tokens of `feeds`.

    A feed holds one pair, without padding.
    """
    model = onnx.load(path)
    names = sorted({node.input[0] for node in _products(model, _weights(model))})
    given = {output.name for output in model.graph.output}
    for name in names:
        if name not in given:
            model.graph.output.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    rng = np.random.default_rng(seed)
    found = defaultdict(list)
    for feed in feeds:
        for name, value in zip(names, session.run(names, dict(feed)), strict=True):
            rows = value.reshape(-1, value.shape[-1])
            drawn = rng.choice(len(rows), min(TOKENS, len(rows)), replace=False)
            found[name].append(rows[np.union1d(drawn, [0, len(rows) - 1])])
    return {name: np.concatenate(rows) for name, rows in found.items()}


def quantise(path: Path, out: Path, seen: Mapping[str, Floats]) -> None:
    """Write the graph with int8 weights; `seen` is what `measured` gave for the same graph."""
    model = onnx.load(path)
    weights, made = _weights(model), _Constants()
    makers = {name: node.op_type for node in model.graph.node for name in node.output}
    rewritten: dict[str, list[onnx.NodeProto]] = {}
    for products in _sharing(model, weights):
        names = {node.input[1] for node in products}
        met = {name: weight for name, weight in weights.items() if name in names}
        rewritten |= _rewritten(products, makers[products[0].input[0]], met, seen, made)
    nodes = [n for node in model.graph.node for n in rewritten.get(node.output[0], [node])]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    used = {name for node in nodes for name in node.input}
    kept = [c for c in model.graph.initializer if c.name in used]
    del model.graph.initializer[:]
    model.graph.initializer.extend([*kept, *made.all()])
    model.opset_import.append(helper.make_opsetid(CONTRIB, 1))
    merge_equal(model)
    onnx.save(model, out)


def merge_equal(model: onnx.ModelProto) -> None:
    """Keep one copy of equal constants: the lower layers stand in the graph twice, once for each side."""
    first: dict[tuple[int, tuple[int, ...], bytes], str] = {}
    renamed: dict[str, str] = {}
    for constant in list(model.graph.initializer):
        key = (constant.data_type, tuple(constant.dims), numpy_helper.to_array(constant).tobytes())
        if key in first:
            renamed[constant.name] = first[key]
            model.graph.initializer.remove(constant)
        else:
            first[key] = constant.name
    for node in model.graph.node:
        node.input[:] = [renamed.get(name, name) for name in node.input]


class _Constants:
    """The constants that are added, by name."""

    def __init__(self) -> None:
        self._made: list[onnx.TensorProto] = []
        self._number = count()

    def add(self, value: object, kind: type[np.generic] = np.float32) -> str:
        """Keep a constant and return its name."""
        name = f"quantised_{next(self._number)}"
        self._made.append(numpy_helper.from_array(np.asarray(value, dtype=kind), name))
        return name

    def all(self) -> list[onnx.TensorProto]:
        return self._made


def _weights(model: onnx.ModelProto) -> dict[str, Floats]:
    """Return the matrices of the graph by name: a copy of them, some 90 MB."""
    return {c.name: numpy_helper.to_array(c) for c in model.graph.initializer if len(c.dims) == 2}


def _products(model: onnx.ModelProto, weights: Mapping[str, Floats]) -> list[onnx.NodeProto]:
    """Return the products with weights of layers; those of the heads are small and stay as they are."""
    return [
        node
        for node in model.graph.node
        if node.op_type == "MatMul" and node.input[1] in weights and min(weights[node.input[1]].shape) >= 256
    ]


def _sharing(model: onnx.ModelProto, weights: Mapping[str, Floats]) -> Iterator[list[onnx.NodeProto]]:
    """Yield the products in groups that must have one scale: of one input, or of one weight met by both sides.

    Those of a group are in the order of the graph.
    """
    group: dict[object, list[onnx.NodeProto]] = {}
    for node in _products(model, weights):
        keys = (node.input[0], weights[node.input[1]].tobytes())
        joined = list({id(group[k]): group[k] for k in keys if k in group}.values())
        merged = [n for nodes in joined for n in nodes] + [node]
        for n in merged:
            group[n.input[0]] = group[weights[n.input[1]].tobytes()] = merged
    place = {node.output[0]: i for i, node in enumerate(model.graph.node)}
    for nodes in {id(nodes): nodes for nodes in group.values()}.values():
        yield sorted(nodes, key=lambda node: place[node.output[0]])


def _rewritten(
    products: Sequence[onnx.NodeProto],
    maker: str,
    weights: Mapping[str, Floats],
    seen: Mapping[str, Floats],
    made: _Constants,
) -> dict[str, list[onnx.NodeProto]]:
    """Return what stands in place of each product, by the name of its output; `maker` is the operator before them."""
    states = np.concatenate([seen[name] for name in sorted({node.input[0] for node in products})])
    scale: _Fixed | _ByToken
    if maker == "Gelu":
        scale, share = _ByToken(made), np.ones(states.shape[1], dtype=np.float32)
    else:
        share = _share(states, weights.values()) if maker != "Reshape" else np.ones(states.shape[1], dtype=np.float32)
        scale = _Fixed(states / share, share, made)
    columns = {name: _Columns.of(weight * share[:, None], made) for name, weight in weights.items()}
    ready: set[str] = set()
    result = {}
    for node in products:
        before = [] if node.input[0] in ready else scale.entering(node.input[0])
        ready.add(node.input[0])
        result[node.output[0]] = [*before, *scale.product(node.input[0], columns[node.input[1]], node.output[0])]
    return result


def _share(states: Floats, weights: Iterable[Floats]) -> Floats:
    """Return by what each channel is divided, and the rows of the weights are multiplied."""
    reach = np.maximum(np.abs(states).max(0), 1e-3)
    met = np.maximum(np.max([np.abs(w).max(1) for w in weights], axis=0), 1e-5)
    return (reach**SHARED / met ** (1 - SHARED)).astype(np.float32)


@dataclass(frozen=True)
class _Columns:
    """A weight as int8 with a scale for each column: the names of the constants."""

    values: str
    scales: str
    zeros: str

    @classmethod
    def of(cls, weight: Floats, made: _Constants) -> _Columns:
        scales = np.maximum(np.abs(weight).max(0) / LARGEST, 1e-12)
        values = np.clip(np.round(weight / scales), -LARGEST, LARGEST)
        return cls(made.add(values, np.int8), made.add(scales), made.add(np.zeros(len(scales)), np.int8))


class _Fixed:
    """One scale for all tokens."""

    def __init__(self, states: Floats, share: Floats, made: _Constants) -> None:
        low, high = min(float(states.min()), 0.0) * MARGIN, max(float(states.max()), 0.0) * MARGIN
        scale = np.float32((high - low) / 255)
        self._scale, self._zero = made.add(scale), made.add(round(-low / scale), np.uint8)
        self._share = made.add(1 / share) if (share != 1).any() else None

    def entering(self, name: str) -> list[onnx.NodeProto]:
        shared = f"{name}_shared" if self._share else name
        before = [helper.make_node("Mul", [name, self._share], [shared])] if self._share else []
        return [*before, helper.make_node("QuantizeLinear", [shared, self._scale, self._zero], [f"{name}_int8"])]

    def product(self, name: str, weight: _Columns, out: str) -> list[onnx.NodeProto]:
        return [_product(f"{name}_int8", weight, self._scale, self._zero, out)]


class _ByToken:
    """A scale for each token, from its greatest value: those below zero are small behind a GELU."""

    def __init__(self, made: _Constants) -> None:
        self._last, self._least = made.add([-1], np.int64), made.add(LEAST)
        self._steps, self._step = made.add(127), made.add(1 / 127)
        self._one, self._zero = made.add(1), made.add(128, np.uint8)

    def entering(self, name: str) -> list[onnx.NodeProto]:
        most, steps, scaled = f"{name}_most", f"{name}_steps", f"{name}_scaled"
        return [
            helper.make_node("ReduceMax", [name, self._last], [f"{name}_max"], keepdims=1),
            helper.make_node("Max", [f"{name}_max", self._least], [most]),
            helper.make_node("Div", [self._steps, most], [steps]),
            helper.make_node("Mul", [name, steps], [scaled]),
            helper.make_node("QuantizeLinear", [scaled, self._one, self._zero], [f"{name}_int8"]),
        ]

    def product(self, name: str, weight: _Columns, out: str) -> list[onnx.NodeProto]:
        return [
            _product(f"{name}_int8", weight, self._step, self._zero, f"{out}_steps"),
            helper.make_node("Mul", [f"{out}_steps", f"{name}_most"], [out]),
        ]


def _product(name: str, weight: _Columns, scale: str, zero: str, out: str) -> onnx.NodeProto:
    entering = [name, weight.values, scale, weight.scales, zero, weight.zeros]
    return helper.make_node("MatMulIntegerToFloat", entering, [out], domain=CONTRIB)
