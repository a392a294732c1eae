"""JSON as a tree that knows where everything stands, and keeps keys that come twice and comments.

Python's own scanner reads the strings; it tells no places, hence the rest here. Comments are no JSON, but browsers
read them in the messages of extensions, and people write them.
"""

from __future__ import annotations

import json.decoder
import re
from collections.abc import Callable
from typing import NoReturn

from tqcheck.errors import UnreadableError
from tqcheck.formats.tree import MAX_DEPTH, Member, Value
from tqcheck.formats.whole_text import Lines

_scan: Callable[[str, int, bool], tuple[str, int]] = json.decoder.scanstring  # type: ignore[attr-defined] # not in the stubs
_BLANK = re.compile(r"[ \t\r\n\ufeff]*")
_COMMENT = re.compile(r"//([^\n]*)|/\*(.*?)\*/", re.DOTALL)
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.])|(?:true|false|null|NaN)\b")
_CLOSED = re.compile(r"\s*(?:[,}\]]|$)")


def parse(text: str, path: str) -> Value:
    """Return the only value of a file. Raises UnreadableError, with the line and a mend."""
    return _Parser(text, path).whole()


class _Parser:
    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path

    def whole(self) -> Value:
        at, _ = self.blank(0)
        value, at = self.value(at, depth=0)
        at, _ = self.blank(at)
        if at < len(self.text):
            mend = "Remove it; a file of one object a line is read with --format jsonl."
            self.fail("something follows the end of the JSON value.", at, mend)
        return value

    def value(self, at: int, *, depth: int) -> tuple[Value, int]:
        first = self.text[at : at + 1]
        if first == '"':
            said, end = self.string(at)
            return Value("text", at, said), end
        if first in ("{", "["):
            if depth >= MAX_DEPTH:
                self.fail(f"values stand in one another more than {MAX_DEPTH} deep.", at, "Flatten the file.")
            return self.members(at, depth=depth)
        plain = _PLAIN.match(self.text, at)
        if not plain:
            self.fail(f"a value was expected, not {self.seen(at)}.", at)
        if plain.group() == "null":
            return Value("null", at), plain.end()
        return Value("other", at, plain.group()), plain.end()

    def members(self, start: int, *, depth: int) -> tuple[Value, int]:
        """Read the object or array that begins at `start`."""
        is_object = self.text[start] == "{"
        close = "}" if is_object else "]"
        found = Value("object" if is_object else "array", start)
        at, above = self.blank(start + 1)
        if self.text[at : at + 1] == close:
            return found, at + 1
        while True:
            key, at = self.key(at) if is_object else (str(len(found.members)), at)
            value, end = self.value(at, depth=depth + 1)
            found.members.append(Member(key, value, above))
            at, behind = self.blank(end)
            goes_on = self.text[at : at + 1] == ","
            if goes_on:
                at, more = self.blank(at + 1)
                behind += more
            elif self.text[at : at + 1] != close:
                self.fail(f"a comma or {close} was expected, not {self.seen(at)}.", at, self.unescaped(end))
            above = self.share(found.members[-1], behind, end)
            if not goes_on:
                return found, at + 1

    def share(self, member: Member, comments: list[tuple[int, str]], end: int) -> list[tuple[int, str]]:
        """Give a member the comments behind it on its line, and return the others, which are above the next one."""
        line = self.text.find("\n", end) % (len(self.text) + 1)
        member.comments += (c for c in comments if c[0] < line)
        return [c for c in comments if c[0] >= line]

    def key(self, at: int) -> tuple[str, int]:
        if self.text[at : at + 1] != '"':
            mend = "Remove the comma before it." if self.text[at : at + 1] == "}" else ""
            self.fail(f"a key in quotation marks was expected, not {self.seen(at)}.", at, mend)
        key, end = self.string(at)
        colon, _ = self.blank(end)
        if self.text[colon : colon + 1] != ":":
            self.fail(f"a colon was expected behind the key “{key[:60]}”, not {self.seen(colon)}.", colon)
        at, _ = self.blank(colon + 1)
        return key, at

    def string(self, at: int) -> tuple[str, int]:
        try:
            return _scan(self.text, at + 1, True)
        except json.JSONDecodeError as error:
            if "Unterminated" in error.msg:
                self.fail("the string is not closed.", at)
            wrong = error.msg.removesuffix(" at")
            mend = "Write a line break as \\n, a tab as \\t, a backslash as \\\\."
            self.fail(f"{wrong[:1].lower()}{wrong[1:]}.", error.pos, mend)

    def blank(self, at: int) -> tuple[int, list[tuple[int, str]]]:
        """Return the next place that is neither white nor comment, and the comments passed."""
        comments: list[tuple[int, str]] = []
        while True:
            at = _end(_BLANK, self.text, at)
            comment = _COMMENT.match(self.text, at) if self.text.startswith("/", at) else None
            if not comment:
                return at, comments
            comments.append((at, comment.group(1) or comment.group(2) or ""))
            at = comment.end()

    def seen(self, at: int) -> str:
        if at >= len(self.text):
            return "the end of the file"
        shown = self.text[at : at + 20].split("\n")[0]
        return f"“{shown}”" if shown.isprintable() else f"U+{ord(shown[0]):04X}"

    def unescaped(self, end: int) -> str:
        """Say what is wrong where a string seems to end within its text."""
        line = self.text[end : self.text.find("\n", end) % (len(self.text) + 1)]
        if self.text[end - 1 : end] == '"' and not _CLOSED.match(line):
            return 'Write a quotation mark within a text as \\".'
        return ""

    def fail(self, message: str, at: int, mend: str = "") -> NoReturn:
        line = Lines(self.text).of(min(at, len(self.text.rstrip())))
        mend = mend or "Mend the JSON there."
        raise UnreadableError(f"invalid JSON: {message}", path=self.path, line=line, mend=mend)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
