"""tqcheck and its peers over the same pairs, in one run: pairs per CPU-second, and ratios.

python benchmarks/peers.py --install FOLDER                  an environment for each peer, by the recipes in benchmarks/peers/
python benchmarks/peers.py --peers FOLDER [--pairs 20000] [--rounds 3] [--keep FOLDER] [--markdown FILE] [--json FILE]

Peers are translate-toolkit's pofilter (all its tests), bicleaner-hardrules (all rules that need no download, each asked of each pair) and
OpusFilter (eleven filters that need no download, `score`: each asked of each pair). None is ever a dependency. What cannot be
installed or run stands in the table with the reason.

The pairs are those of corpus.py, a file for each language, each program reading the form that it knows: PO, TSV or two texts.
CPU-seconds are those of the process and its children, as the system counts them, on one core; a run over 70 pairs is taken off, which
leaves start-up out of it. Of several rounds, in turn, the fastest counts. tqcheck writes JSON Lines, the others what they write.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import corpus

from tqcheck.config import Config
from tqcheck.select import plan

RECIPES = Path(__file__).parent / "peers"
PEERS = ("pofilter", "bicleaner-hardrules", "opusfilter")
SMALL = 70
SCRIPTS = {"ar": "Arabic", "hi": "Devanagari", "ja": "(Han|Hiragana|Katakana)", "ko": "Hangul", "ru": "Cyrillic"}
"""Latin otherwise."""


class Missing(Exception):  # noqa: N818  it is no error: the table says it
    """A program that is not there, or that fails: the reason."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The same pairs in three forms."""

    folder: Path
    pairs: int
    languages: tuple[str, ...]

    @classmethod
    def made(cls, folder: Path, pairs: int) -> Corpus:
        """Write it."""
        for form in ("tsv", "text", "out"):
            (folder / form).mkdir(parents=True, exist_ok=True)
        by_language: defaultdict[str, list[corpus.Pair]] = defaultdict(list)
        for pair in corpus.pairs(pairs):
            by_language[pair.language].append(pair)
        with ExitStack() as stack:
            po = corpus.Po(folder / "po", stack)
            for tag, its in by_language.items():
                head = "id\tsource\ttarget\tsource_lang\ttarget_lang\n"
                rows = (f"{p.number}\t{p.source}\t{p.target}\ten\t{tag}\n" for p in its)
                (folder / "tsv" / f"{tag}.tsv").write_text(head + "".join(rows), encoding="utf-8")
                for side, texts in (("en", (p.source for p in its)), (tag, (p.target for p in its))):
                    (folder / "text" / f"{tag}.{side}.txt").write_text(
                        "".join(f"{t}\n" for t in texts), encoding="utf-8"
                    )
                for pair in its:
                    po.add(pair)
        return cls(folder, pairs, tuple(sorted(by_language)))


@dataclass(frozen=True, slots=True)
class Program:
    """One line of the table."""

    name: str
    form: str
    checks: Callable[[], int]
    run: Callable[[Corpus], float]
    """Returns CPU-seconds."""


def spent(command: Sequence[str]) -> float:
    """Run a command and return its CPU-seconds and those of its children. Raises Missing when it fails."""
    one_thread = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "RAYON")}
    with tempfile.TemporaryFile() as said:
        running = subprocess.Popen(command, stdout=said, stderr=said, env=os.environ | one_thread)
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode:
            said.seek(0)
            last = said.read().decode(errors="replace").strip().splitlines() or ["it says nothing"]
            raise Missing(f"exit code {running.returncode}: {last[-1][:200]}")
    return used.ru_utime + used.ru_stime


def tqcheck(form: str) -> Program:
    """Return our own."""

    def run(pairs: Corpus) -> float:
        out = f"jsonl={pairs.folder}/out/report.jsonl"
        command = [
            sys.executable,
            "-m",
            "tqcheck",
            "check",
            str(pairs.folder / form),
            "--no-models",
            "--no-cache",
            "--quiet",
        ]
        return spent([*command, "--source-lang", "en", "--jobs", "1", "--exit-zero", "-o", out])

    return Program("tqcheck", form.upper(), lambda: len(plan(Config(models=())).checks), run)


def pofilter(environment: Path) -> Program:
    """Return translate-toolkit's."""
    command = str(environment / "bin" / "pofilter")

    def checks() -> int:
        told = subprocess.run([command, "--listfilters"], capture_output=True, text=True, check=True).stdout
        return len(re.findall(r"^\w+", told, re.MULTILINE))

    def run(pairs: Corpus) -> float:
        return spent([command, "--progress=none", str(pairs.folder / "po"), str(pairs.folder / "out" / "po")])

    return Program("pofilter", "PO", checks, run)


def bicleaner(environment: Path) -> Program:
    """Return bicleaner-hardrules, which reads one pair of languages at a time."""
    off = ("no_wrong_language", "no_porn", "lm_filter")
    on = ("no_urls", "no_number_inconsistencies", "no_script_inconsistencies")

    def checks() -> int:
        code = f"from hardrules.hardrules import Hardrules as H; print(len(set(H.rule_pipeline) - set({off!r})))"
        python = str(environment / "bin" / "python")
        return int(subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout)

    def run(pairs: Corpus) -> float:
        config = pairs.folder / "out" / "hardrules.yaml"
        config.write_text("".join(f"{name}: true\n" for name in on) + "".join(f"{name}: false\n" for name in off))
        command = [str(environment / "bin" / "bicleaner-hardrules"), "--run_all_rules", "--processes", "1", "--quiet"]
        command += [
            "--disable_lang_ident",
            "--disable_porn_removal",
            "--disable_lm_filter",
            "--rules_config",
            str(config),
        ]
        command += ["--scol", "2", "--tcol", "3", "--source_lang", "en"]
        total = 0.0
        for tag in pairs.languages:
            files = [str(pairs.folder / "tsv" / f"{tag}.tsv"), str(pairs.folder / "out" / f"{tag}.hardrules")]
            total += spent([*command, "--target_lang", tag, *files])
        return total

    return Program("bicleaner-hardrules", "TSV", checks, run)


def opusfilter(environment: Path) -> Program:
    """Return OpusFilter, which is told of all pairs of languages in one file."""

    def filters(tag: str) -> list[dict[str, object]]:
        return [
            {"LengthFilter": {"unit": "char", "min_length": 1, "max_length": 1000}},
            {"LengthRatioFilter": {"unit": "char", "threshold": 3}},
            {"LongWordFilter": {"threshold": 40}},
            {"AverageWordLengthFilter": {}},
            {"HtmlTagFilter": {}},
            {"CharacterScoreFilter": {"scripts": ["Latin", SCRIPTS.get(tag, "Latin")]}},
            {"AlphabetRatioFilter": {}},
            {"TerminalPunctuationFilter": {}},
            {"NonZeroNumeralsFilter": {}},
            {"SimilarityFilter": {}},
            {"RepetitionFilter": {}},
        ]

    def run(pairs: Corpus) -> float:
        steps = [
            {
                "type": "score",
                "parameters": {
                    "inputs": [str(pairs.folder / "text" / f"{tag}.{side}.txt") for side in ("en", tag)],
                    "output": f"{tag}.scores.jsonl",
                    "filters": filters(tag),
                },
            }
            for tag in pairs.languages
        ]
        config = pairs.folder / "out" / "opusfilter.yaml"  # JSON is YAML
        config.write_text(json.dumps({"common": {"output_directory": str(pairs.folder / "out")}, "steps": steps}))
        return spent([str(environment / "bin" / "opusfilter"), "--overwrite", str(config)])

    return Program("OpusFilter", "text", lambda: len(filters("de")), run)


def programs(folder: Path | None) -> list[Program | tuple[str, str]]:
    """Return our own and the peers: a program, or a name and why there is none."""
    found: list[Program | tuple[str, str]] = [tqcheck("po"), tqcheck("tsv")]
    for name, made in zip(PEERS, (pofilter, bicleaner, opusfilter), strict=True):
        environment = (folder or Path()) / name
        failed = environment.with_suffix(".failed")
        if folder and (environment / "bin" / name).exists():
            found.append(made(environment.resolve()))
        elif folder and failed.exists():
            found.append((name, f"could not be installed: {failed.read_text(encoding='utf-8').strip()}"))
        else:
            found.append((name, "not installed: --install FOLDER, then --peers FOLDER"))
    return found


def install(folder: Path) -> None:
    """Make an environment for each peer; where that fails, write the reason beside it."""
    for name in PEERS:
        environment, failed = folder / name, folder / f"{name}.failed"
        failed.unlink(missing_ok=True)
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        recipe = RECIPES / f"{name}.txt"
        closed = ["--no-deps"] if "--no-deps" in recipe.read_text(encoding="utf-8") else []
        command = [
            str(environment / "bin" / "python"),
            "-m",
            "pip",
            "install",
            "--prefer-binary",
            *closed,
            "-r",
            str(recipe),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            errors = [line for line in done.stderr.splitlines() if "error" in line.lower()] or [done.stderr[-200:]]
            failed.write_text(errors[-1].strip() + "\n", encoding="utf-8")
            subprocess.run(["rm", "-rf", str(environment)], check=True)
        print(f"{name}: {failed.read_text(encoding='utf-8').strip() if failed.exists() else 'installed'}", flush=True)


def measured(program: Program, small: Corpus, large: Corpus) -> float:
    """Return pairs per CPU-second, start-up taken off."""
    return (large.pairs - small.pairs) / (program.run(large) - program.run(small))


def table(rows: list[dict[str, object]], pairs: int) -> list[str]:
    """Return lines of Markdown."""
    lines = [
        f"{pairs:,} pairs, English to seven languages, six scripts; one core, models off, start-up taken off",
        "",
        "| program | reads | checks | pairs per CPU-second | tqcheck is | pairs × checks per CPU-second |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for row in rows:
        if "why" in row:
            lines.append(f"| {row['program']} | – | – | {row['why']} | – | – |")
        else:
            cells = "{program} | {reads} | {checks} | {rate:,.0f} | {ratio:.2f} × | {work:,.0f}".format(**row)
            lines.append(f"| {cells} |")
    return lines


def rates(found: list[Program | tuple[str, str]], folder: Path, *, pairs: int, rounds: int) -> list[dict[str, object]]:
    """Run all in turn, `rounds` times, and return the rows of the table."""
    small, large = Corpus.made(folder / "small", SMALL), Corpus.made(folder / "large", pairs)
    best: dict[int, float] = {}
    why = {place: item for place, item in enumerate(found) if not isinstance(item, Program)}
    for _ in range(rounds):
        for place, item in enumerate(found):
            if place in why or not isinstance(item, Program):
                continue
            try:
                best[place] = max(best.get(place, 0.0), measured(item, small, large))
            except (Missing, OSError) as error:
                why[place] = (item.name, f"failed: {error}")
    rows: list[dict[str, object]] = []
    for place, item in enumerate(found):
        if place in why:
            rows.append({"program": why[place][0], "why": why[place][1]})
        elif isinstance(item, Program):
            ours = best[0] if item.form == "PO" else best[1]  # ours in the same form; text is like TSV
            rate, checks = best[place], item.checks()
            rows.append({"program": item.name, "reads": item.form, "checks": checks, "rate": rate,
                         "ratio": ours / rate, "work": rate * checks})  # fmt: skip
    return rows


def main() -> None:
    """Install, or measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--install", type=Path, metavar="FOLDER", help="make the environments of the peers there, and end"
    )
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="where they are")
    parser.add_argument("--pairs", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder for the pairs, which stay there")
    parser.add_argument("--markdown", type=Path)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    if args.install:
        args.install.mkdir(parents=True, exist_ok=True)
        install(args.install)
        return
    with tempfile.TemporaryDirectory() as temporary:
        rows = rates(programs(args.peers), args.keep or Path(temporary), pairs=args.pairs, rounds=args.rounds)
    text = "\n".join(table(rows, args.pairs))
    print(text)
    if args.markdown:
        args.markdown.write_text(f"{text}\n", encoding="utf-8")
    if args.json:
        args.json.write_text(json.dumps({"pairs": args.pairs, "rows": rows}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
