"""`--resume`: a run that was killed goes on where it stopped."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, fields
from pathlib import Path

from tqcheck import __version__
from tqcheck.api import Files
from tqcheck.cli.options import Request
from tqcheck.cli.options.reading import ReadingOptions
from tqcheck.cli.reporting import wanted
from tqcheck.config import Config
from tqcheck.errors import UsageError
from tqcheck.journal import Journal
from tqcheck.scorers import wanted as models

_SUFFIX = ".journal"
_HEAD = 1 << 16
_UNIMPORTANT = frozenset({"fail_on", "max_new", "max_rate", "exit_zero", "jobs", "path", "cache"})
"""Settings that change nothing of what is found."""
_TEMPORARY = r"\.[a-z0-9_]{8}"


@contextmanager
def resuming(request: Request, config: Config, files: Files) -> Iterator[Journal | None]:
    """Give the journal of this run, which lies beside the first file that is written; None without `--resume`.

    It is deleted when all went well. Raises UsageError where another run was stopped, or runs.
    """
    if not request.resume:
        yield None
        return
    outputs = _outputs(request)
    journal = Journal(Path(outputs[0] + _SUFFIX), _told(request, config, files))
    done = False
    try:
        if journal.resumed:
            _tidy(outputs)
        yield journal
        done = True
    finally:
        journal.close(done=done)


def _outputs(request: Request) -> list[str]:
    reports = (each.path for each in wanted(request.output_format, tuple(request.output or ())))
    return [path for path in (*reports, request.annotate) if path and path != "-"]


def possible(request: Request, files: Files) -> None:
    """Raise UsageError for a run that is to be resumed and cannot be."""
    if not request.resume:
        return
    if not _outputs(request):
        mend = "Write to one: --output jsonl=report.jsonl."
        raise UsageError("--resume keeps a journal beside the file that is written, and none is.", mend=mend)
    if "-" in files.names:
        mend = "Write it to a file first."
        raise UsageError("--resume reads its input again, and standard input is gone by then.", mend=mend)
    if request.fix or request.diff:
        raise UsageError("--resume does not go with --fix and --diff.", mend="Leave one of them out.")


def _told(request: Request, config: Config, files: Files) -> dict[str, object]:
    """Return what must be as it was, by the words of an error."""
    kept = {field.name: getattr(request, field.name) for field in fields(ReadingOptions)}
    settings = {name: value for name, value in asdict(config).items() if name not in _UNIMPORTANT}
    settings["models"] = models(config.models)
    given = (*config.glossary, *config.names, *filter(None, (config.baseline,)))
    told: dict[str, object] = {
        "the version of tqcheck": __version__,
        "how files are read": {name: value for name, value in kept.items() if name != "files"},
        "the revision of --changed-since": request.changed_since,
    }
    told |= {f"the setting {name.replace('_', '-')!r}": _plain(value) for name, value in settings.items()}
    told["the list of files"] = list(files.names)
    told |= {f"the model {name}": _contents(name) for name in settings["models"] or ()}
    return told | {path: _identity(path) for path in (*files.names, *given)}


def _plain(value: object) -> object:
    """Return a setting as JSON has it, the same in every process."""
    if isinstance(value, dict):
        return {str(key): _plain(value[key]) for key in sorted(value)}
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    if isinstance(value, tuple | list):
        return list(map(_plain, value))
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _contents(model: str) -> list[object]:
    """Return names, sizes and times of the files of a model that is a folder; nothing of one that has a name only."""
    folder = Path(model.partition("?")[0].removeprefix("forced:")).expanduser()
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    return [[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in files]


def _identity(path: str) -> list[object] | None:
    """Return size, time of change and what the file begins and ends with; None for what is no file."""
    with suppress(OSError), Path(path).open("rb") as file:
        about = Path(path).stat()
        digest = hashlib.sha256(file.read(_HEAD))
        file.seek(max(0, about.st_size - _HEAD))
        digest.update(file.read(_HEAD))
        return [about.st_size, about.st_mtime_ns, digest.hexdigest()[:16]]
    return None


def _tidy(outputs: Iterable[str]) -> None:
    """Delete what the killed run has left of its files: nobody else writes them, for the journal is ours."""
    for output in outputs:
        place = Path(output).resolve()
        left = re.compile(re.escape(f".{place.name}") + _TEMPORARY)
        for other in place.parent.glob(f".{place.name}.*") if place.parent.is_dir() else ():
            if left.fullmatch(other.name):
                other.unlink(missing_ok=True)
