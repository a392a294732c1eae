"""What was not checked, in one line."""

from __future__ import annotations

from tqcheck.model import Skip
from tqcheck.reporters.visible import oneline


def sentence(skip: Skip) -> str:
    """Return where, what and why, each once."""
    place = str(skip.origin) if skip.origin else ""
    line = f"line {skip.origin.line}" if skip.origin else ""
    parts = [part for part in (place, skip.what) if part and part != line and not skip.why.startswith(part)]
    return oneline(": ".join([*dict.fromkeys(parts), skip.why]))
