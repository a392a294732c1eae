"""What is said of a segment: by checks, by models, and all in all."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from enum import Enum
from typing import Literal, Self

from tqcheck.model.drawing import Drawn
from tqcheck.model.places import Fix, Span, relative
from tqcheck.model.segments import Segment


class Severity(Enum):
    """How bad a defect is if it is true, as MQM grades it (https://themqm.org)."""

    INFO = "info"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for info … 3 for critical."""
        return _RANKS[self.value]

    def __ge__(self, other: Self) -> bool:
        return self.rank >= other.rank

    def __lt__(self, other: Self) -> bool:
        return self.rank < other.rank


_RANKS = {"info": 0, "minor": 1, "major": 2, "critical": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a check says of one segment."""

    message: str
    """One sentence for a person, with the words concerned; no code and no severity."""
    spans: tuple[Span, ...]
    confidence: float
    """0..1: how sure we are that it is true. Profiles are floors of it."""
    evidence: str = ""
    """What the decision rests on, when the message does not say it."""
    fix: Fix | None = None
    severity: Severity | None = None
    """None: the rule's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Drawn):
    """What the program says: a hit with the name of its check."""

    code: str
    name: str
    segment: Segment
    severity: Severity
    message: str
    spans: tuple[Span, ...]
    confidence: float
    evidence: str = ""
    fix: Fix | None = None

    @property
    def fingerprint(self) -> str:
        """32 hex digits that stay the same when lines move: file, code, unit, source and what the spans cover.

        The file counts by its path from the working directory, however it was named: `de.po`, `./de.po`, absolute.
        """
        return self.fingerprint_in(relative(self.segment.origin.path, os.curdir))

    def fingerprint_in(self, path: str) -> str:
        """Return the fingerprint, as if the file were named `path`.

        A unit that has no name in its file is known by its source, or without one by its target. Spaces and line ends
        do not count.
        """
        segment = self.segment
        covered = "\x1f".join(_spaced(segment.text(s.side)[s.start : s.end]) for s in self.spans)
        source = _spaced(segment.source or ("" if segment.name else segment.target))
        # what is missing in several languages may be told of one place in the source's file
        there = segment.source_origin
        several = there is not None and (not segment.target or there.path == segment.origin.path)
        of = segment.target_lang or "" if several else ""
        parts = (self.code, path, segment.name or "", segment.variant or "", source, covered, *filter(None, (of,)))
        return hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _spaced(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A finding that counts for nothing: it was known before, or somebody said that it is well so."""

    finding: Finding
    by: Literal["baseline", "suppression"]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a model says of one segment."""

    scorer: str
    value: float
    """0..1, higher is better; of `risk` alone higher is worse, as its name says."""
    raw: float
    """As the model gave it, before calibration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One part of a verdict."""

    what: str
    """A check's code or a scorer's name."""
    weight: float
    """0..1: the share of the risk that this reason carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How suspect a segment is, all in all."""

    risk: float
    """0..1, higher is more suspect."""
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTranslation:
    """The target, translated back to the language of the source: evidence, never proof."""

    text: str
    by: str
    """The signature of the translator."""
    matches: tuple[tuple[Span, Span], ...] = ()
    """Which words of `text` (spans of side `source`) render which words of the target."""
    confidence: float | None = None
    """0..1, as the translator gave it; None where it does not say."""
