"""Plots of a report. This module imports matplotlib."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator, PercentFormatter

from tqcheck.model import Result, Severity
from tqcheck.notebook.reliability import bins, brier, error, labelled
from tqcheck.notebook.tables import worst
from tqcheck.pairing import paired
from tqcheck.reporters.counts import plural

# Told apart without colours, too: by lightness and by hatching. Hues from Okabe and Ito's palette for all eyes.
_STYLES: Mapping[str, tuple[str, str]] = {
    "critical": ("#7a1039", "//"), "major": ("#d55e00", ""), "minor": ("#e6a417", ".."), "info": ("#56b4e9", "--"),
    "none": ("#c9ccd1", ""),
}  # fmt: skip
_MARGIN = 0.1
"""How far two risks of a segment lie apart before one run counts as worse."""
_LOG = 50
"""How many times the smallest bar the largest is before an axis is logarithmic."""


class HasResults(Protocol):
    """A report."""

    @property
    def results(self) -> tuple[Result, ...]:
        """One for each segment."""


class Plots:
    """Draws the results of a run. Every method draws on `ax`, or on a new figure without, and returns the axes."""

    def __init__(self, results: Sequence[Result], index: Any = None) -> None:  # noqa: ANN401  an index of pandas
        self._results = results
        self._index = index

    def risk(self, *, bins: int = 20, ax: Axes | None = None) -> Axes:
        """Draw how many segments have which risk, by the worst severity found in them."""
        ax = ax or _axes(7, 4)
        groups = {name: [r.verdict.risk for r in self._results if (worst(r) or "none") == name] for name in _STYLES}
        shown = {name: values for name, values in groups.items() if values}
        counts = []
        if shown:
            _, _, drawn = ax.hist(
                list(shown.values()), bins=bins, range=(0, 1), stacked=True, edgecolor="white", linewidth=0.5,
                color=[_STYLES[n][0] for n in shown], label=["no finding" if n == "none" else n for n in shown],
            )  # fmt: skip
            counts = [
                c for c in Counter(min(int(r.verdict.risk * bins), bins - 1) for r in self._results).values() if c
            ]
            _hatch_each(drawn, list(shown))
        _count_axis(ax, counts)
        ax.set(xlabel="risk (0 sound … 1 bad)", xlim=(0, 1))
        ax.set_title(f"Risk of {plural(len(self._results), 'segment')}")
        return _legend(ax, title="worst finding")

    def by_language(self, *, ax: Axes | None = None) -> Axes:
        """Draw the findings per 1,000 segments of each pair of languages, by severity."""
        pairs = Counter(_languages(r) for r in self._results)
        found = Counter((_languages(r), f.severity) for r in self._results for f in r.findings)
        rates = {p: {s: 1000 * found[p, s] / pairs[p] for s in Severity} for p in pairs}
        ordered = sorted(pairs, key=lambda p: (sum(rates[p].values()), p))
        labels = [f"{p} ({pairs[p]:,})" for p in ordered]
        ax = _stacked(ax, labels, [rates[p] for p in ordered])
        ax.set(xlabel="findings per 1,000 segments", ylabel="languages (segments)", title="Findings by language")
        return _legend(ax, title="severity", beside=True)

    def by_check(self, *, top: int = 15, ax: Axes | None = None) -> Axes:
        """Draw how often each of the `top` most frequent checks fired, by severity."""
        found = Counter((f.code, f.name, f.severity) for r in self._results for f in r.findings)
        checks = Counter[tuple[str, str]]()
        for (code, name, _), count in found.items():
            checks[code, name] += count
        ordered = [check for check, _ in checks.most_common(top)][::-1]
        ax = _stacked(ax, [f"{name}  {code}" for code, name in ordered],
                      [{s: float(found[*check, s]) for s in Severity} for check in ordered])  # fmt: skip
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        of = f" (the {top} most frequent of {len(checks)})" if len(checks) > top else ""
        ax.set(xlabel="findings", title=f"Findings by check{of}")
        return _legend(ax, title="severity", beside=True)

    def calibration(self, labels: Any, *, count: int = 10, ax: Axes | None = None) -> Axes:  # noqa: ANN401  whatever holds them
        """Draw which share of the segments of like risk is really bad, with 95 % intervals, in `count` bins.

        `labels` say of each segment in order, or by id, whether it is bad (true, 1) or good (false, 0); None for not
        known. Raises UsageError when they do not fit.
        """
        if self._index is not None and hasattr(labels, "loc") and len(labels) > len(self._results):
            labels = labels.loc[labels.index.isin(self._index)]  # a series for a frame of which rows were skipped
        pairs = labelled(self._results, labels)
        made = bins(pairs, count)
        ax = ax or _axes(5, 5)
        ax.plot([0, 1], [0, 1], color="gray", linestyle="--", linewidth=1, label="risk = share of bad ones")
        ax.errorbar(
            [b.risk for b in made], [b.bad for b in made], fmt="o-", color="#0072b2", capsize=3,
            yerr=[[b.bad - b.low for b in made], [b.high - b.bad for b in made]], label="segments of like risk, 95 %",
        )  # fmt: skip
        ax.set(
            xlabel="mean risk", ylabel="share of bad segments", xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), aspect="equal"
        )
        ax.yaxis.set_major_formatter(PercentFormatter(1))
        said = f"Brier {brier(pairs):.3f} · calibration error {error(made):.3f}"
        ax.set_title(f"Calibration, {plural(len(pairs), 'segment')}\n{said}", fontsize="medium")
        return _legend(ax)

    def against(
        self, other: HasResults, *, names: tuple[str, str] = ("this run", "the other"), ax: Axes | None = None
    ) -> Axes:
        """Draw the risk of every segment in this run against that in another over the same sources.

        Below the diagonal the other run is better. Raises UsageError when they have no segment in common.
        """
        mine, theirs = self._results, other.results
        places = paired([r.segment for r in mine], [r.segment for r in theirs]).pairs
        pairs = [(mine[a].verdict.risk, theirs[b].verdict.risk) for a, b in places]
        groups = {
            f"{names[1]} worse": ([p for p in pairs if p[1] - p[0] > _MARGIN], "^", "#d55e00"),
            f"{names[1]} better": ([p for p in pairs if p[0] - p[1] > _MARGIN], "v", "#0072b2"),
            f"alike (within {_MARGIN})": ([p for p in pairs if abs(p[0] - p[1]) <= _MARGIN], "o", "#8a9099"),
        }
        ax = ax or _axes(5.5, 5.5)
        for label, (points, marker, colour) in groups.items():
            xs, ys = [x for x, _ in points], [y for _, y in points]
            ax.scatter(xs, ys, marker=marker, c=colour, alpha=_alpha(len(pairs)), s=24, linewidths=0,
                       label=f"{label}: {len(points):,}")  # fmt: skip
        ax.plot([0, 1], [0, 1], color="gray", linestyle="--", linewidth=1)
        ax.set(
            xlabel=f"risk in {names[0]}",
            ylabel=f"risk in {names[1]}",
            xlim=(-0.02, 1.02),
            ylim=(-0.02, 1.02),
            aspect="equal",
        )
        ax.set_title(plural(len(pairs), "segment") + " in both runs")
        _legend(ax)
        return ax


def _axes(width: float, height: float) -> Axes:
    ax: Axes = plt.subplots(figsize=(width, height), layout="constrained")[1]
    return ax


def _languages(result: Result) -> str:
    segment = result.segment
    target = segment.target_lang or "?"
    return f"{segment.source_lang or '?'} → {target}" if segment.source is not None else target


def _stacked(ax: Axes | None, labels: Sequence[str], rows: Sequence[Mapping[Severity, float]]) -> Axes:
    """Draw a horizontal bar for each row, the worst severity first."""
    ax = ax or _axes(7.5, 1.6 + 0.3 * max(2, len(labels)))
    left = [0.0] * len(rows)
    for severity in sorted(Severity, key=lambda s: -s.rank):
        widths = [row[severity] for row in rows]
        if any(widths):
            colour = _STYLES[severity.value][0]
            bars = ax.barh(
                range(len(rows)),
                widths,
                left=left,
                color=colour,
                label=severity.value,
                edgecolor="white",
                linewidth=0.5,
            )
            _hatch(bars, severity.value)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    ax.set_yticks(range(len(rows)), labels)
    if any(left):
        ax.set_xlim(0, 1.04 * max(left))
    else:
        ax.text(0.5, 0.5, "no findings", transform=ax.transAxes, ha="center", va="center")
    return ax


def _hatch(bars: Iterable[Any], name: str) -> None:
    for bar in bars:
        bar.set_hatch(_STYLES[name][1])


def _hatch_each(drawn: Any, names: Sequence[str]) -> None:  # noqa: ANN401  what `hist` returns
    """Hatch the bars of a histogram; of a single group it returns the bars themselves."""
    for name, bars in zip(names, drawn if len(names) > 1 else [drawn], strict=True):
        _hatch(bars, name)


def _count_axis(ax: Axes, counts: Sequence[int]) -> None:
    if counts and max(counts) > _LOG * min(counts):
        ax.set_yscale("log")
        ax.set_ylim(bottom=0.7)
        ax.set_ylabel("segments (logarithmic)")
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    else:
        ax.yaxis.set_major_locator(MaxNLocator(integer=True))
        ax.set_ylabel("segments")


def _alpha(count: int) -> float:
    return 0.8 if count <= 500 else 0.4 if count <= 5000 else 0.15


def _legend(ax: Axes, *, title: str | None = None, beside: bool = False) -> Axes:
    handles, labels = ax.get_legend_handles_labels()
    if handles:
        place = {"loc": "upper left", "bbox_to_anchor": (1.0, 1.0)} if beside else {}
        ax.legend(handles, labels, title=title, frameon=False, fontsize="small", **place)
    ax.spines[["top", "right"]].set_visible(False)
    return ax
