"""What a comparison of two runs says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tqcheck.comparing.bootstrap import Sampling
from tqcheck.comparing.changes import Change, Outcome
from tqcheck.comparing.counts import Count, Kind, counted
from tqcheck.comparing.measures import Measure
from tqcheck.model import Result

System = Literal["a", "b"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Comparison:
    """Two runs over the same texts. In a notebook it draws itself."""

    names: tuple[str, str]
    """What A and B are called."""
    changes: tuple[Change, ...]
    """What stands in both, in the order of A."""
    only_a: tuple[Result, ...]
    """What was not compared, for B has it not."""
    only_b: tuple[Result, ...]
    measures: tuple[Measure, ...]
    decided_by: Measure
    """The measure by which one system is called better."""
    alpha: float
    """The p-value from which a difference is called chance."""
    sampling: Sampling
    notes: tuple[str, ...]
    """What could not be shown, and what to beware of."""
    incomplete: bool
    """True when one of the runs did not check all that it should."""
    signature: str
    """What reproduces the comparison, beside the signatures of the two runs."""

    @property
    def winner(self) -> System | None:
        """The system that is better by more than chance; None when none is."""
        return self.decided_by.better if self.significant(self.decided_by) else None

    @property
    def verdict(self) -> str:
        """One or two sentences."""
        measure, estimate = self.decided_by, self.decided_by.estimate
        if all(m.better is None for m in self.measures):
            return "A and B are equal: no measure tells them apart."
        said = f"{measure.label} {number(measure, estimate.a)} in A, {number(measure, estimate.b)} in B"
        head = f"{self.winner.upper()} is better" if self.winner else "No significant difference"
        return f"{head}: {said}, {chance(estimate.p, named=True)}.{self._against()}"

    def significant(self, measure: Measure) -> bool:
        """Tell whether the two systems differ in a measure by more than chance."""
        return measure.estimate.p < self.alpha and measure.better is not None

    def with_outcome(self, outcome: Outcome) -> tuple[Change, ...]:
        """Return the segments that became `better` or `worse`, or stayed the `same`; what changed most first."""
        found = [c for c in self.changes if c.outcome == outcome]
        if outcome == "same":
            return tuple(found)
        return tuple(sorted(found, key=lambda c: (-abs(c.penalty), -abs(c.risk))))

    def worse(self, count: int | None = None) -> tuple[Change, ...]:
        """Return the segments that are worse in B, the worst first; at most `count` of them."""
        return self.with_outcome("worse")[:count]

    def better(self, count: int | None = None) -> tuple[Change, ...]:
        """Return the segments that are better in B, the most improved first; at most `count` of them."""
        return self.with_outcome("better")[:count]

    def counts(self, kind: Kind = "check") -> tuple[Count, ...]:
        """Count findings of what was compared by `category` (dimension of MQM), `severity`, `check` or `language`."""
        return counted(self.changes, kind)

    def to_pandas(self, what: Literal["segments", "measures", "counts"] = "segments") -> Any:  # noqa: ANN401  pandas may be missing
        """Return a `pandas.DataFrame` with a row for each segment compared, each measure, or each kind of finding.

        Raises UsageError when pandas is missing or there is no such table.
        """
        from tqcheck.comparing.frames import frame  # noqa: PLC0415  pandas loads when it is asked for

        return frame(self, what)

    def _against(self) -> str:
        """Say which measures tell the contrary."""
        ours = self.decided_by.better
        others = [m for m in self.measures if self.significant(m) and m is not self.decided_by]
        contrary = [m for m in others if m.better != ours] if self.winner else others
        if not contrary:
            return ""
        by_system = {s: [m.label for m in contrary if m.better == s] for s in ("a", "b")}
        said = [f"{' and '.join(labels)} for {s.upper()}" for s, labels in by_system.items() if labels]
        return f" But {'; '.join(said)}: look at {'it' if len(contrary) == 1 else 'them'}."

    def __repr__(self) -> str:
        return f"<Comparison: {self.verdict}>"

    def _repr_html_(self) -> str:
        from tqcheck.comparing.writing.drawing import html  # noqa: PLC0415  only a notebook draws it

        return html(self)


def number(measure: Measure, value: float, *, signed: bool = False) -> str:
    """Return a value of a measure with as many digits as say something, and its unit."""
    shown = round(value, measure.digits) or 0.0
    written = f"{shown:{'+' if signed and shown else ''}.{measure.digits}f}".replace("-", "−")
    return f"{written} %" if measure.unit == "%" else written


def chance(p: float, *, named: bool = False) -> str:
    """Return a p-value as it is written: never 0, and with three digits."""
    written = f"{p:.3f}" if p >= 0.001 else "< 0.001"
    return written if not named else f"p {written}" if written.startswith("<") else f"p = {written}"


def tables(comparison: Comparison) -> Sequence[tuple[str, Kind, tuple[Count, ...]]]:
    """Return the tables of counts that say something: title, kind, rows. Languages only where there are several."""
    titles: tuple[tuple[str, Kind], ...] = (
        ("category", "category"), ("severity", "severity"), ("check", "check"), ("languages", "language"),
    )  # fmt: skip
    made = [(title, kind, comparison.counts(kind)) for title, kind in titles]
    return [(t, k, rows) for t, k, rows in made if rows and (k != "language" or len(rows) > 1)]
