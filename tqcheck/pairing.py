"""Which segment of one run is the same text as which of another."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tqcheck.errors import UsageError
from tqcheck.lang.tags import language
from tqcheck.model import Segment
from tqcheck.model.places import NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Places in both runs, counted from 0."""

    pairs: tuple[tuple[int, int], ...]
    """In the order of the first run; no place stands in two pairs."""
    only_a: tuple[int, ...]
    only_b: tuple[int, ...]
    changed: int
    """Units of one name in both that are no pair, for their sources differ."""
    unsourced: int
    """Pairs that rest on an id alone, for one side has no source."""


class _Known(NamedTuple):
    """By what a segment may be found again."""

    file: str
    """The path from the folder that all files of the run share; empty for a run of one file."""
    unit: tuple[str, str]
    """Key or id, and the plural form."""
    source: str | None
    """In NFC, with every run of blanks as one space."""
    tag: str
    """The target's language; empty where runs have but one."""


_Key = Callable[[_Known], tuple[object, ...] | None]
# The surest first. A segment without any source text is never paired by it.
_BY_SOURCE: tuple[_Key, ...] = (
    lambda k: k if k.source is not None else None,
    lambda k: (k.unit, k.source, k.tag) if k.source is not None else None,
    lambda k: (k.file, k.source, k.tag) if k.source else None,
    lambda k: (k.source, k.tag) if k.source else None,
)
_BY_ID: tuple[_Key, ...] = (lambda k: (k.file, k.unit, k.tag), lambda k: (k.unit, k.tag))


def paired(a: Sequence[Segment], b: Sequence[Segment]) -> Pairing:
    """Pair the segments of two runs: by id and source, then by source, then by id where one side has no source.

    Segments that share all of it pair in their order, as far as both have them. Raises UsageError when the two have
    no language or no segment in common.
    """
    _refuse_languages(a, b)
    several = _has_several_languages(a) and _has_several_languages(b)
    rest = _Rest(_known(a, several=several), _known(b, several=several))
    for key in _BY_SOURCE:
        rest.pair(key)
    sourced = len(rest.pairs)
    for key in _BY_ID:
        rest.pair(key, unsourced=True)
    if not rest.pairs:
        mend = "Give two translations of the same texts."
        raise UsageError("nothing to compare: no id and no source stands in both.", mend=mend)
    return Pairing(
        pairs=tuple(sorted(rest.pairs)),
        only_a=tuple(rest.a),
        only_b=tuple(rest.b),
        changed=len({_name(a[i]) for i in rest.a} & {_name(b[i]) for i in rest.b} - {None}),
        unsourced=len(rest.pairs) - sourced,
    )


class _Rest:
    """What has no partner yet."""

    def __init__(self, known_a: Sequence[_Known], known_b: Sequence[_Known]) -> None:
        self._a, self._b = known_a, known_b
        self.a, self.b = list(range(len(known_a))), list(range(len(known_b)))
        self.pairs: list[tuple[int, int]] = []

    def pair(self, key: _Key, *, unsourced: bool = False) -> None:
        """Pair what has the same key, in order; `unsourced`: only where one of the two has no source."""
        places: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for place in reversed(self.b):
            if (found := key(self._b[place])) is not None:
                places[found].append(place)
        taken: dict[int, int] = {}
        for place in self.a:
            found = key(self._a[place])
            partners = places.get(found) if found is not None else None
            if partners and not (unsourced and self._both_sourced(place, partners[-1])):
                taken[place] = partners.pop()
        self.pairs += taken.items()
        partnered = set(taken.values())
        self.a = [place for place in self.a if place not in taken]
        self.b = [place for place in self.b if place not in partnered]

    def _both_sourced(self, a: int, b: int) -> bool:
        return self._a[a].source is not None and self._b[b].source is not None


def _known(segments: Sequence[Segment], *, several: bool) -> list[_Known]:
    files = _files({s.origin.path for s in segments})
    return [
        _Known(
            files[s.origin.path],
            (s.origin.key or s.id, s.variant or ""),
            None if s.source is None else " ".join(unicodedata.normalize("NFC", s.source).split()),
            (s.target_lang or "") if several else "",
        )
        for s in segments
    ]


def _files(paths: set[str]) -> dict[str, str]:
    """Return each path from the folder that all share; the only one of a run is nameless."""
    if len(paths) == 1:
        return dict.fromkeys(paths, "")
    whole = {path: os.path.abspath(path) for path in paths}  # noqa: PTH100  Path has no common path
    shared = os.path.commonpath([os.path.dirname(p) for p in whole.values()])  # noqa: PTH120  likewise
    return {path: os.path.relpath(place, shared) for path, place in whole.items()}


def _name(segment: Segment) -> str | None:
    """Return the name that a file gives a unit; None for one that is known by its place only."""
    return None if segment.origin.path == NOWHERE.path else segment.name


def _has_several_languages(segments: Sequence[Segment]) -> bool:
    tags = {s.target_lang for s in segments}
    return len(tags) > 1 and None not in tags


def _refuse_languages(a: Sequence[Segment], b: Sequence[Segment]) -> None:
    ours, theirs = ({language(s.target_lang) for s in side if s.target_lang} for side in (a, b))
    if ours and theirs and ours.isdisjoint(theirs):
        what = f"one translates into {', '.join(sorted(ours))}, the other into {', '.join(sorted(theirs))}"
        raise UsageError(f"nothing to compare: {what}.", mend="Give two translations into the same language.")
