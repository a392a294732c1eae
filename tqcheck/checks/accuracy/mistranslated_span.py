"""ACC704: words that say something else than the words in their place in the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity
from tqcheck.reading import Reading
from tqcheck.text.passages import passages, quoted, severity

_MOST = 0.7
"""Where more than this share of both sides is in doubt, the question is whether they belong together (ACC701)."""


@rule("ACC704", "mistranslated-span", Severity.MAJOR, mqm="accuracy/mistranslation", needs=("support",))
@dataclass(frozen=True, slots=True)
class MistranslatedSpan:
    """Words of the translation answer to nothing in the source, and words of the source to nothing in the translation.

    ## Why it matters
    Fluent sentences hide the worst mistakes: another country, another disease, the opposite. They look right to whoever
    reads the translation alone.

    ## How it decides
    The model compares every word, in its sentence, with every word of the other side, and says how well it is supported
    there and how likely it is wrong. Where a passage of each side is left without support, and the two stand in
    each other's place, they are reported together. How sure that is was learnt from marked mistakes and from sound
    pairs. What it is not quite sure of is a minor matter.

    ## When it is wrong
    Idioms, puns and free renderings, names that the model cannot read, and languages that it knows badly.
    """

    def check(self, segment: Segment, reading: Reading) -> Iterator[Hit]:
        """Yield a hit for each pair of passages, over both."""
        for swap in passages(reading).swaps:
            if min(swap.source.share, swap.target.share) > _MOST:
                continue
            sure = reading.sure("mistranslated-span", swap.features())
            if sure:
                source, target = swap.source.span, swap.target.span
                yield Hit(
                    message=f"Nothing in the source supports {quoted(segment, target)}; "
                    f"nothing in the translation renders {quoted(segment, source)}.",
                    spans=(source, target),
                    confidence=sure,
                    severity=severity(sure),
                )
