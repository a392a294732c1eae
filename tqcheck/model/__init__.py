"""The values that flow through tqcheck, in one direction: Segment → Hit → Finding → Result.

Everything here is frozen, has slots and is given by keyword. Only the standard library is imported.
"""

from __future__ import annotations

from tqcheck.model.findings import (
    Aside,
    BackTranslation,
    Finding,
    Hit,
    Reason,
    Score,
    Severity,
    Verdict,
)
from tqcheck.model.outcomes import (
    Result,
    Shared,
    Summary,
)
from tqcheck.model.places import (
    NOWHERE,
    CodeKind,
    Fix,
    InlineCode,
    Origin,
    Side,
    Span,
    relative,
)
from tqcheck.model.segments import (
    Segment,
    Skip,
    Suppression,
    Term,
)

__all__ = [
    "NOWHERE",
    "Aside",
    "BackTranslation",
    "CodeKind",
    "Finding",
    "Fix",
    "Hit",
    "InlineCode",
    "Origin",
    "Reason",
    "Result",
    "Score",
    "Segment",
    "Severity",
    "Shared",
    "Side",
    "Skip",
    "Span",
    "Summary",
    "Suppression",
    "Term",
    "Verdict",
    "relative",
]
