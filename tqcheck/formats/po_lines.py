"""The strings and comments of a PO file, line by line: what polib does not tell.

polib knows the line on which an entry begins, not those of its translations; it takes the last character of a
string that is not closed for its quotation mark, and lets an entry without msgstr pass.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from tqcheck.errors import UnreadableError
from tqcheck.formats.suppressing import suppressions
from tqcheck.model import Suppression

_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"')  # possessive: what may be given back takes 120 bytes a character
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?(?=[\s\"])\s*")
_COMMENT = re.compile(r"#(?:\.|\s|$)")
"""Of the program's authors and of translators; references, flags and obsolete entries (`#~`) are others."""
_MEND = "Mend it there; msgfmt --check shows the same."


@dataclass(slots=True)
class _Entry:
    line: int
    translations: dict[int, int] = field(default_factory=dict)
    """From the plural form's index, 0 where there are none, to its line."""
    suppressions: tuple[Suppression, ...] = ()


class Lines:
    """Where the translations of a PO file are. Raises UnreadableError for a broken string or entry."""

    def __init__(self, lines: list[str], path: str) -> None:
        self._path = path
        self._entries: list[_Entry] = []
        self._asked: tuple[Suppression, ...] = ()
        for number, line in enumerate(lines, 1):
            stripped = line.strip()
            if stripped.startswith("#"):
                self._hear(stripped, number)
            elif stripped:
                self._read(stripped, number)
        self._demand_complete()
        self._starts = [entry.line for entry in self._entries]

    def of(self, start: int, index: int) -> int | None:
        """Return the line of a translation of the first entry whose msgid is not above the line `start`."""
        entry = self._at(start)
        return entry.translations.get(index) if entry else None

    def suppressions(self, start: int) -> tuple[Suppression, ...]:
        """Return what the comments of that entry ask for."""
        entry = self._at(start)
        return entry.suppressions if entry else ()

    def _at(self, start: int) -> _Entry | None:
        found = bisect_left(self._starts, start)
        return self._entries[found] if found < len(self._entries) else None

    def _hear(self, line: str, number: int) -> None:
        if line.startswith("#~"):
            self._asked = ()
        elif _COMMENT.match(line):
            self._asked += suppressions(line, line=number)

    def _read(self, line: str, number: int) -> None:
        keyword = _KEYWORD.match(line)
        string = line[keyword.end() :] if keyword else line
        if not _STRING.fullmatch(string):
            what = "the string is not closed, or a quotation mark within it lacks its \\" if '"' in line else "not PO"
            raise UnreadableError(f"{what}: “{line[:60]}”.", path=self._path, line=number, mend=_MEND)
        if keyword and keyword.group(1) == "msgid":
            self._demand_complete()
            self._entries.append(_Entry(number, suppressions=self._asked))
            self._asked = ()
        elif keyword and keyword.group(1) == "msgstr" and self._entries:
            self._entries[-1].translations[int(keyword.group(2) or 0)] = number

    def _demand_complete(self) -> None:
        if self._entries and not self._entries[-1].translations:
            line = self._entries[-1].line
            raise UnreadableError("a msgid without a msgstr.", path=self._path, line=line, mend=_MEND)
