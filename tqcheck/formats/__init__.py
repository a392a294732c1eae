"""Reading and writing files of translations. One module a format; the table here loads it when it is needed.

Every reader streams and can be read again from the start: checks of a whole corpus need two passes.
"""

from __future__ import annotations

import dataclasses
import difflib
import importlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import BinaryIO

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats.entry import Entry
from tqcheck.lang.tags import canonical
from tqcheck.model import Result, Segment, Skip
from tqcheck.opening import Opened, explaining

SUFFIXES = {
    ".xlf": "xliff", ".xliff": "xliff", ".mqxliff": "xliff", ".sdlxliff": "xliff", ".mxliff": "xliff",
    ".tmx": "tmx", ".po": "po", ".pot": "po", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".json": "json", ".arb": "json", ".yml": "yaml", ".yaml": "yaml",
    ".resx": "resx", ".resw": "resx", ".ts": "qt", ".php": "php",
    ".xml": "android", ".strings": "strings", ".stringsdict": "stringsdict", ".xcstrings": "xcstrings",
    ".properties": "properties", ".ftl": "fluent",
    ".tsv": "tsv", ".tab": "tsv", ".csv": "csv", ".txt": "text", ".text": "text", ".md": "text",
    ".parquet": "parquet", ".pq": "parquet",
    ".arrow": "arrow", ".arrows": "arrow", ".feather": "arrow", ".ipc": "arrow",
}  # fmt: skip
"""What a suffix promises. The same suffixes stand in each module's FORMAT; a test compares them."""
NAMES = (
    "parquet", "arrow", "xliff", "tmx", "po", "android", "stringsdict", "xcstrings", "resx", "qt", "php", "json",
    "jsonl", "tsv", "csv", "strings", "fluent", "properties", "yaml", "text",
)  # fmt: skip
"""Every format, in the order in which content is asked whether it is one: the surest first."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the user says of the files."""

    source_lang: str | None = None
    """BCP 47. It outweighs what the file says of itself as a whole, and yields to what it says of one unit."""
    target_lang: str | None = None
    source_column: str | None = None
    """Name, or number counted from 1, in a table; key in JSONL."""
    target_column: str | None = None
    id_column: str | None = None
    note_column: str | None = None
    reference_column: str | None = None
    encoding: str | None = None
    """None: what the byte order mark says, or UTF-8."""

    def canonical(self) -> ReadOptions:
        """Return the same with canonical language tags. Raises UsageError for an unknown tag."""
        source, target = (tag and canonical(tag) for tag in (self.source_lang, self.target_lang))
        return dataclasses.replace(self, source_lang=source, target_lang=target)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format of files: the constant FORMAT of its module."""

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[str], bool]
    """Tells whether the first 4,096 characters look like it; surely when True, perhaps not when False."""
    read: Callable[[Opened, ReadOptions], Iterator[Segment | Skip]]
    """Yields in the order of the file. A malformed record is a Skip; a hopeless file raises UnreadableError."""
    entries: Callable[[Opened, ReadOptions], Iterator[Entry | Skip]] | None = None
    """The strings of a file that holds one language, to be paired with those of another file by their keys."""
    write: Callable[[Iterable[Result], Opened | None, BinaryIO], None] | None = None
    """Writes an annotated copy of what was read, or a new file when there is no original; None: it cannot."""


def by_name(name: str) -> Format:
    """Return the format `name`. Raises UsageError when there is none."""
    if name not in NAMES:
        close = difflib.get_close_matches(name, NAMES, 1)
        mend = f"Did you mean {close[0]!r}?" if close else f"There are: {', '.join(NAMES)}."
        raise UsageError(f"unknown format {name!r}.", mend=mend)
    found = importlib.import_module(f"{__name__}.{name}").FORMAT
    assert isinstance(found, Format)
    return found


def detect(path: str, *, encoding: str | None = None) -> Format:
    """Return the format of a file: what its suffix says, unless the content says otherwise."""
    return _detect(Opened(path, encoding=encoding))


def _detect(opened: Opened) -> Format:
    head = opened.head()
    promised = SUFFIXES.get(PurePath(opened.name).suffix.lower())
    if promised and by_name(promised).sniff(head):
        return by_name(promised)
    others = (by_name(name) for name in NAMES if name not in (promised, "text"))
    return next((f for f in others if f.sniff(head)), by_name(promised or "text"))


def read(path: str, options: ReadOptions, *, format: str | None = None) -> Iterator[Segment | Skip]:  # noqa: A002  the word users know
    """Read a file: `-` is standard input; gzip and xz are unpacked.

    Raises UnreadableError for a hopeless file and UsageError for options that do not fit it; what is wrong with one
    record is a Skip.
    """
    opened, options = Opened(path, encoding=options.encoding), options.canonical()
    chosen = by_name(format) if format else _detect(opened)
    return _not_nothing(path, chosen.read(opened, options))


def entries(path: str, options: ReadOptions, *, format: str | None = None) -> Iterator[Entry | Skip]:  # noqa: A002  likewise
    """Read the strings of a file that holds one language, which may be none.

    Raises UnreadableError for a hopeless file, and when its format is not one of such files.
    """
    opened, options = Opened(path, encoding=options.encoding), options.canonical()
    chosen = by_name(format) if format else _detect(opened)
    if chosen.entries is None:
        raise UnreadableError(f"{chosen.name} is no format of one-language files with keys.", path=path)
    with explaining(path):
        yield from chosen.entries(opened, options)


def read_parallel(source_path: str, target_path: str, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Read two text files of which each line of one translates the same line of the other.

    Raises UnreadableError when they have not the same number of lines.
    """
    from tqcheck.formats import parallel  # noqa: PLC0415  loaded like every format, when it is needed

    source, target = (Opened(path, encoding=options.encoding) for path in (source_path, target_path))
    return _not_nothing(target_path, parallel.read_pair(source, target, options.canonical()))


def _not_nothing(path: str, items: Iterator[Segment | Skip]) -> Iterator[Segment | Skip]:
    with explaining(path):
        first = next(items, None)
        if first is None:
            raise UnreadableError("nothing to check in it.", path=path, mend="Give a file that holds translations.")
        yield first
        yield from items
