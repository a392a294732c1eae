"""Comments that set findings aside: `tqcheck: ignore[ACC101] invoice ids`, in whatever a format has for comments."""

from __future__ import annotations

import re

from tqcheck.model import Suppression

_ASKED = re.compile(r"tqcheck:\s*ignore(?:\[([^\]]*)\])?[ \t]*([^\n]*)")


def suppressions(comment: str, *, line: int | None = None) -> tuple[Suppression, ...]:
    """Return what a comment asks to be set aside, one for each check it names; `line` is where it begins.

    The reason may be empty: who applies it refuses that.
    """
    found = []
    for match in _ASKED.finditer(comment):
        at = None if line is None else line + comment.count("\n", 0, match.start())
        reason = match.group(2).strip().removesuffix("-->").removesuffix("*/").strip()
        found += [
            Suppression(check=check.strip(), reason=reason, line=at) for check in (match.group(1) or "").split(",")
        ]
    return tuple(found)
