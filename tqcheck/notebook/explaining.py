"""The page of a check, drawn by notebooks."""

from __future__ import annotations

from tqcheck.checks.naming import find
from tqcheck.checks.pages import page


class Page(str):
    """Markdown that a notebook draws and a terminal prints."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the text itself, so that a console shows it with its lines."""
        return str(self)

    def _repr_markdown_(self) -> str:
        return str(self)


def explain(check: str) -> Page:
    """Return what a check looks for, how it decides and when it is wrong, with cases. `check` is its code or name.

    Raises UsageError, with the nearest names, when there is none.
    """
    return Page(page(find(check), fires=3, silent=2))
