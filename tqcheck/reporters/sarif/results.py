"""Findings as results of SARIF 2.1.0."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from tqcheck.model import Aside, Finding, Origin, Shared
from tqcheck.reporters import ReporterOptions
from tqcheck.reporters.places import relative, uri
from tqcheck.reporters.sarif.rules import LEVELS
from tqcheck.reporters.sharing import where
from tqcheck.reporters.visible import oneline
from tqcheck.reporters.wording import paragraphs, unit

FINGERPRINT = "tqcheck/v1"
"""Not `primaryLocationLineHash`: GitHub computes that one itself and warns of each that differs."""
BASE = "SRCROOT"
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def result(finding: Finding, options: ReporterOptions, *, risk: float) -> dict[str, Any]:
    """Return the result; it has no columns: a file's format puts escapes and more before what we point at.

    `{` and `}` stay single, though the standard would double them: no reader we know of undoes that where there are no
    arguments, and people would look for `{{name}}` in their files.
    """
    segment = finding.segment
    related = location(segment.source_origin, options) if segment.source_origin else None
    return {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": {"text": message(paragraphs(finding))},
        "locations": [location(segment.origin, options, name=unit(segment) if segment.origin.key else "")],
        **({"relatedLocations": [{"id": 1, "message": {"text": "The source."}, **related}]} if related else {}),
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "rank": round(100 * risk, 1),
        "properties": {
            "severity": finding.severity.value,
            "confidence": round(finding.confidence, 3),
            "segment": segment.id,
            "languages": [segment.source_lang, segment.target_lang],
            "spans": [{"side": s.side, "start": s.start, "end": s.end} for s in finding.spans],
        },
    }


def aside_result(aside: Aside, options: ReporterOptions, *, risk: float) -> dict[str, Any]:
    """Return a result that does not count: known from the baseline, or suppressed by a comment of the file."""
    made = result(aside.finding, options, risk=risk)
    if aside.by == "suppression":
        made["suppressions"] = [{"kind": "inSource", "justification": oneline(aside.reason)}]
    return made


def shared_result(shared: Shared, options: ReporterOptions) -> dict[str, Any]:
    """Return one result on the source for all the translations that fail alike."""
    said = f"{shared.message} It is so {where(shared)}."
    return {
        "ruleId": shared.code,
        "level": LEVELS[shared.severity],
        "message": {"text": message(f"{oneline(said)}\n{oneline(shared.source)}")},
        "locations": [location(shared.origin, options)],
        "partialFingerprints": {FINGERPRINT: _shared_fingerprint(shared)},
        "properties": {"severity": shared.severity.value, "languages": list(shared.languages)},
    }


def _shared_fingerprint(shared: Shared) -> str:
    parts = ("shared", shared.code, *shared.unit)
    return hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def location(origin: Origin, options: ReporterOptions, *, name: str = "") -> dict[str, Any]:
    """Return a place: the line if there is one, else the file, which GitHub takes for its first line."""
    path = uri(relative(origin.path, options.root))
    base = {} if ":" in path else {"uriBaseId": BASE}
    region = {"region": {"startLine": origin.line}} if origin.line else {}
    logical = {"logicalLocations": [{"fullyQualifiedName": name, "kind": "resource"}]} if name else {}
    return {"physicalLocation": {"artifactLocation": {"uri": path, **base}, **region}, **logical}


def message(text: str) -> str:
    """Return `text` so that nothing in it is a link: `[here](https://…)` of a translation is no link of ours."""
    return _LINK.sub(r"\\[", text)
