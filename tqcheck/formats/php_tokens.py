"""Tokens of PHP, as far as files of strings need them. Nothing is executed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tqcheck.errors import UnreadableError
from tqcheck.formats.whole_text import Lines

_OPEN = re.compile(r"<\?(?:php\b|=)?", re.IGNORECASE)
_TOKEN = re.compile(
    r"""(?P<blank>\s+)
      | (?P<comment>/\*.*?\*/ | (?://|\#(?!\[))(?:[^\r\n?]|\?(?!>))*)
      | (?P<close>\?>)
      | (?P<single>'(?:[^'\\]++|\\.)*+')
      | (?P<double>"(?:[^"\\]++|\\.)*+")
      | (?P<heredoc><<<[ \t]*(?P<quote>["']?)(?P<label>[^\W\d]\w*)(?P=quote)\r?\n)
      | (?P<variable>\$[^\W\d]\w*)
      | (?P<number>(?:0[xXbBoO][0-9a-fA-F_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9]+))
      | (?P<name>\\?[^\W\d]\w*(?:\\[^\W\d]\w*)*)
      | (?P<mark>=>|->|::|\.\.\.|\.=|\?\?=?|\?->|[-+*/%]=|.)""",
    re.VERBOSE | re.DOTALL,
)
_ORNAMENT = re.compile(r"^[ \t|*-]+$|^[ \t]*[*|]+[ \t]?", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u\{([0-9A-Fa-f]{1,6})\}|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "e": "\x1b", "f": "\f", "\\": "\\", "$": "$"}
_CODE = re.compile(r"(?<!\\)(?:\\\\)*(?:\$[^\W\d]|\$\{|\{\$)")
"""What PHP puts a value in place of, in double quotes and heredocs."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token that is neither white space nor comment."""

    kind: Literal["text", "code", "variable", "number", "name", "mark", "end"]
    """`code` is a string with variables in it, `text` one without; `end` comes last and for `?>`."""
    place: int
    text: str
    """What a string says, else the token as it is written."""


def tokens(text: str, path: str) -> tuple[list[Token], list[tuple[int, int, str]]]:
    """Return the tokens, and the comments: start, end, what they say. Raises UnreadableError for an open string."""
    lexer = _Lexer(text, path)
    return list(lexer.tokens()), lexer.comments


class _Lexer:
    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.comments: list[tuple[int, int, str]] = []

    def tokens(self) -> Iterator[Token]:
        at = self.code(0)
        while match := _TOKEN.match(self.text, at):
            kind, start = str(match.lastgroup), at
            at = match.end()
            if kind == "comment":
                self.comments.append((start, at, _ORNAMENT.sub("", match.group().strip("/*# \t"))))
            elif kind == "close":
                yield Token("end", start, match.group())
                at = self.code(at)
            elif kind == "single":
                yield Token("text", start, re.sub(r"\\([\\'])", r"\1", match.group()[1:-1]))
            elif kind == "double":
                yield self.string(start, match.group()[1:-1], quote='"')
            elif match.group("label"):
                token, at = self.heredoc(match)
                yield token
            elif kind in ("variable", "number", "name", "mark"):
                yield self.other(kind, start, match.group())
        yield Token("end", len(self.text), "")

    def code(self, at: int) -> int:
        """Return where the next piece of PHP begins; what is around it is for a browser."""
        found = _OPEN.search(self.text, at)
        return found.end() if found else len(self.text)

    def other(self, kind: str, place: int, text: str) -> Token:
        if text in ("'", '"'):
            raise self.unclosed("the string is not closed.", place)
        assert kind in ("variable", "number", "name", "mark")
        return Token(kind, place, text)  # type: ignore[arg-type] # the line above says which

    def string(self, place: int, raw: str, *, quote: str) -> Token:
        if _CODE.search(raw):
            return Token("code", place, raw)
        text = _unescaped(raw, quote)
        return Token("code" if text is None else "text", place, raw if text is None else text)

    def heredoc(self, opening: re.Match[str]) -> tuple[Token, int]:
        label, start = opening.group("label"), opening.end()
        end = re.compile(rf"^([ \t]*){label}\b", re.MULTILINE).search(self.text, start)
        if not end:
            raise self.unclosed(f"the text <<<{label} is not closed.", opening.start())
        body = re.sub(r"\r?\n\Z", "", self.text[start : end.start()])
        body = re.sub(rf"^{end.group(1)}", "", body, flags=re.MULTILINE) if end.group(1) else body
        place = start + len(end.group(1)) if body else opening.start()
        if opening.group("quote") == "'":
            return Token("text", place, body), end.end()
        return self.string(place, body, quote=""), end.end()

    def unclosed(self, message: str, place: int) -> UnreadableError:
        mend = "Close it, or write a quotation mark within a text above it as \\'; `php -l FILE` shows the same."
        line = Lines(self.text).of(place)
        return UnreadableError(f"invalid PHP: {message}", path=self.path, line=line, mend=mend)


def _unescaped(raw: str, quote: str) -> str | None:
    """Undo the escapes; None for bytes that are no UTF-8."""
    if "\\" not in raw:
        return raw

    def character(match: re.Match[str]) -> str:
        octal, byte, code, letter = match.groups()
        if code:
            return chr(min(int(code, 16), 0x10FFFF))
        if octal or byte:
            value = int(octal, 8) & 0xFF if octal else int(byte, 16)
            return chr(value) if value < 0x80 else chr(0xDC00 + value)
        return letter if letter == quote else _LETTERS.get(letter, match.group())

    try:
        return _ESCAPE.sub(character, raw).encode("utf-8", "surrogateescape").decode()
    except UnicodeError:
        return None
