"""ACC204: an acronym left in another language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import ClassVar

from tqcheck.checks import rule
from tqcheck.lang.names.acronyms import (
    after_article,
    ambiguous,
    called,
    is_thing,
    meanings,
    own,
    stopped,
    stopped_places,
)
from tqcheck.lang.names.given import NOTHING, GivenNames, table
from tqcheck.lang.names.knowledge import kind
from tqcheck.lang.names.lexicon import lexicon
from tqcheck.lang.tags import language
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.names import capitalised, mentions, names_begun
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.tokens import Word

_INTERNATIONAL = "en"
_SURE = 0.85
_REMEMBERED = 1 << 12
# Two capitals in a row, without which there is no acronym: no table is read for the text.
_CAPITALS = re.compile(f"[{''.join(c for c in map(chr, range(0x2000)) if c.isupper())}]{{2}}")


@rule("ACC204", "untranslated-acronym", Severity.MINOR, mqm="accuracy/untranslated", needs_source=False)
@dataclass(frozen=True, slots=True)
class UntranslatedAcronym:
    """An acronym stands in the source's language although the target's language has its own.

    ## Why it matters
    *EI* tells no English reader that the Islamic State is meant, *OMS* not that it is the World Health
    Organization.

    ## How it decides
    A table says what organisations, states and armed groups are called in thirty languages. An acronym in
    capitals that is another language's, and not the target language's for anything, is a finding if that entity
    has an acronym of its own here, and: the source has the same acronym in its own language, or the document names the
    entity by its name or by its own acronym elsewhere. An acronym that may mean several things (*UE*, *OMS*, *CPI*), or
    names no body (*SIDA*, *PIB*), needs the document, or a source that speaks of *the* OMS as of something known, and
    then it is less sure. *EE. UU.* counts as an acronym. Memory: the names of the entities that each document speaks
    of.

    ## When it is wrong
    Where another body has the same letters, and where a language uses the English acronym beside its own and our table
    does not say so.
    """

    looks_back: ClassVar[int] = 0
    ignore: frozenset[str] = frozenset()
    """Acronyms that may stand as they are."""
    names: GivenNames = NOTHING
    """Names of your own; the command line fills it from `--names`."""

    def begin(self) -> _Names:
        """Start a new corpus."""
        return _Names(self.ignore, self.names)

    def gather(self) -> _NamesOfPart:
        """Start a part of a corpus."""
        return _NamesOfPart(self.ignore, self.names)


@dataclass(slots=True)
class _Names:
    """Learns what the documents speak of, by the target's own names."""

    ignore: frozenset[str]
    names: GivenNames
    documents: dict[str | None, set[str]] = field(default_factory=dict)

    def add(self, segment: Segment) -> None:
        tag = self.names.tag(segment.target_lang)
        if not own(tag) or not lexicon(tag).cased:
            return
        text, tells = target_prose(segment), _abbreviated(tag)
        if any(tells(text[start:end]) for start, end in capitalised(text)):
            known = self.documents.setdefault(segment.document, set())
            known.update(*(m.entities for m in mentions(text, tag)))

    def finish(self) -> _Judge:
        return self.judge({document: frozenset(them) for document, them in self.documents.items()})

    def judge(self, known: Mapping[str | None, AbstractSet[str]]) -> _Judge:
        return _Judge(self.ignore, self.names, known)


@dataclass(slots=True)
class _NamesOfPart(_Names):
    """Learns it from a part of the corpus, which may ask about documents that are named in others."""

    everywhere: ClassVar[bool] = False

    def add(self, segment: Segment) -> None:
        _Names.add(self, segment)
        self.documents.setdefault(segment.document, set())

    def drain(self) -> dict[str | None, set[str]]:
        documents, self.documents = self.documents, {}
        return documents

    def joined(self, parts: Sequence[AbstractSet[str]]) -> frozenset[str]:
        return frozenset().union(*parts)

    def told(self, _key: str | None, whole: AbstractSet[str]) -> AbstractSet[str] | None:
        return whole or None


@dataclass(frozen=True, slots=True)
class _Judge:
    ignore: frozenset[str]
    names: GivenNames
    documents: Mapping[str | None, AbstractSet[str]]

    def check(self, segment: Segment) -> Iterator[Hit]:
        tag = self.names.tag(segment.target_lang)
        if not own(tag) or not lexicon(tag).cased:
            return
        if segment.source and "." in segment.target and stopped(self.names.tag(segment.source_lang)):
            yield from self._with_stops(segment, tag)
        if not _CAPITALS.search(segment.target):
            return
        text = target_prose(segment)
        for start, end in capitalised(text):
            if 1 < end - start < 8 and text[start:end].isupper() and text[start:end] not in self.ignore:
                yield from self._judged(segment, Word(text[start:end], start, end), tag)

    def _with_stops(self, segment: Segment, tag: str) -> Iterator[Hit]:
        """Yield what is written with full stops in another language than English, where both sides have it."""
        source_lang = self.names.tag(segment.source_lang)
        if language(source_lang) == _INTERNATIONAL:
            return
        source, theirs = stopped_places(source_prose(segment)), stopped(source_lang)
        for letters, (start, end) in stopped_places(target_prose(segment)).items():
            entity = theirs.get(letters) if letters in source else None
            if entity and letters not in called(tag) and letters not in stopped(tag):
                usual = (*own(tag).get(entity, ()), *table(tag).get("names", {}).get(entity, ()))
                if usual:
                    word = Word(segment.target[start:end], start, end)
                    yield _hit(word, usual[0], _SURE, "the source has it in its own language")

    def _judged(self, segment: Segment, word: Word, tag: str) -> Iterator[Hit]:
        acronym = word.text
        if acronym in called(tag) or segment.target.isupper():
            return
        for entity, tags in meanings(acronym, self.names).items():
            if entity in own(tag) and not any(language(t) == language(tag) for t in tags):
                confidence, why = self._evidence(segment, acronym, entity)
                if confidence:
                    yield _hit(word, own(tag)[entity][0], confidence, why)
                    return

    def _evidence(self, segment: Segment, acronym: str, entity: str) -> tuple[float, str]:
        """Return how sure we are that `acronym` is `entity`'s in another language, and why; 0 for not at all."""
        named = entity in self.documents.get(segment.document, ())
        source_lang = self.names.tag(segment.source_lang)
        international = language(source_lang) == _INTERNATIONAL
        source = source_prose(segment)
        theirs = entity in called(source_lang).get(acronym, ()) and acronym in source
        sure = not ambiguous(acronym, self.names) and not is_thing(entity)
        if theirs and sure:
            return (0.55 if international else _SURE), "the source has it in its own language"
        if theirs and named:
            why = "the source has it in its own language, and the document names the same body otherwise"
            return (0.45 if international else 0.8), why
        if theirs and not international and self._known_to_all(segment, acronym, entity):
            return (0.6 if len(acronym) > 2 else 0.5), "the source has it in its own language, after an article"
        if acronym in source:
            return 0.0, ""
        if named and _only(acronym, self.names) and (sure or self._speaks_of(entity, source, source_lang)):
            return 0.7, "the document names the same body otherwise"
        return (0.3, "another language's acronym") if theirs or sure else (0.0, "")

    def _known_to_all(self, segment: Segment, acronym: str, entity: str) -> bool:
        """Tell whether the source takes for granted what the acronym is, and the target does not say it otherwise."""
        source_lang, tag = self.names.tag(segment.source_lang), self.names.tag(segment.target_lang)
        return after_article(source_prose(segment), acronym, source_lang) and not any(
            usual in segment.target for usual in own(tag)[entity]
        )

    def _speaks_of(self, entity: str, source: str, source_lang: str) -> bool:
        """Tell whether the source names a body that is seldom named by chance; any such body, without a source."""
        if kind(entity, self.names) == "territory" or entity in ("EU", "UN"):
            return False
        return not source or any(entity in m.entities for m in mentions(source, source_lang))


@cache
def _abbreviated(tag: str) -> Callable[[str], bool]:
    """Return what tells whether a name may begin with a word whose bearer has an acronym in the language."""
    begun, bearers = names_begun(tag), own(tag).keys()

    @lru_cache(maxsize=_REMEMBERED)
    def tells(word: str) -> bool:
        return any(name.entity in bearers for name in begun(word))

    return tells


def _only(acronym: str, names: GivenNames) -> bool:
    """Tell whether the acronym stands for one body only, in whatever language."""
    return len(meanings(acronym, names)) == 1


def _hit(word: Word, usual: str, confidence: float, why: str) -> Hit:
    return Hit(
        message=f"“{word.text}” is another language's acronym; in this language it is “{usual}”.",
        spans=(Span(side="target", start=word.start, end=word.end),),
        confidence=confidence,
        evidence=why,
        severity=Severity.MAJOR if confidence > 0.75 else None,
    )
