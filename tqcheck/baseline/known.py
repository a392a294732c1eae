"""What a baseline says of one run: which findings are known, and which of those that it knows are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from tqcheck.baseline import Baseline, Entry, unit
from tqcheck.model import Aside, Finding, Result, Segment, Skip, relative

Key = tuple[str, str]


class Known:
    """Takes what a run yields, in order. Memory: the baseline, and the names of the files."""

    def __init__(self, baseline: Baseline) -> None:
        self._baseline = baseline
        self._entries = {entry.key: entry for entry in baseline.counts}
        self._left = Counter({entry.key: count for entry, count in baseline.counts.items()})
        self._units = {(entry.path, entry.unit) for entry in baseline.counts}
        self._seen: Counter[Entry] = Counter()
        self._paths: set[str] = set()
        self._unsure: set[str | None] = set()
        """Files of which something could not be checked; None: nobody knows of which."""
        self._unjudged: set[tuple[str, str]] = set()
        self._gone: Counter[Entry] = Counter()

    def apart(self, outcome: Result | Skip) -> Result | Skip:
        """Return a result of which what is known stands aside. Of equal findings the first ones are known."""
        if isinstance(outcome, Skip):
            self._skipped(outcome)
            return outcome
        self._paths.add(self._path(outcome.segment.origin.path))
        if not outcome.findings:
            return outcome
        known = [self._knows(finding) for finding in outcome.findings]
        if not any(known):
            return outcome
        told = list(zip(outcome.findings, known, strict=True))
        aside = (Aside(finding=finding, by="baseline") for finding, is_known in told if is_known)
        new = tuple(finding for finding, is_known in told if not is_known)
        return replace(outcome, findings=new, aside=(*outcome.aside, *aside))

    def below(self, finding: Finding) -> None:
        """Take a finding that is still there, and that this run is too strict to show."""
        entry = self._baseline.entry(finding)
        if self._left[entry.key] > 0:
            self._left[entry.key] -= 1
            self._seen[self._entries[entry.key]] += 1

    def left_out(self, segment: Segment) -> None:
        """Take a segment that is not judged in this run."""
        place = (self._path(segment.origin.path), unit(segment) if segment.name else "")
        if place in self._units:
            self._unjudged.add(place)

    def fixed(self, asked: AbstractSet[str]) -> tuple[str, ...]:
        """Return what is not found any more, a line each, when the run has ended; `asked`: the checks that could run.

        Nothing is said of files that were not read or only in part, nor of checks that were not asked.
        """
        for key, count in self._left.items():
            entry = self._entries[key]
            if count > 0 and entry.code in asked and self._was_judged(entry):
                self._gone[entry] = count
        return tuple(f"{entry}" + (f" (×{n})" if n > 1 else "") for entry, n in sorted(self._gone.items()))

    def now(self) -> Mapping[Entry, int]:
        """Return what a baseline that is written now must hold: what was found, and what this run says nothing of.

        Entries of files that do not exist any more are left out.
        """
        kept = Counter({self._entries[key]: n for key, n in self._left.items() if self._exists(key[0])})
        return _positive(self._seen + (kept - self._gone))

    def still(self) -> Mapping[Entry, int]:
        """Return the same without findings that the baseline does not know."""
        return _positive(
            Counter({entry: min(n, self.now().get(entry, 0)) for entry, n in self._baseline.counts.items()})
        )

    def _knows(self, finding: Finding) -> bool:
        entry = self._baseline.entry(finding)
        known = self._left[entry.key] > 0
        self._left[entry.key] -= known
        self._seen[self._entries.setdefault(entry.key, entry)] += 1
        return known

    def _was_judged(self, entry: Entry) -> bool:
        """Tell whether a run that left nothing out would have found the entry again."""
        if entry.path not in self._paths or not self._unsure.isdisjoint({entry.path, None}):
            return False
        return (entry.path, entry.unit) not in self._unjudged

    def _skipped(self, skip: Skip) -> None:
        if skip.incomplete:
            is_file = skip.origin or Path(skip.what).exists()
            self._unsure.add(self._path(skip.origin.path if skip.origin else skip.what) if is_file else None)

    def _exists(self, path: str) -> bool:
        return path == "-" or Path(self._baseline.folder, path).exists()

    def _path(self, path: str) -> str:
        return relative(path, self._baseline.folder)


def _positive(counts: Counter[Entry]) -> Mapping[Entry, int]:
    return {entry: n for entry, n in counts.items() if n > 0}
