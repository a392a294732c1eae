"""Comments that set findings aside: `tqcheck: ignore[ACC101] invoice ids`, in whatever a format has for comments.

In the brackets stand codes, beginnings of codes (`MKP`) or names of checks, parted by commas; behind them the reason,
up to the end of the line. Who applies a suppression refuses one without a reason or with an unknown check, and says so;
thus what is only nearly one (`tqcheck: ignore ACC101`, `tqcheck: noqa`) comes out of here as one that names no check.
"""

from __future__ import annotations

import re

from tqcheck.model import Suppression

MARK = "tqcheck:"
"""Is in every comment that asks for something, in lower or upper case."""
_ASKED = re.compile(
    r"\btqcheck:\s*(?:ignore[ds]?\s*\[(?P<checks>[^\]\n]*)\]|(?:ign\w*|disable|noqa|nolint|skip|suppress)\b)"
    r"(?P<reason>(?:(?!\btqcheck:)[^\n])*)",
    re.IGNORECASE,
)
_AROUND = " \t\r:;,–—-"
_ENDS = ("-->", "*/", "--", "}}", "#}")


def suppressions(comment: str, *, line: int | None = None) -> tuple[Suppression, ...]:
    """Return what a comment asks to be set aside, one for each check it names; `line` is where it begins.

    The reason, and the check, may be empty: who applies it refuses that.
    """
    found = []
    for match in _ASKED.finditer(comment):
        at = None if line is None else line + comment.count("\n", 0, match.start())
        checks = [check.strip() for check in (match["checks"] or "").split(",")]
        reason = _reason(match["reason"])
        found += [Suppression(check=check, reason=reason, line=at) for check in dict.fromkeys(checks)]
    return tuple(found)


def _reason(text: str) -> str:
    text = text.strip()
    for end in _ENDS:
        text = text.removesuffix(end).rstrip()
    return text.lstrip(_AROUND)
