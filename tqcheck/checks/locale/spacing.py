"""LOC101: spaces in the wrong places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Fix, Hit, Segment, Severity, Span
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.spacing import Kind, Slip, spacing_slips, tokenised

_SAYS: dict[Kind, tuple[str, float, Severity]] = {
    "before": ("No space belongs before “{mark}”.", 0.75, Severity.MINOR),
    "double": ("Two spaces stand in a row.", 0.6, Severity.INFO),
    "after": ("A space is missing after “{mark}”.", 0.75, Severity.MINOR),
    "inside": ("No space belongs inside the bracket.", 0.55, Severity.INFO),
    "bracket": ("A space is missing before the bracket.", 0.55, Severity.INFO),
    "wide": ("“{mark}” should be full width: “{mended}”.", 0.7, Severity.MINOR),
    "ideographs": ("No space belongs between these characters.", 0.5, Severity.INFO),
    "missing": ("A no-break space belongs beside “{mark}”.", 0.6, Severity.INFO),
}

_SAFE: frozenset[Kind] = frozenset({"before", "double", "inside", "wide", "missing"})
"""What is mended without a look: a comma or a bracket without a space may belong to a name or a list of codes."""


@rule("LOC101", "spacing", Severity.MINOR, mqm="locale-conventions/punctuation", needs_source=False)
@dataclass(frozen=True, slots=True)
class Spacing:
    """A space is missing, doubled or in the wrong place for the language.

    ## Why it matters
    Stray spaces look careless, let a line begin with a full stop, and confuse search; French without its spaces and
    Chinese with half width marks look like a foreign language.

    ## How it decides
    Most languages write no space before `, . ; : ! ?`; French (France) writes a space, best a no-break one, before
    `; : ! ?` and inside « », Canada and Switzerland have rules of their own. Further: two spaces in a row, a comma
    without a space behind it, spaces inside brackets, half width marks and spaces between Chinese and Japanese
    characters. One finding a kind and segment. Silent for what the source does too; text that was split into tokens
    by a machine is one finding of little weight.

    ## When it is wrong
    In verse and tables that are set with spaces.
    """

    kinds: frozenset[str] = frozenset(_SAYS)
    """Which kinds are looked for: before, double, after, inside, bracket, wide, ideographs, missing."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield one hit for each kind of slip."""
        text = target_prose(segment)
        slips: dict[Kind, list[Slip]] = {}
        for slip in spacing_slips(text, segment.target_lang or ""):
            if slip.kind in self.kinds:
                slips.setdefault(slip.kind, []).append(slip)
        if not slips:
            return
        if tokenised(text) or len(slips.get("ideographs", ())) > 2:
            yield _tokenised([s for found in slips.values() for s in found])
            return
        usual = {(s.kind, s.mended) for s in spacing_slips(source_prose(segment), segment.source_lang or "")}
        for kind, found in slips.items():
            new = [s for s in found if (kind, s.mended) not in usual]
            if new:
                yield _hit(segment.target, kind, new)


def _hit(text: str, kind: Kind, slips: list[Slip]) -> Hit:
    says, confidence, severity = _SAYS[kind]
    first = slips[0]
    return Hit(
        message=says.format(mark=text[first.start : first.end].strip(), mended=first.mended),
        spans=tuple(Span(side="target", start=s.start, end=s.end) for s in slips),
        confidence=confidence,
        severity=severity,
        fix=Fix.of_all(text, ((s.start, s.end, s.mended) for s in slips), safe=kind in _SAFE),
    )


def _tokenised(slips: list[Slip]) -> Hit:
    return Hit(
        message="The text was split into tokens: spaces stand before its marks.",
        spans=(Span(side="target", start=slips[0].start, end=slips[0].end),),
        confidence=0.3,
        severity=Severity.INFO,
    )
