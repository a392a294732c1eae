"""Where things are, as CI systems want it: from the root of the repository, with forward slashes."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from urllib.parse import quote

from tqcheck.model import Origin
from tqcheck.model import relative as from_folder
from tqcheck.reporters import ReporterOptions


def relative(path: str, root: Path | None) -> str:
    """Return the way from `root`; as it was named without a root, absolute for what lies outside of it."""
    if root is None:
        return PurePath(path).as_posix()
    way = from_folder(path, str(root))
    return Path(os.path.abspath(path)).as_posix() if way.startswith("../") else way  # noqa: PTH100  links stay links


def is_file(path: str) -> bool:
    """Tell whether a segment came from a file, not from standard input or from memory."""
    return path != "-" and not path.startswith("<")


def uri(path: str) -> str:
    """Return a path as a URI: relative and percent-encoded, or `file:` for an absolute one."""
    place = PurePath(path)
    return place.as_uri() if place.is_absolute() else quote(_bytes(path), safe="/")


def _bytes(path: str) -> bytes:
    """Return a path as the file system has it; undecodable bytes of a name stand in it as surrogates."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")


def linked(origin: Origin, options: ReporterOptions) -> str:
    """Return the address of a place on the web; empty where it has none."""
    path = relative(origin.path, options.root)
    if not options.link or not is_file(path) or PurePath(path).is_absolute():
        return ""
    return options.link.replace("{path}", uri(path)).replace("{line}", str(origin.line or 1))
