"""The embedded model beside an encoder of COMETKiwi's size, on the same processor: pairs per CPU-second.

python benchmarks/model.py [--pairs 64] [--rounds 2] [--only-ours] [--markdown FILE] [--json FILE]

The pairs are those of corpus.py, in batches of like length. Ours is asked as `tqcheck check` asks it: tokens, network and scores; and
its network alone. The other is XLM-R large (565 million parameters: 24 layers of 1,024, 16 heads, a vocabulary of 250,002), which
COMETKiwi is built on, with random weights, which cost as much as learnt ones; it reads as many tokens of each pair as ours, source and
target in one text, as COMETKiwi does, and its own tokenizer and estimator are not counted. One thread; float32, and bfloat16 where the
processor multiplies it. torch and transformers are needed for that, and nothing is downloaded.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ |= {"OMP_NUM_THREADS": "1", "TQCHECK_THREADS": "1"}  # before anything that is imported counts processors

import corpus

from tqcheck import Segment
from tqcheck.carried import carried
from tqcheck.scorers import EMBEDDED
from tqcheck.scorers.batches import PAIRS, batches
from tqcheck.scorers.embedded import open_folder

LARGE = {
    "vocab_size": 250_002, "hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16, "intermediate_size": 4096,
    "max_position_embeddings": 514, "type_vocab_size": 1, "pad_token_id": 1, "bos_token_id": 0, "eos_token_id": 2,
}  # fmt: skip


def rate(count: int, rounds: int, work: Callable[[], object]) -> float:
    """Return how many per CPU-second: the best of the rounds, after one that warms up."""
    times = []
    for _ in range(rounds + 1):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return count / min(times[1:])


def ours(segments: Sequence[Segment], rounds: int) -> tuple[dict[str, float], list[tuple[int, int]]]:
    """Return the rates of our model, and how many tokens each side of each pair has."""
    folder = carried(EMBEDDED)
    if folder is None:
        raise SystemExit(f"{EMBEDDED} is not carried by this build")
    model = open_folder(folder, None)
    sides = [model.encoder.tokenizer.tokens([s.source or "" for s in segments]),
             model.encoder.tokenizer.tokens([s.target for s in segments])]  # fmt: skip
    pairs = list(zip(*sides, strict=True))
    found = {
        f"{EMBEDDED}, with tokens and scores": rate(len(pairs), rounds, lambda: model.read(segments)),
        f"{EMBEDDED}, its network": rate(len(pairs), rounds, lambda: list(model.encoder.read(pairs))),
    }
    model.close()
    return found, [(len(a.ids), len(b.ids)) for a, b in pairs]


def large(lengths: Sequence[tuple[int, int]], rounds: int) -> dict[str, float | str]:
    """Return the rates of the large encoder, or why there is none."""
    try:
        import torch  # noqa: PLC0415  it may be missing
        import transformers  # noqa: PLC0415  likewise
    except ImportError as error:
        return {"XLM-R large": f"not measured: {error}; pip install torch transformers"}
    torch.set_num_threads(1)
    torch.manual_seed(7)
    model = transformers.XLMRobertaModel(transformers.XLMRobertaConfig(**LARGE), add_pooling_layer=False).eval()
    size = sum(p.numel() for p in model.parameters()) / 1e6
    feeds = [_feed(torch, [sum(lengths[i]) for i in batch]) for batch in batches(lengths, pairs=PAIRS, tokens=4096)]

    def read() -> None:
        with torch.inference_mode():
            for feed in feeds:
                model(**feed)

    name = f"XLM-R large, {size:.0f} M parameters"
    found: dict[str, float | str] = {f"{name}, float32": rate(len(lengths), rounds, read)}
    if torch.ops.mkldnn._is_mkldnn_bf16_supported():  # noqa: SLF001  there is no public name
        model.to(torch.bfloat16)
        found[f"{name}, bfloat16"] = rate(len(lengths), rounds, read)
    else:
        found[f"{name}, bfloat16"] = "not measured: the processor has no instructions for it"
    return found


def _feed(torch: Any, lengths: list[int]) -> dict[str, Any]:  # noqa: ANN401  a module that may be missing
    mask = torch.arange(max(lengths)) < torch.tensor(lengths)[:, None]
    ids = torch.randint(3, LARGE["vocab_size"], mask.shape)
    return {"input_ids": ids.where(mask, LARGE["pad_token_id"]), "attention_mask": mask.long()}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only-ours", action="store_true")
    parser.add_argument("--markdown", type=Path)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    segments = [
        Segment(id=str(p.number), source=p.source, target=p.target, source_lang="en", target_lang=p.language)
        for p in corpus.pairs(args.pairs)
    ]
    rates, lengths = ours(segments, args.rounds)
    first = next(iter(rates.values()))
    rows: dict[str, float | str] = {**rates, **({} if args.only_ours else large(lengths, args.rounds))}
    tokens = sum(map(sum, lengths)) / len(lengths)
    lines = [f"{args.pairs} pairs, {tokens:.0f} tokens each, one thread", "",
             "| model | pairs per CPU-second | tqcheck-mini is |", "|---|---:|---:|"]  # fmt: skip
    for name, value in rows.items():
        cells = value if isinstance(value, str) else f"{value:,.2f}"
        lines.append(f"| {name} | {cells} | {'–' if isinstance(value, str) else f'{first / value:,.1f} ×'} |")
    text = "\n".join(lines)
    print(text)
    if args.markdown:
        args.markdown.write_text(f"{text}\n", encoding="utf-8")
    if args.json:
        args.json.write_text(
            json.dumps({"pairs": args.pairs, "tokens": tokens, "rows": rows}, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
