"""Strings of a PHP file as a tree: `return […]`, `$lang['a'] = …`, `define('A', …)`. Nothing is executed.

What is made by code (a variable in a string, a constant, a call) is told, for its text is not known.
"""

from __future__ import annotations

from typing import NoReturn

from tqcheck.errors import UnreadableError
from tqcheck.formats.comments import share
from tqcheck.formats.php_tokens import Token, tokens
from tqcheck.formats.tree import MAX_DEPTH, Member, Value
from tqcheck.formats.whole_text import Lines

_CLOSING = {"[": "]", "(": ")", "{": "}"}
_ENDS = frozenset({",", ";", ")", "]", "}", "=>"})
_CONSTANTS = {"PHP_EOL": "\n"}


class Tree:
    """What a file holds."""

    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.tokens, comments = tokens(text, path)
        self.at = 0
        self.root = Value("object", 0)
        self.made: dict[int, None] = {}
        """Places of texts that code makes."""
        self.returns = False
        """Whether the file returns its strings, as Laravel's do."""
        self._members: list[tuple[int, Member]] = []
        while self.at < len(self.tokens) - 1:
            self._statement()
        share(text, comments, sorted(self._members, key=lambda found: found[0]))

    def _statement(self) -> None:
        token = self._next()
        if token.text == "return":
            self.returns = True
            self._put([], token.place, self._value(0))
        elif token.kind == "variable" and (path := self._place(token)) is not None:
            self._put(path, token.place, self._value(0))
        elif token.text.lower() == "define" and self._peek().text == "(":
            self._define(token)
        elif token.text == "const" and self.tokens[min(self.at + 1, len(self.tokens) - 1)].text == "=":
            name = self._next()
            self._next()
            self._put([name.text], name.place, self._value(0))
        else:
            self._pass_over(token)
            return
        self._pass_over(self._next())

    def _place(self, variable: Token) -> list[str] | None:
        """Return the keys in `$lang['a']['b'] =`, and go behind the sign; None, going nowhere, for anything else."""
        start, keys = self.at, list[str]()
        while self._peek().text == "[" and self._peek().kind == "mark":
            self._next()
            keys.append(self._next().text)
            if keys[-1] == "]" or self._next().text != "]":
                self.at = start
                return None
        if self._next().text == "=" and self._peek().text not in ("=", "&"):
            return keys or ([] if self._peek().text in ("[", "array", "array_merge") else [variable.text])
        self.at = start
        return None

    def _define(self, token: Token) -> None:
        self._next()
        name = self._next()
        if name.kind == "text" and self._next().text == ",":
            self._put([name.text], token.place, self._value(0))

    def _put(self, path: list[str], place: int, value: Value) -> None:
        """Put a value below the root, or the members of an array where no key is given."""
        holder = self.root
        for key in path[:-1]:
            found = next((m.value for m in holder.members if m.key == key and m.value.kind == "object"), None)
            if found is None:
                found = Value("object", place)
                holder.members.append(Member(key, found))
            holder = found
        if path:
            holder.members.append(self._member(path[-1], place, value))
        else:
            holder.members += value.members

    def _member(self, key: str, place: int, value: Value) -> Member:
        member = Member(key, value)
        self._members.append((place, member))
        return member

    def _value(self, depth: int) -> Value:
        """Read an expression, up to what ends it."""
        parts = [self._operand(depth)]
        while self._peek().text == "." and self._peek().kind == "mark":
            self._next()
            parts.append(self._operand(depth))
        self._demand_sign(parts[-1], depth)
        known = all(part.kind == "text" for part in parts)
        if not self._ended() or (len(parts) > 1 and not known):
            self._skip_expression()
            return self._unknown(parts)
        return Value("text", parts[0].place, "".join(part.text for part in parts)) if len(parts) > 1 else parts[0]

    def _demand_sign(self, last: Value, depth: int) -> None:
        """Raise where two strings stand side by side: a quotation mark within one lacks its backslash."""
        token = self._peek()
        is_word = token.kind == "name" and token.text.lower() not in ("and", "or", "xor", "instanceof")
        if last.kind == "text" and (token.kind in ("text", "code") or (is_word and depth)):
            message = "a comma or a dot was expected behind the string."
            self._fail(message, token.place, "Put it there, or write a quotation mark within a text as \\'.")

    def _unknown(self, parts: list[Value]) -> Value:
        if any(part.kind == "text" for part in parts):
            self.made[parts[0].place] = None
        return Value("other", parts[0].place)

    def _operand(self, depth: int) -> Value:
        token = self._next()
        place, opens = token.place, self._peek().text == "("
        if token.kind == "text":
            return Value("text", place, token.text)
        if token.text == "[":
            return self._array(place, "]", depth)
        if token.text.lower() in ("array", "array_merge") and opens:
            self._next()
            found = self._array(place, ")", depth)
            if token.text.lower() == "array_merge":
                found.members = [m for argument in found.members for m in argument.value.members]
            return found
        if token.text == "(":
            value = self._value(depth)
            self._expect(")")
            return value
        return self._plain(token)

    def _plain(self, token: Token) -> Value:
        """Return a constant, or the first token of something that is not read."""
        if token.kind == "code":
            self.made[token.place] = None
        elif token.text in _CONSTANTS:
            return Value("text", token.place, _CONSTANTS[token.text])
        elif token.kind == "end" or (token.kind == "mark" and token.text in _ENDS):
            self._fail(f"a value was expected, not {token.text or 'the end of the file'}.", token.place, "Give one.")
        self.at -= token.text.lower() in ("fn", "function", "static")  # what follows is no operand of its own
        return Value("null" if token.text.lower() == "null" else "other", token.place)

    def _array(self, place: int, close: str, depth: int) -> Value:
        if depth >= MAX_DEPTH:
            self._fail(f"arrays stand in one another more than {MAX_DEPTH} deep.", place, "Flatten the file.")
        found, number = Value("object", place), 0
        while self._peek().text != close or self._peek().kind != "mark":
            start = self._peek()
            value, key = self._value(depth + 1), str(number)
            if self._peek().text == "=>":
                self._next()
                key, value = self._key(start), self._value(depth + 1)
            number = int(key) + 1 if key.isascii() and key.isdigit() and len(key) < 10 else number
            found.members.append(self._member(key, start.place, value))
            if self._peek().text == ",":
                self._next()
            elif self._peek().text != close:
                self._fail(f"a comma or {close} was expected.", self._peek().place, "Put it there.")
        self._next()
        return found

    def _key(self, start: Token) -> str:
        """Return a key as text, or as it is written."""
        if start.kind == "text" and self.tokens[self.at - 2].place == start.place:
            return start.text
        return self.text[start.place : self.tokens[self.at - 1].place].strip()

    def _peek(self) -> Token:
        return self.tokens[self.at]

    def _next(self) -> Token:
        token = self.tokens[self.at]
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def _ended(self) -> bool:
        return self._peek().kind == "end" or (self._peek().kind == "mark" and self._peek().text in _ENDS)

    def _expect(self, text: str) -> None:
        if self._next().text != text:
            self._fail(f"{text} was expected.", self.tokens[self.at - 1].place, "Put it there.")

    def _skip_expression(self) -> None:
        """Go to what ends an expression that is not read."""
        depth = arrows = 0
        while self._peek().kind != "end" and (depth or not self._ended() or (arrows and self._peek().text == "=>")):
            token = self._next()
            if token.kind == "mark":
                depth += (token.text in _CLOSING) - (token.text in _CLOSING.values())
                arrows -= token.text == "=>"
            arrows += token.text.lower() == "fn"

    def _pass_over(self, token: Token) -> None:
        """Go behind the statement that begins with this token: its semicolon, or its block."""
        depth = 0
        while token.kind != "end":
            if token.kind == "mark":
                depth += (token.text in _CLOSING) - (token.text in _CLOSING.values())
                if depth <= 0 and token.text in (";", "}"):
                    return
            token = self._next()

    def _fail(self, message: str, place: int, mend: str) -> NoReturn:
        line = Lines(self.text).of(min(place, len(self.text.rstrip())))
        raise UnreadableError(f"invalid PHP: {message}", path=self.path, line=line, mend=mend)
