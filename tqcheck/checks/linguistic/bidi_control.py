"""LNG304: direction controls that reorder the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.bidi import NAMES, OVERRIDES, controls, unmatched


@rule("LNG304", "bidi-control", Severity.MINOR, mqm="design-and-markup/character-encoding", needs_source=False)
@dataclass(frozen=True, slots=True)
class BidiControl:
    """A control character overrides the direction of text, or is never closed.

    ## Why it matters
    An override shows letters in an order in which they were not written; it can make `exe.txt` look like `txt.exe`.
    An embedding that is not closed turns everything behind it, beyond the segment.

    ## How it decides
    Embeddings, overrides and isolates are matched with their ends inside each paragraph. An unmatched one is minor;
    an override, matched or not, is major. Silent when the source has the same controls. The plain marks
    U+200E and U+200F are right in mixed text and never reported.

    ## When it is wrong
    When the program that shows the text adds the missing end itself.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for overrides and one for unmatched controls."""
        text = segment.target
        places = controls(text)
        if not places:
            return
        source = segment.source or ""
        if [text[at] for at in places] == [source[at] for at in controls(source)]:
            return
        forced = [at for at in places if text[at] in OVERRIDES]
        if forced:
            yield _hit(text, forced, "forces the order of the letters that follow", severity=Severity.MAJOR)
        loose = [at for at in unmatched(text) if at not in forced]
        if loose:
            yield _hit(text, loose, "has no partner", severity=Severity.MINOR)


def _hit(text: str, places: list[int], what: str, *, severity: Severity) -> Hit:
    character = text[places[0]]
    return Hit(
        message=f"An invisible {NAMES[character]} (U+{ord(character):04X}) {what}.",
        spans=tuple(Span(side="target", start=at, end=at + 1) for at in places),
        confidence=0.85,
        severity=severity,
    )
