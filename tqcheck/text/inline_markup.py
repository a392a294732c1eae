"""Inline markup of reStructuredText and Markdown: roles, code, links, images, substitutions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

# Roles whose content is text for the reader; the others name a thing (Sphinx, docutils).
_TEXT_ROLES = frozenset({
    "abbr", "dfn", "emphasis", "guilabel", "menuselection", "samp", "strong", "sub", "subscript", "sup", "superscript",
    "title", "title-reference",
})  # fmt: skip
_BRACED_ROLES = frozenset({"file", "samp"})  # {…} in them is variable text
_ROLE = re.compile(r"(?<![A-Za-z0-9_:`\\]):([A-Za-z][A-Za-z0-9_:+.-]{0,60}):`((?:[^`\\]++|\\.)++)`(?!`)", re.DOTALL)
_LITERAL = re.compile(r"(?<!`)``(?![`\s])((?:[^`]|`(?!`))*?[^\s`]`?|`)``(?!`)")
_CODE = re.compile(r"(?<![`:\\])`(?![`\s])([^`\n]*[^`\s])`(?!`|__?(?!\w))")
_NAMED = re.compile(r"(?<![`:\\])`(?![`\s])([^`]*[^`\s])`__?(?!\w)")
_EMBEDDED = re.compile(r"\s*<([^<>]+)>$", re.DOTALL)
_SUBSTITUTION = re.compile(r"(?<![\w|])\|([A-Za-z][\w.-]*(?: [\w.-]+)*)\|(?![\w|])")
_FOOTNOTE = re.compile(r"(?<![\w\]])\[(#?[\w.-]+|\*)\]_(?!\w)")
_LINK = re.compile(
    r"(!?)\[((?:[^\[\]\n]++|\[[^\[\]\n]*+\])*+)\]\(\s*+<?((?:[^()\s<>]++|\([^()\s]*+\))*+)>?(?:\s++[\"'(][^\n]{0,300}?[\"')])?\s*+\)"
)
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|mailto:|www\.")


class Element(NamedTuple):
    """An element of inline markup: `text[start:end]`."""

    kind: str
    """`role`, `literal`, `code`, `link`, `image`, `substitution` or `footnote`."""
    name: str
    """A role's name, or the element's marks."""
    target: str
    """What it names and must not change; empty where the content is text, or a URL (url-changed compares those)."""
    start: int
    end: int

    @property
    def key(self) -> str:
        """Equal for elements that answer to each other."""
        return f"{self.name}`{self.target}`"


@lru_cache(maxsize=256)
def elements(text: str) -> tuple[Element, ...]:
    """Return the elements of `text` in order."""
    found = _Found(text)
    if "`" in text:
        found.add(Element("literal", "``", _squeezed(m.group(1)), *m.span()) for m in _LITERAL.finditer(text))
        found.add(_role(m) for m in _ROLE.finditer(text) if not found.taken[m.start()])
        found.add(_named(m) for m in _NAMED.finditer(text) if not found.taken[m.start()])
        codes = (Element("code", "`", _squeezed(m.group(1)), *m.span()) for m in _CODE.finditer(text))
        found.add([c for c in codes if not found.taken[c.start] and not found.taken[c.end - 1]])
    if "](" in text:
        found.add(_link(m) for m in _LINK.finditer(text) if not found.taken[m.start()])
    for hint, kind, pattern in (("|", "substitution", _SUBSTITUTION), ("]_", "footnote", _FOOTNOTE)):
        if hint in text:
            matches = [m for m in pattern.finditer(text) if not found.taken[m.start()]]
            found.add(Element(kind, kind, m.group(1), *m.span()) for m in matches)
    return tuple(sorted(found.elements, key=lambda e: e.start))


class _Found:
    """Elements, and for each place whether it is within one."""

    def __init__(self, text: str) -> None:
        self.elements: list[Element] = []
        self.taken = bytearray(len(text))

    def add(self, elements: Iterable[Element]) -> None:
        for element in elements:
            self.elements.append(element)
            self.taken[element.start : element.end] = b"\1" * (element.end - element.start)


def _squeezed(content: str) -> str:
    return " ".join(content.split())


def _role(match: re.Match[str]) -> Element:
    name, content = match.groups()
    embedded = _EMBEDDED.search(content)
    target = embedded.group(1) if embedded else content
    if name in _BRACED_ROLES:
        target = re.sub(r"\{[^{}]*\}", "{}", target)
    target = "" if name in _TEXT_ROLES else _squeezed(target).lstrip("~")
    return Element("role", f":{name}:", target, *match.span())


def _named(match: re.Match[str]) -> Element:
    embedded = _EMBEDDED.search(match.group(1))
    if embedded:
        target = "" if _REMOTE.match(embedded.group(1)) else embedded.group(1)
        return Element("link", "link", target, *match.span())
    if match.group().endswith("__"):
        return Element("link", "link", "", *match.span())
    return Element("link", "link_", _squeezed(match.group(1)), *match.span())


def _link(match: re.Match[str]) -> Element:
    image, _, target = match.groups()
    kind = "image" if image else "link"
    return Element(kind, kind, "" if _REMOTE.match(target) else target, *match.span())


def stray_quotes(text: str) -> list[int]:
    """Return the places of back-quotes that belong to no element."""
    if "`" not in text:
        return []
    found = _Found(text)
    found.add(e for e in elements(text) if e.kind in ("role", "literal", "code", "link"))
    return [i for i, c in enumerate(text) if c == "`" and not found.taken[i]]
