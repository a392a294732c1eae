"""What was learnt from single files, brought together by key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tqcheck.distributed.job import Job, Key
from tqcheck.distributed.learning import Learnt
from tqcheck.jobs.packing import compressed, expanded


def joined(learnt: Iterable[Learnt], job: Job) -> Iterator[tuple[int, bytes]]:
    """Yield for each file what it must know of the keys of one bucket; all parts of these are to be given."""
    gatherers = job.gatherers()
    parts, units = _by_key(learnt)
    told: defaultdict[int, dict[Key, Any]] = defaultdict(dict)
    for (place, key), some in parts.items():
        known = gatherers[place].told(key, gatherers[place].joined(some))
        if known is not None:
            for unit in units[place, key]:
                told[unit][place, key] = known
    for unit, known in told.items():
        yield unit, compressed(known)


def _by_key(learnt: Iterable[Learnt]) -> tuple[dict[Key, list[Any]], dict[Key, set[int]]]:
    """Return the parts of each key in the order of the corpus, and the files that have it."""
    parts: defaultdict[Key, list[Any]] = defaultdict(list)
    units: defaultdict[Key, set[int]] = defaultdict(set)
    for one in sorted(learnt, key=lambda one: (one.unit, one.part)):
        for key, part in expanded(one.data).items():
            parts[key].append(part)
            units[key].add(one.unit)
    return parts, units


def merged(neighbours: Sequence[bytes], job: Job) -> bytes:
    """Return what stretches of the corpus that follow one another have to tell to all."""
    gatherers = job.gatherers()
    parts: defaultdict[Key, list[Any]] = defaultdict(list)
    for data in neighbours:
        for key, part in expanded(data).items():
            parts[key].append(part)
    return compressed({(place, key): gatherers[place].joined(some) for (place, key), some in parts.items()})


def told(whole: bytes, job: Job) -> bytes:
    """Return what all must know, of what is together."""
    gatherers = job.gatherers()
    found = {(place, key): gatherers[place].told(key, part) for (place, key), part in expanded(whole).items()}
    return compressed({key: known for key, known in found.items() if known is not None})
