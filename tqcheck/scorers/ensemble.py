"""The models of a run: opened, asked together, and what they could not do told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tqcheck.errors import ModelError
from tqcheck.model import Segment, Skip
from tqcheck.reading import Reading
from tqcheck.scorers import Embedder, Failure, Noted, Scorer, open_scorer


class Ensemble:
    """Any number of models. One that fails becomes a skip; the others go on."""

    def __init__(self, names: Sequence[str], *, cache: Path | None) -> None:
        self._scorers: dict[str, Scorer] = {}
        self._names = tuple(names)
        self._kept: list[Scorer] = []
        self._skips: list[Skip] = []
        self._unread: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], str] = {}
        """The ids of the first segments that were not read for this."""
        for name in names:
            self.add(name, partial(open_scorer, name, cache=cache))

    def add(self, name: str, make: Callable[[], Scorer]) -> None:
        """Let one more read; it may have other things to say at its end than what became of its cache."""
        try:
            scorer = make()
        except ModelError as error:
            self._fail(name, error)
            return
        self._scorers[name] = scorer
        self._kept.append(scorer)
        if isinstance(scorer, Noted) and scorer.notice:
            self._skips.append(Skip(what=name, why=scorer.notice, incomplete=False))

    @property
    def signature(self) -> str:
        """The models that were to read, with their hashes; a translator may tell more of itself when it has worked."""
        return ",".join(scorer.signature for scorer in self._kept) or "none"

    def __bool__(self) -> bool:
        """Tell whether any model reads."""
        return bool(self._scorers)

    @property
    def scores(self) -> frozenset[str]:
        """The names of the scores that a reading may have."""
        return frozenset(name for scorer in self._scorers.values() for name in scorer.scores)

    def giving(self, *scores: str) -> Scorer | None:
        """Return the first model that gives all these scores; None where none does."""
        return next((s for s in self._scorers.values() if set(scores) <= set(s.scores)), None)

    @property
    def embedder(self) -> Embedder | None:
        """The first model that gives vectors of single texts; None where none does."""
        return next((scorer for scorer in self._scorers.values() if isinstance(scorer, Embedder)), None)

    def read(self, segments: Sequence[Segment]) -> list[Reading | None]:
        """Return a reading for each segment that has a source and a target, and that a model could read."""
        readings: list[Reading | None] = [None] * len(segments)
        if not self._scorers:
            return readings
        asked = [i for i, s in enumerate(segments) if s.source and s.source.strip() and s.target.strip()]
        for name, scorer in list(self._scorers.items()):
            try:
                found = scorer.read([segments[i] for i in asked])
            except ModelError as error:
                self._fail(name, error)
                continue
            for index, reading in zip(asked, found, strict=True):
                if isinstance(reading, str):
                    self._unread[name, reading] += 1
                    self._first.setdefault((name, reading), segments[index].id)
                elif reading.scores:
                    readings[index] = _joined(readings[index], reading)
        return readings

    def unread(self) -> list[tuple[str, str, bool, int, str]]:
        """Return what could not be read so far: model, reason, whether it counts, how often, the first segment's id."""
        first = self._first
        return [(name, why, isinstance(why, Failure), n, first[name, why]) for (name, why), n in self._unread.items()]

    def recall(self, unread: Iterable[Sequence[Any]]) -> None:
        """Take what a run before this one could not read, in place of what is known."""
        rows = [(name, Failure(why) if fails else why, n, first) for name, why, fails, n, first in unread]
        self._unread = Counter({(name, why): n for name, why, n, _ in rows})
        self._first = {(name, why): first for name, why, _, first in rows}

    def skips(self) -> list[Skip]:
        """Return what went wrong since the last time."""
        skips, self._skips = self._skips, []
        return skips

    def close(self) -> None:
        """Let go of the models, once or again."""
        for name, scorer in self._scorers.items():
            failure = scorer.close()
            if failure:
                what = f"the score cache of {name}" if name in self._names else name
                self._skips.append(Skip(what=what, why=failure, incomplete=False))

    def finish(self) -> list[Skip]:
        """Return what was not read, and let go of the models."""
        for (name, why), count in self._unread.items():
            segments = "1 segment" if count == 1 else f"{count:,} segments"
            which = f"{segments} (the first is {self._first[name, why]})"
            self._skips.append(Skip(what=f"{name} on {which}", why=why, incomplete=isinstance(why, Failure)))
        self.close()
        return self.skips()

    def _fail(self, name: str, error: ModelError) -> None:
        self._scorers.pop(name, None)
        self._skips.append(Skip(what=f"the model {name}" if name in self._names else name, why=str(error)))


def _joined(one: Reading | None, other: Reading) -> Reading:
    """Return the scores of both, and the words of the first that has any."""
    if one is None:
        return other
    return Reading(
        scores=one.scores + other.scores,
        words=one.words or other.words,
        claims={**other.claims, **one.claims},
        back=one.back or other.back,
        expectations=one.expectations or other.expectations,
    )
