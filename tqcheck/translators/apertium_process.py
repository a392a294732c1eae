"""One process of Apertium for many texts: started without a shell, ended with all its children."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tqcheck.errors import ModelError

INSTALL = (
    "Install it, on Debian or Ubuntu: `apt install apertium apertium-eng-spa`; `apt search apertium-` lists the pairs."
)
_START = 60.0
"""Seconds that a process gets to load its dictionaries, on a busy machine too."""
_PER_CHARACTER = 0.01
"""Seconds on top for each character; it takes a thousandth of that or less."""
_GRACE = 2.0
"""Seconds between asking a process to end and ending it."""


def program() -> str:
    """Return the path of Apertium. Raises ModelError when it is not installed."""
    found = shutil.which("apertium")
    if found is None:
        raise ModelError("Apertium is not installed.", mend=INSTALL)
    return found


def folder() -> Path:
    """Return where its data are when nobody says it elsewhere."""
    return Path(os.environ.get("APERTIUM_DATADIR") or Path(program()).resolve().parent.parent / "share" / "apertium")


@dataclass(frozen=True, slots=True)
class Ended:
    """What a process left."""

    out: bytes
    failure: str | None
    """Its first complaint, where it failed."""


def ran(arguments: Sequence[str], data: bytes = b"") -> Ended:
    """Let it read `data`. Raises ModelError when it cannot be started, or takes far too long."""
    limit = _START + _PER_CHARACTER * len(data)
    environment = {
        name: value for name, value in os.environ.items() if name != "LC_ALL"
    }  # it finds a UTF-8 locale itself
    try:
        process = subprocess.Popen(  # noqa: S603  no shell; the arguments are names of modes that it listed
            [program(), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        raise ModelError(f"Apertium cannot be started: {error.strerror or error}.", mend=INSTALL) from error
    try:
        out, complaint = process.communicate(data, timeout=limit)
    except subprocess.TimeoutExpired as error:
        raise ModelError(f"Apertium did not end within {limit:.0f} seconds.") from error
    finally:
        _end(process)
    said = complaint.decode("utf-8", "replace").strip().splitlines() or [f"exit code {process.returncode}"]
    return Ended(out, said[0].rstrip(".") if process.returncode else None)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of a process and its children: after an interruption they would go on otherwise."""
    if process.poll() is None:
        _send(process, force=False)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
        _send(process, force=True)
        process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream:
            with suppress(OSError):
                stream.close()


def _send(process: subprocess.Popen[bytes], *, force: bool) -> None:
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL if force else signal.SIGTERM)
