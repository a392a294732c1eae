"""The strings of one file, by key and plural form."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck import formats
from tqcheck.formats import ReadOptions
from tqcheck.formats.entry import Entry
from tqcheck.model import Origin, Skip

Forms = dict[str | None, Entry]
"""The entries of one key, by variant; never empty."""


class Strings:
    """A file of one language that is in memory as a whole. Raises UnreadableError when it cannot be read."""

    def __init__(self, path: str, options: ReadOptions, *, format: str | None) -> None:  # noqa: A002  the word users know
        self.path = path
        self.skips: list[Skip] = []
        """What in the file could not be read."""
        self.forms: dict[str, Forms] = {}
        for item in unique(formats.entries(path, options, format=format), path):
            if isinstance(item, Skip):
                self.skips.append(item)
            else:
                self.forms.setdefault(item.key, {})[item.variant] = item

    def of(self, key: str, variant: str | None) -> Entry | None:
        """Return what a translation is compared with: its own plural form, else `other`, else any; None without key.

        Languages have different plural forms; `other` is the one that speaks of any number.
        """
        forms = self.forms.get(key)
        if not forms:
            return None
        return forms.get(variant) or forms.get("other") or forms.get(None) or next(reversed(forms.values()))


def unique(items: Iterator[Entry | Skip], path: str) -> Iterator[Entry | Skip]:
    """Yield all but the entries whose key was there before, which become skips."""
    seen: dict[tuple[str, str | None], int] = {}
    for item in items:
        if isinstance(item, Skip):
            yield item
        elif (first := seen.setdefault((item.key, item.variant), item.line)) != item.line:
            why = f"its key stands in line {first} already; only that string was checked."
            yield Skip(what=f"string {item.key}", why=why, origin=Origin(path=path, line=item.line, key=item.key))
        else:
            yield item
