"""What JSON, YAML and PHP arrays have in common: values under keys, with their places and what comments say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

MAX_DEPTH = 100


@dataclass(slots=True)
class Value:
    """A value. An array's members have their number, counted from 0, as key."""

    kind: Literal["text", "object", "array", "null", "truth", "other"]
    """`truth` is a word of YAML such as `No`, which some programs take for a truth value and others for a text."""
    place: int
    """Where it begins, in code points of the file's text."""
    text: str = ""
    """What a text says, or a number or truth value as it is written."""
    members: list[Member] = field(default_factory=list)


@dataclass(slots=True)
class Member:
    """A key and its value."""

    key: str
    value: Value
    comments: list[tuple[int, str]] = field(default_factory=list)
    """What is said above it and behind it on its line, with the place where that begins."""
