"""What comes out of a run."""

from __future__ import annotations

from dataclasses import dataclass

from tqcheck.model.drawing import Drawn
from tqcheck.model.findings import Aside, BackTranslation, Finding, Score, Severity, Verdict
from tqcheck.model.places import Origin
from tqcheck.model.segments import Segment, Skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Drawn):
    """One segment with all that was found."""

    segment: Segment
    findings: tuple[Finding, ...]
    verdict: Verdict
    scores: tuple[Score, ...] = ()
    back: BackTranslation | None = None
    aside: tuple[Aside, ...] = ()
    """Findings that are not among `findings`, for a baseline or a suppression set them aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A source string of which most translations fail one check: the source is to be looked at, once."""

    code: str
    name: str
    severity: Severity
    """The worst of those found."""
    unit: tuple[str, str, str]
    """`Segment.unit` of all its translations; a finding of `code` on a segment of this unit is told by this value."""
    source: str
    origin: Origin
    """Where the source stands; where no file of its own holds it, where its first translation does."""
    languages: tuple[str, ...]
    """In which it fails, sorted."""
    of: int
    """How many languages have the string."""
    message: str
    """What was said of one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is known when a run has ended."""

    segments: int
    by_check: dict[str, int]
    """Findings by code."""
    by_severity: dict[Severity, int]
    by_path: dict[str, int]
    """Findings by file, files without any included."""
    skipped: tuple[Skip, ...]
    """At most `tally.SKIPS_KEPT` of them, the first ones; `skips` counts all."""
    skips: int
    incomplete: bool
    """True when any skip was one that the user asked to be checked."""
    signature: str
    """One line that says which version, checks, options and models made the result."""
    seconds: float
    aside: int = 0
    """Findings that a baseline or a suppression set aside."""
    suppressed: int = 0
    """So many of them a suppression; the others the baseline knows."""
    fixed: tuple[str, ...] = ()
    """What the baseline knows and is not found any more, a line each."""
    left_out: int = 0
    """Segments that were not checked, for they did not change since the revision that the user named."""
    shared: tuple[Shared, ...] = ()
    """Source strings that fail in most of their languages; their findings are among the counts all the same."""
