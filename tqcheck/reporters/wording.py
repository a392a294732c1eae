"""A finding in words, for reports that hold lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.model import Finding, Segment, Skip
from tqcheck.reporters.advice import advice
from tqcheck.reporters.excerpts import bracketed
from tqcheck.reporters.skips import sentence
from tqcheck.reporters.visible import oneline

_KEY = 60
"""Code points up to which the name of a unit is given."""


def claim(finding: Finding) -> str:
    """Return what is wrong, what that rests on, and what to do, on one line."""
    return " ".join(filter(None, (oneline(finding.message), oneline(finding.evidence), advice(finding))))


def sides(segment: Segment, findings: tuple[Finding, ...]) -> Iterator[tuple[str, str]]:
    """Yield the language and the text of each side, on one line, with ⟦ ⟧ around what is pointed at."""
    if segment.source is not None:
        yield oneline(segment.source_lang or "source"), _line(bracketed(segment.source, findings, side="source"))
    yield oneline(segment.target_lang or "target"), _line(bracketed(segment.target, findings, side="target"))


def paragraphs(finding: Finding) -> str:
    """Return the claim, and below it a line for each side."""
    texts = (f"{label}: {text}" for label, text in sides(finding.segment, (finding,)))
    return "\n".join([claim(finding), *texts])


def unit(segment: Segment) -> str:
    """Return what a unit is called: its key, its id, or where that is only the number of its line how it begins."""
    named = segment.origin.key or (segment.id if segment.id != str(segment.origin.line) else "")
    # gettext joins context and message by U+0004
    name = " ".join(oneline((named or segment.source or segment.target).replace("\x04", " | ")).split())
    return name if len(name) <= _KEY else f"{name[: _KEY - 1]}…"


def unchecked(skip: Skip) -> str:
    """Return what was not checked, on one line."""
    return f"Not checked: {sentence(skip)}"


def place_of(skip: Skip) -> str:
    """Return the file that was not checked; `tqcheck` for what is no file, such as a model."""
    if skip.origin:
        return skip.origin.path
    return skip.what if skip.why.startswith(f"{skip.what}:") else "tqcheck"


def _line(text: str) -> str:
    return oneline(text.replace("↵\n", "↵"))
