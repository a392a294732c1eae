"""Findings that are told once, of the source, where most languages share them."""

from __future__ import annotations

from dataclasses import replace

from tqcheck.model import Finding, Result, Shared, Summary


class Told:
    """Knows which findings a summary tells once, of their source."""

    def __init__(self, summary: Summary) -> None:
        self._shared = {(shared.code, shared.unit): shared for shared in summary.shared}

    def of(self, finding: Finding) -> Shared | None:
        """Return what a finding is told with; None for one that stands for itself."""
        return self._shared.get((finding.code, finding.segment.unit)) if self._shared else None

    def rest(self, result: Result) -> Result | None:
        """Return a result with the findings that stand for themselves; None where none is left."""
        if not self._shared:
            return result
        left = tuple(finding for finding in result.findings if self.of(finding) is None)
        return replace(result, findings=left) if left else None


def where(shared: Shared) -> str:
    """Return in which languages it fails: `in 3 of 4 languages: de, fr, ja`."""
    return f"in {len(shared.languages)} of {shared.of} languages: {', '.join(shared.languages)}"
