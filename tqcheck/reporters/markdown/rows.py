"""One segment in a comment: a row of the table, and its texts."""

from __future__ import annotations

import html

from tqcheck.model import Finding, Origin, Result, Severity, Shared
from tqcheck.reporters import ReporterOptions
from tqcheck.reporters.advice import advice, confidence
from tqcheck.reporters.excerpts import superscript
from tqcheck.reporters.markdown.escaping import code, directed, escaped
from tqcheck.reporters.places import linked, relative
from tqcheck.reporters.sharing import where
from tqcheck.reporters.wording import sides, unit

_FINDINGS = 5
"""How many findings of a segment are shown, the worst first."""
_LONG_CLAIM, _LONG_TEXT, _LONG_PATH = 400, 1200, 200
_SIGNS = {Severity.CRITICAL: "🔴", Severity.MAJOR: "🟠", Severity.MINOR: "🟡", Severity.INFO: "🔵"}


def row(result: Result, options: ReporterOptions) -> str:
    """Return the row: how bad, where, what is wrong."""
    findings = _worst_first(result)
    severity = findings[0].severity
    claims = [_claim(finding, number, len(findings)) for number, finding in enumerate(findings[:_FINDINGS], 1)]
    if len(findings) > _FINDINGS:
        claims.append(f"and {len(findings) - _FINDINGS} more here")
    return f"| {_SIGNS[severity]} {severity.value} | {_place(result.segment.origin, options)} | {'<br>'.join(claims)} |"


def details(result: Result, options: ReporterOptions) -> str:
    """Return the texts with what is marked, and what to do."""
    findings = _worst_first(result)[:_FINDINGS]
    segment = result.segment
    name = f" · {escaped(unit(segment))}" if segment.origin.key else ""
    plural = f" · plural {escaped(segment.variant)}" if segment.variant else ""
    lines = [f"**{_place(segment.origin, options)}**{name}{plural}", ""]
    lines += [f"- {code(label)} {directed(_cut(text, _LONG_TEXT))}" for label, text in sides(segment, findings)]
    for number, finding in enumerate(findings, 1):
        mark = superscript(number) if len(findings) > 1 else ""
        evidence = f"{escaped(_cut(finding.evidence, _LONG_CLAIM))} " if finding.evidence else ""
        lines.append(f"- {code(finding.code)}{mark} {evidence}→ {escaped(advice(finding))}")
    return "\n".join(lines)


def shared_line(shared: Shared, options: ReporterOptions) -> str:
    """Return a source string that fails in most of its languages, as a line of a list."""
    said = f"{escaped(_cut(shared.message, _LONG_CLAIM))} <sub>{shared.code} {escaped(shared.name)}</sub>"
    source = directed(_cut(shared.source, _LONG_CLAIM))
    return f"- {_SIGNS[shared.severity]} {_place(shared.origin, options)} {source}: {said}, {escaped(where(shared))}"


def _claim(finding: Finding, number: int, of: int) -> str:
    mark = superscript(number) if of > 1 else ""
    said = escaped(_cut(finding.message, _LONG_CLAIM))
    return f"{said} <sub>{finding.code}{mark} {escaped(finding.name)} · {confidence(finding.confidence)}</sub>"


def _place(origin: Origin, options: ReporterOptions) -> str:
    path = relative(origin.path, options.root)
    shortened = path if len(path) <= _LONG_PATH else f"…{path[-_LONG_PATH:]}"
    shown = code(f"{shortened}:{origin.line}" if origin.line else shortened)
    address = linked(origin, options)
    return f'<a href="{html.escape(address)}">{shown}</a>' if address else shown


def _worst_first(result: Result) -> tuple[Finding, ...]:
    return tuple(sorted(result.findings, key=lambda f: (-f.severity.rank, -f.confidence)))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
