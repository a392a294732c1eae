"""The page of a check, as Markdown: what its docstring says, its options, its cases."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from itertools import islice

from tqcheck.checks import Rule
from tqcheck.checks.cases import Case, cases
from tqcheck.checks.measures import measure
from tqcheck.checks.options import options
from tqcheck.model import Segment, Side, Span

_TYPES = {
    "str": "text",
    "bool": "true or false",
    "int": "whole number",
    "float": "number",
    "frozenset[str]": "list of texts",
    "tuple[str, ...]": "list of texts",
    "tuple[Term, ...]": "glossary",
    "GivenNames": "names file",
}
"""How TOML's values are called."""


def page(rule: Rule, *, fires: int | None = None, silent: int | None = None) -> str:
    """Return the page, with at most `fires` and `silent` cases; None for all of them."""
    needs = "compares with the source" if rule.needs_source else "needs no source"
    if rule.needs:
        needs += " · needs `--back-translate`" if "back-translation" in rule.needs else " · needs a model"
    parts = [
        f"# {rule.code} {rule.name}",
        f"*{rule.severity.value} · {rule.mqm} · {needs}*",
        inspect.cleandoc(rule.cls.__doc__ or ""),
        *_measured(rule),
        *_options(rule),
        *_examples("What it finds", (c for c in cases(rule) if c.kind == "fires"), fires),
        *_examples("What it lets pass", (c for c in cases(rule) if c.kind == "silent"), silent),
    ]
    return "\n\n".join(parts) + "\n"


def summary(rule: Rule) -> str:
    """Return the first sentence of the page."""
    return inspect.cleandoc(rule.cls.__doc__ or "").partition("\n\n")[0].replace("\n", " ")


def _measured(rule: Rule) -> Iterator[str]:
    said = measure(rule.code)
    if said:
        yield "## How often it fires"
        yield said


def _options(rule: Rule) -> Iterator[str]:
    found = options(rule)
    if not found:
        return
    rows = [f"| `{o.name}` | {_TYPES.get(o.type, o.type)} | `{_cell(o.default)}` | {_cell(o.doc)} |" for o in found]
    yield "## Options"
    yield "\n".join(["| option | type | default | meaning |", "|---|---|---|---|", *rows])
    yield f"They stand in `tqcheck.toml` under `[checks.{rule.code}]`."


def _examples(heading: str, found: Iterator[Case], limit: int | None) -> Iterator[str]:
    drawn = [_example(case) for case in islice(found, limit)]
    if drawn:
        yield f"## {heading}"
        yield from drawn


def _example(case: Case) -> str:
    lines = [
        line for segment, spans in zip(case.segments, case.expected, strict=True) for line in _texts(segment, spans)
    ]
    lines += [_line("back", reading.back.text, frozenset(), side="source") for reading in case.readings if reading.back]
    fence = "```" if not any("```" in line for line in lines) else "~~~~"
    given = "".join(f", with `{name}`" for name in case.options)
    return "\n".join([f"{case.why[:1].upper()}{case.why[1:]}{given}:", "", f"{fence}text", *lines, fence])


def _texts(segment: Segment, spans: frozenset[Span]) -> Iterator[str]:
    if segment.source is not None:
        yield _line(segment.source_lang or "source", segment.source, spans, side="source")
    yield _line(segment.target_lang or "target", segment.target, spans, side="target")


def _line(label: str, text: str, spans: frozenset[Span], *, side: Side) -> str:
    """Return one text with ⟦ ⟧ around the spans, and characters that a page cannot hold by their numbers."""
    cuts = [(s.start, "⟦") for s in spans if s.side == side] + [(s.end, "⟧") for s in spans if s.side == side]
    for place, mark in sorted(cuts, key=lambda c: (c[0], c[1] == "⟦"), reverse=True):
        text = text[:place] + mark + text[place:]
    shown = "".join(c if c.isprintable() or c == "\u00a0" else f"⟨U+{ord(c):04X}⟩" for c in text)
    return f"{label:<8}{shown}"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
