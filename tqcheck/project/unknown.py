"""Keys that translations have and their source has not, in one note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tqcheck.model import Origin, Skip
from tqcheck.project.listing import listed


def unknown_keys(found: Mapping[str, Sequence[Origin]], source: str) -> Iterator[Skip]:
    """Say which keys they are, and in how many files; `found` tells where each stands."""
    if not found:
        return
    first = next(iter(found.values()))[0]
    files = len({origin.path for origins in found.values() for origin in origins})
    where = "" if files == 1 else f" in {files} files"
    what = f"{len(found)} key{'s' if len(found) > 1 else ''}{where} that {source} has not ({listed(list(found))})"
    yield Skip(what=what, why="without a source, only checks that need none were asked", origin=first, incomplete=False)
