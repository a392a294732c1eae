"""CON103: one name written in several ways."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from tqcheck.checks import rule
from tqcheck.lang.names.given import NOTHING, GivenNames
from tqcheck.lang.names.lexicon import lexicon
from tqcheck.lang.tables import section
from tqcheck.model import Fix, Hit, Segment, Severity, Span
from tqcheck.text.name_forms import forms, spelling_key
from tqcheck.text.names import Place, capitalised, mentions
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.similarity import alike
from tqcheck.text.transliteration import romanised

_KEPT = 200_000
# Of the scripts with case; most texts of the others are told by it without looking at words.
_CAPITAL = re.compile("[A-Z\u00c0-\u0589\u10a0-\u13ff\u1c90-\u1cbf\u1e00-\u1fff\ua640-\ua7ff]")
_SMALL = 1_000
Document = tuple[str | None, str]
"""A document in one language."""
Rarer = Mapping[tuple[Document, str], tuple[str, str]]
"""For the rarer form of a name in a document: the usual one, and the counts in words."""


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
    is used clearly less often than another is a finding. A source must have a name that sounds like it; where it
    writes the rarer spelling itself, the check is silent. Sentence beginnings and headlines do not count. Memory:
    each capitalised word with its count, 200,000 at most, and as many pairs of words.

    ## When it is wrong
    Where two people have similar names, and in large documents that many people wrote: there its confidence is
    low.
    """

    looks_back: ClassVar[int] = 0
    majority: int = 3
    """How many times as often as the rarer spelling the usual one must occur."""
    ignore: frozenset[str] = frozenset()
    """Spellings that are never reported."""
    names: GivenNames = NOTHING
    """Names of your own; the command line fills it from `--names`."""

    def begin(self) -> _Forms:
        """Start a new corpus."""
        return _Forms(self.majority, self.ignore, self.names)

    def gather(self) -> _Gathering:
        """Start a part of a corpus."""
        return _Gathering(fresh=self.begin(), forms=self.begin())


@dataclass(slots=True)
class _Forms:
    """Counts the forms of names by document."""

    majority: int
    ignore: frozenset[str]
    names: GivenNames
    words: dict[Document, Counter[str]] = field(default_factory=dict)
    pairs: dict[Document, Counter[str]] = field(default_factory=dict)
    segments: Counter[Document] = field(default_factory=Counter)
    kept: int = 0

    def add(self, segment: Segment) -> None:
        document = _document(segment)
        self.segments[document] += 1
        if not _CAPITAL.search(segment.target):
            return
        text = target_prose(segment)
        words, pairs = forms(text, document[1])
        if words or pairs:
            self._count(self.words.setdefault(document, Counter()), text, words)
            self._count(self.pairs.setdefault(document, Counter()), text, pairs)

    def _count(self, counts: Counter[str], text: str, places: tuple[Place, ...]) -> None:
        for start, end in places:
            form = text[start:end]
            if form in counts or self.kept < 2 * _KEPT:
                self.kept += form not in counts
                counts[form] += 1

    def finish(self) -> _Judge:
        return self.judge(self.spelt(self.words), self.paired(self.pairs), self.segments)

    def spelt(self, counted: Mapping[Document, Counter[str]]) -> Rarer:
        found = self._rarer(counted, spelling_key)
        return {(d, form): other for (d, form), other in found.items() if self._truly_other(form, other[0], d[1])}

    def paired(self, counted: Mapping[Document, Counter[str]]) -> Rarer:
        return self._rarer(counted, str.casefold)

    def judge(self, spelt: Rarer, paired: Rarer, segments: Counter[Document]) -> _Judge:
        first = frozenset(form.partition(" ")[0] for _, form in (*spelt, *paired))
        return _Judge(self.names, spelt, paired, segments, first)

    def _truly_other(self, form: str, usual: str, tag: str) -> bool:
        return not self.names.told_apart(form, usual, tag) and _truly_other(form, usual, tag)

    def _rarer(self, counted: Mapping[Document, Counter[str]], key: Callable[[str], str]) -> Rarer:
        found = {}
        for document, counts in counted.items():
            for group in _groups(counts, key):
                usual = max(group, key=lambda form: counts[form])
                told = "; ".join(f"“{form}” {counts[form]}×" for form in sorted(group, key=lambda f: -counts[f])[:4])
                for form in group:
                    rare = counts[usual] >= max(2, self.majority * counts[form])
                    if rare and form != usual and form not in self.ignore:
                        found[document, form] = (usual, told)
        return found


def _groups(counts: Iterable[str], key: Callable[[str], str]) -> Iterable[list[str]]:
    """Return the forms that have their key in common with another; most have not, and take 8 bytes here."""
    hashes = array("q", (hash(key(form)) for form in counts))
    seen, again = set[int](), set[int]()
    for number in hashes:
        (again if number in seen else seen).add(number)
    groups: dict[str, list[str]] = {}
    for form, number in zip(counts, hashes, strict=True):
        if number in again:
            groups.setdefault(key(form), []).append(form)
    return groups.values()


Key = tuple[str, Document, str]
"""`words` or `pairs`, the document, and what the forms of one name have in common; or how many segments it has."""


@dataclass(slots=True)
class _Gathering:
    """Counts forms in a part of a corpus; the forms of one name come together."""

    everywhere: ClassVar[bool] = False
    fresh: _Forms
    forms: _Forms

    def add(self, segment: Segment) -> None:
        self.forms.add(segment)

    def drain(self) -> dict[Key, Counter[str]]:
        forms = self.forms
        self.forms = _Forms(forms.majority, forms.ignore, forms.names)
        found: dict[Key, Counter[str]] = {("segments", d, ""): Counter({"": n}) for d, n in forms.segments.items()}
        for kind, counted, key in (("words", forms.words, spelling_key), ("pairs", forms.pairs, str.casefold)):
            for document, counts in counted.items():
                for form, count in counts.items():
                    found.setdefault((kind, document, key(form)), Counter())[form] = count
        return found

    def joined(self, parts: Sequence[Counter[str]]) -> Counter[str]:
        return sum(parts, Counter())

    def told(self, key: Key, whole: Counter[str]) -> Rarer | Counter[str] | None:
        kind, document, _ = key
        if kind == "segments":
            return whole
        if len(whole) == 1:
            return None
        return (self.fresh.spelt if kind == "words" else self.fresh.paired)({document: whole}) or None

    def judge(self, known: Mapping[Key, Any]) -> _Judge:
        rarer: dict[str, dict[Any, Any]] = {"words": {}, "pairs": {}}
        segments: Counter[Document] = Counter()
        for (kind, document, _), told in known.items():
            if kind == "segments":
                segments[document] = told[""]
            else:
                rarer[kind].update(told)
        return self.fresh.judge(rarer["words"], rarer["pairs"], segments)


@dataclass(frozen=True, slots=True)
class _Judge:
    names: GivenNames
    spelt: Rarer
    paired: Rarer
    segments: Mapping[Document, int]
    first: frozenset[str]
    """The first words of all forms that are rarer: few segments have any."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        if not self.first or not _CAPITAL.search(segment.target):
            return
        document, text = _document(segment), target_prose(segment)
        if self.first.isdisjoint([text[start:end] for start, end in capitalised(text)]):
            return
        words, pairs = forms(text, document[1])
        for place in words:
            found = self.spelt.get((document, text[slice(*place)]))
            if found and (confidence := self._sure_of_spelling(segment, text[slice(*place)])):
                yield _hit(text, place, found, confidence)
        for place in pairs:
            found = self.paired.get((document, text[slice(*place)]))
            if found:
                yield _hit(text, place, found, self._sure_of_case(segment, place))

    def _sure_of_spelling(self, segment: Segment, form: str) -> float:
        if segment.source is None:
            return 0.6 if self.segments[_document(segment)] <= _SMALL else 0.3
        source = source_prose(segment)
        if form in source:
            return 0.0
        sound = romanised(form)
        named = any(alike(romanised(source[s:e]), sound) > 0.7 for s, e in capitalised(source))
        return 0.7 if named else 0.3

    def _sure_of_case(self, segment: Segment, place: Place) -> float:
        found = mentions(target_prose(segment), self.names.tag(segment.target_lang))
        if any((m.start, m.end) == place for m in found):
            return 0.65
        return 0.4 if self.segments[_document(segment)] <= _SMALL else 0.2


def _hit(text: str, place: Place, found: tuple[str, str], confidence: float) -> Hit:
    start, end = place
    usual, told = found
    return Hit(
        message=f"“{text[start:end]}” is otherwise written “{usual}” in this document.",
        spans=(Span(side="target", start=start, end=end),),
        confidence=confidence,
        evidence=told,
        fix=Fix(start=start, end=end, replacement=usual, safe=False),
    )


def _document(segment: Segment) -> Document:
    return segment.document, segment.target_lang or "und"


def _truly_other(form: str, usual: str, tag: str) -> bool:
    """Tell whether two spellings differ in more than capitals, and where words inflect before the ending."""
    if form.casefold() == usual.casefold():
        return False
    ending = section(tag, "names").get("usage", {}).get("ending", 3)
    inflects = ending >= 3 or lexicon(tag).nouns
    return not inflects or form[-2:] == usual[-2:]
