"""ACC801: translated back, the target names, counts or denies something else than the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from tqcheck.checks import AnyCheck, rule
from tqcheck.checks.naming import find
from tqcheck.checks.options import build
from tqcheck.checks.running import hits
from tqcheck.lang.names.given import NOTHING, GivenNames
from tqcheck.lang.names.lexicon import knows
from tqcheck.model import BackTranslation, Hit, Segment, Severity, Span
from tqcheck.reading import Reading
from tqcheck.text.names import mentions
from tqcheck.text.negation import negation
from tqcheck.text.number_lexicon import lexicon as numerals
from tqcheck.text.polarity import polarity
from tqcheck.text.prose import source_prose
from tqcheck.text.tokens import words
from tqcheck.text.word_matches import Place, through

_ASKED = {"ACC101": 0.9, "ACC102": 0.9, "ACC103": 0.9, "ACC201": 1.0, "ACC203": 1.0, "ACC501": 1.0, "ACC502": 0.8}
"""What is asked within the language of the source, and what its answers are worth here."""
_ANSWERED, _UNTOLD = 0.25, 0.85
"""What stays of a doubt where the target itself has what its back-translation lacks, and where nothing tells."""
_POOR, _LESS = 35.0, 0.7
"""Of a back-translation that is so far from the source (chrF, 0..100) less is believed."""
_FAR, _UNLIKE, _SLIGHT = 20.0, 0.6, 0.25
"""Below this chrF and this similarity all of it says something else, which is told with that confidence."""
_LONG = 40
"""Characters of a source that may be told from another by its letters."""


@rule(
    "ACC801",
    "back-translation-differs",
    Severity.MAJOR,
    mqm="accuracy/mistranslation",
    needs=("back-translation",),
)
@dataclass(frozen=True, slots=True)
class BackTranslationDiffers:
    """Translated back, the target names, counts or denies something else than the source.

    ## Why it matters
    Names, numbers and negations are the same in a source and in what a translation machine makes of its translation,
    and two texts in one language can be compared to the letter. So *Israel* for *État islamique* is seen between
    languages of which there are no tables as well.

    ## How it decides
    Asked only with `--back-translate`. The checks of numbers (ACC101 to ACC103), names (ACC201, ACC203), negation
    (ACC501) and opposites (ACC502) compare the source with the back-translation. What they find is a finding here when
    the target does not have it either, as far as it can be asked itself: the same checks are asked of source and
    target, and where they know the language of the target and see nothing, the slip is the machine's. The place in
    the target is that of the words from which the machine made the words that differ. A finding that another check
    has at the same words becomes surer instead of being told twice. A text that comes back very far from the source
    as a whole is told by the profile `audit` only. Back-translations that loop, are cut, not translated, in another
    language or without confidence are no evidence; the report says how many there were.

    ## When it is wrong
    Where the machine mistakes a word in a language that our tables do not know: a surname that is a word too. A
    back-translation is evidence, never proof; it stands beside each finding.
    """

    names: GivenNames = NOTHING
    """Names of your own; the command line fills it from `--names`."""

    def check(self, segment: Segment, reading: Reading) -> Iterator[Hit]:
        """Yield a hit for each thing that differs."""
        back = reading.back
        if back is None or not segment.source or not segment.source_lang:
            return
        poor = _LESS if reading.raw("back-translation") < _POOR else 1.0
        pair = replace(segment, target=back.text, target_lang=segment.source_lang, target_codes=())
        for code, worth in _ASKED.items():
            asked = _check(code, self.names)
            for hit in hits(asked, [pair])[0]:
                sure = hit.confidence * worth * poor * _borne_out(code, hit, segment, asked)
                yield replace(_told(hit, segment, back), confidence=sure, severity=hit.severity or find(code).severity)
        yield from _far(segment, reading, back)


@lru_cache(maxsize=64)
def _check(code: str, names: GivenNames) -> AnyCheck:
    asked = find(code)
    return build(asked, {"names": names} if any(f.name == "names" for f in fields(asked.cls)) else {})


def _borne_out(code: str, hit: Hit, segment: Segment, asked: AnyCheck) -> float:
    """Return 0..1: how far the target bears out what its back-translation says."""
    here = [s for s in hit.spans if s.side == "source"]
    if any(_overlap(s, t) for h in hits(asked, [segment])[0] for s in h.spans for t in here):
        return 1.0
    return _ANSWERED if _tells(code, hit, segment) else _UNTOLD


def _tells(code: str, hit: Hit, segment: Segment) -> bool:
    """Tell whether the check can be asked of source and target, too."""
    tag = segment.target_lang or ""
    if code == "ACC501":
        return negation(tag) is not None
    if code == "ACC502":
        return polarity(tag) is not None
    here = [s for s in hit.spans if s.side == "source"]
    if code.startswith("ACC1"):
        digits = all(any(map(str.isdigit, (segment.source or "")[s.start : s.end])) for s in here)
        return digits or bool(numerals(tag).plain or numerals(tag).run)
    named = mentions(source_prose(segment), segment.source_lang or "")
    return all(
        knows(tag, entity) for m in named for s in here if m.start < s.end and s.start < m.end for entity in m.entities
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.side == other.side and one.start < other.end and other.start < one.end


def _told(hit: Hit, segment: Segment, back: BackTranslation) -> Hit:
    """Return the hit on the segment itself that a hit on its source and its back-translation stands for."""
    source = [s for s in hit.spans if s.side == "source"]
    there = [(s.start, s.end) for s in hit.spans if s.side == "target"]
    matches = [((m.start, m.end), (t.start, t.end)) for m, t in back.matches]
    places = dict.fromkeys(p for place in there for p in through(place, matches, segment.target))
    return Hit(
        message=_message(segment.source or "", back.text, [(s.start, s.end) for s in source], there),
        spans=(*(Span(side="target", start=start, end=end) for start, end in places), *source),
        confidence=hit.confidence,
        evidence=_evidence(back),
    )


def _message(source: str, back: str, here: list[Place], there: list[Place]) -> str:
    right, wrong = _quoted(source, here), _quoted(back, there)
    if right.casefold() == wrong.casefold():  # 8 million, 8 billion
        right, wrong = _quoted(source, here, more=True), _quoted(back, there, more=True)
    if right and wrong:
        return f"Translated back, “{wrong}” stands where the source says “{right}”."
    if right:
        return f"Translated back, “{right}” of the source has no counterpart."
    return f"Translated back, the target says “{wrong}”, which is not in the source."


def _quoted(text: str, places: list[Place], *, more: bool = False) -> str:
    """Return the words at these places; `more`: each with the word behind it."""
    ends = [w.end for w in words(text)] if more else []
    return " … ".join(text[start : next((e for e in ends if e > end), end)] for start, end in places)


def _evidence(back: BackTranslation) -> str:
    return f"translated back by {back.by}: “{back.text}”"


def _far(segment: Segment, reading: Reading, back: BackTranslation) -> Iterator[Hit]:
    """Yield a slight hit where the whole comes back as something else."""
    near = next((score.raw for score in reading.scores if score.scorer == "back-similarity"), 0.0)
    if reading.raw("back-translation") < _FAR and near < _UNLIKE and len(segment.source or "") >= _LONG:
        yield Hit(
            message="Translated back, the target says something else than the source.",
            spans=(Span(side="target", start=0, end=len(segment.target)),),
            confidence=_SLIGHT,
            evidence=_evidence(back),
            severity=Severity.MINOR,
        )
