"""CON101: one source has several translations."""

from __future__ import annotations

from dataclasses import dataclass

from tqcheck.checks import Collector, rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.partner_groups import PartnerGathering
from tqcheck.text.partners import Memory, Partner, PartnerLearning, Question, hashed_key
from tqcheck.text.scripts import spaceless


@rule("CON101", "inconsistent-translation", Severity.MINOR, mqm="terminology/inconsistent-use-of-terminology")
@dataclass(frozen=True, slots=True)
class InconsistentTranslation:
    """The same source is translated in several ways.

    ## Why it matters
    A reader who meets one sentence in two wordings looks for a difference in meaning; often one of the two is wrong.

    ## How it decides
    Sources that are equal to the letter (plural forms apart) with targets that differ in more than case, punctuation
    and blanks. The rarer translation is reported, or the later one. A source of one or two words says little without
    its context, so it gets low confidence, and less when notes or keys differ. It keeps about 40 bytes for each
    different source, and for those with several translations an excerpt of each. When there are more sources than
    `most`, the others are not compared with one another, and a finding says from where on.

    ## When it is wrong
    Sentences whose translation depends on what stands around them, and variation that a writer wants.
    """

    most: int = 1_000_000
    """How many different sources are remembered."""
    within_document: bool = False
    """Compare the segments of one document only."""
    ties: bool = False
    """Report both of two translations that come equally often, not only the later; always so with --changed-since."""

    def begin(self) -> Collector:
        """Start a new corpus."""
        return PartnerLearning(self._question(), Memory(self.most))

    def gather(self) -> PartnerGathering:
        """Start a part of a corpus: there all texts are remembered, for each machine has some of them."""
        return PartnerGathering(self._question())

    def _question(self) -> Question:
        return Question(code="CON101", texts="different sources", pair=self._pair, hit=_hit, ties=self.ties)

    def _pair(self, segment: Segment) -> tuple[int, str] | None:
        source, target = (segment.source or "").strip(), segment.target.strip()
        if not segment.source or not target:
            return None
        document = segment.document if self.within_document else None
        return hashed_key((source, segment.source_lang, segment.target_lang, segment.variant, document)), target


def _hit(segment: Segment, mine: Partner, others: tuple[Partner, ...]) -> Hit:
    source = segment.source or ""
    other = max(others, key=lambda p: p.count)
    times = f", {other.count} times" if other.count > 1 else ""
    return Hit(
        message=f"The same source is translated “{other.shown}” elsewhere ({other.place}{times}).",
        spans=(Span(side="source", start=0, end=len(source)), Span(side="target", start=0, end=len(segment.target))),
        confidence=_confidence(source, same_context=mine.context == other.context),
        evidence=f"{len(others) + 1} different translations",
    )


def _confidence(source: str, *, same_context: bool) -> float:
    words = len(source) // 2 if spaceless(source) else len(source.split())
    if words <= 2:
        return 0.4 if same_context else 0.2
    return 0.75 if words >= 6 else 0.6 if same_context else 0.5
