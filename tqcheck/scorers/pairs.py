"""What the models of others share: what they are asked, in which batches, and where what they said is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from tqcheck.cache import Cache, key
from tqcheck.hub import Snapshot
from tqcheck.model import Segment
from tqcheck.reading import Reading
from tqcheck.text.characters import encodable
from tqcheck.text.prose import MASK, source_prose, target_prose


class Pair(NamedTuple):
    """Both texts as they stand in the file: these models have learnt from such."""

    source: str
    target: str
    source_lang: str
    """A BCP 47 tag; empty where it is not known."""
    target_lang: str


Said = tuple[int, bytes | str]
"""The number of a pair, and what the model said of it as the cache keeps it, or why it said nothing."""


class PairModel(Protocol):
    """A kind of model. Nothing is loaded before `read`."""

    @property
    def scores(self) -> tuple[str, ...]:
        """The names of the scores that it gives."""
        ...

    def key(self, pair: Pair) -> str:
        """Return all that shapes what it says of a pair besides the texts, its hash included."""
        ...

    @property
    def signature(self) -> str:
        """Its name and the first 8 hex digits of the hash."""
        ...

    def read(self, pairs: Sequence[Pair]) -> Iterator[Said]:
        """Yield what it says of each pair, in any order. Raises ModelError when it cannot read at all."""
        ...

    def reading(self, segment: Segment, said: bytes) -> Reading:
        """Return what was said as a reading."""
        ...

    def close(self) -> None:
        """Let go of what was loaded."""
        ...


class PairScorer:
    """A model of others behind the protocol `Scorer`, with the cache of what it said before."""

    def __init__(self, model: PairModel, cache: Path | None, *, notice: str | None = None) -> None:
        self.notice = notice
        """What a user must know of the model, such as a licence that forbids commercial use."""
        self._model = model
        self._cache = Cache(cache) if cache else None

    @property
    def signature(self) -> str:
        """See `Scorer`."""
        return self._model.signature

    @property
    def scores(self) -> tuple[str, ...]:
        """See `Scorer`."""
        return self._model.scores

    def read(self, segments: Sequence[Segment]) -> list[Reading | str]:
        """See `Scorer`."""
        asked = [_pair(segment) if _prose(segment) else None for segment in segments]
        said = self._said(list(dict.fromkeys(pair for pair in asked if pair)))
        return [
            self._reading(segment, said[pair]) if pair else Reading(scores=())
            for segment, pair in zip(segments, asked, strict=True)
        ]

    def close(self) -> str | None:
        """Let go of the model and the cache; return what went wrong with the cache."""
        self._model.close()
        if self._cache is None:
            return None
        self._cache.close()
        return self._cache.failure

    def _reading(self, segment: Segment, said: bytes | str) -> Reading | str:
        return said if isinstance(said, str) else self._model.reading(segment, said)

    def _said(self, pairs: Sequence[Pair]) -> dict[Pair, bytes | str]:
        said: dict[Pair, bytes | str] = {}
        keys = {pair: self._key(pair) for pair in pairs} if self._cache else {}
        if self._cache:
            found = self._cache.found(list(keys.values()))
            said = {pair: found[key] for pair, key in keys.items() if key in found}
        unread = [pair for pair in pairs if pair not in said]
        if unread:
            made = {unread[index]: what for index, what in self._model.read(unread)}
            if self._cache:
                self._cache.keep((keys[pair], what) for pair, what in made.items() if isinstance(what, bytes))
            said |= made
        return said

    def _key(self, pair: Pair) -> bytes:
        return key(self._model.key(pair), *pair)


def notice(snapshot: Snapshot) -> str | None:
    """Return what the licence of a model forbids; None where it forbids nothing that we know of."""
    return f"its licence, {snapshot.licence}, forbids commercial use" if snapshot.non_commercial else None


def short(name: str) -> str:
    """Return the last part of an id or a path: what scores are called by."""
    return name.rstrip("/").rsplit("/", 1)[-1].partition("@")[0]


def _pair(segment: Segment) -> Pair:
    source, target = (segment.text(side) for side in ("source", "target"))
    return Pair(encodable(source), encodable(target), segment.source_lang or "", segment.target_lang or "")


def _prose(segment: Segment) -> bool:
    """Tell whether both sides say something; of code and marks alone a model says nothing of worth."""
    sides = (source_prose(segment), target_prose(segment))
    return all(any(c.isalnum() for c in side.replace(MASK, " ")) for side in sides)
