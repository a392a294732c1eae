"""Placeholders, tags and addresses inside a text."""

from __future__ import annotations

import re
from functools import lru_cache

_HINT = re.compile(r"[%{}<$`@|&\\]|://|www\.")
_TECHNICAL = re.compile(
    r"https?://[^\s<>\"'）」]+|www\.[^\s<>\"']+"
    r"|[\w.+-]+@[\w-]+\.[\w.-]*\w"
    r"|</?[A-Za-z][^<>]*>"
    r"|`+[^`]+`+"
    r"|:[a-z][\w:+.-]*:(?=`)"
    r"|\$?\{+[^{}\s]*\}+|%\([^()\s]+\)[a-z]|%(?:\d+\$)?[-+#0]*\d*(?:\.\d+)?(?:hh|ll|[hlqjzt])?[diouxXeEfgGcsrpan@](?![\w])"
    r"|&(?:[A-Za-z]+|#\d+|#x[0-9A-Fa-f]+);"
)


@lru_cache(maxsize=256)
def technical(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of `text` that are not prose: placeholders, tags, entities, code, URLs and addresses."""
    if not _HINT.search(text):
        return ()
    return tuple(m.span() for m in _TECHNICAL.finditer(text))
