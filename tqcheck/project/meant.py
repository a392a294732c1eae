"""What files a person means: folders are searched, patterns matched."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import SUFFIXES, by_name
from tqcheck.opening import Opened

_RARELY_TRANSLATIONS = {".md", ".json"}
"""Read when they are named; in a folder they are mostly something else (README.md, package.json)."""
_OFTEN_SOMETHING_ELSE = {".ts"}
"""Read in a folder when their content is of the format: it is Qt's, or a program in TypeScript."""
_NOT_OURS = {"node_modules", "bower_components", "Pods", "site-packages", "__pycache__"}
"""Folders of what others wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A file that is meant."""

    path: str
    folder: str | None = None
    """The folder in which it was found; None when the file itself was named, which says that it is to be read."""


def meant(paths: Iterable[str]) -> tuple[Meant, ...]:
    """Return every file that may be meant, each once; those of folders are only the ones that some format has.

    Raises UsageError for a pattern that matches no file. What does not exist is kept: its reader says so.
    """
    found: dict[str, Meant] = {}
    for item in (item for path in paths for item in _meant(path)):
        if item.path not in found or item.folder is None:
            found[item.path] = item
    return tuple(found.values())


def keyed(path: str, format: str | None = None) -> bool:  # noqa: A002  the word users know
    """Tell whether a file is promised to be of a format that holds one language, with keys."""
    name = format or SUFFIXES.get(suffix(path))
    return path != "-" and name is not None and _has_entries(name)


def suffix(path: str) -> str:
    """Return a file's suffix, without that of packing."""
    return Path(path.removesuffix(".gz").removesuffix(".xz")).suffix.lower()


def plain(item: Meant) -> bool:
    """Tell whether a file of a format without keys is read: in a folder it must look like a translation."""
    if item.folder is None:
        return True
    end = suffix(item.path)
    if end in _OFTEN_SOMETHING_ELSE:
        return looks_like(item.path, SUFFIXES[end])
    return end not in _RARELY_TRANSLATIONS


def doubtful(item: Meant) -> bool:
    """Tell whether a file of a folder is a text or a table, which may be anything where strings are kept in others."""
    return item.folder is not None and SUFFIXES.get(suffix(item.path)) in {"text", "csv", "tsv"}


def looks_like(path: str, format: str) -> bool:  # noqa: A002  likewise
    """Tell whether a file begins like one of this format."""
    try:
        return by_name(format).sniff(Opened(path).head())
    except UnreadableError:
        return False


@cache
def _has_entries(name: str) -> bool:
    return by_name(name).entries is not None


def _meant(path: str) -> Iterator[Meant]:
    if Path(path).is_dir():
        yield from (Meant(path=file, folder=path) for file in sorted(_files(path)) if suffix(file) in SUFFIXES)
    elif glob.has_magic(path) and not Path(path).exists():
        files = sorted(f for f in glob.glob(path, recursive=True) if Path(f).is_file())  # noqa: PTH207  Path.glob takes no absolute pattern
        if not files:
            raise UsageError("no file matches this pattern.", path=path, mend="Check its spelling.")
        yield from (Meant(path=file) for file in files)
    else:
        yield Meant(path=path)


def _files(folder: str) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".") and f not in _NOT_OURS]
        yield from (str(Path(parent, name)) for name in files if not name.startswith("."))
