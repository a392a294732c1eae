"""Where the score cache is when nobody says where."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def place() -> Path:
    """Return the file in the folder where this system keeps caches."""
    home = Path.home()
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        folder = home / "Library" / "Caches"
    else:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return folder / "tqcheck" / "scores.sqlite"
