"""What a comparison is written as: one module a form."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TextIO

from tqcheck.comparing.comparison import Comparison
from tqcheck.config.settings import suggestion
from tqcheck.errors import UsageError

_MODULES: Mapping[str, str] = MappingProxyType({"text": "text", "json": "document", "markdown": "markdown"})
NAMES = tuple(_MODULES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a comparison looks for people; `json` is always the same."""

    colour: bool = False
    limit: int | None = 10
    """How many segments that are worse, and as many that are better, are shown; None for all."""
    quiet: bool = False
    """Only the verdict."""


def write(comparison: Comparison, name: str, out: TextIO, style: Style) -> None:
    """Write a comparison in one of the forms. Raises UsageError when there is none of this name."""
    check_name(name)
    importlib.import_module(f"{__name__}.{_MODULES[name]}").write(comparison, out, style)


def check_name(name: str) -> None:
    """Raise UsageError when there is no form of this name."""
    if name not in NAMES:
        raise UsageError(f"there is no output format {name!r}.", mend=suggestion(name, NAMES))
