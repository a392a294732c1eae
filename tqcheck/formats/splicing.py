"""Annotated copies of XML files: findings as notes, spliced into the bytes of the original."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats.xml_encoding import Recoded, encoder
from tqcheck.formats.xml_stream import Node
from tqcheck.model import Finding, Result, Severity
from tqcheck.opening import Opened

_PRIORITY = {Severity.CRITICAL: 1, Severity.MAJOR: 3, Severity.MINOR: 6, Severity.INFO: 9}
_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_SPACE = b" \t\r\n"
_LONGEST_MARGIN = 1000


@dataclass(frozen=True, slots=True)
class Note:
    """What is written about one finding."""

    line: int
    priority: int
    """1 to 10, 1 is the most urgent, as XLIFF has it."""
    text: str
    """Escaped for XML."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in place of the bytes from `start` to `end`."""

    start: int
    end: int
    text: bytes


class Notes:
    """The notes of a file, by segment, until they are placed. Memory: some hundred bytes a finding."""

    def __init__(self, results: Iterable[Result], path: str) -> None:
        self._path = path
        self._of: dict[str, list[Note]] = defaultdict(list)
        for result in results:
            origin = result.segment.origin
            if origin.path == path:
                for finding in result.findings:
                    self._of[result.segment.id].append(_note(finding, origin.line or 0))

    def take(self, name: str, first: int, last: int) -> list[Note]:
        """Return the notes of a segment that begins between two lines, once."""
        notes = self._of.get(name, [])
        taken = [n for n in notes if first <= n.line <= last]
        if taken:
            self._of[name] = [n for n in notes if n not in taken]
        return taken

    def demand_none_left(self) -> None:
        """Raise UnreadableError when there are notes for which no place was found."""
        left = sum(map(len, self._of.values()))
        if left:
            message = f"{left} findings have no place in it: the file has changed since it was read."
            raise UnreadableError(message, path=self._path, mend="Check it again.")


def _note(finding: Finding, line: int) -> Note:
    said = f"{finding.code} {finding.name} ({finding.severity.value}): {finding.message} {finding.evidence}"
    text = re.sub(_NOT_XML, "\ufffd", " ".join(said.split()))
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Note(line, _PRIORITY[finding.severity], escaped)


def original(opened: Opened | None, kind: str) -> Opened:
    """Return the file to annotate. Raises UsageError when there is none."""
    if opened is None:
        mend = f"Check one {kind} file, or choose another output."
        raise UsageError(f"an annotated {kind} file can only be made of a {kind} file.", mend=mend)
    return opened


class Tape:
    """The original on its way to the copy: the parser reads it, edits change it, the rest passes untouched.

    Offsets are those of the nodes. Memory: what the parser has read and nothing has been copied of.
    """

    def __init__(self, source: Recoded, out: BinaryIO, encoding: str) -> None:
        self._source, self._out = source, out
        self._encode = encoder(encoding)
        self._kept = bytearray()
        self._base = 0

    def read(self, size: int) -> bytes:
        """Return the next bytes for the parser, and keep them."""
        chunk = self._source.read(size)
        self._kept += chunk
        return chunk

    def behind(self, node: Node) -> int:
        """Return the offset behind an element and its end tag."""
        end = node.end - self._base
        if not node.content and self._kept[end - 2 : end] == b"/>":
            return node.end
        return self._kept.index(b">", end) + 1 + self._base

    def margin(self, node: Node) -> bytes:
        """Return the white space before an element."""
        end = node.start - self._base
        before = bytes(self._kept[max(0, end - _LONGEST_MARGIN) : end])
        return before[len(before.rstrip(_SPACE)) :]

    def prefix(self, node: Node) -> str:
        """Return the namespace prefix of an element as the file writes it, with its colon."""
        start = node.start - self._base
        found = re.match(rb"<([^\s<>/:]+:)?", self._kept[start : start + 200])
        return (found.group(1) or b"").decode() if found else ""

    def removal(self, node: Node) -> Edit:
        """Return the edit that takes an element away with the white space before it."""
        return Edit(node.start - len(self.margin(node)), self.behind(node), b"")

    def apply(self, edits: Iterable[Edit], *, upto: int) -> None:
        """Write the original as far as `upto`, changed by edits that do not overlap."""
        for edit in sorted(edits, key=lambda e: (e.start, e.end)):
            self._pass(edit.start)
            self._write(edit.text)
            self._drop(edit.end)
        self._pass(upto)

    def finish(self) -> None:
        """Write what is left."""
        self._pass(self._base + len(self._kept))
        self._out.write(self._encode(b""))

    def _pass(self, upto: int) -> None:
        self._write(bytes(self._kept[: upto - self._base]))
        self._drop(upto)

    def _drop(self, upto: int) -> None:
        del self._kept[: upto - self._base]
        self._base = upto

    def _write(self, text: bytes) -> None:
        if text:
            self._out.write(self._encode(text))
