"""ICU MessageFormat: parsing into arguments, branches and literal text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

BRANCHED = frozenset({"plural", "select", "selectordinal"})
_HINT = re.compile(r"\{\s*[\w.-]+\s*,\s*(?:plural|select|selectordinal)\s*,")
_NAME = re.compile(r"\s*([\w.-]+)\s*")
_KIND = re.compile(r"\s*([A-Za-z]+)\s*")
_OFFSET = re.compile(r"\s*offset\s*:\s*(\d+)")
_KEY = re.compile(r"\s*(=\d+|[\w-]+)\s*(?=\{)")
_STEP = re.compile(r"[^{}#']+")
_DEPTH = 20  # real messages nest two or three deep


class IcuError(ValueError):
    """The text is no ICU message; `position` is where reading failed."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.position = position


@dataclass(frozen=True, slots=True)
class Branch:
    """One case of a plural or select: `key {message}`."""

    key: str
    start: int
    end: int
    """start and end enclose the key alone."""
    message: Message


@dataclass(frozen=True, slots=True)
class Argument:
    """`{name}`, `{name, kind, style}` or `{name, plural, …branches}`."""

    name: str
    kind: str
    start: int
    end: int
    offset: int = 0
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A sequence of literal text and arguments; `numbers` are the places of `#`."""

    arguments: tuple[Argument, ...]
    literals: tuple[tuple[int, int], ...]
    numbers: tuple[int, ...]

    def walk(self) -> Iterator[Argument]:
        """Yield every argument, outer ones first."""
        for argument in self.arguments:
            yield argument
            for branch in argument.branches:
                yield from branch.message.walk()

    def prose(self) -> Iterator[tuple[int, int]]:
        """Yield the spans of literal text at every depth."""
        yield from self.literals
        for argument in self.arguments:
            for branch in argument.branches:
                yield from branch.message.prose()


def branched(text: str) -> bool:
    """Tell whether `text` looks like a message with a plural or select in it."""
    return "{" in text and _HINT.search(text) is not None


@lru_cache(maxsize=256)
def parse(text: str) -> Message:
    """Parse a whole message. Raises IcuError."""
    message, end = _message(text, 0, "", depth=0)
    if end != len(text):
        raise IcuError("a closing brace has no opening one", end)
    return message


def readable(text: str) -> bool:
    """Tell whether `text` is a message."""
    try:
        parse(text)
    except IcuError:
        return False
    return True


def _message(text: str, at: int, parent: str, *, depth: int) -> tuple[Message, int]:
    if depth > _DEPTH:
        raise IcuError("it nests too deeply", at)
    arguments, literals, numbers = [], [], []
    counting = parent in ("plural", "selectordinal")
    while at < len(text) and text[at] != "}":
        start = at
        if text[at] == "{":
            argument, at = _argument(text, at, depth=depth)
            arguments.append(argument)
        elif text[at] == "#" and counting:
            numbers.append(at)
            at += 1
        else:
            at = _literal(text, at, counting=counting)
            literals.append((start, at))
    return Message(tuple(arguments), tuple(literals), tuple(numbers)), at


def _literal(text: str, at: int, *, counting: bool) -> int:
    """Return the end of the literal run at `at`. An apostrophe quotes only before a syntax character."""
    step = _STEP.match(text, at)
    if step:
        return step.end()
    if text[at] == "'" and text[at + 1 : at + 2] in ({"{", "}", "#"} if counting else {"{", "}"}):
        closing = text.find("'", at + 1)
        return len(text) if closing < 0 else closing + 1
    return at + 1


def _argument(text: str, start: int, *, depth: int) -> tuple[Argument, int]:
    name = _NAME.match(text, start + 1)
    if not name:
        raise IcuError("an argument has no name", start)
    at = name.end()
    if text[at : at + 1] == "}":
        return Argument(name.group(1), "", start, at + 1), at + 1
    kind = _KIND.match(text, at + 1) if text[at : at + 1] == "," else None
    if not kind:
        raise IcuError(f"the argument “{name.group(1)}” is not closed", start)
    if kind.group(1) in BRANCHED:
        return _choices(text, (start, kind.end()), name.group(1), kind=kind.group(1), depth=depth)
    end = _closing(text, kind.end(), start)
    return Argument(name.group(1), kind.group(1), start, end), end


def _closing(text: str, at: int, start: int) -> int:
    """Return the end of a style such as `{when, date, ::yMMMd}`."""
    open_braces = 1
    for place in range(at, len(text)):
        open_braces += {"{": 1, "}": -1}.get(text[place], 0)
        if not open_braces:
            return place + 1
    raise IcuError("an argument is not closed", start)


def _choices(text: str, span: tuple[int, int], name: str, *, kind: str, depth: int) -> tuple[Argument, int]:
    start, at = span
    if text[at : at + 1] != ",":
        raise IcuError(f"“{name}” has no branches", start)
    at += 1
    offset = _OFFSET.match(text, at) if kind == "plural" else None
    at = offset.end() if offset else at
    branches = []
    while key := _KEY.match(text, at):
        message, at = _message(text, key.end() + 1, kind, depth=depth + 1)
        if text[at : at + 1] != "}":
            raise IcuError(f"the branch “{key.group(1)}” is not closed", key.start(1))
        branches.append(Branch(key.group(1), key.start(1), key.end(1), message))
        at += 1
    rest = len(text) - len(text[at:].lstrip())
    if text[rest : rest + 1] != "}" or not branches:
        raise IcuError(f"“{name}” is not closed or has a branch without braces", min(rest, len(text)))
    value = int(offset.group(1)) if offset else 0
    return Argument(name, kind, start, rest + 1, value, tuple(branches)), rest + 1
