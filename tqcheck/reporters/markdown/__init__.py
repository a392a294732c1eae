"""`markdown`: a comment for a pull request, or the summary of a step: the verdict, the worst, the rest folded away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from tqcheck.model import Result, Severity, Skip, Summary
from tqcheck.reporters import ReporterOptions
from tqcheck.reporters.apart import baseline, others
from tqcheck.reporters.counts import SEVERITIES, Counts, judgement, plural
from tqcheck.reporters.markdown.escaping import code, escaped, length
from tqcheck.reporters.markdown.rows import details, row, shared_line
from tqcheck.reporters.places import relative
from tqcheck.reporters.sharing import Told
from tqcheck.reporters.skips import sentence
from tqcheck.reporters.worst import Worst, of_result

LONGEST = 65_536
"""UTF-16 code units that GitHub takes for a comment."""
MARK = "<!-- tqcheck -->"
"""The first line: a bot finds its own comment by it and edits it, in place of writing one more."""
_KEPT = 500
"""Segments that are kept: more do not fit, for none takes less than 130 characters."""
_SPARE = 5
"""Times as many segments are kept as are shown: those whose findings are told of their source are not shown."""
_LINES = 20
"""How many lines a list has at most."""
_NOTE = 600
"""Code units that are kept free for saying what was cut."""
_LONG_LINE = 400


class MarkdownReporter:
    """Keeps the worst segments, 500 at the most, and the counts; everything is written at the end."""

    def __init__(self, out: TextIO, options: ReporterOptions) -> None:
        self._out, self._options = out, options
        self._counts = Counts()
        self._worst: Worst[Result] = Worst(_KEPT if options.limit is None else min(_SPARE * options.limit, _KEPT))
        self._skips: list[str] = []
        self._skipped = self._incomplete = 0

    def add(self, result: Result) -> None:
        """Count the segment, and keep it if it is among the worst."""
        self._counts.add(result)
        if result.findings:
            self._worst.add(of_result(result), result)

    def skip(self, skip: Skip) -> None:
        """Keep the first of what was not checked, and count all."""
        self._skipped += 1
        self._incomplete += skip.incomplete
        if len(self._skips) < _LINES:
            self._skips.append(f"- {'**not checked** ' if skip.incomplete else ''}{_cut(sentence(skip))}")

    def finish(self, summary: Summary) -> None:
        """Write the comment."""
        said = {"incomplete": self._incomplete, "left_out": summary.left_out}
        judged = judgement(self._counts, **said, budget=self._options.budget)
        head = [MARK, f"### {judged.sign} tqcheck: {judged.sentence}"]
        if self._options.quiet:
            self._out.write("\n".join(head) + "\n")
            return
        head += _aside(summary)
        room = LONGEST - _NOTE - sum(length(part) + 2 for part in head)
        tail = list(_fitting(self._tail(summary), room // 2))
        told = Told(summary)
        left = [rest for kept in self._worst.items() if (rest := told.rest(kept))][: self._options.limit]
        shown = self._shown(left, room - sum(length(part) + 2 for part in tail), at_once=bool(summary.shared))
        self._out.write("\n\n".join([*head, *shown, *tail]) + "\n")

    def _tail(self, summary: Summary) -> Iterator[tuple[str, str]]:
        """Yield what stands below the worst, each part with its name."""
        yield "what was not checked", _folded(f"Not checked, and notes ({self._skipped:,})", self._unchecked())
        yield "the source strings", _folded(f"In the source ({len(summary.shared):,})", self._shared(summary))
        yield "the findings by check", _folded("Findings by check", self._by_check())
        yield "the findings by file", _folded("Findings by file", self._by_file())
        yield "what is fixed", _folded(f"Fixed since the baseline ({len(summary.fixed):,})", _listed(summary.fixed))
        yield "the signature", f"<sub>{escaped(summary.signature)}</sub>"

    def _shown(self, results: list[Result], room: int, *, at_once: bool) -> Iterator[str]:
        """Yield the worst segments, as many as there is room for, and how many are left out."""
        rows: list[str] = []
        texts: list[str] = []
        for result in results:
            drawn = (row(result, self._options), details(result, self._options))
            room -= sum(length(part) + 2 for part in drawn)
            if room < 0:
                break
            rows.append(drawn[0])
            texts.append(drawn[1])
        if rows:
            yield "\n".join(["| | where | what |", "|---|---|---|", *rows])
            yield _folded("Source and translation of these", texts)
        left = self._counts.with_findings - len(rows)
        if left:
            why = (
                " A comment holds no more."
                if room < 0
                else " What fails in most languages stands below."
                if at_once
                else ""
            )
            yield f"… and {plural(left, 'more segment')} with findings.{why} The other reports of the run show all."

    def _shared(self, summary: Summary) -> Iterator[str]:
        """Yield the source strings that fail in most of their languages."""
        lines = [shared_line(shared, self._options) for shared in summary.shared[:_LINES]]
        if len(summary.shared) > _LINES:
            lines.append(f"- … and {len(summary.shared) - _LINES:,} more.")
        if lines:
            yield "\n".join(lines)

    def _by_check(self) -> Iterator[str]:
        checks = sorted(self._counts.checks.items(), key=lambda c: (-c[1].total(), c[0]))
        named = [(f"{code(key[0])} {escaped(key[1])}", found) for key, found in checks]
        if named:
            yield _table("check", named[: 3 * _LINES])

    def _by_file(self) -> Iterator[str]:
        flagged = sorted((file for file in self._counts.files.items() if file[1]), key=lambda f: (-f[1].total(), f[0]))
        named = [(code(_short(relative(path, self._options.root))), found) for path, found in flagged]
        if named and len(self._counts.files) > 1:
            yield _table("file", named[:_LINES])
            more = f" … and {plural(len(named) - _LINES, 'more file')} with findings." if len(named) > _LINES else ""
            yield f"{len(named):,} of {plural(len(self._counts.files), 'file')} with findings.{more}"

    def _unchecked(self) -> list[str]:
        more = self._skipped - len(self._skips)
        lines = [*self._skips, f"- … and {more:,} more."] if more else self._skips
        return ["\n".join(lines)] if lines else []


def _aside(summary: Summary) -> Iterator[str]:
    """Yield what a baseline or suppressions set aside, what is fixed, and what was left out."""
    said = " ".join(filter(None, (baseline(summary), *others(summary))))
    if said:
        yield said


def _listed(lines: tuple[str, ...]) -> list[str]:
    shown = [f"- {_cut(line)}" for line in lines[:_LINES]]
    if len(lines) > _LINES:
        shown.append(f"- … and {len(lines) - _LINES:,} more.")
    return ["\n".join(shown)] if shown else []


def _folded(title: str, parts: Iterable[str]) -> str:
    """Return a part that opens at a click; nothing for nothing."""
    inside = "\n\n".join(parts)
    return f"<details>\n<summary>{title}</summary>\n\n{inside}\n\n</details>" if inside else ""


def _fitting(parts: Iterable[tuple[str, str]], room: int) -> Iterator[str]:
    """Yield the parts that there is room for, and which there is none for."""
    missing = []
    for name, part in parts:
        size = length(part) + 2
        if size > room:
            missing.append(name)
        elif part:
            room -= size
            yield part
    if missing:
        yield f"Left out, for a comment holds no more: {', '.join(missing)}."


def _table(first: str, rows: list[tuple[str, Counter[Severity]]]) -> str:
    shown = [s for s in SEVERITIES if any(found[s] for _, found in rows)]
    head = f"| {first} | {' | '.join(s.value for s in shown)} |\n|---|{'--:|' * len(shown)}"
    cells = (" | ".join(f"{found[s]:,}" if found[s] else "" for s in shown) for _, found in rows)
    return "\n".join([head, *(f"| {name} | {cell} |" for (name, _), cell in zip(rows, cells, strict=True))])


def _cut(text: str) -> str:
    return escaped(_short(text))


def _short(text: str) -> str:
    return text if len(text) <= _LONG_LINE else f"{text[: _LONG_LINE - 1]}…"
