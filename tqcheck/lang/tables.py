"""Our own language facts: `tables/<topic>/<tag>.toml`, one file a language and topic."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

_FOLDER = Path(__file__).parent / "tables"


@cache
def section(tag: str, topic: str) -> Mapping[str, Any]:
    """Return the facts on `topic` for the nearest tag that has any: `pt-BR`, then `pt`; empty when none has.

    A table replaces the one of the shorter tag as a whole; it does not add to it.
    """
    parts = tag.replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        found = _facts("-".join(parts[:length]), topic)
        if found is not None:
            return MappingProxyType(found)
    return MappingProxyType({})


@cache
def languages(topic: str) -> tuple[str, ...]:
    """Return every tag that has facts on `topic`, sorted."""
    return tuple(sorted(p.stem for p in (_FOLDER / topic).glob("*.toml")))


@cache
def written(tag: str, topic: str) -> str:
    """Return a table as it stands in its file, empty when there is none: a look into it costs less than parsing it."""
    path = _FOLDER / topic / f"{tag}.toml"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@cache
def _facts(tag: str, topic: str) -> dict[str, Any] | None:
    path = _FOLDER / topic / f"{tag}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
