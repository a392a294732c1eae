"""Measure what ships: `python evaluate.py --folder EXPORTED --data FOLDER --out metrics.json`.

The int8 model and the whole of tqcheck, in its default profile, read kept-back rows (xct_* whole, and all professional
translations besides the kept-back ones). Spans and alarms on kept-back rows are those of rows from which no claim was
learnt either. The figures of the combined risk are those of cross-fitting where `models/risk/weights.json` has them.
About eight minutes on two processors after calibrate.py, whose readings are in the score cache.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import measures
from heldout import CLEAN, CONTRASTIVE, LABELLED, NEVER_LEARNT, Held, contrastive, gathered, labelled, professional
from measures import Judged
from reading_rows import segment

from tqcheck.api import run
from tqcheck.carried import carried
from tqcheck.config import Config
from tqcheck.model import Result
from tqcheck.scorers.folder import FILES, ModelFolder

_ABOUT_OTHERS = ("CON",)
"""Checks that compare rows with each other: good and bad translations of one source stand side by side here."""
SPANS = ("bio_mqm", "bio_mqm_train", "qrev_enhr_ensr", "synced_ende", "xct_entity_swap")


def judged(rows: Sequence[Held], models: tuple[str, ...]) -> dict[str, Judged]:
    """Return by id what the program says of the rows."""
    found = {}
    for result in run([segment(held) for held in rows], Config(models=models, ignore=_ABOUT_OTHERS)):
        if isinstance(result, Result):
            raw = {score.scorer: score.raw for score in result.scores}
            findings = [(f.code, f.severity.value, f.spans) for f in result.findings]
            found[result.segment.id] = Judged(result.verdict.risk, raw, findings)
    return found


def speed(folder: Path, rows: Iterable[Held], *, pairs: int = 600) -> dict[str, float]:
    """Return pairs per second of the whole program on sentences of 15 to 25 words, nothing cached."""
    wanted = [h for h in rows if 15 <= len(h.source.split()) <= 25 and h.source_lang == "en"][:pairs]
    chosen = [segment(held) for held in wanted]
    found = {}
    for name, models in (("with the model", (str(folder),)), ("rules alone", ())):
        started, used = time.perf_counter(), time.process_time()
        count = sum(isinstance(r, Result) for r in run(chosen, Config(models=models, cache=None)))
        found[f"pairs per second, {name}"] = round(count / (time.perf_counter() - started), 1)
        found[f"pairs per processor second, {name}"] = round(count / (time.process_time() - used), 1)
    return found


def figures(rows: Sequence[Held], said: dict[str, Judged], alone: dict[str, Judged]) -> dict[str, Any]:
    """Return everything that is measured on rows."""
    sets: dict[str, list[Held]] = {}
    for held in rows:
        sets.setdefault(held.dataset, []).append(held)
    found: dict[str, Any] = {"risk of the model": {}, "support": {}, "combined risk": {}, "rules alone": {}}
    for kind, names in ((measures.areas, LABELLED), (measures.duels, (*CONTRASTIVE, "synthetic"))):
        for name in (n for n in names if n in sets):
            found["risk of the model"][name] = kind(sets[name], lambda h: said[h.id].raw.get("risk", 0.0))
            found["support"][name] = kind(sets[name], lambda h: -said[h.id].raw.get("support", 0.0))
            found["combined risk"][name] = kind(sets[name], lambda h: said[h.id].risk)
            found["rules alone"][name] = kind(sets[name], lambda h: alone[h.id].risk)
    assessed = [h for name in ("mlqe_pe", "mlqe_pe_train") for h in sets.get(name, [])]
    for name, value in (
        ("quality", lambda h: said[h.id].raw.get("quality", 0.0)),
        ("risk of the model", lambda h: -said[h.id].raw.get("risk", 0.0)),
        ("combined risk", lambda h: -said[h.id].risk),
    ):
        found.setdefault(name, {})["mlqe_pe"] = measures.ranks(assessed, value)
    found["spans"] = {}
    for name in (n for n in SPANS if n in sets):
        unseen = [h for h in sets[name] if h.checking]
        both = {"all": measures.spans(unseen, said), "rules alone": measures.spans(unseen, alone)}
        found["spans"][name] = both | {"rows": len(unseen)}
    found["clean"] = {name: measures.alarms(sets[name], said, alone) for name in CLEAN if name in sets}
    sound = [h for n in (*CLEAN, "flores_dev") for h in sets.get(n, []) if h.kept and h.checking]
    found["clean"]["kept back"] = measures.alarms(sound, said, alone)
    return found


def all_rows(data: Path, *, share: float, seed: int) -> list[Held]:
    """Return the rows to measure on."""
    rows = gathered(data, share=share, seed=seed)
    most = 0 if share == 1 else int(4000 * share)
    rows += labelled("xct_entity", data / "dev", limit=most) + contrastive("xct_entity_swap", data / "dev", limit=most)
    rows += [h for name in CLEAN for h in professional(name, data / "dev", limit=most, whole=True)]
    return list({held.id: held for held in rows}.values())


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="a model as it ships")
    parser.add_argument("--data", type=Path, required=True, help="folder with dev/ and train/")
    parser.add_argument("--out", type=Path, required=True, help="metrics.json")
    parser.add_argument("--share", type=float, default=1.0, help="of the rows; the same as for calibrate.py")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rows = all_rows(args.data, share=args.share, seed=args.seed)
    said, alone = judged(rows, (str(args.folder),)), judged(rows, ())
    rows = [held for held in rows if said[held.id].raw]
    found = {"model": ModelFolder.open(args.folder).signature, "rows": len(rows), "share": args.share}
    found |= figures(rows, said, alone)
    weights = carried("risk")
    if weights and (weights / "weights.json").is_file():
        found["risk, cross-fitted"] = json.loads((weights / "weights.json").read_text(encoding="utf-8"))["figures"]
    found["calibration error"] = measures.calibration(
        [h for h in rows if h.label is not None and h.dataset not in NEVER_LEARNT], said
    )
    found["speed"] = speed(args.folder, rows)
    found["bytes"] = {name: (args.folder / name).stat().st_size for name in FILES}
    args.out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    measures.show(found)


if __name__ == "__main__":
    main()
