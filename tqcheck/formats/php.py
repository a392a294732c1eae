"""PHP arrays of strings in one language: Laravel, CodeIgniter, Moodle, phpBB. The file is read, never executed.

Laravel's `one|many` become plural forms. The whole file is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from tqcheck.formats import Format, ReadOptions
from tqcheck.formats.alone import segments
from tqcheck.formats.entry import Entry
from tqcheck.formats.nested import nested
from tqcheck.formats.path_language import language_of
from tqcheck.formats.php_tree import Tree
from tqcheck.formats.rows import skip
from tqcheck.formats.twice import shown
from tqcheck.formats.whole_text import Lines, whole
from tqcheck.lang.plurals import CATEGORIES, needed
from tqcheck.model import Segment, Skip
from tqcheck.opening import Opened

_STRINGS = re.compile(
    r"<\?(?:php)?\s(?:.*?[;\s/])??(?:return\s*(?:\[|array\s*\()|\$\w+\s*=\s*(?:\[|array(?:_merge)?\s*\()"
    r"|\$\w+\[\s*['\"][^'\"]+['\"]\s*\]\s*=|define\s*\(\s*['\"])",
    re.DOTALL | re.IGNORECASE,
)
_PROGRAM = re.compile(
    r"^[ \t]*(?:(?:abstract|final|readonly)\s+)*(?:class|interface|trait|enum|function)\s+\w", re.MULTILINE
)
_COLON = re.compile(r"(?<![A-Za-z0-9_:]):[A-Za-z]\w*")
_RANGED = re.compile(r"\s*(?:\{(\d+)\}|([\[\]](?:\d+|\*),\s*(?:\d+|\*)[\[\]]))\s*(.*)", re.DOTALL)


def sniff(head: str) -> bool:
    """Tell whether it is PHP that returns or assigns an array, and defines neither class nor function."""
    return _STRINGS.match(head.lstrip("\ufeff \r\n\t")) is not None and not _PROGRAM.search(head)


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the strings as translations without a source; `lang/fr/auth.php` is French."""
    return segments(entries(opened, options), opened.path, options)


def entries(opened: Opened, options: ReadOptions) -> Iterator[Entry | Skip]:
    """Yield the strings, and a Skip for each text that code makes. Raises UnreadableError, with the line."""
    text = whole(opened, options)
    tree, lines = Tree(text, opened.path), Lines(text)
    language = language_of(opened.path) or options.target_lang
    found: list[Entry | Skip] = [
        skip(opened.path, lines.of(place), "code makes this text, so it is not known.") for place in tree.made
    ]
    strings = list(nested(tree.root.members, lines, None))
    has_colons = tree.returns and any(_COLON.search(entry.text) for entry in strings)
    if has_colons:
        strings = [replace(entry, syntax=frozenset({"laravel-format"})) for entry in strings]
    is_laravel = has_colons or (tree.returns and "lang" in PurePath(opened.path).parts)
    for entry in strings:
        found += _forms(entry, language) if is_laravel else [entry]
    return shown(found, opened.path, last=True)


def _forms(entry: Entry, language: str | None) -> Iterator[Entry]:
    """Yield the plural forms of `one|many` and `{0} none|[1,*] some`, or the entry itself."""
    parts = entry.text.split("|")
    ranged = [_RANGED.fullmatch(part) for part in parts]
    wanted = [c for c in CATEGORIES if c in needed(language)] if language else ["one", "other"]
    tight = all(part and part == part.strip() for part in parts) or ":count" in entry.text
    if len(parts) > 1 and any(ranged):
        for number, (part, match) in enumerate(zip(parts, ranged, strict=True)):
            text, variant = (match.group(3), _variant(match)) if match else (part, str(number))
            yield replace(entry, text=text, variant=variant)
    elif len(parts) > 1 and tight and len(parts) == len(wanted):
        for part, category in zip(parts, wanted, strict=True):
            yield replace(entry, text=part.strip(), variant=category)
    else:
        yield entry


def _variant(match: re.Match[str]) -> str:
    exact, interval = match.group(1), match.group(2)
    if exact:
        return f"={exact}"
    return "other" if "*" in interval.partition(",")[2] else interval


FORMAT = Format(name="php", suffixes=(".php",), sniff=sniff, read=read, entries=entries)
