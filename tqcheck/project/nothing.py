"""Errors for what gives nothing to read, or not plainly what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tqcheck.errors import UsageError
from tqcheck.formats import ReadOptions
from tqcheck.project.groups import Group
from tqcheck.project.listing import listed
from tqcheck.project.meant import Meant


def demand_something(
    searched: Iterable[str],
    useful: set[str],
    orphans: Mapping[str, tuple[Meant, Group | None]],
    left_out: set[str],
    options: ReadOptions,
) -> None:
    """Raise UsageError where the source's language is in doubt, and for a folder that gave nothing to read.

    `useful` are the folders that gave something, `orphans` the files without a source, `left_out` the languages that
    were not asked for.
    """
    unsourced = [group for item, group in orphans.values() if item.folder is not None and group]
    langs = sorted({tag for group in unsourced for tag in group.files})
    for path in searched:
        if not Path(path).is_dir():
            continue
        if langs and options.source_lang is None:
            example = "en" if "en" in langs else langs[0]
            message = f"which of {listed(langs)} is the language of the sources?"
            raise UsageError(message, path=path, mend=f"Give --source-lang {example}, or source-lang in tqcheck.toml.")
        if path in useful:
            continue
        if left_out:
            message = f"there is no translation in {options.target_lang} in this folder."
            raise UsageError(message, path=path, mend=f"There are {listed(sorted(left_out))}.")
        if langs:
            message = f"there is no source in {options.source_lang} in this folder."
            raise UsageError(message, path=path, mend=f"Files of one language are in {listed(langs)}.")
        mend = "`tqcheck formats` lists what can be read; files of one language need a source beside them."
        raise UsageError("there is no file of a known format in this folder.", path=path, mend=mend)
