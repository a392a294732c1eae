"""`text`: a report for people, the worst segments first."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from tqcheck.model import Result, Skip, Summary
from tqcheck.reporters import ReporterOptions, apart
from tqcheck.reporters.counts import Counts, plural
from tqcheck.reporters.sharing import Told
from tqcheck.reporters.text import shared, tables
from tqcheck.reporters.text.segment import block
from tqcheck.reporters.visible import oneline
from tqcheck.reporters.worst import Worst, of_result

WIDEST = 140
"""Cells beyond which lines are hard to follow."""
_UNKNOWN_WIDTH = 100
_SKIPS = 10
SPARE = 5
"""Times as many segments are kept as are shown: those whose findings are told of their source are not shown."""
_PADDING = re.compile(r" +$", re.MULTILINE)


class TextReporter:
    """Keeps the worst segments and the counts; everything is written at the end."""

    def __init__(self, out: TextIO, options: ReporterOptions) -> None:
        self._out = out
        self._options = options
        self._console = console(out, options)
        self._counts = Counts()
        self._incomplete = 0
        self._skips: list[Skip] = []
        self._told = 0
        self._worst: Worst[Result] = Worst(None if options.limit is None else SPARE * options.limit)

    def add(self, result: Result) -> None:
        """Count the segment, and keep it if it is among the worst."""
        self._counts.add(result)
        if result.findings:
            self._worst.add(of_result(result), result)

    def take(self, counts: Counts, worst: Iterable[Result]) -> None:
        """Add what was counted elsewhere of segments that follow, with the worst of them."""
        self._counts.take(counts)
        for result in worst:
            self._worst.add(of_result(result), result)

    def skip(self, skip: Skip) -> None:
        """Keep the first skips that leave something unchecked, and the first others if there is room."""
        self._told += 1
        self._incomplete += skip.incomplete
        self._skips.append(skip)
        self._skips.sort(key=lambda s: not s.incomplete)
        del self._skips[_SKIPS:]

    def finish(self, summary: Summary) -> None:
        """Write the report."""
        if not self._options.quiet:
            self._print(self._heading())
            self._print_worst(summary)
            self._print_counts()
            self._print_apart(summary)
        said = {"incomplete": self._incomplete, "left_out": summary.left_out}
        self._print(tables.verdict(self._counts, **said, budget=self._options.budget))
        if not self._options.quiet:
            self._print(Text(summary.signature, "dim"))

    def _print_worst(self, summary: Summary) -> None:
        told = Told(summary)
        kept = self._worst.items()
        left = [result for kept_one in kept if (result := told.rest(kept_one))]
        shown = left[: self._options.limit]
        for number, result in enumerate(shown, 1):
            self._print(block(result, number=number, width=self._console.width, colour=self._options.colour))
        others = self._counts.with_findings - len(shown) - (len(kept) - len(left))
        if shown and others > 0:
            self._print()
            self._print(Text(f"… and {plural(others, 'more segment')} with findings; --show all shows all.", "dim"))
        if summary.shared and self._options.limit != 0:
            self._print(shared.section(summary.shared, self._options.limit))

    def _print_counts(self) -> None:
        self._print()
        if self._counts.severities:
            self._print(tables.by_check(self._counts))
            self._print()
            if len(self._counts.files) > 1:
                self._print(tables.by_file(self._counts))
                self._print()
            self._print(Text(f"`tqcheck explain {self._most_severe()}` says how a check decides.", "dim"))
            self._print()
        if self._skips:
            self._print(Text("Not checked" if self._incomplete else "Notes", "bold"))
            self._print(Padding(tables.skipped(self._skips, self._told), (0, 0, 1, 0)))

    def _print_apart(self, summary: Summary) -> None:
        said = list(apart.lines(summary))
        for line in said:
            self._print(Text(oneline(line), "dim"))
        if said:
            self._print()

    def _most_severe(self) -> str:
        """Return the code of the check with the gravest finding."""
        checks = self._counts.checks
        return max(checks, key=lambda check: max((s.rank, n) for s, n in checks[check].items()))[0]

    def _heading(self) -> Text:
        counts = self._counts
        parts = [plural(counts.segments, "segment")]
        if len(counts.files) == 1:
            parts.append(oneline(next(iter(counts.files))))
        elif counts.files:
            parts.append(plural(len(counts.files), "file"))
        pairs = [" → ".join(tag for tag in pair if tag) for pair, _ in counts.languages.most_common(4)]
        if any(pairs):
            parts.append(", ".join(filter(None, pairs)) + (" …" if len(counts.languages) > 4 else ""))
        return Text.assemble(("tqcheck", "bold"), (" · " + " · ".join(parts), "dim"))

    def _print(self, what: RenderableType = "") -> None:
        with self._console.capture() as drawn:
            self._console.print(what)
        self._out.write(_PADDING.sub("", drawn.get()))


def console(out: TextIO, options: ReporterOptions) -> Console:
    """Return a console that takes nothing from the environment but the width of a terminal."""
    terminal = out.isatty()
    width = options.width or (min(shutil.get_terminal_size().columns, WIDEST) if terminal else _UNKNOWN_WIDTH)
    return Console(
        file=out,
        width=width,
        color_system="standard" if options.colour else None,
        force_terminal=options.colour,
        no_color=not options.colour,
        force_jupyter=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )
