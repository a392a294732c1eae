"""Reading a TOML file, with errors that name the place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from tqcheck.errors import UsageError


def parsed(path: Path, *, mend: str) -> tuple[str, dict[str, Any]]:
    """Return the text of a file and its values. Raises UsageError; `mend`: what to do where there is no such file."""
    try:
        text = path.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}.", path=str(path), mend=mend) from error
    except UnicodeDecodeError as error:
        raise UsageError("is not UTF-8.", path=str(path), mend="Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\s*\(at line (\d+).*\)", str(error))
        what = str(error)[: place.start()] if place else str(error)
        line = int(place.group(1)) if place else None
        raise UsageError(f"is not valid TOML: {what}.", path=str(path), line=line) from error
