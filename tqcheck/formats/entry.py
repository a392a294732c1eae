"""A string of a file that holds one language; another file, or another part of the same, has it in another."""

from __future__ import annotations

from dataclasses import dataclass

from tqcheck.model import Suppression


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One string under its key. Plural forms are entries of one key that differ by `variant`."""

    key: str
    """As the users of the format write it: `menu.file.open`, `android:plurals/files`. Unique with `variant`."""
    text: str
    """As the reader of the program will see it: escapes of the file are undone, placeholders stay."""
    line: int
    """Counted from 1: where the text begins."""
    note: str | None = None
    """A comment for translators."""
    variant: str | None = None
    """A CLDR plural category or a gender."""
    state: str | None = None
    """As in `Segment`."""
    max_length: int | None = None
    syntax: frozenset[str] = frozenset()
    """What placeholders the format has, as in `Segment`."""
    ignore: frozenset[str] = frozenset()
    suppressions: tuple[Suppression, ...] = ()
