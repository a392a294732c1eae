"""Writes docs/checks/: a page for every check of ours, and an index. With --check it only tells whether they are stale.

python tools/generate_docs.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from tqcheck.checks import Rule, rules
from tqcheck.checks.pages import page, summary

FOLDER = Path(__file__).parent.parent / "docs" / "checks"
DIMENSIONS = {
    "ACC": "Accuracy",
    "CON": "Consistency",
    "LNG": "Linguistic conventions",
    "LOC": "Locale conventions",
    "MKP": "Markup",
    "TRM": "Terminology",
}


def pages() -> dict[str, str]:
    """Return the text of every page by the name of its file; plug-ins document themselves."""
    ours = [rule for rule in rules() if rule.module.startswith("tqcheck.checks.")]
    return {f"{rule.code}.md": page(rule) for rule in ours} | {"index.md": _index(ours)}


def stale(folder: Path = FOLDER) -> list[str]:
    """Return the names of pages that are missing, out of date, or of checks that are gone."""
    wanted = pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def write(folder: Path = FOLDER) -> None:
    """Write every page, and remove those of checks that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()


def _index(found: list[Rule]) -> str:
    return "\n".join(["# Checks", "", *_sections(found)]) + "\n"


def _sections(found: list[Rule]) -> Iterator[str]:
    yield f"There are {len(found)}. This page and those it leads to are written by `python tools/generate_docs.py`."
    for dimension, members in groupby(found, key=lambda rule: rule.code[:3]):
        yield f"\n## {DIMENSIONS[dimension]}\n"
        yield "| code | name | severity | what it finds |\n|---|---|---|---|"
        for rule in members:
            finds = summary(rule).replace("|", "\\|")
            yield f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity.value} | {finds} |"


def main() -> int:
    """Write the pages, or tell which are stale: exit code 1 when any is."""
    if "--check" not in sys.argv[1:]:
        write()
        return 0
    names = stale()
    if names:
        print(f"stale: {', '.join(names)}. Run: python tools/generate_docs.py", file=sys.stderr)
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
