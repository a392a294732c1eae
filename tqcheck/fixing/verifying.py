"""Whether a file reads as before but for the changes that were meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from tqcheck.fixing import Change, place
from tqcheck.fixing.places import Edit, edits, mended
from tqcheck.model import NOWHERE, InlineCode, Origin, Segment, Skip

Item = Segment | Skip


def differs(before: Iterator[Item], after: Iterator[Item], changes: Iterable[Change], *, lines: bool) -> bool:
    """Tell whether two readings differ in more than the changes, or lack one; `lines`: whether all stay where they are.

    Both are read at the same pace; neither is kept.
    """
    meant: dict[tuple[object, ...], list[Edit]] = {}
    for change in changes:
        for segment in change.segments:
            meant.setdefault(place(segment), []).extend(edits(segment.target, change.fix))
    met = set()
    for old, new in zip_longest(before, after):
        if isinstance(old, Segment) and isinstance(new, Segment):
            known = place(old)
            expected = mended(old.target, tuple(meant.get(known, ())))
            if new.target != expected or _rest(old, lines=lines) != _rest(new, lines=lines):
                return True
            met.add(known)
        elif not isinstance(old, Skip) or not isinstance(new, Skip) or _said(old) != _said(new):
            return True
    return not met.issuperset(meant)


def _rest(segment: Segment, *, lines: bool) -> tuple[object, ...]:
    """Return all but the target and the paths, which differ between copies."""
    origin = Origin(path="", line=segment.origin.line if lines else None, key=segment.origin.key)
    name = segment.name if lines else None  # a name may be a line's number
    bare = replace(
        segment,
        id=segment.id if name else "",
        target="",
        origin=origin,
        source_origin=NOWHERE,
        document=None,
        target_codes=(),
        suppressions=tuple(replace(s, path=None, line=None) for s in segment.suppressions),
    )
    return bare, tuple(_code(segment.target, code) for code in segment.target_codes)


def _code(text: str, code: InlineCode) -> tuple[str, str, str]:
    return code.kind, code.id, text[code.start : code.end]


def _said(skip: Skip) -> tuple[object, ...]:
    return skip.incomplete, skip.origin and skip.origin.key
