"""`--fix` and `--diff`: what is safe to mend is mended before the files are checked, or shown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tqcheck.api import Files, run
from tqcheck.cli.options import Request
from tqcheck.cli.output import colour_wanted, destination, replaced
from tqcheck.cli.progress import watched
from tqcheck.cli.reporting import wanted
from tqcheck.cli.warnings import Warnings
from tqcheck.config import Config
from tqcheck.errors import UnreadableError, UsageError
from tqcheck.fixing import Refusal, Wanted
from tqcheck.fixing.difference import difference
from tqcheck.fixing.mending import Mended, mend
from tqcheck.model import Result, Segment, Skip

_SHOWN = 20
"""How many refusals are written out; the rest is counted."""
_WITHOUT, _WITH, _INCOMPLETE = 0, 1, 3
"""Exit codes."""

Changed = Callable[[Segment], bool] | None


def fix_files(request: Request, config: Config, files: Files, changed: Changed) -> int | None:
    """Mend the files, or show how they would be. Return the exit code, None where they are to be checked then.

    Raises UsageError for what cannot go together, and for standard input.
    """
    _demand_sense(request, files)
    found, incomplete = _wanted(request, config, files, changed)
    done = [_mended(files, path, found) for path in found.files]
    if request.diff:
        with destination("-", inputs=()) as out:
            out.writelines(line for each in done for line in difference(each, colour=colour_wanted(out)))
    if request.fix:
        for each in done:
            _write(each)
    if not request.quiet:
        sys.stderr.writelines(_told(done, found.later, written=request.fix))
    if request.fix:
        return None
    made = any(each.made for each in done) and not config.exit_zero
    return _INCOMPLETE if incomplete else _WITH if made else _WITHOUT


def _demand_sense(request: Request, files: Files) -> None:
    if "-" in files.names:
        raise UsageError("standard input cannot be mended.", mend="Name the file.")
    outputs = wanted(request.output_format, tuple(request.output or ()))
    if request.diff and not request.fix and (request.output or request.output_format or request.annotate):
        raise UsageError("--diff prints what would change, and no report.", mend="Leave one out, or add --fix.")
    if request.diff and any(each.path == "-" and each.format != "text" for each in outputs):
        raise UsageError("the report and the difference would both be printed.", mend="Give --output FORMAT=PATH.")


def _wanted(request: Request, config: Config, files: Files, changed: Changed) -> tuple[Wanted, bool]:
    """Check, and return what can be fixed; and whether something could not be read."""
    found, warnings = Wanted(), Warnings(quiet=True, people=False)
    with watched(files, wanted=not (request.no_progress or request.quiet)) as seen:
        running = run(seen, config, changed=changed)
        if files.pair:
            files.pair.lend(running.embedder)
        for item in running:
            if isinstance(item, Result):
                found.add(item)
            elif not request.fix:
                warnings.add(item)
    warnings.finish()
    return found, running.summary().incomplete


def _mended(files: Files, path: str, found: Wanted) -> Mended:
    def read(copy: str) -> Iterator[Segment | Skip]:
        return iter(files.of_copy(path, copy))

    return mend(path, found.files[path], read, encoding=files.options.encoding)


def _write(done: Mended) -> None:
    """Put the new bytes in place of the file. Raises UnreadableError when somebody else has changed it meanwhile."""
    if not done.made or done.before is None:
        return
    if Path(done.path).read_bytes() != done.before.encoded(done.before.text):
        raise UnreadableError("the file changed while it was mended.", path=done.path, mend="Run it again.")
    with replaced(done.path, inputs=()) as out:
        out.write(done.data)


def _told(done: list[Mended], later: int, *, written: bool) -> Iterator[str]:
    """Yield lines that say what was mended, and what not."""
    mended = [each for each in done if each.made]
    fixed = sum(each.fixed for each in mended)
    verb = "fixed" if written else "would be fixed"
    where = f" in {_count(len(mended), 'file')}" if mended else ""
    yield f"tqcheck: {_count(fixed, 'finding')} {verb}{where}.\n"
    if later:
        verb = "overlaps another one" if later == 1 else "overlap others"
        yield f"tqcheck: note: {_count(later, 'fix', 'es')} {verb}; run it again.\n"
    refused = [refusal for each in done for refusal in each.refused]
    yield from map(_refusal, refused[:_SHOWN])
    if len(refused) > _SHOWN:
        yield f"tqcheck: note: {len(refused) - _SHOWN:,} more are not fixed.\n"


def _refusal(refusal: Refusal) -> str:
    finding = refusal.finding
    return f"tqcheck: note: {finding.segment.origin}: {finding.code} is not fixed: {refusal.why}.\n"


def _count(number: int, what: str, plural: str = "s") -> str:
    return f"{number:,} {what}{'' if number == 1 else plural}"
