"""Passages that answer to nothing on the other side, from what a model says of the words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tqcheck.calibration import logit
from tqcheck.model import Segment, Severity, Side, Span
from tqcheck.reading import Reading, WordReading

SURE = 0.75
"""From here on a claim about a passage is as severe as its check says; what is less sure is a minor matter."""
_SEED, _BRIDGE = 0.6, 0.45
"""A passage begins and ends with words at least this doubtful; those between are at least this doubtful."""
_CLAUSE = 4
"""Words of a passage, or times as many as the other passage has, from which it is more than a word put for another."""
_FAR = 0.35
"""Passages without a common word are taken as counterparts when their places, in shares of the text, are this near."""

_QUOTED = 60
"""Code points up to which a passage is quoted in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words in a row, all in doubt."""

    span: Span
    words: tuple[WordReading, ...]
    doubts: tuple[float, ...]
    """For each word 0..1: how sure it is that it answers to nothing."""
    share: float
    """0..1: of the words of its side."""
    usual: float
    """The mean support of the words of its side."""
    risk: float
    """Of the pair as a whole, before calibration; 0 where no model tells."""

    def features(self) -> dict[str, float]:
        """Return what speaks for a claim about the passage, by the names that `config.json` uses."""
        count = len(self.words)
        return {
            "doubt": max(self.doubts),
            "mean_doubt": sum(self.doubts) / count,
            "support": sum(w.support for w in self.words) / count,
            "least_support": min(w.support for w in self.words),
            "odds": max(logit(w.error) for w in self.words),
            "mean_odds": sum(logit(w.error) for w in self.words) / count,
            "rarity": sum(w.rarity for w in self.words) / count,
            "words": math.log2(count),
            "characters": math.log2(1 + self.span.end - self.span.start),
            "share": self.share,
            "usual": self.usual,
            "risk": self.risk,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Passages that stand in each other's place."""

    source: Passage
    target: Passage
    link: float
    """0..2.5, how much speaks for that: up to 2 for words that point at the other, up to 0.5 for places in the text."""

    def features(self) -> dict[str, float]:
        """Return those of the target, those of the source with `source_` before their names, and `link`."""
        source = {f"source_{name}": value for name, value in self.source.features().items() if name != "risk"}
        return self.target.features() | source | {"link": self.link}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """Those of one pair: counterparts of each other, and those that stand alone on a side."""

    swaps: tuple[Swap, ...]
    """In the order of the target."""
    source: tuple[Passage, ...]
    target: tuple[Passage, ...]


_MOST = 100
"""Passages of a side that may be counterparts: every one of them is compared with every other."""


def passages(reading: Reading) -> Passages:
    """Return what of a pair answers to nothing."""
    source, target = _found(reading, "source"), _found(reading, "target")
    swaps: list[Swap] = []
    left = list(source)
    ends = {side: max((w.span.end for w in reading.side(side)), default=1) for side in _SIDES}
    for passage in target[:_MOST]:
        candidates = enumerate(left[:_MOST])
        near = [(_link(other, passage, ends), -i, other) for i, other in candidates if _of_a_size(other, passage)]
        best = max(near, default=None)
        if best and best[0] > 0:
            swaps.append(Swap(source=best[2], target=passage, link=best[0]))
            left.remove(best[2])
    matched = {id(swap.target) for swap in swaps}
    return Passages(swaps=tuple(swaps), source=tuple(left), target=tuple(p for p in target if id(p) not in matched))


def quoted(segment: Segment, span: Span) -> str:
    """Return the text of a span in quotes, a long one by its beginning and end."""
    text = segment.text(span.side)[span.start : span.end]
    if len(text) <= _QUOTED:
        return f"“{text}”"
    beginning, _, cut = text[: _QUOTED // 2].rpartition(" ")
    cut_too, _, end = text[-_QUOTED // 3 :].partition(" ")
    return f"“{beginning or cut} … {end or cut_too}”"


def severity(sure: float) -> Severity | None:
    """Return the severity of a claim; None for that of its check."""
    return None if sure >= SURE else Severity.MINOR


_SIDES: tuple[Side, Side] = ("source", "target")


def _found(reading: Reading, side: Side) -> list[Passage]:
    words = reading.side(side)
    doubts = [reading.sure(f"{side}-word", features) for features in word_features(reading, side)]
    usual = _usual(words)
    risk = next((score.raw for score in reading.scores if score.scorer == "risk"), 0.0)
    found, first, last = [], -1, -1
    for index, doubt in enumerate([*doubts, 0.0]):
        if doubt >= _SEED:
            first, last = (index if first < 0 else first), index
        elif doubt < _BRIDGE and first >= 0:
            found.append(_passage(words, doubts, range(first, last + 1), usual=usual, risk=risk))
            first = -1
    return found


def word_features(reading: Reading, side: Side) -> list[dict[str, float]]:
    """Return what speaks for a claim about each word of a side, by the names that `config.json` uses."""
    others = {word.span: word for word in reading.words if word.span.side != side}
    words = reading.side(side)
    usual = _usual(words)
    return [_word_features(word, others.get(word.match) if word.match else None, usual) for word in words]


def _usual(words: Sequence[WordReading]) -> float:
    return sum(word.support for word in words) / (len(words) or 1)


def _word_features(word: WordReading, match: WordReading | None, usual: float) -> dict[str, float]:
    back = match.match if match else None
    return {
        "support": word.support,
        "odds": logit(word.error),
        "rarity": word.rarity,
        "mutual": float(back == word.span),
        "match_odds": logit(match.error) if match else 0.0,
        "match_support": match.support if match else 0.0,
        "usual": usual,
    }


def _passage(
    words: Sequence[WordReading], doubts: Sequence[float], which: range, *, usual: float, risk: float
) -> Passage:
    inside = tuple(words[i] for i in which)
    return Passage(
        span=replace(inside[0].span, end=inside[-1].span.end),
        words=inside,
        doubts=tuple(doubts[i] for i in which),
        share=len(inside) / len(words),
        usual=usual,
        risk=risk,
    )


def _link(source: Passage, target: Passage, ends: dict[Side, int]) -> float:
    """Return how much speaks for it that one stands where the other should: 0 for nothing."""
    pointing = sum(_points(w, target.span) for w in source.words) / len(source.words)
    pointing += sum(_points(w, source.span) for w in target.words) / len(target.words)
    apart = abs(_middle(source.span) / ends["source"] - _middle(target.span) / ends["target"])
    return pointing + max(0.0, 1 - apart / _FAR) / 2


def _of_a_size(one: Passage, other: Passage) -> bool:
    """Tell whether one could stand in the other's place: no single word stands where a clause should."""
    fewer, more = sorted((len(one.words), len(other.words)))
    return more < _CLAUSE or fewer * _CLAUSE > more


def _points(word: WordReading, span: Span) -> bool:
    return word.match is not None and span.start <= word.match.start < span.end


def _middle(span: Span) -> float:
    return (span.start + span.end) / 2
