"""A whole run in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tqcheck.model import Finding, Result, Segment, Summary, drawing
from tqcheck.notebook.listing import Listing
from tqcheck.notebook.tables import What, to_arrow, to_pandas, to_polars

if TYPE_CHECKING:  # libraries that not everybody has
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from tqcheck.notebook.plots import Plots


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Report:
    """A whole run in memory, for notebooks and tests; the command line streams instead."""

    results: tuple[Result, ...]
    """One for each segment, in the order they were read."""
    summary: Summary
    index: Any = field(default=None, compare=False)
    """The labels of the results, where they come from a frame of pandas: `to_pandas()` has them again."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of the segments."""
        return tuple(f for r in self.results for f in r.findings)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments in the order they were read."""
        return tuple(r.segment for r in self.results)

    def worst(self, count: int = 20) -> Listing:
        """Return the `count` results of highest risk, worst first: a tuple that a notebook draws."""
        return Listing(sorted(self.results, key=lambda r: -r.verdict.risk)[:count])

    def found_by(self, check: str) -> Listing:
        """Return the results with a finding of `check` (a code, the beginning of one, or a name), worst first."""
        upper, lower = check.upper(), check.lower()
        found = (r for r in self.results if any(f.code.startswith(upper) or f.name == lower for f in r.findings))
        return Listing(sorted(found, key=lambda r: -r.verdict.risk))

    def to_pandas(self, what: What = "segments") -> pd.DataFrame:
        """Return a row a segment, or with `"findings"` a row a finding; with the index of the frame that was checked.

        Raises UsageError where pandas is missing, or for any other word.
        """
        return to_pandas(self.results, what, self.index)

    def to_polars(self, what: What = "segments") -> pl.DataFrame:
        """Return the same table as a frame of polars. Raises UsageError where polars is missing."""
        return to_polars(self.results, what)

    def to_arrow(self, what: What = "segments") -> pa.Table:
        """Return the same table for Arrow. Raises UsageError where pyarrow is missing."""
        return to_arrow(self.results, what)

    @property
    def plot(self) -> Plots:
        """Plots of the results: `report.plot.risk()`. Raises UsageError where matplotlib is missing."""
        from tqcheck.extras import library  # noqa: PLC0415  as heavy as what it loads

        library("matplotlib", purpose="report.plot", extra="notebook")
        from tqcheck.notebook.plots import Plots  # noqa: PLC0415  it imports matplotlib

        return Plots(self.results, self.index)

    def __repr__(self) -> str:
        """Return one line: what was checked and what was found."""
        from tqcheck.notebook.overview import line  # noqa: PLC0415  only what is shown pays for it

        return line(self.results, self.summary)

    def _repr_html_(self) -> str:
        from tqcheck.notebook.overview import overview  # noqa: PLC0415  likewise

        return overview(self.results, self.summary, self.worst(3))


def _drawn(value: Segment | Finding | Result) -> str:
    from tqcheck.notebook.cards import drawn  # noqa: PLC0415  likewise

    return drawn(value)


for _kind in (Segment, Finding, Result):
    drawing.html.register(_kind, _drawn)
