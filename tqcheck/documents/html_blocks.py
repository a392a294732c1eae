"""The blocks of a page: what a reader sees apart from what stands above and below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from tqcheck.document import BlockKind

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_UNSEEN = {
    "head", "script", "style", "noscript", "template", "svg", "math", "canvas", "iframe", "object", "audio", "video",
    "picture", "textarea", "select", "button", "input", "pre", "rt", "rp", "map",
}  # fmt: skip
_LANDMARKS = {"nav": "navigation", "header": "header", "footer": "footer", "aside": "aside", "form": "form"}
_ROLES = {
    "navigation": "navigation",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
}
_CONTENT = frozenset({"article", "main"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One block of a page with its place."""

    number: int
    """From 0, in the order of the page; it keeps pieces with the same text apart."""
    text: str
    kind: BlockKind
    level: int
    line: int | None
    landmark: str | None
    """The part of the page around the content that it stands in, in words; None within the content."""
    container: str | None
    """The path of the innermost article, or else main, that it stands in."""
    linked: float
    """0..1: how much of it is links."""


def squeezed(text: str) -> str:
    """Return a text without white space, which extraction changes."""
    return "".join(text.split())


def pieces(tree: HtmlElement) -> Iterator[Piece]:
    """Yield the blocks of a page in order, without scripts, forms' fields and code."""
    body = tree.find("body")
    for number, (element, text) in enumerate(_texts(tree if body is None else body)):
        kind, level = _kind(element)
        yield Piece(
            number=number,
            text=text,
            kind=kind,
            level=level,
            line=element.sourceline,
            landmark=_landmark(element),
            container=_container(element),
            linked=_linked(element, text),
        )


def _texts(element: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield each run of inline text with the block element it stands in."""
    run = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _UNSEEN or _hidden(child):
            run.append(" " if child.tag in {"pre", "button", "select"} else "")
        elif child.tag in _BLOCKS or any(isinstance(e.tag, str) and e.tag in _BLOCKS for e in child.iterdescendants()):
            yield from _run(element, run)
            yield from _texts(child)
            run = []
        else:
            run.append("\n" if child.tag == "br" else _inline(child))
        run.append(child.tail or "")
    yield from _run(element, run)


def _run(element: HtmlElement, run: list[str]) -> Iterator[tuple[HtmlElement, str]]:
    text = " ".join("".join(run).split())
    if text:
        yield element, text


def _inline(element: HtmlElement) -> str:
    """Return the text of an inline element as it is seen: without scripts and without the reading of ruby."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN or _hidden(element):
        return ""
    if element.tag == "br":
        return " "
    return (element.text or "") + "".join(_inline(child) + (child.tail or "") for child in element)


def _hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "")
    return "hidden" in element.attrib or "display:none" in style


def _kind(element: HtmlElement) -> tuple[BlockKind, int]:
    """Return what the nearest element that says it makes of a text."""
    for above in (element, *element.iterancestors()):
        tag = str(above.tag)
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            return "heading", int(tag[1])
        if tag in {"li", "dd", "dt"}:
            return "item", 1 + sum(1 for e in above.iterancestors("li", "dd"))
        if tag in {"td", "th"}:
            return "cell", 0
    return "paragraph", 0


def _landmark(element: HtmlElement) -> str | None:
    for above in (element, *element.iterancestors()):
        tag = str(above.tag)
        named = _ROLES.get(above.get("role") or "") or _LANDMARKS.get(tag)
        if named and not (tag == "header" and any(str(e.tag) in _CONTENT for e in above.iterancestors())):
            return named
    return None


def _container(element: HtmlElement) -> str | None:
    around = [above for above in (element, *element.iterancestors()) if str(above.tag) in _CONTENT]
    found = next((above for above in around if above.tag == "article"), around[0] if around else None)
    return None if found is None else element.getroottree().getpath(found)


def _linked(element: HtmlElement, text: str) -> float:
    if any(above.tag == "a" for above in (element, *element.iterancestors())):
        return 1.0
    links = sum(len(squeezed(_inline(link))) for link in element.iterdescendants("a"))
    return min(1.0, links / max(1, len(squeezed(text))))
