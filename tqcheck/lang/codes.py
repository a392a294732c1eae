"""The codes by which translation models name languages: `fr`, `fra_Latn`, `fr_XX`, `>>fra<<`, `__fr__`, `<2fr>`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from tqcheck.lang.tags import language, region, script
from tqcheck.lang.writing import scripts

_WRAPPED = re.compile(r">>(.+)<<|__(.+)__|<2(.+)>")


def best(codes: Iterable[str], tag: str) -> str | None:
    """Return the code that means the language of a BCP 47 tag, in its script; None where none does."""
    ranked = [(rank, code) for code in codes if (rank := _rank(code, tag)) is not None]
    return min(ranked)[1] if ranked else None


@lru_cache(maxsize=256)
def subtags(tag: str) -> tuple[str, ...]:
    """Return the codes of ISO 639 that the language of a tag may go by, the best first: `fa`, `fas`, `per`, `pes`."""
    from langcodes import Language  # noqa: PLC0415  its tables take a while to load

    own = language(tag)
    try:
        long = Language.get(own).to_alpha3()
    except LookupError:
        long = own
    return tuple(dict.fromkeys([own, long, *(code for group in _same() if own in group for code in group)]))


def _rank(code: str, tag: str) -> tuple[int, int, int] | None:
    """Return how far a code is from a tag, less being nearer; None where it means another language or script."""
    inner = _WRAPPED.fullmatch(code)
    first, *others = re.split(r"[_-]", next(filter(None, inner.groups())) if inner else code)
    names = subtags(tag)
    if first.lower() not in names:
        return None
    written = next((part.title() for part in others if len(part) == 4), None)
    place = next((part.upper() for part in others if len(part) == 2), None)
    if written and written != script(tag) and not _compatible(written, tag):
        return None
    return (0 if written == script(tag) else 1, names.index(first.lower()), 0 if place == region(tag) else 1)


def _compatible(written: str, tag: str) -> bool:
    """Tell whether a tag may be written so; of Chinese scripts each is one of its own."""
    return not {"Hans", "Hant"} & {written, script(tag)} and written in scripts(tag)


@cache
def _same() -> list[list[str]]:
    found: list[list[str]] = tomllib.loads(Path(__file__).with_name("codes.toml").read_text(encoding="utf-8"))["same"]
    return found
