"""What the models say of one pair, as checks and `combine` get it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tqcheck.calibration import Logistic
from tqcheck.model import BackTranslation, Score, Side, Span

LEAST = 0.05
"""Claims less sure than this are not made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordReading:
    """One word."""

    span: Span
    support: float
    """-1..1: the cosine with its best counterpart on the other side."""
    match: Span | None
    """That counterpart; None where it is no word."""
    rarity: float
    """0 and more, by the ranks of its pieces in the vocabulary: 0.3 is a common word, 1 to 3 are rare ones."""
    error: float
    """0..1: the probability that it is wrong (target), or that the target does not render it (source)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordExpectation:
    """One word, to a translation model that knows the other side and what stands before it."""

    span: Span
    probability: float
    """0..1: the geometric mean over its tokens."""
    gain: float
    """By how many nats a token the other side raises its log-probability; about 0: it does not explain the word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One pair."""

    scores: tuple[Score, ...]
    words: tuple[WordReading, ...] = ()
    """Those of the source, then those of the target, each in order; none where no model tells words apart."""
    claims: Mapping[str, Logistic] = field(default_factory=dict, repr=False)
    """How sure a claim is, given what speaks for it; a claim that no model knows is never made."""
    back: BackTranslation | None = None
    """None where nothing was translated back, or what came back is itself broken."""

    expectations: tuple[WordExpectation, ...] = ()
    """Likewise for both sides; none where no translation model was asked."""

    def raw(self, scorer: str) -> float:
        """Return a score before calibration. Raises KeyError when no model gave it."""
        for score in self.scores:
            if score.scorer == scorer:
                return score.raw
        raise KeyError(scorer)

    def side(self, side: Side) -> tuple[WordReading, ...]:
        """Return the words of one side."""
        return tuple(word for word in self.words if word.span.side == side)

    def sure(self, claim: str, features: Mapping[str, float]) -> float:
        """Return how sure `claim` is, 0..1; 0 for what is less sure than LEAST."""
        known = self.claims.get(claim)
        sure = known(features) if known else 0.0
        return sure if sure >= LEAST else 0.0


def families(scores: Iterable[str]) -> frozenset[str]:
    """Return the names of scores without those of their models: `forced` of `forced:opus-mt:source`."""
    return frozenset(score.partition(":")[0] for score in scores)
