"""Files that hold both languages: whether they are translations, and where they lie."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

from tqcheck import formats
from tqcheck.errors import TqcheckError
from tqcheck.formats import ReadOptions, detect
from tqcheck.formats.glossary import read_terms
from tqcheck.model import Segment
from tqcheck.project.meant import meant
from tqcheck.starting import Kind

_READ = 200
"""So many segments of a file are looked at."""
_TERMS = ("glossary", "glossaries", "termbase", "terminology", "terms")
_TABLES = {".csv", ".tsv", ".tab"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A file of translations."""

    path: str
    format: str
    source_langs: frozenset[str]
    target_langs: frozenset[str]
    sources: tuple[str, ...]
    """Some of those whose language nobody says."""


def glossaries() -> tuple[tuple[str, int], ...]:
    """Return the glossaries below the working directory, with how many terms each has."""
    tables = [item.path for item in meant((".",))] + glob.glob("**/*.tbx", recursive=True)  # noqa: PTH207  as below
    places = dict.fromkeys(Path(path).as_posix() for path in tables)
    return tuple((path, count) for path in places if (count := _terms_of(path)))


def _terms_of(path: str) -> int:
    """Return how many terms a file has that is named like a glossary; 0 for any other."""
    place = PurePosixPath(path)
    named = place.suffix == ".tbx" or (place.suffix in _TABLES and any(word in place.stem.lower() for word in _TERMS))
    with suppress(TqcheckError):
        return len(read_terms(path, ReadOptions())) if named else 0
    return 0


def taken(path: str) -> Taken | str:
    """Return what a file holds, or why it is not one of translations."""
    try:
        name = detect(path).name
        if name == "text":
            return "text without a source; give it with --source and --target"
        items = [item for item in islice(formats.read(path, ReadOptions()), _READ) if isinstance(item, Segment)]
    except TqcheckError as error:
        return error.message.rstrip(".")
    if not any(item.source for item in items):
        return "it holds no sources"
    return Taken(
        path,
        name,
        frozenset(item.source_lang for item in items if item.source_lang),
        frozenset(item.target_lang for item in items if item.target_lang),
        tuple(item.source for item in items if item.source and not item.source_lang),
    )


def kinds(files: Iterable[Taken]) -> Iterator[Kind]:
    """Yield the files by format and place."""
    found: dict[tuple[str, str, str], list[Taken]] = {}
    for file in files:
        place = PurePosixPath(Path(file.path).as_posix())
        top = place.parts[0] if len(place.parts) > 1 else ""
        found.setdefault((file.format, top, place.suffix), []).append(file)
    for (name, top, suffix), group in found.items():
        paths = [Path(file.path).as_posix() for file in group]
        for where, matched in _patterns(top, suffix, paths):
            langs = {lang for file in group if Path(file.path).as_posix() in matched for lang in file.target_langs}
            yield Kind(format=name, where=where, files=tuple(matched), languages=tuple(sorted(langs)))


def _patterns(top: str, suffix: str, paths: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the fewest patterns that match these files and no other."""
    folders = {path.rpartition("/")[0] for path in paths}
    tried = [f"{folder}/*{suffix}" if folder else f"*{suffix}" for folder in folders] if len(folders) == 1 else []
    for pattern in (*tried, f"{top}/**/*{suffix}" if top else ""):
        if len(paths) > 1 and pattern and _matched(pattern) == set(paths):
            yield pattern, paths
            return
    yield from ((path, [path]) for path in paths)


def _matched(pattern: str) -> set[str]:
    return {Path(path).as_posix() for path in glob.glob(pattern, recursive=True)}  # noqa: PTH207  what `tqcheck check` uses
