"""What to do about a finding, in one sentence."""

from __future__ import annotations

import re

from tqcheck.model import Finding, Side
from tqcheck.reporters.visible import exposed, oneline

# By dimension of MQM: where both sides are pointed at, only the source, only the target, or no single place.
_BY_DIMENSION = {
    "ACC": (
        "Replace {target} by what {source} says.",
        "Translate {source} too.",
        "Compare {target} with the source, and correct it.",
        "Compare with the source and correct the translation.",
    ),
    "TRM": (
        "Replace {target} by the term of the glossary for {source}.",
        "Translate {source} by the term of the glossary.",
        "Replace {target} by the term of the glossary.",
        "Use the terms of the glossary.",
    ),
    "LNG": ("Correct {target}.", "Compare with the source.", "Correct {target}.", "Correct the wording."),
    "LOC": (
        "Write {target} as the language of the translation does.",
        "Write {source} as the language of the translation does.",
        "Write {target} as the language of the translation does.",
        "Write it as the language of the translation does.",
    ),
    "MKP": (
        "Replace {target} by {source}.",
        "Put {source} into the translation, unchanged.",
        "Mend {target}, or take it out.",
        "Take the markup over from the source, unchanged.",
    ),
    "CON": (
        "Choose one translation of {source}, and use it everywhere.",
        "Choose one translation of {source}, and use it everywhere.",
        "Choose one way to write {target}, and use it everywhere.",
        "Choose one, and use it everywhere.",
    ),
}
# Checks whose mend is not that of their dimension.
_BY_CODE = {
    "ACC301": "Translate it.",
    "ACC302": "Translate it into the language asked for, or correct the language tag.",
    "ACC304": "Swap the two columns or files, or --source-lang and --target-lang.",
    "ACC305": "Look for a line lost or doubled just before, and move the translations back.",
    "ACC401": "Compare with the source, and translate what is missing.",
    "ACC402": "Compare with the source, and take out what it does not say.",
    "ACC403": "Translate it.",
    "ACC501": "Deny or affirm as the source does.",
    "ACC705": "Translate it, or make sure that it may be left out.",
    "ACC706": "Make sure that it may be added; otherwise take it out.",
    "ACC204": "Write the acronym of the language of the translation.",
    "ACC701": "Look for the translation that belongs here; lines may have slipped.",
    "ACC702": "Compare with the source, and take out what it does not say.",
    "TRM103": "Write it as the source does.",
    "MKP501": "Say it in fewer characters.",
    "MKP301": "Take it out, and look for words of the text that were lost with it.",
}
_FIRST_WORD, _LAST_WORD = re.compile(r"\S{1,20}"), re.compile(r"\S{1,20}(?=\s*$)")
_QUOTED = 60
"""Code points up to which what a span covers is quoted."""


def advice(finding: Finding) -> str:
    """Return the mend where the finding has one, otherwise what a person should do."""
    if finding.fix is not None:
        return _mend(finding)
    if finding.code in _BY_CODE:
        return _BY_CODE[finding.code]
    if finding.code[:3] not in _BY_DIMENSION:
        return "Look at it and correct it."
    source, target = _covered(finding, "source"), _covered(finding, "target")
    both, source_only, target_only, neither = _BY_DIMENSION[finding.code[:3]]
    chosen = both if source and target else source_only if source else target_only if target else neither
    return chosen.replace("{source}", source).replace("{target}", target)


def confidence(value: float) -> str:
    """Return a confidence (0..1) in a word."""
    return "sure" if value >= 0.8 else "likely" if value >= 0.5 else "possible"


def _mend(finding: Finding) -> str:
    fix = finding.fix
    assert fix is not None
    old = _quoted(finding.segment.target[fix.start : fix.end])
    new = _quoted(fix.replacement)
    if fix.start == fix.end:
        return f"Insert {'a space' if fix.replacement == ' ' else new} {_between(finding.segment.target, fix.start)}."
    return f"Replace {old} by {new}." if fix.replacement else f"Delete {old}."


def _between(text: str, place: int) -> str:
    before, after = _LAST_WORD.search(text[:place]), _FIRST_WORD.search(text[place:])
    if not after:
        return "at the end"
    if not before:
        return "at the beginning"
    return f"between {_quoted(before.group())} and {_quoted(after.group())}"


def _covered(finding: Finding, side: Side) -> str:
    """Return what the only span of one side covers, in quotes; empty when there is not just one, or a long one."""
    spans = [s for s in finding.spans if s.side == side and s.end > s.start]
    if len(spans) != 1 or spans[0].end - spans[0].start > _QUOTED:
        return ""
    return _quoted(finding.segment.text(side)[spans[0].start : spans[0].end])


def _quoted(text: str) -> str:
    shortened = text if len(text) <= 2 * _QUOTED else f"{text[:_QUOTED]}…{text[-_QUOTED // 2 :]}"
    return f"“{oneline(exposed(shortened))}”"
