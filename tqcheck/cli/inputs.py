"""What files a person means."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from tqcheck.errors import UsageError
from tqcheck.formats import SUFFIXES

_RARELY_TRANSLATIONS = {".md", ".json"}
"""Read when they are named; in a folder they are mostly something else (README.md, package.json)."""


def expanded(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return every file that is meant, each once: folders searched, patterns matched.

    Raises UsageError for a folder or a pattern that gives no file. What does not exist is kept: its reader says so.
    """
    return tuple(dict.fromkeys(file for path in paths for file in _meant(path)))


def _meant(path: str) -> list[str]:
    if Path(path).is_dir():
        files = sorted(_supported(path))
        if not files:
            mend = "`tqcheck formats` lists what can be read."
            raise UsageError("there is no file of a known format in this folder.", path=path, mend=mend)
        return files
    if glob.has_magic(path) and not Path(path).exists():
        files = sorted(f for f in glob.glob(path, recursive=True) if Path(f).is_file())  # noqa: PTH207  Path.glob takes no absolute pattern
        if not files:
            raise UsageError("no file matches this pattern.", path=path, mend="Check its spelling.")
        return files
    return [path]


def _supported(folder: str) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in files:
            suffix = Path(name.removesuffix(".gz").removesuffix(".xz")).suffix.lower()
            if suffix in SUFFIXES and suffix not in _RARELY_TRANSLATIONS and not name.startswith("."):
                yield str(Path(parent, name))
