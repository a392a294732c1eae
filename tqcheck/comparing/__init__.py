"""Two systems, or two versions, over the same texts: which is better, where, and whether it is chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tqcheck.comparing.bootstrap import Sampling
from tqcheck.comparing.changes import Change, change
from tqcheck.comparing.comparison import Comparison
from tqcheck.comparing.measures import Measure, Wanted, measured, own, scored
from tqcheck.comparing.reference_file import references
from tqcheck.comparing.references import METRICS, against, metric_names
from tqcheck.comparing.saved import Saved, saved
from tqcheck.errors import UsageError
from tqcheck.formats import ReadOptions
from tqcheck.pairing import Pairing, paired
from tqcheck.report import Report

__all__ = ["METRICS", "Change", "Comparison", "Measure", "Sampling", "compare"]
_DECIDING = ("risk", "major", "penalty", *METRICS)
_FEW = 100
"""Segments below which only great differences are more than chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How two runs are compared."""

    metrics: tuple[str, ...] = METRICS
    """Of sacrebleu, where there are references."""
    by: str = "risk"
    """The measure that decides: a key of `Measure`."""
    alpha: float = 0.05
    sampling: Sampling = field(default_factory=Sampling)


def compare(  # noqa: PLR0913  one parameter a thing one may say
    report_a: Report | str | Path,
    report_b: Report | str | Path,
    *,
    reference: Sequence[str | None] | str | Path | None = None,
    names: tuple[str, str] = ("A", "B"),
    metrics: Sequence[str] = METRICS,
    by: str = "risk",
    alpha: float = 0.05,
    resamples: int = 1000,
    seed: int = 12345,
) -> Comparison:
    """Compare two reports over the same texts: of `check`, or files that `tqcheck check --output-format json` wrote.

    Segments are paired by id and source, then by source alone. `reference` has a translation known to be good for each
    segment of A, None where there is none, or names a file; without it those of the segments count. `metrics` are
    `chrf`, `bleu` and `ter`. `by` is the measure that decides: `risk`, `major`, `penalty`, one of the metrics, or
    `score:NAME`.

    Raises UsageError when nothing stands in both or an option is wrong, UnreadableError when a file is no report.
    """
    terms = Terms(metrics=metric_names(metrics), by=by, alpha=alpha, sampling=Sampling(resamples=resamples, seed=seed))
    a, b = _side(report_a), _side(report_b)
    if isinstance(reference, str | Path):
        reference = references(str(reference), [r.segment for r in a.results], ReadOptions())
    return compared(a, b, terms, names=names, reference=reference)


def compared(
    a: Saved, b: Saved, terms: Terms, *, names: tuple[str, str], reference: Sequence[str | None] | None = None
) -> Comparison:
    """Compare two runs. Raises UsageError as `compare` does."""
    check_terms(terms)
    pairing = paired([r.segment for r in a.results], [r.segment for r in b.results])
    references = _references(a, b, pairing, reference)
    changes = tuple(
        change(a.results[i], b.results[j], reference=references[n]) for n, (i, j) in enumerate(pairing.pairs)
    )
    notes = [*_notes(a, b, pairing), *_few(changes)]
    measures = tuple(_measures(changes, terms, notes, texts=a.texts and b.texts))
    return Comparison(
        names=names,
        changes=changes,
        only_a=tuple(a.results[i] for i in pairing.only_a),
        only_b=tuple(b.results[i] for i in pairing.only_b),
        measures=measures,
        decided_by=_decisive(measures, terms.by),
        alpha=terms.alpha,
        sampling=terms.sampling,
        notes=tuple(notes),
        incomplete=a.incomplete or b.incomplete,
        signature=f"paired bootstrap|resamples:{terms.sampling.resamples}|seed:{terms.sampling.seed}|by:{terms.by}"
        f"|alpha:{terms.alpha:g}",
    )


def _side(given: Report | str | Path) -> Saved:
    if isinstance(given, Report):
        summary = given.summary
        return Saved(results=given.results, signature=summary.signature, incomplete=summary.incomplete, texts=True)
    return saved(str(given))


def check_terms(terms: Terms) -> None:
    """Raise UsageError for numbers that make no sense, and for a measure that there never is."""
    if terms.by not in _DECIDING and not terms.by.startswith("score:"):
        raise UsageError(f"there is no measure {terms.by!r}.", mend=f"It may be {', '.join(_DECIDING)} or score:NAME.")
    if terms.by in METRICS and terms.by not in terms.metrics:
        raise UsageError(f"{terms.by} decides and is not among the metrics.", mend=f"Add {terms.by} to them.")
    if not 0 < terms.alpha < 1:
        raise UsageError(f"alpha is {terms.alpha}.", mend="It lies between 0 and 1, such as 0.05.")
    if terms.sampling.resamples < 100:
        raise UsageError(f"{terms.sampling.resamples} resamples say nothing.", mend="Ask for 1000.")
    if terms.sampling.seed < 0:
        raise UsageError(f"the seed is {terms.sampling.seed}.", mend="Give a whole number from 0.")


def _references(a: Saved, b: Saved, pairing: Pairing, given: Sequence[str | None] | None) -> list[str | None]:
    if given is None:
        return [a.results[i].segment.reference or b.results[j].segment.reference for i, j in pairing.pairs]
    if len(given) != len(a.results):
        what = f"{len(given):,} references for the {len(a.results):,} segments of A."
        raise UsageError(what, mend="Give one for each, None where there is none.")
    return [given[i] for i, _ in pairing.pairs]


def _measures(changes: Sequence[Change], terms: Terms, notes: list[str], *, texts: bool) -> Iterator[Measure]:
    whole: list[Wanted] = own(changes, texts=texts)
    for wanted, lacking in scored(changes):
        if not lacking:
            whole.append(wanted)
            continue
        notes.append(f"{wanted.label}: {_segments(lacking)} without the score left out.")
        yield from measured([wanted], terms.sampling)
    yield from measured(whole, terms.sampling)
    yield from _referred(changes, terms, notes, texts=texts)


def _referred(changes: Sequence[Change], terms: Terms, notes: list[str], *, texts: bool) -> Iterator[Measure]:
    referred = [c for c in changes if (c.reference or "").strip()]
    if not (referred and terms.metrics):
        return
    if not texts:
        notes.append("References cannot be used: a report of lines holds no texts. Write it with --output-format json.")
        return
    if lacking := len(changes) - len(referred):
        notes.append(f"{_segments(lacking)} without reference: {', '.join(terms.metrics)} left them out.")
    tags = dict.fromkeys(_tag(c) for c in referred)
    for tag in tags:
        of = [c for c in referred if _tag(c) == tag]
        made = against(of, tag, terms.metrics, terms.sampling)
        notes += made.notes
        named = (replace(w, label=f"{w.label} ({tag})") for w in made.wanted) if len(tags) > 1 else made.wanted
        yield from measured([*named], terms.sampling)


def _tag(change: Change) -> str | None:
    return change.b.segment.target_lang or change.a.segment.target_lang


def _decisive(measures: Sequence[Measure], by: str) -> Measure:
    """Return the measure that decides; of a metric that each language has for itself, there must be one language."""
    found = [m for m in measures if m.key == by]
    if len(found) == 1:
        return found[0]
    known = ", ".join(dict.fromkeys(m.key for m in measures))
    if found:
        raise UsageError(f"{by} is computed for each of {len(found)} languages.", mend="Compare one, or by risk.")
    raise UsageError(f"there is no measure {by!r} here.", mend=f"There are {known}.")


def _notes(a: Saved, b: Saved, pairing: Pairing) -> Iterator[str]:
    for name, side in (("A", a), ("B", b)):
        if side.incomplete:
            yield f"{name} is incomplete: something in it could not be checked."
        if not side.texts:
            yield f"{name} is a report of lines: its texts cannot be shown, and penalties are per segment."
    for name, only in (("A", pairing.only_a), ("B", pairing.only_b)):
        if only:
            yield f"{_segments(len(only))} only in {name}: not compared."
    if pairing.changed:
        yield f"Of these, {pairing.changed:,} have the same name in both but another source."
    if pairing.unsourced:
        yield f"{_segments(pairing.unsourced)} paired by id alone: one side has no source."
    if a.signature and b.signature and a.signature != b.signature:
        yield f"The runs differ in more than their texts: A {a.signature}; B {b.signature}."


def _few(changes: Sequence[Change]) -> Iterator[str]:
    if len(changes) < _FEW:
        yield f"{_segments(len(changes))}: of so few, only great differences can be told from chance."


def _segments(count: int) -> str:
    return "1 segment" if count == 1 else f"{count:,} segments"
