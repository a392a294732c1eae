"""Segments, findings and results as HTML for a notebook, light or dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from pathlib import Path

from tqcheck.model import NOWHERE, BackTranslation, Finding, Reason, Result, Segment
from tqcheck.notebook.marks import text
from tqcheck.reporters.advice import advice, confidence
from tqcheck.reporters.visible import oneline, visible

_REASONS = 4
_NOTE = 200
_BACK = 1000
"""Code points of what is shown."""


def drawn(value: Segment | Finding | Result) -> str:
    """Return a value of the model as HTML that stands for itself."""
    if isinstance(value, Segment):
        return page(_card(_place(value), _sides(value, ())))
    if isinstance(value, Finding):
        return page(_card(_place(value.segment), _sides(value.segment, (value,)), _claims((value,))))
    return page(card(value))


def page(*parts: str) -> str:
    """Return the parts in an element of our style. MathJax must leave it alone: `$5 and $10` is no formula."""
    return f'<div class="tq tex2jax_ignore mathjax_ignore"><style>{_style()}</style>{"".join(parts)}</div>'


def card(result: Result) -> str:
    """Return one segment with all that was found."""
    findings = tuple(sorted(result.findings, key=lambda f: (-f.severity.rank, -f.confidence)))
    return _card(
        f"{risk(result.verdict.risk)}{_place(result.segment)}",
        _sides(result.segment, findings),
        _claims(findings),
        *_back(result.back),
        *_numbers(result),
    )


def risk(value: float) -> str:
    """Return a risk as a figure with a bar."""
    width = round(100 * min(1.0, max(0.0, value)))
    return f'<span>risk <b>{value:.2f}</b> <span class="tq-meter"><i style="width:{width}%"></i></span></span>'


def severity(word: str, count: int | None = None) -> str:
    """Return the name of a severity on its colour, with a count before it."""
    shown = f"{count:,} {word}" if count is not None else word
    return f'<span class="tq-pill tq-{word}">{shown}</span>'


@cache
def _style() -> str:
    return Path(__file__).with_name("style.css").read_text(encoding="utf-8").replace("\n", "")


def _card(head: str, *parts: str) -> str:
    return f'<div class="tq-card"><div class="tq-head">{head}</div>{"".join(parts)}</div>'


def _place(segment: Segment) -> str:
    origin = segment.origin
    name = f"<b>{_short(oneline(segment.id))}</b>"
    if origin.path == NOWHERE.path:
        parts = [f"<span>segment {name}</span>"]
    else:
        parts = [name, f'<span class="tq-label">{_short(oneline(str(origin)))}</span>']
    key = (origin.key or "").replace("\x04", " | ")  # gettext joins context and message by it
    if key and key != segment.id:
        parts.append(f'<span class="tq-label">{_short(oneline(key))}</span>')
    if segment.variant:
        parts.append(f'<span class="tq-label">plural {_short(oneline(segment.variant))}</span>')
    if segment.note:
        parts.append(f'<span class="tq-label">note: {_short(oneline(segment.note))}</span>')
    return "".join(parts)


def _sides(segment: Segment, findings: tuple[Finding, ...]) -> str:
    sides = (
        [] if segment.source is None else [_side(segment.source_lang or "source", text(segment, "source", findings))]
    )
    target = text(segment, "target", findings) if segment.target else '<div class="tq-dim">no translation</div>'
    sides.append(_side(segment.target_lang or "target", target))
    if segment.reference:
        same = Segment(id="", target=segment.reference, target_lang=segment.target_lang)
        sides.append(_side("reference", text(same, "target")))
    return f'<div class="tq-sides">{"".join(sides)}</div>'


def _side(label: str, drawn_text: str) -> str:
    return f'<div><div class="tq-label">{escape(oneline(label))}</div>{drawn_text}</div>'


def _claims(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return ""
    kind = (
        "ol" if len(findings) > 1 else "ul"
    )  # numbers answer to those of the marks; of a single finding there are none
    return f"<{kind}>{''.join(map(_claim, findings))}</{kind}>"


def _claim(finding: Finding) -> str:
    evidence = f'<div class="tq-dim" dir="auto">{_plain(finding.evidence)}</div>' if finding.evidence else ""
    name = f"<code>{_plain(finding.code)}</code> {_plain(finding.name)} · {confidence(finding.confidence)}"
    return (
        f"<li>{severity(finding.severity.value)} {_plain(finding.message)} "
        f'<span class="tq-label">{name}</span>{evidence}<div>→ {_plain(advice(finding))}</div></li>'
    )


def _back(back: BackTranslation | None) -> Iterator[str]:
    if back:
        said = escape(visible(back.text[:_BACK]))
        yield f'<div><span class="tq-label">translated back by {_plain(back.by)}</span> <bdi>{said}</bdi></div>'


def _numbers(result: Result) -> Iterator[str]:
    said = [f"{_plain(score.scorer)} {score.value:.2f}" for score in result.scores]
    if because := _because(result.verdict.because, {f.code: f.name for f in result.findings}):
        said.append(f"risk because of {because}")
    if result.aside:
        said.append(f"{len(result.aside)} set aside")
    if said:
        yield f'<div class="tq-dim">{" · ".join(said)}</div>'


def _because(reasons: Iterable[Reason], names: dict[str, str]) -> str:
    heaviest = sorted(reasons, key=lambda r: -r.weight)[:_REASONS]
    return ", ".join(f"{_plain(names.get(r.what, r.what))} {r.weight:.0%}" for r in heaviest if r.weight >= 0.01)


def _plain(said: str) -> str:
    return escape(oneline(said))


def _short(said: str) -> str:
    return escape(said if len(said) <= _NOTE else f"{said[: _NOTE - 1]}…")
