"""LNG501: the reader is addressed in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.address import Address, Use, address, uses
from tqcheck.text.prose import source_prose, target_prose

Document = tuple[str, str]
"""A document in one language."""


@rule("LNG501", "mixed-address", Severity.MINOR, mqm="style/register", needs_source=False)
@dataclass(frozen=True, slots=True)
class MixedAddress:
    """The reader is addressed in another way than in the rest of the document.

    ## Why it matters
    A text that says *Sie* and then *du*, *vous* and then *tu*, or ends its sentences in です and then in だ, reads as
    if two people had written it, and one of them may be impolite.

    ## How it decides
    Pronouns, possessives, imperatives at the start of a sentence and, in Japanese and Korean, endings of sentences
    tell the form, by a table for each of 87 languages. In Thai, Lao, Khmer, Burmese and Chinese the words are looked up
    within their runs, those of which they are only a part left out (คุณภาพ, ເຈົ້າໜ້າທີ່); Burmese and Khmer only
    where a possessive or a particle makes them sure. In a first pass the segments that use each form are counted by
    document and language. When one form has 80 % or more of at least ten, a segment with another form is a finding.
    Quotations and lines of dialogue are passed over, and so are documents that mix freely. When the source uses the
    same form at the same place, the translation only follows. A form that also addresses several people (French *vous*)
    counts as unsure among *tu*, and so does an Arabic plural among أنت.

    Nothing is looked for where a language has no levels of address (English, Hebrew, Irish, Hausa, Swahili …), where
    they cannot be seen in single words (Icelandic *þér* is also the dative of *þú*, Yoruba *ẹ* and Pashto ته have other
    meanings), nor in verb endings that carry the form alone. Memory: a few numbers for each document that has a name.

    ## When it is wrong
    In proverbs, titles and quotations without quotation marks, when one person is addressed where the text otherwise
    speaks to several, and in a file that holds texts of several kinds.
    """

    looks_back: ClassVar[int] = 0
    least: int = 10
    """How many segments of a document must address the reader before one form can be its own."""
    share: float = 0.8
    """Which part of them must use that form, 0..1."""
    ignore: frozenset[str] = frozenset()
    """Words that are never reported, in lower case."""

    def begin(self) -> _Counts:
        """Start a new corpus."""
        return _Counts(self)

    def gather(self) -> _Counts:
        """Start a part of a corpus."""
        return self.begin()


@dataclass(slots=True)
class _Counts:
    """Counts by document the segments that use each form."""

    everywhere: ClassVar[bool] = False
    options: MixedAddress
    counts: dict[Document, Counter[str]] = field(default_factory=dict)

    def add(self, segment: Segment) -> None:
        known = address(segment.target_lang or "") if segment.document else None
        if known is not None and known.likely(segment.target):
            document = (segment.document or "", segment.target_lang or "")
            found = sorted({use.form for use in uses(target_prose(segment), known)})
            self.counts.setdefault(document, Counter()).update(found)

    def finish(self) -> _Judge:
        return _Judge(self.options, {d: c for d, c in self.counts.items() if self._mixed(c)})

    def drain(self) -> dict[Document, Counter[str]]:
        counts, self.counts = self.counts, {}
        return counts

    def joined(self, parts: Sequence[Counter[str]]) -> Counter[str]:
        return sum(parts, Counter())

    def told(self, _key: Document, whole: Counter[str]) -> Counter[str] | None:
        return whole if self._mixed(whole) else None

    def judge(self, known: Mapping[Document, Counter[str]]) -> _Judge:
        return _Judge(self.options, known)

    def _mixed(self, counts: Counter[str]) -> bool:
        most = max(counts.values(), default=0)
        return len(counts) > 1 and counts.total() >= self.options.least and most >= self.options.share * counts.total()


@dataclass(frozen=True, slots=True)
class _Judge:
    options: MixedAddress
    mixed: Mapping[Document, Counter[str]]

    def check(self, segment: Segment) -> Iterator[Hit]:
        counts = self.mixed.get((segment.document or "", segment.target_lang or "")) if self.mixed else None
        known = address(segment.target_lang or "") if counts else None
        if not counts or known is None or not known.likely(segment.target):
            return
        text = target_prose(segment)
        found = list(uses(text, known))
        usual = counts.most_common(1)[0][0]
        others = [u for u in found if u.form != usual and text[u.start : u.end].lower() not in self.options.ignore]
        if others and not _follows(segment, others[0].form):
            yield _hit(text, others, known, counts)


def _follows(segment: Segment, form: str) -> bool:
    """Tell whether the source uses the same form here."""
    known = address(segment.source_lang or "") if segment.source else None
    return known is not None and any(use.form == form for use in uses(source_prose(segment), known))


def _hit(text: str, others: list[Use], known: Address, counts: Counter[str]) -> Hit:
    (usual, most), form = counts.most_common(1)[0], others[0].form
    told = ", ".join(f"“{known.names[f]}” in {n} segments" for f, n in counts.most_common())
    word = text[others[0].start : others[0].end]
    usually = most >= 0.9 * counts.total()
    return Hit(
        message=f"“{word}” is the “{known.names[form]}” form; elsewhere this document uses “{known.names[usual]}”.",
        spans=tuple(Span(side="target", start=u.start, end=u.end) for u in others),
        confidence=known.certainty[form] if usually else known.certainty[form] - 0.15,
        evidence=told,
    )
