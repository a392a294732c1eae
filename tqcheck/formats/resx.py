"""RESX and RESW of .NET and Windows: `<data name><value>` of one language, which the file's name or folder tells.

Images, sizes and whatever else has a type is no text and is counted as skipped, as are the designer's own notes. The
whole file is in memory.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

from tqcheck.errors import UnreadableError
from tqcheck.formats import Format, ReadOptions
from tqcheck.formats.alone import segments
from tqcheck.formats.android import remarked
from tqcheck.formats.entry import Entry
from tqcheck.formats.remarks import Remarks
from tqcheck.formats.rows import skip
from tqcheck.formats.twice import shown
from tqcheck.formats.whole_text import all_bytes
from tqcheck.formats.xml_encoding import encoding_of, recoded
from tqcheck.formats.xml_place import beginning
from tqcheck.formats.xml_stream import COMMENT, Node, events
from tqcheck.model import Origin, Segment, Skip
from tqcheck.opening import Opened

_ROOT = re.compile(r"<root[\s>]")
_HEADER = re.compile(r"<resheader\s|<data\s+name=|microsoft-resx|<xsd:schema\s")
_DESIGNER = ">>"
"""Begins what Windows Forms notes of its own: `>>button1.Name`."""
_NUMBERED = re.compile(r"\{\d")


def sniff(head: str) -> bool:
    """Tell whether the beginning of a file holds the root of RESX and one of the things that stand in it."""
    plain = head.replace("\0", "")
    return bool(_ROOT.search(plain) and _HEADER.search(plain))


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the strings as translations without a source; `Strings.fr.resx` and `fr-FR/Resources.resw` are French."""
    return segments(entries(opened, options), opened.path, options)


def entries(opened: Opened, options: ReadOptions) -> Iterator[Entry | Skip]:
    """Yield the strings. Raises UnreadableError for broken or hostile XML, and for other XML."""
    return _Document(opened, options).entries()


class _Document:
    def __init__(self, opened: Opened, options: ReadOptions) -> None:
        self.path = opened.path
        with recoded(opened, encoding_of(opened, options.encoding)) as stream:
            self.data = all_bytes(stream.read, self.path)
        self.found: list[Node] = []
        is_first = True
        read_bytes = io.BytesIO(self.data).read
        for kind, node in events(read_bytes, self.path, whole=frozenset({"data"}), prefixes={}, comments=True):
            if is_first and node.name != COMMENT:
                is_first = False
                self.demand(node)
            if kind == "whole":
                self.found.append(node)

    def demand(self, root: Node) -> None:
        if root.name != "root":
            message = f"the root element is <{root.name[:80]}>, not <root>."
            raise UnreadableError(message, path=self.path, line=root.line, mend="Say what it is with --format.")

    def entries(self) -> Iterator[Entry | Skip]:
        found = list(shown(self.items(), self.path, last=True))
        numbered = any(_NUMBERED.search(item.text) for item in found if isinstance(item, Entry))
        syntax = frozenset({"csharp-format"} if numbered else ())
        return (replace(item, syntax=syntax) if isinstance(item, Entry) else item for item in found)

    def items(self) -> Iterator[Entry | Skip]:
        left_out = []
        for node, remarks in remarked(self.found):
            name = node.attributes.get("name")
            if name is None:
                yield skip(self.path, node.line, "a <data> without a name.")
            elif name.startswith(_DESIGNER) or not _is_text(node):
                left_out.append(node.line)
            else:
                yield self.entry(name, node, remarks)
        if left_out:
            what = f"{len(left_out)} entr{'y' if len(left_out) == 1 else 'ies'} without text"
            why = f"images, sizes and the like, the first in line {left_out[0]}."
            yield Skip(what=what, why=why, origin=Origin(path=self.path, line=left_out[0]), incomplete=False)

    def entry(self, name: str, node: Node, remarks: Remarks) -> Entry:
        for comment in node.children("comment"):
            remarks.add(comment.text.strip(), beginning(self.data, comment))
        note, asked = remarks.take()
        value = node.child("value")
        line = beginning(self.data, value) if value else node.line
        return Entry(key=name, text=value.text if value else "", line=line, note=note, suppressions=asked)


def _is_text(node: Node) -> bool:
    kind = node.attributes.get("type", "System.String")
    return "mimetype" not in node.attributes and kind.split(",")[0].strip() == "System.String"


FORMAT = Format(name="resx", suffixes=(".resx", ".resw"), sniff=sniff, read=read, entries=entries)
