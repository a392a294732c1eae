"""Where a key stands in a TOML file; the parser of the standard library does not tell."""

from __future__ import annotations

import re

_HEADER = re.compile(r"^\s*\[+([^\[\]]+)\]+\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")


def line_of(lines: list[str], keys: tuple[str, ...]) -> int | None:
    """Return the line, counted from 1, on which the key of this dotted name stands; None when it cannot be told.

    A key that only stands in longer names, as `fr` does in `[fr.names]`, stands where the first of them does.
    """
    table: tuple[str, ...] = ()
    longer = None
    for number, line in enumerate(lines, 1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            table = _dotted(header.group(1).strip())
        full = table if header else (*table, *_dotted(key.group(1))) if key else ()
        if full == keys:
            return number
        if keys and longer is None and full[: len(keys)] == keys:
            longer = number
    return longer


def _dotted(name: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in name.split("."))
