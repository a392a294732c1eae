"""What each check costs and brings: how often it fires on good and on faulty translations.

python benchmarks/alarms.py --professional CLEAN.jsonl… [--labelled MT.jsonl…] [--write] [--markdown FILE]

Professional files hold translations taken as flawless, so every finding there counts as false. Labelled files hold a key
`label` in each line, 1 for a translation that people found faulty and 0 for one they found good. --write renews
tqcheck/checks/measured.toml, from which `tqcheck explain` and the pages of the checks quote; --markdown writes the
tables by check and by language.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from tqcheck.api import Files
from tqcheck.checks import rules
from tqcheck.config import Config
from tqcheck.model import Result, Severity
from tqcheck.pipeline import Run
from tqcheck.select import plan

MEASURED = Path(__file__).parent.parent / "tqcheck" / "checks" / "measured.toml"


class Tally:
    """Segments, and those on which each check fired."""

    def __init__(self) -> None:
        self.segments = 0
        self.fired: Counter[str] = Counter()
        self.loud: Counter[str] = Counter()

    def add(self, result: Result) -> None:
        """Count one segment; `*` stands for any check, info left out."""
        self.segments += 1
        heard = [f for f in result.findings if f.severity is not Severity.INFO]
        self.fired.update({f.code for f in heard} | ({"*"} if heard else set()))
        loud = {f.code for f in heard if f.severity >= Severity.MAJOR}
        self.loud.update(loud | ({"*"} if loud else set()))

    def rate(self, code: str, *, loud: bool = False) -> float:
        """Return how many of 1,000 segments the check fires on."""
        return 1000 * (self.loud if loud else self.fired)[code] / max(1, self.segments)


def results(path: Path) -> list[Result]:
    """Return the results of a file with all checks and the default settings."""
    return [r for r in Run(Files(paths=(str(path),)), plan(Config())) if isinstance(r, Result)]


def labels(path: Path) -> dict[str, int]:
    """Return the label of each segment by its id."""
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {str(line["id"]): int(line["label"]) for line in lines}


def measured(clean: Tally, faulty: Tally, good: Tally) -> str:
    """Return the figures of every check as TOML."""
    lines = [
        "# Written by benchmarks/alarms.py: segments per 1,000 on which a check fires, info left out.",
        f"segments = {{ professional = {clean.segments}, faulty = {faulty.segments}, good = {good.segments} }}",
        "",
    ]
    for rule in rules():
        figures = {"professional": clean.rate(rule.code), "loud": clean.rate(rule.code, loud=True)}
        if faulty.segments:
            figures |= {"faulty": faulty.rate(rule.code), "good": good.rate(rule.code)}
        lines.append(f"{rule.code} = {{ {', '.join(f'{k} = {v:.2f}' for k, v in figures.items())} }}")
    return "\n".join(lines) + "\n"


def tables(clean: Tally, by_language: dict[str, Tally], faulty: Tally, good: Tally) -> str:
    """Return the tables by check and by language as Markdown."""
    lines = ["| check | professional: any | major or critical | faulty MT | good MT |", "|---|---:|---:|---:|---:|"]
    names = {rule.code: f"{rule.code} {rule.name}" for rule in rules()} | {"*": "**any**"}
    for code in sorted(names, key=lambda c: -clean.fired[c]):
        figures = (clean.rate(code), clean.rate(code, loud=True), faulty.rate(code), good.rate(code))
        if any(figures):
            lines.append(f"| {names[code]} | " + " | ".join(f"{f:.2f}" for f in figures) + " |")
    lines += ["", "| language | segments | any | major or critical | loudest checks |", "|---|---:|---:|---:|---|"]
    for tag, tally in sorted(by_language.items(), key=lambda item: -item[1].rate("*", loud=True)):
        loudest = ", ".join(f"{c} {n}" for c, n in tally.fired.most_common(4) if c != "*")
        rates = f"{tally.rate('*'):.1f} | {tally.rate('*', loud=True):.1f}"
        lines.append(f"| {tag} | {tally.segments} | {rates} | {loudest} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--professional", type=Path, nargs="+", required=True)
    parser.add_argument("--labelled", type=Path, nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--markdown", type=Path)
    args = parser.parse_args()
    clean, faulty, good = Tally(), Tally(), Tally()
    by_language: defaultdict[str, Tally] = defaultdict(Tally)
    for path in args.professional:
        for result in results(path):
            clean.add(result)
            by_language[result.segment.target_lang or "unknown"].add(result)
    for path in args.labelled:
        label = labels(path)
        for result in results(path):
            (faulty if label[result.segment.id] else good).add(result)
    text = tables(clean, by_language, faulty, good)
    print(text)
    if args.write:
        MEASURED.write_text(measured(clean, faulty, good), encoding="utf-8")
    if args.markdown:
        args.markdown.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
