"""ACC501: one side denies what the other affirms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Side, Span
from tqcheck.text.negation import Negation, negated, negation, obliges, support, trigger, undone
from tqcheck.text.prose import side_prose
from tqcheck.text.scripts import spaceless, spaceless_length
from tqcheck.text.tokens import lowered, words

# A sentence of few words has few ways to deny; the longer it is, the likelier a paraphrase that no table knows.
_SURE = ((9, 0.75), (14, 0.6), (18, 0.5), (26, 0.3))
_LONG = 0.2
_PLAIN, _PLAIN_IN_BRIEF = 0.55, 0.75


@rule("ACC501", "negation-mismatch", Severity.MAJOR, mqm="accuracy/mistranslation")
@dataclass(frozen=True, slots=True)
class NegationMismatch:
    """The source is negative and nothing in the target is, or the other way round.

    ## Why it matters
    A lost *not* turns a warning into an instruction, and a sentence that reads well hides it from every proofreader.

    ## How it decides
    Tables say for each language which words deny a sentence (*not, n't, nicht, ne … pas, не, ない, 不, لا*), which
    phrases with such a word deny nothing (*not only, ne … que, なければならない*) and which words or affixes
    render a negation (*without, fail, refuse, un-, -los, -sız*). It fires when one side denies and the other has
    neither a negator nor anything that may stand for one. “Must be valid” against “is not valid”, a rule against its
    breach, and two negatives that undo each other (*not impossible*) get little confidence. Short sentences are
    sure; in long ones a paraphrase is likelier, and the confidence falls. Languages without a table are not judged.

    ## When it is wrong
    When the other side says the same by a positive word that the table does not know: *not far* as *nearby*. It says
    nothing when two negations stand on one side and one on the other.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit on the side that denies."""
        known_source, known_target = negation(segment.source_lang or ""), negation(segment.target_lang or "")
        if known_source is None or known_target is None:
            return
        source, target = side_prose(segment, "source"), side_prose(segment, "target")
        denies_source, denies_target = negated(source, known_source), negated(target, known_target)
        if denies_source == denies_target:
            return
        hit = None
        if denies_source:
            hit = _lost("source", (source, known_source), (target, known_target), whole=segment.target)
        elif segment.variant is None:  # the form for zero things denies: "no photo was copied"
            hit = _lost("target", (target, known_target), (source, known_source), whole=segment.source or "")
        if hit:
            yield hit


def _lost(side: Side, denying: tuple[str, Negation], affirming: tuple[str, Negation], *, whole: str) -> Hit | None:
    """Return the hit for a negation of `side` that the other side lacks; `whole` is that side with its code."""
    (text, known), (other, known_other) = denying, affirming
    found = trigger(text, known)
    if found is None:
        return None
    supported = support(other, known_other)
    confidence = 0.04 if supported == 1 else _confidence(text, other) * (1 - 0.9 * supported)
    if obliges(other, known_other) and not obliges(text, known):
        confidence *= 0.55
    elif found.plain:
        confidence *= _PLAIN_IN_BRIEF if confidence == _SURE[0][1] else _PLAIN
    if undone(text, known, found):
        confidence *= 0.5
    if text.rstrip().endswith(("?", "？", "؟", "…")):
        confidence *= 0.6
    word = text[found.start : found.end]
    # The other side quotes the word, perhaps in code, or was never translated, or this side explains it.
    if word.lower() in lowered(whole):
        return None
    if known is not known_other and lowered(other) and lowered(other) <= lowered(text):
        return None
    message = (
        f"“{word}” of the source has no counterpart: the translation affirms what the source denies."
        if side == "source"
        else f"“{word}” denies what the source affirms."
    )
    return Hit(message=message, spans=(Span(side=side, start=found.start, end=found.end),), confidence=confidence)


def _confidence(text: str, other: str) -> float:
    length = max(_length(text), _length(other))
    return next((sure for most, sure in _SURE if length <= most), _LONG)


def _length(text: str) -> float:
    return spaceless_length(text) if spaceless(text) else len(words(text))
