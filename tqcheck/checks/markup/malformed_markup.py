"""MKP202: tags that cannot work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.markup import tags
from tqcheck.text.tag_balance import Flaw, flaws

_SAID = {
    "quotes": "The quotation marks of this tag are broken.",
    "half": "This tag is cut off.",
    "spaced": "Spaces or full-width signs keep this tag from working.",
    "unclosed": "<{name}> is never closed.",
    "unopened": "</{name}> closes what was never opened.",
    "crossed": "</{name}> closes while a later tag is still open.",
}
_ACROSS = frozenset({"unclosed", "unopened"})  # a text cut into lines has these wherever an element spans lines


@rule("MKP202", "malformed-markup", Severity.MAJOR, mqm="design-and-markup/markup-tag", needs_source=False)
@dataclass(frozen=True, slots=True)
class MalformedMarkup:
    """A tag in the target is cut off, not closed, wrongly nested, or its quotation marks are broken.

    ## Why it matters
    Browsers guess at broken tags and XML parsers stop at them: a link swallows the rest of the page, or the page
    does not load.

    ## How it decides
    Tags must nest. Attribute values need straight quotation marks (translation turns them into “curly” ones), and
    `< b >`, `</ b>`, `＜b＞` are no tags. Silent about what the source has too: a segment may open an element that the
    next one closes. Tags that are lost or invented are reported by tag-mismatch alone. Without a source, an element
    left open or closed is only a hint, below the usual threshold.

    ## When it is wrong
    In text about markup that is not marked as code.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each flaw that the source does not have."""
        target = segment.target
        if "<" not in target and "＜" not in target and "〈" not in target:
            return
        found = flaws(target)
        if not found:
            return
        excused = Counter((f.kind, f.name) for f in flaws(segment.source or ""))
        uneven = _uneven(segment)
        for flaw in found:
            if flaw.kind in _ACROSS and flaw.name in uneven:
                continue
            if excused[flaw.kind, flaw.name] > 0:
                excused[flaw.kind, flaw.name] -= 1
                continue
            yield _told(flaw, alone=segment.source is None)


def _uneven(segment: Segment) -> set[str]:
    """Return the elements that tag-mismatch reports: the target has more or fewer of their tags than the source."""
    if segment.source is None:
        return set()
    ours, theirs = (Counter((t.name, t.kind) for t in tags(text)) for text in (segment.source, segment.target))
    return {name for name, kind in ours.keys() | theirs.keys() if ours[name, kind] != theirs[name, kind]}


def _told(flaw: Flaw, *, alone: bool) -> Hit:
    return Hit(
        message=_SAID[flaw.kind].format(name=flaw.name),
        spans=(Span(side="target", start=flaw.start, end=flaw.end),),
        confidence=0.4 if alone and flaw.kind in _ACROSS else 0.7 if flaw.kind == "half" else 0.85,
    )
