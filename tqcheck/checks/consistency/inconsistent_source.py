"""CON102: several different sources have one and the same translation."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from tqcheck.checks import Collector, rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.partner_groups import PartnerGathering
from tqcheck.text.partners import Memory, Partner, PartnerLearning, Question, hashed_key
from tqcheck.text.scripts import spaceless

_LONG = 6
_UNLIKE = 60.0
"""Below this likeness (0..100) two sources say different things."""


@rule("CON102", "inconsistent-source", Severity.INFO, mqm="accuracy/mistranslation")
@dataclass(frozen=True, slots=True)
class InconsistentSource:
    """Several different sources have the same translation.

    ## Why it matters
    A translation that was copied to the wrong place reads well; only its source betrays it.

    ## How it decides
    Targets that are equal to the letter with sources that differ in more than case, punctuation and blanks. When the
    target is a sentence and the sources have little in common, the rarer (or later) one is reported as minor; short
    targets and similar sources, where synonyms are likely, only as information with low confidence. The memory it takes
    is that of CON101, with its limit.

    ## When it is wrong
    Sources that say the same in other words.
    """

    most: int = 1_000_000
    """How many different targets are remembered."""
    within_document: bool = False
    """Compare the segments of one document only."""
    ties: bool = False
    """Report both of two sources that come equally often, not only the later; always so with --changed-since."""

    def begin(self) -> Collector:
        """Start a new corpus."""
        return PartnerLearning(self._question(), Memory(self.most))

    def gather(self) -> PartnerGathering:
        """Start a part of a corpus: there all texts are remembered, for each machine has some of them."""
        return PartnerGathering(self._question())

    def _question(self) -> Question:
        return Question(code="CON102", texts="different targets", pair=self._pair, hit=_hit, ties=self.ties)

    def _pair(self, segment: Segment) -> tuple[int, str] | None:
        source, target = (segment.source or "").strip(), segment.target.strip()
        if not segment.source or not target or segment.variant is not None:
            return None  # plural forms share their target with their siblings by nature
        document = segment.document if self.within_document else None
        return hashed_key((target, segment.source_lang, segment.target_lang, document)), source


def _hit(segment: Segment, mine: Partner, others: tuple[Partner, ...]) -> Hit:
    source, target = segment.source or "", segment.target
    other = max(others, key=lambda p: p.count)
    alike = ratio((mine.excerpt or "").casefold(), (other.excerpt or "").casefold())
    words = len(target) // 2 if spaceless(target) else len(target.split())
    wrong = words >= _LONG and alike < _UNLIKE
    return Hit(
        message=f"A different source has the same translation: “{other.shown}” ({other.place}).",
        spans=(Span(side="source", start=0, end=len(source)), Span(side="target", start=0, end=len(target))),
        confidence=0.65 if wrong else 0.3,
        evidence=f"the two sources are {alike:.0f} % alike",
        severity=Severity.MINOR if wrong else Severity.INFO,
    )
