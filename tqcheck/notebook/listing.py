"""Results as a tuple that a notebook draws."""

from __future__ import annotations

from typing import SupportsIndex, overload

from tqcheck.model import Result
from tqcheck.reporters.visible import oneline

DRAWN = 50
"""How many results are drawn at most."""
_WIDTH = 60


class Listing(tuple[Result, ...]):
    """Some results of a run: a tuple of them in every respect but how it is shown."""

    __slots__ = ()

    @overload
    def __getitem__(self, index: SupportsIndex) -> Result: ...
    @overload
    def __getitem__(self, index: slice) -> Listing: ...
    def __getitem__(self, index: SupportsIndex | slice) -> Result | Listing:
        """Return one result, or a part that is shown likewise."""
        if isinstance(index, slice):
            return Listing(super().__getitem__(index))
        return super().__getitem__(index)

    def __repr__(self) -> str:
        """Return a line a result."""
        lines = [_line(result) for result in self[:DRAWN]]
        more = [f"… and {len(self) - DRAWN:,} more"] if len(self) > DRAWN else []
        return "\n".join([*lines, *more]) or "no results"

    def _repr_html_(self) -> str:
        from tqcheck.notebook.cards import card, page  # noqa: PLC0415  only a notebook pays for it

        more = f"<p>… and {len(self) - DRAWN:,} more</p>" if len(self) > DRAWN else ""
        return page(*map(card, self[:DRAWN]), more, "" if self else "<p>no results</p>")


def _line(result: Result) -> str:
    codes = ", ".join(dict.fromkeys(f"{f.code} {f.name}" for f in result.findings)) or "-"
    target = " ".join(oneline(result.segment.target).split())
    shown = target if len(target) <= _WIDTH else f"{target[: _WIDTH - 1]}…"
    return f"{result.verdict.risk:.2f}  {oneline(result.segment.id)}  {codes}  “{shown}”"
