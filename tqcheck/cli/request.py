"""The flags of `check`, and what they ask for."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from tqcheck.api import Files
from tqcheck.bitext.making import AlignOptions
from tqcheck.bitext.pair import FilePair
from tqcheck.cli.inputs import expanded
from tqcheck.config import Config, fail_on, load, profile
from tqcheck.errors import UsageError
from tqcheck.formats import ReadOptions
from tqcheck.lang.tags import canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The flags of `check` as they were given; None and empty where they were not."""

    files: tuple[str, ...]
    source: str | None
    target: str | None
    source_lang: str | None
    target_lang: str | None
    format: str | None
    source_column: str | None
    target_column: str | None
    id_column: str | None
    encoding: str | None
    align: bool | None
    """None: as the files of --source and --target let one expect."""
    split: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    profile: str | None
    glossary: tuple[str, ...]
    names: tuple[str, ...]
    models: tuple[str, ...] | None
    """None where neither --models nor --no-models was given, empty for the second."""
    back_translate: str | None
    cache: str | None
    """Empty for --no-cache."""
    config: str | None
    output_format: str
    output: str | None
    annotate: str | None
    show: str
    fail_on: str | None
    progress: bool
    quiet: bool


def settings(request: Request) -> Config:
    """Return the configuration with the flags put in place of what it says. Raises UsageError."""
    config = load(Path(request.config) if request.config else None)
    return replace(
        config,
        select=request.select or config.select,
        ignore=request.ignore or config.ignore,
        glossary=request.glossary or config.glossary,
        names=request.names or config.names,
        models=config.models if request.models is None else request.models,
        back_translate=request.back_translate or config.back_translate,
        cache=config.cache if request.cache is None else request.cache or None,
        profile=profile(request.profile) if request.profile else config.profile,
        fail_on=fail_on(request.fail_on) if request.fail_on else config.fail_on,
        source_lang=canonical(request.source_lang) if request.source_lang else config.source_lang,
        target_lang=canonical(request.target_lang) if request.target_lang else config.target_lang,
    )


def inputs(request: Request, config: Config) -> Files:
    """Return the files that are meant. Raises UsageError when there are none."""
    if request.source and not request.target:
        raise UsageError("--source needs --target.", mend="Give the translation of the file too.")
    paths = request.files if request.source or not request.target else (*request.files, request.target)
    if not paths and not request.source:
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
    return Files(paths=expanded(paths), pair=_pair(request, options), options=options, format=request.format)


def _pair(request: Request, options: ReadOptions) -> FilePair | None:
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
