"""LNG301: text read in the wrong encoding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Fix, Hit, Segment, Severity, Span
from tqcheck.text.mojibake import Mojibake, mojibake


@rule("LNG301", "mojibake", Severity.MAJOR, mqm="design-and-markup/character-encoding", needs_source=False)
@dataclass(frozen=True, slots=True)
class MojibakeCheck:
    """The target holds characters that come of reading UTF-8 in another encoding.

    ## Why it matters
    `crÃ¨me` and `itâ€™s` cannot be read, and no later step mends them.

    ## How it decides
    Runs of characters that, written back as Windows-1252 or Windows-1251 bytes, are exact UTF-8. A short run that
    could be a capital followed by a quotation mark counts only between letters. Silent when the source holds the
    same characters.

    ## When it is wrong
    In a text about encodings whose source shows other examples.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield one hit for all misread parts together."""
        text, source = segment.target, segment.source or ""
        found = [m for m in mojibake(text) if text[m.start : m.end] not in source]
        if found:
            yield _hit(text, found)


def _hit(text: str, found: list[Mojibake]) -> Hit:
    first = found[0]
    return Hit(
        message=f"“{text[first.start : first.end]}” is an encoding error for “{first.meant}”.",
        spans=tuple(Span(side="target", start=m.start, end=m.end) for m in found),
        confidence=0.95 if len(found) > 1 or len(first.meant) > 1 else 0.9,
        fix=Fix.of_all(text, ((m.start, m.end, m.meant) for m in found)),
    )
