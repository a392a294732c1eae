"""The cases of a check: what must fire and what must not, as data beside it. Tests and documentation read them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tqcheck.checks import Rule
from tqcheck.lang.names.entries import entries
from tqcheck.model import BackTranslation, Origin, Score, Segment, Side, Span, Term
from tqcheck.reading import Reading, WordExpectation
from tqcheck.text.tokens import words
from tqcheck.text.word_matches import guessed

_MARK = re.compile(r"⟦(.*?)⟧", re.DOTALL)
_PLAIN = {"note", "max_length", "document", "variant", "state", "alignment"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One example of a check: segments, and the spans its hits must cover in each."""

    rule: Rule
    kind: Literal["fires", "silent"]
    segments: tuple[Segment, ...]
    expected: tuple[frozenset[Span], ...]
    """For each segment the spans of all its hits together."""
    why: str
    options: Mapping[str, Any]
    number: int
    readings: tuple[Reading, ...] = ()
    """For each segment what a translator says of it, where the case gives `back`, the target translated back, or
    `unlikely`, the words that it does not expect."""

    def __str__(self) -> str:
        return f"{self.rule.code}-{self.kind}-{self.number}"


def cases(rule: Rule) -> Iterator[Case]:
    """Yield the cases of `rule` in the order of its file; none for a plug-in that has no file."""
    path = case_file(rule)
    if path is None:
        return
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    kinds: tuple[Literal["fires", "silent"], ...] = ("fires", "silent")
    for kind in kinds:
        for number, entry in enumerate(data.get(kind, ()), 1):
            yield _case(rule, kind, number, entry)


def case_file(rule: Rule) -> Path | None:
    """Return the TOML file beside the module of the check, where there is one."""
    import sys  # noqa: PLC0415  only to find the module's file

    file = sys.modules[rule.module].__file__
    path = Path(file).with_suffix(".toml") if file else None
    return path if path and path.is_file() else None


def _case(rule: Rule, kind: Literal["fires", "silent"], number: int, entry: dict[str, Any]) -> Case:
    units = entry.get("segments") or [entry]
    made = [_segment(entry | unit, index) for index, unit in enumerate(units)]
    options = dict(entry.get("options", {}))
    if "terms" in entry:
        options["terms"] = tuple(Term(**{"source": None, "target": None} | term) for term in entry["terms"])
    if "names" in entry:
        options["names"] = entries(entry["names"])
    return Case(
        rule=rule,
        kind=kind,
        segments=tuple(segment for segment, _ in made),
        expected=tuple(spans for _, spans in made),
        why=entry.get("why", ""),
        options=options,
        number=number,
        readings=tuple(_read(entry | unit) for unit in units if "back" in unit)
        + tuple(_expected(segment, entry["unlikely"]) for segment, _ in made if "unlikely" in entry),
    )


def _read(entry: dict[str, Any]) -> Reading:
    """Return the reading of a back-translation; `chrf` says how near it is to the source, 0..100."""
    chrf, text = float(entry.get("chrf", 50)), entry["back"]
    matches = guessed(text, _unmarked(entry["target"], "target")[0])
    return Reading(
        scores=(Score(scorer="back-translation", value=chrf / 100, raw=chrf),),
        back=BackTranslation(text=text, by="a translator", matches=matches),
    )


def _expected(segment: Segment, unlikely: Sequence[str]) -> Reading:
    """Return the reading of forced scoring."""
    sides: tuple[Side, Side] = ("source", "target")
    return Reading(
        scores=(Score(scorer="forced:a-model", value=0.5, raw=-0.7),),
        expectations=tuple(
            WordExpectation(span=Span(side=side, start=word.start, end=word.end), probability=likely, gain=3 * likely)
            for side in sides
            for word in words(segment.text(side))
            for likely in ([0.001] if word.text in unlikely else [0.6])
        ),
    )


def _segment(entry: dict[str, Any], index: int) -> tuple[Segment, frozenset[Span]]:
    langs = entry.get("langs", [])
    source, source_spans = _unmarked(entry["source"], "source") if "source" in entry else (None, frozenset())
    target, target_spans = _unmarked(entry["target"], "target")
    segment = Segment(
        id=str(index + 1),
        source=source,
        target=target,
        source_lang=langs[0] if len(langs) == 2 else None,
        target_lang=langs[-1] if langs else None,
        origin=Origin(path="cases", line=index + 1),
        syntax=frozenset(entry.get("syntax", ())),
        **{name: entry[name] for name in _PLAIN & entry.keys()},
    )
    return segment, source_spans | target_spans


def _unmarked(text: str, side: Side) -> tuple[str, frozenset[Span]]:
    """Take the marks ⟦ ⟧ out of `text` and return the spans they enclosed."""
    spans, removed = set(), 0
    for match in _MARK.finditer(text):
        start = match.start() - removed
        spans.add(Span(side=side, start=start, end=start + len(match.group(1))))
        removed += 2
    return _MARK.sub(r"\1", text), frozenset(spans)
