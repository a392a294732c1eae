"""A glossary made ready for one pair of languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from tqcheck.model import Segment, Term
from tqcheck.text.phrases import Index, Phrase

_ALTERNATIVES = regex.compile(r"[;|；]|\s/\s")
_REMARK = regex.compile(r"[(\[（][^)\]）]{0,200}[)\]）]$")


@dataclass(slots=True)
class Concept:
    """All that a glossary says of one source term."""

    source: str
    wanted: list[str] = field(default_factory=list)
    """Preferred and admitted targets, preferred ones first."""
    forbidden: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """What must stand in the target as it is, when the term is not to be translated."""
    exact_case: bool = False


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms for a pair of languages."""

    concepts: Index[Concept]
    """By source term."""
    forbidden: Index[tuple[Term, Concept | None]]
    """By forbidden target; the concept is None when it is wrong whatever the source says."""


class _Same:
    """Makes a tuple of terms a key by identity: hashing ten thousand terms for every segment would cost too much."""

    __slots__ = ("terms",)

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms = terms

    def __hash__(self) -> int:
        return id(self.terms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.terms is other.terms


def glossary(terms: tuple[Term, ...], segment: Segment) -> Glossary:
    """Return the part of `terms` that concerns the languages of `segment`; made once for each pair of languages."""
    return _made(_Same(terms), segment.source_lang or "und", segment.target_lang or "und")


def fits(term_lang: str | None, lang: str) -> bool:
    """Tell whether a term of `term_lang` (`pt`, `pt-BR`, None for any) concerns text in `lang`."""
    if term_lang is None or lang == "und":
        return True
    a, b = term_lang.lower().split("-"), lang.lower().split("-")
    length = min(len(a), len(b))
    return a[:length] == b[:length]


@lru_cache(maxsize=128)
def _made(same: _Same, source_lang: str, target_lang: str) -> Glossary:
    fitting = [t for t in same.terms if fits(t.source_lang, source_lang) and fits(t.target_lang, target_lang)]
    concepts = _concepts(fitting)
    by_source = [Phrase(c.source, c.exact_case, c) for c in concepts.values()]
    forbidden = [
        Phrase(text, term.case_sensitive, (term, concepts.get(_key(term))))
        for term in fitting
        if term.status == "forbidden"
        for text in alternatives(term.target or "")
    ]
    return Glossary(Index(by_source, source_lang), Index(forbidden, target_lang))


def _key(term: Term) -> tuple[str, bool]:
    source = (term.source or "").strip()
    return source if _exact(term) else source.casefold(), _exact(term)


def _exact(term: Term) -> bool:
    """Tell whether case counts: when the term says so, and for a name with capitals that is not to be translated."""
    return term.case_sensitive or (term.status == "do-not-translate" and term.source != (term.source or "").lower())


def _concepts(terms: Iterable[Term]) -> dict[tuple[str, bool], Concept]:
    found: dict[tuple[str, bool], Concept] = {}
    for term in sorted(terms, key=lambda t: t.status != "preferred"):
        if not term.source or not term.source.strip():
            continue
        concept = found.setdefault(_key(term), Concept(source=term.source.strip(), exact_case=_exact(term)))
        if term.status == "do-not-translate":
            concept.kept.append((term.target or term.source).strip())
        else:
            (concept.forbidden if term.status == "forbidden" else concept.wanted).extend(
                alternatives(term.target or "")
            )
    return found


def alternatives(target: str) -> list[str]:
    """Return the targets of an entry such as `Datei; File (ugs.)`, parted and without remarks in brackets."""
    bare = (_REMARK.sub("", part.strip()).strip() for part in _ALTERNATIVES.split(target))
    return [b for b in bare if b]
