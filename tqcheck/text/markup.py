"""Tags of XML and HTML, code spans, entities."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from html.entities import html5
from operator import itemgetter
from typing import Literal, NamedTuple

TagKind = Literal["open", "close", "standalone"]

VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
"""Elements of HTML that have no end tag."""
UNCLOSED = frozenset({
    "body", "colgroup", "dd", "dt", "html", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr",
})  # fmt: skip
"""Elements of HTML whose end tag may be left out."""
HTML = VOID | UNCLOSED | frozenset({
    "a", "abbr", "acronym", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote",
    "button", "canvas", "caption", "center", "cite", "code", "data", "details", "del", "dfn", "dialog", "div",
    "dl", "em", "fieldset", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "i", "iframe", "ins", "kbd", "label", "legend", "main", "map", "mark", "menu", "meter",
    "nav", "nobr", "noscript", "object", "ol", "optgroup", "output", "picture", "pre", "progress", "q", "rp",
    "rt", "ruby", "s", "samp", "script", "section", "select", "small", "span", "strike", "strong", "style", "sub",
    "summary", "sup", "svg", "table", "template", "textarea", "time", "title", "tt", "u", "ul", "var", "video",
})  # fmt: skip
"""Elements of HTML, obsolete ones included."""
_IDENTIFIED = frozenset({"g", "x", "bx", "ex", "bpt", "ept", "ph", "it", "pc", "sc", "ec", "mrk", "cf"})
_TAG = re.compile(
    r"<(?P<close>/)?(?P<name>[A-Za-z][\w.:-]*|\d+)"
    r"(?P<attributes>(?:\s+[^\s=<>/\"'“”„«»]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>“”„«»]+))?)*)\s*(?P<empty>/)?>"
)
_ID = re.compile(r"""\s(?:id|xid|rid)\s*=\s*["']?([^\s"']+)""")
# Double back-quotes of RST and Markdown, or single ones that enclose no space at their edges; closed on the same line.
# Both repeats have an end, so that the time for a line full of back-quotes grows with its length alone.
_CODE = re.compile(r"(`{1,9})(?!`|\s)([^`\n]*?(?:`(?!\1)[^`\n]*?){0,32}?)(?<![\s`])\1(?!`)")
_ENTITY = re.compile(r"&(?:([A-Za-z][A-Za-z0-9._-]*)|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")


class Tag(NamedTuple):
    """A tag: `text[start:end]`."""

    name: str
    """In lower case for HTML."""
    kind: TagKind
    start: int
    end: int
    attributes: str
    identity: str
    """The attribute that XLIFF pairs tags by; empty elsewhere."""


@lru_cache(maxsize=256)
def tags(text: str) -> tuple[Tag, ...]:
    """Return the tags of `text` in order; those in code spans and `<https://…>` are none."""
    if "<" not in text or ">" not in text:
        return ()
    code = code_spans(text)
    return tuple(_tag(m) for m in _TAG.finditer(text) if not around(m.start(), code))


def around(place: int, spans: tuple[tuple[int, int], ...]) -> tuple[int, int] | None:
    """Return the span that a place is in, of spans in order that do not overlap; None where it is in none."""
    if not spans:
        return None
    found = spans[bisect_right(spans, place, key=itemgetter(0)) - 1]
    return found if found[0] <= place < found[1] else None


def _tag(match: re.Match[str]) -> Tag:
    name, attributes = match["name"], match["attributes"]
    name = name.lower() if name.lower() in HTML else name
    standalone = match["empty"] or (name in VOID and not match["close"])
    kind: TagKind = "standalone" if standalone else "close" if match["close"] else "open"
    found = _ID.search(attributes) if name in _IDENTIFIED else None
    return Tag(name, kind, match.start(), match.end(), attributes.strip(), found.group(1) if found else "")


@lru_cache(maxsize=256)
def code_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans between back-quotes, the back-quotes included."""
    return tuple(m.span() for m in _CODE.finditer(text)) if "`" in text else ()


@lru_cache(maxsize=256)
def entities(text: str) -> tuple[re.Match[str], ...]:
    """Return the character and entity references of `text`; group 1 is the name of an entity."""
    return tuple(_ENTITY.finditer(text)) if "&" in text and ";" in text else ()


def is_html_entity(name: str) -> bool:
    """Tell whether HTML knows the entity; others, such as `brandShortName`, stand for text of the program's."""
    return f"{name};" in html5
