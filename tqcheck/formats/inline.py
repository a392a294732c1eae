"""The text of a segment in XLIFF or TMX, with its inline codes.

The rule of what a person sees, and what `Segment.source` and `Segment.target` hold:

- A code that carries what it stands for is shown as that: `<bpt id="1">&lt;b&gt;</bpt>` is `<b>`,
  `<ph id="2">{0}</ph>` is `{0}`, `<ph id="1" dataRef="d1"/>` is what `d1` holds. Translatable text within such a
  code (`<sub>`) is part of it.
- A code that does not is shown as its tag with its id: `<x id="2"/>`, `<g id="1">…</g>`, `<pc id="1">…</pc>`.
- Annotations (`mrk`, `sm`, `em`, `hi`) say something about the text and are not part of it: their content stays,
  their tags are left out, since they often stand on one side only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from tqcheck.formats.xml_stream import Node
from tqcheck.model import CodeKind, InlineCode

_KINDS: dict[str, CodeKind | Literal["pair"]] = {
    "g": "pair", "pc": "pair",
    "bpt": "open", "bx": "open", "sc": "open",
    "ept": "close", "ex": "close", "ec": "close",
    "x": "standalone", "ph": "standalone", "it": "standalone", "ut": "standalone", "cp": "standalone",
}  # fmt: skip
_NAMING = ("startRef", "rid", "id", "x", "i", "hex")
_NOTHING: Mapping[str, str] = {}

Flat = tuple[str, tuple[InlineCode, ...]]


def flatten(node: Node | None, *, data: Mapping[str, str] = _NOTHING) -> Flat:
    """Return the text of a `source`, `target`, `seg` or `mrk`, and where its codes stand in it.

    `data` is the unit's original data by id (XLIFF 2). Without a node it is the empty text.
    """
    if node is None:
        return "", ()
    if all(isinstance(c, str) for c in node.content):
        return node.text, ()
    flattening = _Flattening(data)
    flattening.walk(node)
    return "".join(flattening.parts), tuple(flattening.codes)


class _Flattening:
    def __init__(self, data: Mapping[str, str]) -> None:
        self.data = data
        self.parts: list[str] = []
        self.codes: list[InlineCode] = []
        self.length = 0
        self.partners: dict[str, str] = {}
        """TMX: from the number that pairs codes within a text to the one that pairs them across languages."""

    def walk(self, node: Node) -> None:
        for part in node.content:
            if isinstance(part, str):
                self.say(part)
                continue
            kind = _KINDS.get(part.name)
            if kind is None:
                self.walk(part)
            elif kind == "pair":
                self.pair(part)
            else:
                self.single(part, kind)

    def say(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def pair(self, node: Node) -> None:
        name = self.identity(node)
        self.code("open", name, self.native(node, "dataRefStart") or _tag(node, "<{}>"))
        self.walk(node)
        self.code("close", name, self.native(node, "dataRefEnd") or f"</{node.name}>")

    def single(self, node: Node, kind: CodeKind) -> None:
        native = node.text or self.native(node, "dataRef")
        name = self.identity(node) or native or str(len(self.codes) + 1)
        if node.attributes.get("isolated") == "yes":
            kind = "standalone"
        self.code(kind, name, native or _tag(node, "<{}/>"))

    def code(self, kind: CodeKind, name: str, shown: str) -> None:
        start = self.length
        self.say(shown)
        self.codes.append(InlineCode(start=start, end=self.length, kind=kind, id=name))

    def native(self, node: Node, reference: str) -> str:
        return self.data.get(node.attributes.get(reference, ""), "")

    def identity(self, node: Node) -> str:
        attributes = node.attributes
        if "i" in attributes:
            return self.partners.setdefault(attributes["i"], attributes.get("x", attributes["i"]))
        return next((attributes[n] for n in _NAMING if n in attributes), "")


def _tag(node: Node, form: str) -> str:
    naming = next((f' {n}="{node.attributes[n]}"' for n in _NAMING if n in node.attributes), "")
    return form.format(f"{node.name}{naming}")
