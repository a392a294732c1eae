"""What became of all files together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tqcheck.distributed.job import Outcome
from tqcheck.model import Severity, Skip, Summary
from tqcheck.tally import SKIPS_KEPT

_SHARED = 3
"""In so many languages a string must fail before one looks at its source; see `project.sharing`."""


class Whole:
    """Takes the outcomes of files in the order of the corpus, and adds up their summaries."""

    def __init__(self) -> None:
        self._summaries: list[Summary] = []
        self._languages: set[str] = set()
        self._told: set[tuple[str, str]] = set()
        self._counted: set[tuple[str, str]] = set()
        self._kept: list[Skip] = []
        self._skips = 0
        self._incomplete = False

    def take(self, outcome: Outcome) -> list[Skip]:
        """Add a file; return what to tell of it that was not told of another: one line says what is no file's own."""
        summary = outcome.summary
        self._summaries.append(summary)
        self._languages |= outcome.languages
        self._count(_new(summary.skipped, self._counted), more=summary.skips - len(summary.skipped))
        self._incomplete |= summary.incomplete
        return list(_new(outcome.skips, self._told))

    def skip(self, skip: Skip) -> None:
        """Add something that was not checked, of the run as a whole."""
        self._count((skip,))
        self._incomplete |= skip.incomplete

    def unshared(self) -> Iterator[Skip]:
        """Yield what one run on one machine would have looked for, when all files are in."""
        if len(self._languages) >= _SHARED and len(self._summaries) > 1:
            what = "source strings that fail in most of their languages"
            yield Skip(what=what, why="with --engine ray they are looked for within each file only", incomplete=False)

    def _count(self, skips: Iterable[Skip], *, more: int = 0) -> None:
        for skip in skips:
            self._skips += 1
            if len(self._kept) < SKIPS_KEPT:
                self._kept.append(skip)
        self._skips += more

    def summary(self, seconds: float) -> Summary:
        """Return the summary of the whole run, of one file at least."""
        checks: Counter[str] = Counter()
        severities: Counter[Severity] = Counter()
        paths: Counter[str] = Counter()
        for one in self._summaries:
            checks.update(one.by_check)
            severities.update(one.by_severity)
            paths.update(one.by_path)
        return replace(
            self._summaries[0],
            segments=sum(one.segments for one in self._summaries),
            by_check=dict(checks.most_common()),
            by_severity={severity: severities[severity] for severity in Severity},
            by_path=dict(paths),
            skipped=tuple(self._kept),
            skips=self._skips,
            incomplete=self._incomplete,
            seconds=seconds,
            aside=sum(one.aside for one in self._summaries),
            suppressed=sum(one.suppressed for one in self._summaries),
            fixed=tuple(sorted(line for one in self._summaries for line in one.fixed)),
            shared=tuple(shared for one in self._summaries for shared in one.shared),
        )


def _new(skips: Iterable[Skip], known: set[tuple[str, str]]) -> Iterator[Skip]:
    """Yield the skips of a place, and of the others those that are not known yet."""
    for skip in skips:
        if skip.origin is not None or (skip.what, skip.why) not in known:
            known.add((skip.what, skip.why))
            yield skip
