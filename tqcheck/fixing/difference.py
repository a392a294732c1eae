"""What changes in a file, as a unified difference that `patch -p0` and `git apply -p0` take."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from tqcheck.fixing.mending import Mended

_COLOURS = {"-": "31", "+": "32", "@": "36"}


def difference(done: Mended, *, colour: bool) -> Iterator[str]:
    """Yield the lines with their ends."""
    if done.before is None or not done.made:
        return
    before, after = map(_lines, (done.before.text, done.text))
    name = done.path.replace("\\", "/")
    for line in difflib.unified_diff(before, after, fromfile=name, tofile=name):
        whole = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        code = _COLOURS.get(line[0]) if colour else None
        yield f"\x1b[{code}m{whole[:-1]}\x1b[0m\n" if code else whole


def _lines(text: str) -> list[str]:
    """Return the lines with their ends; only LF ends one."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]
