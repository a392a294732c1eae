"""Mutation testing: change the code in one place, run the tests that run that place, and see whether one of them fails.

    python tools/mutation --sample 600 --seed 7           # draw, try, report
    python tools/mutation --sample 600 --seed 7 --again   # try the survivors of the run before once more

Operators are those of cosmic-ray. Of the places that can be changed, each module gives the same share, and each place
one mutant. No file is changed: mutants live in child processes. When the code changes, delete what --data keeps.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from covering import Covering
from report import table, told
from sites import drawn
from trial import Trial

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = ("tqcheck/checks", "tqcheck/text")


def main() -> None:
    """Draw mutants, try each, print the score by folder and who survived."""
    asked = _asked()
    asked.data.mkdir(parents=True, exist_ok=True)
    covering = Covering.kept(ROOT, asked.data / "covering.json", more=asked.again)
    results = asked.data / f"results-{asked.seed}.jsonl"
    known = _known(results)
    mutants = drawn(ROOT, FOLDERS, count=asked.sample, seed=asked.seed, only=asked.only)
    trial = Trial(ROOT, covering)
    for number, mutant in enumerate(mutants, 1):
        before = known.get(mutant.key)
        if before is None or (asked.again and before in {"survived", "not run"}):
            outcome, by = trial.outcome(mutant)
            known[mutant.key] = outcome
            _append(results, {"mutant": mutant.key, "outcome": outcome, "by": by})
            print(f"{number}/{len(mutants)} {outcome:9} {mutant.key} {by}", flush=True)
    shown = [(mutant, known[mutant.key]) for mutant in mutants]
    (asked.data / "survivors.txt").write_text(told(ROOT, shown), encoding="utf-8")
    print(table(shown))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=600, help="how many mutants")
    parser.add_argument("--seed", type=int, default=7, help="what is drawn; more of the same seed adds to fewer")
    parser.add_argument("--only", default="", help="only modules whose path holds this")
    parser.add_argument("--again", action="store_true", help="try survivors again, with tests that are new")
    parser.add_argument("--data", type=Path, default=ROOT / "build" / "mutation", help="where results are kept")
    return parser.parse_args()


def _known(results: Path) -> dict[str, str]:
    """Return how each mutant ended, the last word of each."""
    lines = results.read_text(encoding="utf-8").splitlines() if results.is_file() else []
    return {entry["mutant"]: entry["outcome"] for entry in map(json.loads, lines)}


def _append(results: Path, entry: dict[str, str]) -> None:
    with results.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")


if __name__ == "__main__":
    main()
