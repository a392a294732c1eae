"""What the flags of a command ask for."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

from tqcheck.api import Files
from tqcheck.bitext.making import AlignOptions
from tqcheck.bitext.pair import FilePair
from tqcheck.cli.flags import words
from tqcheck.cli.options import Request, RunOptions
from tqcheck.config import Config, fail_on, jobs, load, max_rate, profile
from tqcheck.errors import UsageError
from tqcheck.formats import ReadOptions
from tqcheck.lang.tags import canonical
from tqcheck.project.given import given_pair


def settings(request: RunOptions) -> Config:
    """Return the configuration with the flags that say what is checked put in place. Raises UsageError."""
    config = load(Path(request.config) if request.config else None)
    return replace(
        config,
        select=words(request.select) or config.select,
        ignore=words(request.ignore) or config.ignore,
        glossary=tuple(request.glossary or ()) or config.glossary,
        names=tuple(request.names or ()) or config.names,
        models=() if request.no_models else words(request.models) or config.models,
        back_translate=request.back_translate or config.back_translate,
        cache=None if request.no_cache else config.cache if request.cache is None else request.cache or None,
        profile=profile(request.profile) if request.profile else config.profile,
        source_lang=canonical(request.source_lang) if request.source_lang else config.source_lang,
        target_lang=canonical(request.target_lang) if request.target_lang else config.target_lang,
        layout=tuple(request.layout or ()) or config.layout,
        jobs=jobs(request.jobs) if request.jobs else config.jobs,
    )


def counting(request: Request, config: Config) -> Config:
    """Return the configuration with the flags that say what counts put in place. Raises UsageError."""
    return replace(
        config,
        fail_on=fail_on(request.fail_on) if request.fail_on else config.fail_on,
        max_new=config.max_new if request.max_new is None else request.max_new,
        max_rate=config.max_rate if request.max_rate is None else max_rate(request.max_rate),
        exit_zero=request.exit_zero or config.exit_zero,
        baseline=None if request.no_baseline else request.baseline or config.baseline,
    )


def inputs(request: RunOptions, config: Config) -> Files:
    """Return the files that are meant. Raises UsageError when there are none."""
    if request.source and not request.target:
        raise UsageError("--source needs --target.", mend="Give the translation of the file too.")
    files = tuple(request.files or ())
    paths = files if request.source or not request.target else (*files, request.target)
    if not paths and not request.source:
        paths = tuple(map(_from_here, config.paths))
    if not paths and not request.source and not config.layout:
        if sys.stdin.isatty():
            raise UsageError("nothing to check.", mend="Name a file, a folder, or - for standard input.")
        paths = ("-",)
    options = ReadOptions(
        source_lang=config.source_lang,
        target_lang=config.target_lang,
        source_column=request.source_column,
        target_column=request.target_column,
        id_column=request.id_column,
        encoding=request.encoding,
    )
    layouts = () if request.source and not paths else config.layout
    return _with_pair(Files.meant(paths, options, layouts=layouts, format=request.format), request)


def _from_here(path: str) -> str:
    """Return a path as a person would write it: from the working directory, if it lies in that."""
    return os.path.relpath(path) if Path(path).is_absolute() and Path(path).is_relative_to(Path.cwd()) else path


def _with_pair(files: Files, request: RunOptions) -> Files:
    """Return the files with those of --source and --target: by key where both have keys, else as lines or documents."""
    if request.source and request.target and request.align is None and request.split is None:
        project = given_pair(request.source, request.target, files.options, format=request.format)
        if project:
            return replace(files, project=files.project.joined(project))
    return replace(files, pair=_pair(request, files.options))


def _pair(request: RunOptions, options: ReadOptions) -> FilePair | None:
    """Return the source and the target file; None without. Raises UsageError for what does not go together."""
    if request.split and request.align is False:
        raise UsageError("--split goes with aligned documents.", mend="Leave out --no-align.")
    if not request.source or not request.target:
        if request.align or request.split:
            raise UsageError("--align needs two documents.", mend="Give them as --source and --target.")
        return None
    documents = AlignOptions(
        source_lang=options.source_lang,
        target_lang=options.target_lang,
        split=request.split or "sentences",
        encoding=request.encoding,
        format=request.format,
    )
    align = True if request.split else request.align
    return FilePair(request.source, request.target, options, align=align, documents=documents)


def limit(show: str) -> int | None:
    """Return how many segments to show; None for all. Raises UsageError for what is no number."""
    if show == "all":
        return None
    if not show.isdecimal():
        raise UsageError(f"--show takes a number or all, not {show!r}.")
    return int(show)
