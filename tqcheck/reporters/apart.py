"""What a run found and does not count, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.model import Summary
from tqcheck.reporters.counts import plural

_LISTED = 10
"""How many of what is fixed are named."""


def lines(summary: Summary) -> Iterator[str]:
    """Yield what the baseline knows, what is fixed, what comments suppress, and how much was left out."""
    if said := baseline(summary):
        yield said + (" `tqcheck baseline --prune` takes out:" if summary.fixed else "")
        yield from (f"  {line}" for line in summary.fixed[:_LISTED])
        if len(summary.fixed) > _LISTED:
            yield f"  … and {len(summary.fixed) - _LISTED:,} more."
    yield from others(summary)


def baseline(summary: Summary) -> str:
    """Return how much the baseline knows and how much of it is fixed, in a sentence; empty for nothing."""
    known = summary.aside - summary.suppressed
    counted = ", ".join(f"{n:,} {what}" for n, what in ((known, "known"), (len(summary.fixed), "fixed")) if n)
    return f"Baseline: {counted}." if counted else ""


def others(summary: Summary) -> Iterator[str]:
    """Yield what comments suppress, and how much was left out."""
    if summary.suppressed:
        yield f"Suppressed by comments: {plural(summary.suppressed, 'finding')}."
    if summary.left_out:
        yield f"Unchanged, and left out: {plural(summary.left_out, 'segment')}."
