"""A report as HTML: what was found, at a glance, and where to look next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from tqcheck.model import Result, Summary
from tqcheck.notebook.cards import card, page, severity
from tqcheck.reporters.counts import SEVERITIES, Counts, judgement, plural
from tqcheck.reporters.skips import sentence

_CHECKS, _WORST, _SKIPS = 8, 3, 5


def overview(results: Sequence[Result], summary: Summary, worst: Sequence[Result]) -> str:
    """Return the HTML of a report; `worst` are its results, the most suspect first."""
    suspects = [r for r in worst[:_WORST] if r.findings]
    return page(
        f"<p>{_counts(results, summary)}</p>",
        *_unchecked(summary),
        _table(results, summary),
        *_details(f"The worst {len(suspects)}" if len(suspects) > 1 else "The worst", map(card, suspects)),
        _next(summary),
    )


def line(results: Sequence[Result], summary: Summary) -> str:
    """Return a report in one line of plain text."""
    return f"<Report: {_totals(results, summary)}>"


def _totals(results: Sequence[Result], summary: Summary) -> str:
    counts = Counts()
    for result in results:
        counts.add(result)
    incomplete = sum(1 for skip in summary.skipped if skip.incomplete) or summary.incomplete
    return str(judgement(counts, incomplete=incomplete))


def _counts(results: Sequence[Result], summary: Summary) -> str:
    pills = [severity(s.value, n) for s in SEVERITIES if (n := summary.by_severity.get(s, 0))]
    extra = f" · {summary.aside:,} set aside" if summary.aside else ""
    seconds = f'<span class="tq-label"> · {summary.seconds:.1f} s</span>'
    return f"<b>{escape(_totals(results, summary))}</b>{extra}{seconds}<br>{' '.join(pills)}"


def _unchecked(summary: Summary) -> Iterator[str]:
    rest = summary.skips - _SKIPS
    items = [f"<li>{escape(sentence(s))}</li>" for s in summary.skipped[:_SKIPS]]
    items += [f"<li>and {rest:,} more</li>"] if rest > 0 else []
    yield from _details(f"Not checked ({summary.skips:,})", [f"<ul>{''.join(items)}</ul>"] if items else [])


def _table(results: Sequence[Result], summary: Summary) -> str:
    if not summary.by_check:
        return ""
    first = {f.code: f for r in reversed(results) for f in r.findings}
    most = max(summary.by_check.values())
    rows = sorted(summary.by_check.items(), key=lambda item: -item[1])
    drawn = [_row(code, first[code].name if code in first else "", count, most) for code, count in rows[:_CHECKS]]
    more = f'<div class="tq-dim">and {plural(len(rows) - _CHECKS, "more check")}</div>' if len(rows) > _CHECKS else ""
    return f'<table class="tq-table" aria-label="findings by check">{"".join(drawn)}</table>{more}'


def _row(code: str, name: str, count: int, most: int) -> str:
    bar = f'<span class="tq-meter"><i style="width:{round(100 * count / most)}%"></i></span>'
    named = f"<td><code>{escape(code)}</code></td><td>{escape(name)}</td>"
    return f'<tr>{named}<td class="tq-number">{count:,}</td><td>{bar}</td></tr>'


def _details(heading: str, parts: Iterator[str] | list[str]) -> Iterator[str]:
    if drawn := "".join(parts):
        yield f"<details><summary>{heading}</summary>{drawn}</details>"


def _next(summary: Summary) -> str:
    code = next(iter(summary.by_check), "ACC101")
    calls = ("report.worst(20)", "report.to_pandas()", "report.plot.by_check()", f'tq.explain("{escape(code)}")')
    signature = f"<details><summary>How to repeat it</summary><code>{escape(summary.signature)}</code></details>"
    return f'<div class="tq-dim">Next: {" · ".join(f"<code>{c}</code>" for c in calls)}</div>{signature}'
