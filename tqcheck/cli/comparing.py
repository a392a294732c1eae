"""The command `compare`: from flags to two runs, from two runs to a comparison and an exit code."""

from __future__ import annotations

import glob
from dataclasses import fields, replace
from pathlib import Path

from tqcheck.api import run
from tqcheck.cli.flags import words
from tqcheck.cli.options import RunOptions
from tqcheck.cli.options.comparing import CompareRequest
from tqcheck.cli.output import colour_wanted, destination
from tqcheck.cli.progress import watched
from tqcheck.cli.request import inputs, limit, settings
from tqcheck.cli.warnings import Warnings
from tqcheck.comparing import METRICS, Comparison, Sampling, Terms, check_terms, compared
from tqcheck.comparing.reference_file import references
from tqcheck.comparing.references import metric_names
from tqcheck.comparing.saved import Saved, is_report, saved
from tqcheck.comparing.writing import Style, check_name, write
from tqcheck.config import Config
from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import ReadOptions
from tqcheck.model import Result, Skip

COMPARED, WORSE, INCOMPLETE = 0, 1, 3
"""Exit codes; 2 is wrong usage."""
_OF_ANY = {"files", "source_lang", "target_lang", "encoding", "config"}
"""Flags that say something even when nothing is checked: references are read with them."""


def compare_files(request: CompareRequest) -> int:
    """Check both, compare, write, and return the exit code."""
    a, b = _two(request)
    check_name(request.output_format)
    terms, config, style = _terms(request), settings(request), Style(limit=limit(request.show), quiet=request.quiet)
    read = tuple(path for path in (a, b, request.source, request.reference) if path and not Path(path).is_dir())
    with destination(request.output, inputs=read) as out:
        reports = [_is_report(path) for path in (a, b)]
        if all(reports):
            _refuse_flags(request)
        first, second = (
            saved(path) if known else _checked(path, request, config)
            for path, known in zip((a, b), reports, strict=True)
        )
        reference = _references(request, config, first)
        comparison = compared(first, second, terms, names=_names(a, b), reference=reference)
        write(comparison, request.output_format, out, replace(style, colour=colour_wanted(out)))
    return _code(comparison, request)


def _two(request: CompareRequest) -> tuple[str, str]:
    files = request.files or []
    if len(files) != 2:
        raise UsageError(f"compare takes two, not {len(files)}.", mend="Give A and B: files, folders or reports.")
    if request.target:
        raise UsageError("--target goes with check.", mend="Give both translations: tqcheck compare A B --source FILE.")
    if files == ["-", "-"]:
        raise UsageError("standard input can be read once.", mend="Give a file for A or B.")
    return files[0], files[1]


def _terms(request: CompareRequest) -> Terms:
    terms = Terms(
        metrics=metric_names(words(request.metrics) or METRICS),
        by=request.by,
        alpha=request.alpha,
        sampling=Sampling(resamples=request.resamples, seed=request.seed),
    )
    check_terms(terms)
    return terms


def _is_report(path: str) -> bool:
    return not (Path(path).is_dir() or glob.has_magic(path)) and is_report(path)


def _refuse_flags(request: CompareRequest) -> None:
    """Raise UsageError for a flag that says how to check, where nothing is checked any more."""
    for field in fields(RunOptions):
        if field.name not in _OF_ANY and getattr(request, field.name) != field.default:
            flag = f"--{field.name.replace('_', '-')}"
            raise UsageError(f"{flag} says how to check, and both are reports.", mend=f"Leave out {flag}.")


def _checked(path: str, request: CompareRequest, config: Config) -> Saved:
    """Check one side. Raises UnreadableError when nothing of it could be read."""
    asked = replace(request, target=path, files=None) if request.source else replace(request, files=[path])
    files = inputs(asked, config)
    warnings = Warnings(quiet=request.quiet, people=False)
    results: list[Result] = []
    skips: list[Skip] = []
    with watched(files, wanted=not (request.no_progress or request.quiet)) as seen:
        running = run(seen, config)
        if files.pair:
            files.pair.lend(running.embedder)
        for item in running:
            if isinstance(item, Result):
                results.append(item)
            else:
                skips.append(item)
    if not results:
        raise UnreadableError(skips[0].why if skips else "nothing to check in it.", path=None if skips else path)
    for skip in skips:
        warnings.add(skip)
    warnings.finish()
    summary = running.summary()
    return Saved(results=tuple(results), signature=summary.signature, incomplete=summary.incomplete, texts=True)


def _references(request: CompareRequest, config: Config, a: Saved) -> list[str | None] | None:
    if request.reference is None:
        return None
    options = ReadOptions(source_lang=config.source_lang, target_lang=config.target_lang, encoding=request.encoding)
    return references(request.reference, [r.segment for r in a.results], options)


def _names(a: str, b: str) -> tuple[str, str]:
    """Return the files' names, or the whole paths where these are equal."""
    short = Path(a).name or a, Path(b).name or b
    return short if short[0] != short[1] else (a, b)


def _code(comparison: Comparison, request: CompareRequest) -> int:
    if comparison.incomplete:
        return INCOMPLETE
    return WORSE if request.fail_if_worse and comparison.winner == "a" else COMPARED
