"""XML property lists: keys with their values, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.errors import UnreadableError
from tqcheck.formats import ReadOptions
from tqcheck.formats.remarks import Remarks
from tqcheck.formats.xml_encoding import encoding_of, recoded
from tqcheck.formats.xml_stream import COMMENT, Node, events
from tqcheck.opening import Opened, explaining


def plist(opened: Opened, options: ReadOptions) -> Node:
    """Return the outermost `<dict>`. Raises UnreadableError when there is none, and for broken or hostile XML."""
    with explaining(opened.path), recoded(opened, encoding_of(opened, options.encoding)) as stream:
        found = None
        for kind, node in events(stream.read, opened.path, whole=frozenset({"dict"}), prefixes={}, comments=True):
            if kind == "whole" and node.name == "dict" and found is None:
                found = node
    if found is None:
        mend = "Say what the file is with --format."
        raise UnreadableError("a property list without a <dict>.", path=opened.path, line=1, mend=mend)
    return found


def pairs(holder: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield the keys and values of a `<dict>`."""
    for key, value, _ in remarked(holder):
        if value is not None:
            yield key.text, value


def remarked(holder: Node | None) -> Iterator[tuple[Node, Node | None, Remarks]]:
    """Yield each key with its value, None where it has none, and the comments before it."""
    remarks, key, last = Remarks(), None, 0
    for node in (n for n in (holder.content if holder else ()) if isinstance(n, Node)):
        if node.line - last > 1:
            remarks.gap()
        last = node.last_line
        if node.name == COMMENT:
            remarks.add(node.attributes["said"].strip(), node.line)
        elif node.name == "key":
            if key is not None:
                yield key, None, remarks
            key = node
        elif key is not None:
            yield key, node, remarks
            remarks, key = Remarks(), None
    if key is not None:
        yield key, None, remarks
