"""What a pattern of Fluent shows: a text, or one for each variant of its selectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # its import takes long, and this module is imported with the format
    from fluent.syntax import ast

MOST_FORMS = 64
"""More forms of one text than a person writes: two selectors of six plural categories make 36."""


@dataclass(frozen=True, slots=True)
class Form:
    """One of the texts that a pattern can become."""

    keys: tuple[str, ...] = ()
    """The variant that each selector chose."""
    text: str = ""
    place: int = -1
    """Where in the file it begins, or the last of the variants chosen for it; -1: nowhere yet."""

    def then(self, other: Form, *, chosen: bool = False) -> Form:
        """Return this form with another behind it."""
        place = other.place if (chosen or self.place < 0) and other.place >= 0 else self.place
        return Form(self.keys + other.keys, self.text + other.text, place)


def forms(pattern: ast.Pattern, source: str) -> list[Form] | None:
    """Return the forms of a pattern, one without selectors; None when they are more than MOST_FORMS."""
    found = [Form(place=_start(pattern))]
    for element in pattern.elements:
        parts = _element(element, source)
        if parts is None or len(found) * len(parts) > MOST_FORMS:
            return None
        found = [form.then(part, chosen=bool(part.keys)) for form in found for part in parts]
    return found


def _element(element: ast.TextElement | ast.Placeable, source: str) -> list[Form] | None:
    from fluent.syntax import ast  # noqa: PLC0415  as above

    if isinstance(element, ast.TextElement):
        return [Form(text=element.value, place=_start(element))]
    inner = element.expression
    if isinstance(inner, ast.Placeable):
        return _element(inner, source)
    if isinstance(inner, ast.SelectExpression):
        return _chosen(inner, source)
    if isinstance(inner, ast.Literal):
        text = str(inner.parse()["value"]) if isinstance(inner, ast.StringLiteral) else inner.value
        return [Form(text=text, place=_start(element))]
    span = element.span
    assert span is not None
    return [Form(text=" ".join(source[span.start : span.end].split()), place=span.start)]


def _chosen(select: ast.SelectExpression, source: str) -> list[Form] | None:
    from fluent.syntax import ast  # noqa: PLC0415  as above

    found: list[Form] = []
    for variant in select.variants:
        inner = forms(variant.value, source)
        if inner is None:
            return None
        key = variant.key
        name = key.name if isinstance(key, ast.Identifier) else f"={key.value}"
        found += (Form((name, *form.keys), form.text, form.place) for form in inner)
    return found


def _start(node: ast.SyntaxNode) -> int:
    return node.span.start if node.span else -1
