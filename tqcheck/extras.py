"""Libraries that not everybody has."""

from __future__ import annotations

import importlib
from types import ModuleType

from tqcheck.errors import UsageError


def library(name: str, *, purpose: str, extra: str | None = None) -> ModuleType:
    """Return the module `name`. Raises UsageError, saying what to install, where it is missing."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        wanted = f"'tqcheck[{extra}]'" if extra else name.partition(".")[0]
        raise UsageError(f"{purpose} needs {name.partition('.')[0]}.", mend=f"pip install {wanted}") from error
