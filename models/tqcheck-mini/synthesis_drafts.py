"""What every kind of synthetic error is: a function from a task to a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import NamedTuple

from synthesis_parts import Edit, Pair, Span, edited
from synthesis_pool import Pool


class Draft(NamedTuple):
    """What a kind of error made of a pair."""

    severity: str
    source: str
    target: str
    target_spans: tuple[Span, ...] = ()
    source_spans: tuple[Span, ...] = ()


class Task(NamedTuple):
    """What a kind of error works with."""

    pair: Pair
    rng: Random
    pool: Pool


Kind = Callable[[Task], Draft | None]
"""Makes an error of one kind, or None where the pair gives no occasion."""


def in_source(kind: Kind) -> Kind:
    """Return the kind that changes the source instead; only where what answers to the change in the target is known."""

    def flipped(task: Task) -> Draft | None:
        pair = task.pair
        back = Pair(source_lang=pair.target_lang, target_lang=pair.source_lang, source=pair.target, target=pair.source)
        draft = kind(task._replace(pair=back))
        if draft is None or not draft.source_spans:
            return None
        return Draft(draft.severity, draft.target, pair.target, draft.source_spans, draft.target_spans)

    return flipped


def changed(task: Task, severity: str, edits: Iterable[Edit], source_spans: tuple[Span, ...] = ()) -> Draft:
    """Return the draft in which the target was edited."""
    target, spans = edited(task.pair.target, edits)
    return Draft(severity, task.pair.source, target, spans, source_spans)
