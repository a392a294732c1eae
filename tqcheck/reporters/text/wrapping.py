"""Lines of a text: a word that is too long for one, a tag glued to a word as a rule, breaks beside the tag."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells
from rich.console import Console, JustifyMethod, OverflowMethod
from rich.containers import Lines
from rich.text import Text

_WORD = re.compile(r"\s*\S+\s*|\s+")
_MARKS = "⟧⁰¹²³⁴⁵⁶⁷⁸⁹ʼ,"
# A tag with its marks, what stands before one, the end of a tag whose attributes are in the line before, the rest.
_PART = re.compile(rf"⟦?<[^<>]*>[{_MARKS}]*|[^<>⟦]+(?=⟦?<)|[^<>]*>[{_MARKS}]*|.+", re.DOTALL)


class Wrapped(Text):
    """A text that never breaks inside a word which would fit into a line, whatever is glued to it."""

    def wrap(  # noqa: PLR0913  the signature is that of rich
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        """Return the lines, each at most `width` cells."""
        found = Lines()
        for line in self.split(allow_blank=True):
            long = any(cell_len(word) > width for word in line.plain.split())
            if long and width > 1:
                found.extend(line.divide(list(_breaks(line.plain, width))))
            else:
                found.extend(
                    line.wrap(console, width, justify=justify, overflow=overflow, tab_size=tab_size, no_wrap=no_wrap)
                )
        for line in found:
            line.rstrip_end(width)
        return found


def _breaks(line: str, width: int) -> Iterator[int]:
    """Yield where the lines after the first begin."""
    filled, at = 0, 0
    for part in _parts(line, width):
        size = cell_len(part.rstrip())
        if filled and filled + size > width:
            yield at
            filled = 0
        rest = part
        for piece in chop_cells(part, width)[:-1] if size > width else ():
            at += len(piece)
            rest = rest[len(piece) :]
            yield at
        at += len(rest)
        filled += cell_len(rest)


def _parts(line: str, width: int) -> Iterator[str]:
    for match in _WORD.finditer(line):
        word = match.group()
        if cell_len(word.strip()) <= width:
            yield word
        else:
            yield from _PART.findall(word)
