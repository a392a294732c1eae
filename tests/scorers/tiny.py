"""A model in the format of ours that knows a dozen words, each as near to its translation as can be.

It has the inputs and outputs of the real one, so that everything around the network is tested without weights.
"""

import json
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, save

from tqcheck.scorers import unigram

HIDDEN = 64
CONCEPTS = [
    ["▁the", "▁le", "▁la", "ال"], ["▁cat", "▁chat", "猫", "قط"], ["▁sleeps", "▁dort", "睡"], ["▁in", "▁dans"],
    ["▁house", "▁maison", "家"], ["▁Israel"], ["▁État"], ["▁islamique"], ["▁against", "▁contre"], ["▁", "’"],
    ["▁strikes", "▁frappes"], [".", "。"],
]  # fmt: skip
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
CLAIMS = {
    "target-word": {"bias": 4.0, "weights": {"support": -10.0}},
    "source-word": {"bias": 4.0, "weights": {"support": -10.0}},
    "unrelated-translation": {"bias": 3.0, "weights": {"similarity": -10.0}},
    "mistranslated-span": {"bias": 1.0, "weights": {"doubt": 1.0}},
    "hallucinated-addition": {"bias": 1.0, "weights": {"doubt": 1.0}},
    "omitted-clause": {"bias": 1.0, "weights": {"doubt": 1.0}},
}


def write(folder: Path, **settings) -> Path:
    """Write the model's files into `folder`, with `settings` added to its configuration."""
    folder.mkdir(parents=True, exist_ok=True)
    config = {"name": "tiny", "version": 1, "hidden": HIDDEN, "max_tokens": 32, "claims": CLAIMS}
    (folder / "config.json").write_text(json.dumps(config | settings), encoding="utf-8")
    pieces = [*SPECIAL, *(word for words in CONCEPTS for word in words)]
    scores = [0.0] * len(SPECIAL) + [-1.0] * (len(pieces) - len(SPECIAL))
    special = {name: i for i, name in enumerate(SPECIAL)}
    unigram.save(folder / "vocabulary.bin", pieces, scores, special=special)
    (folder / "embeddings.q4").write_bytes(quantised(_vectors()))
    save(_network(), str(folder / "model.onnx"))
    return folder


def quantised(rows: np.ndarray) -> bytes:
    """Pack rows as the format has it; weights are whole multiples of the scale from -8 to 7."""
    blocks = rows.reshape(len(rows), -1, 32)
    scale = np.maximum(np.abs(blocks).max(axis=2, keepdims=True) / 7, 1e-6).astype("<f2")
    nibbles = (np.clip(np.round(blocks / scale.astype("f4")), -8, 7) + 8).astype(np.uint8)
    packed = nibbles[..., :16] | nibbles[..., 16:] << 4
    return np.concatenate([scale.view(np.uint8).reshape(*packed.shape[:2], 2), packed], axis=2).tobytes()


def _vectors() -> np.ndarray:
    dice = np.random.default_rng(7)
    concepts = dice.integers(-7, 8, (len(CONCEPTS), HIDDEN))
    rows = [np.zeros(HIDDEN)] * 3 + [dice.integers(-7, 8, HIDDEN)]
    return np.array([*rows, *(concept for concept, words in zip(concepts, CONCEPTS, strict=True) for _ in words)])


def _network():
    node = helper.make_node
    numbers = {"eps": 1e-6, "one": 1.0, "far": 100.0, "half": 0.5, "ten": 10.0}
    tensors = [helper.make_tensor(name, TensorProto.FLOAT, [], [value]) for name, value in numbers.items()]
    tensors += [
        helper.make_tensor(name, TensorProto.INT64, [1], [axis]) for name, axis in (("last", -1), ("middle", 1))
    ]
    nodes = [node("Constant", [], [tensor.name], value=tensor) for tensor in tensors]
    for side in ("source", "target"):
        nodes += [
            node("ReduceL2", [f"{side}_embeddings", "last"], [f"{side}_length"], keepdims=1),
            node("Add", [f"{side}_length", "eps"], [f"{side}_divisor"]),
            node("Div", [f"{side}_embeddings", f"{side}_divisor"], [f"{side}_unit"]),
            node("Cast", [f"{side}_mask"], [f"{side}_real"], to=TensorProto.FLOAT),
            node("Unsqueeze", [f"{side}_real", "last"], [f"{side}_column"]),
            node("Unsqueeze", [f"{side}_real", "middle"], [f"{side}_row"]),
            node("Mul", [f"{side}_unit", f"{side}_column"], [f"{side}_kept"]),
            node("ReduceSum", [f"{side}_kept", "middle"], [f"{side}_sum"], keepdims=0),
            node("ReduceL2", [f"{side}_sum", "last"], [f"{side}_size"], keepdims=1),
            node("Add", [f"{side}_size", "eps"], [f"{side}_whole"]),
            node("Div", [f"{side}_sum", f"{side}_whole"], [f"{side}_vector"]),
        ]
    for side, other, error in (("source", "target", "source_omission"), ("target", "source", "target_error")):
        nodes += [
            node("Transpose", [f"{other}_unit"], [f"{other}_turned"], perm=[0, 2, 1]),
            node("MatMul", [f"{side}_unit", f"{other}_turned"], [f"{side}_cosines"]),
            node("Sub", [f"{other}_row", "one"], [f"{side}_away"]),
            node("Mul", [f"{side}_away", "far"], [f"{side}_further"]),
            node("Add", [f"{side}_cosines", f"{side}_further"], [f"{side}_seen"]),
            node("ReduceMax", [f"{side}_seen", "last"], [f"{side}_support"], keepdims=0),
            node("ArgMax", [f"{side}_seen"], [f"{side}_match"], axis=2, keepdims=0),
            node("Sub", ["half", f"{side}_support"], [f"{side}_gap"]),
            node("Mul", [f"{side}_gap", "ten"], [error]),
        ]
    nodes += [
        node("Mul", ["source_vector", "target_vector"], ["products"]),
        node("ReduceSum", ["products", "last"], ["quality"], keepdims=0),
        node("Sub", ["half", "quality"], ["risk_gap"]),
        node("Mul", ["risk_gap", "ten"], ["risk"]),
    ]
    inputs = [
        helper.make_tensor_value_info(f"{side}_{what}", kind, ["B", side[0].upper(), *more])
        for side in ("source", "target")
        for what, kind, more in (("embeddings", TensorProto.FLOAT, [HIDDEN]), ("mask", TensorProto.INT64, []))
    ]
    outputs = [helper.make_tensor_value_info(name, kind, None) for name, kind in (
        *((f"{s}_{w}", TensorProto.FLOAT) for s in ("source", "target") for w in ("support", "vector")),
        *((f"{s}_match", TensorProto.INT64) for s in ("source", "target")),
        *((name, TensorProto.FLOAT) for name in ("source_omission", "target_error", "quality", "risk")),
    )]  # fmt: skip
    return helper.make_model(
        helper.make_graph(nodes, "tiny", inputs, outputs), opset_imports=[helper.make_opsetid("", 18)], ir_version=9
    )
