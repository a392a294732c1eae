"""The findings that are known already: a file of JSON with one finding a line, so that git can merge it.

A finding is known by its file, seen from the folder of the baseline, and by its fingerprint: the check, the name of the
unit, the source and what the spans cover, never a line's number. The fingerprint leaves the file out, so that a file
that gets another name gets it here by an editor.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqcheck.errors import UsageError
from tqcheck.model import Finding, Segment, relative

USUAL = "tqcheck-baseline.json"
"""Where `tqcheck baseline` writes when nobody says where."""
_VERSION = 1
_LONG = 80
"""Characters after which a text is cut: it is there to be read, the fingerprint tells."""
_MEND = "Write it again with `tqcheck baseline`."


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Entry:
    """A finding as a baseline keeps it; equal ones are counted."""

    path: str
    """From the folder of the baseline, with `/`."""
    code: str
    unit: str
    """The unit's name as its file gives it, for people; empty for what has none."""
    source: str
    """The beginning of the source, or without one of the target, for people."""
    text: str
    """The beginning of what the finding points at, for people."""
    fingerprint: str

    @property
    def key(self) -> tuple[str, str]:
        """What a finding is known by; the rest is for people."""
        return self.path, self.fingerprint

    def __str__(self) -> str:
        where = f" in “{self.unit}”" if self.unit else f" in “{self.source}”" if self.source else ""
        return f"{self.path}: {self.code}{where}" + (f": “{self.text}”" if self.text else "")


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of a file with their numbers."""

    folder: str
    """That of the file: paths begin there."""
    counts: Mapping[Entry, int]

    def entry(self, finding: Finding) -> Entry:
        """Return the finding as an entry of this baseline."""
        segment = finding.segment
        path = relative(segment.origin.path, self.folder)
        covered = (segment.text(span.side)[span.start : span.end] for span in finding.spans)
        return Entry(
            path=path,
            code=finding.code,
            unit=unit(segment),
            source=_short(segment.source or segment.target),
            text=_short(" … ".join(filter(None, map(str.strip, covered)))),
            fingerprint=finding.fingerprint_in(""),
        )


def unit(segment: Segment) -> str:
    """Return the name of a segment's unit as it stands in entries."""
    return _short((segment.name or "").replace("\x04", " | "))


def empty(path: str) -> Baseline:
    """Return a baseline that knows nothing and is going to be the file `path`."""
    return Baseline(str(Path(path).resolve().parent), {})


def load(path: str) -> Baseline:
    """Read a baseline. Raises UsageError, with the line where there is one, when it is none."""
    try:
        table = json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        mend = f"Write it: tqcheck baseline FILES -o {path}."
        raise UsageError("there is no such baseline.", path=path, mend=mend) from error
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror or error}.", path=path) from error
    except json.JSONDecodeError as error:
        mend = "Keep the lines of both sides" if "<<<<<<<" in error.doc else _MEND.rstrip(".")
        raise UsageError(f"is no JSON: {error.msg}.", path=path, line=error.lineno, mend=f"{mend}.") from error
    except UnicodeDecodeError as error:
        raise UsageError("is not UTF-8.", path=path, mend=_MEND) from error
    if not isinstance(table, dict) or table.get("tqcheck-baseline") != _VERSION:
        raise UsageError("is no baseline that this version knows.", path=path, mend=_MEND)
    return Baseline(empty(path).folder, _counts(table.get("findings"), path))


def dumped(counts: Mapping[Entry, int]) -> str:
    """Return the text of a baseline's file, in an order of its own: it differs only where findings do."""
    lines = (
        json.dumps({**{name: getattr(entry, name) for name in _FIELDS}, "count": counts[entry]}, ensure_ascii=False)
        for entry in sorted(counts)
        if counts[entry] > 0
    )
    return f'{{"tqcheck-baseline": {_VERSION}, "findings": [\n{"".join(f"{line},{_END}" for line in lines)}null]}}\n'


_END = "\n"  # every finding's line ends with a comma, so that lines of two branches make one file: hence the null
_FIELDS = ("path", "code", "unit", "source", "text", "fingerprint")


def _counts(findings: object, path: str) -> Counter[Entry]:
    """Return how often each entry may be found. Of an entry that a merge has doubled the higher number counts."""
    found: Counter[Entry] = Counter()
    if not isinstance(findings, list):
        raise UsageError("has no list of findings.", path=path, mend=_MEND)
    for number, item in enumerate(filter(None, findings), 1):
        entry, count = _read(item, f"{path}: finding {number}")
        found[entry] = max(found[entry], count)
    return found


def _read(item: Any, where: str) -> tuple[Entry, int]:  # noqa: ANN401  whatever the JSON holds
    fields: dict[str, Any] = {name: item.get(name) for name in _FIELDS} if isinstance(item, dict) else {}
    count = item.get("count", 1) if fields else 0
    if not fields or not all(isinstance(value, str) for value in fields.values()) or type(count) is not int:
        raise UsageError(f"{where} is not what a baseline holds.", mend=_MEND)
    return Entry(**fields), count


def _short(text: str) -> str:
    spaced = " ".join(text.split())
    return spaced if len(spaced) <= _LONG else f"{spaced[: _LONG - 1]}…"
