"""The command `init`: looks at the working directory and writes `tqcheck.toml`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tqcheck.cli.checking import CLEAN
from tqcheck.cli.options.starting import StartingOptions
from tqcheck.cli.output import destination, replaced
from tqcheck.config import load
from tqcheck.config.parsing import parsed
from tqcheck.errors import UsageError
from tqcheck.lang.tags import canonical
from tqcheck.project.listing import listed
from tqcheck.starting import Survey
from tqcheck.starting.configuration import configuration
from tqcheck.starting.survey import survey

_FILE, _PROJECT = Path("tqcheck.toml"), Path("pyproject.toml")


def start(request: StartingOptions) -> int:
    """Write the configuration, say what was found, and return the exit code. Raises UsageError for what is there."""
    if not request.dry_run:
        _demand_none(force=request.force)
    seen = survey(canonical(request.source_lang) if request.source_lang else None)
    text = configuration(seen)
    if request.dry_run:
        with destination("-", inputs=()) as out:
            out.write(text)
        return CLEAN
    with replaced(str(_FILE), inputs=()) as stream:
        stream.write(text.encode())
    load(_FILE)
    with destination("-", inputs=()) as out:
        out.writelines(_told(seen))
        out.writelines(_next(seen))
    sys.stdout.flush()
    return CLEAN


def _demand_none(*, force: bool) -> None:
    if force:
        return
    if _FILE.exists():
        raise UsageError("is there already.", path=str(_FILE), mend="Write over it with --force.")
    if _PROJECT.exists() and "tqcheck" in parsed(_PROJECT, mend="")[1].get("tool", {}):
        message = "has [tool.tqcheck] already, which a tqcheck.toml would outweigh."
        raise UsageError(message, path=str(_PROJECT), mend="Change that, or write tqcheck.toml with --force.")


def _told(seen: Survey) -> Iterator[str]:
    """Yield what was found, a line each."""
    for kind in seen.kinds:
        count = f"{len(kind.files):,} file{'' if len(kind.files) == 1 else 's'}"
        langs = f" in {listed(kind.languages)}" if kind.languages else ""
        yield f"Found {kind.format}: {kind.where}, {count}{langs}.\n"
    for path, terms in seen.glossaries:
        yield f"Found a glossary: {path}, {terms:,} term{'' if terms == 1 else 's'}.\n"
    if seen.source_lang:
        yield f"The sources are in {seen.source_lang}{f': {seen.told_by}' if seen.told_by else ''}.\n"
    for what, why in seen.left:
        yield f"Left out: {what} ({why}).\n"


def _next(seen: Survey) -> Iterator[str]:
    if not seen.kinds:
        yield "Found no file of translations here; `tqcheck formats` lists what can be read.\n"
    yield f"Wrote {_FILE}.\n"
    yield f"Next: tqcheck check{'' if seen.kinds else ' FILES'}\n"
