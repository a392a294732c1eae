"""How a notebook draws a value: what draws lies further right in the layers and puts itself here."""

from __future__ import annotations

from functools import singledispatch


@singledispatch
def html(value: object) -> str | None:  # noqa: ARG001  what registers itself looks at it
    """Return HTML for a notebook; None, and the notebook prints the value, where nothing has registered to draw it."""
    return None


class Drawn:
    """A value that notebooks draw."""

    __slots__ = ()

    def _repr_html_(self) -> str | None:
        return html(self)
