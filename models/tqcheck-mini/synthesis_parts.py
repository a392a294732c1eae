"""Pairs before and after an error was put in, and edits that know where they ended up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

Span = tuple[int, int]
"""From where to where in a text, in code points: half-open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A text and its right translation; languages are BCP 47 tags."""

    source_lang: str
    target_lang: str
    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrupted:
    """A pair that was right and is wrong now. Mostly the target was changed, sometimes the source."""

    kind: str
    severity: str
    """`critical`, `major` or `minor`, as in MQM."""
    source: str
    target: str
    target_spans: tuple[Span, ...]
    """The characters of `target` that are wrong or that nothing in the source supports."""
    source_spans: tuple[Span, ...]
    """The characters of `source` that the target renders wrongly or not at all, where they are known."""


class Edit(NamedTuple):
    """Puts `text` in the place of the characters from `start` to `end`."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> tuple[str, tuple[Span, ...]]:
    """Return the text after the edits, which must not overlap, and where what they put in stands; white space aside."""
    parts: list[str] = []
    spans: list[Span] = []
    done = length = 0
    for edit in sorted(edits):
        parts += [text[done : edit.start], edit.text]
        length += edit.start - done
        left = len(edit.text) - len(edit.text.lstrip())
        if edit.text.strip():
            start, end = length + left, length + len(edit.text.rstrip())
            joined = spans and spans[-1][1] == start
            spans[-1:] = [(spans[-1][0], end)] if joined else [*spans[-1:], (start, end)]
        length += len(edit.text)
        done = edit.end
    return "".join([*parts, text[done:]]), tuple(spans)
