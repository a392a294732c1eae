"""One file and its fixes: those that can be shown to do what they should are put in, the others refused."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from pathlib import Path

from tqcheck.errors import TqcheckError
from tqcheck.fixing import Change, Read, Refusal
from tqcheck.fixing.places import Edit, edits, possible
from tqcheck.fixing.raw import Raw, raw
from tqcheck.fixing.verifying import differs

Placed = tuple[Change, tuple[Edit, ...]]
"""A change with its edits in the text of the file."""
_TRIED = 24
"""How many ways to put in a fix are tried before it is refused."""
_NOWHERE = "its text was not found in the file as it stands there"
_OTHERWISE = "the file would read otherwise than it should"


@dataclass(slots=True)
class Mended:
    """What became of a file."""

    path: str
    before: Raw | None = None
    data: bytes = b""
    """The new bytes."""
    text: str = ""
    made: list[Change] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    @property
    def fixed(self) -> int:
        """How many findings are fixed."""
        return sum(len(change.findings) for change in self.made)

    def refuse(self, change: Change, why: str) -> None:
        """Take a change that is not made."""
        self.refused += [Refusal(finding, why) for finding in change.findings]


def mend(path: str, changes: Sequence[Change], read: Read, *, encoding: str | None = None) -> Mended:
    """Return the file as it is with the changes, and those that are not made. Nothing is written.

    The file is in memory. Raises OSError when it cannot be read.
    """
    done = Mended(path)
    sure = []
    for change in changes:
        if any(segment.alignment is not None for segment in change.segments):
            done.refuse(change, "documents that are aligned are not changed")
        else:
            sure.append(change)
    file = raw(Path(path).read_bytes(), path, encoding) if sure else None
    if file is None:
        for change in sure:
            done.refuse(change, "the file is packed, or its bytes are of no known encoding")
        return done
    with tempfile.TemporaryDirectory(prefix="tqcheck-") as folder:
        _Mending(file, _Copies(Path(folder), Path(path), read), done).make(sure)
    return done


class _Copies:
    """The file as it was and as it would be, at paths that tell the same languages."""

    def __init__(self, folder: Path, path: Path, read: Read) -> None:
        self._read = read
        self._places = [Path(folder, name, *path.resolve().parts[1:-1], path.name) for name in ("before", "after")]
        for place in self._places:
            place.parent.mkdir(parents=True)

    def write(self, *, before: bytes | None = None, after: bytes | None = None) -> None:
        """Put the bytes where they are read."""
        for place, data in zip(self._places, (before, after), strict=True):
            if data is not None:
                place.write_bytes(data)

    def differ(self, changes: Iterable[Change], *, lines: bool) -> bool:
        """Tell whether both differ in more than these changes, in lines too if `lines`."""
        try:
            before, after = (iter(self._read(str(place))) for place in self._places)
            return differs(before, after, changes, lines=lines)
        except TqcheckError:
            return True


class _Mending:
    def __init__(self, file: Raw, copies: _Copies, done: Mended) -> None:
        self._file, self._copies, self._done = file, copies, done
        self._placed: list[Placed] = []
        done.before, done.text, done.data = file, file.text, file.encoded(file.text)
        copies.write(before=done.data)

    def make(self, changes: Iterable[Change]) -> None:
        """Make the changes that can be made."""
        likeliest: list[Placed] = []
        for change in changes:
            ways = next(_ways(self._file, change), None)
            if ways is None:
                self._done.refuse(change, _NOWHERE)
            else:
                likeliest.append((change, ways))
        self._put(likeliest)

    def _put(self, placed: list[Placed]) -> None:
        """Put in what can be: all at once if that is well, else half by half."""
        if not placed or self._accept(placed):
            return
        if len(placed) > 1:
            self._put(placed[: len(placed) // 2])
            self._put(placed[len(placed) // 2 :])
            return
        change = placed[0][0]
        for ways in islice(_ways(self._file, change), 1, _TRIED):
            if self._accept([(change, ways)]):
                return
        self._done.refuse(change, _OTHERWISE)

    def _accept(self, placed: list[Placed]) -> bool:
        """Tell whether the file would read as it should with these changes too; if it would, they are made."""
        both = [*self._placed, *placed]
        text = _spliced(self._file.text, {edit for _, found in both for edit in found})
        if text is None or not self._file.has(text):
            return False
        data = self._file.encoded(text)
        self._copies.write(after=data)
        moved = text.count("\n") != self._file.text.count("\n")
        if self._copies.differ([change for change, _ in both], lines=not moved):
            return False
        self._placed = both
        self._done.made += [change for change, _ in placed]
        self._done.data, self._done.text = data, text
        return True


def _ways(file: Raw, change: Change) -> Iterator[tuple[Edit, ...]]:
    """Yield ways to put a change into the text of the file, the likeliest first."""
    segment = change.segments[0]
    wanted = edits(segment.target, change.fix)
    found = zip_longest(*(possible(file, segment.target, edit, line=segment.origin.line) for edit in wanted))
    yield from (ways for ways in found if wanted and None not in ways)


def _spliced(text: str, wanted: Iterable[Edit]) -> str | None:
    """Return a text with edits; None where these overlap."""
    pieces, at = [], 0
    for edit in sorted(wanted, key=lambda e: (e.start, e.end)):
        if edit.start < at:
            return None
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*pieces, text[at:]))
