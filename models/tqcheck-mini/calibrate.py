"""Learn what the program makes of the numbers: `python calibrate.py --folder EXPORTED --data FOLDER [--rows FILE]`.

Writes `calibration` and `claims` into `config.json` of the folder that export.py wrote (see docs/adr/0004-readings.md):
from kept-back rows whose sha256(src) begins with 0, and errors made in kept-back sound pairs; how sure claims must be
also from the other professional translations, whose errors would be alarms. Rows that begin with 1 check what was
learnt, and evaluate.py measures on them. `--rows` gets all kept-back rows in the form that models/risk/fit.py reads.
Needs scipy; what the model said is kept in the score cache of tqcheck. About six minutes on two processors.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claims import Case, cases, learnt, words
from curves import calibration, rounded, short
from heldout import CLEAN, Held, as_line, gathered, professional, references, sorted_by_hash
from opinions import hits, opinions
from quiet import biased
from reading_rows import read, settings, stream

from tqcheck.calibration import Logistic
from tqcheck.text.passages import SURE

_WORDS = 4000
"""Rows whose words are looked at one by one."""


def sound_rows(data: Path, share: float) -> list[Held]:
    """Return professional translations, those that the network has seen among them: they tell languages apart."""
    whole = [h for name in CLEAN for h in professional(name, data / "dev", whole=True)]
    kept = [h for h in (*whole, *references(data / "train")) if h.kept]
    kept = sorted_by_hash(kept, int(len(kept) * min(1.0, 3 * share)))
    return kept + sorted_by_hash((h for h in whole if not h.kept), max(1, int(8_000 * share)))


def found_in(folder: Path, rows: Sequence[Held], config: dict[str, Any]) -> dict[str, list[Case]]:
    """Return by claim what the checks put forward about the rows."""
    found: dict[str, list[Case]] = {}
    for held, reading in stream(folder, rows, config):
        for claim, case in cases(held, reading):
            found.setdefault(claim, []).append(case)
    return found


def told(config: dict[str, Any], found: dict[str, list[Case]], sound: Sequence[Held], *, sure: float) -> None:
    """Print how often claims are made about sound rows as surely as that, by language where it is often."""
    loud: dict[str, set[str]] = {}
    for claim, some in found.items():
        for case in some:
            both = short(case.held)
            own = config["claims"]["languages"]
            known = {**config["claims"][claim], **own.get(both.partition("-")[2], {}).get(claim, {}),
                     **own.get(both, {}).get(claim, {})}  # fmt: skip
            if Logistic(known["bias"], known["weights"])(case.features) >= sure:
                loud.setdefault(claim, set()).add(case.held.id)
    inside = {held.id: held for held in sound}
    for claim, ids in loud.items():
        print(f"{claim:24} {100 * len(ids & inside.keys()) / len(inside):.2f} per 100 sound rows")
    every = set().union(*loud.values()) & inside.keys() if loud else set()
    targets = Counter(short(held).partition("-")[2] for held in sound)
    rates = Counter(short(inside[i]).partition("-")[2] for i in every)
    worst = sorted(((100 * rates[t] / count, t) for t, count in targets.items() if count >= 20), reverse=True)[:6]
    print(f"all that are {sure:.2f} sure   {100 * len(every) / len(inside):.2f}", *(f"{t} {r:.1f}" for r, t in worst))


def main() -> None:
    """Learn everything, write it, and check it on what was left."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="what export.py wrote")
    parser.add_argument("--data", type=Path, required=True, help="folder with dev/ and train/")
    parser.add_argument("--rows", type=Path, help="write the kept-back rows here, for models/risk/fit.py")
    parser.add_argument("--share", type=float, default=1.0, help="of the rows; for trials")
    parser.add_argument("--sound", type=float, help="of the sound rows; --share where it is not given")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    started = time.monotonic()

    def say(what: str) -> None:
        print(f"[{time.monotonic() - started:.0f} s] {what}", flush=True)

    rows = gathered(args.data, share=args.share, seed=args.seed)
    if args.rows:
        args.rows.write_text("".join(as_line(held) + "\n" for held in rows), encoding="utf-8")
    lessons = [held for held in rows if not held.checking]
    say(f"{len(rows):,} rows, {len(lessons):,} to learn from")
    config = {k: v for k, v in settings(args.folder).items() if k not in ("calibration", "claims")}
    readings = read(args.folder, lessons, {"calibration": {}, "claims": {}})
    config["calibration"] = calibration(lessons, readings)
    say("curves")
    readings = read(args.folder, sorted_by_hash(lessons, _WORDS), {**config, "claims": {}})
    config["claims"] = rounded(words(lessons, readings))
    say("words")
    sound = sound_rows(args.data, args.share if args.sound is None else args.sound)
    found = found_in(args.folder, lessons, config)
    lines = {claim: learnt(some) for claim, some in found.items()}
    say(f"claims from { ({claim: len(some) for claim, some in found.items()}) }")
    every = found_in(args.folder, sound, config)
    quiet_rows = [held for held in sound if not held.checking]
    quiet = biased(lines, every, quiet_rows)
    merged = {key: {**config["claims"]["languages"].get(key, {}), **quiet["languages"].get(key, {})}
              for key in sorted({*config["claims"]["languages"], *quiet["languages"]})}  # fmt: skip
    config["claims"] = rounded({**config["claims"], **quiet, "languages": merged})
    say(f"biases from {len(quiet_rows):,} sound rows")
    for sure in (0.5, SURE):
        told(config, every, quiet_rows, sure=sure)
    say("what was left to check")
    for sure in (0.5, SURE):
        told(config, every, [held for held in sound if held.checking], sure=sure)
    seen = list(hits([*lessons, *quiet_rows]))
    readings = read(args.folder, list({one.held.id: one.held for one in seen}.values()), {**config, "claims": {}})
    config["claims"] |= rounded(opinions(seen, readings, sound=len(quiet_rows)))
    (args.folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    say("done")


if __name__ == "__main__":
    main()
