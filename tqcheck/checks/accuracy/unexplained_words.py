"""ACC802: words that a translation model does not expect, given the other side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Side, Span
from tqcheck.reading import Reading, WordExpectation
from tqcheck.text.passages import quoted

_DETACHED, _FEWEST, _LITTLE = 0.55, 4, 2.0
"""Texts do not belong together when this share of the words of a side, and so many, are unlikely, and knowing the other
side gains less than so many nats a word; in a good translation it gains 3 or more."""
_BOTH_SIDES, _ONE_SIDE = 0.7, 0.55
"""How sure that is when the model was asked in both directions, and in one."""
_PASSAGE, _WORD_MORE, _MOST = 0.3, 0.05, 0.45
"""How sure a passage is: free renderings are unexpected too, so it is never shown below the profile `audit`."""
_SIDES: tuple[Side, Side] = ("source", "target")


@rule("ACC802", "unexplained-words", Severity.MAJOR, mqm="accuracy/mistranslation", needs=("forced",))
@dataclass(frozen=True, slots=True)
class UnexplainedWords:
    """A translation model does not expect these words, given the other side.

    ## Why it matters
    A machine that has lost its source goes on in fluent sentences about something else. Whoever reads the translation
    alone sees nothing, and names and numbers need not be in it.

    ## How it decides
    Asked only with `--models forced:MODEL`. The translation model reads one side and says how likely each word of
    the other is, after the words before it. A word that is unlikely, and hardly likelier than if the model had
    read nothing, is not explained by the other side. Where most words are unlikely and the other side makes them hardly
    likelier, the two do not belong together.
    Single passages are told by the profile `audit`: words of the target that may be added, words of the source that may
    be left out.

    ## When it is wrong
    Free renderings, rare names, dialect, and languages or subjects that the model knows badly. The limits are set by
    hand, not learnt.
    """

    probability: float = 0.05
    """Words that the model finds less likely than this, 0..1 a token, may be unexplained."""
    gain: float = 0.5
    """They are not where the other side raises their log-probability by this many nats a token."""

    def check(self, segment: Segment, reading: Reading) -> Iterator[Hit]:
        """Yield one hit for texts that do not belong together, or one for each passage."""
        sides = [[e for e in reading.expectations if e.span.side == side] for side in _SIDES]
        asked = [words for words in sides if words]
        if asked and all(self._lost(words) for words in asked):
            yield Hit(
                message="A translation model sees no relation between the source and the translation.",
                spans=tuple(Span(side=side, start=0, end=len(segment.text(side))) for side in _SIDES),
                confidence=_BOTH_SIDES if len(asked) == len(_SIDES) else _ONE_SIDE,
            )
            return
        for words in asked:
            yield from (_hit(segment, passage) for passage in self._passages(words))

    def _unexplained(self, word: WordExpectation) -> bool:
        return word.probability < self.probability and word.gain < self.gain

    def _lost(self, words: Sequence[WordExpectation]) -> bool:
        unlikely = sum(word.probability < self.probability for word in words)
        gained = sum(word.gain for word in words) / len(words)
        return len(words) >= _FEWEST and unlikely >= _DETACHED * len(words) and gained < _LITTLE

    def _passages(self, words: Sequence[WordExpectation]) -> Iterator[list[WordExpectation]]:
        for unexplained, run in groupby(words, key=self._unexplained):
            if unexplained:
                yield list(run)


def _hit(segment: Segment, words: Sequence[WordExpectation]) -> Hit:
    side = words[0].span.side
    span = Span(side=side, start=words[0].span.start, end=words[-1].span.end)
    other, doubt = ("source", "added") if side == "target" else ("translation", "left out")
    return Hit(
        message=f"Given the {other}, a translation model does not expect {quoted(segment, span)}; it may be {doubt}.",
        spans=(span,),
        confidence=min(_MOST, _PASSAGE + _WORD_MORE * (len(words) - 1)),
        evidence=f"probability of a token: {min(word.probability for word in words):.1e}",
    )
