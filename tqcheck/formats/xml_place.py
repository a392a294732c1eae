"""Where the text of an element begins: not where its tag does, when that or white space takes lines."""

from __future__ import annotations

import re

from tqcheck.formats.xml_stream import Node

_START_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>\s*")


def beginning(data: bytes, node: Node) -> int:
    """Return the line of the first character of a node's text that is not space. `data` is the stream as UTF-8."""
    tag = _START_TAG.match(data, node.start)
    if not tag or tag.end() > node.end:
        return node.line
    return node.line + len(re.findall(rb"\r\n|\r|\n", tag.group()))
