"""CON103: one name written in several ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tqcheck.checks import rule
from tqcheck.lang.names.lexicon import lexicon
from tqcheck.lang.tables import section
from tqcheck.model import Fix, Hit, Segment, Severity, Span
from tqcheck.text.name_forms import Form, doublets, spellings
from tqcheck.text.names import capitalised, mentions
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.similarity import alike
from tqcheck.text.transliteration import romanised

_KEPT = 200_000
_SMALL = 1_000
_FIRST_WORDS = 12
Document = tuple[str | None, str]
Key = tuple[Document, str]


@rule(
    "CON103", "inconsistent-name", Severity.MINOR, mqm="terminology/inconsistent-use-of-terminology", needs_source=False
)
@dataclass(frozen=True, slots=True)
class InconsistentName:
    """One name is written in several ways in a document.

    ## Why it matters
    A reader who meets *Zelensky* and *Zelenskyy*, or *Islamic State* and *Islamic state*, wonders whether they are
    the same, and searches for one do not find the other.

    ## How it decides
    Capitalised words in the middle of sentences are compared within a document. Spellings between which
    transliterations waver (*Mosul*, *Mossoul*) and pairs of words that differ in capitals are one name; a spelling that
    is used clearly less often than another is a finding. A source shows that it is the same name when it writes it in
    the same way in both places; where it writes the rarer spelling itself, the check is silent. Sentence beginnings
    and headlines do not count. Memory: each name with its counts, 200,000 at most.

    ## When it is wrong
    Where two people have similar names, and in large documents that many people wrote: there its confidence is
    low.
    """

    majority: int = 3
    """How many times as often as the rarer spelling the usual one must occur."""
    ignore: frozenset[str] = frozenset()
    """Spellings that are never reported."""

    def begin(self) -> _Forms:
        """Start a new corpus."""
        return _Forms(self.majority, self.ignore)


@dataclass(slots=True)
class _Forms:
    """Counts the forms of each name by document."""

    majority: int
    ignore: frozenset[str]
    spelt: dict[Key, Counter[str]] = field(default_factory=dict)
    paired: dict[Key, Counter[str]] = field(default_factory=dict)
    sources: dict[Key, set[int]] = field(default_factory=dict)
    segments: Counter[Document] = field(default_factory=Counter)

    def add(self, segment: Segment) -> None:
        document, tag = _document(segment), segment.target_lang or "und"
        self.segments[document] += 1
        text = target_prose(segment)
        for form in spellings(text, tag):
            if self._count(self.spelt, (document, form.key), form.text):
                self.sources.setdefault((document, form.text), set()).update(_source_words(segment))
        for form in doublets(text, tag):
            self._count(self.paired, (document, form.key), form.text)

    def _count(self, forms: dict[Key, Counter[str]], key: Key, text: str) -> bool:
        if key not in forms and len(forms) >= _KEPT:
            return False
        forms.setdefault(key, Counter())[text] += 1
        return True

    def finish(self) -> _Judge:
        several = {key: forms for key, forms in self.spelt.items() if len(forms) > 1}
        kept = {(key[0], form) for key, forms in several.items() for form in forms}
        return _Judge(
            self.majority,
            self.ignore,
            several,
            {key: forms for key, forms in self.paired.items() if len(forms) > 1},
            {form: words for form, words in self.sources.items() if form in kept},
            self.segments,
        )


@dataclass(frozen=True, slots=True)
class _Judge:
    majority: int
    ignore: frozenset[str]
    spelt: Mapping[Key, Counter[str]]
    paired: Mapping[Key, Counter[str]]
    sources: Mapping[Key, set[int]]
    segments: Mapping[Document, int]

    def check(self, segment: Segment) -> Iterator[Hit]:
        if not self.spelt and not self.paired:
            return
        text, tag, document = target_prose(segment), segment.target_lang or "und", _document(segment)
        for form in spellings(text, tag):
            usual = self._usual(self.spelt, (document, form.key), form.text)
            if usual and _truly_other(form.text, usual, tag):
                confidence = self._sure_of_spelling(segment, form, usual)
                if confidence:
                    yield self._hit(form, usual, confidence, self.spelt[document, form.key])
        for form in doublets(text, tag):
            usual = self._usual(self.paired, (document, form.key), form.text)
            if usual:
                yield self._hit(form, usual, self._sure_of_case(segment, form), self.paired[document, form.key])

    def _usual(self, forms: Mapping[Key, Counter[str]], key: Key, text: str) -> str | None:
        """Return the form that is clearly usual, unless it is `text` itself."""
        counts = forms.get(key)
        if counts is None or text in self.ignore:
            return None
        usual, most = counts.most_common(1)[0]
        return usual if usual != text and most >= max(2, self.majority * counts[text]) else None

    def _sure_of_spelling(self, segment: Segment, form: Form, usual: str) -> float:
        if segment.source is None:
            return 0.6 if self.segments[_document(segment)] <= _SMALL else 0.3
        if form.text in source_prose(segment):
            return 0.0
        same = _source_words(segment, like=form.text) & self.sources.get((_document(segment), usual), set())
        return 0.7 if same else 0.3

    def _sure_of_case(self, segment: Segment, form: Form) -> float:
        found = mentions(target_prose(segment), segment.target_lang or "und")
        if any(m.start == form.start and m.end == form.start + len(form.text) for m in found):
            return 0.65
        return 0.4 if self.segments[_document(segment)] <= _SMALL else 0.2

    def _hit(self, form: Form, usual: str, confidence: float, counts: Counter[str]) -> Hit:
        end = form.start + len(form.text)
        return Hit(
            message=f"“{form.text}” is otherwise written “{usual}” in this document.",
            spans=(Span(side="target", start=form.start, end=end),),
            confidence=confidence,
            evidence="; ".join(f"“{text}” {count}×" for text, count in counts.most_common(4)),
            fix=Fix(start=form.start, end=end, replacement=usual),
        )


def _document(segment: Segment) -> Document:
    return segment.document, segment.target_lang or "und"


def _source_words(segment: Segment, like: str = "") -> set[int]:
    """Return hashes of the capitalised words of the source; only of those that sound `like` a word, if one is given."""
    if not segment.source:
        return set()
    found = [w.text for w in capitalised(source_prose(segment)) if len(w.text) > 3][:_FIRST_WORDS]
    if like:
        found = [w for w in found if alike(romanised(w), romanised(like)) > 0.7]
    return {hash(w) for w in found}


def _truly_other(form: str, usual: str, tag: str) -> bool:
    """Tell whether two spellings differ in more than capitals, and where words inflect before the ending."""
    if form.casefold() == usual.casefold():
        return False
    ending = section(tag, "names").get("usage", {}).get("ending", 3)
    inflects = ending >= 3 or lexicon(tag).nouns
    return not inflects or romanised(form)[-2:] == romanised(usual)[-2:]
