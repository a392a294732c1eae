"""The values that flow through tqcheck, in one direction: Segment → Hit → Finding → Result.

Everything here is frozen, has slots and is given by keyword. Only the standard library is imported.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum
from typing import Literal, Self

Side = Literal["source", "target"]
CodeKind = Literal["open", "close", "standalone"]


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
class Span:
    """Characters of one side: half-open, in code points of the text as it was read."""

    side: Side
    start: int
    """0 ≤ start ≤ end."""
    end: int
    """end ≤ len(text); start == end points between two characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a person goes to mend a segment."""

    path: str
    """The file as it was named on the command line; `-` for standard input."""
    line: int | None = None
    """Counted from 1: the line on which the target (or, if it has none, the unit) begins."""
    key: str | None = None
    """The unit's name in its file: msgctxt and msgid, trans-unit id, tuid, row id …"""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineCode:
    """An inline element of XLIFF or TMX; its characters stand in the segment's text."""

    start: int
    end: int
    kind: CodeKind
    id: str
    """Pairs an opening code with its closing one, and a source code with the same code in the target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """A comment of a file that sets findings of its unit aside: `tqcheck: ignore[ACC101] invoice ids`."""

    check: str
    """A code, the beginning of codes, or a name."""
    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One unit of translation. Plural forms are sibling segments."""

    id: str
    """Unique within its file where the file gives unique names."""
    target: str
    source: str | None = None
    """None when there is only a translation."""
    source_lang: str | None = None
    """A BCP 47 tag in canonical form, such as `fr` or `zh-Hant`."""
    target_lang: str | None = None
    origin: Origin = Origin(path="<memory>")
    document: str | None = None
    """Names the document; corpus-wide checks that speak of "a document" group by it."""
    note: str | None = None
    variant: str | None = None
    """Which plural form or gender this sibling is: a CLDR category, or gettext's `0`, `1` …"""
    state: str | None = None
    """`untranslated`, `needs-review`, `translated` or `final`, as the file says."""
    max_length: int | None = None
    """In code points of the target."""
    syntax: frozenset[str] = frozenset()
    """What placeholders the file declares, in gettext's words: `c-format`, `python-brace-format` …"""
    ignore: frozenset[str] = frozenset()
    """Codes or names of checks that the file itself silences for this unit."""
    source_codes: tuple[InlineCode, ...] = ()
    target_codes: tuple[InlineCode, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    """What a comment of the file asks to be set aside, with its reason."""
    alignment: float | None = None
    """0..1: how sure it is that both sides belong together, where an alignment put them together; None: they came so.

    One side of an aligned segment is empty where the other has no counterpart.
    """

    def text(self, side: Side) -> str:
        """Return the text of one side; the empty string where there is no source."""
        return self.target if side == "target" else (self.source or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An entry of a glossary, a list of forbidden terms or a do-not-translate list."""

    source: str | None
    """None for a forbidden term that is wrong whatever the source says."""
    target: str | None
    """None for a term of which only the source is known (do not translate)."""
    source_lang: str | None = None
    target_lang: str | None = None
    status: Literal["preferred", "admitted", "forbidden", "do-not-translate"] = "preferred"
    case_sensitive: bool = False
    note: str | None = None
    origin: Origin = Origin(path="<memory>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A safe, mechanical mend: put `replacement` in place of target[start:end]."""

    start: int
    end: int
    replacement: str


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
class Finding:
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
        """32 hex digits that stay the same when lines move: code, unit, source and what the spans cover.

        A unit that has no name but its line's number, or the numbers of aligned sentences, is known by its source, or
        without one by its target.
        """
        covered = "\x1f".join(self.segment.text(s.side)[s.start : s.end] for s in self.spans)
        segment = self.segment
        named = segment.alignment is None and segment.id != str(segment.origin.line)
        unit = (segment.alignment is None and segment.origin.key) or (segment.id if named else "")
        source = " ".join((segment.source or ("" if unit else segment.target)).split())
        parts = (self.code, segment.origin.path, unit, segment.variant or "", source, covered)
        return hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """Something that was not checked. It is in every report: silence is never success."""

    what: str
    """A segment, a line, a check or a model, named as the user knows it."""
    why: str
    origin: Origin | None = None
    incomplete: bool = True
    """True when the user asked for it and did not get it: the run ends with exit code 3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One segment with all that was found."""

    segment: Segment
    findings: tuple[Finding, ...]
    verdict: Verdict
    scores: tuple[Score, ...] = ()
    back: BackTranslation | None = None
    aside: tuple[Aside, ...] = ()
    """Findings that are not among `findings`, for a baseline or a suppression set them aside."""


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
    """At most `pipeline.SKIPS_KEPT` of them, the first ones; `skips` counts all."""
    skips: int
    incomplete: bool
    """True when any skip was one that the user asked to be checked."""
    signature: str
    """One line that says which version, checks, options and models made the result."""
    seconds: float
    aside: int = 0
    """Findings that a baseline or a suppression set aside."""
    fixed: tuple[str, ...] = ()
    """What the baseline knows and is not found any more, a line each."""
