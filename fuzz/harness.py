"""One target under atheris: `python fuzz/harness.py TARGET [what libFuzzer takes]`; `run.py` calls it."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("TQCHECK_MODELS", "none")
sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]
import atheris  # noqa: E402  the environment is for what it imports

WATCHED = {
    "read": ("formats",), "detect": ("formats",), "glossary": ("formats",), "document": ("documents",),
    "sentences": ("text",), "checks": ("text", "checks", "lang"), "report": ("reporters",),
}  # fmt: skip
"""Packages of which a kind of target loads every module at once: what is imported later tells nothing."""
OTHERS = ["polib", "fluent", "yaml", "sentencex"]


def load(name: str) -> Callable[[Path, bytes], None]:
    """Import what a target needs, with what tells atheris of each branch."""
    with atheris.instrument_imports(include=["tqcheck", *OTHERS], enable_loader_override=False):
        made = importlib.import_module("targets").targets()[name]
        for part in WATCHED.get(name.partition("-")[0], ()):
            package = importlib.import_module(f"tqcheck.{part}")
            for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
                importlib.import_module(found.name)
    return made


def main() -> None:
    """Fuzz until libFuzzer ends the process."""
    target = load(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="tqcheck-fuzz-", dir=os.environ.get("TQCHECK_FUZZ_FOLDER")) as folder:
        atheris.Setup([sys.argv[0], *sys.argv[2:]], lambda data: target(Path(folder), data))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
