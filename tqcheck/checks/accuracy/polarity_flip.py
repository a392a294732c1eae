"""ACC502: a word of the translation means the opposite of the source's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Side, Span
from tqcheck.text.negation import negated, negation
from tqcheck.text.polarity import Concept, Polarity, Poles, concepts, diminishers, opposite, polarity, poles
from tqcheck.text.prose import side_prose
from tqcheck.text.scripts import spaceless, spaceless_length
from tqcheck.text.tokens import words

# Words on the longer side: the longer a sentence, the likelier the two words stand for different things.
_BY_LENGTH = ((10, 1.0), (15, 0.95), (22, 0.88), (30, 0.78), (45, 0.62))
_LONG = 0.45
# In a brief one there is little else that they could stand for: so much of the doubt remains.
_BRIEF = ((6, 0.5), (10, 0.7))
_UNSURE_WORD, _UNSURE_IN_BRIEF = 0.5, 0.7
_CLEAR = 0.45
"""Of pairs below this one, a short sentence makes nothing surer."""
_REPEATED = 0.7
_OTHER_NEGATION = 0.15
_DIMINISHED = 0.4


@rule("ACC502", "polarity-flip", Severity.MAJOR, mqm="accuracy/mistranslation")
@dataclass(frozen=True, slots=True)
class PolarityFlip:
    """A word of the translation means the opposite of what the source says: *cut* for *raise*, *after* for *before*.

    ## Why it matters
    An opposite reads as well as the right word, so nobody sees it, and the sentence says the contrary of the truth.

    ## How it decides
    Tables hold for each language the words of some hundred pairs of opposites: of measure (*rise, fall*), order
    (*first, last*), place (*north, south*), action (*buy, sell*), quality (*strong, weak*) and kin (*mother,
    father*). It fires when the source names one pole of a pair and the translation only the other, when neither side
    names both, when no word of kindred meaning stands for the missing pole (*more* for *rise*), and when both sides
    deny or neither does: *not before* is a good translation of *after*. Clear pairs, clear words and short sentences
    make it sure.

    ## When it is wrong
    When the translation looks at the matter from the other side (*half empty* as *half full*), when the two words
    belong to different things in a long sentence, or when a word is used in a figure of speech.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield the surest flip."""
        known_source, known_target = polarity(segment.source_lang or "und"), polarity(segment.target_lang or "und")
        if known_source is None or known_target is None:
            return
        named = _opposed(segment, known_source, known_target)
        if named is None:
            return
        flips = _flipped(*named)
        if not flips:
            return
        source, target = side_prose(segment, "source"), side_prose(segment, "target")
        length = max(_length(source), _length(target))
        doubt = next((left for most, left in _BRIEF if length <= most), 1.0)
        sides = (source, known_source), (target, known_target)
        found = [h for flip in flips for h in _hit(flip.concept, _sure(flip, doubt), *sides)]
        if found:
            surest = max(found, key=lambda h: h.confidence)
            first, second = (segment.text(s.side)[s.start : s.end] for s in surest.spans)
            certain = _certainty((segment.source_lang, source, first), (segment.target_lang, target, second))
            yield replace(surest, confidence=surest.confidence * certain * _by_length(length))


def _opposed(segment: Segment, source: Polarity, target: Polarity) -> tuple[Poles, Poles] | None:
    """Return what both sides name, if any pole of one is opposed to one of the other."""
    sides: tuple[tuple[Side, Polarity], ...] = (("source", source), ("target", target))
    (first, known), (second, other) = reversed(sides) if source.slow and not target.slow else sides
    ours = known.named(side_prose(segment, first))
    if not ours:
        return None
    opposed = opposite(ours)
    theirs = other.named(side_prose(segment, second), opposed)
    if not opposed & theirs:
        return None
    return (poles(ours), poles(theirs)) if first == "source" else (poles(theirs), poles(ours))


class _Flip(NamedTuple):
    concept: Concept
    unsure: bool
    """One of the words has other meanings."""
    diminished: bool
    """A word such as *less* may have turned the other round."""


def _flipped(source: Poles, target: Poles) -> list[_Flip]:
    """Return the concepts whose poles differ."""
    lost = source.plus & ~source.minus & target.minus & ~target.plus
    gained = source.minus & ~source.plus & target.plus & ~target.minus
    if not lost and not gained:
        return []
    unsure = source.unsure | target.unsure
    diminished = (source.minus & ~source.plus ^ target.minus & ~target.plus) & diminishers()
    found = []
    for concept in concepts():
        kin = concept.family
        if (concept.bit & lost and not (target.plus | source.minus) & kin) or (
            concept.bit & gained and not (target.minus | source.plus) & kin
        ):
            found.append(_Flip(concept, bool(unsure & concept.bit), bool(diminished & ~kin)))
    return found


def _sure(flip: _Flip, doubt: float) -> float:
    """Return how sure a flip is (0..1) in a text whose length leaves this share of the doubt."""
    unsure = (_UNSURE_WORD if doubt == 1 else _UNSURE_IN_BRIEF) if flip.unsure else 1.0
    sure = 1 - (1 - flip.concept.sure * unsure) * (doubt if flip.concept.sure >= _CLEAR else 1.0)
    return sure * (_DIMINISHED if flip.diminished else 1.0)


def _hit(concept: Concept, sure: float, source: tuple[str, Polarity], target: tuple[str, Polarity]) -> Iterator[Hit]:
    ours, theirs = source[1].naming(source[0], concept.bit), target[1].naming(target[0], concept.bit)
    if not ours or not theirs:
        return
    word, other = source[0][ours[0].start : ours[0].end], target[0][theirs[0].start : theirs[0].end]
    if word.casefold() == other.casefold():  # quoted, or never translated
        return
    yield Hit(
        message=f"“{other}” is the opposite of “{word}” in the source.",
        spans=(
            Span(side="source", start=ours[0].start, end=ours[0].end),
            Span(side="target", start=theirs[0].start, end=theirs[0].end),
        ),
        confidence=sure if len(ours) == len(theirs) == 1 else sure * _REPEATED,
        evidence=concept.name,
    )


def _by_length(length: float) -> float:
    return next((sure for most, sure in _BY_LENGTH if length <= most), _LONG)


def _certainty(*sides: tuple[str | None, str, str]) -> float:
    """Return how likely negation leaves the words opposed (0..1); a side is its language, its text and its word."""
    known = [negation(tag or "") for tag, _, _ in sides]
    if None in known:
        return 1.0
    denied = [bool(k and negated(text, k)) for k, (_, text, _) in zip(known, sides, strict=True)]
    if denied[0] != denied[1]:
        return _OTHER_NEGATION
    denying = denied[0] and any(k and negated(word, k) for k, (_, _, word) in zip(known, sides, strict=True))
    return _OTHER_NEGATION if denying else 1.0


def _length(text: str) -> float:
    return spaceless_length(text) if spaceless(text) else len(words(text))
