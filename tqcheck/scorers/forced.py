"""Forced scoring: how likely a translation model finds each side, given the other (dual cross-entropy).

A translation that has left its source is unlikely whatever its grammar, which no comparison of words sees as surely
(Guerreiro et al. 2023, https://aclanthology.org/2023.eacl-main.75). Every token is asked twice: given the other side,
and given an empty text. What the other side does not make likelier, it does not explain.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tqcheck.errors import ModelError
from tqcheck.hub import Snapshot
from tqcheck.model import Score, Segment, Side, Span
from tqcheck.opus_mt import open_pair
from tqcheck.reading import Reading, WordExpectation
from tqcheck.scorers import Failure
from tqcheck.scorers.forced_network import Asked, ForcedNetwork
from tqcheck.scorers.forced_record import Expected, packed, unpacked
from tqcheck.scorers.pairs import Pair, PairScorer, Said, notice, short

OPUS = "opus-mt"
"""One model for each direction: a pair of languages has two, of which one is enough."""
_FORMAT = "forced 1"
_SIDES: tuple[Side, Side] = ("source", "target")


class Way(NamedTuple):
    """From one language to another, as BCP 47 tags."""

    source: str
    target: str


def open_forced(name: str, cache: Path | None) -> PairScorer:
    """Open a translation model by id or path, or `opus-mt` for those of a pair. Raises ModelError when it is none."""
    if name == OPUS:
        return PairScorer(Forced(name, None), cache)
    snapshot = Snapshot.open(name)
    if snapshot.kind != "seq2seq":
        raise ModelError("is no translation model of the sequence-to-sequence kind.", path=name)
    return PairScorer(Forced(name, snapshot), cache, notice=notice(snapshot))


class Forced:
    """A translation model as a judge, or one for each direction.

    `forced:NAME` is the mean of `forced:NAME:source` (of the source, given the target: it falls when something is left
    out) and `forced:NAME:target` (the reverse: it falls when something is added). Raw is the mean log-probability of a
    token in nats, the value is e to the power of it: the geometric mean of the probabilities. A model of one direction
    gives one of the two.
    """

    def __init__(self, name: str, snapshot: Snapshot | None) -> None:
        """`snapshot`: None where each direction has a model of its own."""
        self._name, self._snapshot = name, snapshot
        self._found: dict[Way, Snapshot | Failure] = {}
        self._networks: dict[Path, ForcedNetwork | Failure] = {}
        scorer = f"forced:{short(name)}"
        self.scores = (scorer, f"{scorer}:source", f"{scorer}:target")

    @property
    def signature(self) -> str:
        """See `PairModel`; where each direction has a model, those that have been asked."""
        if self._snapshot:
            return f"forced:{self._snapshot.signature}"
        used = sorted({s.signature for s in self._found.values() if isinstance(s, Snapshot)})
        return f"forced:{OPUS}" + (f" ({', '.join(used)})" if used else "")

    def key(self, pair: Pair) -> str:
        """See `PairModel`."""
        ways = (self._at(Way(pair.source_lang, pair.target_lang)), self._at(Way(pair.target_lang, pair.source_lang)))
        return " ".join([_FORMAT, *(way.hash if isinstance(way, Snapshot) else "none" for way in ways)])

    def read(self, pairs: Sequence[Pair]) -> Iterator[Said]:
        """See `PairModel`. Pairs between languages that it does not know are told as such."""
        for languages in dict.fromkeys(Way(pair.source_lang, pair.target_lang) for pair in pairs):
            mine = [i for i, pair in enumerate(pairs) if (pair.source_lang, pair.target_lang) == languages]
            for index, said in self._between(languages, [pairs[i] for i in mine]):
                yield mine[index], said

    def reading(self, segment: Segment, said: bytes) -> Reading:  # noqa: ARG002  places are in what was said
        """See `PairModel`."""
        sides = unpacked(said)
        means = [side.mean for side in sides if side]
        named = [("", sum(means) / len(means))]
        named += [(f":{name}", side.mean) for name, side in zip(_SIDES, sides, strict=True) if side]
        return Reading(
            scores=tuple(
                Score(scorer=f"{self.scores[0]}{suffix}", value=math.exp(min(mean, 0.0)), raw=mean)
                for suffix, mean in named
            ),
            expectations=tuple(
                WordExpectation(
                    span=Span(side=name, start=word.start, end=word.end), probability=word.probability, gain=word.gain
                )
                for name, side in zip(_SIDES, sides, strict=True)
                for word in (side.words if side else ())
            ),
        )

    def close(self) -> None:
        """Let go of the networks."""
        self._networks.clear()

    def _between(self, way: Way, pairs: Sequence[Pair]) -> Iterator[Said]:
        """Yield for each pair what is known of its source and of its target."""
        if not all(way):
            why = Failure("its languages are not known; give them with --source-lang and --target-lang")
            yield from ((i, why) for i in range(len(pairs)))
            return
        forwards = [Asked(pair.source, pair.target) for pair in pairs]
        backwards = [Asked(pair.target, pair.source) for pair in pairs]
        of_targets = self._asked(way, forwards)
        of_sources = self._asked(Way(way.target, way.source), backwards)
        for index, sides in enumerate(zip(of_sources, of_targets, strict=True)):
            yield index, _said(sides)

    def _asked(self, way: Way, texts: Sequence[Asked]) -> list[Expected | str]:
        """Return what one direction says of each text, or why it says nothing: a Failure where it is not to be had."""
        network = self._network(way)
        if isinstance(network, Failure):
            return [network] * len(texts)
        try:
            return network.read(texts, *way)
        except ModelError as error:  # it does not know these languages
            return [Failure(error)] * len(texts)

    def _at(self, way: Way) -> Snapshot | Failure:
        """Return the model of a direction, or why there is none."""
        if self._snapshot:
            return self._snapshot
        if way not in self._found:
            try:
                self._found[way] = open_pair(way.source, way.target)
            except ModelError as error:
                self._found[way] = Failure(error)
        return self._found[way]

    def _network(self, way: Way) -> ForcedNetwork | Failure:
        found = self._at(way)
        if isinstance(found, Failure):
            return found
        if found.path not in self._networks:
            self._networks[found.path] = ForcedNetwork(found)
        return self._networks[found.path]


def _said(sides: Sequence[Expected | str]) -> bytes | str:
    """Return what is kept of both directions; one of them may not be to be had, but both read the pair or neither."""
    unread = next((side for side in sides if isinstance(side, str) and not isinstance(side, Failure)), None)
    if unread is not None:
        return unread
    known = [side if isinstance(side, Expected) else None for side in sides]
    return packed(known) if any(known) else next(side for side in sides if isinstance(side, str))
