"""MKP301: JSON, HTML, templates or prompts in the middle of prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.lang.tags import language
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.markup import entities, is_html_entity, tags
from tqcheck.text.residue import Leak, leaks
from tqcheck.text.tag_balance import flaws

_SAID = {
    "json": "JSON has leaked into the text: {}",
    "escape": "An escape of program code stands in the text: {}",
    "entity": "“{}” is shown to the reader as it stands.",
    "template": "A template has leaked into the text: {}",
    "cdata": "XML has leaked into the text: {}",
    "attribute": "Part of an HTML tag has leaked into the text: {}",
    "shortcode": "A command for the site's software stands in the text: {}",
    "prompt": "This comes from the program that translated: “{}”.",
    "program": "“{}” is a program's word for a value that is missing.",
    "tag": "“{}” is markup in what else is plain text.",
}
# How sure each kind is where there is no source to compare with.
_ALONE = {"json": 0.65, "entity": 0.6, "template": 0.7, "prompt": 0.8, "escape": 0.65, "program": 0.6, "tag": 0.55,
          "attribute": 0.6, "cdata": 0.85, "shortcode": 0.8}  # fmt: skip
_WITH_SOURCE = {"escape": 0.75, "program": 0.7, "json": 0.85, "attribute": 0.8}
_DOUBTFUL = frozenset({"tag", "entity", "escape", "attribute"})  # files with markup in them have these by right
_CHANCE = 6
"""A longer remainder that the source has too, in code perhaps, was copied and has not leaked."""
_QUOTED_MARK = re.compile(r"[^\w\s]\s?[,:;]{1,3}\s?[^\w\s]")


@rule("MKP301", "leaked-markup", Severity.MAJOR, mqm="design-and-markup/markup-tag", needs_source=False)
@dataclass(frozen=True, slots=True)
class LeakedMarkup:
    r"""Remains of JSON, HTML, templates, program code or a prompt stand in the prose of the target.

    ## Why it matters
    Every reader sees `“}}”>` or "Here is the translation:" and stops trusting the page.

    ## How it decides
    It looks for what prose does not have: punctuation alone in quotation marks (translation turns `","` into `“,”`),
    keys and braces of JSON, escapes (`\n`, `\u00e9`), entities, half a template, CMS commands, marks of language
    models (`<|im_end|>`) and what they say before a translation, in many languages. If the source has the same kind of
    thing, the target is not to blame: then it is a hint of severity info. Code spans are left alone. With a source,
    whole tags and placeholders are left to the checks that compare them.

    ## When it is wrong
    In text about punctuation, JSON or HTML that is not marked as code, and in files whose strings hold markup, when
    they are checked without a source.
    """

    ignore: frozenset[str] = frozenset()
    """Kinds left alone: json, escape, entity, template, cdata, attribute, shortcode, prompt, program, tag."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield one hit for each kind of remains."""
        found = [k for k in _found(segment) if k.kind not in self.ignore]
        if not found:
            return
        source = segment.source or ""
        known = {k.kind for k in leaks(source)} if source else set()
        for kind in dict.fromkeys(k.kind for k in found):
            group = [k for k in found if k.kind == kind]
            if kind in known or (source and not _credible(segment, kind)):
                if kind in known and kind in ("json", "prompt", "cdata", "shortcode"):
                    yield _hit(segment, group, confidence=0.45, severity=Severity.INFO)
                continue
            yield _hit(segment, group, confidence=_confidence(segment, group, len(found)))


def _found(segment: Segment) -> list[Leak]:
    text, source = segment.target, segment.source or ""
    found = [k for k in leaks(text) if k.end - k.start < _CHANCE or text[k.start : k.end] not in source]
    if found and segment.source and re.search("[:：]", segment.source[:60]):  # "Tõlge: …" may well be "Translation: …"
        found = [k for k in found if not segment.target[k.start].isalpha() or k.kind != "prompt"]
    if segment.source is None and "<" in segment.target:
        found += _loose_tags(segment.target, found)
    return found


def _loose_tags(text: str, found: list[Leak]) -> Iterator[Leak]:
    """Yield tags of a page's structure that neither begin nor end anything here; a text of tags is no prose."""
    if any(f.kind in ("quotes", "crossed") for f in flaws(text)) or len(tags(text)) > 4:
        return
    for flaw in flaws(text):
        if flaw.kind == "unopened" and not any(k.start < flaw.end and flaw.start < k.end for k in found):
            yield Leak("tag", flaw.start, flaw.end)


def _credible(segment: Segment, kind: str) -> bool:
    """Tell whether the source shows that the target should be plain."""
    source = segment.source or ""
    if kind == "entity":
        return not entities(source) and not tags(source) and "&" not in source
    if kind == "program":
        return language(segment.target_lang or "en") != "en" and not re.search(r"undefined|null|NaN|nan", source)
    if kind == "escape":
        return "\\" not in source
    if kind == "template":  # a spoilt template of the source is MKP101's
        return not any(opening in source for opening in ("{{", "{%", "<%", "<?"))
    if kind == "json":
        return "{" not in source and not _QUOTED_MARK.search(source)
    return not (kind == "attribute" and "<" in source)


def _confidence(segment: Segment, group: list[Leak], count: int) -> float:
    kind = group[0].kind
    sure = _ALONE[kind] if segment.source is None else _WITH_SOURCE.get(kind, 0.85)
    if segment.source is None and kind == "program" and language(segment.target_lang or "en") == "en":
        sure = 0.3  # "undefined" and "null" are English words
    if segment.source is None and kind in _DOUBTFUL and any(is_markup(segment.target)):
        return 0.4  # however many: it is HTML by right
    return min(0.95, sure + (0.15 if count > 1 else 0))


def is_markup(text: str) -> Iterator[bool]:
    """Yield whether `text` is written in HTML by right: it has whole pairs of tags."""
    names = {t.name for t in tags(text) if t.kind == "open"}
    yield any(t.kind == "close" and t.name in names for t in tags(text))
    yield sum(bool(m.group(1)) and is_html_entity(m.group(1)) for m in entities(text)) > 6


def _hit(segment: Segment, group: list[Leak], *, confidence: float, severity: Severity | None = None) -> Hit:
    first = segment.target[group[0].start : group[0].end]
    spans = tuple(Span(side="target", start=k.start, end=k.end) for k in group)
    message = _SAID[group[0].kind].format(first.strip())
    if severity is Severity.INFO:
        message += " The source has the like: mend it there."
    return Hit(message=message, spans=spans, confidence=confidence, severity=severity)
