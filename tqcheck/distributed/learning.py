"""The first pass over one file."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any, NamedTuple

from tqcheck.asking import Learning, groups, has_source
from tqcheck.bounded import Bounded
from tqcheck.checks import Gatherer
from tqcheck.distributed.job import Job, Key, Own, Reading
from tqcheck.distributed.places import Unit
from tqcheck.jobs.packing import compressed
from tqcheck.model import Segment

_SEGMENTS = 49_920
"""After so many, what was learnt is handed on: memory does not grow with the file."""
OWN, EVERYWHERE = -2, -1
PROBE = "hash"


class Learnt(NamedTuple):
    """Something learnt from a file; the order of parts is that of `unit` and `part`."""

    unit: int
    part: int
    bucket: int
    """Of its keys; `EVERYWHERE` for what all are to know, `OWN` for what concerns the file alone."""
    data: bytes


def learn(unit: Unit, job: Job) -> Iterator[Learnt]:
    """Yield what corpus-wide checks learn from a file. Raises UsageError when its columns cannot be known."""
    gatherers, numbers = job.gatherers(), count()
    within = Learning(job.checks, places=set(job.corpus) - gatherers.keys())
    last: deque[Segment] = deque(maxlen=job.back)
    seen = 0
    for group in groups(Bounded(Reading(unit, job.options))) if job.corpus else ():
        within.add(group)
        _gather(gatherers, group, job)
        last.extend(segment for segment in group if segment.target.strip())
        seen += len(group)
        if seen >= _SEGMENTS:
            seen = 0
            yield from _drained(gatherers, unit, numbers, job)
    yield from _drained(gatherers, unit, numbers, job)
    judges = {place: compressed(judge) for place, judge in within.finish().items()}
    own = Own(judges=judges, last=tuple(last), hashes=hash(PROBE))
    yield Learnt(unit.number, next(numbers), OWN, compressed(own))


def _gather(gatherers: Mapping[int, Gatherer], group: list[Segment], job: Job) -> None:
    whole = [segment for segment in group if segment.target]
    sourced = list(filter(has_source, whole))
    for place, gatherer in gatherers.items():
        for segment in sourced if job.checks[place][0].needs_source else whole:
            gatherer.add(segment)


def _drained(gatherers: Mapping[int, Gatherer], unit: Unit, numbers: Iterator[int], job: Job) -> Iterator[Learnt]:
    dealt: defaultdict[int, dict[Key, Any]] = defaultdict(dict)
    for place, gatherer in gatherers.items():
        for key, part in gatherer.drain().items():
            bucket = EVERYWHERE if gatherer.everywhere else hash(f"{place} {key!r}") % job.buckets
            dealt[bucket][place, key] = part
    number = next(numbers)
    for bucket, parts in dealt.items():
        yield Learnt(unit.number, number, bucket, compressed(parts))
