"""Flags of Weblate, which PO has among its own (`#, ignore-end-stop`) and XLIFF in an attribute `weblate-flags`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

FLAGS = "weblate-flags"
"""The attribute."""
_IGNORE = "ignore-"
_FLAG = re.compile(r'(?:[^,"]++|"(?:[^"\\]++|\\.)*+")++')
_LIMIT = re.compile(r'max-length:\s*"?([0-9]{1,9})"?')


def flags_of(text: str) -> list[str]:
    """Return the flags of an attribute; a comma in quotation marks parts none."""
    return [flag.strip() for flag in _FLAG.findall(text) if flag.strip()]


def ignored(flags: Iterable[str]) -> frozenset[str]:
    """Return the codes and names of our checks that `ignore-…` flags silence.

    Besides Weblate's own there is `ignore-` with a code or name of ours: `ignore-number-mismatch`, `ignore-ACC101`.
    """
    words = [flag.removeprefix(_IGNORE) for flag in flags if flag.startswith(_IGNORE)]
    return frozenset(code for word in words for code in _known().get(word.lower().replace("_", "-"), (word,)))


def longest(flags: Iterable[str]) -> int | None:
    """Return the limit of the target's length in code points; None when no flag gives one."""
    return next((int(found.group(1)) for flag in flags if (found := _LIMIT.fullmatch(flag))), None)


@cache
def _known() -> Mapping[str, list[str]]:
    return tomllib.loads(files("tqcheck.formats").joinpath("weblate.toml").read_text(encoding="utf-8"))
