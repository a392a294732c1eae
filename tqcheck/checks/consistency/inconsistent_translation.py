"""CON101: one source has several translations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tqcheck.checks import Collector, rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.partners import Memory, Partner, overflow, place
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
    its context, so it gets low confidence, and less when notes or keys differ. It keeps about 130 bytes for each
    different source, and for those with several translations an excerpt of each. When there are more sources than
    `most`, the others are not compared with one another, and a finding says from where on.

    ## When it is wrong
    Sentences whose translation depends on what stands around them, and variation that a writer wants.
    """

    most: int = 1_000_000
    """How many different sources are remembered."""
    within_document: bool = False
    """Compare the segments of one document only."""

    def begin(self) -> Collector:
        """Start a new corpus."""
        return _Learning(self, Memory(self.most))


def _key(segment: Segment, *, within_document: bool) -> int:
    document = segment.document if within_document else None
    source = (segment.source or "").strip()
    return hash((source, segment.source_lang, segment.target_lang, segment.variant, document))


@dataclass(slots=True)
class _Learning:
    options: InconsistentTranslation
    memory: Memory = field(repr=False)

    def add(self, segment: Segment) -> None:
        """Remember the pair."""
        if segment.source and segment.target.strip():
            key = _key(segment, within_document=self.options.within_document)
            self.memory.add(segment, key, segment.target.strip())

    def finish(self) -> _Judge:
        """Return the judge."""
        self.memory.close()
        return _Judge(self.options, self.memory)


@dataclass(frozen=True, slots=True)
class _Judge:
    options: InconsistentTranslation
    memory: Memory = field(repr=False)

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit when the translation is the rarer one."""
        if self.memory.overflow == place(segment):
            yield overflow(f"{self.options.most:,} different sources", "CON101")
        if not segment.source:
            return
        key = _key(segment, within_document=self.options.within_document)
        found = self.memory.rivals(segment, key, segment.target.strip())
        if found and self.memory.is_minority(key, found[0]):
            yield _hit(segment, *found)


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
