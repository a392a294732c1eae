"""LNG101: two words written as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from tqcheck.checks import rule
from tqcheck.lang.tables import section
from tqcheck.model import Fix, Hit, Segment, Severity, Span
from tqcheck.text.gluing import glued
from tqcheck.text.identify import common
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.quotes import opening
from tqcheck.text.seams import Seam, seams
from tqcheck.text.spelling import known_spelling, particle
from tqcheck.text.tokens import lowered
from tqcheck.text.vocabulary import Vocabulary, VocabularyPart

_ZEROS = re.compile(r"0{3,}")


@rule("LNG101", "glued-words", Severity.MAJOR, mqm="linguistic-conventions/spelling", needs_source=False)
@dataclass(frozen=True, slots=True)
class GluedWords:
    """Two words of the target are written as one.

    ## Why it matters
    `theIslamic`, `Israel.Islamic` and `retain000` are traces of text that was cut and joined by machine. Search does
    not find the name inside, and with a number part of its digits is often gone.

    ## How it decides
    It looks for a capital inside a word, a full stop between two words, figures after a word and an opening quotation
    mark after a letter. In six languages it also knows which small words and numbers are never written as one
    (*ofthe*, *andfour*, *dansle*). A form that the source has, or that stands in three segments or more, is right; so
    are known names (iPhone, McDonald, JavaScript) and, where a language writes small prefixes before capitals (Irish,
    Zulu …), every capital inside. Otherwise it asks whether both halves are words: of the source, of the language's
    commonest words, or of the document itself, whose words are learnt in a first pass: at most `vocabulary` words a
    language at about 100 bytes each, 10 MB for a language whose texts are many.

    ## When it is wrong
    With names that neither the source nor the list of names knows, when they stand only once.
    """

    looks_back: ClassVar[int] = 0
    vocabulary: int = 40_000
    """How many words of each language are remembered."""
    ignore: frozenset[str] = frozenset()
    """Forms that are right, as they are written."""

    def begin(self) -> _Learning:
        """Start to learn the words of a corpus."""
        return _Learning(options=self)

    def gather(self) -> _Gathering:
        """Start to learn those of a part of a corpus."""
        return _Gathering(self)


@dataclass(slots=True)
class _Learning:
    options: GluedWords
    known: dict[str, Vocabulary] = field(default_factory=dict)

    def add(self, segment: Segment) -> None:
        tag = segment.target_lang or ""
        if tag not in self.known:
            self.known[tag] = Vocabulary(self.options.vocabulary)
        self.known[tag].learn(segment.target)

    def finish(self) -> _Judge:
        return _Judge(ignore=self.options.ignore, known=self.known)


@dataclass(slots=True)
class _Gathering:
    everywhere: ClassVar[bool] = True
    options: GluedWords
    parts: dict[str, VocabularyPart] = field(default_factory=dict)

    def add(self, segment: Segment) -> None:
        tag = segment.target_lang or ""
        if tag not in self.parts:
            self.parts[tag] = VocabularyPart(self.options.vocabulary)
        self.parts[tag].learn(segment.target)

    def drain(self) -> dict[str, VocabularyPart]:
        parts, self.parts = self.parts, {}
        return parts

    def joined(self, parts: Sequence[VocabularyPart]) -> VocabularyPart:
        whole = VocabularyPart(self.options.vocabulary)
        for part in parts:
            whole.take(part)
        return whole

    def told(self, _key: str, whole: VocabularyPart) -> Vocabulary:
        return whole.whole()

    def judge(self, known: Mapping[str, Vocabulary]) -> _Judge:
        return _Judge(ignore=self.options.ignore, known=known)


@dataclass(frozen=True, slots=True)
class _Judge:
    ignore: frozenset[str]
    known: Mapping[str, Vocabulary]

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each pair of words written as one."""
        yield from self._small(segment)
        words = self.known.get(segment.target_lang or "") or Vocabulary(0)
        if not words.suspects(segment.target):
            return
        text = target_prose(segment)
        for seam in seams(text):
            form = text[seam.start : seam.end]
            if form in self.ignore or known_spelling(form) or _in_source(seam, form, source_prose(segment)):
                continue
            if words.texts_with(form) >= 3:
                continue
            confidence = _JUDGEMENTS[seam.kind](seam, segment, words)
            if confidence >= 0.3:
                yield _hit(seam, form, confidence)

    def _small(self, segment: Segment) -> Iterator[Hit]:
        """Yield the pairs of small words (*ofthe*), whatever their letters, that the source does not have."""
        text = target_prose(segment)
        for word, cut in glued(text, segment.target_lang or "und"):
            alone = text[word.start - 1 : word.start] not in _JOINTS and text[word.end : word.end + 1] not in _JOINTS
            if alone and word.text not in self.ignore and word.text.lower() not in lowered(segment.source or ""):
                parts = Seam("small", word.start, word.start + cut, word.end, word.text[:cut], word.text[cut:])
                yield _hit(parts, word.text, 0.8)


_JOINTS = frozenset("-.@/_#$&=")


def _in_source(seam: Seam, form: str, source: str) -> bool:
    """Tell whether the source has the form, or one that differs by an ending (LeBron, LeBrona)."""
    if not source:
        return False
    if form.lower() in source.lower():
        return True
    stem = seam.left + seam.right[:2]
    return any(stem in source[s.start : s.end] or source[s.start : s.end] in form for s in seams(source))


def _whole(word: str, segment: Segment, words: Vocabulary) -> bool:
    """Tell whether this is a word by itself: of the language, of the document or of the source."""
    return _common(word, segment) or words.knows(word) or word.casefold() in lowered(segment.source or "")


def _common(word: str, segment: Segment) -> bool:
    return word.casefold() in common(segment.target_lang or "und")


def _by_case(seam: Seam, segment: Segment, words: Vocabulary) -> float:
    habits = section(segment.target_lang or "", "mixed_case")
    if habits.get("inner_capitals") or seam.right in habits.get("suffixes", ()):
        return 0.0
    left, right = _whole(seam.left, segment, words), _whole(seam.right, segment, words)
    if seam.left[0].isupper():
        starts = not segment.target[: seam.start].strip()
        return 0.6 if starts and _common(seam.left, segment) and right and not particle(seam.left) else 0.0
    if particle(seam.left):
        return 0.6 if right and _common(seam.left, segment) else 0.0
    if len(seam.right) < 3 or seam.right[1].isupper():
        return 0.8 if len(seam.left) > 2 and _common(seam.left, segment) and right else 0.0
    return _by_halves(seam, left=left, right=right, common=_common(seam.left, segment))


def _by_halves(seam: Seam, *, left: bool, right: bool, common: bool) -> float:
    if left and right:
        return 0.9 if common or len(seam.left) > 3 else 0.6
    if common and len(seam.left) > 2:
        return 0.75
    if common and len(seam.left) == 2 and len(seam.right) > 3:
        return 0.6
    if not seam.right[1:].islower():
        return 0.3
    if len(seam.left) > 3 and len(seam.right) > 3 and (left or right):
        return 0.6
    return 0.5 if len(seam.left) > 4 and len(seam.right) > 4 else 0.3


def _by_sentence(seam: Seam, segment: Segment, words: Vocabulary) -> float:
    left = seam.left[:-1]
    if any(s.kind == "sentence" for s in seams(segment.source or "")) or seam.right in _SUFFIXES:
        return 0.4
    whole = _whole(left, segment, words) + _whole(seam.right, segment, words)
    if whole and len(left) > 2:
        return 0.85 if whole == 2 or left.islower() else 0.7
    return 0.7 if len(left) > 4 and len(seam.right) > 1 else 0.3


_SUFFIXES = frozenset({"Com", "Net", "Org", "Js", "Io", "Ai"})


def _by_digits(seam: Seam, segment: Segment, words: Vocabulary) -> float:
    source = segment.source or ""
    if _ZEROS.fullmatch(seam.right):
        return 0.9 if len(seam.left) > 3 else 0.6
    if not seam.left.islower() or section(segment.target_lang or "", "mixed_case").get("inner_capitals"):
        return 0.0
    apart = re.search(rf"(?<![\w.]){seam.right}(?!\w)", source)
    return 0.65 if apart and _whole(seam.left, segment, words) else 0.3


def _by_quotation(seam: Seam, segment: Segment, words: Vocabulary) -> float:
    if seam.right[0] not in opening(segment.target_lang or ""):
        return 0.0
    if section(segment.target_lang or "", "mixed_case").get("inner_capitals"):
        return 0.0
    return 0.7 if _whole(seam.left, segment, words) else 0.4


_JUDGEMENTS = {"case": _by_case, "sentence": _by_sentence, "digits": _by_digits, "quotation": _by_quotation}


def _hit(seam: Seam, form: str, confidence: float) -> Hit:
    zeros = seam.kind == "digits" and _ZEROS.fullmatch(seam.right)
    what = "the rest of the number may be missing" if zeros else f"put a space before “{seam.right}”"
    small = seam.kind in ("quotation", "small") or (seam.kind == "digits" and not zeros)
    return Hit(
        message=f"“{form}” is two words written as one: {what}.",
        spans=(Span(side="target", start=seam.start, end=seam.end),),
        confidence=confidence,
        severity=Severity.MINOR if small else None,
        fix=None if zeros else Fix(start=seam.cut, end=seam.cut, replacement=" ", safe=False),
    )
