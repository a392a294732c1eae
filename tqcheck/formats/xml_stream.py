"""XML read as a stream, safely: exact lines and places, no entities, nothing fetched, bounded depth and size.

It stands on expat, not on lxml: libxml2 keeps lines only up to 65,535 and no byte offsets at all, which the annotated
copies need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NoReturn
from xml.parsers import expat

from tqcheck.errors import UnreadableError

MAX_DEPTH = 256
MAX_UNIT = 10_000_000
"""Code points of text in one unit, and bytes of one tag or comment: more is an attack or a broken file."""
CHUNK = 1 << 16
_XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(slots=True, eq=False)
class Node:
    """An element. Offsets count bytes of the stream as UTF-8."""

    name: str
    attributes: dict[str, str]
    line: int
    """Counted from 1: where its start tag begins."""
    start: int
    end: int = 0
    """Behind the whole element if it is `<empty/>`, else before its end tag."""
    content: list[Node | str] = field(default_factory=list)
    last_line: int = 0

    def children(self, *names: str) -> list[Node]:
        """Return the child elements that have one of these names."""
        return [c for c in self.content if isinstance(c, Node) and c.name in names]

    def child(self, name: str) -> Node | None:
        """Return the first child element of that name."""
        return next((c for c in self.content if isinstance(c, Node) and c.name == name), None)

    @property
    def text(self) -> str:
        """All text below, without tags."""
        return "".join(c if isinstance(c, str) else c.text for c in self.content)


COMMENT = "!--"
"""The name of a comment's node, whose attribute `said` is what it says: it is not part of any text."""
Event = tuple[Literal["open", "close", "whole"], Node]


def events(
    read: Callable[[int], bytes],
    path: str,
    *,
    whole: frozenset[str],
    prefixes: Mapping[str, str],
    comments: bool = False,
) -> Iterator[Event]:
    """Yield the elements named in `whole` with all they contain, of others that they open and close, without text.

    With `comments` a comment is an element COMMENT, whole or within a whole one. `read` gives UTF-8. A name is what
    `prefixes` puts for its namespace (nothing for one not in it) and its local name. Memory: one such element and
    64 KiB. Raises UnreadableError for what is not XML and for what is refused.
    """
    parser = _Parser(path, whole, prefixes)
    if comments:
        parser.expat.CommentHandler = parser.comment
    while chunk := read(CHUNK):
        yield from parser.feed(chunk, last=False)
    yield from parser.feed(b"", last=True)


class _Parser:
    def __init__(self, path: str, whole: frozenset[str], prefixes: Mapping[str, str]) -> None:
        self.path, self.whole = path, whole
        self.prefixes = {_XML: "xml:", **prefixes}
        self.names: dict[str, str] = {}
        self.stack: list[Node] = []
        self.inside = 0
        """How many open elements belong to a whole one."""
        self.size = 0
        self.fed = 0
        self.ready: list[Event] = []
        self.expat = expat.ParserCreate("utf-8", " ")
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self.open
        self.expat.EndElementHandler = self.close
        self.expat.EntityDeclHandler = self.refuse_declaration
        self.expat.SkippedEntityHandler = self.refuse_reference

    def feed(self, chunk: bytes, *, last: bool) -> list[Event]:
        self.ready = []
        self.fed += len(chunk)
        try:
            self.expat.Parse(chunk, last)
        except expat.ExpatError as error:
            message, mend = f"broken XML: {expat.ErrorString(error.code)}.", _MENDS.get(error.code, _MEND)
            raise UnreadableError(message, path=self.path, line=error.lineno, mend=mend) from error
        if self.fed - self.expat.CurrentByteIndex > MAX_UNIT:
            self.refuse("one tag or comment is longer than 10 MB.")
        return self.ready

    def open(self, raw: str, attributes: dict[str, str]) -> None:
        parser = self.expat
        node = Node(
            self.name(raw),
            {self.name(n): v for n, v in attributes.items()} if attributes else attributes,
            parser.CurrentLineNumber,
            parser.CurrentByteIndex,
        )
        if len(self.stack) >= MAX_DEPTH:
            self.refuse(f"elements stand in one another more than {MAX_DEPTH} deep.")
        if self.inside:
            parent = self.stack[-1]
            parent.content.append(node)
            self.inside += 1
            self.grow(len(raw) + sum(map(len, attributes.values())))
        elif node.name in self.whole:
            self.inside, self.size = 1, 0
            parser.CharacterDataHandler = self.text
        else:
            self.ready.append(("open", node))
        self.stack.append(node)

    def close(self, _raw: str) -> None:
        node = self.stack.pop()
        node.end, node.last_line = self.expat.CurrentByteIndex, self.expat.CurrentLineNumber
        if not self.inside:
            self.ready.append(("close", node))
            return
        self.inside -= 1
        if not self.inside:
            self.expat.CharacterDataHandler = None
            self.ready.append(("whole", node))

    def comment(self, said: str) -> None:
        place = self.expat.CurrentByteIndex
        line = self.expat.CurrentLineNumber
        length = len(said.encode()) + len("<!---->")
        node = Node(COMMENT, {"said": said}, line, place, place + length, last_line=line + said.count("\n"))
        if self.inside:
            self.grow(len(said))
            self.stack[-1].content.append(node)
        else:
            self.ready.append(("whole", node))

    def text(self, text: str) -> None:
        self.grow(len(text))
        self.stack[-1].content.append(text)

    def grow(self, size: int) -> None:
        self.size += size
        if self.size > MAX_UNIT:
            self.refuse("one unit holds more than 10 million characters.")

    def name(self, raw: str) -> str:
        if raw not in self.names:
            namespace, _, local = raw.rpartition(" ")
            if len(self.names) > 10_000:
                self.refuse("more than 10,000 names of elements and attributes.")
            self.names[raw] = self.prefixes.get(namespace, f"{namespace} ") + local if namespace else local
        return self.names[raw]

    def refuse_declaration(self, name: str, *_: object) -> None:
        self.refuse(f"the document type declares the entity “{name[:40]}”; entities are refused.")

    def refuse_reference(self, name: str, _is_parameter: object) -> None:
        self.refuse(f"the entity “&{name[:40]};” is not defined in the file; nothing is fetched.")

    def refuse(self, message: str) -> NoReturn:
        mend = "Write the characters themselves, or export the file again without it."
        raise UnreadableError(message, path=self.path, line=self.expat.CurrentLineNumber, mend=mend)


_MEND = "Mend the XML there, or export the file again."
_MENDS = {
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]: "The file ends before its elements do: export it again.",
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN]: "The file ends within a tag: export it again.",
    expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]: "Only &amp; &lt; &gt; &quot; &apos; are defined.",
}
