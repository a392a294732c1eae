"""tqcheck: a multilingual translation-quality checker.

    import tqcheck as tq
    report = tq.check([("Er wartet 30 Sekunden.", "He waits 13 seconds.")], source_lang="de", target_lang="en")

The names below load on first use, so that `import tqcheck` stays cheap.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Config", "Finding", "Report", "Segment", "align", "check", "compare", "explain", "read", "run"]

if TYPE_CHECKING:
    from tqcheck.api import align, check, read, run
    from tqcheck.comparing import compare
    from tqcheck.config import Config
    from tqcheck.model import Finding, Segment
    from tqcheck.notebook.explaining import explain
    from tqcheck.report import Report

_HOMES = {
    "align": "tqcheck.api", "check": "tqcheck.api", "read": "tqcheck.api", "run": "tqcheck.api",
    "Config": "tqcheck.config", "Finding": "tqcheck.model", "Report": "tqcheck.report",
    "Segment": "tqcheck.model", "compare": "tqcheck.comparing", "explain": "tqcheck.notebook.explaining",
}  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401  PEP 562
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'tqcheck' has no attribute {name!r}")


class _Package(ModuleType):
    """Imports set a package's modules as its attributes: the package `align` would hide the function of that name."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
