r"""Apple's .strings: `"key" = "value";` in UTF-8 or UTF-16, or as an XML property list.

The text is that of the file with its escapes undone. A key that stands twice counts where it stands last. Genstrings'
"No comment provided by engineer." is no note. The whole file is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.errors import UnreadableError
from tqcheck.formats import Format, ReadOptions
from tqcheck.formats.alone import segments
from tqcheck.formats.entry import Entry
from tqcheck.formats.file_language import apple
from tqcheck.formats.formatting import printf
from tqcheck.formats.plist import plist, remarked
from tqcheck.formats.remarks import Remarks
from tqcheck.formats.rows import Misfit, skip
from tqcheck.formats.twice import shown
from tqcheck.formats.unescaping import paired
from tqcheck.formats.whole_text import Lines, all_of
from tqcheck.formats.xml_stream import Node
from tqcheck.model import Segment, Skip
from tqcheck.opening import Opened, explaining, undecodable

_SPACE = re.compile(r"[\s\u2028\u2029]+")
_COMMENT = re.compile(r"/\*(.*?)\*/|//([^\r\n\u2028\u2029]*)", re.DOTALL)
_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"|\'([^\'\\]*(?:\\.[^\'\\]*)*)\'|([\w.$/:-]+)', re.DOTALL)
_INDENT = re.compile(r"[ \t]*")
_RECORD = re.compile(r"[ \t]*(?:[\"']|/\*|//|[\w.$-]+[ \t]*=)")
_ESCAPE = re.compile(r"\\(?:U([0-9A-Fa-f]{1,4})|([0-7]{1,3})|(.))", re.DOTALL)
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_SNIFFED = re.compile(r'(?:"(?:[^"\\]|\\.)+"|[\w.$-]+)\s*=\s*"(?:[^"\\]|\\.)*(?:"\s*;|$)', re.DOTALL)
_NO_COMMENT = "No comment provided by engineer."


def sniff(head: str) -> bool:
    """Tell whether it begins, behind comments, with a string, `=`, a string and `;`."""
    at = 0
    while found := _SPACE.match(head, at) or _COMMENT.match(head, at):
        at = found.end()
    return _SNIFFED.match(head, at) is not None


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the strings as translations without a source; the language is that of the folder, `fr.lproj`."""
    return segments(entries(opened, options), opened.path, options, declared=apple(opened.path))


def entries(opened: Opened, options: ReadOptions) -> Iterator[Entry | Skip]:
    """Yield the strings. Raises UnreadableError for a compiled file and for broken XML."""
    if opened.sample.startswith(b"bplist"):
        mend = "Turn it into text with `plutil -convert xml1`, or check the file that it was made of."
        raise UnreadableError("a compiled (binary) property list.", path=opened.path, mend=mend)
    if re.match(r"\s*<(?:\?xml|!DOCTYPE plist|plist)", opened.head(options.encoding)):
        found = _of_plist(opened, options)
    else:
        with explaining(opened.path), opened.text(options.encoding) as stream:
            found = _Reading(all_of(stream, opened.path), opened.path).entries()
    return shown(found, opened.path, last=True)


def _of_plist(opened: Opened, options: ReadOptions) -> Iterator[Entry | Skip]:
    for key, value, remarks in remarked(plist(opened, options)):
        if not isinstance(value, Node) or value.name != "string":
            yield skip(opened.path, key.line, f"the value of “{key.text[:60]}” is no string.")
            continue
        note, asked = remarks.take()
        yield Entry(
            key=key.text,
            text=value.text,
            line=value.line,
            note=note,
            syntax=printf(value.text, "objc-format"),
            suppressions=asked,
        )


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    line: int


class _Reading:
    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.lines = Lines(text)
        self.at = 0
        self.remarks = Remarks()

    def entries(self) -> Iterator[Entry | Skip]:
        """Yield a record at a time; behind a broken one reading goes on where the next one may begin."""
        while self.pass_over():
            start = self.at
            try:
                yield self.entry()
            except Misfit as misfit:
                yield skip(self.path, self.lines.of(start), str(misfit))
                self.resume(start)

    def pass_over(self) -> bool:
        """Go behind space and comments; tell whether anything is left."""
        while self.at < len(self.text):
            if space := _SPACE.match(self.text, self.at):
                if space.group().count("\n") > 1:
                    self.remarks.gap()
                self.at = space.end()
            elif not self.comment():
                return True
        return False

    def comment(self) -> bool:
        found = _COMMENT.match(self.text, self.at)
        if not found:
            return False
        said = (found.group(1) or found.group(2) or "").strip()
        self.remarks.add("" if said == _NO_COMMENT else said, self.lines.of(self.at))
        self.at = found.end()
        return True

    def entry(self) -> Entry:
        key = value = self.string("a key")
        self.pass_over()
        if self.text.startswith("=", self.at):
            self.at += 1
            self.pass_over()
            value = self.string(f"the value of “{key.text[:60]}”")
            self.pass_over()
        if not self.text.startswith(";", self.at):
            raise Misfit(f"a “;” is missing behind “{key.text[:60]}”, or a quotation mark within it lacks its “\\”.")
        self.at += 1
        if behind := _INDENT.match(self.text, self.at):  # a comment on the same line belongs to this string
            self.at = behind.end()
            self.comment()
        note, asked = self.remarks.take()
        syntax = printf(value.text, "objc-format")
        return Entry(key=key.text, text=value.text, line=value.line, note=note, syntax=syntax, suppressions=asked)

    def string(self, what: str) -> _Token:
        found = _STRING.match(self.text, self.at)
        if not found:
            raise Misfit(f"there is no string where {what} should be, or it is not closed.")
        self.at = found.end()
        inner = next(n for n in (1, 2, 3) if found.group(n) is not None)
        raw = found.group(inner)
        return _Token(_unescaped(raw) if inner < 3 else raw, self.lines.of(found.start()))

    def resume(self, start: int) -> None:
        """Go to the first line below that of `start` that looks like a record or a comment."""
        self.remarks.take()
        at = self.text.find("\n", start) + 1
        while at and not _RECORD.match(self.text, at):
            at = self.text.find("\n", at) + 1
        self.at = at or len(self.text)


def _unescaped(raw: str) -> str:
    """Undo escapes as Apple's parser does, which drops a backslash that it does not know. Raises Misfit."""
    if problem := undecodable(raw):
        raise Misfit(problem)
    if "\\" not in raw:
        return raw

    def character(match: re.Match[str]) -> str:
        code, octal, letter = match.groups()
        if code or octal:
            return chr(int(code, 16) if code else int(octal, 8) & 0xFF)
        return _LETTERS.get(letter, letter)

    text = paired(_ESCAPE.sub(character, raw))
    if problem := undecodable(text):
        raise Misfit(problem)
    return text


FORMAT = Format(name="strings", suffixes=(".strings",), sniff=sniff, read=read, entries=entries)
