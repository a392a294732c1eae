"""Characters that a file writes as UTF-16 escapes."""

from __future__ import annotations

import re

_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def paired(text: str) -> str:
    r"""Join the halves of surrogate pairs, as `\\uD83D\\uDE00` gives them; a half without its other one stays."""
    if text.isascii():
        return text
    return _HALVES.sub(lambda m: m.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
