"""What was measured of each check: `measured.toml`, written by `benchmarks/alarms.py`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("measured.toml")


@cache
def _figures() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8")) if _FILE.is_file() else {}


def measure(code: str) -> str | None:
    """Return how often the check fires, in a sentence or two; None for a check that was not measured."""
    found, segments = _figures().get(code), _figures().get("segments", {})
    if not found:
        return None
    said = (
        f"On {segments['professional']:,} professional translations, where every finding counts as false, it fired on "
        f"{found['professional']:.2f} segments in 1,000 ({found['loud']:.2f} as major or critical)."
    )
    if "faulty" in found:
        said += (
            f" On machine translations judged by people it fired on {found['faulty']:.2f} in 1,000 of the"
            f" {segments['faulty']:,} faulty ones and on {found['good']:.2f} in 1,000 of the {segments['good']:,}"
            " good ones."
        )
    return said
