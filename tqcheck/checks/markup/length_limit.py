"""MKP501: the target is longer than its file allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span


@rule("MKP501", "length-limit", Severity.MAJOR, mqm="design-and-markup/length", needs_source=False)
@dataclass(frozen=True, slots=True)
class LengthLimit:
    """The target has more characters than the file allows for it.

    ## Why it matters
    What is too long is cut off, runs over its button, or is refused by the system that takes it.

    ## How it decides
    The file names the limit (XLIFF's `maxwidth` in characters, a column of a table). Code points are counted.

    ## When it is wrong
    When the limit is meant in pixels, bytes or visible characters.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit that points at what is too much."""
        limit, length = segment.max_length, len(segment.target)
        if limit is None or length <= limit:
            return
        yield Hit(
            message=f"The translation has {length} characters; the limit is {limit}.",
            spans=(Span(side="target", start=limit, end=length),),
            confidence=1.0,
        )
