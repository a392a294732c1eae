"""One run over a corpus of files, on a cluster."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path

from tqcheck import baseline
from tqcheck.api import planned
from tqcheck.config import Config
from tqcheck.distributed.engine import outcomes
from tqcheck.distributed.job import Job, Outcome, unlearnable
from tqcheck.distributed.places import Unit
from tqcheck.distributed.whole import Whole
from tqcheck.errors import UsageError
from tqcheck.formats import ReadOptions
from tqcheck.model import Skip
from tqcheck.select import Plan

_MOST_BUCKETS = 1024


class Distributed:
    """Iterate its `outcomes` once, giving each to `whole`, then ask that for the summary."""

    def __init__(
        self, units: Sequence[Unit], config: Config, options: ReadOptions, *, out: str | None, worst: int | None
    ) -> None:
        """Take the files, and where their copies go; of each so many segments are told of, the worst ones.

        What models say is kept nowhere. Raises UsageError for a wrong setting.
        """
        plan, self.skips = _possible(planned(config))
        self.whole = Whole()
        for skip in self.skips:
            self.whole.skip(skip)
        self._units = units
        self._job = Job(
            plan=replace(plan, cache=None),
            options=options.canonical(),
            buckets=min(max(2, len(units)), _MOST_BUCKETS),
            worst=worst,
            baseline=baseline.load(config.baseline) if config.baseline else None,
            out=out,
            folder=str(Path.cwd()),
        )

    def outcomes(self, *, address: str | None, actors: int | None) -> Generator[Outcome, None, None]:
        """Yield what became of each file, in order. Raises UsageError without Ray, JobError where it fails."""
        return outcomes(self._units, self._job, address=address, actors=actors)


def _possible(plan: Plan) -> tuple[Plan, tuple[Skip, ...]]:
    """Return the plan without checks that cannot be asked on a cluster, and what is to be told of them."""
    left_out = unlearnable(plan.checks)
    codes = [rule.code for place, (rule, _) in enumerate(plan.checks) if place in left_out]
    why = "it looks at the whole corpus and cannot learn in parts of it, so --engine ray cannot ask it"
    if len(codes) == len(plan.checks):
        raise UsageError(f"{', '.join(codes)} cannot be asked with --engine ray.", mend="Select others.")
    kept = tuple(check for place, check in enumerate(plan.checks) if place not in left_out)
    return replace(plan, checks=kept), tuple(Skip(what=code, why=why) for code in codes)
